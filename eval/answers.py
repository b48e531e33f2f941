"""Answers in the JSON of docs/design.md §4, read into what the measures look at."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.types import Parsed
from eval.errors import AnswerError
from eval.text import fold, plain
from eval.types import AnswerView, Cited, DocSpan

REQUIRED = ("status", "text", "blocks", "citations", "hits")


def view(answer: Mapping[str, Any], parsed: Mapping[str, Parsed]) -> AnswerView:
    """Read an answer. Hits are known by passage id, or by their words where another index made the ids.

    Raises AnswerError where a field that every answer has is missing.
    """
    missing = [name for name in REQUIRED if name not in answer]
    if missing:
        raise AnswerError(f"答案缺少 {'、'.join(missing)};格式见 docs/design.md §4")
    status = str(answer["status"])
    timings = answer.get("timings_ms") or {}
    return AnswerView(
        status=status,
        reason=answer.get("reason"),
        kind=str((answer.get("understood") or {}).get("kind", "")),
        said=plain(_frames(answer) if status == "refused" else str(answer["text"])),
        blocks=tuple(answer["blocks"]),
        citations=tuple(_cited(citation) for citation in answer["citations"]),
        ranking=_ranking(answer["hits"], parsed),
        check=answer.get("check"),
        total_ms=None if timings.get("total") is None else float(timings["total"]),
        error=answer.get("error"),
    )


def read_answers(path: Path) -> dict[str, dict[str, Any]]:
    """Answers by id from a file of one JSON object a line, as `python -m assistant batch` writes them."""
    answers: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise AnswerError(
            f"读不到答案文件 {path};先运行 `python -m assistant batch --in Q.jsonl --out {path}`"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = json.loads(line)
            answers[str(answer["id"])] = answer
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise AnswerError(f"{path.name} 第 {number} 行不是带 id 的答案;格式见 docs/design.md §4") from error
    return answers


def _cited(citation: Mapping[str, Any]) -> Cited:
    return Cited(
        number=int(citation["number"]),
        span=DocSpan(str(citation["doc_id"]), int(citation["start"]), int(citation["end"])),
        version=str(citation.get("version", "")),
        path=tuple(citation.get("path", ())),
        quote=str(citation["quote"]),
    )


def _ranking(hits: list[Mapping[str, Any]], parsed: Mapping[str, Parsed]) -> tuple[str, ...]:
    """Passage ids in rank order, each once; a hit that no passage answers to keeps its own id and is never relevant."""
    known = {p.passage_id for each in parsed.values() for p in each.passages}
    by_text = {fold(p.text): p.passage_id for each in parsed.values() for p in each.passages}
    ordered = sorted(hits, key=lambda hit: int(hit["rank"]))
    ids = (
        str(hit["passage_id"])
        if hit["passage_id"] in known
        else by_text.get(fold(str(hit.get("text", ""))), str(hit["passage_id"]))
        for hit in ordered
    )
    return tuple(dict.fromkeys(ids))


def _frames(answer: Mapping[str, Any]) -> str:
    """The words of a refusal that are the assistant's own."""
    return "\n".join(str(block.get("text", "")) for block in answer["blocks"] if block.get("type") == "frame")
