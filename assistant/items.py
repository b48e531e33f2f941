"""Enumerations: paragraphs (一)…, ——… or 到2025年,… that stand one under the other; the answer that counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import asking
from assistant.draft import Draft, Span
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Check, Kind, ListBlock, ListItem
from corpus.grammar import CONTAINER
from corpus.names import heading_name
from corpus.numerals import number
from corpus.types import Passage
from corpus.words import is_noun, is_verbal
from index import SentenceHit

COUNTED = re.compile(r"(?<!第)(?:几|多少)大?(?P<unit>[项条种类点步款样家道]|个方面|个|方面|句(?=话))")
_THRESHOLD = re.compile("(?:才|就|便)(?:算|能|可以|可)")  # 多少条才算多 counts no items
_STEPS = re.compile("一步[一]?步|步骤|流程|程序|先后顺序|按什么顺序")
_ORDER = re.compile("程序|步骤|流程|顺序")
JOINED_UNITS = ("项", "句", "种", "类", "点", "样", "方面", "个方面")
LEAST_JOINED = 3
LEAST_TAG = 3  # characters of a word that items end in
LEAST_ALIKE = 2  # things that end in what is counted
COVERED = 0.5
NEAR = 10
_ORDINAL = re.compile(
    "[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,,、]?(?!章|节|条|款)|首先|其次|再次|最后|[(（][一二三四五六七八九十]+[)）]"
)
_ANNOUNCING = (Kind.LIST, Kind.COUNT, Kind.FACT, Kind.OVERVIEW, Kind.HOW)
_RUN = re.compile(r"[^,，。;；:：、]+(?:、[^,，。;；:：、]+)+")
_VERB = re.compile("(?:坚持|遵循|秉持|贯彻|按照|落实)(?=.{2})")
_UNITS = re.compile("部门|单位|机构")
_A_UNIT = "[局委办厅院部心司团会室府队所]"  # what the name of a unit ends in
_PROCESS = ("环节", "步骤", "程序", "流程", "阶段")
_LED = re.compile("^.{2,}(?:为|是|包括|分为|有|即)(?=.{2})")
_NUMBERED = re.compile(r"^\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、])")
_DASHED = re.compile(r"^\s*(?:——|—|•|·)")
_DATED = re.compile(r"^\s*(?:——)?到?(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items, two or more, and the paragraph that opens them; dashed items may have none."""

    opening: Passage | None
    items: tuple[Passage, ...]


def enumeration(passage: Passage, base: ClaimBase) -> Enumeration | None:
    """The enumeration that a paragraph opens or is an item of; None where it is part of none."""
    inside = [p for p in base.entry.parsed.passages if p.section_id == passage.section_id]
    begin = inside.index(passage)
    mark = _mark(passage) or (_mark(inside[begin + 1]) if begin + 1 < len(inside) else None)
    if not mark:
        return None
    while begin >= 0 and mark.match(inside[begin].text):
        begin -= 1
    opens = begin >= 0 and inside[begin].text.rstrip().endswith((":", "："))
    if not opens and mark is not _DASHED:
        return None
    end = begin + 1
    while end < len(inside) and mark.match(inside[end].text):
        end += 1
    items = tuple(inside[begin + 1 : end])
    return Enumeration(inside[begin] if opens else None, items) if len(items) > 1 else None


def _mark(passage: Passage) -> re.Pattern[str] | None:
    """The mark that a paragraph begins with as an item; None where it begins with none."""
    return next((mark for mark in (_DATED, _DASHED, _NUMBERED) if mark.match(passage.text)), None)


def add_items(draft: Draft, found: Enumeration, base: ClaimBase) -> None:
    """Quote the opening and list the items: a numbered one whole, a dashed one by its first sentence."""
    if found.opening:
        draft.quote(base.entry, (found.opening.start, found.opening.end))
    spans = [p.sentences[0] if _DASHED.match(p.text) else (p.start, p.end) for p in found.items]
    _list(draft, spans, base)


