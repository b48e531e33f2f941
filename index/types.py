"""What the index is asked and what it gives back."""

from dataclasses import dataclass, field

from corpus.types import Passage


@dataclass(frozen=True, slots=True)
class Query:
    """A retrieval request: `text` is encoded once; `variants` and `terms` only widen the lexical side.

    `doc_ids` empty means all documents; `version` names one version of the one document asked.
    """

    text: str
    variants: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kind: str = "fact"
    doc_ids: tuple[str, ...] = ()
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: score in 0..1, rank from 1, `why` = the part each signal had in the score."""

    passage: Passage
    score: float
    rank: int
    why: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence of a passage with its score in 0..1; [start, end) are document offsets."""

    passage: Passage
    start: int
    end: int
    score: float
    why: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]
