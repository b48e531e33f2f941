"""How people ask and how plans write: word pairs kept as data in the .toml files of this folder."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


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
def _pattern() -> re.Pattern[str]:
    words = sorted(entries(), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in words))


def widen(question: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The asked words in a question with what plans write for them."""
    return tuple((m.group(), entries()[m.group()]) for m in _pattern().finditer(question.lower()))
