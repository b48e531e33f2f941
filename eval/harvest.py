"""From feedback to gold: answers that users marked wrong become candidate items, to be edited and accepted.

A candidate has the question, what was answered, and the clauses that were cited. What a right answer says is left to
the editor, so a candidate is no gold item until it is edited; `accept` checks that it is one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.errors import GoldError
from eval.gold import KINDS, load_gold
from eval.goldfile import append_items
from eval.place import Documents, place_all, require_placed
from eval.types import GoldItem

RIGHT = ("helpful", "up", "right", "good", "correct", "对", "有用", "like")
TO_EDIT = "待编辑"


def read_feedback(path: Path) -> list[dict[str, Any]]:
    """The feedback lines that can be read; one cut short by a crash, maybe inside a character, is passed over."""
    if not path.is_file():
        raise GoldError(f"还没有反馈 {path};在问答页面上标记答案后再运行")
    lines = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            lines.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return [line for line in lines if isinstance(line, dict)]


def candidates(feedback: Iterable[Mapping[str, Any]], known: Iterable[GoldItem]) -> tuple[dict[str, Any], ...]:
    """A candidate for each question whose last mark is wrong and which the gold does not ask yet."""
    asked = {(item.question, item.history) for item in known}
    last: dict[tuple[str, tuple[str, ...]], Mapping[str, Any]] = {}
    for line in feedback:
        question = str(line.get("question") or "").strip()
        if question:
            last[question, tuple(line.get("history") or ())] = line
    wrong = {key: line for key, line in last.items() if not is_right(line.get("verdict"))}
    return tuple(candidate(*key, line) for key, line in wrong.items() if key not in asked)


def is_right(verdict: object) -> bool:
    """Whether a mark says that the answer was right."""
    if isinstance(verdict, bool):
        return verdict
    if isinstance(verdict, int | float):
        return verdict > 0
    return str(verdict).strip().lower() in RIGHT


def candidate(question: str, history: tuple[str, ...], line: Mapping[str, Any]) -> dict[str, Any]:
    """A candidate line: a gold line whose points wait for an editor."""
    given = line.get("answer")
    answer: Mapping[str, Any] = given if isinstance(given, Mapping) else {"text": str(given or "")}
    citations = answer.get("citations") or answer.get("nearest") or []
    kind = str((answer.get("understood") or {}).get("kind", "fact"))
    name = hashlib.sha256("\n".join((question, *history)).encode()).hexdigest()[:8]
    said = " ".join(str(answer.get("text", "")).split())[:200]
    return {
        "id": f"fb-{name}",
        "doc": str(citations[0]["doc_id"]) if citations else "",
        "question": question,
        "history": list(history),
        "type": kind if kind in KINDS else "fact",
        "split": "dev",
        "group": "feedback",
        "answerable": True,
        "points": [],
        "members": None,
        "forbidden": [],
        "evidence": [{"section": list(each["path"]), "quote": str(each["quote"])} for each in citations],
        "reason": None,
        "correction": [],
        "note": f"{TO_EDIT};用户说:{line.get('note') or '(无)'};当时答:{said}",
    }


def accept(path: Path, target: Path, documents: Documents) -> tuple[GoldItem, ...]:
    """Add edited candidates to a gold file; raises GoldError while one is not a gold item or not in the text."""
    items = load_gold([path])
    waiting = [item.item_id for item in items if item.note.startswith(TO_EDIT)]
    if waiting:
        raise GoldError(f"{'、'.join(waiting)} 的 note 仍写着“{TO_EDIT}”;改好题目后去掉这几个字再收入")
    _, misplaced = place_all(items, documents)
    require_placed(misplaced)
    append_items(items, target)
    return items


def without_known(found: Sequence[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    """Candidates that are not waiting in the file already, so that what an editor wrote is kept."""
    if not path.is_file():
        return list(found)
    waiting = {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").split("\n") if line.strip()}
    return [each for each in found if each["id"] not in waiting]
