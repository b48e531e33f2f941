"""Holding back: refusals against items that have no answer.

Each is a mean over its own eligible items, so refusal precision is Σ right refusals / Σ refusals over the run, as for a
classifier whose positive class is "refused".
"""

from eval.metrics.points import share_said
from eval.types import Case


def precision(case: Case) -> float | None:
    """1 where a refusal was due; eligible: what was refused."""
    return float(not case.item.answerable) if case.answer.refused else None


def recall(case: Case) -> float | None:
    """1 where an item without an answer was refused; eligible: items without an answer."""
    return None if case.item.answerable else float(case.answer.refused)


def right_reason(case: Case) -> float | None:
    """1 where a due refusal gives the item's reason; eligible: due refusals."""
    if case.item.answerable or not case.answer.refused:
        return None
    return float(case.answer.reason == case.item.reason)


def false_refusal(case: Case) -> float | None:
    """1 where an answerable item was refused; eligible: answerable items. Lower is better."""
    return float(case.answer.refused) if case.item.answerable else None


def premise_corrected(case: Case) -> float | None:
    """1 where a false premise was put right in the text's words and the answer says that it corrects.

    Eligible: items with a correction.
    """
    said = share_said(case.item.correction, case.answer)
    return None if said is None else float(said == 1.0 and case.answer.status == "corrected")
