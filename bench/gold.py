"""The questions that are asked and the text that answers them, from the gold set."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Library, Parsed
from eval.gold import load_gold
from eval.place import place_all
from eval.types import DocSpan


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold question: its kind, its earlier questions, and the spans that answer it (none where it is refused)."""

    question: str
    kind: str
    history: tuple[str, ...]
    doc: str
    evidence: tuple[DocSpan, ...]


def documents(home: Path) -> dict[str, Parsed]:
    """Every document of a library in its current version."""
    library = Library(home)
    return {info.doc_id: library.get(info.doc_id) for info in library.list()}


def questions(known: dict[str, Parsed]) -> tuple[Asked, ...]:
    """Every gold question whose evidence stands in these documents, each wording once."""
    placed, _ = place_all(load_gold(), known)
    asked = (
        Asked(p.item.question, p.item.type, p.item.history, p.item.doc, p.spans if p.item.answerable else ())
        for p in placed
    )
    return tuple({(a.question, a.history): a for a in asked}.values())


def sample(asked: Sequence[Asked], count: int, seed: int = 0) -> tuple[Asked, ...]:
    """So many questions, each kind with its share (within one question), in their order; the same for the same seed."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(asked):
        kinds[each.kind].append(place)
    chance = random.Random(seed)  # noqa: S311 (a sample, no secret)
    for places in kinds.values():
        chance.shuffle(places)
    ranked = sorted((rank / len(places), place) for places in kinds.values() for rank, place in enumerate(places, 1))
    return tuple(asked[place] for place in sorted(place for _, place in ranked[:count]))


def recall(found: Sequence[DocSpan], evidence: Sequence[DocSpan], k: int = 5) -> float | None:
    """Evidence recall@k by characters: quotes that the first k texts cover whole / min(k, quotes), at most 1.

    The same measure for texts of any size, which recall of passage ids is not. None where there is no evidence.
    """
    if not evidence:
        return None
    return min(1.0, sum(covered(span, found[:k]) for span in evidence) / min(k, len(evidence)))


def within(found: Sequence[DocSpan], budget: int) -> list[DocSpan]:
    """The first texts as far as a budget of characters reaches, the last one cut."""
    kept = []
    for span in found:
        if budget <= 0:
            break
        size = min(span.end - span.start, budget)
        kept.append(DocSpan(span.doc_id, span.start, span.start + size))
        budget -= size
    return kept


def covered(wanted: DocSpan, spans: Iterable[DocSpan]) -> bool:
    """Whether every character of a span is in at least one of the spans."""
    at = wanted.start
    for span in sorted((s for s in spans if s.doc_id == wanted.doc_id), key=lambda s: s.start):
        if span.start > at:
            break
        at = max(at, span.end)
    return at >= wanted.end
