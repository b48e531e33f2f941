"""Answers as the JSON of docs/design.md §4, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assistant.types import Answer


def answer_to_json(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """The JSON object of an Answer; tuples become lists."""
    made = asdict(answer)
    members, follow_ups = made.pop("members"), made.pop("follow_ups")
    del made["partial"]
    check = made["check"]
    if check:
        made["check"] = {"class": check["name"], "checked": check["checked"], "matched": check["matched"]}
    for shown, c in zip((*made["citations"], *made["nearest"]), (*answer.citations, *answer.nearest), strict=True):
        shown["caution"] = c.caution
    made["understood"]["kind"] = str(made["understood"]["kind"])
    return {"id": question_id, **_lists(made), "members": list(members), "follow_ups": list(follow_ups)}


def answer_from_json(made: Mapping[str, Any]) -> Answer:
    """The Answer of such an object; fields that this version does not know are passed over. Raises ValueError."""
    check = made.get("check")
    named = {"name": check["class"], **check} if isinstance(check, Mapping) and "class" in check else check
    return _reader().validate_python({**made, "check": named})


@cache
def _reader() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _lists(v) for k, v in value.items()}
    return [_lists(v) for v in value] if isinstance(value, list | tuple) else value