def _list(draft: Draft, spans: Sequence[Span], base: ClaimBase) -> None:
    """List what stands in some spans, each with its citation."""
    numbers = [draft.cite(base.entry, span) for span in spans]
    listed = tuple(ListItem("", draft.citations[n - 1].quote, (n,)) for n in numbers)
    draft.blocks.append(ListBlock(listed, ordered=False))


def counted_items(
    question: Question, hits: Sequence[SentenceHit], near: Sequence[SentenceHit], base: ClaimBase
) -> Draft | None:
    """How many items the enumeration has that a best sentence stands in (列了几项), and which; None for none.

    Else that of a sentence near the best whose opening names what is counted (证据有几种, 证据包括:), or what the best
    sentence itself joins by 、.
    """
    asked = COUNTED.search(question.text)
    if not asked or _THRESHOLD.search(question.text):
        return None
    found = next((e for hit in hits if (e := enumeration_of(hit, base))), None) or _named(question.text, near, base)
    if found is None or asked["unit"] == "家":  # items of a list are no units
        return _joined(question, asked["unit"], hits, base)
    draft = Draft(check=Check("条目", len(found.items), len(found.items)))
    draft.say(f"共列出 {len(found.items)} {asked['unit']}:")
    add_items(draft, found, base)
    return draft


def tagged(question: Question, base: ClaimBase) -> Draft | None:
    """The numbered paragraphs that end in a word of a question (…,约束性。 of 哪些是约束性指标); None for none.

    They are two or more, and not all of those that stand together.
    """
    if question.kind not in (Kind.LIST, Kind.COUNT, Kind.FACT) or not asking.ASKS.search(question.text):
        return None
    numbered = [p for p in base.entry.parsed.passages if _NUMBERED.match(p.text)]
    words = [w.removesuffix("指标") for w in (*question.terms, *question.rest)]
    for word in (tag for w in words for tag in (w, f"{w}性") if len(tag) >= LEAST_TAG and tag in question.text):
        found = [p for p in numbered if p.text.rstrip(" 。;；.").endswith(word)]
        beside = [p for p in numbered if found and p.section_id == found[0].section_id]
        if 1 < len(found) < len(beside) and all(p in beside for p in found):
            draft = Draft(check=Check("条目", len(beside), len(found)))
            draft.say(f"{len(beside)} 项逐一核对,{len(found)} 项符合:")
            _list(draft, [(p.start, p.end) for p in found], base)
            return draft
    return None


def exceptions(passage: Passage, base: ClaimBase) -> list[Span]:
    """The sentences behind an enumeration that speak of one of its items by its number: 前款第六项规定的……."""
    mark = re.match(r"\s*[(（](?P<n>[一二三四五六七八九十]+)[)）]", passage.text)
    inside = [p for p in base.entry.parsed.passages if p.section_id == passage.section_id and p.start > passage.start]
    said = re.compile(rf"前款[^。;；]{{0,12}}第?[（(]?{mark['n']}[)）]?项") if mark else None
    text = base.entry.parsed.document.text
    return [span for p in inside for span in p.sentences if said and said.search(text[slice(*span)])]


