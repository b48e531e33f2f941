"""Backup and restore of a home: the library with all versions, sessions, feedback, runs, settings without secrets.

    <home>/.restore-…/                 a backup being unpacked; nothing else has changed yet
    <home>/replaced-YYYYMMDD-HHMMSS-…/ what was there before a restore; `restore` takes it back

The index is not in a backup: `python -m index build` makes it anew from the library.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.archive import Archive, Manifest, write
from assistant.errors import BackupError
from assistant.sessions import Sessions, examined
from assistant.settings import Settings
from corpus import Library, LibraryError
from corpus.atomic import settle
from corpus.store import locked
from index.settings import secrets_of

DATABASE, SETTINGS = "sessions.db", "cewen.toml"
PARTS = {  # what is backed up, in words
    "documents": "文本",
    "questions": "问法",
    DATABASE: "提问记录",
    "feedback.jsonl": "评价",
    "runs": "评测记录",
    "audit": "题目的修订",
    SETTINGS: "设置",
}
FOLDERS = ("documents", "questions", "runs", "audit")
BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")  # what SQLite keeps beside the file, and which belongs to it alone
UNPACKING, REPLACED = ".restore-", "replaced-"
NOTE = "# 备份时与默认不同的设置,密钥不在其中。要用它,拷到启动策问的文件夹里。\n"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought in, and where that which was there before is now (None where nothing was)."""

    parts: tuple[str, ...]
    replaced: Path | None


def backup(settings: Settings, target: Path, force: bool = False) -> Manifest:
    """Write a backup, whole or not at all and for its user only, and read it again to see that it is sound.

    The shipped texts are taken into the library first, so that what cites them can be looked up when a later release
    ships others. BackupError, LibraryError and SessionError say what is wrong.
    """
    if target.exists() and not force:
        raise BackupError(f"已经有 {target};换个名字,或加 --force 换掉它")
    Library(settings.home).keep_shipped()
    with _written(target), tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}.", dir=target.parent) as folder:
        made = Path(folder) / "archive"  # mkdtemp lets no one else look into the folder
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            manifest = write(file, _contents(settings, Path(folder)))
        settle(made)
        with Archive(made, PARTS) as archive:
            archive.check()
        made.replace(target)
    settle(target.parent)
    return manifest


def restore(home: Path, source: Path, force: bool = False) -> Restored:
    """Bring a home to what a backup holds, or take back what an earlier restore replaced (a folder `replaced-…`).

    Everything is checked and unpacked first; then what is there is moved aside and the new is moved in. A home that
    holds anything of the kind is refused unless forced. BackupError says what is wrong, and then nothing has changed.
    """
    there = [name for name in (*PARTS, *BESIDE) if os.path.lexists(home / name)]
    if source.is_dir():
        if source.resolve().parent != home.resolve() or not source.name.startswith(REPLACED):
            raise BackupError(f"{source} 不是备份;要么是备份文件,要么是 {home} 里以 {REPLACED} 开头的文件夹")
        _refuse(home, there, force)
        restored = _exchange(home, source, there)
        if not any(source.iterdir()):
            source.rmdir()
        return restored
    with Archive(source, PARTS) as archive:
        archive.check()
        _refuse(home, there, force)
        with _unpacked(archive, home) as folder:
            return _exchange(home, folder, there)


def settings_toml(settings: Settings) -> str:
    """The settings that differ from the defaults as `cewen.toml`; no secret, and no name and password of an address."""
    left_out: dict[str, Any] = {"home": True}
    for section, *names in secrets_of(type(settings)):
        left_out.setdefault(section, set()).update(names)
    values = settings.model_dump(mode="json", exclude=left_out, exclude_defaults=True)
    lines = [NOTE]
    for section, fields in values.items():
        if fields:
            lines.append(f"\n[{section}]\n")
        lines.extend(f"{name} = {_toml(value)}\n" for name, value in fields.items())
    return "".join(lines)


