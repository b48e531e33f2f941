"""Who is responsible where a plan says so in brackets behind what is to be done: (责任单位:甲局、乙局)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.assigned import say_who_leads
from assistant.draft import Draft
from assistant.question import Question
from assistant.sets import ClaimBase
from index import SentenceHit

_UNITS = "(?:责任|牵头|主责|主管|配合|落实|承办|参与)(?:单位|部门)"
_ASKED = re.compile(
    r"谁(?:负责|牵头|来?管|来?办|来?做|干|承担|落实)|由谁|归(?:谁|哪)|(?:负责|牵头|主管|主责|责任|对口)的?(?:是|有)?(?:谁|哪|什么)"
    rf"|哪[几些一]?[个家]?\w{{0,3}}(?:部门|单位|机构|局|委)|哪几家|{_UNITS}|对口"
)
_LEADS = re.compile("牵头|主责|主办|领头|挑头|为主")


def responsible(question: Question, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """The best sentence and the bracket behind its task that names who does it; None where none is, or nobody is asked.

    Where it is asked who leads, it is said who that is, if the sentence does not.
    """
    asked = hits and _ASKED.search(question.text)
    best = max(hits, key=lambda h: h.score) if asked and hits[0].passage.doc_id == base.doc_id else None
    task = next((t for t in base.tasks if best and t.span[0] <= best.start < t.span[1]), None)
    if best is None or task is None:
        return None
    draft = Draft()
    if not task.told[0] <= best.start < task.told[1]:
        draft.quote(base.entry, (best.start, best.end))
    draft.quote(base.entry, task.told)
    if _LEADS.search(question.text) and not _LEADS.search(best.text):
        say_who_leads(task, draft, base)
    return draft
