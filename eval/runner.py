"""Ask every gold question, score every answer, keep failures apart: one process, in order, the same each time."""

import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.answers import view
from eval.errors import EvalError
from eval.gold import gold_hash, item_to_json
from eval.metrics import score
from eval.place import Documents, place_all, require_placed, uncovered
from eval.record import CodeInfo, DocumentInfo, FailureRecord, GoldInfo, ItemRecord, RunRecord, new_run_id
from eval.types import Case, GoldItem, Placed

Ask = Callable[[GoldItem], Mapping[str, Any]]
"""Answers an item with the JSON of docs/design.md §4."""
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a record says of a run beside its scores; `after` is the id of the run before it."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    encoder: str = ""
    gold_paths: tuple[str, ...] = ()
    filters: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""
    after: str = ""


def run(
    items: Sequence[GoldItem],
    documents: Documents,
    ask: Ask,
    *,
    info: RunInfo | None = None,
    allow_stale: bool = False,
    track: Callable[[Iterable[Placed]], Iterable[Placed]] = iter,
) -> RunRecord:
    """Score `ask` on the items. `track` wraps the loop to show progress.

    Raises GoldError before anything is asked if an item's evidence does not stand in the text; with `allow_stale`
    such items are recorded among the failures instead. An item that raises, or is answered with an error, is a
    failure and has no score.
    """
    info = info or RunInfo()
    placed, misplaced = place_all(items, documents)
    if not allow_stale:
        require_placed(misplaced)
    began = time.perf_counter()
    at = datetime.now(UTC)
    texts = {doc_id: parsed.document.text for doc_id, parsed in documents.items()}
    failures = [
        FailureRecord(
            item_id=wrong.item.item_id,
            split=wrong.item.split,
            question=wrong.item.question,
            error=wrong.problem,
            stale=True,
        )
        for wrong in misplaced
    ]
    records: list[ItemRecord] = []
    for each in track(placed):
        outcome = _ask_one(each, documents, texts, ask)
        if isinstance(outcome, ItemRecord):
            records.append(outcome)
        else:
            failures.append(outcome)
    code = code_info()
    return RunRecord(
        run_id=new_run_id(at, code.commit, info.after),
        at=at.isoformat(timespec="seconds"),
        note=info.note,
        code=code,
        documents=[document_info(parsed_id, documents) for parsed_id in sorted(documents)],
        settings=dict(info.settings),
        encoder=info.encoder,
        gold=GoldInfo(hash=gold_hash(items), paths=list(info.gold_paths), filters=dict(info.filters), items=len(items)),
        items=records,
        failures=failures,
        seconds=round(time.perf_counter() - began, 3),
    )


def _ask_one(placed: Placed, documents: Documents, texts: Mapping[str, str], ask: Ask) -> ItemRecord | FailureRecord:
    item = placed.item
    began = time.perf_counter()
    try:
        answer = dict(ask(item))
        seconds = time.perf_counter() - began
        read = view(answer, documents)
        if read.status == "error":
            raise EvalError(read.error or "答案的状态是 error")
        scores = score(Case(placed, read, texts))
    except Exception as error:  # noqa: BLE001  one bad item must not end the run; it is counted and shown
        message = str(error) if isinstance(error, EvalError) else f"{type(error).__name__}: {error}"
        return FailureRecord(item_id=item.item_id, split=item.split, question=item.question, error=message)
    timings = answer.pop("timings_ms", None) or {}
    return ItemRecord(
        gold=item_to_json(item),
        spans=[(span.doc_id, span.start, span.end) for span in placed.spans],
        relevant=sorted(placed.relevant),
        answer=answer,
        scores=scores,
        seconds=round(seconds, 4),
        timings_ms={name: float(value) for name, value in timings.items()},
    )


def document_info(doc_id: str, documents: Documents) -> DocumentInfo:
    """A document as a record names it."""
    parsed = documents[doc_id]
    return DocumentInfo(
        doc_id=doc_id,
        title=parsed.document.title,
        version=parsed.document.version,
        characters=len(parsed.document.text),
        passages=len(parsed.passages),
        lost=uncovered(parsed),
        sections=[list(section.path) for section in parsed.sections if section.path],
    )


def code_info() -> CodeInfo:
    """The package's version and, in a checkout, its commit and whether files differ from it."""
    try:
        number = version("cewen")
    except PackageNotFoundError:
        number = ""
    commit = _git("rev-parse", "HEAD")
    return CodeInfo(version=number, commit=commit, dirty=bool(commit and _git("status", "--porcelain", "-uno")))


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  fixed words, no shell
            ["git", "-C", str(ROOT), *arguments],  # noqa: S607  git as the developer's PATH has it
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