def _toml(value: object) -> str:
    """A plain value: what JSON writes for a string, a number or a truth value, TOML reads."""
    if isinstance(value, str):
        value = re.sub(r"(?<=://)[^/@\s]*@", "", value)
    return json.dumps(value, ensure_ascii=False)


def _contents(settings: Settings, scratch: Path) -> Iterator[tuple[str, Path | bytes]]:
    """The files of a home by name. Manifests of documents come first: the versions that they name are there already."""
    home = settings.home
    manifests = {path: path.read_bytes() for path in sorted((home / "documents").glob("*/document.json"))}
    for path, content in manifests.items():
        yield path.relative_to(home).as_posix(), content
    for name in FOLDERS:
        folder = (home / name).resolve()
        for file in _files(folder):
            inside = file.relative_to(folder).as_posix()
            if not (name == "documents" and inside.endswith("/document.json")):
                yield f"{name}/{inside}", file
    if (home / DATABASE).exists():
        Sessions(home).copy(scratch / DATABASE)
        yield DATABASE, scratch / DATABASE
    if (home / "feedback.jsonl").exists():
        yield "feedback.jsonl", home / "feedback.jsonl"
    yield SETTINGS, settings_toml(settings).encode()


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder that are not hidden (those are locks, and files in the making)."""
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            raise BackupError(f"{entry} 不是普通的文件或文件夹,不能备份;请换成文件本身,或移到别处")
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise BackupError(f"备份没有写成 {target}({error});请检查权限和磁盘空间") from error


def _refuse(home: Path, there: Sequence[str], force: bool) -> None:
    if there and not force:
        kinds = "、".join(PARTS[name] for name in there if name in PARTS)
        raise BackupError(
            f"{home} 里已有{kinds};换一个 CEWEN_HOME,或加 --force:现有的会移到 {home}/{REPLACED}时间,可以再换回来"
        )


@contextmanager
def _unpacked(archive: Archive, home: Path) -> Iterator[Path]:
    """The members of an archive in a folder of the home, its database found sound; the folder is gone afterwards."""
    with ExitStack() as undone:
        try:
            home.mkdir(parents=True, exist_ok=True)
            free, needed = shutil.disk_usage(home).free, archive.manifest.bytes
            if needed > free:
                raise BackupError(f"恢复要 {needed} 字节,{home} 所在的磁盘只剩 {free} 字节;请腾出空间")
            folder = Path(tempfile.mkdtemp(prefix=UNPACKING, dir=home))
            undone.callback(shutil.rmtree, folder, ignore_errors=True)
            archive.extract(folder)
        except OSError as error:
            raise BackupError(f"不能写 {home}({error});请检查权限和磁盘空间") from error
        if (folder / DATABASE).exists():
            examined(folder / DATABASE)
        yield folder


def _exchange(home: Path, folder: Path, there: Sequence[str]) -> Restored:
    """Move what is there aside and the parts in the folder in; where a move fails, all of them are taken back."""
    aside = Path(tempfile.mkdtemp(prefix=f"{REPLACED}{datetime.now():%Y%m%d-%H%M%S}-", dir=home)) if there else home
    coming = [name for name in (*PARTS, *BESIDE) if os.path.lexists(folder / name)]
    moves = [(home / name, aside / name) for name in there] + [(folder / name, home / name) for name in coming]
    done: list[tuple[Path, Path]] = []
    try:
        with locked(home / "documents") if "documents" in there else nullcontext():
            for old, new in moves:
                old.rename(new)
                done.append((old, new))
    except (OSError, LibraryError) as error:
        for old, new in reversed(done):
            new.rename(old)
        if there:
            aside.rmdir()
        raise BackupError(f"没有恢复,一切照旧:{error}") from error
    settle(home)
    return Restored(tuple(name for name in PARTS if name in coming), aside if there else None)
