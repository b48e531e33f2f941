"""The text that a build holds: parsed documents with their vocabulary, claims and the questions passages answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.claims import claims_of
from corpus.terms import Vocabulary, mine
from corpus.types import Claim, Parsed, Passage

UNTOLD = -1


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that one passage answers (doc2query, Nogueira & Lin 2019): a search field, never evidence.

    `sentences` holds for each the place of the passage's sentence that answers it (PAQ, Lewis et al. 2021), UNTOLD
    where that is not known. `open` are questions about its matter that the whole text leaves open (as SQuAD 2.0 has
    them, Rajpurkar et al. 2018): what comes nearer to them than to the others is not answered.
    """

    passage_id: str
    questions: tuple[str, ...]
    sentences: tuple[int, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a build."""

    parsed: Parsed
    vocabulary: Vocabulary
    claims: tuple[Claim, ...]
    questions: tuple[Questions, ...] = ()


Content = tuple[Entry, ...]
_ADAPTER: TypeAdapter[Content] = TypeAdapter(Content)


def enter(parsed: Parsed, questions: tuple[Questions, ...] = ()) -> Entry:
    """Mine a document and read its claims."""
    vocabulary = mine(parsed)
    return Entry(parsed, vocabulary, claims_of(parsed, vocabulary), questions)


def passages_of(content: Content) -> tuple[Passage, ...]:
    """All passages, document after document."""
    return tuple(p for entry in content for p in entry.parsed.passages)


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage as texts."""
    return [passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences]


def save_content(content: Content, file: Path) -> None:
    """Write JSON."""
    file.write_bytes(_ADAPTER.dump_json(content))


def load_content(file: Path) -> Content:
    """Read and validate what `save_content` wrote."""
    return _ADAPTER.validate_json(file.read_bytes())
