"""A built index on disk: one folder a build, named by a pointer file that is swapped in last.

var/index/current            the name of the build that readers open
var/index/builds/NAME/       manifest.json and the files it lists with their checksums
var/index/vectors/           vectors by hash of text, shared by all builds
var/index/versions/ID@V/     current and builds/ of an older version of one document
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from index.errors import BrokenIndexError, MissingIndexError, StaleIndexError

FORMAT = 8
BUILD_HINT = "请运行 python -m index build"


@dataclass(frozen=True)
class Layout:
    """Every file of an index, named once; `of` is ID@VERSION in that of an older version of one document."""

    home: Path
    of: str = ""

    @property
    def root(self) -> Path:
        """The folder of all builds."""
        return self.versions / self.of if self.of else self.home / "index"

    @property
    def versions(self) -> Path:
        """The folder of older versions."""
        return self.home / "index" / "versions"

    @property
    def current(self) -> Path:
        """The pointer file."""
        return self.root / "current"

    @property
    def vectors(self) -> Path:
        """Vectors by hash of text."""
        return self.home / "index" / "vectors"

    @property
    def words(self) -> Path:
        """Search tokens by hash of text."""
        return self.root / "words.json"

    @property
    def lock(self) -> Path:
        """Held while a build is at work."""
        return self.home / "index" / "lock"

    @property
    def writing(self) -> Path:
        """Held while questions are written for passages."""
        return self.home / "index" / "writing"

    def build(self, name: str) -> Path:
        """The folder of one build."""
        return self.root / "builds" / name

    @cached_property
    def name(self) -> str:
        """The current build's name; MissingIndexError when there is none, BrokenIndexError where it leads nowhere."""
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError as e:
            raise MissingIndexError(f"{self.home} 里还没有{self.of and f' {self.of} 的'}索引;{BUILD_HINT}") from e
        except UnicodeDecodeError as e:
            raise BrokenIndexError(f"索引的指针 {self.current} 已损坏;{BUILD_HINT}") from e
        if not re.fullmatch(r"[\w-]+", name) or not self.build(name).is_dir():
            raise BrokenIndexError(f"索引的指针 {self.current} 已损坏,它指的那次构建不在;{BUILD_HINT}")
        return name


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from: documents (id → version), encoder, format, and a checksum for each file; its store.

    `miner` is a hash of the code that mined the terms and claims which it holds; `seal` is one of all the rest, so that
    damage to the manifest itself is noticed.
    """

    format: int
    fingerprint: str
    documents: dict[str, str]
    data: str
    files: dict[str, str]
    miner: str = ""
    store: str = "faiss"
    seal: str = ""

    def sealed(self) -> Manifest:
        """The same with its seal."""
        rest = json.dumps(asdict(replace(self, seal="")), sort_keys=True)
        return replace(self, seal=hashlib.sha256(rest.encode()).hexdigest())


def checksum(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a build folder."""
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except FileNotFoundError as e:
        raise BrokenIndexError(f"索引缺少 manifest.json;{BUILD_HINT}") from e
    except (ValueError, TypeError) as e:
        raise BrokenIndexError(f"索引的 manifest.json 读不出来;{BUILD_HINT}") from e
    if manifest.format == FORMAT and manifest != manifest.sealed():
        raise BrokenIndexError(f"索引的 manifest.json 已损坏(校验和不符);{BUILD_HINT}")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its checksum; BrokenIndexError names all that differ."""
    problems = []
    for name, expected in manifest.files.items():
        file = folder / name
        if not file.is_file():
            problems.append(f"索引缺少文件 {name}")
        elif checksum(file) != expected:
            problems.append(f"索引文件 {name} 已损坏(校验和不符)")
    if problems:
        raise BrokenIndexError(f"{'、'.join(problems)};{BUILD_HINT}")


def check_fresh(manifest: Manifest, fingerprint: str, store: str) -> None:
    """StaleIndexError when another encoder or format built it, or another store keeps it."""
    if manifest.format != FORMAT:
        raise StaleIndexError(f"索引格式是 {manifest.format},本版要 {FORMAT};{BUILD_HINT}")
    if manifest.fingerprint != fingerprint:
        raise StaleIndexError(f"索引由编码模型 {manifest.fingerprint} 建立,当前是 {fingerprint};{BUILD_HINT}")
    if manifest.store != store:
        raise StaleIndexError(f"索引存放在 {manifest.store},当前设置是 {store};{BUILD_HINT}")
