"""Questions that passages answer, kept as data beside a plan: NAME.questions.jsonl, keyed by hash of the passage."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.types import Parsed
from index.content import Questions


class QuestionLine(BaseModel):
    """One line of a questions file: who wrote which questions for which passage, and when."""

    model_config = ConfigDict(extra="forbid")
    hash: str
    questions: list[str]
    by: str = ""
    at: str = ""


def passage_hash(text: str) -> str:
    """The key of a passage's questions: a changed passage drops them."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def file_name(doc_id: str) -> str:
    """What the questions file of a document is called, beside a plan that ships and in `var/questions`."""
    return f"{doc_id}.questions.jsonl"


def lines_of(file: Path) -> tuple[QuestionLine, ...]:
    """The lines of a questions file; ValueError names one that is none."""
    lines = enumerate(file.read_text(encoding="utf-8").split("\n"), start=1)
    return tuple(_line(line, f"{file} 第 {number} 行") for number, line in lines if line.strip())


def read_questions(parsed: Parsed, *files: Path) -> tuple[Questions, ...]:
    """The questions of a document's passages; files that do not exist and lines of other passages are passed over."""
    by_hash: dict[str, list[str]] = {}
    for file in files:
        for row in lines_of(file) if file.exists() else ():
            by_hash.setdefault(row.hash, []).extend(row.questions)
    found = ((p.passage_id, by_hash.get(passage_hash(p.text))) for p in parsed.passages)
    return tuple(Questions(i, tuple(q)) for i, q in found if q)


def _line(line: str, where: str) -> QuestionLine:
    try:
        return QuestionLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"{'.'.join(map(str, first['loc']))} {first['msg']}".strip()
        raise ValueError(f"{where}不是一段的问法({problem});改正或删去这一行") from error
