"""Numbers that a right answer gives."""

from eval.text import any_stands, numbers
from eval.types import Case


def accuracy(case: Case) -> float | None:
    """Share of the points written with Arabic digits that the answer makes; no number is found inside a longer one.

    Eligible: answerable items with such a point. A refusal gives no number: 0.
    """
    if not case.item.answerable:
        return None
    wanted = [forms for forms in case.item.points if numbers(forms[0])]
    if not wanted:
        return None
    if case.answer.refused:
        return 0.0
    return sum(1 for forms in wanted if any_stands(forms, case.answer.said)) / len(wanted)
