"""A backup as a file: a zip of plain files, with a manifest.json that names each with its size and checksum.

A file that is read need not come from here. Its format, names, kinds and sizes are checked when it is opened and its
checksums by `check`, all before a byte of it is put anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import BackupError
from corpus.atomic import settle_all
from index.program import version

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MEMBERS = 100_000
MOST_BYTES = 4 * 2**30  # of one member
MOST_OF_MANIFEST = 32 * 2**20
CHUNK = 2**20
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1  # of a member's flags
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, IndexError),
)


class Member(BaseModel):
    """A file of the archive: its bytes, and their SHA-256 in hexadecimal."""

    model_config = ConfigDict(extra="forbid")
    bytes: int = Field(ge=0, le=MOST_BYTES)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What an archive holds, by which version of the program and when (UTC) it was made."""

    model_config = ConfigDict(extra="forbid")
    format: int = Field(ge=1)
    program: str
    made: datetime
    members: dict[str, Member]

    @property
    def bytes(self) -> int:
        """The bytes of all members together, unpacked."""
        return sum(member.bytes for member in self.members.values())


def write(file: BinaryIO, contents: Iterable[tuple[str, Path | bytes]]) -> Manifest:
    """Write an archive of these files, or bytes, under their names. OSError where it cannot be written."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents:
            source = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
            with source, archive.open(name, "w", force_zip64=True) as out:
                members[name] = _copied(iter(partial(source.read, CHUNK), b""), out.write)
        manifest = Manifest(format=FORMAT, program=version(), made=datetime.now(UTC), members=members)
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


class Archive:
    """An archive that is read; BackupError says what is wrong with it."""

    def __init__(self, path: Path, parts: Iterable[str]) -> None:
        """Open it and check all but its contents; `parts` are the names with which a path in it may begin."""
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise BackupError(f"打不开备份 {path}:{error.strerror or error}") from error
        except _DAMAGED as error:
            raise BackupError(f"{path} 不是策问的备份,或已损坏;请换一份备份") from error
        try:
            self.manifest = self._manifest()
            self._check_names(frozenset(parts))
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._zip.close()

    def check(self) -> None:
        """Read every member and compare it with its checksum."""
        for name in self.manifest.members:
            self._read(name, lambda piece: None)

    def extract(self, folder: Path) -> None:
        """Write the members below an empty folder, for their user only, each compared with its checksum again."""
        for name in self.manifest.members:
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                self._read(name, out.write)
        settle_all(folder)

    def _manifest(self) -> Manifest:
        with self._mistrusted():
            info = self._zip.getinfo(MANIFEST)
            if info.file_size > MOST_OF_MANIFEST:
                raise BackupError(f"备份 {self._path} 的清单太大({info.file_size} 字节);它不是策问写的")
            with self._zip.open(info) as opened:
                found = json.loads(opened.read(MOST_OF_MANIFEST + 1))
            if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > FORMAT:
                raise BackupError(
                    f"备份 {self._path} 是更新的程序写的(格式 {found['format']},本版读到 {FORMAT});请先升级策问"
                )
            return Manifest.model_validate(found)

    def _check_names(self, parts: frozenset[str]) -> None:
        infos = [info for info in self._zip.infolist() if info.filename != MANIFEST]
        members = self.manifest.members
        if len(infos) > MOST_MEMBERS:
            raise BackupError(f"备份 {self._path} 里的文件太多({len(infos)} 个,最多 {MOST_MEMBERS} 个)")
        if len(infos) != len(members) or {info.filename for info in infos} != set(members):
            raise BackupError(f"备份 {self._path} 里的文件与清单不符;请换一份备份")
        folders = {str(folder) for name in members for folder in PurePosixPath(name).parents}
        for info in infos:
            name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
            if not _plain(name, parts) or name in folders:
                raise BackupError(f"备份 {self._path} 里有不该有的路径 {name!r};它不是策问写的,没有恢复")
            if kind not in (0, stat.S_IFREG) or info.flag_bits & ENCRYPTED or info.compress_type not in PLAIN:
                raise BackupError(f"备份 {self._path} 里的 {name!r} 不是普通文件;它不是策问写的,没有恢复")
            if info.file_size != members[name].bytes:
                raise BackupError(f"备份 {self._path} 里的 {name} 大小与清单不符;请换一份备份")

    def _read(self, name: str, keep: Callable[[bytes], object]) -> None:
        """Hand out a member's bytes and compare their checksum."""
        member = self.manifest.members[name]
        if _copied(self._pieces(name), keep) != member:
            raise BackupError(f"备份 {self._path} 里的 {name} 已损坏(校验和不符);请换一份备份")

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes: the library stops at the size that the zip gives, which is the manifest's."""
        with self._mistrusted():
            opened = self._zip.open(name)
        with opened:
            while True:
                with self._mistrusted():
                    piece = opened.read(CHUNK)
                if not piece:
                    return
                yield piece

    @contextmanager
    def _mistrusted(self) -> Iterator[None]:
        """Whatever a damaged or a made-up file does to the libraries is one error of ours."""
        try:
            yield
        except KeyError as error:
            raise BackupError(f"{self._path} 里没有 {MANIFEST};它不是策问的备份") from error
        except (ValidationError, *_DAMAGED) as error:
            raise BackupError(f"备份 {self._path} 已损坏;请换一份备份") from error


def _plain(name: str, parts: frozenset[str]) -> bool:
    """Whether a name is a path downwards below one of the parts, with nothing hidden in it."""
    steps = name.split("/")
    return steps[0] in parts and all(
        step and not step.startswith(".") and "\\" not in step and step.isprintable() for step in steps
    )


def _copied(pieces: Iterable[bytes], keep: Callable[[bytes], object]) -> Member:
    """Hand each piece on; what they come to."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        keep(piece)
        digest.update(piece)
        size += len(piece)
    if size > MOST_BYTES:
        raise BackupError(f"一个文件有 {size} 字节,备份里最多 {MOST_BYTES} 字节")
    return Member(bytes=size, sha256=digest.hexdigest())
