"""A run's record: what was asked of what, every answer with its scores, what failed; written whole or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.atomic import locked, write_text
from eval.errors import RunError

FORMAT = 1
STAMP = "%Y%m%d-%H%M%S-%f"
STAMPED = len("20000101-000000-000")  # to the millisecond


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CodeInfo(_Strict):
    """The code that ran: package version, commit, and whether files differed from it."""

    version: str = ""
    commit: str = ""
    dirty: bool = False


class DocumentInfo(_Strict):
    """A document as it was asked; `lost` counts characters that the parser gave to no passage or heading."""

    doc_id: str
    title: str
    version: str
    characters: int
    passages: int
    lost: int
    sections: list[list[str]] = []


class GoldInfo(_Strict):
    """The gold items of the run: the hash of those chosen, how they were chosen, and how many."""

    hash: str
    paths: list[str] = []
    filters: dict[str, str | int] = {}
    items: int


class ItemRecord(_Strict):
    """One item: the gold, where its evidence stands, the answer (without times), the scores and the times."""

    gold: dict[str, Any]
    spans: list[tuple[str, int, int]]
    relevant: list[str]
    answer: dict[str, Any]
    scores: dict[str, float | None]
    seconds: float
    timings_ms: dict[str, float] = {}

    @property
    def item_id(self) -> str:
        """The gold item's id."""
        return str(self.gold["id"])

    @property
    def split(self) -> str:
        """Dev or test."""
        return str(self.gold["split"])


class FailureRecord(_Strict):
    """An item that could not be scored: it raised, its answer was an error, or its evidence is not in the text."""

    item_id: str
    split: str
    question: str
    error: str
    stale: bool = False


class RunRecord(_Strict):
    """Everything about a run; equal for two runs of the same code and text but for `stable`'s exceptions."""

    format: int = FORMAT
    run_id: str
    at: str
    note: str = ""
    code: CodeInfo
    documents: list[DocumentInfo]
    settings: dict[str, Any] = {}
    encoder: str = ""
    gold: GoldInfo
    items: list[ItemRecord]
    failures: list[FailureRecord]
    seconds: float

    def stable(self) -> dict[str, Any]:
        """The record without its id and its times: what two runs of the same code and text share."""
        fields = self.model_dump(exclude={"run_id", "at", "seconds"})
        for item in fields["items"]:
            del item["seconds"], item["timings_ms"]
            item["scores"].pop("latency", None)
        return fields


def runs_dir(home: Path) -> Path:
    """Where runs are kept."""
    return home / "runs"


def new_run_id(at: datetime, commit: str, before: str = "") -> str:
    """The id of a run begun at a time, to the millisecond, and later than the run before though the clock was put back.

    So many runs as begin in one millisecond, or with the clock put back, count on from the one before.
    """
    stamp = f"{at:{STAMP}}"[:STAMPED]
    if stamp <= before[:STAMPED]:
        try:
            last = datetime.strptime(before[:STAMPED], STAMP).replace(tzinfo=UTC)
        except ValueError:  # named otherwise, by hand
            return stamp + (f"-{commit[:7]}" if commit else "")
        stamp = f"{last + timedelta(milliseconds=1):{STAMP}}"[:STAMPED]
    return stamp + (f"-{commit[:7]}" if commit else "")


def run_before(folder: Path) -> str:
    """The id of the newest run in a folder, "" where there is none. RunError where no further one can be kept there.

    To be asked before a run begins, so that no run is for nothing.
    """
    with _keeping(folder):
        return _newest(folder)


def save_run(record: RunRecord, folder: Path) -> Path:
    """Write a record as FOLDER/RUN_ID.json, whole or not at all; where another has this id, under the next free one.

    RunError where it cannot be written.
    """
    with _keeping(folder):
        while (path := folder / f"{record.run_id}.json").exists():
            again = new_run_id(datetime.now(UTC), record.code.commit, _newest(folder))
            record = record.model_copy(update={"run_id": again})
        write_text(path, record.model_dump_json(indent=1) + "\n")
    return path


@contextmanager
def _keeping(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder of records."""
    try:
        with locked(folder / ".lock"):
            yield
    except OSError as error:
        raise RunError(
            f"不能写评测记录 {folder}:{error.strerror or error};请检查权限和磁盘空间,或用 --out 换一个文件夹"
        ) from error


def _newest(folder: Path) -> str:
    paths = run_paths(folder)
    return paths[-1].stem if paths else ""


def load_run(name: str, folder: Path) -> RunRecord:
    """A run by id, by the start of its id, by path, or the newest by the word "last"; RunError says what there is."""
    path = _find(name, folder)
    try:
        return RunRecord.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, OSError) as error:
        first = str(error).splitlines()[0]
        raise RunError(f"评测记录 {path} 读不了:{first};重新运行 `python -m eval run`") from error


def last_run(folder: Path) -> RunRecord | None:
    """The newest run, if there is one that can be read."""
    try:
        return load_run("last", folder)
    except RunError:
        return None


def list_runs(folder: Path) -> list[RunRecord]:
    """All readable runs in a folder, oldest first (whatever the clock said)."""
    records = []
    for path in run_paths(folder):
        try:
            records.append(RunRecord.model_validate_json(path.read_text(encoding="utf-8")))
        except (ValidationError, json.JSONDecodeError):
            continue
    return sorted(records, key=lambda record: record.run_id)


def run_paths(folder: Path) -> list[Path]:
    """The record files in a folder, by name (names begin with the time)."""
    return sorted(folder.glob("[0-9]*.json"))


def _find(name: str, folder: Path) -> Path:
    if name.endswith(".json") and Path(name).is_file():
        return Path(name)
    paths = run_paths(folder)
    if name == "last" and paths:
        return paths[-1]
    exact = [path for path in paths if path.stem == name]
    found = exact or [path for path in paths if name and path.stem.startswith(name)]
    if len(found) == 1:
        return found[0]
    known = "、".join(path.stem for path in paths[-3:]) or "还没有记录"
    what = "不止一个" if found else "没有"
    raise RunError(f"{folder} 里{what}以 {name} 开头的评测记录(最近的:{known});用 `python -m eval list` 查看")
