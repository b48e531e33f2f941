"""The schema of kept conversations: files of every version are brought up to date.

tests/data/sessions/vN.sql is a file of version N as the first program of that version wrote it: two sessions, one of
them deleted, and four turns. A new version of the schema adds its own and leaves the others as they are:

    python -m tests.assistant.test_migrations > tests/data/sessions/vN.sql
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from assistant import SessionError, Sessions, sessions
from assistant.sessions import MIGRATIONS, examined
from tests.index.toy import DATA
from tests.scripted import RESEARCH, Scripted

OWNER = "a" * 43
VERSIONS = range(1, len(MIGRATIONS) + 1)
ASKED = ((RESEARCH, "哪些组团聚焦无人机?", "它们分别属于什么模式?"), ("平谷园组团规划面积多少?",))
SCRIPT = Scripted()


@pytest.fixture
def written(tmp_path: Path) -> Sessions:
    """A file of the newest version with one question."""
    store = Sessions(tmp_path)
    store.append(OWNER, store.begin(OWNER, RESEARCH), SCRIPT.ask(RESEARCH))
    return store


def sample() -> str:
    """A file of today's version as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        store = Sessions(Path(folder))
        first, second = (store.begin(OWNER, asked[0]) for asked in ASKED)
        for session_id, asked in zip((first, second), ASKED, strict=True):
            for question in asked:
                store.append(OWNER, session_id, SCRIPT.ask(question))
        store.judge(OWNER, second, 1, "wrong")
        store.delete(OWNER, second)
        with closing(sqlite3.connect(store.path)) as db:
            return "\n".join([f"PRAGMA user_version = {len(MIGRATIONS)};", *db.iterdump()])


def older(home: Path, version: int) -> Sessions:
    """A file as a program of that version wrote it."""
    store = Sessions(home)
    with closing(sqlite3.connect(store.path)) as db:
        db.executescript((DATA / "sessions" / f"v{version}.sql").read_text("utf-8"))
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    return store


def schema(path: Path) -> list[tuple[str, ...]]:
    """The tables and indexes with their columns, and the version."""
    with closing(sqlite3.connect(path)) as db:
        made = db.execute("SELECT type, name, tbl_name FROM sqlite_master ORDER BY name").fetchall()
        columns = [db.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (n,)) for _, n, _ in made]
        return [*made, *(tuple(row) for rows in columns for row in rows), db.execute("PRAGMA user_version").fetchone()]


def test_every_version_has_its_file() -> None:
    assert {file.name for file in (DATA / "sessions").iterdir()} == {f"v{version}.sql" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_any_version_is_read_and_written(tmp_path: Path, written: Sessions, version: int) -> None:
    home = tmp_path / "older"
    home.mkdir()
    store = older(home, version)
    (session,) = store.list(OWNER)
    assert tuple(turn.answer.question for turn in store.turns(OWNER, session.session_id)) == ASKED[0]
    assert [turn.answer.status for turn in store.turns(OWNER, session.session_id)] == ["answered"] * 3
    assert "海淀园" in store.list(OWNER, "海淀园")[0].found
    (deleted,) = store.list(OWNER, deleted=True)
    store.restore(OWNER, deleted.session_id)
    (refused,) = store.turns(OWNER, deleted.session_id)
    assert (refused.answer.status, refused.verdict) == ("refused", "wrong")
    assert store.append(OWNER, session.session_id, SCRIPT.ask(RESEARCH)).number == 4
    assert schema(store.path) == schema(written.path)
    assert examined(store.path) == len(MIGRATIONS)


def test_an_empty_file_becomes_one(tmp_path: Path, written: Sessions) -> None:
    home = tmp_path / "empty"
    home.mkdir()
    (home / "sessions.db").write_bytes(b"")
    Sessions(home).begin(OWNER, "一")
    assert schema(home / "sessions.db") == schema(written.path)


def test_a_file_of_an_older_version_is_brought_up_to_date(written: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    store, (session_id,) = written, [it.session_id for it in written.list(OWNER)]
    later = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN colour TEXT DEFAULT 'red'", "CREATE TABLE marks (n)"))
    monkeypatch.setattr(sessions, "MIGRATIONS", later)
    assert store.turns(OWNER, session_id)[0].answer == SCRIPT.ask(RESEARCH)
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT colour FROM sessions").fetchall() == [("red",)]
        assert db.execute("PRAGMA user_version").fetchone() == (len(later),)


def test_a_migration_that_fails_leaves_the_file_as_it_was(written: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    store, (session_id,) = written, [it.session_id for it in written.list(OWNER)]
    with monkeypatch.context() as patched:
        patched.setattr(sessions, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE marks (n)", "no such statement")))
        with pytest.raises(SessionError, match="不能读写"):
            store.turns(OWNER, session_id)
    assert len(store.turns(OWNER, session_id)) == 1
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT name FROM sqlite_master WHERE name = 'marks'").fetchall() == []


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    store = Sessions(tmp_path)
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        db.execute("CREATE TABLE turns (in_another_way)")
    before = store.path.read_bytes()
    for act in (lambda: store.list(OWNER), lambda: store.begin(OWNER, "一"), lambda: examined(store.path)):
        with pytest.raises(SessionError, match="更新版本的程序建立的;请升级程序"):
            act()
    assert store.path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["sessions.db"]


def test_a_copy_is_of_one_moment(tmp_path: Path, written: Sessions) -> None:
    (session,) = written.list(OWNER)
    with closing(sqlite3.connect(written.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE sessions SET title = '改到一半'")
        written.copy(tmp_path / "copy.db")
        other.execute("COMMIT")
    assert examined(tmp_path / "copy.db") == len(MIGRATIONS)
    assert {file.name for file in tmp_path.iterdir()} == {"copy.db", "sessions.db"}  # nothing is left beside it
    with closing(sqlite3.connect(tmp_path / "copy.db")) as db:
        assert db.execute("SELECT title FROM sessions").fetchone() == (session.title,)
        assert db.execute("SELECT count(*) FROM turns").fetchone() == (1,)


def test_a_damaged_page_is_found(written: Sessions) -> None:
    with closing(sqlite3.connect(written.path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = written.path.read_bytes()
    written.path.write_bytes(content[:4096] + b"x" * 100 + content[4196:])  # the head of the second page
    with pytest.raises(SessionError, match="已损坏"):
        examined(written.path)


if __name__ == "__main__":
    print(sample())
