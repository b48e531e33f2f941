"""Lines that give an indicator several years (1.甲率(%):2023年71,2026年78; below a heading: 2024年为82%,2027年90%)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures import Amount, Measure, Row
from corpus.grammar import split_outside
from corpus.names import heading_name
from corpus.types import Parsed

LEAST = 2  # years of a line
LONGEST = 30  # characters of an indicator
_TITLED = re.compile(
    r"\s*(?:指标)?(?:[(（]?[\d一二三四五六七八九十]+[)）]?)?[.．、\s]*(?P<what>[^:：,，。;；\d][^:：,，。;；]*)[:：]"
)
_UNIT_OF_ALL = re.compile(r"[(（](?P<unit>[^()（）]{1,8})[)）]$")
_VALUE = re.compile(
    r"(?:到)?(?P<year>(?:19|20)\d\d)年(?:[底末])?(?:[为是达到至约]|提[高升]到?|[下]?降[到至低]|不[低少多高]于|不超过)*"
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d,，。;；\s][^,，。;；\s]{0,7})?"
)


def lines(parsed: Parsed) -> tuple[Row, ...]:
    """A row of each such line, its measures named by the years; figures of one unit."""
    return tuple(_rows(parsed))


def _rows(parsed: Parsed) -> Iterator[Row]:
    headings = {section.section_id: heading_name(section.heading) for section in parsed.sections}
    text = parsed.document.text
    for passage in parsed.passages:
        titled = _TITLED.match(passage.text)
        named = titled["what"] if titled else headings[passage.section_id]
        start, end = passage.sentences[0]
        first = passage.start + titled.end() if titled else start
        unit = _UNIT_OF_ALL.search(named)
        what = _UNIT_OF_ALL.sub("", named).strip() if unit else named.strip()
        clauses = split_outside(text[first:end].rstrip("。"), ",，;；", first)
        found = [m for clause in clauses if (m := _VALUE.fullmatch(text[slice(*clause)]))]
        if not (2 <= len(what) <= LONGEST) or len(found) < LEAST or not _VALUE.fullmatch(text[slice(*clauses[0])]):
            continue
        measures = tuple(_measure(m, unit["unit"] if unit else "", start, end) for m in found)
        if len({m.amount.unit for m in measures}) == 1 and len({m.name for m in measures}) == len(measures):
            yield Row(what, tuple(sorted(measures, key=lambda m: m.name)))


def _measure(value: re.Match[str], of_all: str, start: int, end: int) -> Measure:
    """The figure of a year, in its own unit or that of all."""
    unit = value["unit"] or of_all
    amount = Amount.of(float(value["digits"].replace(",", "")), unit)
    return Measure(f"{value['year']}年", amount, f"{value['digits']}{unit}", start, end)
