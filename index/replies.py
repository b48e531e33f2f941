"""A model's reply read as questions that a passage answers: bounded, cleaned, and none that only repeats the text.

A question may come with the words that answer it; words that do not stand in the passage are let go.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from index.errors import LLMFailure
from index.tokens import fold

FEWEST, MOST = 6, 10
SHORTEST, LONGEST = 4, 60  # characters of a question
UNFIT = "form"  # the outcome where the server did well and the model did not
_PLAIN = re.compile(r"[\W_]+")


def questions_in(reply: str, passage: str) -> tuple[tuple[str, str], ...]:
    """Six to ten questions with the words that answer each, or ""; LLMFailure where a reply has fewer."""
    said = reply.rpartition("</think>")[2]
    try:
        rows = json.loads(said[said.find("[") : said.rfind("]") + 1])
    except (ValueError, RecursionError):
        rows = None
    asked = [_asked(row) for row in rows] if isinstance(rows, list) else []
    if not asked or None in asked:
        raise LLMFailure(UNFIT, "模型的回应不是一个由问题组成的 JSON 数组;下次运行会再试,总是这样就换一个模型")
    found = tuple(dict(_standing([row for row in asked if row], passage)).values())
    if len(found) < FEWEST:
        counted = f"模型写的问题里合用的只有 {len(found)} 个,要 {FEWEST} 个"
        raise LLMFailure(UNFIT, f"{counted};下次运行会再试,总是这样就换一个模型")
    return found[:MOST]


def _asked(row: object) -> tuple[str, str] | None:
    """A question and the words that answer it, of {"question": …, "answer": …} or of a question alone."""
    match row:
        case str():
            return row, ""
        case {"question": str(question), "answer": str(words)}:
            return question, words
        case _:
            return None


def _standing(rows: list[tuple[str, str]], passage: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The questions of a fit length that are no piece of the passage, each under its bare words."""
    text = _bare(passage)
    for row, words in rows:
        question, words = _clean(row), words.strip()
        if SHORTEST <= len(question) <= LONGEST and (bare := _bare(question)) and bare not in text:
            yield bare, (question, words if words in passage else "")


def _clean(question: str) -> str:
    """One line in NFKC, without what cannot be seen (controls, marks of direction, private characters)."""
    spaced = " ".join(unicodedata.normalize("NFKC", question).split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C")).strip()


def _bare(text: str) -> str:
    return _PLAIN.sub("", fold(text))
