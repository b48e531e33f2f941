"""The section tree: the headings that stand, each with the text before its first child."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.headings import Heading, Line
from corpus.text import short_hash
from corpus.types import Section, Span

_NO_TITLE = '。；;，,：:、！!？?”"'


def with_titles(text: str, headings: Sequence[Heading], lines: Sequence[Line], taken: set[int]) -> list[Heading]:
    """Join a bare label (第一章) to the title on the line after it; `taken` are the lines that are headings."""
    joined = []
    for heading in headings:
        following = heading.line + 1
        if heading.form == "label" and heading.family != "条" and not heading.depth and following < len(lines):
            title = lines[following]
            if (
                following not in taken
                and not text[lines[heading.line].end : title.start].strip()  # nothing dropped stands between them
                and title.depth >= 0
                and len(title.text) <= 40
                and title.text[-1] not in _NO_TITLE
            ):
                heading = replace(heading, end=title.end, body=title.end, form="line")
        joined.append(heading)
    return joined


def sections(
    doc_id: str, text: str, headings: Sequence[tuple[Heading, int]], starts: Sequence[int]
) -> tuple[Section, ...]:
    """Build the tree in reading order, root first; own spans tile the text.

    `headings` are the headings with their ranks, `starts` where each one's line begins.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    bounds = [*starts, len(text)]
    root = Section(short_hash(doc_id), doc_id, 0, "", "", (), None, 0, bounds[0], 0)
    built = [root]
    stack: list[tuple[int, Section]] = [(-(10**6), root)]
    for place, (heading, rank) in enumerate(headings):
        while stack[-1][0] >= rank:
            stack.pop()
        parent = stack[-1][1]
        pieces = text[heading.start : heading.end].replace("**", "").split("\n")
        name = " ".join(piece.strip() for piece in pieces if piece.strip())
        path = (*parent.path, name)
        ordinal = seen[path]
        seen[path] += 1
        section = Section(
            section_id=short_hash(doc_id, *path, str(ordinal)),
            doc_id=doc_id,
            level=len(path),
            family=heading.family,
            heading=name,
            path=path,
            parent_id=parent.section_id,
            start=bounds[place],
            end=bounds[place + 1],
            body_start=_body(text, heading.body, bounds[place + 1]),
            heading_span=(heading.start, heading.end),
        )
        built.append(section)
        stack.append((rank, section))
    return tuple(built)


def own_text(section: Section, dropped: Sequence[Span]) -> tuple[Span, ...]:
    """Give what is left of a section's own span without the dropped spans."""
    left, position = [], section.start
    for start, end in sorted(dropped):
        if end <= position or start >= section.end:
            continue
        if start > position:
            left.append((position, start))
        position = max(position, end)
    if position < section.end:
        left.append((position, section.end))
    return tuple(left)


def _body(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
