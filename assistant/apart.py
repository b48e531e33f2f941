"""What the answers of two documents share and where they differ, clause beside clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.draft import Draft
from assistant.types import Answer, Block, Cell, Frame, ListBlock, TableBlock
from corpus import Span, key
from corpus.details import details, listed
from index import Entry

ALIKE = 0.5  # of two clauses that say something of the same thing
LOOKED_AT = 20  # sentences of a text
MOST_ROWS = 12
MOST_ALONE = 4
MOST_SHARED = 6
LONGEST_SHARED = 30  # characters
MOST_CLAUSES = 40  # of each answer
_CLAUSE = re.compile(r"(?:[^,，;；。]|,(?=\d{3}))+")
_KINDS = {"number": "数字", "date": "日期", "member": "列举"}
_FIGURES = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a cited sentence."""

    text: str
    citation: int


Side = tuple[str, Entry, Answer]
Row = tuple[Cell, ...]


def told(one: Side, other: Side, draft: Draft) -> tuple[Block, ...]:
    """What two answers share and what only one of them says; nothing where neither can be told.

    A clause is held against those that the other answer cites, or else against the whole of the other text. `draft` has
    the citations of both, and takes those that are added.
    """
    titles = one[0], other[0]
    if one[2].members and other[2].members:
        return (*_sets(one[2].members, other[2].members, titles), *_table(_of_both(one, other, draft), titles))
    uneven = bool(one[2].members) != bool(other[2].members)
    before, after = (_cited(side, draft, uneven)[:MOST_CLAUSES] for side in (one, other))
    rows: list[Row] = []
    alone: list[Row] = []
    shared: list[str] = []
    for old, new in _pairs(before, after):
        old, new = old or _nearest(new, one[1], draft), new or _nearest(old, other[1], draft)
        if old is None or new is None:
            alone.append((Cell("另一份未见"), _cell(old), _cell(new)))
        elif key(old.text) == key(new.text):
            shared.append(old.text)
        else:
            found, same = _row(old, new)
            rows += found
            shared += same
    if not rows and not (shared and alone):
        return ()  # nothing of the one is like anything of the other, or nothing differs
    blocks = _table([*rows[:MOST_ROWS], *alone[:MOST_ALONE]], titles)
    if short := [words for words in dict.fromkeys(shared) if len(words) <= LONGEST_SHARED]:
        blocks.append(Frame(f"相同的是:{';'.join(short[:MOST_SHARED])}。"))
    return tuple(blocks)


def _sets(one: Sequence[str], other: Sequence[str], titles: tuple[str, str]) -> tuple[Block, ...]:
    parts = (
        ("两者都有", [m for m in one if m in other]),
        (f"只在{titles[0]}", [m for m in one if m not in other]),
        (f"只在{titles[1]}", [m for m in other if m not in one]),
    )
    words = [f"{name}的 {len(found)} 项:{'、'.join(found)}" for name, found in parts if found]
    return (Frame(f"{';'.join(words)}。"),)


def _of_both(one: Side, other: Side, draft: Draft) -> list[Row]:
    """What the clauses of a member that two sets share say differently of it."""
    lists = [[block for block in a.blocks if isinstance(block, ListBlock)] for _, _, a in (one, other)]
    said = [{item.name: item for block in each for item in block.items if item.text} for each in lists]
    rows: list[Row] = []
    for name in (name for name in said[0] if name in said[1]):
        pair = []
        for (_, entry, answer), items in zip((one, other), said, strict=True):
            cited = [c for c in answer.citations if c.number in items[name].citations]
            pair.append([clause for c in cited for clause in _clauses(entry, (c.start, c.end), draft)])
        for old, new in _pairs(*pair):
            if old and new and key(old.text) != key(new.text):
                rows += _row(old, new, name)[0]
    return rows


def _table(rows: Sequence[Row], titles: tuple[str, str]) -> list[Block]:
    return [Frame("不同的是:"), TableBlock(("", *titles), tuple(rows[:MOST_ROWS]))] if rows else []


def _cited(side: Side, draft: Draft, uneven: bool) -> list[Clause]:
    """The clauses of what an answer cites; without the members of a set where the other answer has none (`uneven`)."""
    _, entry, answer = side
    lists = [block for block in answer.blocks if uneven and answer.members and isinstance(block, ListBlock)]
    listed = {number for block in lists for item in block.items for number in item.citations}
    kept = [c for c in answer.citations if c.number not in listed]
    return [clause for c in kept for clause in _clauses(entry, (c.start, c.end), draft)]


def _clauses(entry: Entry, span: Span, draft: Draft) -> Iterator[Clause]:
    number = draft.cite(entry, span)
    for match in _CLAUSE.finditer(draft.citations[number - 1].quote):
        if words := match.group().strip():
            yield Clause(words, number)


def _nearest(clause: Clause | None, entry: Entry, draft: Draft) -> Clause | None:
    """The clause of a whole text that is most like one of another text; None where none is like it.

    Only the sentences that share the most pairs of letters with it are looked at closely.
    """
    if clause is None:
        return None
    text = entry.parsed.document.text
    spans = [span for passage in entry.parsed.passages for span in passage.sentences]
    starts = [start for start, _ in spans]
    shared: Counter[int] = Counter()
    for pair in {clause.text[i : i + 2] for i in range(len(clause.text) - 1)}:
        shared.update(bisect_right(starts, m.start()) - 1 for m in re.finditer(re.escape(pair), text))
    best, found = ALIKE, None
    for at in sorted(i for i, _ in shared.most_common(LOOKED_AT) if i >= 0):
        for match in _CLAUSE.finditer(text, *spans[at]):
            if (ratio := _alike(clause.text, match.group())) > best:
                best, found = ratio, (match.group().strip(), spans[at])
    return Clause(found[0], draft.cite(entry, found[1])) if found else None


def _pairs(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[tuple[Clause | None, Clause | None]]:
    """Each clause with the one that is most like it, the surest first, in reading order; None where it has none."""
    ratios = sorted(
        ((_alike(a.text, b.text), i, j) for i, a in enumerate(before) for j, b in enumerate(after)),
        key=lambda found: (-found[0], found[1:]),
    )
    to: dict[int, int] = {}
    for ratio, i, j in ratios:
        if ratio >= ALIKE and i not in to and j not in to.values():
            to[i] = j
    for i, clause in enumerate(before):
        yield clause, after[to[i]] if i in to else None
    for j, clause in enumerate(after):
        if j not in to.values():
            yield None, clause


def _alike(one: str, other: str) -> float:
    """How alike two clauses are, their figures aside."""
    a, b = (_FIGURES.sub("0", key(text)) for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _row(old: Clause, new: Clause, name: str = "") -> tuple[list[Row], list[str]]:
    """The rows that tell two clauses apart (of a `name`), and the members that both list."""
    found = details(old.text, new.text)
    if found and all(d.kind == "member" for d in found):
        cells = ("、".join(filter(None, words)) for words in ([d.old for d in found], [d.new for d in found]))
        only = [Cell(text, (c.citation,) if text else ()) for text, c in zip(cells, (old, new), strict=True)]
        ours, theirs = listed(old.text, new.text)
        return [(Cell(name or "各自另列"), *only)], [m for m in ours if m in theirs]
    label = _KINDS[found[0].kind] if found else "表述"
    return [(Cell(name or label), _cell(old), _cell(new))], []


def _cell(clause: Clause | None) -> Cell:
    return Cell(clause.text, (clause.citation,)) if clause else Cell("")
