"""Rows of figures: what one sentence gives for several names in one unit (甲600亩、乙500亩、丙和丁各300亩).

The names need not be of a class; they are what stands before the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from corpus.grammar import split_outside
from corpus.types import Parsed

LEAST = 3  # names with a figure of one unit make a row
LONGEST_NAME = 20
_MARKS = "、，,；;：:。"
_UNIT = r"[%‰]|[万亿]?[一-鿿]{1,3}(?:/[一-鿿]+)?"
_MEASURED = re.compile(rf"(?P<head>.*?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNIT})")
_VERBS = re.compile(
    r"(?:分别|达到|增[至加]到?|提高[到至]|提升[到至]|[下]?降[到至]|不低于|不少于|不超过|超过|约|各|均|为|至|有|占|是)+$"
)
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
    """A name of a row and its figure, as a number and as it is written."""

    name: str
    amount: Amount
    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a sentence, its span in the document, its text and the headings over it."""

    start: int
    end: int
    text: str
    path: tuple[str, ...]
    measures: tuple[Measure, ...]


def rows_of(parsed: Parsed) -> tuple[Row, ...]:
    """Every row of a document, in reading order."""
    return tuple(
        Row(start, end, passage.text[start - passage.start : end - passage.start], passage.path, tuple(measures))
        for passage in parsed.passages
        for start, end in passage.sentences
        for measures in _by_unit(passage.text[start - passage.start : end - passage.start])
        if len({m.name for m in measures}) >= LEAST and _alike(measures)
    )


def _by_unit(sentence: str) -> list[list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for measure in _measures(sentence):
        found.setdefault(measure.amount.unit, []).append(measure)
    return [_named(measures) for measures in found.values()]


def _measures(sentence: str) -> list[Measure]:
    """The names and figures of a sentence, behind 其中 alone where it has one; names before 、 share a figure."""
    found: list[Measure] = []
    waiting: list[str] = []
    for start, end in split_outside(sentence, _MARKS):
        part = sentence[start:end]
        measured = _MEASURED.fullmatch(part)
        name = _name(measured["head"] if measured else part)
        if part.startswith("其中"):
            found.clear()
        if measured and name and measured["unit"][:1] not in "年月日":
            amount = Amount.of(float(measured["value"].replace(",", "")), measured["unit"])
            written = f"{measured['value']}{measured['unit']}"
            shared = re.split("[和与及]", name) if _EACH.search(measured["head"]) else [name]
            found += [Measure(each, amount, written) for each in (*waiting, *shared)]
        waiting = [*waiting, name] if not measured and name and sentence[end : end + 1] == "、" else []
    return found


def _name(head: str) -> str:
    name = _VERBS.sub("", _LEAD.sub("", head.strip()))
    return name if 2 <= len(name) <= LONGEST_NAME and not re.search(r"\d", name) else ""


def _alike(measures: list[Measure]) -> bool:
    """Whether half of the names end as another does: others are no names of one kind."""
    ends = Counter(m.name[-1] for m in measures)
    return sum(ends[m.name[-1]] > 1 for m in measures) * 2 >= len(measures)


def _named(measures: list[Measure]) -> list[Measure]:
    """The first is often followed by what is measured (甲区产值达到5亿元,乙区达到3亿元): it ends as the others do."""
    first, *rest = measures
    ends = {m.name[-1] for m in rest}
    cut = next((k for k in range(2, len(first.name) + 1) if first.name[k - 1] in ends), len(first.name))
    return [Measure(first.name[:cut], first.amount, first.written), *rest]
