"""The answer as a whole: right or not, how long, how fast, and whether the question was understood."""

from eval.metrics import members
from eval.metrics.points import nothing_forbidden, points, share_said
from eval.text import fold
from eval.types import Case


def exact(case: Case) -> float:
    """1 where an answer is right in everything that its item asks, else 0; every item is eligible.

    Answerable: every point and correction is made, nothing forbidden is said, and the members shown are the whole set
    and nothing else. Without an answer: it was refused and nothing forbidden is said.
    """
    if nothing_forbidden(case) == 0.0:
        return 0.0
    if not case.item.answerable:
        return float(case.answer.refused)
    parts = (
        points(case),
        share_said(case.item.correction, case.answer),
        members.recall(case),
        members.precision(case),
    )
    return float(not case.answer.refused and all(part in (None, 1.0) for part in parts))


def follow_up(case: Case) -> float | None:
    """`exact` over items that are asked after earlier questions."""
    return exact(case) if case.item.history else None


def kind_recognised(case: Case) -> float | None:
    """1 where the question was understood to be of the item's type; eligible: answerable items."""
    return float(case.answer.kind == case.item.type) if case.item.answerable else None


def length_ratio(case: Case) -> float | None:
    """Characters of the answer / characters of the evidence; about 1 where the answer says no more than is needed.

    Eligible: answerable items with evidence that were not refused.
    """
    reference = sum(len(fold(quote)) for quote in {piece.quote for piece in case.item.evidence})
    if not case.item.answerable or not reference or case.answer.refused:
        return None
    return len(case.answer.said) / reference


def latency(case: Case) -> float | None:
    """Milliseconds as the answer itself reports them (`timings_ms.total`)."""
    return case.answer.total_ms
