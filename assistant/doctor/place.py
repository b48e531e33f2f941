"""The place: room on the disk, who may read and write the home, what an interrupted restore has left."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from assistant.backup import UNPACKING
from assistant.doctor.types import Finding, Level
from assistant.settings import Settings

LEAST_FREE = 50_000_000  # bytes, below which nothing is sure to be kept
LITTLE_FREE = 1_000_000_000  # bytes
PRIVATE = ("sessions.db*", "feedback.jsonl", "log/cewen.jsonl*", "cewen.toml")


def disk(settings: Settings) -> Iterator[Finding]:
    """How much room there is where the home is, or will be."""
    there = next(folder for folder in (settings.home.absolute(), *settings.home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    level: Level = "problem" if free < LEAST_FREE else "warning" if free < LITTLE_FREE else "ok"
    fix = "" if level == "ok" else "腾出空间,或用 CEWEN_HOME 换一处"
    yield Finding("磁盘", level, f"{there} 还剩 {free / 1e9:.1f} GB", fix)


def permissions(settings: Settings) -> Iterator[Finding]:
    """The home can be written by its user, and what people asked is read by no one else."""
    home = settings.home
    if not home.exists():
        yield Finding("权限", "ok", f"{home} 还没有,用到时会建")
        return
    sound = True
    for path in [home, *(it for it in home.iterdir() if it.is_dir() or it.name == "sessions.db")]:
        if not os.access(path, os.W_OK):
            sound = False
            yield Finding("权限", "problem", f"{path} 不能写", f"chown -R $USER '{home}'")
    if home.stat().st_mode & stat.S_IWOTH:
        sound = False
        yield Finding("权限", "warning", f"{home} 谁都可以写", f"chmod o-w '{home}'")
    for path in _open_to_others(home):
        sound = False
        yield Finding("权限", "problem", f"{path} 别的用户也能读写", f"chmod 600 '{path}'")
    if sound:
        yield Finding("权限", "ok", f"{home} 可以写,提问记录和日志只有自己能读")


def leftovers(settings: Settings) -> Iterator[Finding]:
    """Folders of a restore that was killed."""
    for folder in sorted(settings.home.glob(f"{UNPACKING}*")):
        fix = f"再恢复一次;确认无误之后 rm -r '{folder}'"
        yield Finding("恢复", "warning", f"{folder} 是一次没有做完的恢复留下的", fix)


def _open_to_others(home: Path) -> Iterator[Path]:
    for pattern in PRIVATE:
        for path in sorted(home.glob(pattern)):
            if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                yield path
