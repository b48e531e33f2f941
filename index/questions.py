"""Questions that passages answer, kept as data beside a plan: NAME.questions.jsonl, keyed by hash of the passage."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.types import Parsed, Passage
from index.content import UNTOLD, Questions, sentence_texts


class QuestionLine(BaseModel):
    """One line of a questions file: who wrote which questions for which passage, and when.

    `answers` may give, question by question, words of the sentence that answers it ("" where that is not known);
    `open` may give questions about the passage's matter that the whole text does not answer.
    """

    model_config = ConfigDict(extra="forbid")
    hash: str
    questions: list[str]
    answers: list[str] = []
    open: list[str] = []
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
    by_hash: dict[str, list[QuestionLine]] = {}
    for file in files:
        for row in lines_of(file) if file.exists() else ():
            by_hash.setdefault(row.hash, []).append(row)
    found = ((p, by_hash.get(passage_hash(p.text), ())) for p in parsed.passages)
    return tuple(_of(passage, lines) for passage, lines in found if any(row.questions or row.open for row in lines))


def _of(passage: Passage, lines: Sequence[QuestionLine]) -> Questions:
    """The questions of a passage, with the sentence that each is answered by where the words stand in one."""
    texts = sentence_texts(passage)
    asked = [pair for row in lines for pair in zip_longest(row.questions, row.answers, fillvalue="")]
    left = tuple(question for row in lines for question in row.open)
    places = (next((n for n, text in enumerate(texts) if words and words in text), UNTOLD) for _, words in asked)
    return Questions(passage.passage_id, tuple(question for question, _ in asked), tuple(places), left)


def _line(line: str, where: str) -> QuestionLine:
    try:
        read = QuestionLine.model_validate_json(line)
        if len(read.answers) > len(read.questions):
            raise ValueError(f"{where}里的 answers 比 questions 多;每个问题至多一处原话")
        return read
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"{'.'.join(map(str, first['loc']))} {first['msg']}".strip()
        raise ValueError(f"{where}不是一段的问法({problem});改正或删去这一行") from error
