"""The section tree: the headings that stand, each with the text before its first child."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

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
    doc_id: str,
    text: str,
    headings: Sequence[tuple[Heading, int]],
    starts: Sequence[int],
    recognised: Mapping[int, float] = MappingProxyType({}),
) -> tuple[Section, ...]:
    """Build the tree in reading order, root first; own spans tile the text.

    `headings` are the headings with their ranks, `starts` where each one's line begins. `recognised` maps the offset
    of a line to the confidence with which it was read from an image.
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
        sure = _confidence(text, heading, recognised)
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
            confidence=sure,
            path_confidence=min((c for c in (sure, parent.path_confidence) if c is not None), default=None),
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


def _confidence(text: str, heading: Heading, recognised: Mapping[int, float]) -> float | None:
    """Give the confidence of the least sure of the lines that a heading stands on."""
    starts = [text.rfind("\n", 0, heading.start) + 1]
    starts += [place for place in range(heading.start + 1, heading.end) if text[place - 1] == "\n"]
    return min((recognised[start] for start in starts if start in recognised), default=None)


def _body(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
