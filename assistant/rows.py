"""Every row of figures of a document: of its sentences, of its headings, of what lists and paragraphs go through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.aligned import Dealt, dealt
from assistant.measures import (
    LEAST,
    LONGEST_NAME,
    MARKS,
    VERBS,
    Amount,
    Measure,
    Row,
    by_unit,
    figure_in,
    measure_of,
    name_of,
)
from corpus.grammar import split_outside
from corpus.names import heading_name
from corpus.types import Parsed

LONGEST_TITLE = 30  # characters of the name of a numbered line, and of the line over them
_BUILT = re.compile(
    "^(?:在[^，,]{2,10}?)?(?:规划|计划)?(?:布局|建设|[新改扩续]+建|改造|治理|设立|实施|打造|组建|推进|加快|开展)+"
)
_PLACE = re.compile("(?!在)[一-鿿]{2,4}?(?:[区县市镇乡旗]|街道)(?=[将在以要依]|[新改扩续]|建|设|重点)")
_BY = re.compile("由.*$")
_TITLED = re.compile(r"\s*(?:\d+|[(（]?[一二三四五六七八九十\d]+[)）]?)[.．、)）\s](?P<name>[^:：,，。;；]{2,30})[:：]")
_APART = re.compile(r"\s*[(（]?[一二三四五六七八九十\d]+[)）.．、]\s*(?P<name>[^:：,，。;；]{2,30})。(?=.)")
_LIES = re.compile("位于|坐落|地处|选址")
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:年?底)?前?(?P<done>[一-鿿]{2,4})")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_LENGTHS = "长宽高深"
_OTHERWISE = re.compile("(?:新增|累计|年均|日均|人均|地均|亩均|单位|其中)$")  # 新增面积 is no 面积
_HAVING = re.compile("^(?:现有|拥有|共有|有|共)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of an item: below which headings it stands, what it measures, in which year."""

    place: tuple[str, ...]
    what: str
    year: str
    measure: Measure


def rows_of(parsed: Parsed) -> tuple[Row, ...]:
    """Every row: of sentences in reading order, of headings, and of clauses with one subject."""
    rows = []
    for passage in parsed.passages:
        for start, end in passage.sentences:
            sentence = passage.text[start - passage.start : end - passage.start]
            groups, text = tuple(dealt(sentence)), f"{sentence}{passage.path}"
            rows += [Row(text, tuple(_of_its_place(d, start, end) for d in group), in_order=True) for group in groups]
            for begin, stop in _between([group[0].span for group in groups], sentence):
                rows += [Row(text, tuple(named)) for named in by_unit(sentence[begin:stop], start, end)]
    over = _openings(parsed)
    return (*rows, *_grouped(list(_headed(parsed)), over), *_grouped(list(_itemised(parsed)), over))


def _of_its_place(each: Dealt, start: int, end: int) -> Measure:
    amount = Amount.of(float(each.digits.replace(",", "")), each.unit)
    return Measure(each.name, amount, f"{each.digits}{each.unit}", start, end)


def _between(spans: list[tuple[int, int]], sentence: str) -> list[tuple[int, int]]:
    """The pieces of a sentence outside some spans."""
    starts, ends = (0, *(end for _, end in spans)), (*(start for start, _ in spans), len(sentence))
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _headed(parsed: Parsed) -> Iterator[_Told]:
    """What is told below headings: 1.甲园。规划面积5平方公里… 2.乙园。规划面积3平方公里…."""
    sections = {section.section_id: section for section in parsed.sections}
    for passage in parsed.passages:
        section = sections[passage.section_id]
        name = heading_name(section.heading)
        for start, end in passage.sentences if 2 <= len(name) <= LONGEST_NAME else ():
            sentence = passage.text[start - passage.start : end - passage.start]
            for begin, stop in split_outside(sentence, MARKS):
                yield from _told(section.path[:-1], name, sentence[begin:stop].replace(name, ""), start, end)


def _itemised(parsed: Parsed) -> Iterator[_Told]:
    """What is told of what a paragraph or a list goes through: 1.甲工程:投资3亿元; 甲库,投资3亿元;乙库,投资2亿元."""
    text = parsed.document.text
    caption: dict[str, str] = {}
    for passage in parsed.passages:
        titled = _TITLED.match(passage.text) or _set_apart(passage.text)
        if not titled:
            short = len(passage.text) <= LONGEST_TITLE and "。" not in passage.text.rstrip("。")
            caption[passage.section_id] = passage.text if short else ""
        place = (*passage.path, caption.get(passage.section_id, "")) if titled else (*passage.path, "")
        for begin, stop in split_outside(passage.text, ";；。\n", passage.start):
            if titled and passage.start + titled.end() == begin:  # 甲园。|位于乙区,…
                name, at, first = titled["name"], passage.start, begin
            elif titled and begin == passage.start:
                name, at, first = titled["name"], begin, begin + titled.end()
            else:
                name, at, first = _opened(text, begin, stop)
            for clause in split_outside(text[first:stop], "，,、", first) if name else ():
                yield from _told(place, name, text[slice(*clause)], at, stop)


