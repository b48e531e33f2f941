"""A model's reply read as questions that a passage answers: bounded, cleaned, and none that only repeats the text."""

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


def questions_in(reply: str, passage: str) -> tuple[str, ...]:
    """Six to ten questions; LLMFailure where the reply is no JSON array of so many that stand."""
    said = reply.rpartition("</think>")[2]
    try:
        rows = json.loads(said[said.find("[") : said.rfind("]") + 1])
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise LLMFailure(UNFIT, "模型的回应不是一个由问题组成的 JSON 数组;下次运行会再试,总是这样就换一个模型")
    found = tuple(dict(_standing(rows, passage)).values())
    if len(found) < FEWEST:
        counted = f"模型写的问题里合用的只有 {len(found)} 个,要 {FEWEST} 个"
        raise LLMFailure(UNFIT, f"{counted};下次运行会再试,总是这样就换一个模型")
    return found[:MOST]


def _standing(rows: list[str], passage: str) -> Iterator[tuple[str, str]]:
    """The questions of a fit length that are no piece of the passage, each under its bare words."""
    text = _bare(passage)
    for row in rows:
        question = _clean(row)
        if SHORTEST <= len(question) <= LONGEST and (bare := _bare(question)) and bare not in text:
            yield bare, question


def _clean(question: str) -> str:
    """One line in NFKC, without what cannot be seen (controls, marks of direction, private characters)."""
    spaced = " ".join(unicodedata.normalize("NFKC", question).split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C")).strip()


def _bare(text: str) -> str:
    return _PLAIN.sub("", fold(text))
