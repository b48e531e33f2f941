"""The evaluation's words: a gold item, where its evidence stands, the answer it is compared with, and the scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Split = Literal["dev", "test"]
Better = Literal["higher", "lower", "neither"]
Scores = dict[str, float | None]
"""A score for each measure by name; None where the item is not eligible, which is not zero."""
Forms = tuple[str, ...]
"""Acceptable ways to say one thing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Verbatim words of a text and the path of the section (or of an ancestor of it) where they stand."""

    section: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A question with what a right answer says, shows and must not say (docs/design.md §4)."""

    item_id: str
    question: str
    type: str
    answerable: bool
    points: tuple[Forms, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doc: str = ""
    history: tuple[str, ...] = ()
    split: Split = "dev"
    group: str = "plain"
    members: tuple[Forms, ...] | None = None
    forbidden: tuple[str, ...] = ()
    reason: str | None = None
    correction: tuple[Forms, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocSpan:
    """Characters [start, end) of a document's text."""

    doc_id: str
    start: int
    end: int

    def overlaps(self, other: "DocSpan") -> bool:
        """Whether the two share a character."""
        return self.doc_id == other.doc_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold item whose quotes were found: a span for each piece of evidence, and the passages that overlap one."""

    item: GoldItem
    spans: tuple[DocSpan, ...]
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as an answer gives it."""

    number: int
    span: DocSpan
    version: str
    path: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What is scored of an answer.

    `said` is folded (NFKC, no spaces) and without markers, list numbers and Markdown signs; where the answer refused
    it is only the refusal's own words, since the nearest clauses are never an answer.
    """

    status: str
    reason: str | None
    kind: str
    said: str
    blocks: tuple[Mapping[str, Any], ...]
    citations: tuple[Cited, ...]
    ranking: tuple[str, ...]
    check: Mapping[str, Any] | None
    total_ms: float | None
    error: str | None

    @property
    def refused(self) -> bool:
        """Whether the assistant held back."""
        return self.status == "refused"


@dataclass(frozen=True, slots=True)
class Case:
    """One item with the answer given to it and the text it is about: what every measure is a function of."""

    placed: Placed
    answer: AnswerView
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def item(self) -> GoldItem:
        """The gold item."""
        return self.placed.item


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` eligible items with a 95 % interval; mean is None where none was eligible."""

    mean: float | None
    n: int
    low: float | None = None
    high: float | None = None
