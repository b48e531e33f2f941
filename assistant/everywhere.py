"""Every sentence of a text that has the words, or a figure of the kind, that a question wants all of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import quoted
from assistant.draft import Draft, Span
from assistant.evidence import in_context, shared_words
from assistant.items import add_items, enumeration
from assistant.question import Question
from assistant.selecting import joined
from assistant.sets import ClaimBase
from assistant.types import Check, Frame, Kind, ListBlock, ListItem
from corpus.names import heading_name

LONG = 8  # characters of words that are meant although the question has others that the text has nowhere
_Row = tuple[str, Span, str]  # a heading, a clause under it, its words
MOST = 16  # sentences
FEW = 8  # sentences with words that are not quoted: what is said more often is no condition
LEAST_WORDS = 3  # characters of words that are asked of without a question
FEW_SENTENCES = 3
OFTEN = 20  # times that a text has a word at most, for all of them to be told
FEW_WORDS = 2  # of a question besides those that say what figures it wants
_ALL = re.compile(
    r"哪些|哪几|所有|全部|都有|逐[条一]|汇总|[找列]全|列出|列举|几处|多少处|分别|[找列]出来|(?:列|给|出|做|整理)(?:个|一?份|成)?[^,，。的]{0,6}清单|通篇|(?<![健安完齐])全文(?![化明件])"
)
_THING = re.compile("哪[些几][个种类项条]?([一-鿿]{2})")
_EVERY = re.compile(
    r"数一数|[有共]几[个处条]|都[找列]|[找列]出来|所有|全部|都有|逐[条一]|汇总|[找列]全|列出|列举|通篇|全文"
)
_WHERE = re.compile(
    r"哪[些几](?:个)?(?:地方|处|章节|章|节|段落?|条文|条款|条).{0,4}(?:提|说|讲|写|谈|涉|出现|规定)|露过?几[次回]|(?:规划|文件|全文|文中|条例)里?[^,，]{0,2}被(?:点[了到过]?名|提[到及]|写到)|(?:哪[些几]|几)个?[一-鿿]{2,4}?(?:的[一-鿿]{2})?(?:里面?|当?中)(?:都|也)?被?(?:点[到了过名]|提[到及]|写到|出现)|(?:出现|提到?|写到?)(?:了|过)?几[次回处]"
)
_WORK = re.compile(
    "(?:在|涉及|参与|承担|属于|沾|跨|列[入进]|写[入进]|发展|还?有|布局|承接)了?(?:其中)?(?:哪[些几]?|几|什么|啥)个?大?(?:重点|主导)?(?:产业|行业|业态)"
    "|(?:参与|涉及|布局|承担|进入)的(?:重点|主导)?(?:产业|行业)(?:都|一共|总共)*(?:有|是|包括)(?:哪|几|什么|多少)"
    "|(?:都|共同|同时)(?:在|有|做|涉及|参与|布局|承担)+的?(?:产业|行业)"
    "|(?:哪[些几]|几|什么)个?(?:重点|主导)?(?:产业|行业)(?:都|同时|共同|里|中)*(?:涉及|提到|提及|写到|点到|说到|覆盖)了?"
    "|(?:在|于)?(?:各|每)个?(?:重点|主导)?(?:产业|行业)(?:里面?|中)?(?:的|都|分别|各自?)*(?:承担|是|做|干|负责|扮演|起|定位|角色|分工)"
)
_TOGETHER = re.compile("都|共同|同时|均")
LONGEST = 130  # characters of what semicolons part that is quoted whole
_THROUGHOUT = re.compile(
    "通读|通篇|全篇|整[份部篇]|从头[到至]尾|前前后后|[各每][条处](?:都|里)|都找|找[出全齐找]|全找|(?:好几|每|回)[回次处]|字样|的地方都"
)
_FRAME = (
    "环节",
    "程序",
    "条文",
    "规定",
    "地方",
    "全篇",
    "全文",
    "内容",
    "要求",
    "办法",
    "条例",
    "规划",
    "事情",
    "工作",
    "情况",
)
_LISTED = (Kind.LIST, Kind.COUNT, Kind.FACT, Kind.VALUE)
_OTHERWISE = (Kind.WHY, Kind.HOW, Kind.DEFINITION, Kind.YESNO, Kind.VALUE, Kind.COMPARE)
_NUMBER = r"(?:\d+|[一二两三四五六七八九十百千万]+)"
_FIGURES = (
    (
        r"天数|期限|时限|时间要求|几天|多少天",
        rf"(?<![月\d]){_NUMBER}个?(?:工作)?[日天](?![常报])|(?<![年\d]){_NUMBER}个[周月]",
    ),
    (r"百分比|比例|百分之", r"%|百分之"),
    (r"金额|钱数|罚款数额", rf"{_NUMBER}\s*(?:万|亿)?元"),
    (r"年份|时间节点|哪[些几]年", r"(?:19|20)\d\d年"),
    (r"面积", rf"{_NUMBER}\s*(?:平方|公顷|亩)"),
)


def _meant(words: str, question: Question) -> bool:
    """Whether words are what is asked about, although the question has others that the text has nowhere."""
    return not question.unknown or (len(words) >= LONG and not any(name in words for name in question.names))


def _figures_said() -> str:
    return "|".join(said for said, _ in _FIGURES)


def everywhere(question: Question, base: ClaimBase) -> Draft | None:
    """All sentences with the words that a list is asked of, quoted or long; None where no list is or few have them.

    Where the words open an enumeration (处罚的种类:), its items.
    """
    if not _ALL.search(question.text) or question.kind not in _LISTED:
        return None
    text = base.entry.parsed.document.text
    said = next((q for q in quoted(question.text) if q in text), "")
    words = said or shared_words(question.text, "", text).lstrip("的是在和与")
    if not said and (words in base.entry.parsed.document.title or not _meant(words, question)):
        return None
    if words in question.subjects and base.heads(words) and not _EVERY.search(question.text):
        return None  # its own paragraphs tell what is asked of it
    for passage in base.entry.parsed.passages:
        opens = passage.text[-1:] in ":：" and passage.text.rstrip(" :：").endswith(words)
        if opens and (found := enumeration(passage, base)):
            draft = Draft()
            add_items(draft, found, base)
            return draft
    return _quoted(
        f"“{words}”", re.escape(words), base, MOST if said else FEW, asked=() if said else _asked(question, base)
    )


def written_so(question: Question, base: ClaimBase) -> Draft | None:
    """The first sentences with all the words of a question that says no more (预留用地, 488平方公里呢)."""
    words = question.text.strip(" ?？。呢吧啊")
    document = base.entry.parsed.document
    if len(words) < LEAST_WORDS or words not in document.text or words in document.title:
        return None
    spans = (span for p in base.entry.parsed.passages for span in p.sentences)
    found = [span for span in spans if words in document.text[slice(*span)]]
    draft = Draft()
    for span in found[:FEW_SENTENCES]:
        draft.quote(base.entry, span)
    return draft if found else None


def _asked(question: Question, base: ClaimBase) -> tuple[str, ...]:
    """The words that the sentences which answer have, where some of them do: the verb and what is asked for."""
    thing = question.target.label if question.target else ""
    named = _THING.search(question.text)
    verbs = [c for c in base.entry.vocabulary.cues if c in question.text]
    return tuple(w for w in (*verbs[:1], thing or (named[1] if named else "")) if w)


def spoken_of(question: Question, base: ClaimBase) -> Draft | None:
    """All sentences that speak of a thing, where a question asks for them (哪些地方提到…); None for others.

    Where it wants the whole text read (通读全文), that is of its rarest long word, and of no class of names.
    """
    names = (*quoted(question.text), *question.names)
    where = bool(_WHERE.search(question.text))  # 哪几条说到: the headings are asked for
    told = (*_LISTED, Kind.HOW, Kind.OVERVIEW)
    of_names = question.target is not None and question.target.suffix
    if question.sections and question.names and question.kind in told and not of_names:
        return _spoken_of_inside(question.names[0], question.sections[0], base)
    if question.subjects and question.target is None and _WORK.search(question.text):
        together = len(question.subjects) > 1 and _TOGETHER.search(question.text)
        return _shared_by(question, base) if together else _clauses_of(question, base)
    if names and where:
        return _quoted(f"“{names[0]}”", _name(names[0], base), base, placed=True)
    elsewhere = quoted(question.text) and question.kind in _LISTED  # `everywhere` tells these
    wanted = where or _THROUGHOUT.search(question.text)
    if of_names or elsewhere or question.kind in _OTHERWISE or not wanted:
        return None
    topic = _topic(question, base)
    return _quoted(f"“{topic}”", re.escape(topic), base, MOST, placed=where) if topic else None


def _spoken_of_inside(name: str, inside: str, base: ClaimBase) -> Draft | None:
    """All sentences below a heading that speak of a name; where none does, that, and the others."""
    said, pattern = f"“{name}”", _name(name, base)
    if made := _quoted(said, pattern, base, placed=True, inside=inside):
        return made
    known = any(heading.startswith(inside) for p in base.entry.parsed.passages for heading in p.path)
    if known and (made := _quoted(said, pattern, base, placed=True)):
        made.blocks.insert(0, Frame(f"{inside}没有写到“{name}”。"))
        return made
    return None


def _clauses_of(question: Question, base: ClaimBase) -> Draft | None:
    """Under each heading what is said of a name, of its clauses those with the other words of a question.

    (甲园在哪些产业里以研发为主: the headings are what is asked for.)
    """
    name = question.subjects[0]
    told = _rows(name, question, base)
    heads = tuple(dict.fromkeys(heading_name(head) for head, *_ in told))
    if not told:
        return None
    apart = f",分在 {len(heads)} 个标题下" if 1 < len(heads) < len(told) else ""
    made = _headed_rows(f"文中写到“{name}”的有 {len(told)} 处{apart}:", told, base)
    made.members = heads if len(heads) > 1 else ()
    return made


def _shared_by(question: Question, base: ClaimBase) -> Draft | None:
    """The headings under which each of several names is spoken of, with what is said there: 甲园、乙园都在哪些产业."""
    each = [_rows(name, question, base) for name in question.subjects]
    heads = [dict.fromkeys(row[0] for row in rows) for rows in each]
    shared = [head for head in heads[0] if all(head in others for others in heads)]
    told = list(dict.fromkeys(row for head in shared for rows in each for row in rows if row[0] == head))
    if not told:
        return None
    made = _headed_rows(f"{'、'.join(question.subjects)}都写到的有 {len(shared)} 处:", told, base)
    made.members = tuple(heading_name(head) for head in shared)
    return made


def _rows(name: str, question: Question, base: ClaimBase) -> list[_Row]:
    """The clauses that speak of a name, each with its heading; [] where it has clauses or paragraphs of its own."""
    told = list[_Row]()
    if base.heads(name) or any(base.text(c).startswith(name) and c.cue for c in base.postings.get(name, ())):
        return []
    named = re.compile(_name(name, base))
    for claim in (c for c in base.entry.claims if named.search(base.text(c))):
        around = base.segment(claim)
        whole = (around[0].start, around[-1].end)
        span = whole if whole[1] - whole[0] <= LONGEST else (claim.start, claim.end)
        text = base.entry.parsed.document.text[slice(*span)]
        if path := base.passages[claim.passage_id].path:
            told.append((path[-1], span, text))
    asked = _WORK.search(question.text)
    out = (*_FRAME, asked[0] if asked else "")
    for word in (w for w in (*question.terms, *question.rest) if not any(w in said for said in out)):
        told = [row for row in told if word in row[2]] or told
    return list(dict.fromkeys(told))


def _headed_rows(said: str, told: Sequence[_Row], base: ClaimBase) -> Draft:
    """Clauses as a list, each under its heading."""
    draft = Draft(check=Check("处", len(told), len(told)))
    draft.say(said)
    items = tuple(ListItem(head, text, (draft.cite(base.entry, span),)) for head, span, text in told)
    draft.blocks.append(ListBlock(items, ordered=False))
    return draft


def _name(name: str, base: ClaimBase) -> str:
    """A pattern of a name, and of no longer one that begins with it: 甲园 is not 甲园校区."""
    longer = (t.removeprefix(name) for t in base.entry.vocabulary.terms if t.startswith(name) and t != name)
    return re.escape(name) + "".join(f"(?!{re.escape(rest)})" for rest in longer)


def _topic(question: Question, base: ClaimBase) -> str:
    """What a question wants all of: what it quotes, or its longest word that the text has now and then; "" for none."""
    parsed = base.entry.parsed
    asked = _THING.search(question.text)
    out = (*_FRAME, *([asked[1]] if asked else ()))
    said = [w for w in (*question.names, *joined(question, parsed.document.text)) if len(w) > 1 and w not in out]
    said = [w for w in said if w not in parsed.document.title and 1 < parsed.document.text.count(w) <= OFTEN]
    told = [q for q in quoted(question.text) if q in parsed.document.text]
    return told[0] if told else max(said, key=lambda w: (len(w), -parsed.document.text.count(w)), default="")


def figures_everywhere(question: Question, base: ClaimBase) -> Draft | None:
    """All sentences with a figure of the kind that a question wants all of (写了天数的期限有哪些); None for others."""
    wanted = next((pattern for said, pattern in _FIGURES if re.search(said, question.text)), None)
    clause = next((c for c in re.split("[,，。]", question.text) if re.search(_figures_said(), c)), "")
    rest = [w for w in question.rest if w in clause and not re.search(f"{_EVERY.pattern}|{_figures_said()}", w)]
    alone = not question.names and not question.sections and len(rest) <= FEW_WORDS
    return _quoted("这类数字", wanted, base) if wanted and alone and _EVERY.search(question.text) else None


def _quoted(
    what: str,
    pattern: str,
    base: ClaimBase,
    most: int | None = None,
    placed: bool = False,
    asked: Sequence[str] = (),
    inside: str = "",
) -> Draft | None:
    """The sentences that a pattern stands in, two or more; None where there are more than `most`.

    `inside`: only those below a heading that begins so (第二章), where one is enough. `placed`: each is listed under
    the heading that it stands below. `asked`: words that only some of them may have, and those are then meant.
    """
    found = [
        (p, span)
        for p in base.entry.parsed.passages
        if not inside or any(heading.startswith(inside) for heading in p.path)
        for span in p.sentences
        if re.search(pattern, p.text[span[0] - p.start : span[1] - p.start])
    ]
    if most and len(found) > most:
        return None
    text = base.entry.parsed.document.text
    for word in asked:
        found = [(p, span) for p, span in found if word in text[slice(*span)]] or found
    if len(found) < (1 if inside else 2):
        return None
    draft = Draft(check=Check("句", len(found), len(found)))
    draft.say(f"{inside or '全文'}写有{what}的共 {len(found)} 句{f',前 {MOST} 句是' if len(found) > MOST else ''}:")
    if placed and all(passage.path for passage, _ in found):
        numbered = [(p.path[-1], draft.cite(base.entry, in_context(p, span))) for p, span in found[:MOST]]
        items = tuple(ListItem(heading, draft.citations[n - 1].quote, (n,)) for heading, n in dict.fromkeys(numbered))
        draft.blocks.append(ListBlock(items, ordered=False))
        return draft
    for passage, span in found[:MOST]:
        opens = passage.text.rstrip().endswith((":", "：")) and span == passage.sentences[-1]
        if opens and (listed := enumeration(passage, base)):
            add_items(draft, listed, base)
            draft.check = None  # the items are listed too, which are not what was counted
        else:
            draft.quote(base.entry, in_context(passage, span))
    return draft
