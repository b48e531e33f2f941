"""A text assembled line by line by a loader, with the marks, pages and left-out pieces that belong to it."""

from dataclasses import dataclass, field

from corpus.load import TABLE_ROW, Loaded
from corpus.types import DropKind, Dropped, Page


@dataclass
class Assembler:
    """Collects lines in reading order; `done()` gives the text."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    recognised: list[tuple[int, float]] = field(default_factory=list)

    def line(self, text: str, depth: int = 0, confidence: float | None = None) -> None:
        """Add a line (or several, where `text` has line breaks) with its heading depth and its reader's confidence."""
        for part in text.split("\n"):
            body = part.strip()
            if not body:
                continue
            if depth:
                self.marks.append((self.length, depth))
            if confidence is not None:
                self.recognised.append((self.length, round(confidence, 4)))
            self.parts.append(body)
            self.length += len(body) + 1

    def rows(self, rows: list[str]) -> None:
        """Add the rows of a table, which are never headings."""
        for row in rows:
            self.line(" ".join(row.split("\n")), TABLE_ROW)

    def page(self, number: int, confidence: float | None = None) -> None:
        """Begin a page of the source here."""
        self.pages.append(Page(number, self.length, confidence))

    def drop(self, kind: DropKind, text: str) -> None:
        """Note what is left out of the text; the same words are noted once."""
        piece = Dropped(kind, text.strip())
        if piece.text and piece not in self.dropped:
            self.dropped.append(piece)

    def done(self) -> Loaded:
        """Give what was collected."""
        text = "\n".join(self.parts) + ("\n" if self.parts else "")
        return Loaded(text, tuple(self.pages), tuple(self.dropped), tuple(self.marks), tuple(self.recognised))
