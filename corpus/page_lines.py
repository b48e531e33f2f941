"""Lines as they stand on a page: running heads told from text, lines joined to the paragraphs they were cut from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from corpus.headings import STRONG, Heading, Line, marked, read
from corpus.text import key

FAR = 6  # letters from the margin
BROKEN = 3  # lines that end at one place, so that it is an edge
LARGER = 1.3  # than a running head, which has one size
_STOP = "。！？；：!?;:”"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place on the page and the size of its letters; `row` in a table, `column` 1 and 2 of two.

    `confidence` is the reader's (0..1) where the line was recognised, None where it was read from a text layer.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    row: bool = False
    column: int = 0
    confidence: float | None = None

    @property
    def key(self) -> str:
        """The line without its figures, by which a running head is the same on every page."""
        return re.sub(r"\d+", "#", key(self.text))


@dataclass
class Paragraph:
    """A paragraph put together from lines, as sure as the least sure of them.

    `breaks` are the offsets in it at which a new page begins.
    """

    text: str
    page: int
    row: bool = False
    breaks: list[int] = field(default_factory=list)
    confidence: float | None = None


Edge = Literal["top", "bottom"]


def edge(lines: Sequence[PageLine], where: Edge) -> list[PageLine]:
    """Give the two highest or the two lowest lines of a page."""
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:2] if where == "top" else ordered[-2:]


class Running:
    """The running heads and feet: what stands at the edge of most pages, its figures aside."""

    def __init__(self, pages: Sequence[Sequence[PageLine]]) -> None:
        self._where = _repeated(pages)
        self._sizes: dict[str, float] = {}
        for line in (line for page in pages for line in page if line.key in self._where):
            self._sizes[line.key] = min(line.size, self._sizes.get(line.key, line.size))

    def at(self, line: PageLine) -> Edge | None:
        """Give the edge that a line runs along; None for the title on the cover, in larger letters than the head."""
        larger = line.size > LARGER * self._sizes.get(line.key, line.size)
        return None if larger else self._where.get(line.key)


def _repeated(pages: Sequence[Sequence[PageLine]]) -> dict[str, Edge]:
    found: dict[str, Edge] = {}
    filled = [lines for lines in pages if lines]
    needed = max(3, len(filled) * 0.4)
    where: Edge
    for where in ("top", "bottom"):
        counts: Counter[str] = Counter()
        for lines in filled:
            counts.update({line.key for line in edge(lines, where) if not line.row and len(line.text) <= 60})
        found |= {name: where for name, count in counts.items() if count >= needed}
    return found


def joined(pages: Sequence[Sequence[PageLine]], width: float = 0.0) -> list[Paragraph]:
    """Join lines to paragraphs, over page ends too; `width` is that of a page, 0 where it is not known.

    A line goes on where it reaches the right edge and the next is neither indented, nor set off by a gap, nor a
    heading. Chinese lines are joined without a space.
    """
    layout = _Layout(pages, width)
    paragraphs: list[Paragraph] = []
    last: PageLine | None = None
    last_page = 0
    for number, lines in enumerate(pages, 1):
        for line in lines:
            if last is not None and layout.goes_on(last, line, number != last_page):
                paragraph = paragraphs[-1]
                glue = " " if _latin(paragraph.text[-1]) and _latin(line.text[0]) else ""
                paragraph.text += glue
                if number != last_page:
                    paragraph.breaks.append(len(paragraph.text))
                paragraph.text += line.text
                if line.confidence is not None:
                    paragraph.confidence = min(line.confidence, paragraph.confidence or 1.0)
            else:
                paragraphs.append(Paragraph(line.text, number, line.row, confidence=line.confidence))
            last, last_page = line, number
    return paragraphs


class _Layout:
    """What is usual on the pages: the edges, the size, the gap between lines, whether paragraphs are indented."""

    def __init__(self, pages: Sequence[Sequence[PageLine]], width: float) -> None:
        lines = [line for page in pages for line in page if not line.row]
        self.size = _most([round(line.size, 1) for line in lines for _ in line.text], 10.0)
        body = [line for line in lines if abs(line.size - self.size) < 0.6]
        self.left, self.right = {}, {}
        for column in {line.column for line in lines}:
            inside = [line for line in body if line.column == column]
            mode = _most([round(line.x0) for line in inside], 0.0)
            self.left[column] = min((x.x0 for x in inside if 0 <= mode - x.x0 <= 3 * self.size), default=mode)
            usual = _most([round(line.x1 / 4) * 4 for line in inside if len(line.text) > 12], 0.0)
            near = [line.x1 for line in inside if abs(line.x1 - usual) <= 3 * self.size]
            self.right[column] = max(near, default=usual)
        # In a text of short lines most end where no line was broken; the margins tell, which are about the same.
        edge = width - self.left.get(0, 0.0)
        if self.right.get(0, edge) < edge - FAR * self.size:
            ends = [line.x1 for line in lines if line.column == 0]
            alike = sum(max(ends) - end < self.size for end in ends)
            self.right[0] = max(ends) if alike >= BROKEN or max(ends) > edge - FAR * self.size else edge
        pairs = [(a, b) for page in pages for a, b in pairwise(page) if not (a.row or b.row) and b.top > a.top]
        self.gap = _most([round(b.top - a.bottom) for a, b in pairs], 2.0)
        opened = [(a, b) for a, b in pairs if _ends(a) and not self._full(a)]
        usually = max(1, len(opened) / 2)
        self.indented = sum(self._is_indented(b) for _, b in opened) >= usually
        self.spaced = sum(not self._near(a, b) for a, b in opened) >= usually

    def goes_on(self, last: PageLine, line: PageLine, over_page: bool) -> bool:
        """Tell whether a line is the continuation of the one before it."""
        if last.row or line.row or abs(last.size - line.size) > 0.8:
            return False
        apart = over_page or line.column != last.column or line.top < last.top
        near = self._near(last, line)
        if last.size > self.size + 1.5:
            return not apart and near and not _label(line) and not _label(last)
        if not self._full(last) or self._is_indented(line) or not (apart or near):
            return False
        if self._chapter(line):
            return False
        told = self.indented or self._is_indented(last) or (self.spaced and not apart)
        return not _ends(last) or (told and not _label(line))

    def _chapter(self, line: PageLine) -> bool:
        """Tell whether a short line is 第一章 总则: a line that a sentence goes on in is rarely both."""
        heading = _read(line)
        alone = heading is not None and heading.form == "line" and heading.family in STRONG
        return alone and not self._full(line) and not _ends(line)

    def _is_indented(self, line: PageLine) -> bool:
        return line.x0 - self.left[line.column] > 1.2 * self.size

    def _full(self, line: PageLine) -> bool:
        """A line may end early where the next character cannot begin a line."""
        short = 2.2 if _ends(line) else 3.2
        return line.x1 >= self.right[line.column] - short * self.size

    def _near(self, last: PageLine, line: PageLine) -> bool:
        return line.top - last.bottom <= (self.gap + 0.35 * self.size) * max(1.0, last.size / self.size)


def _ends(line: PageLine) -> bool:
    return line.text[-1] in _STOP


def _label(line: PageLine) -> bool:
    return _read(line) is not None


def _read(line: PageLine) -> Heading | None:
    return read(marked(Line(0, len(line.text), line.text)))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _most(values: Sequence[float], default: float) -> float:
    return Counter(values).most_common(1)[0][0] if values else default
