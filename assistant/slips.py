"""Forgive slips where one reading is clear: writing forms, traditional characters, a wrong character in a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from operator import ne

from corpus.terms import Vocabulary, is_proper

LONG_TERM = 5
MENDED = 300  # characters of a question that are gone through
LARGE_CLASS = 10
SMALL_CLASS = 5
LONG_SHORT = 5  # characters of a short name that stands for its full name wherever it is written
_SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@lru_cache(maxsize=4096)
def tidy(question: str) -> str:
    """NFKC, simplified characters, no spaces between Chinese characters, no control characters."""
    import zhconv

    text = unicodedata.normalize("NFKC", question)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
    return _SPACES.sub("", zhconv.convert(text, "zh-cn")).strip()


Halves = dict[str, list[str]]


def readable(text: str) -> str:
    """A text with a sign in the place of each half of a character (a lone surrogate), which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mend_names(question: str, vocabulary: Vocabulary) -> str:
    """Replace a name with one wrong character by the only name of the text that it can be, near the beginning."""
    if len(question) > MENDED:
        return mend_names(question[:MENDED], vocabulary) + question[MENDED:]
    free = _free(question, vocabulary)
    for c in vocabulary.classes:
        if not c.suffix or len(c.suffix) < 2:
            continue
        for start, window, near in _one_wrong(question, free, c.members):
            if any(m.endswith(window) for m in c.members):
                continue
            near = [m for m in near if window.endswith(c.suffix) or m[: -len(c.suffix)] == window[: -len(c.suffix)]]
            if len(near) == 1 and len(window) >= len(c.suffix) + 2:
                return mend_names(question[:start] + near[0] + question[start + len(window) :], vocabulary)
    return _mend_terms(question, vocabulary, free)


def _mend_terms(question: str, vocabulary: Vocabulary, free: list[int]) -> str:
    """Replace a long term with one wrong character: 实验小字 → 实验小学."""
    for start, window, near in _one_wrong(question, free, vocabulary.terms, LONG_TERM):
        if len(near) == 1:
            return question[:start] + near[0] + question[start + len(window) :]
    return question


def _free(question: str, vocabulary: Vocabulary) -> list[int]:
    """How many characters from each one on belong to no term of the text."""
    taken = {i for m in vocabulary.mentions(question) for i in range(m.start, m.end)}
    free = [0] * (len(question) + 1)
    for i in reversed(range(len(question))):
        free[i] = 0 if i in taken else free[i + 1] + 1
    return free[:-1]


def _one_wrong(
    question: str, free: list[int], names: tuple[str, ...], least: int = 1
) -> Iterator[tuple[int, str, list[str]]]:
    """Where a question has a word outside terms that one character keeps from being a name: start, word, the names.

    Long names come first.
    """
    for size, first, second in _halves(names):
        half = size // 2
        for start, room in enumerate(free) if size >= least else ():
            if room < size:
                continue
            window = question[start : start + size]
            near = (*first.get(window[:half], ()), *second.get(window[half:], ()))
            if near and (found := [name for name in near if sum(map(ne, name, window)) == 1]):
                yield start, window, found


@lru_cache(maxsize=256)
def _halves(names: tuple[str, ...]) -> tuple[tuple[int, Halves, Halves], ...]:
    """Names by length, longest first, and by each half: a word with one wrong character has one of the halves right."""
    sizes = []
    for size in sorted({len(name) for name in names}, reverse=True):
        first: Halves = defaultdict(list)
        second: Halves = defaultdict(list)
        for name in (n for n in names if len(n) == size):
            first[name[: size // 2]].append(name)
            second[name[size // 2 :]].append(name)
        sizes.append((size, dict(first), dict(second)))
    return tuple(sizes)


def short_names(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Names without their class word, and the members each may mean: 城北 → 城北校区.

    A general word is no short name (空间 is not 空间规划) but in a large class of names.
    """
    shorts: dict[str, list[str]] = {}
    for c in vocabulary.classes:
        if not c.suffix or len(c.members) < SMALL_CLASS:
            continue
        for member in c.members:
            short = member.removesuffix(c.suffix)
            if len(short) >= 2 and (len(c.members) >= LARGE_CLASS or (len(short) > 3 and is_proper(short))):
                shorts.setdefault(short, []).append(member)
    return shorts
