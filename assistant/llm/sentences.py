"""A model's words, piece by piece, to sentences with the numbers of the citations they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = r"[\[［【] {0,3}\d{1,4}(?: {0,3}[,，、] {0,3}\d{1,4}){0,99} {0,3}[\]］】]"
_END = re.compile(rf"(?:[。!！?？]{{1,20}}[”’」』)）]*(?:\s*{_MARK})*[。]{{0,9}}(?=\s*[^\s\[［【。”’」』)）])|\n)")
_MARKS = re.compile(rf"\s*{_MARK}")
_BULLET = re.compile(r"^\s*(?:#+\s|[-*•·]\s|\(?\d{1,2}[.、))](?!\d))\s*")
THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.S)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its markers, and the numbers they held, each once."""

    text: str
    numbers: tuple[int, ...]


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Each sentence as soon as it is whole; markers before or after its full stop belong to it.

    What a reasoning model thinks aloud between <think> and </think> is passed over.
    """
    said = ""
    done = 0
    for piece in pieces:
        said += piece
        text = THOUGHT.sub("", said)
        while end := _END.search(text, done):
            yield from _sentence(text[done : end.end()])
            done = end.end()
    yield from _sentence(THOUGHT.sub("", said)[done:])


def _sentence(written: str) -> Iterator[Sentence]:
    """One sentence, or none where nothing but a lead-in (…:) or marks was written."""
    numbers = [int(n) for mark in _MARKS.findall(written) for n in re.findall(r"\d+", mark)]
    text = _BULLET.sub("", _MARKS.sub("", written).replace("**", "").replace("`", "")).strip()
    if text.rstrip("。") and not (text.endswith((":", "：")) and not numbers):
        yield Sentence(text, tuple(dict.fromkeys(numbers)))
