"""Rows of figures: what a text gives for several names in one unit.

In a sentence (甲600亩、乙500亩、丙和丁各300亩), or below several headings (1.甲园。面积5公顷… 2.乙园。面积3公顷…). The
names need not be of a class; they are what stands before the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.grammar import split_outside

LEAST = 3  # names with a figure of one unit make a row
LONGEST_NAME = 20
OWN_LENGTH = 2  # characters that a name may be longer than most beside it
MARKS = "、，,；;：:。"
_UNIT = r"[%‰]|[万亿]?[一-鿿]{1,4}(?:/[一-鿿]+)?"
_MEASURED = re.compile(rf"(?P<head>.*?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNIT})")
VERBS = re.compile(
    r"(?:分别|达到|增[至加]到?|提高[到至]|提升[到至]|[下]?降[到至]|不低于|不少于|不超过|超过|约|各|均|为|至|有|占|是|仅|共)+$"
)
_NO_NAME = re.compile(r"\d|^[在由对向将把于从按]")
_DATED = re.compile("年.?|[月日].*")  # 2030年, 2030年底; but 2027年建成 is what a name has
_BOUND = re.compile("(?:以[上下内]|左右|之内)$")
_PAIRED = re.compile(r"分别(?:[为是]|达到?)?(?P<values>\d[^，,;；]*[、和及]\d.*)$")
_GIVEN = re.compile(
    "的?(?:给予|补助|补贴|奖励)?(?:每[人户年月天个家张亩件台套]){1,2}$|的(?:给予|补助|补贴|奖励)$"
)  # 甲类|的每人每月
_EACH = re.compile("[各均](?:达到|为|是|有)?$")
_LEAD = re.compile(r"^(?:其中|.*包括|.*按照|到?\d{4}年底?|治理|改造)")
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
    """A name of a row and its figure, as a number and as it is written, and the span of the text that gives it."""

    name: str
    amount: Amount
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one unit, a name each; `text` are the sentences that give them with the headings over them.

    `in_order` where the figures stand behind the names, each at the place of its own (甲、乙分别给予…). Of items with
    figures of their own: `what` is measured, the `kind` that the headings and lines over them tell, the `year`, and the
    heading that they all stand `under`.
    """

    text: str
    measures: tuple[Measure, ...]
    in_order: bool = False
    what: str = ""
    kind: str = ""
    year: str = ""
    under: str = ""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The sentences, each once."""
        return tuple(dict.fromkeys((m.start, m.end) for m in self.measures))


def by_unit(sentence: str, start: int, end: int) -> list[list[Measure]]:
    """The names and figures of a sentence that make a row, by unit."""
    found: dict[str, list[Measure]] = {}
    for measure in _measures(sentence, start, end):
        found.setdefault(measure.amount.unit, []).append(measure)
    named = map(_named, found.values())
    pairs = 2 if _PAIRED.search(sentence) else LEAST
    return [measures for measures in named if len({m.name for m in measures}) >= pairs and _alike(measures)]


def _measures(sentence: str, start: int, end: int) -> list[Measure]:
    """The names and figures of a sentence, behind 其中 alone where it has one; names before 、 share a figure."""
    found: list[Measure] = []
    waiting: list[str] = []
    for begin, stop in split_outside(sentence, MARKS):
        part = sentence[begin:stop]
        if part.startswith("其中"):
            found.clear()
        name = name_of(part)
        if paired := _PAIRED.search(part):
            values = [figure_in(value) for value in re.split("[、和及]", paired["values"])]
            names = list(dict.fromkeys(m.name for m in found))[-len(values) :]
            both = zip(names, values, strict=False) if len(names) == len(values) else ()
            found += [measure_of(each, value, start, end) for each, value in both if value]
            continue
        if measured := figure_in(part):
            name = name_of(measured["head"])
            shared = re.split("[和与及]", name) if _EACH.search(measured["head"]) else [name]
            found += [measure_of(each, measured, start, end) for each in (*waiting, *shared) if each]
        waiting = [*waiting, name] if not measured and name and sentence[stop : stop + 1] == "、" else []
    return found


def gap_between(one: Measure, other: Measure) -> str:
    """By how much a figure is more than another, in the unit that it is written in: 比乙区多 15个."""
    gap, unit = one.amount.value - other.amount.value, re.sub(r"^[\d,.]+", "", one.written)
    size = f"{round(abs(gap) / Amount.of(1, unit).value, 6):g}"
    if not gap:
        return f"和{other.name}一样"
    if unit in "%‰":
        return f"比{other.name}{'高' if gap > 0 else '低'} {size} 个{'百' if unit == '%' else '千'}分点"
    return f"比{other.name}{'多' if gap > 0 else '少'} {size}{unit}"


def total(measures: Sequence[Measure]) -> str:
    """The sum of figures, in the unit that the first is written in: 29.8亿元."""
    unit = re.sub(r"^[\d,.]+", "", measures[0].written)
    return f"{round(sum(m.amount.value for m in measures) / Amount.of(1, unit).value, 6):g}{unit}"


def figure_in(part: str) -> re.Match[str] | None:
    """The figure that a clause ends in, with what stands before it; no date, and no 以上 behind it."""
    measured = _MEASURED.fullmatch(_BOUND.sub("", part))
    return None if measured is None or _DATED.fullmatch(measured["unit"]) else measured


def measure_of(name: str, measured: re.Match[str], start: int, end: int) -> Measure:
    """The figure of a clause under a name, given by the sentence from `start` to `end`."""
    amount = Amount.of(float(measured["value"].replace(",", "")), measured["unit"])
    return Measure(name, amount, f"{measured['value']}{measured['unit']}", start, end)


def name_of(head: str) -> str:
    """The name that stands before a figure, without verbs; "" for what is none."""
    name = _GIVEN.sub("", VERBS.sub("", _LEAD.sub("", head.strip())))
    return name if 2 <= len(name) <= LONGEST_NAME and not _NO_NAME.search(name) else ""


def _alike(measures: list[Measure]) -> bool:
    """Whether half of the names end as another does: others are no names of one kind."""
    ends = Counter(m.name[-1] for m in measures)
    return sum(ends[m.name[-1]] > 1 for m in measures) * 2 >= len(measures)


def _named(measures: list[Measure]) -> list[Measure]:
    """The first name without what is measured, which stands behind it or before: 甲区|产值达到5亿元, 产值|甲区5亿元."""
    first, *rest = measures
    last = Counter(m.name[-1] for m in rest)
    ends = {end for end, times in last.items() if times * 2 > len(rest) or end in "区县市镇乡村"}
    cut = next((k for k in range(2, len(first.name) + 1) if first.name[k - 1] in ends), len(first.name))
    usual = Counter(len(m.name) for m in rest).most_common(1)[0][0] if rest else cut
    whole = first.name[:cut]
    long = len(whole) > usual + OWN_LENGTH and not re.search("及?以[上下]", whole)
    return [replace(first, name=whole[-usual:] if long else whole), *rest]
