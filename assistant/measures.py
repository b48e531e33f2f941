"""Rows of figures: what a text gives for several names in one unit.

In a sentence (甲600亩、乙500亩、丙和丁各300亩), or below several headings (1.甲园。面积5公顷… 2.乙园。面积3公顷…). The
names need not be of a class; they are what stands before the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.grammar import split_outside
from corpus.terms import heading_name
from corpus.types import Claim, Parsed

LEAST = 3  # names with a figure of one unit make a row
LONGEST_NAME = 20
OWN_LENGTH = 2  # characters that a name may be longer than most beside it
_MARKS = "、，,；;：:。"
_UNIT = r"[%‰]|[万亿]?[一-鿿]{1,3}(?:/[一-鿿]+)?"
_MEASURED = re.compile(rf"(?P<head>.*?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNIT})")
_VERBS = re.compile(
    r"(?:分别|达到|增[至加]到?|提高[到至]|提升[到至]|[下]?降[到至]|不低于|不少于|不超过|超过|约|各|均|为|至|有|占|是|仅|共)+$"
)
_NO_NAME = re.compile(r"\d|^[在由对向将把于从按]")
_DATED = re.compile("年.?|[月日].*")  # 2030年, 2030年底; but 2027年建成 is what a name has
_EACH = re.compile("[各均](?:达到|为|是|有)?$")
_LEAD = re.compile(r"^(?:其中|包括|到?\d{4}年底?)")
_SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in its unit, 万 and 亿 multiplied out: 1.2亿元 is 120,000,000 of 元."""

    value: float
    unit: str

    @classmethod
    def of(cls, digits: float, unit: str) -> Amount:
        """From what is written."""
        scale = _SCALES.get(unit[:1])
        return cls(digits * scale, unit[1:]) if scale else cls(digits, unit)


@dataclass(frozen=True, slots=True)
class Measure:
    """A name of a row and its figure, as a number and as it is written, and the span of the sentence that gives it."""

    name: str
    amount: Amount
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one unit, a name each; `text` are the sentences that give them with the headings over them."""

    text: str
    measures: tuple[Measure, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The sentences, each once."""
        return tuple(dict.fromkeys((m.start, m.end) for m in self.measures))


def rows_of(parsed: Parsed, claims: Iterable[Claim] = ()) -> tuple[Row, ...]:
    """Every row of a document: of its sentences in reading order, of its headings, and of clauses with one subject."""
    rows = []
    for passage in parsed.passages:
        for start, end in passage.sentences:
            sentence = passage.text[start - passage.start : end - passage.start]
            rows += [Row(f"{sentence}{passage.path}", tuple(named)) for named in _by_unit(sentence, start, end)]
    return (*rows, *_headed(parsed), *_told(parsed, claims))


def _by_unit(sentence: str, start: int, end: int) -> list[list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for measure in _measures(sentence, start, end):
        found.setdefault(measure.amount.unit, []).append(measure)
    named = map(_named, found.values())
    return [measures for measures in named if len({m.name for m in measures}) >= LEAST and _alike(measures)]


def _measures(sentence: str, start: int, end: int) -> list[Measure]:
    """The names and figures of a sentence, behind 其中 alone where it has one; names before 、 share a figure."""
    found: list[Measure] = []
    waiting: list[str] = []
    for begin, stop in split_outside(sentence, _MARKS):
        part = sentence[begin:stop]
        if part.startswith("其中"):
            found.clear()
        name = _name(part)
        if measured := _figure(part):
            name = _name(measured["head"])
            shared = re.split("[和与及]", name) if _EACH.search(measured["head"]) else [name]
            found += [_measure(each, measured, start, end) for each in (*waiting, *shared) if each]
        waiting = [*waiting, name] if not measured and name and sentence[stop : stop + 1] == "、" else []
    return found


def _headed(parsed: Parsed) -> list[Row]:
    """What is measured alike below several headings: 1.甲园。规划面积5平方公里… 2.乙园。规划面积3平方公里…."""
    found: dict[tuple[str | None, str, str], list[Measure]] = {}
    sections = {section.section_id: section for section in parsed.sections}
    for passage in parsed.passages:
        section, name = sections[passage.section_id], heading_name(sections[passage.section_id].heading)
        for start, end in passage.sentences if 2 <= len(name) <= LONGEST_NAME else ():
            sentence = passage.text[start - passage.start : end - passage.start]
            for begin, stop in split_outside(sentence, _MARKS):
                measured = _figure(sentence[begin:stop])
                what = _name(measured["head"].replace(name, "")) if measured else ""
                if measured and what:
                    measure = _measure(name, measured, start, end)
                    found.setdefault((section.parent_id, what, measure.amount.unit), []).append(measure)
    return _grouped(found)


def _told(parsed: Parsed, claims: Iterable[Claim]) -> list[Row]:
    """What clauses of a paragraph measure alike: “甲贷”由一行发放,单户最高100万元;“乙贷”由二行发放,单户最高50万元."""
    found: dict[tuple[str | None, str, str], list[Measure]] = {}
    for claim in claims:
        of_one = len(claim.subject) == 1 and claim.inherited_from in (None, "clause", "sentence")
        measured = _figure(parsed.document.text[claim.start : claim.end]) if of_one else None
        if measured:
            name = claim.subject[0]
            what = _VERBS.sub("", re.sub(f"[“《]?{re.escape(name.term)}[”》]?", "", measured["head"]))
            begins = claim.start if claim.inherited_from == "sentence" else name.start
            measure = _measure(name.term, measured, begins, claim.end)
            found.setdefault((claim.passage_id, what, measure.amount.unit), []).append(measure)
    return _grouped({key: measures for key, measures in found.items() if key[1]})


def _grouped(found: Mapping[tuple[str | None, str, str], Sequence[Measure]]) -> list[Row]:
    """Rows of what is measured alike, by place, what and unit."""
    return [
        Row(f"{what}{''.join(m.name for m in measures)}", tuple(measures))
        for (_, what, _), measures in found.items()
        if len({m.name for m in measures}) == len(measures) >= LEAST
    ]


def _figure(part: str) -> re.Match[str] | None:
    """The figure that a clause ends in, with what stands before it; no date."""
    measured = _MEASURED.fullmatch(part)
    return None if measured is None or _DATED.fullmatch(measured["unit"]) else measured


def _measure(name: str, measured: re.Match[str], start: int, end: int) -> Measure:
    amount = Amount.of(float(measured["value"].replace(",", "")), measured["unit"])
    return Measure(name, amount, f"{measured['value']}{measured['unit']}", start, end)


def _name(head: str) -> str:
    name = _VERBS.sub("", _LEAD.sub("", head.strip()))
    return name if 2 <= len(name) <= LONGEST_NAME and not _NO_NAME.search(name) else ""


def _alike(measures: list[Measure]) -> bool:
    """Whether half of the names end as another does: others are no names of one kind."""
    ends = Counter(m.name[-1] for m in measures)
    return sum(ends[m.name[-1]] > 1 for m in measures) * 2 >= len(measures)


def _named(measures: list[Measure]) -> list[Measure]:
    """The first name without what is measured, which stands behind it or before: 甲区|产值达到5亿元, 产值|甲区5亿元."""
    first, *rest = measures
    ends = {m.name[-1] for m in rest}
    cut = next((k for k in range(2, len(first.name) + 1) if first.name[k - 1] in ends), len(first.name))
    usual = Counter(len(m.name) for m in rest).most_common(1)[0][0] if rest else cut
    whole = first.name[:cut]
    return [replace(first, name=whole[-usual:] if len(whole) > usual + OWN_LENGTH else whole), *rest]
