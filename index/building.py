"""Build an index from parsed documents and swap it in; a build that is killed leaves the old one whole."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

import corpus.claims
import corpus.classes
import corpus.grammar
import corpus.listings
import corpus.names
import corpus.terms
import corpus.vocabulary
import corpus.words
from corpus.atomic import locked, make_folder, settle_all, sweep, write_json, write_text
from corpus.types import Document, Parsed
from index.adapter import FILE as ADAPTER
from index.adapter import adapter_for
from index.content import Content, Entry, Questions, enter, load_content, passages_of, save_content
from index.cuts import CutCache
from index.encoder import Encoder
from index.errors import BrokenIndexError, BusyIndexError, MissingIndexError, UnwritableIndexError
from index.fields import Progress, build_rows, terms_of
from index.logs import event
from index.properties import NAME as PROPERTIES
from index.properties import Properties
from index.shipped import shipped
from index.snapshot import FORMAT, Layout, Manifest, checksum, read_manifest, verify
from index.stores.local import LocalStore
from index.stores.types import Store
from index.vectors import VectorCache

Known = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: passages added, removed and kept against the build before, texts encoded.

    `documents` are in it, `versions` are the older ones that have an index.
    """

    added: int
    removed: int
    kept: int
    encoded: int
    documents: int
    versions: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document to index with the questions its passages answer."""

    parsed: Parsed
    questions: tuple[Questions, ...] = ()


def data_hash(sources: Sequence[Source]) -> str:
    """What the sources, their questions, the adapter and the mining code come to; a change makes an index stale."""
    digest = hashlib.sha256(_miner().encode())
    digest.update(checksum(ADAPTER).encode())
    for source in sources:
        digest.update(source.parsed.document.version.encode())
        for passage in source.parsed.passages:
            digest.update(f"{passage.passage_id}{passage.confidence}".encode())
        for section in source.parsed.sections:
            if section.confidence is not None:
                digest.update(f"{section.section_id}{section.confidence}".encode())
        for row in source.questions:
            digest.update("\n".join(row.questions).encode())
            digest.update(f"{row.sentences}{row.open}".encode())
    return digest.hexdigest()[:16]


_MINING = (
    corpus.grammar,
    corpus.words,
    corpus.vocabulary,
    corpus.names,
    corpus.listings,
    corpus.classes,
    corpus.terms,
    corpus.claims,
)


@lru_cache(maxsize=1)
def _miner() -> str:
    """A hash of the code that mines terms and claims: what it makes is stored in a build."""
    sources = (inspect.getsource(module) for module in _MINING)
    return hashlib.sha256("".join(sources).encode()).hexdigest()


def is_fresh(
    home: Path,
    sources: Sequence[Source],
    fingerprint: str,
    older: Sequence[Source] = (),
    store: str = LocalStore.name,
) -> bool:
    """Whether the current build holds just these sources, by this encoder, in this store; and each older its own."""
    builds = [(Layout(home), sources), *((Layout(home, version_name(s.parsed.document)), (s,)) for s in older)]
    return all(_holds(layout, held, fingerprint, store) for layout, held in builds)


def version_name(document: Document) -> str:
    """ID@VERSION, as the index of an older version is named."""
    return f"{document.doc_id}@{document.version}"


def build(
    home: Path,
    sources: Sequence[Source],
    encoder: Encoder,
    progress: Progress = lambda name, done, total: None,
    older: Sequence[Source] = (),
    store: Store | None = None,
) -> BuildReport:
    """Build all sources anew from stored vectors, in files unless told; encodes only texts that were never encoded.

    Each of the `older` versions gets an index of its own, once. BusyIndexError when another build is at work on this
    home, UnwritableIndexError where it cannot be written.
    """
    with building(home):
        return build_held(home, sources, encoder, progress, older, store)


def build_held(
    home: Path,
    sources: Sequence[Source],
    encoder: Encoder,
    progress: Progress = lambda name, done, total: None,
    older: Sequence[Source] = (),
    store: Store | None = None,
) -> BuildReport:
    """`build` for one who is `building` already."""
    layout, store, began = Layout(home), store or LocalStore(), time.perf_counter()
    known = _entries(layout)
    vectors = VectorCache(layout.vectors, encoder, shipped(encoder))
    before, after = _passage_ids(layout), _snapshot(layout, sources, encoder, vectors, known, progress, store)
    for source in older:
        its = Layout(home, version_name(source.parsed.document))
        if not _holds(its, (source,), encoder.fingerprint, store.name):
            _snapshot(its, (source,), encoder, vectors, known, progress, store)
    passages = len(after - before), len(before - after), len(after & before)
    report = BuildReport(*passages, vectors.encoded, len(sources), len(older))
    event("build", **asdict(report), seconds=round(time.perf_counter() - began, 3))
    return report


@contextmanager
def building(home: Path) -> Iterator[None]:
    """Hold the lock of a home's builds; BusyIndexError where another does, UnwritableIndexError where none can."""
    layout = Layout(home)
    try:
        with locked(layout.lock, wait=False):
            sweep(layout.vectors)
            sweep(layout.root)
            yield
    except BlockingIOError as e:
        raise BusyIndexError("另一个进程正在建立索引;请等它完成后再试") from e
    except OSError as e:
        said = f"不能写索引 {layout.root}:{e.strerror or e};已有的索引仍可用"
        raise UnwritableIndexError(f"{said}。请检查 CEWEN_HOME、权限和磁盘空间,再运行 python -m index build") from e


