"""The corpus's data: a document, its section tree, its passages and the claims they make.

All offsets count code points of `Document.text`; every span is half open, [start, end).
"""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
DropKind = Literal["contents", "header", "footer", "page_number", "furniture"]


@dataclass(frozen=True, slots=True)
class FrontField:
    """A piece of front matter as it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body and can be cited: title, date, issuer, edition (简版 …), number (国发〔2021〕5号)."""

    title: FrontField | None = None
    date: FrontField | None = None
    issuer: FrontField | None = None
    edition: FrontField | None = None
    number: FrontField | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that is not body. start == end == -1 where the loader left it out of `Document.text`."""

    kind: DropKind
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page of the source begins in `Document.text`; confidence in 0..1 for recognised (OCR) pages."""

    number: int
    start: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read. For .txt and .md `text` is the file's own text with newlines as \\n and no BOM.

    Only lines of a .txt that were broken at a width are joined, and tables of a .md are rows that name their columns.
    """

    doc_id: str
    title: str
    source: str
    text: str
    version: str
    front: Front = Front()
    dropped: tuple[Dropped, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text before its first child: [start, end) is this own span, heading included.

    The root section (level 0, path ()) holds what stands before the first heading, the front matter.
    `body_start` is where the text after the heading begins (== end when there is none). `heading_span` is where the
    heading stands in the text; a heading broken over two lines has a space for the line break in `heading`.
    `confidence` is that of the reader (0..1) in a heading recognised from an image, `path_confidence` the least in it
    and the headings above; None where none was needed.
    """

    section_id: str
    doc_id: str
    level: int
    family: str
    heading: str
    path: tuple[str, ...]
    parent_id: str | None
    start: int
    end: int
    body_start: int
    heading_span: Span = (-1, -1)
    confidence: float | None = None
    path_confidence: float | None = None

    @property
    def opening(self) -> Span:
        """What stands before the body: the heading, as it is cited."""
        return self.start, min(self.body_start, self.end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a part of a long one cut at sentence ends; `sentences` are document spans that tile it.

    `confidence` is that of the reader (0..1) in a paragraph recognised from an image; None where none was needed.
    """

    passage_id: str
    doc_id: str
    section_id: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    paragraph: int
    page: int | None
    sentences: tuple[Span, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where it stands in a document."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause with the subject that governs it (DESIGN §2).

    `subject` holds the names the clause is about; `inherited_from` says where they stand when not in the clause itself.
    `objects` are the other terms of the clause; `cue` is the relation verb between them ("" where none was found).
    `topic` is the wider subject of the sentence when the clause has a subject of its own inside it.
    """

    doc_id: str
    passage_id: str
    start: int
    end: int
    subject: tuple[Mention, ...]
    inherited_from: Literal["clause", "sentence", "paragraph", "heading"] | None
    topic: tuple[Mention, ...]
    cue: str
    objects: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its outline (reading order, root first) and passages (reading order)."""

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the library knows of a document: its current version and the versions it keeps, newest first."""

    doc_id: str
    title: str
    source: str
    version: str
    versions: tuple[str, ...]
    characters: int
    shipped: bool
    added: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference (见第三章, 附件2) with the sections it means; none where it resolves to nothing."""

    doc_id: str
    section_id: str
    start: int
    end: int
    text: str
    targets: tuple[str, ...]


DetailKind = Literal["number", "date", "member"]
SectionChangeKind = Literal["added", "removed", "renamed", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Detail:
    """A number, a date or a member of a list that is not the same in two sentences; "" where one has none."""

    kind: DetailKind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence of the old text beside its counterpart in the new one; None where one has none."""

    old: str | None
    new: str | None
    old_span: Span | None
    new_span: Span | None
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What happened to one section: it can be renamed, moved and changed at once."""

    kinds: tuple[SectionChangeKind, ...]
    old_path: tuple[str, ...] | None
    new_path: tuple[str, ...] | None
    sentences: tuple[SentenceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two documents: the sections that are not the same, in reading order of the new one."""

    old: Document
    new: Document
    sections: tuple[SectionChange, ...]
    unchanged: int
