"""The text that a build holds: parsed documents with their vocabulary, claims and the questions passages answer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.claims import claims_of
from corpus.names import heading_name
from corpus.terms import mine
from corpus.types import Claim, Parsed, Passage
from corpus.vocabulary import Vocabulary

UNTOLD = -1
ALIKE = 2  # more headings than that must be of one class for them to be names


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

    def headed(self, start: int, end: int) -> str:
        """The name of the heading that a span is about and does not say (甲产业园。|位于乙区,…); "" elsewhere.

        Headings are names where most of those beside one another are of one class: 甲产业园, 乙产业园, 丙软件谷;
        发展目标 and 指导思想 are none.
        """
        at = bisect_left(self.claims, start, key=lambda claim: claim.start)
        claim = self.claims[at] if at < len(self.claims) else None
        if claim is None or claim.start >= end or claim.inherited_from != "heading":
            return ""
        subject, sections = claim.subject[0], self.parsed.sections
        own = sections[bisect_right(sections, subject.start, key=lambda s: s.start) - 1]
        said = subject.term in self.parsed.document.text[start:end]
        if said or subject.term != heading_name(own.heading):
            return ""
        beside = {heading_name(s.heading) for s in sections if s.path[:-1] == own.path[:-1]}
        alike = max((len(beside & set(kind.members)) for kind in self.vocabulary.classes if kind.suffix), default=0)
        return subject.term if alike > max(len(beside) / 2, ALIKE) else ""


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
