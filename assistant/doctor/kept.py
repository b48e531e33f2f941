"""What is kept for good: the documents, the sessions, the verdicts; and the gold questions over the documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.doctor.types import Finding
from assistant.errors import SessionError
from assistant.sessions import MIGRATIONS, examined
from assistant.settings import Settings
from corpus import CorpusError, Library
from index.settings import ROOT

AUDIT = "python -m eval audit"
PATIENCE = 600  # seconds for the audit


def documents(settings: Settings) -> Iterator[Finding]:
    """Every version of every document is read, and its text is that of its version."""
    library = Library(settings.home)
    try:
        infos = library.list()
    except CorpusError as error:
        yield Finding("文本", "problem", str(error))
        return
    sound = True
    for info in infos:
        for version in info.versions:
            try:
                library.get(info.doc_id, version)
            except (CorpusError, OSError) as error:
                sound = False
                yield Finding("文本", "problem", f"{info.doc_id}@{version}:{error}")
    if not infos:
        yield Finding("文本", "problem", "文库里没有文本", "python -m corpus add 文件")
    elif sound:
        yield Finding(
            "文本", "ok", f"{len(infos)} 部,{sum(len(i.versions) for i in infos)} 个版本,都读得出,与版本号相符"
        )


def sessions(settings: Settings) -> Iterator[Finding]:
    """The database is sound and of a version that this program knows."""
    path = settings.home / "sessions.db"
    if not path.exists():
        yield Finding("提问记录", "ok", "还没有")
        return
    try:
        version = examined(path)
    except SessionError as error:
        yield Finding("提问记录", "problem", str(error))
        return
    later = "" if version == len(MIGRATIONS) else f",下次打开时升级到 {len(MIGRATIONS)}"
    yield Finding("提问记录", "ok", f"数据库完好,版本 {version}{later}")


def verdicts(settings: Settings) -> Iterator[Finding]:
    """Each line of the feedback is JSON."""
    path = settings.home / "feedback.jsonl"
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []
    bad = [str(number) for number, line in enumerate(lines, 1) if line.strip() and not _is_object(line)]
    if bad:
        yield Finding("评价", "warning", f"{path} 第 {'、'.join(bad[:5])} 行读不出来(共 {len(bad)} 行)", "删去这些行")


def gold(settings: Settings) -> Iterator[Finding]:
    """The gold questions are well formed and their evidence stands.

    Nothing here may import `eval`: its own command is run, and told not to leave its proposals in the home.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "eval", "audit", "--proposals", str(Path(folder) / "proposals.jsonl")]
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            cwd=ROOT,
            env={**os.environ, "CEWEN_HOME": str(settings.home.absolute()), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    lines = [line.strip() for line in done.stdout.strip().splitlines()]
    first = "".join(lines[: 2 if lines and lines[0].endswith(":") else 1])
    if done.returncode == 0:
        yield Finding("题目", "ok", first)
    elif done.returncode == 1 and first:  # a text has a new version: the answers are right, the questions are behind
        yield Finding("题目", "warning", first, AUDIT)
    else:
        last = next(reversed(done.stderr.strip().splitlines()), "没有说原因")
        yield Finding("题目", "problem", f"核对没有做成:{last}", AUDIT)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
