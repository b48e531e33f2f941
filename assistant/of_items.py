"""What is asked of items with figures of their own (甲园三期。总投资15亿元,2026年开工): which, how many, the sum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant import row_told
from assistant.bounds import Bound, bounds_in
from assistant.called import called_in
from assistant.draft import Draft
from assistant.measures import Measure, Row
from assistant.question import Question
from assistant.row_asked import EVERY, TOP, among, item_row, many, standing_in, told
from assistant.sets import ClaimBase
from corpus.numerals import number

MOST = re.compile("最[多大高长](?!限度)|(?:排|位列|占)第一")
LEAST = re.compile("最[少小低短]|垫底|倒数第一")
SUM = re.compile("加起来|加一?起|合起来|合在一起|加一块|加总|合计|总和|之和")
ALTOGETHER = re.compile("总共|一共|共计")
GAP = re.compile("相差|差距|差(?:了|着)?(?:多少|几)|[多少高低](?:出|了)?(?:多少|几)")
WHICH = re.compile("(?:谁|哪一?[个家边条处])[^,，]{0,6}[多大高少小低]|相差|[差多少]多少|[差多少]几")
_EARLIEST = re.compile("最[早先]")
_LATEST = re.compile("最[晚迟后](?!一)")
_IN_A_PLACE = re.compile(
    "(?P<place>[一-鿿]{1,6}[区县市镇乡])(?:里|内|境内)?(?:都|一共|总共|共)?(?:有|布局了?|建了?|落了?)(?:哪[些几]|几|多少)[个家座处]?"
    "(?P<noun>[一-鿿]{2,4}?)[?？]?$"
)
_OTHER_MEASURE = re.compile("的[一-鿿]{2,8}的[一-鿿]{2,6}(?:各|分别|都)?[是有为]?多少")  # 超过10亿元的园区的面积是多少
_NAMES = re.compile("哪|谁|几[个座家项处条]|名单|清单|有多少[个座家项处条]|[列找]出|(?:的|上)(?:项目|企业)?[?？。]?$")
_EACH = re.compile("[各都](?:是|有|为)?多[少大高长]|分别|各自|各(?:是|有|为)?几")
_WHICH_ONE = re.compile("哪|谁")
_HOW_MUCH = re.compile("多少|多[大高长]|几")
MEAN = re.compile("[亩人户地平]均|率|比重|占比|强度|密度|单价")  # of which a sum says nothing


def of_items(question: Question, base: ClaimBase) -> Draft | None:
    """The items that a question asks for by a figure of theirs, or what their figures come to; None for none."""
    text = question.text
    placed = _IN_A_PLACE.match(text)
    if placed and (there := standing_in(placed["place"], placed["noun"], base)):
        return row_told.standing(*there, placed["place"], base)
    together = SUM.search(text) or ALTOGETHER.search(text)
    other = _OTHER_MEASURE.search(text)
    bounds = _apart(bounds_in(text)) if _NAMES.search(text) or together or other else ()
    passing = [(bound, row) for bound in bounds if (row := item_row(question, base, bound))]
    end = next((found for asks in (MOST, LEAST, _EARLIEST, _LATEST) if (found := asks.search(text))), None)
    unmet = {bound.how for bound in bounds} if len(passing) < len(bounds) else set()
    if not (passing or end or together or WHICH.search(text) or GAP.search(text) or _EACH.search(text)):
        return None
    if passing and not (end or together or other):
        return _reaching(question, passing, base)
    row = _behind(question, passing, base) or item_row(question, base, None, end.start() if end else None)
    chosen = among(row, question, base) if row else None
    if row is None or not chosen or (unmet and (unmet != {"in"} or not row.year)):
        return None  # of some of them, and it is not certain which
    names = [{m.name for m in of.measures if bound.passed_by(m)} for bound, of in passing]
    chosen = tuple(m for m in chosen if all(m.name in kept for kept in names))
    return _compared(question, row, chosen, base) if chosen else None


def _behind(question: Question, passing: Sequence[tuple[Bound, Row]], base: ClaimBase) -> Row | None:
    """The row of what is asked behind the bounds: 投资 of 占地超过1000亩的园区投资一共多少."""
    if not passing or not (rest := question.text[max(bound.span[1] for bound, _ in passing) :]):
        return None
    row = item_row(replace(question, text=rest), base, None)
    return row if row and all(row.what != of.what for _, of in passing) else None


def asks_of_items(question: Question, base: ClaimBase) -> bool:
    """Whether a question asks of items with figures of their own: of what stands elsewhere nothing is told then."""
    row = item_row(question, base, None)
    return row is not None and bool(told(row, question)) and len(called_in(row, question.text)) < len(row.measures)


def _apart(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    """Bounds that do not overlap: a range is none of its ends."""
    found: list[Bound] = []
    for bound in bounds:
        if all(bound.span[1] <= b.span[0] or b.span[1] <= bound.span[0] for b in found):
            found.append(bound)
    return tuple(found)


def _reaching(question: Question, passing: Sequence[tuple[Bound, Row]], base: ClaimBase) -> Draft | None:
    """The items that reach every bound, of those that each is told of."""
    bound, row = passing[0]
    chosen = among(row, question, base)
    if not chosen or len(called_in(row, question.text)) == 1:
        return None
    kept = [{m.name for m in of.measures if other.passed_by(m)} for other, of in passing[1:]]
    reached = [m for m in chosen if bound.passed_by(m) and all(m.name in names for names in kept)]
    return row_told.reached(replace(row, measures=chosen), reached, question.text, base)


def _compared(question: Question, row: Row, chosen: tuple[Measure, ...], base: ClaimBase) -> Draft | None:
    """The most or the least, the sum, or the difference of some items of a row."""
    text, part = question.text, replace(row, measures=chosen)
    one = len(called_in(row, text)) == 1 and not EVERY.search(text)
    most, least = MOST.search(text), LEAST.search(text)
    if row.measures[0].amount.unit.startswith("年"):
        extreme = _EARLIEST.search(text) or _LATEST.search(text)
        return row_told.ahead(part, extreme[0], base) if extreme and not one else None
    if SUM.search(text) or ALTOGETHER.search(text):
        whole = SUM.search(text) or many(text) or len(chosen) < len(row.measures)
        return row_told.summed(row, chosen, base) if whole and not one and not MEAN.search(row.what) else None
    if most and least and len(chosen) > 2 and not one:
        return row_told.apart(part, base, gap=bool(GAP.search(text)))
    if top := TOP.search(text):
        return row_told.first(part, top["end"], number(top["n"]) or 1, base)
    extreme = most or least
    if extreme and not one and (_WHICH_ONE.search(text) or not _HOW_MUCH.search(text)):
        return row_told.ahead(part, extreme[0], base)
    if (WHICH.search(text) or GAP.search(text)) and len(chosen) == 2:
        return _weighed(question, row, chosen, base)
    each = _EACH.search(text) or _OTHER_MEASURE.search(text)
    return row_told.listed(row, chosen, "分别是", base) if each and len(chosen) > 1 else None


def _weighed(question: Question, row: Row, two: Sequence[Measure], base: ClaimBase) -> Draft:
    """Two of a row side by side, in each of the matters that are asked of (谁的面积大,谁的企业多)."""
    draft = row_told.beside(row, two, base)
    names = {m.name for m in two}
    for other in (r for r in base.rows if r.kind == row.kind and r.what != row.what and told(r, question)):
        both = [m for m in other.measures if m.name in names]
        if len(both) == len(names) and not other.measures[0].amount.unit.startswith("年"):
            draft.extend(row_told.beside(other, both, base))
    return draft
