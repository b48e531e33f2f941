"""What a row of figures (assistant/measures.py) answers: who reaches a bound or is ahead, who has more, the sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import row_told
from assistant.bounds import Bound, bounds_in, said_before
from assistant.called import called_in, named_in
from assistant.draft import Draft
from assistant.measures import Measure, Row
from assistant.of_items import ALTOGETHER, GAP, LEAST, MEAN, MOST, SUM, WHICH, asks_of_items, of_items
from assistant.question import Question
from assistant.row_asked import EVERY
from assistant.selecting import label_in
from assistant.sets import ClaimBase
from assistant.types import Kind
from assistant.wanted import figure_wanted
from index import Retrieved, SentenceHit

LOOKED_AT = 8  # of the sentences found: a row is among them
_AREA = re.compile("平方|公顷|亩")
_MOST_OF_ALL = re.compile("哪一?[个座家片块][^,，]{0,6}最[大小]")
_LARGER = re.compile("(?:谁|哪一?[个座家片块])[^,，]{0,4}更?[大小]")  # without a word for what is larger: the area
_IN_UNITS = re.compile("[万亿]?(?:元|吨|人|亩|户|公里|平方米|平方公里|立方米)")
_OTHERWISE = (Kind.WHY, Kind.HOW, Kind.DEFINITION)
_HOW_MUCH = re.compile("多少|几[元万亿天年个]")  # 最高能贷多少 asks for a figure
_GROWN = re.compile("(?:增长|增加|增幅|涨幅|提高|提升|上升|下降|降低|减少)(?:得|了)?最")
_A_BOUND = re.compile(r"(?!(?:20)?[2-4]\d$)\d+")  # a number that is no year: 10 of 超过10亿元
_THINGS = re.compile(
    "的(?P<noun>(?![都有是])[一-鿿]{1,6}?)(?:都|分别|各)?(?:有|是)?(?:哪|几|谁|多少)"
)  # 超过5亿元的|园区|有哪些
_EACH_FIGURE = re.compile("多[少大高长]|几[元万亿天年个]")
_EVERY_ONE = re.compile("(?:各个?|每[个一])(?!是|自|有|多|为|占|几)[一-鿿]")  # 各园区的面积


def measured(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """The answer of the row that speaks of what is asked; None where a question asks for no such thing."""
    if not base.rows or question.kind in _OTHERWISE:
        return None
    if _GROWN.search(question.text):  # the most of all is not what has grown most
        return None
    if made := of_items(question, base):
        return made
    rows = [row for row in base.rows if not row.what]
    if asks_of_items(question, base) and not any(len(called_in(row, question.text)) > 1 for row in rows):
        return None
    if bound := next(bounds_in(question.text), None):
        giving = [row for row in rows if all(map(bound.fits, row.measures)) and _tells(row, bound, question)]
        row = _row(question, giving)
        if row and not named_in(row, question.text):
            return row_told.reached(row, [m for m in row.measures if bound.passed_by(m)], question.text, base)
    most, least = MOST.search(question.text), LEAST.search(question.text)
    which = WHICH.search(question.text) or GAP.search(question.text)
    summed = SUM.search(question.text) or ALTOGETHER.search(question.text)
    each = question.each and _EACH_FIGURE.search(question.text)
    if not (most or least or which or summed or each):
        return None
    found = retrieved.sentences[:LOOKED_AT]
    ranked = {row: rank for rank, h in reversed(list(enumerate(found))) for row in rows if _gives(row, h)}
    both = [row for row in rows if row not in ranked and len(called_in(row, question.text)) > 1]
    of_all = bool(_MOST_OF_ALL.search(question.text)) and label_in(question.text, question.names, base) is not None
    row = _row(question, [*sorted(ranked, key=lambda row: ranked[row]), *(rows if of_all else both)], of_all)
    if row is None:
        return None
    if most and least and not named_in(row, question.text):
        return row_told.apart(row, base, gap=bool(GAP.search(question.text)))
    if summed and (made := _sum(row, question, base)):
        return made
    extreme = most or least
    if extreme and not named_in(row, question.text) and not _HOW_MUCH.search(question.text):
        return row_told.ahead(row, extreme[0], base)
    told = named_in(row, question.text) or (row.measures if each and _EVERY_ONE.search(question.text) else ())
    if each and len(told) > 1:
        return row_told.listed(row, told, "分别是", base)
    return _difference(row, question, base) if which else None


def _tells(row: Row, bound: Bound, question: Question) -> bool:
    """Whether a row gives what a bound is set to, of such things: 投资超过5亿元的园区 are told by no row of rewards."""
    before = said_before(question.text, bound)
    field = [w for w in (*question.rest, *question.terms) if len(w) > 1 and before.endswith(w)]
    of = _THINGS.search(question.text, bound.span[1])
    names = [m.name for m in row.measures]
    fits = of is None or of["noun"] in row.text or any(of["noun"][-1] in n or n[-1] in of["noun"] for n in names)
    return fits and (not field or any(w in row.text for w in field))


def _gives(row: Row, hit: SentenceHit) -> bool:
    """Whether a sentence that was found gives a figure of a row."""
    return any(hit.start <= start and end <= hit.end for start, end in row.spans)


def _row(question: Question, rows: Sequence[Row], of_all: bool = False) -> Row | None:
    """The row that has most words of the question, in the unit that it wants; None where none has any.

    Which is larger, or the largest of a class (`of_all`), is asked of areas where nothing else is said.
    """
    label = (question.target.label,) if question.target else ()
    said = (w.rstrip("数量") for w in (*question.rest, *question.terms, *label))
    words = {w for w in said if len(w) > 1 and not (_A_BOUND.fullmatch(w) or _IN_UNITS.fullmatch(w))}
    wanted = re.compile(figure_wanted(question.text))
    rows = [row for row in rows if wanted.search(row.measures[0].written)] or rows
    shared = [sum(word in row.text and word not in row.measures[0].amount.unit for word in words) for row in rows]
    if any(shared):
        return rows[shared.index(max(shared))]
    if not (of_all or _LARGER.search(question.text)):
        return None
    areas = (row for row in rows if _AREA.search(row.measures[0].written))
    return next((row for row in areas if of_all or len(named_in(row, question.text)) > 1), None)


def _difference(row: Row, question: Question, base: ClaimBase) -> Draft | None:
    """Which of two names of the row has more, and by how much."""
    told = called_in(row, question.text)
    if len(told) != 2:
        return None
    return row_told.beside(row, told, base)


def _sum(row: Row, question: Question, base: ClaimBase) -> Draft | None:
    """The sum of a row: of the names that a question has, without those that it leaves out, or of all.

    None for shares, and where a question has but one of the names.
    """
    out = [
        m for m in row.measures if any(x in (m.name, m.name[:-1]) for x in question.excluded) or _left_out(m, question)
    ]
    named = [m for m in _told_of(row, question, base) if m not in out and not EVERY.search(question.text)]
    chosen = named or [m for m in row.measures if m not in out]
    if MEAN.search(question.text):
        return None
    return row_told.summed(row, chosen, base) if SUM.search(question.text) or named or out else None


def _left_out(measure: Measure, question: Question) -> bool:
    """Whether a question sets a name aside: 除了甲区那段, 甲区除外."""
    return bool(
        re.search(
            rf"除了?[^,，]{{0,8}}{re.escape(measure.name)}|{re.escape(measure.name)}[^,，]{{0,4}}(?:除外|不算|以外|之外)",
            question.text,
        )
    )


def _told_of(row: Row, question: Question, base: ClaimBase) -> list[Measure]:
    """The measures that a question names, or those whose own clauses alone have a word of it (东区的两个园)."""
    text = base.entry.parsed.document.text
    own = ([m for m in row.measures if word in text[m.start : m.end]] for word in (*question.names, *question.rest))
    return named_in(row, question.text) or next((some for some in own if 0 < len(some) < len(row.measures)), [])
