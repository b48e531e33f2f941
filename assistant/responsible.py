"""Who is responsible where a plan says so in brackets behind what is to be done: (责任单位:甲局、乙局)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, Span
from assistant.question import Question
from assistant.sets import ClaimBase
from corpus.types import Passage
from index import SentenceHit

_UNITS = "(?:责任|牵头|主责|主管|配合|落实|承办|参与)(?:单位|部门)"
_TOLD = re.compile(rf"[(（]{_UNITS}[:：][^()（）]+[)）]|{_UNITS}[:：][^。\n]+")
_ASKED = re.compile(
    r"谁(?:负责|牵头|来?管|来?办|来?做|干|承担|落实)|由谁|归(?:谁|哪)|(?:负责|牵头|主管|主责|责任|对口)的?(?:是|有)?(?:谁|哪|什么)"
    rf"|哪[几些一]?[个家]?\w{{0,3}}(?:部门|单位|机构|局|委)|哪几家|{_UNITS}|对口"
)


def responsible(question: Question, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """The best sentence and the brackets behind it that name who does it; None where none are, or nobody is asked for.

    They stand in the same paragraph, or in the first one after it of the same section.
    """
    asked = hits and _ASKED.search(question.text)
    best = max(hits, key=lambda h: h.score) if asked and hits[0].passage.doc_id == base.doc_id else None
    told = _told_behind(best, base) if best else None
    if best is None or told is None:
        return None
    draft = Draft()
    if not told[0] <= best.start < told[1]:
        draft.quote(base.entry, (best.start, best.end))
    draft.quote(base.entry, told)
    return draft


def _told_behind(hit: SentenceHit, base: ClaimBase) -> Span | None:
    inside = [p for p in base.entry.parsed.passages if p.section_id == hit.passage.section_id and p.end > hit.start]
    return next((span for p in inside if (span := _brackets(p, hit.start))), None)


def _brackets(passage: Passage, start: int) -> Span | None:
    found = _TOLD.search(passage.text, max(0, start - passage.start))
    return (passage.start + found.start(), passage.start + found.end()) if found else None
