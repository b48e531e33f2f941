"""Answers as the JSON of docs/design.md §4."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.types import Answer


def answer_to_json(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """The JSON object of an Answer; tuples become lists."""
    made = asdict(answer)
    members, follow_ups = made.pop("members"), made.pop("follow_ups")
    check = made["check"]
    if check:
        made["check"] = {"class": check["name"], "checked": check["checked"], "matched": check["matched"]}
    made["understood"]["kind"] = str(made["understood"]["kind"])
    return {"id": question_id, **_lists(made), "members": list(members), "follow_ups": list(follow_ups)}


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _lists(v) for k, v in value.items()}
    return [_lists(v) for v in value] if isinstance(value, list | tuple) else value
