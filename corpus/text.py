"""Text as it is compared: folding with a way back to the original offsets, sentences, lines and hashes."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.types import Span

_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "―": "-", "○": "〇"}
)
_SENTENCE = re.compile(r"[^。｡！!？?；;]*(?:[。｡！!？?；;]+[”’\"'」』》〉）)】\]〕]*|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: its i-th character stands for the original [offsets[i], ends[i]); offsets has the end as well."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Give the original span of the folded span [start, end)."""
        return self.offsets[start], self.ends[end - 1] if end > start else self.offsets[start]


def normalise(text: str, *, spaces: bool = False) -> Folded:
    """Fold a text for matching: NFKC, lower case, one kind of quote and dash, no white space unless `spaces`.

    Folding is done character by character (a base with its combining marks as one), so that every folded character
    has one place in the original: `text[a:b]` for `a, b = folded.span(i, j)` is what was folded to `folded.text[i:j]`.
    """
    out: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for start, cluster in _clusters(text):
        piece = _fold(cluster, spaces)
        out.append(piece)
        offsets.extend([start] * len(piece))
        ends.extend([start + len(cluster)] * len(piece))
    offsets.append(ends[-1] if ends else 0)
    return Folded("".join(out), tuple(offsets), tuple(ends))


def key(text: str) -> str:
    """Give the form in which two wordings are the same: NFKC, lower case, without white space."""
    return "".join(_fold(cluster, False) for _, cluster in _clusters(text))


def sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Split a paragraph into sentence spans that tile it exactly, counted from `start`.

    A sentence ends at 。!?; in half or full width, with the closing quotes and brackets that follow it; white space
    after the end belongs to the sentence before.
    """
    spans: list[list[int]] = []
    for match in _SENTENCE.finditer(text):
        if match.start() == match.end():
            continue
        if spans and not match.group().strip():
            spans[-1][1] = match.end() + start
        else:
            spans.append([match.start() + start, match.end() + start])
    return tuple((first, last) for first, last in spans)


def lines(text: str) -> Iterator[Span]:
    """Give the span of each line that is not blank, outer white space left off."""
    position = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            first = position + len(line) - len(line.lstrip())
            yield first, first + len(body)
        position += len(line) + 1


def short_hash(*parts: str, length: int = 12) -> str:
    """Hash some strings to the first `length` hex digits of their SHA-256; the parts cannot run into one another."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=16384)
def _fold(cluster: str, spaces: bool) -> str:
    if cluster.isspace():
        return " " if spaces else ""
    folded = unicodedata.normalize("NFKC", cluster).lower().translate(_SAME)
    return folded if spaces else "".join(folded.split())


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    if text.isascii():
        yield from enumerate(text)
        return
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not unicodedata.combining(text[position]):
            yield start, text[start:position]
            start = position
