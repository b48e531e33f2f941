"""How people ask and how plans write: word pairs kept as data in the .toml files of this folder."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from marisa_trie import Trie

FOLDER = Path(__file__).parent
_LETTER = re.compile("[a-z]")


@lru_cache(maxsize=1)
def entries() -> dict[str, tuple[str, ...]]:
    """Asked word (lower case) → the words that plans write, the nearest first."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["entry"]:
            for asked in entry["ask"]:
                found[asked.lower()] = tuple(entry["text"])
    return found


@lru_cache(maxsize=1)
def frame_words() -> frozenset[str]:
    """Words that questions are put in; they say what is wanted, not what it is about."""
    return frozenset(_words("frame.txt"))


@lru_cache(maxsize=1)
def off_topic_words() -> tuple[str, ...]:
    """What plans do not deal with, and places elsewhere."""
    return tuple(_words("off_topic.txt"))


@lru_cache(maxsize=1)
def look_alikes() -> dict[int, str]:
    """A table for str.translate that writes characters which look alike as one of them."""
    return {ord(other): group[0] for group in _words("look_alikes.txt") for other in group[1:]}


def _words(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [w for line in lines if not line.startswith("#") for w in line.split()]


@lru_cache(maxsize=1)
def _asked() -> Trie:
    """The asked words; a pattern of thousands tries each at each character, which takes ten times as long."""
    return Trie(entries())


def widen(question: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The asked words in a question, the longest first, with what plans write for them."""
    text, found, at = question.lower(), [], 0
    while at < len(text):
        fitting = (w for w in reversed(_asked().prefixes(text[at:])) if _stands_alone(w, text, at))
        word = next(fitting, "")
        if word:
            found.append((word, entries()[word]))
        at += len(word) or 1
    return tuple(found)


def _stands_alone(word: str, text: str, at: int) -> bool:
    """Whether a word of letters is not a part of a longer one; a Chinese word always stands alone."""
    around = text[max(at - 1, 0) : at] + text[at + len(word) : at + len(word) + 1]
    return not word.isascii() or not _LETTER.search(around)
