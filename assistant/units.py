"""The units (departments, bureaus) of a text that a question names, also in short: 卫健委 for 市卫生健康委员会."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 24  # characters of a unit's name
SHORTEST = 3  # characters of a short form, without its level; two where it ends in 联
_LEVELS = ("国家", "自治区", "省", "市", "区", "县", "州", "旗")
_WHOLE = (("委", "委员会"), ("联", "联合会"), ("办", "办公室"), ("团委", "委员会"))
_DEPARTMENT = "部门"
_LEVEL_ENDS = "省市区县州旗"  # before words that are a unit of another level: 省|医保局


@dataclass(frozen=True, slots=True)
class Said:
    """A unit of the text and where a question names it."""

    unit: str
    start: int
    end: int


def units_said(question: str, units: Sequence[str]) -> tuple[Said, ...]:
    """The units that a question names, in its order; a short form that fits several names none."""
    found: list[Said] = []
    at = 0
    while at < len(question):
        said = next(
            (
                s
                for end in range(min(len(question), at + LONGEST), at + 1, -1)
                if (s := _said(question, at, end, units))
            ),
            None,
        )
        if said:
            found.append(said)
        at = said.end if said else at + 1
    return tuple(found)


def _said(question: str, start: int, end: int, units: Sequence[str]) -> Said | None:
    words = question[start:end]
    if start and question[start - 1] in _LEVEL_ENDS:
        return None
    fitting = [unit for unit in units if words == unit] or [unit for unit in units if _short_for(words, unit)]
    return Said(fitting[0], start, end) if len(fitting) == 1 else None


def _short_for(words: str, unit: str) -> bool:
    """Whether words are a unit's name in short: its characters in their order, from its first to its end."""
    level = next((level for level in _LEVELS if words.startswith(level)), "")
    own = next((level for level in _LEVELS if unit.startswith(level)), "")
    bare = unit.removeprefix(own)
    if level and level == own and _fits(words.removeprefix(level), bare):
        return True
    return _fits(words, bare)


def _fits(words: str, name: str) -> bool:
    """人社局 fits 人力资源和社会保障局; 民政部门 fits 民政局."""
    if words.endswith(_DEPARTMENT):
        stem = words.removesuffix(_DEPARTMENT)
        return len(stem) > 1 and name.startswith(stem)
    for short, whole in _WHOLE:
        if name.endswith(whole) and words.endswith(short):
            name = name.removesuffix(whole) + short
    least = SHORTEST - (name.endswith("联"))
    if len(words) < least or not name or (words[0], words[-1]) != (name[0], name[-1]):
        return False
    return re.search(".*".join(map(re.escape, words)), name) is not None
