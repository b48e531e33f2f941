"""A grown index: an immutable base, a small delta that each update writes anew, and tombstones for what went away.

FOLDER/current        JSON {"base", "delta"}: the folders that are read, swapped in last
FOLDER/base-N/        most passages: `LocalStore` files and a shelf
FOLDER/delta-N/       those added since, the same files; dead.npy lists the passage numbers that no longer stand

An update costs what the delta does, whatever the base: nothing of the base is read but its postings' counts. When the
delta and the dead come to more than `MERGED` of the base, or the delta outgrows exact search, `merge` makes one base of
what stands.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.atomic import settle_all, write_json
from corpus.types import Passage
from index.dense import EXACT
from index.errors import MissingIndexError
from index.lexical import Lexical
from index.stores.joined import JoinedPassages, JoinedVectors, JoinedWords, joint_frequencies
from index.stores.local import WORDS, LocalStore
from index.stores.shelf import Shelf, Words
from index.stores.types import DENSE, LEXICAL, POSTINGS, Fields, RowIds, Rows

MERGED = 0.1


class Segments:
    """One grown index on disk. Readers keep what they opened; one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            current = json.loads((folder / "current").read_text(encoding="utf-8"))
        except FileNotFoundError as e:
            raise MissingIndexError(f"{folder} 里没有分段索引;先用 Segments.create 建立") from e
        self._base, self._delta = folder / current["base"], folder / current["delta"]
        self._shelves = Shelf(self._base), Shelf(self._delta)
        self.passages = JoinedPassages(*self._shelves)
        self._dead: RowIds = np.load(self._delta / "dead.npy", allow_pickle=False)

    @classmethod
    def create(cls, folder: Path, rows: Rows) -> Segments:
        """Write a first base."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "base-0", rows)
        _write(folder / "delta-0", _nothing(rows), np.zeros(0, np.int64))
        write_json(folder / "current", {"base": "base-0", "delta": "delta-0"})
        return cls(folder)

    def fields(self) -> Fields:
        """What a retriever searches: base and delta as one, the delta's words as rare as they are in both."""
        base, delta = (LocalStore().open(folder) for folder in (self._base, self._delta))
        words = {}
        for name in WORDS:
            parts = [Lexical.load(folder / name) for folder in (self._base, self._delta)]
            if parts[1].frequencies():
                parts[1] = parts[1].with_rarity_of(joint_frequencies(parts), len(self.passages))
            words[name] = JoinedWords(parts)
        alive = np.ones(len(self.passages), dtype=bool)
        alive[self._dead] = False
        first = len(self._shelves[0])
        return Fields(
            {
                n: JoinedVectors([base.dense[n], delta.dense[n]], [f.dense[n].total for f in (base, delta)])
                for n in DENSE
            },
            {n: np.concatenate([base.owners[n], delta.owners[n] + np.int32(first)]) for n in DENSE},
            {n: words[n] for n in LEXICAL},
            {n: words[n] for n in POSTINGS},
            alive,
        )

    def update(self, added: Rows, removed: Collection[int] = ()) -> Segments:
        """Add passages and bury others by number; the index as it is then. What was opened before stays as it was."""
        first = len(self._shelves[0])
        kept = [i for i in range(first, len(self.passages)) if i not in set(removed)]
        dead = np.array([i for i in {*self._dead.tolist(), *removed} if i < first], dtype=np.int64)
        rows = _joined(self._rows(kept), added)
        return self._swap(self._base.name, rows, np.sort(dead))

    @property
    def due(self) -> bool:
        """Whether so much was added and buried that the parts should be merged."""
        changed = len(self._shelves[1]) + len(self._dead)
        return changed > min(MERGED * len(self._shelves[0]), EXACT)

    def merge(self) -> Segments:
        """One base of all that stands."""
        gone = set(self._dead.tolist())
        base = _next(self._folder, "base")
        rows = self._rows([i for i in range(len(self.passages)) if i not in gone])
        _write(self._folder / base, rows)
        return self._swap(base, _nothing(rows), np.zeros(0, np.int64))

    def _swap(self, base: str, rows: Rows, dead: RowIds) -> Segments:
        delta = _next(self._folder, "delta")
        _write(self._folder / delta, rows, dead)
        write_json(self._folder / "current", {"base": base, "delta": delta})
        for old in (self._base, self._delta):
            if old.name not in (base, delta):
                shutil.rmtree(old, ignore_errors=True)
        return Segments(self._folder)

    def _rows(self, numbers: Sequence[int]) -> Rows:
        """Some passages, ascending, as they were given."""
        first = len(self._shelves[0])
        stores = [LocalStore().open(folder) for folder in (self._base, self._delta)]
        places = [
            np.array([i - at for i in numbers if (i >= first) == late], np.int64) for late, at in ((0, 0), (1, first))
        ]
        vectors, owners = {}, {}
        for name in DENSE:
            taken, owned, before = [], [], 0
            for store, own in zip(stores, places, strict=True):
                at = np.full(int(own.max(initial=-1)) + 2, -1, dtype=np.int32)
                at[own] = np.arange(len(own), dtype=np.int32)
                all_owners = np.minimum(store.owners[name], len(at) - 1)
                rows = np.flatnonzero(at[all_owners] >= 0)
                taken.append(store.dense[name].take(rows))
                owned.append(at[all_owners[rows]] + np.int32(before))
                before += len(own)
            vectors[name], owners[name] = np.concatenate(taken), np.concatenate(owned)
        words = [self._words(i) for i in numbers]
        return Rows(
            [self.passages[i] for i in numbers],
            {name: [bag[name] for bag in words] for name in WORDS},
            vectors,
            owners,
        )

    def _words(self, number: int) -> Words:
        first = len(self._shelves[0])
        return self._shelves[0].words(number) if number < first else self._shelves[1].words(number - first)


def _write(folder: Path, rows: Rows, dead: RowIds | None = None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    LocalStore().save(rows, folder)
    Shelf.write(folder, rows.passages, _bags(rows))
    if dead is not None:
        np.save(folder / "dead.npy", dead)
    settle_all(folder)


def _bags(rows: Rows) -> Iterator[Words]:
    for number in range(len(rows.passages)):
        yield {name: rows.words[name][number] for name in WORDS}


def _nothing(like: Rows) -> Rows:
    """No rows, of vectors as wide."""
    vectors = {name: rows[:0] for name, rows in like.vectors.items()}
    return Rows((), {name: [] for name in WORDS}, vectors, dict.fromkeys(DENSE, np.zeros(0, np.int32)))


def _joined(one: Rows, other: Rows) -> Rows:
    first = np.int32(len(one.passages))
    passages: list[Passage] = [*one.passages, *other.passages]
    return Rows(
        passages,
        {name: [*one.words[name], *other.words[name]] for name in WORDS},
        {name: np.concatenate([one.vectors[name], other.vectors[name]]) for name in DENSE},
        {name: np.concatenate([one.owners[name], other.owners[name] + first]) for name in DENSE},
    )


def _next(folder: Path, kind: str) -> str:
    numbers = [int(f.name.partition("-")[2]) for f in folder.glob(f"{kind}-*")]
    return f"{kind}-{max(numbers, default=-1) + 1}"
