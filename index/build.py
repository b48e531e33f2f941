"""Build an index from parsed documents and swap it in; a build that is killed leaves the old one whole."""

from __future__ import annotations

import fcntl
import hashlib
import inspect
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import corpus.claims
import corpus.grammar
import corpus.terms
from corpus.types import Parsed
from index.content import Content, Questions, enter, passages_of, save_content
from index.encoder import Encoder
from index.errors import BrokenIndexError, BusyIndexError, MissingIndexError
from index.fields import Progress, build_rows
from index.snapshot import FORMAT, Layout, Manifest, checksum, read_manifest
from index.stores.local import LocalStore
from index.stores.types import Store
from index.vectors import VectorCache, write_atomically


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: passages added, removed and kept against the build before, texts encoded."""

    added: int
    removed: int
    kept: int
    encoded: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document to index with the questions its passages answer."""

    parsed: Parsed
    questions: tuple[Questions, ...] = ()


def data_hash(sources: Sequence[Source]) -> str:
    """What the sources, their questions and the code that mines them come to; a change makes an index stale."""
    digest = hashlib.sha256(_miner().encode())
    for source in sources:
        digest.update(source.parsed.document.version.encode())
        for passage in source.parsed.passages:
            digest.update(passage.passage_id.encode())
        for row in source.questions:
            digest.update("\n".join(row.questions).encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def _miner() -> str:
    """A hash of the code that mines terms and claims: what it makes is stored in a build."""
    sources = (inspect.getsource(module) for module in (corpus.grammar, corpus.terms, corpus.claims))
    return hashlib.sha256("".join(sources).encode()).hexdigest()


def is_fresh(home: Path, sources: Sequence[Source], fingerprint: str, store: str = LocalStore.name) -> bool:
    """Whether the current build holds just these sources, made by this encoder and kept in this store."""
    layout = Layout(home)
    try:
        manifest = read_manifest(layout.build(layout.name))
    except (MissingIndexError, BrokenIndexError):
        return False
    made = (manifest.format, manifest.fingerprint, manifest.data, manifest.store)
    return made == (FORMAT, fingerprint, data_hash(sources), store)


def build(
    home: Path,
    sources: Sequence[Source],
    encoder: Encoder,
    progress: Progress = lambda name, done, total: None,
    store: Store | None = None,
) -> BuildReport:
    """Build all sources anew from stored vectors, in files unless told; encodes only texts that were never encoded.

    BusyIndexError when another build is at work on this home.
    """
    layout, store = Layout(home), store or LocalStore()
    with _locked(layout):
        before = _passage_ids(layout)
        content = tuple(enter(s.parsed, s.questions) for s in sources)
        vectors = VectorCache(layout.vectors, encoder)
        rows = build_rows(content, encoder, vectors, progress)
        vectors.save()
        documents = {s.parsed.document.doc_id: s.parsed.document.version for s in sources}
        data = data_hash(sources)
        name = os.urandom(6).hex()
        folder = layout.build(name)
        folder.mkdir(parents=True)
        store.save(rows, folder)
        save_content(content, folder / "content.json")
        ids = [p.passage_id for p in passages_of(content)]
        (folder / "passages.json").write_text(json.dumps(ids), encoding="utf-8")
        files = {str(f.relative_to(folder)): checksum(f) for f in sorted(folder.rglob("*")) if f.is_file()}
        manifest = Manifest(FORMAT, encoder.fingerprint, documents, data, files, store.name)
        write_atomically(folder / "manifest.json", asdict(manifest))
        _point(layout, name)
        _sweep(layout, name)
    after = set(ids)
    return BuildReport(len(after - before), len(before - after), len(after & before), vectors.encoded)


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    layout.root.mkdir(parents=True, exist_ok=True)
    with layout.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise BusyIndexError("另一个进程正在建立索引;请等它完成后再试") from e
        yield


def _passage_ids(layout: Layout) -> set[str]:
    try:
        return set(json.loads((layout.build(layout.name) / "passages.json").read_text(encoding="utf-8")))
    except (MissingIndexError, FileNotFoundError, ValueError):
        return set()


def _point(layout: Layout, name: str) -> None:
    temporary = layout.current.with_suffix(f".{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as out:
        out.write(name)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(layout.current)


def _sweep(layout: Layout, keep: str) -> None:
    """Remove all builds but this one and the newest before it, which a reader may be opening."""
    others = [f for f in (layout.root / "builds").iterdir() if f.name != keep]
    for folder in sorted(others, key=lambda f: f.stat().st_mtime)[:-1]:
        shutil.rmtree(folder, ignore_errors=True)


__all__ = ["BuildReport", "Content", "Source", "build", "data_hash", "is_fresh"]
