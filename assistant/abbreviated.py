"""Names that a question has shorter or longer than the text.

Organisations as people shorten them (文旅投集团 for 文旅投资集团, 发改委 for 发展改革委): the short form has
characters of the name in their order and ends as it does; it is written out where the text has one name that fits.
Names that the text itself shortens (甲流通服务中心,以下简称“流通中心”): as it goes on with the short form, so does
the question.
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
_SHORTENED = re.compile(
    r"(?P<whole>[\w·—-]{4,40})[(（]以下(?:统一)?(?:简称|称)(?:为)?[“\"《]?(?P<short>[\w·—-]{2,16})[”\"》]?[)）]"
)
_WRITTEN = re.compile("[一-鿿]+")


def as_defined(question: str, text: str) -> str:
    """The question with the names that the text defines a short form of (以下简称) in that form."""
    for whole, short in _defined(text):
        said = (whole[at:] for at in range(len(whole) - max(len(short), LEAST)))
        name = next((words for words in said if words in question), "")
        question = question.replace(name, short, 1) if name else question
    return question


def is_the_whole(name: str, title: str, text: str) -> bool:
    """Whether a name is of all that a text is about: it stands in the title, or is short for what stands there."""
    longer = (whole[at:] for whole, short in _defined(text) if short == name for at in range(len(whole) - len(short)))
    return name in title or any(said in title for said in longer)


@lru_cache(maxsize=16)
def _defined(text: str) -> tuple[tuple[str, str], ...]:
    """What stands before each 以下简称, up to a mark, and the short form."""
    return tuple((found["whole"], found["short"]) for found in _SHORTENED.finditer(text))


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
