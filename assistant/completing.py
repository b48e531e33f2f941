"""The best sentence as one of a set: who or what is asked for by what the text says of it, and it says so of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import listing
from assistant.draft import Draft
from assistant.question import Question
from assistant.selecting import select_set
from assistant.sets import ClaimBase, Found
from assistant.types import Kind
from corpus.vocabulary import LARGE_CLASS, TermClass
from index import SentenceHit

_ONLY = re.compile("[只仅专]|唯一|单一")
_WHO = re.compile(r"谁|哪(?!怕|里话|一?年|天)|几[个家处]|多少[个家]|都有|名单|点名")


def completed(question: Question, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """All members of a class of which the text says what the best sentence says of one; None where it is the only one.

    Every name of the question has to stand in the clause that the best sentence gives to that member.
    """
    if (
        not hits
        or not question.names
        or question.years
        or question.excluded
        or _ONLY.search(question.text)
        or not _WHO.search(question.text)
    ):
        return None
    if question.kind not in (Kind.WHO, Kind.LIST, Kind.FACT, Kind.COUNT):
        return None
    found = _set_of(hits[0], question, base)
    if found is None or len(found.matches) < 2:
        return None
    return listing.set_answer(found, base, question.kind is Kind.COUNT)


def _set_of(hit: SentenceHit, question: Question, base: ClaimBase) -> Found | None:
    for claim in (c for c in base.entry.claims if hit.start <= c.start < hit.end):
        for target in _kinds_of(claim.subject[0].term if len(claim.subject) == 1 else "", question, base):
            names = [n for n in question.names if not target.member(n)]
            own = len(names) == len(question.names) and all(base.says(claim, n) for n in names)
            if own and not set(names) & {m.term for m in claim.subject}:
                return select_set(replace(question, target=target), target, base)
    return None


def _kinds_of(name: str, question: Question, base: ClaimBase) -> list[TermClass]:
    """The classes of a name that are large, or that the question speaks of."""
    kinds = (c for c in base.entry.vocabulary.classes_of(name) if c.suffix)
    return [c for c in kinds if len(c.members) >= LARGE_CLASS or c.label in question.text]
