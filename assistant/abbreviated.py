"""Names of organisations that a question shortens as people do: 文旅投集团 for 文旅投资集团, 发改委 for 发展改革委.

The short form has characters of the name in their order and ends as it does; it is written out where the text has one
name that fits.
"""

from __future__ import annotations

import re
from functools import lru_cache

LEAST = 3  # characters of a short form
MOST = 8
GAP = 3  # characters left out at one place
_END = "集团|公司|学院|大学|中心|协会|银行|[委院署]|(?<![布格结])局|(?<![主承举])办"
_ENDS = re.compile(_END)
_ORGANISATION = re.compile(f"[一-鿿]{{2,16}}?(?:{_END})")
_WRITTEN = re.compile("[一-鿿]+")


def written_out(question: str, text: str) -> str:
    """The question with short forms written as the text has them."""
    for found in reversed(list(_ENDS.finditer(question))):
        for start in range(max(0, found.end() - MOST), found.end() - LEAST + 1):
            short = question[start : found.end()]
            if short in text:
                break
            names = _fitting_of(question[start : found.start()], found[0], text) if _WRITTEN.fullmatch(short) else set()
            if len(names) == 1:
                question = question[:start] + next(iter(names)) + question[found.end() :]
            if names:
                break
    return question


def _fitting_of(head: str, end: str, text: str) -> set[str]:
    """The names of a text that characters and an end can be short for."""
    return {_fitting(head, name, end) for name in _names(text) if head and name.endswith(end)} - {""}


def _fitting(head: str, name: str, end: str) -> str:
    """The part of a name from the first of some characters on, which it has in their order; "" where it has not."""
    at = len(name) - len(end)
    for character in reversed(head):
        at = name.rfind(character, max(0, at - 1 - GAP), at)
        if at < 0:
            return ""
    return name[at:]


@lru_cache(maxsize=16)
def _names(text: str) -> frozenset[str]:
    return frozenset(_ORGANISATION.findall(text))
