"""What an indicator is in some years: by how much it changes (2035年比2025年多多少), how it goes on (各阶段的人口)."""

from __future__ import annotations

import re

from assistant import asking
from assistant.draft import Draft, citation, passage_at
from assistant.indicators import asked_of
from assistant.measures import VERBS, Measure, Row, gap_between, total
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind, ListBlock, ListItem

_GAP = re.compile(
    "(?:差|多|少|增[加长]?|提[高升]|[上下]?涨|下?降低?|减少?|扩大|高|低|变化|净增)[出了上建增]{0,2}(?:大约)?(?:多少|几|多大)|相差|差距"
)
_NOW = re.compile("现[在状]|目前|如今|眼下|基期|起点|底数|基数")
_TIMES = re.compile("(?:是|为|相当于)[^,，]{0,12}?(?:几|多少)倍")
_UNTIL = re.compile(r"^(?!.*[比较]).*[到至](?:19|20)\d\d年")  # 到2030年提高多少: since now
_SUM = re.compile("合计|加起来|总和|一共|总共")
_ADDS = re.compile("^(?:新[增建]|改造|治理|培训)")  # what one year has comes on top of what another has
_WHICH_YEAR = re.compile("哪一?年[^,，]*最(?P<end>[多大高少低小])|最(?P<of>[多大高少低小])的?是?哪一?年")
_EVERY_YEAR = re.compile("每年|年均|逐年")
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
    most, counted = _WHICH_YEAR.search(question.text), question.kind in (Kind.VALUE, Kind.COUNT)
    if not (gap or course or now or most or len(named) > 1 or (named and counted)):
        return None
    if _OF_WHICH.search(question.text):  # one of several is asked for, not what all come to
        return None
    row = asked_of(
        base.indicators, "\n".join((question.text, *(f for _, forms in question.widened for f in forms))), named
    )
    row = row or _only(question, base.indicators)
    if row is None:
        return None
    if now and not (named or gap or course):
        return _first(question, row, base)
    until = _UNTIL.search(question.text) and _before_the_plan(row.measures[0], base)
    if len(named) == 1 and gap and (until or _NOW.search(question.text)):
        named = sorted({row.measures[0].name, *named})
    if most and not named:
        return _most(row, most["end"] or most["of"], base)
    if counted and (missing := [y for y in named if y not in {m.name for m in row.measures}]):
        return _silent(question, row, missing, base)
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
    elif _SUM.search(question.text) and _ADDS.match(row.text) and len(chosen) > 1:
        draft.say(f"合计 {total(chosen)}。")
    return draft


def _words(question: Question) -> list[str]:
    """What a question says of an indicator: no years, no figures, no verbs before them."""
    said = (word.removeprefix("年") for word in (*question.rest, *question.terms))
    return [w for w in said if len(w) > 1 and not (re.search(r"\d", w) or VERBS.fullmatch(w))]


def _only(question: Question, rows: tuple[Row, ...]) -> Row | None:
    """The only indicator that has every word of a question: 产值 of 全市总产值."""
    words = _words(question)
    having = [row for row in rows if words and all(word in row.text for word in words)]
    return having[0] if len(having) == 1 else None


def _most(row: Row, end: str, base: ClaimBase) -> Draft:
    """The years in which an indicator is largest or least."""
    bound = (max if end in "多大高" else min)(m.amount.value for m in row.measures)
    draft, chosen = Draft(), [m for m in row.measures if m.amount.value == bound]
    draft.say(f"文中写了年份的“{row.text}”有 {len(row.measures)} 处,最{end}的是 {'、'.join(m.name for m in chosen)}:")
    items = [ListItem(m.name, m.written, (draft.cite(base.entry, (m.start, m.end)),)) for m in row.measures]
    draft.blocks.append(ListBlock(tuple(items), ordered=False))
    return draft


def _silent(question: Question, row: Row, missing: list[str], base: ClaimBase) -> Draft | None:
    """That an indicator is given for other years; None where it may be told of the year that is asked of."""
    if not (words := _words(question)) or not all(word in row.text for word in words):
        return None
    text = base.entry.parsed.document.text
    sentences = (text[slice(*span)] for passage in base.entry.parsed.passages for span in passage.sentences)
    told = (s for s in sentences if all(word in s for word in words) and re.search(r"\d", s))
    if any(_EVERY_YEAR.search(s) or any(year.rstrip("年") in s for year in missing) for s in told):
        return None
    draft = Draft(status="refused", reason="unquantified")
    given = "、".join(m.name for m in row.measures)
    draft.say(f"文中写了“{row.text}”{given}的数,没有写{'、'.join(missing)}的。最接近的条文(不是答案)列在下面。")
    draft.nearest = tuple(citation(base.entry.parsed, span, n) for n, span in enumerate(row.spans, 1))
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