def steps(question: Question, near: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """The steps of something (听证会怎么一步步开): the near enumeration whose opening speaks of an order and of it."""
    if not _STEPS.search(question.text):
        return None
    for hit in near[:NEAR]:
        found = enumeration_of(hit, base)
        opening = found.opening.text if found and found.opening else ""
        if found and _ORDER.search(opening) and any(w in opening for w in (*question.rest, *question.names)):
            draft = Draft()
            add_items(draft, found, base)
            return draft
    return None


def announced(question: Question, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """What the best sentence announces (存在三个方面的短板。一是…二是…三是…); None where it lists them itself.

    They are the sentences behind it that number themselves, or else the paragraphs that are all that follows it.
    """
    best = hits[0] if hits else None
    if best is None or question.kind not in _ANNOUNCING or best.passage.doc_id != base.doc_id:
        return None
    said = list(CONTAINER.finditer(best.text))
    many = number(said[-1][1]) if said and not _RUN.search(best.text[said[-1].end() :]) else None
    behind = [(start, end) for start, end in best.passage.sentences if start >= best.end]
    text = base.entry.parsed.document.text
    own = [span for span in behind if _ORDINAL.match(text[slice(*span)])]
    inside = [p for p in base.entry.parsed.passages if p.section_id == best.passage.section_id]
    after = [p.sentences[0] for p in inside[inside.index(best.passage) + 1 :]] if not behind else []
    items = next((spans for spans in (own, after) if 1 < len(spans) == many), None)
    if items is None:
        return None
    draft = Draft(check=Check("条目", len(items), len(items)) if question.kind is Kind.COUNT else None)
    draft.quote(base.entry, (best.start, best.end))
    _list(draft, items, base)
    return draft


def listed_as(label: str, about: Sequence[str], near: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """What a sentence lists and calls by a class word (…、…等领域), counted; None where none does.

    It is one below a heading that is asked about, or else the best sentence.
    """
    own = [h for h in near[:NEAR] if h.passage.doc_id == base.doc_id]
    under = [h for h in own if any(name in heading_name(part) for part in h.passage.path for name in about)]
    for hit in under or [h for h in own[:1] if h.why["coverage"] >= COVERED]:
        run = re.search(rf"({_RUN.pattern})等[一-鿿]{{0,2}}{re.escape(label)}", hit.text)
        things = _things(run[1], base) if run else []
        known = [t for t in base.entry.vocabulary.terms if things and things[0].endswith(t)]
        if len(things) < LEAST_JOINED or not known:
            continue
        things[0] = max(known, key=len)
        draft = Draft(check=Check(label, len(things), len(things)), members=tuple(things))
        draft.say(f"原句列出 {len(things)} 个{label}:")
        draft.quote(base.entry, (hit.start, hit.end))
        draft.blocks.append(ListBlock(tuple(ListItem(t, "", (1,)) for t in things)))
        return draft
    return None


def enumeration_of(hit: SentenceHit, base: ClaimBase) -> Enumeration | None:
    """The enumeration that a sentence of the document opens or is an item of; None for none."""
    own = hit.passage.doc_id == base.entry.parsed.document.doc_id
    return enumeration(hit.passage, base) if own else None


def _named(question: str, near: Sequence[SentenceHit], base: ClaimBase) -> Enumeration | None:
    """The nearest enumeration whose opening sentence names what is counted."""
    asked = asking.NOUN.search(question)
    noun = (asked["behind"] or asked["before"])[:4] if asked else ""
    words = [noun[:2], *([noun[2:]] if is_noun(noun[2:]) else [])]  # 决策|原则, not 材料|呢
    for hit in near[:NEAR] if noun else ():
        found = enumeration_of(hit, base)
        opening = (
            found.opening.text[found.opening.sentences[-1][0] - found.opening.start :]
            if found and found.opening
            else ""
        )
        if opening and all(word in opening for word in words):
            return found
    return None


def _things(run: str, base: ClaimBase) -> list[str]:
    """What 、 and a last 和 join; a term of the text that has 和 in it (工业互联网与物联网) is one thing."""
    things = run.split("、")
    last = things.pop()
    return [*things, *([last] if last in base.entry.vocabulary.terms else re.split("以及|和|及|与", last, maxsplit=1))]


def _joined(question: Question, unit: str, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """How many things the best sentence joins by 、, where it has most of the question's words."""
    best = hits[0] if hits else None
    asked = asking.NOUN.search(question.text)
    noun = (asked["behind"] or asked["before"])[:4].split("的")[0].rstrip("呢吗啊呀吧都各是叫在") if asked else ""
    named = asking.quoted(question.text)
    nouns = [n for n in (noun, *question.names, *question.rest) if len(n) > 1]
    things = _called(named or nouns, best.text, base) if best else ()
    if best and not things and not named and unit in JOINED_UNITS and best.why["coverage"] >= COVERED:
        things = joined(best.text, base)
    if best and not things:
        things = _led_by(question.text, best.text, base) or _under_its_heading(nouns, best, base)
    if best is None or not things:
        return None
    draft = Draft(check=Check("条目", len(things), len(things)), members=things)
    draft.say(f"原句列出 {len(things)} {unit}:")
    draft.quote(base.entry, (best.start, best.end))
    return draft


def _called(nouns: Sequence[str], sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """The things that a sentence joins and calls by one of some nouns, in one of three ways."""
    return _ending_in(nouns, sentence, base) or _summed_up(nouns, sentence, base) or _told_by(nouns, sentence, base)


def _summed_up(nouns: Sequence[str], sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """What stands before 等 and what sums it up: 甲、乙、丙等专业服务, 在甲、乙、丙等方面存在短板."""
    alike = _PROCESS if any(noun.startswith(_PROCESS) for noun in nouns) else ()
    named = "|".join(map(re.escape, (*nouns, *alike)))
    told = re.search(
        rf"(?P<run>[^,，。;；]+?)(?:等(?:[一-鿿]{{0,2}}|方面[^,，。;；、]{{0,8}})|的)(?:{named})", sentence
    )
    return joined(told["run"], base) if named and told else ()


def joined(sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """The things that the longest run of 、 in a sentence joins, three or more; () where there are none."""
    run = max(_RUN.findall(sentence), key=lambda r: r.count("、"), default="")
    things = _things(run.split("等")[0], base)
    return _bare(things, base) if len(things) >= LEAST_JOINED else ()


def _under_its_heading(nouns: Sequence[str], best: SentenceHit, base: ClaimBase) -> tuple[str, ...]:
    """What the first clause below a heading that ends in a noun joins: 统筹原则 over 坚持甲、乙、丙."""
    heading = heading_name(best.passage.path[-1]) if best.passage.path else ""
    opening = re.split("[,，。;；]", best.text)[0]
    first = best.start == best.passage.start and any(heading.endswith(noun) for noun in nouns)
    things = _things(opening.split("等")[0], base) if first else []
    if len(things) < LEAST_JOINED or not _VERB.match(things[0]):
        return ()
    return (_VERB.sub("", things[0]), *things[1:])


def _led_by(question: str, sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """What a sentence joins behind a verb that the question has: 带动甲、乙、丙 of 被带动的有几家."""
    for run in _RUN.findall(sentence):
        things = _bare(_things(run.split("等")[0], base), base)
        lead = run[: run.find(things[0])][-2:]
        if len(things) > 1 and len(lead) > 1 and lead in question and is_verbal(lead):
            return things
    return ()


def _ending_in(nouns: Sequence[str], sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """Two things or more that a sentence joins and that all end in what is counted: 政治中心、文化中心和科技中心."""
    for noun in nouns:
        ends = _A_UNIT if _UNITS.match(noun) else re.escape(noun)
        piece = rf"[^,，。;；:：、]*?{ends}"
        if run := re.search(rf"(?:^|(?<=[,，。;；:：])){piece}(?:(?:、|以及|和|及|与){piece})+", sentence):
            return _bare(re.split(rf"(?<={ends})(?:、|以及|和|及|与)", run[0]), base)
    return ()


def _told_by(nouns: Sequence[str], sentence: str, base: ClaimBase) -> tuple[str, ...]:
    """What a sentence lists of a thing that it names before the list: 战略定位为甲、乙、丙."""
    named = "|".join(map(re.escape, nouns))
    told = re.search(rf"(?:{named})[^,，。;；、]{{0,6}}?(?:为|是|包括|分为|有|[:：])(?P<run>[^,，。;；]+)", sentence)
    return joined(told["run"], base) if named and told else ()


def _bare(things: Sequence[str], base: ClaimBase) -> tuple[str, ...]:
    """Things, the first without what leads to it."""
    first = _LED.sub("", things[0])
    known = [t for t in base.entry.vocabulary.terms if first.endswith(t)]
    return (max(known, key=len, default=first), *things[1:])
