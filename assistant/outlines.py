"""Renderers over headings: how many there are, what a text or a section is made of, what a wrong total corrects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import TEXT
from assistant.draft import Draft
from assistant.headings import section_named
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Check, ListBlock, ListItem
from corpus.grammar import NUMERALS
from corpus.names import heading_name
from corpus.numerals import in_words, number
from corpus.types import Section

MOST_HEADINGS = 30
FEW_PARTS = 3  # of a text, which say little without those below them
_SUMMED = re.compile("加起来|合计|合起来|相加|加一块|总共|一共|加上|共[有计]?")
_SO_MANY = re.compile(rf"哪(?P<count>[{NUMERALS}\d]+)[个大类种项条]大?(?P<noun>[一-鿿]{{2,6}})")

_THE_TEXT = (
    rf"(?:(?:[这该本此][个份部篇]?|整[个份部篇]|全)(?:{TEXT.pattern}|政策|措施|文)|文件|规划|正文|(?:{TEXT.pattern}))"
)
_CONTENTS = re.compile(  # 这份文件总体上讲了哪几大块内容; 规划的框架是怎样的
    rf"{_THE_TEXT}(?:的?(?:总体|整体|总|主要|大致|大体|大概|内容|一共|总共|具体|都|里|上|在|,|，))*(?:分|讲|写|说|包[括含]|涵盖|由|有|共)(?:了|成|为)*"
    r"(?:哪[几些]|几|多少)个?大?(?:个|块|部分|方面|板块|篇章|块内容|部分内容|方面内容)(?:内容)?(?:组成|构成)?[?？。]?$"
    rf"|{_THE_TEXT}的?(?:总体|整体|内容|主要|大)*(?:框架|架构|结构|目录|大纲|提纲|脉络|构成)(?:是|有|长|怎|如何|什么|啥|呢|$|[?？,，])"
)


def asks_for_contents(question: Question) -> bool:
    """Whether a question asks what the whole text is made of."""
    return not (question.names or question.sections) and _CONTENTS.search(question.text) is not None


def structure_answer(question: Question, base: ClaimBase) -> Draft | None:
    """How many chapters or sections there are, and their headings."""
    asked = re.findall(r"(?<!第)(?:多少|几)个?(编|篇|章|节|条)|(?:哪些|哪几)个?(编|篇|章|节)", question.text)
    families = [a or b for a, b in asked]
    inside = section_named(question, base)
    draft = Draft()
    for family in families:
        if family == "条" and len(families) == 1 and (question.rest or question.terms) and inside is None:
            continue  # 原则有几条 counts principles, not articles
        sections = [
            s
            for s in base.entry.parsed.sections
            if s.family == family
            and (inside is None or (s.path[: len(inside.path)] == inside.path and s is not inside))
        ]
        if not sections:
            continue
        draft.say(f"{inside.heading if inside else '全文'}共 {len(sections)} {family}:")
        shown = sections if len(sections) <= MOST_HEADINGS else (sections[0], sections[-1])
        _list(draft, shown, base, "" if len(shown) == len(sections) else "首尾是:")
        draft.check = draft.check or Check(family, len(sections), len(sections))
        draft.members = (*draft.members, *(s.heading for s in shown))
    return draft if draft.blocks else None


def contents_answer(base: ClaimBase) -> Draft | None:
    """What a whole text is made of: its title and the headings of the highest level; of few, those below them too."""
    parsed = base.entry.parsed
    top = [s for s in parsed.sections if len(s.path) == 1][:MOST_HEADINGS]
    if len(top) < 2:
        return None
    both = [s for s in parsed.sections if 0 < len(s.path) <= 2]
    shown = both if len(top) < FEW_PARTS and len(both) <= MOST_HEADINGS else top
    draft = Draft(check=Check("部分", len(top), len(top)))
    draft.say(f"《{parsed.document.title}》分为 {len(top)} 个部分:")
    _list(draft, shown, base)
    return draft


def parts_answer(section: Section, base: ClaimBase) -> Draft | None:
    """The headings right below a section: what the things are that its own heading speaks of."""
    below = _right_below(section, base)
    if len(below) < 2 or not all(heading_name(s.heading) for s in below):
        return None
    draft = _counted(below)
    draft.say(f"“{section.heading}”下有 {len(below)} 项:")
    _list(draft, below, base)
    return draft


def _right_below(section: Section, base: ClaimBase) -> list[Section]:
    """The sections right below one."""
    return [s for s in base.entry.parsed.sections if s.path[:-1] == section.path]


def counted_below(question: Question, base: ClaimBase) -> Draft | None:
    """哪两个产业: the headings right below the only one that speaks of so many (发挥两个主导产业作用); else None."""
    asked = _SO_MANY.search(question.text)
    if not asked or question.names:
        return None
    text, widened = base.entry.parsed.document.text, dict(question.widened)
    pieces = (asked["noun"][:size] for size in range(len(asked["noun"]), 2, -1))
    noun = next((piece for piece in pieces if piece in text), asked["noun"][:2])  # 产业载体 are no 产业
    nouns = "|".join(map(re.escape, (noun, *widened.get(noun, ()))))
    fitting = []
    for section in base.entry.parsed.sections:
        said = re.search(rf"([{NUMERALS}\d]+)[个大类种项条][一-鿿]{{0,4}}?(?:{nouns})", section.heading)
        if said and number(said[1]) == number(asked["count"]):
            fitting.append(section)
    made = parts_answer(fitting[0], base) if len(fitting) == 1 else None
    return made if made and len(made.members) == number(asked["count"]) else None


def summed_parts(question: Question, base: ClaimBase) -> Draft | None:
    """两个甲类项目和四个乙类项目加起来: what stands below each heading that says so many of something, and the sum."""
    said = list[tuple[str, Section]]()
    for section in base.entry.parsed.sections if _SUMMED.search(question.text) else ():
        counted = re.search(rf"([{NUMERALS}\d]+)[个大类种项条](?P<noun>[一-鿿]{{4,}})", section.heading)
        noun = counted["noun"] if counted else ""
        noun = next((noun[:size] for size in range(len(noun), 3, -1) if noun[:size] in question.text), "")
        below = _right_below(section, base)
        if counted and noun and number(counted[1]) == len(below):
            said.append((f"{counted[1]}个{noun}", section))
    made = [parts_answer(section, base) for _, section in said]
    if len(said) < 2 or not all(made) or question.names or len({noun for noun, _ in said}) < len(said):
        return None
    draft, counts = Draft(), [len(part.members) for part in made if part]
    draft.say(f"一共 {sum(counts)} 个({'、'.join(noun for noun, _ in said)}):")
    for part in (p for p in made if p):
        draft.extend(part)
    draft.check = Check("小节", sum(counts), sum(counts))
    return draft


def total_answer(said: str, headings: Sequence[Section], base: ClaimBase) -> Draft:
    """How many there are where a question says another number: the headings side by side."""
    draft = _counted(headings)
    draft.status = "corrected"
    unit = next(char for char in said if char in "个种类项大")
    draft.say(f"问题说“{said}”,文本写有 {len(headings)} 个({in_words(len(headings))}{unit}):")
    _list(draft, headings, base)
    return draft


def _counted(headings: Sequence[Section]) -> Draft:
    """A draft whose members are the names of headings."""
    check = Check("小节", len(headings), len(headings))
    return Draft(check=check, members=tuple(heading_name(s.heading) for s in headings))


def _list(draft: Draft, headings: Sequence[Section], base: ClaimBase, label: str = "") -> None:
    """Headings as a list, each cited where it stands."""
    numbers = [draft.cite(base.entry, s.opening) for s in headings]
    items = tuple(ListItem("", draft.citations[n - 1].quote, (n,)) for n in numbers)
    draft.blocks.append(ListBlock(items, ordered=False, label=label))
