"""A run's record: what was asked of what, every answer with its scores, what failed; written whole or not at all."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import RunError

FORMAT = 1


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


def save_run(record: RunRecord, folder: Path) -> Path:
    """Write a record as FOLDER/RUN_ID.json through a temporary file, so that no half record is ever read."""
    path = folder / f"{record.run_id}.json"
    write_atomically(path, record.model_dump_json(indent=1) + "\n")
    return path


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)  # mkstemp makes a file that only its owner can read
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
    """All readable runs in a folder, oldest first."""
    records = []
    for path in run_paths(folder):
        try:
            records.append(RunRecord.model_validate_json(path.read_text(encoding="utf-8")))
        except (ValidationError, json.JSONDecodeError):
            continue
    return sorted(records, key=lambda record: (record.at, record.run_id))


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
