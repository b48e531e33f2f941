"""Backup and restore: all of it comes back elsewhere, nothing changes where anything is wrong, and it can be undone."""

import json
import os
import shutil
import sqlite3
import stat
import threading
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from pydantic import SecretStr
from typer.testing import CliRunner

import corpus.__main__
from assistant import Assistant, Sessions, Settings, archive, backup, feedback
from assistant.__main__ import app
from assistant.conversation import continued
from assistant.errors import BackupError, SessionError
from assistant.settings import UISettings, load_settings
from assistant.types import Answer
from corpus import Library
from index import LLMSettings, Retriever, build, is_fresh, older_sources, sources_of
from index.settings import StoreSettings
from tests.index.toy import DATA, ToyEncoder
from tests.scripted import RESEARCH, Scripted

ME = "a" * 43
QUESTION = "东岭水厂聚焦哪些工艺?"


def indexed(home: Path) -> Assistant:
    """An assistant over all that the library of a home holds."""
    library, encoder = Library(home), ToyEncoder()
    build(home, sources_of(library, home), encoder, older=older_sources(library, home))
    return Assistant(Retriever.open(home, encoder), Settings(home=home), encoder)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two texts, one of them in two versions, conversations, verdicts, a run and questions of a text."""
    home = tmp_path_factory.mktemp("lived") / "home"
    library = Library(home)
    library.add(DATA / "water.txt")
    newer = home.parent / "water.txt"
    newer.write_text((DATA / "water.txt").read_text("utf-8").replace("白石水厂", "青石水厂"), "utf-8")
    library.add(newer)
    library.add(DATA / "schools.txt")
    assistant, sessions = indexed(home), Sessions(home)
    session_id = sessions.begin(ME, QUESTION)
    for question in (QUESTION, "它聚焦哪些工艺?"):
        continued(assistant, sessions, ME, session_id, question)
    feedback.keep(home, QUESTION, "答", "wrong", "不全")
    for name in ("runs/20260101-a.json", "questions/water.questions.jsonl", "audit/proposals.jsonl"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("")
    (home / "runs" / "20260101-a.json").write_text('{"run_id": "20260101-a"}')
    return home


@pytest.fixture(scope="module")
def saved(lived_in: Path) -> Path:
    """A backup of it."""
    file = lived_in.parent / "saved.zip"
    backup.backup(Settings(home=lived_in), file)
    return file


def everything(home: Path) -> dict[str, bytes]:
    """What is kept under a home, but for locks and what SQLite keeps beside its file."""
    files = sorted(file for file in home.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {
        str(file.relative_to(home)): file.read_bytes() for file in files if file.suffix not in (".db-wal", ".db-shm")
    }


def told(answer: Answer) -> Answer:
    return replace(answer, timings_ms={})


def test_a_home_comes_back_in_another_folder(
    lived_in: Path, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "another" / "home"
    restored = backup.restore(home, saved)
    assert set(restored.parts) == set(backup.PARTS)
    assert restored.replaced is None

    def listed(of: Path) -> str:
        monkeypatch.setenv("CEWEN_HOME", str(of))
        return CliRunner().invoke(corpus.__main__.app, ["list"]).output

    assert listed(home) == listed(lived_in)
    before, after = Library(lived_in), Library(home)
    assert [len(info.versions) for info in after.list()] == [1, 1, 2, 1]
    for info in before.list():
        for version in info.versions:
            assert after.get(info.doc_id, version) == before.get(info.doc_id, version)
    kept = {name: content for name, content in everything(lived_in).items() if not name.startswith("index/")}
    back = everything(home)
    same = [name for name in kept if name != "sessions.db"]
    assert {name: back[name] for name in same} == {name: kept[name] for name in same}
    assert set(back) == {*kept, "cewen.toml"}

    (session,) = Sessions(home).list(ME)
    assert Sessions(home).turns(ME, session.session_id) == Sessions(lived_in).turns(ME, session.session_id)
    old, new = Assistant(Retriever.open(lived_in, ToyEncoder()), Settings(home=lived_in), ToyEncoder()), indexed(home)
    asked = [QUESTION, "它聚焦哪些工艺?"]
    for question, doc in (("青石水厂呢?", "water"), (QUESTION, f"water@{after.info('water').versions[1]}")):
        answers = [told(assistant.ask(question, asked, doc)) for assistant in (old, new)]
        assert answers[0] == answers[1]
        assert answers[0].citations
    continued(new, Sessions(home), ME, session.session_id, "青石水厂呢?")
    assert [turn.number for turn in Sessions(home).turns(ME, session.session_id)] == [1, 2, 3]


def test_a_release_that_ships_other_texts_still_has_those_of_the_backup(saved: Path, tmp_path: Path) -> None:
    backup.restore(tmp_path / "home", saved)
    later = Library(tmp_path / "home", plans=tmp_path / "no plans")
    shipped = next(info for info in Library(tmp_path / "home").list() if info.shipped)
    assert later.get(shipped.doc_id, shipped.version).document.version == shipped.version


def test_what_was_indexed_is_fresh_after_a_backup(lived_in: Path, saved: Path) -> None:
    library = Library(lived_in)
    sources, older = sources_of(library, lived_in), older_sources(library, lived_in)
    assert is_fresh(lived_in, sources, ToyEncoder().fingerprint, older)


def test_a_backup_is_for_its_user_only_and_holds_no_index(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    with zipfile.ZipFile(saved) as opened:
        assert {name.split("/")[0] for name in opened.namelist()} == {*backup.PARTS, "manifest.json"}
    assert [file.name for file in saved.parent.iterdir() if file.name.startswith(".")] == []


def test_settings_are_kept_without_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"api_key": "sk-secret-1", "auth": "王:secret-2", "token": "secret-3"}
    given_ = Settings(
        home=tmp_path / "home",
        llm=LLMSettings(base_url="http://u:secret-4@host/v1", model='甲"乙', api_key=SecretStr(secrets["api_key"])),
        ui=UISettings(port=8000, auth=SecretStr(secrets["auth"])),
        index=StoreSettings(token=SecretStr(secrets["token"])),
    )
    backup.backup(given_, tmp_path / "b")
    with zipfile.ZipFile(tmp_path / "b") as opened:
        written = {name: opened.read(name).decode() for name in opened.namelist()}
    assert "secret" not in "".join(written.values())
    assert tomllib.loads(written["cewen.toml"]) == {
        "llm": {"base_url": "http://host/v1", "model": '甲"乙'},
        "ui": {"port": 8000},
    }
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cewen.toml").write_text(written["cewen.toml"], "utf-8")
    assert load_settings().llm.model == '甲"乙'


def test_a_backup_is_of_one_moment_while_people_ask(tmp_path: Path) -> None:
    home, script, stop = tmp_path / "home", Scripted(), threading.Event()
    store = Sessions(home)
    session_id = store.begin(ME, RESEARCH)

    def ask() -> None:
        while not stop.is_set():
            store.append(ME, session_id, script.ask(RESEARCH))

    with closing(sqlite3.connect(store.path)) as other:  # while it is open, what is new stays beside the file
        other.execute("SELECT * FROM turns").fetchall()
        store.append(ME, session_id, script.ask(RESEARCH))
        backup.backup(Settings(home=home), tmp_path / "b")
    backup.restore(tmp_path / "r", tmp_path / "b")
    assert len(Sessions(tmp_path / "r").turns(ME, session_id)) == 1

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in range(5):
            backup.backup(Settings(home=home), tmp_path / f"b{number}")
            backup.restore(tmp_path / f"r{number}", tmp_path / f"b{number}")
    finally:
        stop.set()
        asking.join()
    for number in range(5):
        turns = Sessions(tmp_path / f"r{number}").turns(ME, session_id, 10**6)
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))


def test_an_existing_file_is_kept_unless_forced_and_a_failure_leaves_it(
    lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b"
    file.write_text("mine")
    with pytest.raises(BackupError, match="--force"):
        backup.backup(Settings(home=lived_in), file)
    with monkeypatch.context() as patched:
        patched.setattr(archive.Archive, "check", lambda self: os.fsync(10**6))
        with pytest.raises(BackupError, match="磁盘空间"):
            backup.backup(Settings(home=lived_in), file, force=True)
    assert [it.name for it in tmp_path.iterdir()] == ["b"]
    assert file.read_text() == "mine"
    backup.backup(Settings(home=lived_in), file, force=True)
    assert zipfile.is_zipfile(file)


def test_what_is_no_plain_file_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "documents").mkdir(parents=True)
    (home / "documents" / "elsewhere").symlink_to("/etc")
    with pytest.raises(BackupError, match="documents/elsewhere 不是普通"):
        backup.backup(Settings(home=home), tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_home_in_use_is_refused_and_a_forced_restore_is_undone(saved: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    Library(home).add(DATA / "schools.txt", "mine")
    Sessions(home).begin(ME, "我的")
    before = everything(home)
    with pytest.raises(BackupError, match="已有文本、提问记录;换一个 CEWEN_HOME,或加 --force"):
        backup.restore(home, saved)
    assert everything(home) == before
    first = backup.restore(home, saved, force=True)
    assert first.replaced is not None
    assert stat.S_IMODE(first.replaced.stat().st_mode) == 0o700
    assert "water" in {info.doc_id for info in Library(home).list()}
    restored = everything(home)
    with pytest.raises(BackupError, match="--force"):
        backup.restore(home, first.replaced)
    second = backup.restore(home, first.replaced, force=True)
    assert second.replaced is not None
    assert {name: content for name, content in everything(home).items() if not name.startswith("replaced-")} == before
    assert [it.title for it in Sessions(home).list(ME)] == ["我的"]
    backup.restore(home, second.replaced, force=True)
    now = {name: content for name, content in everything(home).items() if not name.startswith("replaced-")}
    assert now == {name: content for name, content in restored.items() if not name.startswith("replaced-")}
    with pytest.raises(BackupError, match="不是备份"):
        backup.restore(home, home / "documents", force=True)


@pytest.mark.parametrize("fails_at", range(1, 10))
def test_a_move_that_fails_takes_all_of_them_back(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    home, moved = tmp_path / "home", []
    Library(home).add(DATA / "schools.txt", "mine")
    Sessions(home).begin(ME, "我的")
    before, rename = everything(home), Path.rename

    def failing(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == fails_at:
            raise OSError("disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(BackupError, match="一切照旧"):
        backup.restore(home, saved, force=True)
    monkeypatch.undo()
    assert everything(home) == before
    assert sorted(it.name for it in home.iterdir()) == ["documents", "sessions.db"]


def test_there_must_be_room(saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Room())
    with pytest.raises(BackupError, match="只剩 5 字节"):
        backup.restore(tmp_path / "home", saved)
    assert list((tmp_path / "home").iterdir()) == []


class Room:
    free = 5


def test_a_newer_database_is_refused_before_anything_changes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Sessions(home).begin(ME, "一")
    with Sessions(home)._writing() as db:
        db.execute("PRAGMA user_version = 99")
    forged(tmp_path / "b", {"sessions.db": (home / "sessions.db").read_bytes()})
    with pytest.raises(SessionError, match="更新版本的程序"):
        backup.restore(tmp_path / "other", tmp_path / "b")
    assert everything(tmp_path / "other") == {}


# ------------------------------------------------------------------------------------------ files that are not sound

Change = Callable[[dict[str, Any]], None]


def forged(
    file: Path, contents: dict[str, bytes], change: Change = lambda manifest: None, kind: int = 0, more: str = ""
) -> Path:
    """An archive with these files; its manifest as it should be, but for a change."""
    with file.open("wb") as out:
        manifest = json.loads(archive.write(out, contents.items()).model_dump_json())
    change(manifest)
    with zipfile.ZipFile(file, "w") as out_:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = kind << 16
            out_.writestr(info, content)
        if more:
            out_.writestr(more, b"more")
        out_.writestr("manifest.json", json.dumps(manifest))
    return file


def sized(name: str, count: int) -> Change:
    return lambda manifest: manifest["members"][name].update(bytes=count)


GOOD = {"feedback.jsonl": b"{}\n"}
UNSOUND: dict[str, tuple[dict[str, Any], str]] = {
    "newer": ({"contents": GOOD, "change": lambda m: m.update(format=2, new="field")}, "更新的程序写的.*先升级"),
    "no format": ({"contents": GOOD, "change": lambda m: m.pop("format")}, "损坏"),
    "up": ({"contents": {"../x": b"x"}}, "不该有的路径"),
    "up inside": ({"contents": {"documents/../../x": b"x"}}, "不该有的路径"),
    "root": ({"contents": {"/etc/x": b"x"}}, "不该有的路径"),
    "backslash": ({"contents": {"documents/..\\x": b"x"}}, "不该有的路径"),
    "hidden": ({"contents": {"documents/.lock": b"x"}}, "不该有的路径"),
    "folder": ({"contents": {"documents/": b""}}, "不该有的路径"),
    "other part": ({"contents": {"index/current": b"x"}}, "不该有的路径"),
    "line end": ({"contents": {"runs/a\nb": b"x"}}, "不该有的路径"),
    "file and folder": ({"contents": {"runs/a": b"x", "runs/a/b": b"x"}}, "不该有的路径"),
    "link": ({"contents": {"feedback.jsonl": b"/etc/passwd"}, "kind": stat.S_IFLNK | 0o777}, "不是普通文件"),
    "device": ({"contents": GOOD, "kind": stat.S_IFCHR | 0o600}, "不是普通文件"),
    "too long": ({"contents": GOOD, "change": sized("feedback.jsonl", archive.MOST_BYTES + 1)}, "损坏"),
    "other length": ({"contents": GOOD, "change": sized("feedback.jsonl", 2)}, "大小与清单不符"),
    "not listed": ({"contents": GOOD, "more": "runs/x"}, "与清单不符"),
    "twice": ({"contents": GOOD, "more": "feedback.jsonl"}, "与清单不符"),
    "not there": (
        {"contents": GOOD, "change": lambda m: m["members"].update(x=m["members"]["feedback.jsonl"])},
        "不符",
    ),
    "another name": (
        {"contents": GOOD, "change": lambda m: m.update(members={"x": m["members"].popitem()[1]})},
        "不符",
    ),
    "checksum": (
        {"contents": GOOD, "change": lambda m: m["members"]["feedback.jsonl"].update(sha256="0" * 64)},
        "校验和",
    ),
    "more fields": ({"contents": GOOD, "change": lambda m: m.update(more=1)}, "损坏"),
    "a list": ({"contents": GOOD, "change": lambda m: m.update(members=[])}, "损坏"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(("how", "said"), UNSOUND.values(), ids=UNSOUND)
def test_what_no_backup_writes_is_refused_before_anything_changes(
    tmp_path: Path, how: dict[str, Any], said: str
) -> None:
    file = forged(tmp_path / "b", **how)
    home = tmp_path / "home"
    Library(home).add(DATA / "schools.txt")
    before = sorted(tmp_path.rglob("*")), everything(home)
    with pytest.raises(BackupError, match=said):
        backup.restore(home, file, force=True)
    assert (sorted(tmp_path.rglob("*")), everything(home)) == before


def test_a_made_archive_of_sound_files_is_taken(tmp_path: Path) -> None:
    """What the cases above change is the only thing wrong with them."""
    backup.restore(tmp_path / "home", forged(tmp_path / "b", GOOD, kind=stat.S_IFREG | 0o644))
    assert everything(tmp_path / "home") == GOOD


def test_a_bomb_is_read_no_further_than_its_manifest_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "b"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("feedback.jsonl", b"0" * 50_000_000)
        members = {"feedback.jsonl": {"bytes": 10, "sha256": "0" * 64}}
        manifest = {"format": 1, "program": "", "made": "2026-01-01T00:00:00Z", "members": members}
        out.writestr("manifest.json", json.dumps(manifest))
    raw = file.read_bytes()
    file.write_bytes(raw.replace((50_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    read: list[int] = []
    pieces = archive.Archive._pieces

    def counted(self: archive.Archive, name: str) -> Iterator[bytes]:
        for piece in pieces(self, name):
            read.append(len(piece))
            yield piece

    monkeypatch.setattr(archive.Archive, "_pieces", counted)
    with pytest.raises(BackupError, match="损坏"):
        backup.restore(tmp_path / "home", file)
    assert sum(read) <= 10


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip", b"PK\x03\x04" * 30])
def test_what_is_no_backup_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(BackupError, match="备份"):
        backup.restore(tmp_path / "home", tmp_path / "b")
    with pytest.raises(BackupError, match="打不开"):
        backup.restore(tmp_path / "home", tmp_path / "nothing")
    assert not (tmp_path / "home").exists()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=strategies.floats(0, 1, exclude_max=True), byte=strategies.integers(0, 255), cut=strategies.booleans())
def test_a_damaged_backup_changes_nothing(tmp_path: Path, at: float, byte: int, cut: bool) -> None:
    """Any byte changed, or the file cut off anywhere: it is refused, or what comes back is what was saved."""
    contents = {"feedback.jsonl": b"line\n" * 50, "runs/a.json": b"{}", "documents/a/1.json": bytes(range(256))}
    file, home = tmp_path / "b", tmp_path / "home"
    raw = forged(file, contents).read_bytes()
    place = int(at * len(raw))
    file.write_bytes(raw[:place] if cut else raw[:place] + bytes([byte]) + raw[place + 1 :])
    try:
        backup.restore(home, file)
    except BackupError:
        assert not home.exists()
    else:
        assert everything(home) == contents
        for name in contents:
            (home / name).unlink()
        for folder in ("documents/a", "documents", "runs", ""):
            (home / folder).rmdir()


def test_the_commands_say_what_to_do_next(lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(home: Path, *arguments: str) -> Any:
        monkeypatch.setenv("CEWEN_HOME", str(home))
        return CliRunner().invoke(app, [*arguments])

    file, home = tmp_path / "b.zip", tmp_path / "home"
    saved = run(lived_in, "backup", str(file))
    assert saved.exit_code == 0, saved.output
    assert "python -m index build" in saved.stdout
    assert "提问记录 1" in saved.stdout
    again = run(lived_in, "backup", str(file))
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert run(home, "restore", str(file)).exit_code == 0
    refused = run(home, "restore", str(file))
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    forced = run(home, "restore", str(file), "--force")
    (aside,) = home.glob("replaced-*")
    assert f"python -m assistant restore '{aside}' --force" in forced.stdout
    assert run(home, "restore", str(aside), "--force").exit_code == 0