def _snapshot(
    layout: Layout,
    sources: Sequence[Source],
    encoder: Encoder,
    vectors: VectorCache,
    known: Known,
    progress: Progress,
    store: Store,
) -> set[str]:
    """Write a build and point to it; the ids of its passages."""
    with ThreadPoolExecutor(1) as beside:
        # The encoder works outside of Python's lock: the texts are mined meanwhile.
        texts = [passage.text for source in sources for passage in source.parsed.passages]
        encoding = beside.submit(vectors.documents, texts, partial(progress, "passages"))
        content = tuple(_entry(s, known) for s in sources)
        encoding.result()
    cuts = CutCache(layout.words, terms_of(content))
    adapter = adapter_for(content, vectors, shipped(encoder), layout.root / ADAPTER.name)
    rows = build_rows(content, encoder, vectors, cuts, progress, adapter)
    properties = Properties.encoded(content, vectors)
    vectors.save()
    if not layout.of:  # an older version is built once
        cuts.save()
    documents = {s.parsed.document.doc_id: s.parsed.document.version for s in sources}
    data = data_hash(sources)
    name, before = os.urandom(6).hex(), _name(layout)
    folder = layout.build(name)
    make_folder(folder)
    ids = [p.passage_id for p in passages_of(content)]
    try:
        store.save(rows, folder)
        save_content(content, folder / "content.json")
        np.save(folder / PROPERTIES, properties)
        if adapter is not None:
            adapter.save(folder)
        (folder / "passages.json").write_text(json.dumps(ids), encoding="utf-8")
        files = {str(f.relative_to(folder)): checksum(f) for f in sorted(folder.rglob("*")) if f.is_file()}
        manifest = Manifest(FORMAT, encoder.fingerprint, documents, data, files, _miner(), store.name)
        write_json(folder / "manifest.json", asdict(manifest.sealed()))
        settle_all(folder)
        write_text(layout.current, name)
    except BaseException:
        if _name(layout) != name:  # what is half built would only fill the disk
            shutil.rmtree(folder, ignore_errors=True)
        raise
    _sweep(layout, {name, before})
    return set(ids)


def _holds(layout: Layout, sources: Sequence[Source], fingerprint: str, store: str) -> bool:
    """Whether the current build is whole and holds just these sources."""
    try:
        folder = layout.build(layout.name)
        manifest = read_manifest(folder)
        verify(folder, manifest)
    except (MissingIndexError, BrokenIndexError):
        return False
    made = (manifest.format, manifest.fingerprint, manifest.data, manifest.store)
    return made == (FORMAT, fingerprint, data_hash(sources), store)


def _entry(source: Source, known: Known) -> Entry:
    """A source with its vocabulary and claims, mined unless the build before holds the same."""
    entry = known.get(version_name(source.parsed.document))
    if entry is not None and entry.parsed == source.parsed:
        return replace(entry, questions=source.questions)
    return enter(source.parsed, source.questions)


def _entries(layout: Layout) -> Known:
    """The documents of the current build by ID@VERSION, where it is whole and the code that mined them is the same."""
    try:
        folder = layout.build(layout.name)
        manifest = read_manifest(folder)
        if (manifest.format, manifest.miner) != (FORMAT, _miner()):
            return {}
        verify(folder, manifest)
        return {version_name(e.parsed.document): e for e in load_content(folder / "content.json")}
    except (MissingIndexError, BrokenIndexError, OSError, ValueError):
        return {}


def _passage_ids(layout: Layout) -> set[str]:
    try:
        return set(json.loads((layout.build(layout.name) / "passages.json").read_text(encoding="utf-8")))
    except (MissingIndexError, BrokenIndexError, FileNotFoundError, ValueError):
        return set()


def _name(layout: Layout) -> str:
    """The build that is pointed to now, "" where there is none."""
    try:
        return layout.current.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _sweep(layout: Layout, keep: set[str]) -> None:
    """Remove all builds but this one and that before it, which a reader may be opening."""
    for folder in (layout.root / "builds").iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


__all__ = [
    "BuildReport",
    "Content",
    "Source",
    "build",
    "build_held",
    "building",
    "data_hash",
    "is_fresh",
    "version_name",
]
