"""What an indicator is in some years: by how much it changes (2035年比2025年多多少), how it goes on (各阶段的人口)."""

from __future__ import annotations

import re

from assistant import asking
from assistant.draft import Draft, passage_at
from assistant.indicators import asked_of
from assistant.measures import Measure, Row, gap_between
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind, ListBlock, ListItem

_GAP = re.compile(
    "(?:差|多|少|增[加长]?|提[高升]|[上下]?涨|下?降低?|减少?|扩大|高|低|变化|净增)[出了上建增]{0,2}(?:大约)?(?:多少|几|多大)|相差|差距"
)
_NOW = re.compile("现[在状]|目前|如今|眼下|基期|起点|底数|基数")
_TIMES = re.compile("(?:是|为|相当于)[^,，]{0,12}?(?:几|多少)倍")
_UNTIL = re.compile(r"^(?!.*[比较]).*[到至](?:19|20)\d\d年")  # 到2030年提高多少: since now
_OF_WHICH = re.compile(
    "(?:哪一?[个些几家]|谁)(?!年|阶段|节点|指标)[^,，]*最|最[^,，]*(?:哪一?[个些几家]|谁)(?!年|阶段|节点|指标)"
)
_RANGE = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:[-—~～]+|至|到)(?:19|20)\d\d年")
_COURSE = re.compile(
    "[各每](?:个|一)?(?:阶段|节点|年份|时间点|步)|各年|历年|逐年|分阶段|[几两三四五](?:个(?:阶段|节点|年份|时间点)|步)|一步步|怎么变|走势|轨迹|演变|串起?来"
)


def over_years(question: Question, base: ClaimBase) -> Draft | None:
    """What an indicator is in the years asked of, and by how much it changes; None where a question asks no such thing.

    Asked of are the years that it names, the first of the text beside one for 现在, or every one between where it wants
    the course of things.
    """
    times = _TIMES.search(question.text)
    gap, course = times or _GAP.search(question.text), _COURSE.search(question.text)
    now = _NOW.search(question.text) and question.kind in (Kind.VALUE, Kind.FACT, Kind.COUNT)
    named = sorted({f"{m.group().rstrip('年')}年" for m in asking.YEAR.finditer(question.text)})
    if not (gap or course or now or len(named) > 1 or (named and question.kind is Kind.VALUE)):
        return None
    if _OF_WHICH.search(question.text):  # one of several is asked for, not what all come to
        return None
    row = asked_of(
        base.indicators, "\n".join((question.text, *(f for _, forms in question.widened for f in forms))), named
    )
    if row is None:
        return None
    if now and not (named or gap or course):
        return _first(question, row, base)
    until = _UNTIL.search(question.text) and _before_the_plan(row.measures[0], base)
    if len(named) == 1 and gap and (until or _NOW.search(question.text)):
        named = sorted({row.measures[0].name, *named})
    between = tuple(m for m in row.measures if len(named) < 2 or named[0] <= m.name <= named[-1])
    chosen = between if course else tuple(m for m in row.measures if m.name in named)
    if not chosen or len(chosen) < (2 if gap or course else len(named)):
        return None
    if not all(_of_whom(question, m, base) for m in chosen):
        return None
    draft, items = Draft(), []
    if len(named) > 1 or course:
        draft.say(
            f"文中写了年份的“{row.text}”有 {len(row.measures)} 处{'' if chosen == row.measures else ',所问的是'}:"
        )
    alone = len(row.spans) == 1
    if alone:
        draft.quote(base.entry, (chosen[0].start, chosen[0].end))
    for m in chosen:
        number = draft.cite(base.entry, (m.start, m.end))
        items.append(ListItem(m.name, m.written if alone else draft.citations[number - 1].quote, (number,)))
    draft.blocks.append(ListBlock(tuple(items), ordered=False))
    if times and chosen[0].amount.value:
        ratio = chosen[-1].amount.value / chosen[0].amount.value
        draft.say(f"按所写的数计算,{chosen[-1].name}是{chosen[0].name}的 {round(ratio, 2):g} 倍。")
    elif gap:
        draft.say(f"按所写的数计算,{chosen[-1].name}{gap_between(chosen[-1], chosen[0])}。")
    return draft


def _first(question: Question, row: Row, base: ClaimBase) -> Draft | None:
    """What an indicator was before the years of the plan began; None where its first figure is an aim."""
    first = row.measures[0]
    if not (_before_the_plan(first, base) and _of_whom(question, first, base)):
        return None
    draft = Draft()
    draft.say(f"文中写了年份的“{row.text}”有 {len(row.measures)} 处,最早的是 {first.name},{first.written}:")
    draft.quote(base.entry, (first.start, first.end))
    return draft


def _before_the_plan(given: Measure, base: ClaimBase) -> bool:
    """Whether a figure is of a year before those that the title names: no aim, but how things are."""
    span = _RANGE.search(base.entry.parsed.document.title)
    return span is not None and given.name < f"{span['first']}年"


def _of_whom(question: Question, given: Measure, base: ClaimBase) -> bool:
    """Whether the paragraph of a figure speaks of every name that a question has."""
    passage = passage_at(base.entry.parsed, given.start)
    told = f"{passage.text}{passage.path}" if passage else ""
    return all(name in told for name in question.names)
