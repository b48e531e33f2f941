"""An answer in the making: blocks and the citations they point to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from assistant.render import marks
from assistant.types import (
    Block,
    Cell,
    Check,
    Citation,
    Frame,
    ListBlock,
    ListItem,
    Reason,
    Statement,
    Status,
    TableBlock,
    Written,
)
from corpus.passages import page_at
from corpus.types import Parsed, Passage, Section
from index import Entry

Span = tuple[int, int]
_NUMBER = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）、.]|——|[—•·])")


@dataclass(slots=True)
class Draft:
    """Collects blocks; every cited span gets one number however often it is cited."""

    blocks: list[Block] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    status: Status = "answered"
    reason: Reason | None = None
    check: Check | None = None
    members: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    notices: list[str] = field(default_factory=list)
    doc_id: str = ""
    meant: str = ""  # the term that the question's own words were taken for

    @property
    def listed(self) -> tuple[str, ...]:
        """What a later question can count: the members, or else the items of the only list, without their numbers."""
        lists = [b for b in self.blocks if isinstance(b, ListBlock)]
        if self.members or len(lists) != 1:
            return self.members
        return tuple(_NUMBER.sub("", i.name or i.text).rstrip(";；。") for i in lists[0].items)

    def cite(self, entry: Entry, span: Span) -> int:
        """The number of the citation of a document span."""
        made = citation(entry.parsed, span, len(self.citations) + 1)
        for known in self.citations:
            if known == replace(made, number=known.number):
                return known.number
        self.citations.append(made)
        return made.number

    def say(self, text: str) -> None:
        """Add words of ours."""
        self.blocks.append(Frame(text))

    def quote(self, entry: Entry, span: Span) -> None:
        """Add a verbatim statement; a span that is quoted already is not quoted again."""
        number = self.cite(entry, span)
        if not any(isinstance(b, Statement) and b.citation == number for b in self.blocks):
            self.blocks.append(Statement(self.citations[number - 1].quote, number, entry.headed(*span)))

    def shown(self) -> tuple[Block, ...]:
        """The blocks, and in words of ours which citations are of recognised text."""
        cautions = []
        for words in dict.fromkeys(c.caution for c in self.citations if c.caution):
            numbers = [c.number for c in self.citations if c.caution == words]
            cautions.append(Frame(f"{'' if len(numbers) == len(self.citations) else marks(numbers)}{words}。"))
        return (*self.blocks, *cautions)

    def extend(self, other: Draft) -> None:
        """Append another draft, its citations renumbered."""
        numbers: dict[int, int] = {}
        for c in other.citations:
            same = next((k for k in self.citations if k == replace(c, number=k.number)), None)
            if same is None:
                same = replace(c, number=len(self.citations) + 1)
                self.citations.append(same)
            numbers[c.number] = same.number
        self.blocks.extend(_renumbered(b, numbers) for b in other.blocks)
        self.members = tuple(dict.fromkeys((*self.members, *other.members)))
        self.notices.extend(other.notices)


def _renumbered(block: Block, numbers: dict[int, int]) -> Block:
    match block:
        case Statement():
            return replace(block, citation=numbers[block.citation])
        case Written():
            return replace(block, citations=tuple(numbers[n] for n in block.citations))
        case ListBlock():
            items = tuple(ListItem(i.name, i.text, tuple(numbers[n] for n in i.citations)) for i in block.items)
            return replace(block, items=items)
        case TableBlock():
            rows = tuple(tuple(Cell(c.text, tuple(numbers[n] for n in c.citations)) for c in row) for row in block.rows)
            return replace(block, rows=rows)
        case Frame():
            return block


def citation(parsed: Parsed, span: Span, number: int) -> Citation:
    """A citation of a document span with its address; that of a heading is its section, paragraph 0."""
    start, end = trimmed(parsed.document.text, span)
    document = parsed.document
    passage = passage_at(parsed, start)
    section = section_at(parsed, start)
    return Citation(
        number=number,
        doc_id=document.doc_id,
        version=document.version,
        title=document.title,
        path=section.path,
        paragraph=passage.paragraph if passage else 0,
        page=passage.page if passage else page_at(document.pages, start),
        quote=document.text[start:end],
        start=start,
        end=end,
        confidence=passage.confidence if passage else section.path_confidence,
        path_confidence=section.path_confidence if passage else None,
    )


def trimmed(text: str, span: Span) -> Span:
    """A span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def passage_at(parsed: Parsed, position: int) -> Passage | None:
    """The passage that holds a position; None in a heading."""
    before = bisect_right(parsed.passages, position, key=lambda p: p.start)
    passage = parsed.passages[before - 1] if before else None
    return passage if passage and position < passage.end else None


def section_at(parsed: Parsed, position: int) -> Section:
    """The section in whose own span a position is."""
    return parsed.sections[max(bisect_right(parsed.sections, position, key=lambda s: s.start) - 1, 0)]


def address(path: tuple[str, ...], paragraph: int) -> str:
    """第二章 … › 第三节 … 第1段."""
    place = " › ".join(path) if path else "文首"
    return f"{place} 第{paragraph}段" if paragraph else place
