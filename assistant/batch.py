"""Many questions in one process: a JSON line in, an Answer line out; a line that fails is an error line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from rich.progress import track

from assistant.answer_json import answer_to_json
from assistant.assistant import Assistant
from assistant.errors import AssistantError, BatchError
from assistant.types import Answer, Kind, Understood
from corpus.atomic import replacing


class BatchLine(BaseModel):
    """One question of a batch; unknown fields (a gold item's) are passed over."""

    model_config = ConfigDict(extra="ignore")
    id: str | int | None = None
    question: str
    history: list[str] = []
    doc: str | list[str] | None = None


def run(assistant: Assistant, source: Path, target: Path) -> tuple[int, int]:
    """Answer every line of `source` into `target` (written whole or not at all); the numbers answered and failed.

    BatchError where `target` cannot be written.
    """
    lines = [x for x in source.read_text(encoding="utf-8-sig").split("\n") if x.strip()]
    failed = 0
    try:
        with replacing(target) as out:
            for row in _answers(assistant, lines):
                failed += row["error"] is not None
                out.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise BatchError(f"不能写 {target}:{error.strerror or error};请检查权限和磁盘空间,或换一个文件") from error
    return len(lines) - failed, failed


def _answers(assistant: Assistant, lines: list[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(track(lines, "回答", transient=True), 1):
        given: str | None = None
        question = ""
        try:
            row = BatchLine.model_validate_json(line)
            given, question = (None if row.id is None else str(row.id)), row.question
            yield answer_to_json(assistant.ask(row.question, row.history, row.doc), given)
        except ValidationError as e:
            yield error_line(
                given, question, f'第 {number} 行不是合格的问题:{e.errors()[0]["msg"]};每行应是 {{"question": "…"}}'
            )
        except AssistantError as e:
            yield error_line(given, question, str(e))


def error_line(given: str | None, question: str, message: str) -> dict[str, Any]:
    """An Answer line that says what went wrong."""
    answer = Answer(
        question=question,
        standalone=question,
        understood=Understood(Kind.FACT),
        status="error",
        reason="invalid",
        blocks=(),
        text="",
        citations=(),
        hits=(),
        error=message,
    )
    return answer_to_json(answer, given)
