"""What a right answer must say and must not say."""

from eval.text import any_stands, stands
from eval.types import AnswerView, Case, Forms


def share_said(points: tuple[Forms, ...], answer: AnswerView) -> float | None:
    """|points of which a form stands in the answer| / |points|; 0 for a refusal, None without points."""
    if not points:
        return None
    if answer.refused:
        return 0.0
    return sum(1 for forms in points if any_stands(forms, answer.said)) / len(points)


def points(case: Case) -> float | None:
    """Share of an answerable item's points that the answer makes (nugget recall: Voorhees, TREC QA 2003)."""
    return share_said(case.item.points, case.answer) if case.item.answerable else None


def nothing_forbidden(case: Case) -> float | None:
    """1 where nothing forbidden stands in the answer; eligible where the item forbids something."""
    if not case.item.forbidden:
        return None
    return 0.0 if any(stands(form, case.answer.said) for form in case.item.forbidden) else 1.0
