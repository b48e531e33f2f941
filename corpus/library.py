"""The library: the documents that ship with the package and those that were added, with all their versions.

    home/documents/<id>/document.json      current version, and what is known of each version
    home/documents/<id>/<version>.json     that version's text as it was read
    home/documents/<id>/<version>.<ext>    the file that was added

The manifest is written last and each file whole, so that a crash leaves the library as it was.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.atomic import sweep, write, write_json
from corpus.errors import LibraryError
from corpus.load import MARKDOWN, PLAIN, load
from corpus.parse import parse_loaded
from corpus.store import locked, pack, read_json, unpack
from corpus.types import DocumentInfo, Parsed

PLANS = Path(__file__).parent / "plans"
_CACHED = 32
_VERSION = re.compile(r"[0-9a-f]{12}")


def default_home() -> Path:
    """Give the folder of what is built: CEWEN_HOME, else var/ beside the packages."""
    return Path(os.environ.get("CEWEN_HOME") or Path(__file__).resolve().parent.parent / "var")


class Library:
    """The documents under `home` together with the shipped plans; keeps no file open between calls."""

    def __init__(self, home: Path | str | None = None, plans: Path = PLANS) -> None:
        """Open a library (`default_home()` unless told); `home` need not exist yet."""
        self.home = Path(home) if home is not None else default_home()
        self.folder = self.home / "documents"
        self.plans = plans
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._files: dict[Path, tuple[int, Parsed]] = {}

    def list(self) -> tuple[DocumentInfo, ...]:
        """List the documents by id, each with its current version."""
        added = {path.parent.name for path in self.folder.glob("*/document.json")}
        manifests = {doc_id: self._manifest(doc_id) for doc_id in added | set(self._shipped())}
        return tuple(_info(manifests[doc_id]) for doc_id in sorted(manifests) if not manifests[doc_id]["removed"])

    def info(self, doc_id: str) -> DocumentInfo:
        """Say what is known of one document. Raises LibraryError."""
        return _info(self._known(doc_id))

    def get(self, doc_id: str, version: str | None = None) -> Parsed:
        """Give a document's current version, or the one asked for (its first digits suffice). Raises LibraryError."""
        manifest = self._known(doc_id)
        wanted = manifest["current"] if version is None else _version(manifest, version)
        if (doc_id, wanted) not in self._parsed:
            while len(self._parsed) >= _CACHED:
                self._parsed.pop(next(iter(self._parsed)))
            self._parsed[doc_id, wanted] = self._read(manifest, wanted)
        return self._parsed[doc_id, wanted]

    def add(self, path: Path | str, doc_id: str | None = None) -> DocumentInfo:
        """Add a file as a document, or as the new version of one; the id is the file's stem unless one is given.

        A file whose text the library has already becomes the current version again. Raises LoadError, LibraryError.
        """
        path = Path(path)
        doc_id = _checked(doc_id or path.stem)
        loaded = load(path)
        parsed = parse_loaded(loaded, doc_id, path.name)
        version = parsed.document.version
        with locked(self.folder):
            manifest = self._manifest(doc_id)
            self._keep_shipped(manifest)
            folder = self.folder / doc_id
            if folder.is_symlink():
                raise LibraryError(f"{folder} 是链接,会写到文库以外;请删去它,或换一个编号")
            sweep(folder)
            if not (folder / f"{version}.json").exists():
                write(folder / f"{version}{path.suffix.lower()}", path.read_bytes())
                write_json(folder / f"{version}.json", pack(loaded))
            manifest["versions"] = [v for v in manifest["versions"] if v["version"] != version]
            manifest["versions"].insert(0, _entry(parsed, datetime.now(UTC).isoformat(timespec="seconds")))
            self._save(manifest, current=version)
        return _info(manifest)

    def remove(self, doc_id: str) -> DocumentInfo:
        """Take a document out of the library; its versions stay, and `restore` brings it back. Raises LibraryError."""
        with locked(self.folder):
            manifest = self._known(doc_id)
            self._keep_shipped(manifest)
            self._save(manifest, removed=True)
        return _info(manifest)

    def restore(self, doc_id: str, version: str) -> DocumentInfo:
        """Make an older version the current one, or bring back a removed document. Raises LibraryError."""
        with locked(self.folder):
            manifest = self._manifest(doc_id)
            wanted = _version(manifest, version)
            self._keep_shipped(manifest)
            self._save(manifest, current=wanted)
        return _info(manifest)

    def keep_shipped(self) -> None:
        """Store the shipped plans as versions, so that they can be had when the next release ships others."""
        with locked(self.folder):
            for doc_id in self._shipped():
                manifest = self._manifest(doc_id)
                self._keep_shipped(manifest)
                self._save(manifest)

    def _shipped(self) -> dict[str, Path]:
        paths = sorted(self.plans.glob("*")) if self.plans.is_dir() else []
        return {
            path.stem: path for path in paths if path.suffix in (*PLAIN, *MARKDOWN) and path.stem.upper() != "README"
        }

    def _manifest(self, doc_id: str) -> dict[str, Any]:
        """Give a document's manifest; a shipped plan counts as its newest version where the library has not seen it."""
        path = self.folder / doc_id / "document.json"
        manifest: dict[str, Any] = {"doc_id": doc_id, "current": "", "removed": False, "shipped": "", "versions": []}
        if path.exists():
            manifest |= _sound(read_json(path), path)
        shipped = self._shipped().get(doc_id)
        if shipped is not None:
            parsed = self._parse_shipped(shipped)
            version = parsed.document.version
            if version not in {v["version"] for v in manifest["versions"]}:
                manifest["versions"].insert(0, _entry(parsed, ""))
                if manifest["current"] in ("", manifest["shipped"]):
                    manifest["current"] = version
            manifest["shipped"] = version
        return manifest

    def _known(self, doc_id: str) -> dict[str, Any]:
        manifest = self._manifest(doc_id) if doc_id and _safe(doc_id) else {"versions": [], "removed": False}
        if manifest["removed"]:
            raise LibraryError(
                f"文档 {doc_id} 已移除;用 `python -m corpus restore {doc_id} {manifest['current']}` 恢复"
            )
        if not manifest["versions"]:
            raise LibraryError(f"没有文档 {doc_id};用 `python -m corpus list` 查看现有文档")
        return manifest

    def _read(self, manifest: dict[str, Any], version: str) -> Parsed:
        doc_id = manifest["doc_id"]
        path = self.folder / doc_id / f"{version}.json"
        shipped = self._shipped().get(doc_id)
        if not path.exists() and shipped is not None and version == manifest["shipped"]:
            return self._parse_shipped(shipped)
        source = next(v["source"] for v in manifest["versions"] if v["version"] == version)
        data = read_json(path)
        try:
            parsed = parse_loaded(unpack(data), doc_id, source)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LibraryError(f"文库文件损坏:{path};请从备份恢复,或重新 add 这个版本") from error
        if parsed.document.version != version:
            raise LibraryError(f"文库文件损坏:{path} 的文字与版本号不符;请从备份恢复,或重新 add 这个版本")
        return parsed

    def _parse_shipped(self, path: Path) -> Parsed:
        stamp = path.stat().st_mtime_ns
        known = self._files.get(path)
        if known is None or known[0] != stamp:
            known = stamp, parse_loaded(load(path), path.stem, path.name)
            self._files[path] = known
        return known[1]

    def _keep_shipped(self, manifest: dict[str, Any]) -> None:
        """Store the shipped plan's text as a version, so that it can be had when the next release ships another."""
        shipped = self._shipped().get(manifest["doc_id"])
        if shipped is not None:
            target = self.folder / manifest["doc_id"] / f"{manifest['shipped']}.json"
            if not target.exists():
                write_json(target, pack(load(shipped)))

    def _save(self, manifest: dict[str, Any], current: str | None = None, removed: bool = False) -> None:
        manifest |= {"current": current or manifest["current"], "removed": removed}
        write_json(self.folder / manifest["doc_id"] / "document.json", manifest, indent=1)


