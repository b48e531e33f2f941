"""Passages with their bags of words on disk, read one at a time: a corpus that memory would not hold."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import overload

import numpy as np

from corpus.types import Passage
from index.stores.mapped import mapped

Words = dict[str, list[str]]


class Shelf(Sequence[Passage]):
    """A read-only sequence of passages in two files, `passages.jsonl` and where each line begins."""

    def __init__(self, folder: Path) -> None:
        self._starts = mapped(folder / "passages.npy")
        with (folder / "passages.jsonl").open("rb") as opened:
            self._lines = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else None

    @staticmethod
    def write(folder: Path, passages: Iterable[Passage], words: Iterable[Words]) -> None:
        """Write passages, each with its words by field."""
        sizes = [0]
        with (folder / "passages.jsonl").open("wb") as out:
            for passage, bag in zip(passages, words, strict=True):
                line = json.dumps([_fields(passage), bag], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                sizes.append(len(line))
                out.write(line)
        np.save(folder / "passages.npy", np.fromiter(accumulate(sizes), dtype=np.int64, count=len(sizes)))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Passage: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Passage]: ...
    def __getitem__(self, number: int | slice) -> Passage | Sequence[Passage]:
        """A passage by its number; IndexError beyond the last."""
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        return _passage(self._line(number)[0])

    def words(self, number: int) -> Words:
        """The words of a passage by field."""
        words: Words = self._line(number)[1]
        return words

    def _line(self, number: int) -> list:  # type: ignore[type-arg]
        if not 0 <= number < len(self) or self._lines is None:
            raise IndexError(number)
        line: list = json.loads(self._lines[self._starts[number] : self._starts[number + 1]])  # type: ignore[type-arg]
        return line


def _fields(p: Passage) -> list[object]:
    return [
        p.passage_id, p.doc_id, p.section_id, p.path, p.text, p.start, p.end, p.paragraph, p.page, p.sentences
    ]  # fmt: skip


def _passage(fields: list) -> Passage:  # type: ignore[type-arg]
    passage_id, doc_id, section_id, path, text, start, end, paragraph, page, sentences = fields
    spans = tuple((a, b) for a, b in sentences)
    return Passage(passage_id, doc_id, section_id, tuple(path), text, start, end, paragraph, page, spans)
