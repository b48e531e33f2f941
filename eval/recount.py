"""Whether the sets of gold items follow from their own evidence: who is in them, and how many they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.numerals import CHINESE, number
from eval.text import any_stands, fold
from eval.types import Forms, GoldItem

_NUMERAL = re.compile(rf"\d+|[{CHINESE}]+")


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An item whose set does not follow from its evidence, and why."""

    item: GoldItem
    problem: str


def recount(items: Iterable[GoldItem]) -> tuple[Uncounted, ...]:
    """Every item with members that are in none of its quotes or given twice, or whose points say another number.

    A set that the text has and the item does not give is not seen: what the item asks for is in no data.
    """
    return tuple(Uncounted(item, problem) for item in items for problem in _problems(item))


def _problems(item: GoldItem) -> Iterator[str]:
    members = item.members or ()
    quotes = [fold(piece.quote) for piece in item.evidence]
    absent = [forms[0] for forms in members if not any(any_stands(forms, quote) for quote in quotes)]
    if absent:
        yield f"{len(absent)} 个成员不在任何一条引文里:{'、'.join(absent)}"
    forms = [form for each in members for form in {fold(form) for form in each}]
    if twice := sorted({form for form in forms if forms.count(form) > 1}):
        yield f"有两个成员写法相同:{'、'.join(twice)}"
    if members and item.type == "count" and not any(len(members) in _numbers(each) for each in item.points):
        yield f"成员有 {len(members)} 个,要点说的不是这个数"


def _numbers(forms: Forms) -> set[int | None]:
    """The numbers that the forms of a point state."""
    return {number(numeral) for form in forms for numeral in _NUMERAL.findall(fold(form))}
