"""Lists and counts: the set that is shown against the set that is right.

What is shown is read from list blocks and from the first column of tables. A list whose label marks it as merely
related is not part of the answer. Where an answer has neither list nor table, recall is read from its words and
precision is not eligible.
"""

from eval.text import any_stands, fold
from eval.types import AnswerView, Case, Forms

RELATED_LABELS = ("相关", "另见", "参见")


def shown_members(answer: AnswerView) -> tuple[str, ...] | None:
    """The folded names of what an answer lists (a nameless item's text); None without list or table."""
    names: list[str] = []
    listed = False
    for block in answer.blocks:
        if block.get("type") == "list" and not str(block.get("label", "")).startswith(RELATED_LABELS):
            listed = True
            names.extend(fold(str(item.get("name") or item.get("text", ""))) for item in block.get("items", ()))
        elif block.get("type") == "table":
            listed = True
            names.extend(fold(str(row[0].get("text", ""))) for row in block.get("rows", ()) if row)
    return tuple(names) if listed else None


def member_of(name: str, members: tuple[Forms, ...]) -> int | None:
    """Which member a name is: an equal form, else the longest form within it, else the form it is within."""
    folded = [[fold(form) for form in forms] for forms in members]
    for number, forms in enumerate(folded):
        if name in forms:
            return number
    within = [(len(form), number) for number, forms in enumerate(folded) for form in forms if form in name]
    if within:
        return max(within, key=lambda each: (each[0], -each[1]))[1]
    around = (number for number, forms in enumerate(folded) if len(name) > 1 and any(name in form for form in forms))
    return next(around, None)


def precision(case: Case) -> float | None:
    """|shown names that are members| / |shown names|; eligible where the answer lists something."""
    members = _members(case)
    shown = shown_members(case.answer)
    if members is None or case.answer.refused or not shown:
        return None
    return sum(1 for name in shown if member_of(name, members) is not None) / len(shown)


def recall(case: Case) -> float | None:
    """|members shown| / |members|; 0 where the answer was refused."""
    members = _members(case)
    if members is None:
        return None
    if case.answer.refused:
        return 0.0
    shown = shown_members(case.answer)
    if shown is None:
        return sum(1 for forms in members if any_stands(forms, case.answer.said)) / len(members)
    return len({found for name in shown if (found := member_of(name, members)) is not None}) / len(members)


def f1(case: Case) -> float | None:
    """2PR / (P + R) where both are eligible; 0 where the answer was refused (QAMPARI, Amouyal et al. 2022)."""
    r, p = recall(case), precision(case)
    if r is None:
        return None
    if case.answer.refused:
        return 0.0
    if p is None:
        return None
    return 2 * p * r / (p + r) if p + r else 0.0


def _members(case: Case) -> tuple[Forms, ...] | None:
    return case.item.members if case.item.answerable and case.item.members else None
