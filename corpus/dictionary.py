"""Chinese words: jieba with its dictionary compiled into a trie (Yata's MARISA) and arrays that are memory-mapped.

Jieba itself reads its dictionary into a table of half a million strings, 0.6 s and 60 MB at every start. The words that
come out are the same.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from functools import lru_cache
from math import inf, log
from pathlib import Path
from typing import Any

import jieba
from marisa_trie import Trie

from corpus.compiled import compiled, numbers

UNKNOWN = "x"
KEPT = 16384  # words whose chances are kept
AGAIN = 16  # texts whose words are kept: a question is cut for its words, for those inside them, and for its sounds
FILES = 1  # another number makes the files of an installed jieba anew


class Dictionary:
    """The general words, each with how often it was seen and its part of speech."""

    def __init__(self, folder: Path) -> None:
        self._trie = Trie().mmap(str(folder / "words.marisa"))
        self._counts, self._tags = numbers(folder / "counts", "I"), numbers(folder / "tags", "B")
        known = json.loads((folder / "known.json").read_text(encoding="utf-8"))
        self.total: int = known["total"]
        self._longest: int = known["longest"]
        self._names: list[str] = known["tags"]

    def count(self, word: str) -> int | None:
        """How often a word was seen; None where it is not known."""
        number = self._trie.get(word)
        return None if number is None else self._counts[number]

    def tag(self, word: str) -> str:
        """The part of speech of a word as jieba's dictionary writes it; UNKNOWN where it is not known."""
        number = self._trie.get(word)
        return UNKNOWN if number is None else self._names[self._tags[number]]

    def ends(self, text: str, at: int) -> list[int]:
        """Where the words that begin at a character have their last one, ascending."""
        return [at + len(word) - 1 for word in self._trie.prefixes(text[at : at + self._longest])]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The compiled dictionary of the jieba that is installed."""
    return Dictionary(compiled(f"jieba-{jieba.__version__}-{FILES}", _compile))


def _compile(folder: Path) -> None:
    with jieba.get_module_res(jieba.DEFAULT_DICT_NAME) as opened:
        fields = opened.read().decode("utf-8").split()  # word, count, tag; line by line takes twice as long
    words, seen, tagged = fields[::3], list(map(int, fields[1::3])), fields[2::3]
    names = sorted(set(tagged))
    places = {name: number for number, name in enumerate(names)}
    trie = Trie(words)
    trie.save(str(folder / "words.marisa"))
    counts, tags = array("I", bytes(4 * len(trie))), bytearray(len(trie))
    for number, count, tag in zip(map(trie.key_id, words), seen, tagged, strict=True):
        counts[number], tags[number] = count, places[tag]  # of a word that stands twice the last
    (folder / "counts").write_bytes(counts.tobytes())
    (folder / "tags").write_bytes(tags)
    # Jieba counts a word twice that stands twice.
    known = {"total": sum(seen), "longest": max(map(len, words)), "tags": names}
    (folder / "known.json").write_text(json.dumps(known), encoding="utf-8")


class _Counts:
    """What jieba calls FREQ: the dictionary, and over it the words that were added."""

    def __init__(self, known: Dictionary) -> None:
        self._known = known
        self._own: dict[str, int] = {}
        self._openings: set[str] = set()

    def get(self, word: str, otherwise: int | None = None) -> int | None:
        own = self._own.get(word)
        count = self._known.count(word) if own is None else own
        return otherwise if count is None else count

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __setitem__(self, word: str, count: int) -> None:
        if count:  # jieba marks the openings of a word by zeros
            self._own[word] = count
            self._openings.update(word[:end] for end in range(1, len(word) + 1))

    def ends(self, text: str, at: int) -> list[int]:
        """Where the words that begin at a character have their last one, ascending."""
        known = self._known.ends(text, at)
        if text[at] not in self._openings:
            return known
        own, end = [], at + 1
        while end <= len(text) and (opening := text[at:end]) in self._openings:
            if opening in self._own:
                own.append(end - 1)
            end += 1
        return sorted({*known, *own}) if own else known


class Tokenizer(jieba.Tokenizer):
    """Jieba over the compiled dictionary, with words of its own; what one has is not seen by another."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__()
        self.FREQ: Any = _Counts(dictionary())
        self.total = dictionary().total
        self.initialized = True
        self._chance, self._known_words = self._reckoned, self._words_at
        for word in sorted(words):
            self.add_word(word)
        self._chance = lru_cache(maxsize=KEPT)(self._reckoned)  # from here on no word comes
        self._known_words = lru_cache(maxsize=AGAIN)(self._words_at)

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 - jieba's name
        """For each character where the words that begin there end; where none does, the character itself."""
        return self._known_words(sentence)

    def _words_at(self, sentence: str) -> dict[int, list[int]]:
        ends = self.FREQ.ends
        return {at: ends(sentence, at) or [at] for at in range(len(sentence))}

    def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
        """The likeliest way from each character to the end: its chance, and where its first word ends."""
        chance = self._chance
        route[len(sentence)] = (0, 0)
        for at in range(len(sentence) - 1, -1, -1):
            best, where = -inf, 0
            for end in DAG[at]:
                here = chance(sentence[at : end + 1]) + route[end + 1][0]
                if here >= best:
                    best, where = here, end
            route[at] = best, where

    def _reckoned(self, word: str) -> float:
        return log(self.FREQ.get(word) or 1) - log(self.total)
