"""What a row of figures is told as: who reaches a bound or is ahead, two side by side, the sum, each with a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft
from assistant.measures import Measure, Row, gap_between, total
from assistant.sets import ClaimBase
from assistant.types import ListBlock, ListItem
from corpus.grammar import MEASURES

LEAST = re.compile("最[少小低短早先]|垫底|倒数第一")
_UNITS = re.compile(f"(?:几|多少)([{MEASURES}])")


def reached(row: Row, passing: Sequence[Measure], asked: str, base: ClaimBase) -> Draft:
    """Those that reach what is asked for, counted in the measure word of the question."""
    unit = _UNITS.search(asked)
    return listed(row, passing, f"{len(passing)} {unit[1] if unit else '个'}符合", base)


def ahead(row: Row, extreme: str, base: ClaimBase) -> Draft:
    """Those with the most of all, or the least, in the words of the question."""
    best = (min if LEAST.fullmatch(extreme) else max)(m.amount.value for m in row.measures)
    return listed(row, [m for m in row.measures if m.amount.value == best], f"{extreme}的是", base)


def first(row: Row, extreme: str, many: int, base: ClaimBase) -> Draft:
    """So many of those with the most or the least, and those that have as much as the last of them."""
    least = bool(LEAST.fullmatch(extreme))
    ordered = sorted(row.measures, key=lambda m: m.amount.value if least else -m.amount.value)
    last = ordered[min(many, len(ordered)) - 1].amount.value
    chosen = [m for m in ordered if (m.amount.value <= last if least else m.amount.value >= last)]
    return listed(row, chosen, f"{extreme}的 {len(chosen)} 项是", base)


def apart(row: Row, base: ClaimBase, gap: bool) -> Draft:
    """The most and the least of a row, and (`gap`) how far they are apart."""
    ordered = sorted(row.measures, key=lambda m: -m.amount.value)
    draft = listed(row, (ordered[0], ordered[-1]), "最多和最少的是", base)
    if gap:
        draft.say(f"{ordered[0].name}{gap_between(ordered[0], ordered[-1])}。")
    return draft


def beside(row: Row, two: Sequence[Measure], base: ClaimBase) -> Draft:
    """Which of two names of the row has more, and by how much."""
    more, less = sorted(two, key=lambda m: -m.amount.value)
    draft = listed(row, two, "所问的两个是", base)
    draft.say(f"{more.name}{gap_between(more, less)}。")
    return draft


def summed(row: Row, chosen: Sequence[Measure], base: ClaimBase) -> Draft | None:
    """The sum of some of a row; None for shares and years, and of less than two."""
    unit = row.measures[0].amount.unit
    if unit in "%‰" or "年" in unit or len(chosen) < 2:
        return None
    draft = listed(row, chosen, "所问的是", base)
    draft.say(f"合计 {total(chosen)}。")
    return draft


def listed(row: Row, chosen: Sequence[Measure], said: str, base: ClaimBase) -> Draft:
    """The chosen with their figures: below the sentence that gives all of them, or each with its own."""
    draft, alone = Draft(), len(row.spans) == 1
    draft.say(f"文中给出数目的有 {len(row.measures)} 项,{said if chosen else '没有符合的'}:")
    for span in row.spans if alone else ():
        draft.quote(base.entry, span)
    if not (chosen or alone):
        figures = (ListItem(m.name, m.written, (draft.cite(base.entry, (m.start, m.end)),)) for m in row.measures)
        draft.blocks.append(ListBlock(tuple(figures), label="文中的数目"))
    items = []
    for m in chosen:
        number = draft.cite(base.entry, (m.start, m.end))
        items.append(ListItem(m.name, m.written if alone else draft.citations[number - 1].quote, (number,)))
    draft.members = tuple(m.name for m in chosen)
    if items:
        draft.blocks.append(ListBlock(tuple(items)))
    return draft


def standing(row: Row, there: Sequence[Measure], place: str, base: ClaimBase) -> Draft:
    """The items of a row that are said to stand in a place, each with its own line."""
    draft = Draft(members=tuple(m.name for m in there))
    draft.say(f"文中写明所在地的 {len(row.measures)} 项逐一核对,位于{place}的有 {len(there)} 项:")
    numbers = [draft.cite(base.entry, (m.start, m.end)) for m in there]
    items = (ListItem(m.name, draft.citations[n - 1].quote, (n,)) for m, n in zip(there, numbers, strict=True))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft
