"""Forgive slips where one reading is clear: writing forms, traditional characters, a wrong character in a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.lexicon import look_alikes
from corpus.terms import Vocabulary, is_proper

LONG_TERM = 5
LOOKED_AT = 4  # characters of a name that may be read with look-alikes in it
MENDED = 300  # characters of a question that are gone through
LARGE_CLASS = 10
SMALL_CLASS = 5
LONG_SHORT = 5  # characters of a short name that stands for its full name wherever it is written
_FUNCTION = "的了在和与跟是为有不都就而及或把被对"
_SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@lru_cache(maxsize=4096)
def tidy(question: str) -> str:
    """NFKC, simplified characters, no spaces between Chinese characters, no control characters."""
    import zhconv

    text = unicodedata.normalize("NFKC", question)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
    return _SPACES.sub("", zhconv.convert(text, "zh-cn")).strip()


Gaps = dict[tuple[str, str], tuple[str, ...]]


def readable(text: str) -> str:
    """A text with a sign in the place of each half of a character (a lone surrogate), which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mend_names(question: str, vocabulary: Vocabulary) -> str:
    """Replace a name with one wrong character by the only name of the text that it can be, near the beginning."""
    if len(question) > MENDED:
        return mend_names(question[:MENDED], vocabulary) + question[MENDED:]
    question = _as_read(question, vocabulary)
    found = vocabulary.mentions(question)
    taken = {i for m in found for i in range(m.start, m.end)}
    for c in vocabulary.classes:
        if not c.suffix or len(c.suffix) < 2:
            continue
        gaps = _gaps(c.members)
        for size in sorted({len(m) for m in c.members}, reverse=True):
            for start in range(len(question) - size + 1):
                window = question[start : start + size]
                if any(i in taken for i in range(start, start + size)):
                    continue
                if any(m.endswith(window) for m in c.members):
                    continue
                near = _one_wrong(window, gaps)
                near = [m for m in near if window.endswith(c.suffix) or m[: -len(c.suffix)] == window[: -len(c.suffix)]]
                if len(near) == 1 and size >= len(c.suffix) + 2:
                    return mend_names(question[:start] + near[0] + question[start + size :], vocabulary)
    return _mend_terms(question, vocabulary, taken)


def _as_read(question: str, vocabulary: Vocabulary) -> str:
    """Write a name as the text has it where they differ in look-alikes only: a reader took 门头沟园 for 内头沟园."""
    folded = question.translate(look_alikes())
    for term, plain in _folded(vocabulary.terms):
        at = folded.find(plain)
        end = at + len(term)
        named = at < 0 or any(m.start <= at and end <= m.end for m in vocabulary.mentions(question))
        question = question if named else question[:at] + term + question[end:]
    return question


@lru_cache(maxsize=256)
def _folded(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The longer terms that have look-alikes, the longest first, and how they read with these folded."""
    table = look_alikes()
    alike = {*map(chr, table), *table.values()}
    held = sorted((t for t in terms if len(t) >= LOOKED_AT and not alike.isdisjoint(t)), key=len, reverse=True)
    return tuple((term, term.translate(table)) for term in held)


def _mend_terms(question: str, vocabulary: Vocabulary, taken: set[int]) -> str:
    """Replace a long term with one wrong character: 实验小字 → 实验小学."""
    gaps = _gaps(vocabulary.terms)
    for size in sorted({len(t) for t in vocabulary.terms if len(t) >= LONG_TERM}, reverse=True):
        for start in range(len(question) - size + 1):
            if any(i in taken for i in range(start, start + size)):
                continue
            near = _one_wrong(question[start : start + size], gaps)
            if len(near) == 1:
                return question[:start] + near[0] + question[start + size :]
    return question


def _one_wrong(window: str, gaps: Gaps) -> list[str]:
    """The names that differ from some words of the same length in exactly one character, which is no function word."""
    found = (gaps.get((window[:i], window[i + 1 :]), ()) for i, char in enumerate(window) if char not in _FUNCTION)
    return [name for each in found for name in each if name != window]


@lru_cache(maxsize=256)
def _gaps(names: tuple[str, ...]) -> Gaps:
    """Names by what stands before and behind each of their characters: a word with one wrong is found by looking up."""
    gaps: dict[tuple[str, str], list[str]] = {}
    for name in names:
        for i in range(len(name)):
            gaps.setdefault((name[:i], name[i + 1 :]), []).append(name)
    return {gap: tuple(found) for gap, found in gaps.items()}


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
