"""Passages: the paragraphs of each section, long ones cut at sentence ends."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from corpus.sections import own_text
from corpus.text import lines, sentences, short_hash
from corpus.types import Page, Passage, Section, Span

MAX_PASSAGE = 400
MAX_SENTENCE = 1000
_BULLET = re.compile(r"(?:[-*+>•·]\s+|>\s*|#{1,6}\s+)+")


def passages(
    doc_id: str,
    text: str,
    tree: Sequence[Section],
    dropped: Sequence[Span],
    pages: Sequence[Page] = (),
    recognised: Mapping[int, float] = MappingProxyType({}),
) -> tuple[Passage, ...]:
    """Cut a document into passages in reading order; `document.text[p.start:p.end] == p.text` for each.

    `recognised` maps the offset of a line to the confidence with which it was read from an image.

    A passage is one paragraph (one line of the text) or a part of a long one, which share its number.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    found: list[Passage] = []
    for section in tree:
        for count, (start, end) in enumerate(_paragraphs(text, section, dropped), 1):
            for whole in cut(text, start, end):
                part = _trimmed(text, whole)
                if not part:
                    continue
                first, last = part[0][0], part[-1][1]
                body = text[first:last]
                equal = section.path, body
                found.append(
                    Passage(
                        passage_id=short_hash(doc_id, *section.path, body, str(seen[equal]), length=16),
                        doc_id=doc_id,
                        section_id=section.section_id,
                        path=section.path,
                        text=body,
                        start=first,
                        end=last,
                        paragraph=count,
                        page=page_at(pages, first),
                        sentences=part,
                        confidence=recognised.get(text.rfind("\n", 0, start) + 1),
                    )
                )
                seen[equal] += 1
    return tuple(found)


def cut(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Cut a paragraph into parts of about equal length, none above MAX_PASSAGE where its sentences allow it."""
    spans = [piece for span in sentences(text[start:end], start) for piece in _pieces(text, span)]
    if end - start <= MAX_PASSAGE:
        yield tuple(spans)
        return
    target = (end - start) / -(-(end - start) // MAX_PASSAGE)
    part: list[Span] = []
    for span in spans:
        if part:
            length = part[-1][1] - part[0][0]
            if span[1] - part[0][0] > MAX_PASSAGE or length >= target:
                yield tuple(part)
                part = []
        part.append(span)
    yield tuple(part)


def _trimmed(text: str, part: Sequence[Span]) -> tuple[Span, ...]:
    """Take the white space off both ends of a part that was cut inside a sentence; empty where it is nothing else."""
    start, end = part[0][0], part[-1][1]
    words = text[start:end].strip()
    first = start + text[start:end].find(words)
    last = first + len(words)
    return tuple((max(a, first), min(b, last)) for a, b in part if a < last and first < b)


def _paragraphs(text: str, section: Section, dropped: Sequence[Span]) -> Iterator[Span]:
    for start, end in own_text(section, dropped):
        start = max(start, section.body_start)
        for first, last in lines(text[start:end]) if start < end else ():
            bullet = _BULLET.match(text, start + first, start + last)
            first = bullet.end() if bullet and bullet.end() < start + last else start + first
            if text[first : start + last].strip("*_#"):
                yield first, start + last


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a sentence that is too long to handle, at a comma where there is one."""
    start, end = span
    while end - start > MAX_SENTENCE:
        comma = max(text.rfind(mark, start + MAX_SENTENCE // 2, start + MAX_SENTENCE) for mark in ",,、")
        stop = comma + 1 if comma > 0 else start + MAX_SENTENCE
        yield start, stop
        start = stop
    yield start, end


def page_at(pages: Sequence[Page], position: int) -> int | None:
    """Give the page that a position is on; None where the format has none."""
    before = bisect_right(pages, position, key=lambda page: page.start)
    return pages[before - 1].number if before else None
