"""Indicators that a text gives for several years (到2025年,人口达到50万人… 到2030年,人口达到65万人): rows of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.horizon import year_of
from assistant.indicator_lines import lines
from assistant.measures import MARKS, Measure, Row, figure_in, measure_of
from corpus.grammar import split_outside
from corpus.types import Parsed

SHORTEST = 3  # characters of an indicator that a question has in one piece, or half of it
LEAST_END = 2  # characters that an indicator ends in, by which it is told from others
_OTHERWISE = re.compile("新|建|增|累计|均|其中")  # 新建水厂 are not 水厂 of before
LONG = 5  # characters of an indicator that is named whole only once in a paragraph
# What may stand before an indicator that is the same.
_MERGED = re.compile("(?:全?(?:社会|市|省|国|县|区|州|域)|[本新]区|年)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_IN = r"(?P<year>(?:19|20)\d\d)年(?:年?[底末初]|以?前|之前)?的?"
_OPENING = re.compile(rf"^(?:力争|展望|远期)?(?:到|至|截至|截止到?|在)?{_IN}")
_RISES = "(?:提[高升]|增[长加大]|扩大|上升|发展|达|下?降低?|压减|减少|缩短)"
_FROM = re.compile(rf"^(?P<what>.*?)[由从]{_IN}(?P<was>\d[^,，]*?){_RISES}?[到至为]?(?:(?P<then>(?:19|20)\d\d)年的?)?$")
_WITHIN = re.compile(rf"^(?P<what>.*?)(?<![-—~～比较]){_IN}(?P<behind>.*)$")
_RELATIVE = re.compile(r"[比较](?:19|20)\d\d年|\d{4}[-—~～]\d{4}年")
_NUMBERED = re.compile(r"^\s*(?:\d+[.．、]|[(（][一二三四五六七八九十\d]+[)）])\s*")
_PLACE = re.compile(r"^(?:[全本]?[市县区省镇]|[新园]区|[一-鿿]{2,4}新区)(?=[一-鿿]{4})")
_VERBS = re.compile(
    "(?:分别|力争|累计|实现|完成|建成|新增|达到?|突破|控制|稳定|保持|维持|提[高升]|增[长加]|扩大|降低?|下降|压减|缩短|不低于|不少于"
    "|不超过|超过|至少|接近|[到至在为约仅已超])+$"
)


@dataclass(frozen=True, slots=True)
class _Given:
    what: str
    measure: Measure


def yearly(parsed: Parsed) -> tuple[Row, ...]:
    """A row of each indicator with figures of one unit for two years or more, its measures named by these years.

    First those of lines of their own; one that sentences give two figures for the same year makes none.
    """
    by_unit: dict[str, list[_Given]] = {}
    rows = list(lines(parsed))
    of_lines = {span for row in rows for span in row.spans}
    for given in _given(parsed, of_lines):
        if given.what:
            by_unit.setdefault(given.measure.amount.unit, []).append(given)
    for all_given in by_unit.values():
        groups: dict[str, list[Measure]] = {}
        for given in sorted(all_given, key=lambda g: len(g.what)):
            shorter = (w for w in groups if given.what.endswith(w) and _same(w, groups[w], given, parsed))
            groups.setdefault(next(shorter, given.what), []).append(given.measure)
        for what, measures in groups.items():
            of_year = {m.name: m for m in measures}
            if len(of_year) > 1 and len({(m.name, m.amount) for m in measures}) == len(of_year):
                rows.append(Row(what, tuple(sorted(of_year.values(), key=lambda m: m.name))))
    return tuple(rows)


def _same(what: str, measures: list[Measure], given: _Given, parsed: Parsed) -> bool:
    """Whether two indicators are one: but for 全市, or named whole before, in the same paragraph, for another year."""
    before = given.what.removesuffix(what)
    if _MERGED.fullmatch(before):
        return True
    between = (parsed.document.text[given.measure.start : m.start] for m in measures if m.start > given.measure.start)
    apart = all(m.name != given.measure.name for m in measures)
    whole = len(what) >= LONG and len(before) > 1 and not _OTHERWISE.search(before)
    return whole and apart and [("\n" in text) for text in between] == [False] * len(measures)


def asked_of(rows: tuple[Row, ...], said: str, years: Sequence[str] = ()) -> Row | None:
    """The row whose indicator shares most with what is said, and has least besides; None where none shares enough."""
    said = _bare(said)
    shared = {
        row: SequenceMatcher(None, _bare(row.text), said, autojunk=False).find_longest_match().size for row in rows
    }
    ends = {
        row: any(_bare(row.text).endswith(said[at : at + LEAST_END]) for at in range(len(said) - 1)) for row in rows
    }
    having = {row: set(years) <= {m.name for m in row.measures} for row in rows}
    told = [row for row in rows if ends[row] or len(row.spans) > 1]  # one of many lines is told by its end
    best = max(told, key=lambda row: (ends[row], shared[row], having[row], -len(row.text)), default=None)
    return best if best and (shared[best] >= SHORTEST or shared[best] * 2 >= len(best.text)) else None


def _bare(text: str) -> str:
    """A text without quotation marks, which questions leave out, and without the number that an indicator ends in."""
    return re.sub('[“”"]|(?:数量|数)$', "", text)


def _given(parsed: Parsed, of_lines: set[tuple[int, int]]) -> Iterator[_Given]:
    """Every figure that has a year, with what it measures, outside the lines that go through years.

    A clause takes the year and the indicator that it lacks from the one before (普及率2027年达到94%,2030年达到97%),
    or the year from the paragraph that opens with it, which stands over the headings below too.
    """
    text = parsed.document.text
    over, below = "", tuple[str, ...]()
    for passage in parsed.passages:
        if opening := _OPENING.match(passage.text):
            over, below = opening["year"], passage.path
        within = over if len(passage.path) > len(below) and passage.path[: len(below)] == below else ""
        for start, end in (span for span in passage.sentences if span not in of_lines):
            what = year = ""
            said = start  # where the clause begins that names what is measured
            for begin, stop in split_outside(text[start:end], MARKS, start):
                opened, measured = _OPENING.match(text[begin:stop]), figure_in(text[begin:stop])
                if measured is None or _RELATIVE.search(measured["head"]):
                    year = opened["year"] if opened else year
                    if begin == start and not opened:  # 开通甲航线,2025年5条,2027年8条
                        what, said = _what(re.sub(_NUMBERED, "", text[begin:stop])), begin
                    continue
                rises, dated = _FROM.match(measured["head"]), _WITHIN.match(measured["head"])
                if rises:
                    named, year = _what(rises["what"]), rises["then"] or year
                elif dated:
                    named, year = _what(f"{dated['what']}{dated['behind']}"), dated["year"]
                else:
                    named = what = _what(measured["head"])
                what, said = (named, begin) if named else (what, said)
                if rises and (was := figure_in(rises["was"])):
                    yield _Given(what, measure_of(f"{rises['year']}年", was, said, stop))
                if of := year or _year_over(text, begin, stop) or within:
                    yield _Given(what, measure_of(f"{of}年", measured, said, stop))


def _year_over(text: str, begin: int, stop: int) -> str:
    """The year that the paragraph of a clause opens with."""
    said = _YEAR.search(year_of(text, begin, stop))
    return said[0] if said else ""


def _what(head: str) -> str:
    """What a clause measures: 到2030年,|全市常住人口|力争达到; "" where that has a number itself (比2020年下降)."""
    head = re.sub("^其中", "", re.sub(_NUMBERED, "", head.strip()))
    named = _VERBS.sub("", _PLACE.sub("", re.sub("^[到至在]", "", head))).rstrip("的")
    return "" if len(named) < 2 or re.search(r"\d{2}", named) else named