def _sound(manifest: dict[str, Any], path: Path) -> dict[str, Any]:
    """Give a manifest back if it is of the form that is written here; its versions become names of files."""
    kinds = {"doc_id": str, "current": str, "removed": bool, "shipped": str, "versions": list}
    entries = {"version": str, "title": str, "source": str, "characters": int, "added": str}
    versions = manifest.get("versions")
    if not (
        _of(manifest, kinds)
        and manifest["doc_id"] == path.parent.name
        and isinstance(versions, list)
        and all(_of(entry, entries) and _VERSION.fullmatch(entry["version"]) for entry in versions)
        and manifest["current"] in {entry["version"] for entry in versions}
    ):
        raise LibraryError(f"文库文件损坏:{path};请从备份恢复,或删除它所在的文件夹后重新 add")
    return manifest


def _of(value: object, kinds: dict[str, type]) -> bool:
    """Tell whether a value is an object of exactly these fields, each of its kind."""
    return (
        isinstance(value, dict)
        and value.keys() == kinds.keys()
        and all(isinstance(value[name], kind) for name, kind in kinds.items())
    )


def _info(manifest: dict[str, Any]) -> DocumentInfo:
    current = next((v for v in manifest["versions"] if v["version"] == manifest["current"]), manifest["versions"][0])
    return DocumentInfo(
        doc_id=manifest["doc_id"],
        title=current["title"],
        source=current["source"],
        version=current["version"],
        versions=tuple(v["version"] for v in manifest["versions"]),
        characters=current["characters"],
        shipped=current["version"] == manifest["shipped"],
        added=current["added"],
    )


def _entry(parsed: Parsed, added: str) -> dict[str, Any]:
    document = parsed.document
    return {
        "version": document.version,
        "title": document.title,
        "source": document.source,
        "characters": len(document.text),
        "added": added,
    }


def _version(manifest: dict[str, Any], prefix: str) -> str:
    doc_id = manifest["doc_id"]
    found = [v["version"] for v in manifest["versions"] if prefix and v["version"].startswith(prefix)]
    if len(found) == 1:
        return str(found[0])
    if not manifest["versions"]:
        raise LibraryError(f"没有文档 {doc_id};用 `python -m corpus list` 查看现有文档")
    known = "、".join(v["version"] for v in manifest["versions"])
    problem = "不止一个版本以此开头" if found else "没有这个版本"
    raise LibraryError(f"{doc_id} {problem}:{prefix};现有版本:{known}")


def _safe(doc_id: str) -> bool:
    plain = doc_id == doc_id.strip() and not doc_id.startswith((".", "-")) and len(doc_id.encode("utf-8")) <= 200
    return bool(doc_id) and plain and not any(c in '/\\:*?"<>|' or not c.isprintable() for c in doc_id)


def _checked(doc_id: str) -> str:
    if not _safe(doc_id):
        raise LibraryError(f"文档编号不可用:{doc_id!r};请用 --id 给一个不含 / \\ : 等符号、不以 . 或 - 开头的编号")
    return doc_id
