"""The one door from a file or a string to its outline and passages."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.contents import contents
from corpus.front import front, title_lines
from corpus.furniture import furniture
from corpus.headings import Heading, Line, marked, read
from corpus.load import Loaded, load
from corpus.nesting import stand
from corpus.passages import passages
from corpus.sections import sections, with_titles
from corpus.text import lines, short_hash
from corpus.types import Document, DropKind, Dropped, Front, Parsed


def parse_file(path: Path | str, doc_id: str | None = None) -> Parsed:
    """Read and parse a file; its id is the file's stem unless one is given. Raises LoadError."""
    path = Path(path)
    return parse_loaded(load(path), doc_id or path.stem, path.name)


def parse_text(text: str, doc_id: str, source: str = "") -> Parsed:
    """Parse a text that is already in memory; its offsets are those of `text`."""
    return parse_loaded(Loaded(text), doc_id, source)


def parse_loaded(loaded: Loaded, doc_id: str, source: str) -> Parsed:
    """Parse what a loader gave."""
    text, marks = loaded.text, dict(loaded.marks)
    every = [Line(start, end, text[start:end], marks.get(start, 0)) for start, end in lines(text)]
    table = contents(every)
    tail = furniture(every)
    dropped: list[Dropped] = []
    if table:
        dropped.append(_drop(text, "contents", every[table.start], every[table.stop - 1]))
    dropped += [_drop(text, tail[i], every[i], every[i]) for i in sorted(set(tail) - set(table))]
    body = [marked(line) for i, line in enumerate(every) if i not in tail and i not in table]
    first, last = title_lines(body)
    kept = _headings(body, last)
    joined = with_titles(text, [h for h, _ in kept], body, {h.line for h, _ in kept})
    ranked = [(heading, rank) for heading, (_, rank) in zip(joined, kept, strict=True)]
    recognised = dict(loaded.recognised)
    tree = sections(doc_id, text, ranked, [_line_start(text, h.start) for h in joined], recognised)
    before = body[last : joined[0].line if joined else len(body)]
    matter = _front(text, body[first:last], (body[:first], before), body)
    document = Document(
        doc_id=doc_id,
        title=" ".join(line.text for line in body[first:last]) or doc_id,
        source=source,
        text=text,
        version=short_hash(text),
        front=matter,
        dropped=tuple(dropped) + loaded.dropped,
        pages=loaded.pages,
    )
    spans = [(d.start, d.end) for d in document.dropped if d.start >= 0]
    return Parsed(document, tree, passages(doc_id, text, tree, spans, loaded.pages, recognised))


def _headings(body: Sequence[Line], after: int) -> list[tuple[Heading, int]]:
    found = ((i, read(line)) for i, line in enumerate(body) if i >= after and line.depth >= 0)
    return list(stand([replace(h, line=i) for i, h in found if h is not None], body))


def _front(
    text: str, title: Sequence[Line], around: tuple[Sequence[Line], Sequence[Line]], body: Sequence[Line]
) -> Front:
    span = (title[0].start, title[-1].end) if title else None
    return front(text, span, *around, body[-12:])


def _drop(text: str, kind: DropKind, first: Line, last: Line) -> Dropped:
    return Dropped(kind, text[first.start : last.end], first.start, last.end)


def _line_start(text: str, position: int) -> int:
    """Give the first character of a heading's line that is not white space, its Markdown mark included."""
    start = text.rfind("\n", 0, position) + 1
    while start < position and text[start].isspace():
        start += 1
    return start
