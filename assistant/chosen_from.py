"""What a question asks for by its document: a class that is chosen from, each of the years the text is built on."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import asking
from assistant.abbreviated import is_the_whole
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind
from corpus.numerals import number
from corpus.vocabulary import TermClass

_WHICH = re.compile(r"哪(?:些|[一几]?[个家所座])|[中里].{1,12}哪[儿里]|谁")
_AMONG_TWO = re.compile("、[^,，、]{2,16}中(?:哪|有几个)")
_WHO_DOES = re.compile("(?:谁|哪一?个)(?:在|要|会|也)?(?:做|搞|弄|干|聚焦)")
_HOW_MANY = re.compile("(?:的|里|中)(?:一共|总共|共|都)?(?:有|是)?(?:几个|多少个|哪几个|哪些|谁)[?？。]?$")
_STAGES = re.compile(
    "(?:(?P<count>[两二三四五六])|各|每|几|分)个?(?:时间)?(?:阶段|节点|时点)(?!性)|(?:(?P<steps>[两二三四五六])步走|每一步)"
)
_ONE_STAGE = re.compile(
    "(?:第(?P<n>[一二三四五])|(?P<first>头一|最初|最早)|(?P<last>最后一?|末))个?(?:时间)?(?:阶段|节点|时点|步)(?!性)"
)
_RANGE = re.compile(r"(?:19|20)\d\d年?(?:到|至|[-—~])+(?:19|20)\d\d")


def as_meant(question: Question, base: ClaimBase) -> Question:
    """A question with the class that its names are chosen from, and the years of all stages where it asks of those."""
    return _of_all_milestones(_of_the_whole(_among(question, base), base), base)


def _of_the_whole(question: Question, base: ClaimBase) -> Question:
    """某示范区一共有几个园区: how many there are, where the text is of that 示范区."""
    document = base.entry.parsed.document
    narrower = tuple(t for t in question.terms if not is_the_whole(t, document.title, document.text))
    counted = question.kind in (Kind.COUNT, Kind.LIST) and question.target in base.places
    return replace(question, terms=narrower) if counted else question


def _of_all_milestones(question: Question, base: ClaimBase) -> Question:
    """三个阶段的目标分别是什么: of every year that paragraphs open with, where the text has so many.

    第一个阶段和最后一个阶段: of those of these years.
    """
    if not question.years and (one := tuple(_year_of_stage(said, base) for said in _ONE_STAGE.finditer(question.text))):
        return replace(question, years=tuple(filter(None, one)))
    said = _STAGES.search(question.text) if not question.years or _RANGE.search(question.text) else None
    many = said and (said["count"] or said["steps"])
    count = number(many) if many else len(base.milestones)
    return replace(question, years=base.milestones) if said and count == len(base.milestones) > 1 else question


def _among(question: Question, base: ClaimBase) -> Question:
    """甲、乙中哪些属于丙: the class asked for is that of the names chosen from."""
    if question.target is None and _HOW_MANY.search(question.text) and (within := _within(question, base)):
        kind = Kind.COUNT if asking.COUNT.search(question.text) else Kind.LIST
        return replace(question, target=within, kind=kind)
    of_two = len(question.names) == 2 and question.rest and _WHO_DOES.search(question.text)
    of_two = of_two or _AMONG_TWO.search(question.text)
    asks_a_kind = question.target and (question.target.suffix or not question.only)
    asks = _WHICH.search(question.text) or question.kind is Kind.COUNT
    if asks_a_kind or (len(question.names) < 3 and not of_two) or not asks:
        return question
    for c in base.entry.vocabulary.classes:
        chosen = [s for s in question.subjects if c.suffix and c.member(s)]
        narrowed = question.only or question.excluded or asking.quoted(question.text)
        apart = of_two or narrowed or len(chosen) < len(question.names)
        if len(chosen) > 1 and apart:
            return replace(question, target=c, kind=Kind.LIST if question.kind is Kind.FACT else question.kind)
    return question


def _within(question: Question, base: ClaimBase) -> TermClass | None:
    """The class of names that stand below a heading that a question names: 河东片里做编程的有几个."""
    headings = [n for n in question.terms if base.heads(n)]
    if not headings or len(question.names) == len(headings):
        return None
    return next(
        (
            kind
            for kind in base.places
            if not any(map(kind.member, question.names))
            and base.select(kind, [lambda c: base.under(c, headings[0])], [], any_of=False).matches
        ),
        None,
    )


def _year_of_stage(said: re.Match[str], base: ClaimBase) -> str:
    """The year that a stage ends in, by its number; "" where the text has no such stage."""
    years = base.milestones
    if said["first"] or said["last"]:
        return years[0 if said["first"] else -1] if len(years) > 1 else ""
    count = number(said["n"]) or 0
    return years[count - 1] if 1 < len(years) >= count else ""
