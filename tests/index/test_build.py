"""Building: nothing is encoded twice, nothing is lost when a build is killed, two builds do not meet."""

import fcntl
import importlib
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from corpus import Library, parse_text
from index import BusyIndexError, Query, Retriever, Source, UnwritableIndexError, build, build_library, is_fresh
from index.snapshot import Layout, read_manifest, verify
from index.stores.local import LocalStore
from index.vectors import VectorCache
from tests.conftest import ROOT
from tests.index.toy import DATA, ToyEncoder, made, source

SOURCES = importlib.import_module("index.sources")
BUILD = importlib.import_module("index.building")
QUESTIONS = ("哪座水厂做膜过滤?", "围棋课程在哪所学校", "管网漏损率")


class Killed(BaseException):
    """Stands for a kill at one moment."""


def hits(home: Path) -> list[object]:
    retriever = Retriever.open(home, ToyEncoder())
    return [asdict(retriever.retrieve(Query(q))) for q in QUESTIONS]


def test_open_gives_what_was_built(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    retriever = Retriever.open(built, encoder)
    assert tuple(e.parsed for e in retriever.content) == tuple(s.parsed for s in sources)
    assert retriever.entry("water").questions == sources[0].questions
    first = hits(built)
    build(built, sources, encoder)
    assert hits(built) == first


def test_second_build_encodes_nothing(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    before = encoder.seen
    report = build(built, sources, encoder)
    assert (report.added, report.removed, report.encoded) == (0, 0, 0)
    assert report.kept == sum(len(s.parsed.passages) for s in sources)
    assert encoder.seen == before


def test_a_changed_paragraph_encodes_no_more_than_itself(
    built: Path, sources: tuple[Source, ...], encoder: ToyEncoder
) -> None:
    text = (DATA / "water.txt").read_text("utf-8").replace("服务城东新区", "服务城东新城")
    report = build(built, (made(text, "water"), sources[1]), encoder)
    assert (report.added, report.removed) == (1, 1)
    assert 1 <= report.encoded <= 2, "the passage and its one sentence"


def test_a_removed_document_is_gone_and_comes_back_for_free(
    built: Path, sources: tuple[Source, ...], encoder: ToyEncoder
) -> None:
    build(built, sources[1:], encoder)
    assert {h.passage.doc_id for h in Retriever.open(built, encoder).retrieve(Query("水厂")).hits} == {"schools"}
    assert build(built, sources, encoder).encoded == 0


def test_no_documents_and_empty_documents_build(home: Path, encoder: ToyEncoder) -> None:
    for nothing in ((), (Source(parse_text("", "empty")),), (Source(parse_text(" \n\n", "blank")),)):
        build(home, nothing, encoder)
        found = Retriever.open(home, encoder).retrieve(Query("有什么?"))
        assert (found.hits, found.sentences) == ((), ())


def test_is_fresh(built: Path, sources: tuple[Source, ...], tmp_path: Path) -> None:
    assert is_fresh(built, sources, "toy/64")
    assert not is_fresh(built, sources, "other/64")
    assert not is_fresh(built, sources[:1], "toy/64")
    assert not is_fresh(built, (source("water"), sources[1]), "toy/64"), "its questions went away"
    assert not is_fresh(tmp_path / "nowhere", sources, "toy/64")


def test_progress_is_told(home: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    told: list[tuple[str, int, int]] = []
    build(home, sources, encoder, lambda name, done, total: told.append((name, done, total)))
    last = {name: (done, total) for name, done, total in told}
    assert set(last) == {"passages", "sentences", "questions"}
    assert all(done == total for done, total in last.values())


STAGES = (
    "_entries",
    "VectorCache",
    "build_rows",
    "save_content",
    "passages_of",
    "checksum",
    "write_json",
    "settle_all",
    "write_text",
    "_sweep",
)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_build_killed_at_any_stage_leaves_a_whole_index(
    built: Path, stage: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, layout = hits(built), Layout(built)
    name = layout.current.read_text("utf-8")
    real = getattr(BUILD, stage)

    def dies(*args: object) -> None:
        if after:
            real(*args)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(BUILD, stage, dies)
        with pytest.raises(Killed):
            build(built, (source("schools"),), ToyEncoder())
    swapped = stage == "_sweep" or (stage == "write_text" and after)
    assert (layout.current.read_text("utf-8") != name) == swapped
    folder = Layout(built).build(Layout(built).name)
    verify(folder, read_manifest(folder))
    assert (hits(built) == old) != swapped
    assert build(built, (source("schools"),), ToyEncoder()).removed == (0 if swapped else 13)


def test_the_vectors_of_a_killed_build_are_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(BUILD, "write_text", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            build(home, (source("water"),), ToyEncoder())
    assert build(home, (source("water"),), ToyEncoder()).encoded == 0


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from index import Query, Retriever, build
    from tests.index.toy import DATA, ToyEncoder, made

    home, moments = Path(sys.argv[1]), {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
    water = (DATA / "water.txt").read_text("utf-8")

    def killed_at(moment):
        child = os.fork()
        if child:
            return os.WIFSIGNALED(os.waitpid(child, 0)[1])
        left = moment

        def hook(event, told):
            nonlocal left
            if event not in moments or (event == "open" and not told[2] & (os.O_WRONLY | os.O_RDWR)):
                return
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

        new = made(water.replace("城东新区", f"城东新区第{moment}期"), "water")
        sys.addaudithook(hook)
        build(home, (new,), ToyEncoder())
        os._exit(0)

    moment = 1
    while killed_at(moment):
        assert Retriever.open(home, ToyEncoder()).retrieve(Query("膜过滤")).hits
        moment += 4
    print(moment // 4)
"""


def test_a_process_killed_at_many_steps_of_a_build_leaves_a_whole_index(home: Path) -> None:
    """At every fourth one; a step is a file opened for writing, renamed or removed, or a folder made or removed."""
    build(home, (source("water"),), ToyEncoder())
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(home)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    assert int(done.stdout) >= 15
    assert build(home, (source("water"),), ToyEncoder()).kept == 12, "the last build had one paragraph changed"


def test_a_second_build_at_once_is_told_to_wait(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    with Layout(built).lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BusyIndexError, match="另一个进程正在建立索引"):
            build(built, sources, encoder)
    build(built, sources, encoder)


def test_old_builds_are_swept_but_one(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    for _ in range(4):
        build(built, sources, encoder)
    kept = {f.name for f in (Layout(built).root / "builds").iterdir()}
    assert len(kept) == 2
    assert Layout(built).name in kept


def test_vectors_of_one_encoder_are_not_taken_for_another(tmp_path: Path) -> None:
    one = VectorCache(tmp_path, ToyEncoder("one/64"))
    one.documents(["甲", "乙", "甲"])
    one.save()
    assert one.encoded == 2
    again, other = VectorCache(tmp_path, ToyEncoder("one/64")), VectorCache(tmp_path, ToyEncoder("two/64"))
    again.documents(["乙", "甲"])
    other.documents(["乙", "甲"])
    assert (again.encoded, other.encoded) == (0, 2)


def test_a_damaged_vector_store_is_encoded_anew(
    built: Path, sources: tuple[Source, ...], files: Callable[[Path], dict[str, bytes]]
) -> None:
    old = hits(built)
    (name,) = files(Layout(built).vectors)
    store = Layout(built).vectors / name
    whole = store.read_bytes()
    damaged = [b"", whole[:10], whole[: len(whole) // 2], whole[:-1]]
    places = range(0, len(whole), max(1, len(whole) // 150))
    damaged += [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in places]
    for content in damaged:
        store.write_bytes(content)
        VectorCache(Layout(built).vectors, ToyEncoder()).documents(["青江"])
    store.write_bytes(damaged[2])
    assert build(built, sources, ToyEncoder()).encoded > 0
    assert hits(built) == old


def test_the_lock_is_let_go_when_a_build_fails(home: Path, sources: tuple[Source, ...]) -> None:
    class Failing(ToyEncoder):
        def documents(self, texts: list[str]) -> object:  # type: ignore[override]
            raise OSError(28, os.strerror(28))

    with pytest.raises(UnwritableIndexError, match=r"No space.*磁盘空间"):
        build(home, sources, Failing())  # type: ignore[arg-type]
    assert build(home, sources, ToyEncoder()).encoded > 0


def test_a_text_that_came_while_another_build_was_at_work_is_in_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the library read before the lock is held, the build that waited would put the text out again."""
    library = Library(home, home / "no-plans")
    library.add(DATA / "water.txt")
    real = SOURCES.building

    @contextmanager
    def after_another(folder: Path) -> Iterator[None]:
        Library(home, home / "no-plans").add(DATA / "schools.txt")
        with real(folder):
            yield

    monkeypatch.setattr(SOURCES, "building", after_another)
    report = build_library(library, home, ToyEncoder(), lambda *_: None, LocalStore())
    assert (report.documents, report.versions) == (2, 0)
    assert len(Retriever.open(home, ToyEncoder()).content) == 2


def test_damaged_claims_are_not_taken_over(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    right = Retriever.open(built, encoder).content
    layout = Layout(built)
    content = layout.build(layout.name) / "content.json"
    wrong, found = re.subn(r'"cue":"\w+"', '"cue":"支持"', content.read_text("utf-8"), count=1)
    assert found
    content.write_text(wrong, "utf-8")
    assert not is_fresh(built, sources, encoder.fingerprint)
    build(built, sources, encoder)
    assert Retriever.open(built, encoder).content == right


def test_a_build_is_on_the_disk_before_it_is_pointed_to(
    home: Path, sources: tuple[Source, ...], encoder: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[Path] = []
    monkeypatch.setattr(BUILD, "settle_all", settled.append)
    monkeypatch.setattr(BUILD, "write_text", lambda path, name: settled.append(path))
    build(home, sources, encoder)
    folder, pointer = settled
    assert (folder / "manifest.json").is_file()
    assert pointer == Layout(home).current