def _set_apart(text: str) -> re.Match[str] | None:
    """The title of a numbered line with a sentence of what it is: (一)甲园。位于乙区,占地5公顷, or 占地5公顷."""
    titled = _APART.match(text)
    first = re.match("[^,，。;；]*", text[titled.end() :]) if titled else None
    told = first and (_LIES.match(first[0]) or next(_told((), "", first[0], 0, 0), None))
    return titled if told else None


def _opened(text: str, begin: int, stop: int) -> tuple[str, int, int]:
    """What the first clause of an item names, and where the name and the clauses behind it begin."""
    clauses = split_outside(text[begin:stop], "，,、", begin)
    if clauses and text[slice(*clauses[0])] == "其中":
        del clauses[0]
    if not clauses:
        return "", begin, stop
    at = begin + max(text[slice(*clauses[0])].rfind(mark) for mark in ":：") + 1
    return _itself(text[at : clauses[0][1]]), at, clauses[0][1]


def _itself(opening: str) -> str:
    """What the first clause of an item names: 1.甲水库; 在东区布局|甲园; 东区|新建乙厂. "" for what is no name."""
    name = heading_name(opening.strip()).removeprefix("其中")
    place = _PLACE.match(name)
    name = place[0] if place else _BY.sub("", _BUILT.sub("", name)).strip("“”")
    return name if 2 <= len(name) <= LONGEST_NAME and not re.search(r"\d|的|[是为]$", name) else ""


def _told(place: tuple[str, ...], name: str, clause: str, start: int, end: int) -> Iterator[_Told]:
    """The figure that a clause gives of an item, or the date by which something is done."""
    if dated := _DATE.fullmatch(clause):
        month = int(dated["month"] or 0)
        amount = Amount(int(dated["year"]) + month / 100, f"年{dated['done']}")
        yield _Told(place, dated["done"], "", Measure(name, amount, clause, start, end))
    elif measured := figure_in(clause):
        what, year = _HAVING.sub("", VERBS.sub("", measured["head"])), _YEAR.search(measured["head"])
        what = name_of(what) or what
        if (len(what) > 1 or what in _LENGTHS) and what and not re.search(r"\d", what):
            yield _Told(place, what, year[0] if year else "", measure_of(name, measured, start, end))


def _grouped(told: list[_Told], over: dict[tuple[str, ...], str]) -> list[Row]:
    """Rows of what is measured alike of the items below one heading, and of those below several beside each other."""
    whats = {(t.place[:1], t.what, t.measure.amount.unit) for t in told}
    alike = {}
    for chapter in {t.place[:1] for t in told}:
        alike[chapter] = _alike({(what, unit) for place, what, unit in whats if place == chapter})
    told = [replace(t, what=alike[t.place[:1]][t.what, t.measure.amount.unit]) for t in told]
    rows = []
    for depth in (0, 1):
        groups: dict[tuple[tuple[str, ...], str, str, str], list[_Told]] = {}
        for t in told:
            place = t.place[: len(t.place) - depth]
            if place or not depth:
                groups.setdefault((place, t.what, t.year, t.measure.amount.unit), []).append(t)
        for (place, what, year, _), group in groups.items():
            names = [t.measure.name for t in group]
            several = len({t.place for t in group}) > 1 and all(group[0].place)
            if len(set(names)) == len(names) >= LEAST and (several or not depth):
                kind = "".join((*place, over.get(place, ""), *names))
                measures = tuple(t.measure for t in group)
                under = heading_name(place[-1]) if place else ""
                text = f"{what}{''.join(names)}"
                rows.append(Row(text, measures, what=what, kind=kind, year=year, under=under))
    return rows


def _alike(whats: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For what is measured in a unit the shortest that it ends in (改造|建筑面积), or is but for a character."""
    found: dict[tuple[str, str], str] = {}
    for what, unit in sorted(whats, key=lambda each: (len(each[0]), each)):
        shorter = (w for (w, u) in found if u == unit and (_goes_before(what, w) or _nearly(what, w)))
        found[what, unit] = next(shorter, what)
    return found


def _goes_before(what: str, shorter: str) -> bool:
    """Whether something only stands before the same measure: 改造|建筑面积."""
    return what.endswith(shorter) and not _OTHERWISE.search(what.removesuffix(shorter))


def _nearly(one: str, other: str) -> bool:
    """Whether two of four characters or more differ in one: 涉及居民, 涉及村民."""
    return len(one) == len(other) >= 4 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _openings(parsed: Parsed) -> dict[tuple[str, ...], str]:
    """The last paragraph of a section before the headings below it, which says what they are: 建设八个园区."""
    own: dict[tuple[str, ...], str] = {}
    for passage in parsed.passages:
        own[passage.path] = passage.text
    return own
