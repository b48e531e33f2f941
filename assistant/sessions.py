"""Conversations kept in SQLite: each its owner's, any of them resumable after a restart.

    <home>/sessions.db      sessions 1 - n turns

A turn keeps the question, the question as it was understood, the Answer as the JSON of answer_json (so that it is
shown again and not asked again), its text for searching, and the versions of the documents that it cites. A deleted
session can be brought back for a day. Every call opens the file, so threads and processes share it without care.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer_json import answer_from_json, answer_to_json
from assistant.errors import SessionError
from assistant.types import Answer, Exchange

EVERYONE = "*"  # the owner that the command line asks as: whoever may read the file may read every session
LONGEST_TITLE = 60
MOST_LISTED = 200
MOST_TURNS = 50
MOST_CITED = 2000
AROUND = 20  # characters of a snippet on each side of what was found
UNDO = timedelta(days=1)
ENDS = "??。 "  # what a title leaves out

Migration = tuple[str, ...]
MIGRATIONS: tuple[Migration, ...] = (  # the n-th brings a file from version n to n + 1 (PRAGMA user_version)
    (
        """CREATE TABLE sessions (
            session_id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL,
            created TEXT NOT NULL, updated TEXT NOT NULL, deleted TEXT)""",
        "CREATE INDEX sessions_of_owner ON sessions (owner, updated)",
        """CREATE TABLE turns (
            session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, number INTEGER NOT NULL,
            question TEXT NOT NULL, standalone TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL,
            versions TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (session_id, number))""",
    ),
    (  # `touched` counts on whatever the clock says: the one asked last is first though the clock was put back
        "ALTER TABLE sessions ADD COLUMN touched INTEGER NOT NULL DEFAULT 0",
        "UPDATE sessions SET touched = (SELECT count(*) FROM sessions s WHERE s.updated <= sessions.updated)",
    ),
)
_COLUMNS = "session_id, owner, title, created, updated, touched"
_NEXT = "(SELECT coalesce(max(touched), 0) + 1 FROM sessions)"
_LISTED = """SELECT session_id, title, created, updated,
    (SELECT count(*) FROM turns t WHERE t.session_id = s.session_id)
    FROM sessions s WHERE :owner IN (owner, '*') AND (deleted IS NOT NULL) = :deleted"""
_ONE = f"{_LISTED} AND substr(session_id, 1, length(:id)) = :id LIMIT 2"
_FOUND = f"""{_LISTED} AND NOT EXISTS (  -- a word that neither the title nor any turn holds
    SELECT 1 FROM json_each(:words) word WHERE NOT instr(lower(title), word.value) AND NOT EXISTS (
        SELECT 1 FROM turns t WHERE t.session_id = s.session_id
        AND instr(lower(t.question || char(10) || t.standalone || char(10) || t.text), word.value)))
    ORDER BY touched DESC, session_id LIMIT :most"""  # noqa: S608 - made of constants

_CITED = """SELECT (
        SELECT json_group_array(json_extract(c.value, '$.path')) FROM json_each(t.answer, '$.citations') c
        WHERE json_extract(c.value, '$.doc_id') = :doc)
    FROM turns t JOIN sessions s USING (session_id)
    WHERE s.deleted IS NULL AND json_type(t.versions, '$."' || :doc || '"') IS NOT NULL
    ORDER BY t.rowid DESC LIMIT :last"""


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation as it is listed; `found` are the words around what was searched for."""

    session_id: str
    title: str
    created: datetime
    updated: datetime
    turns: int
    found: str = ""


class Sessions:
    """The sessions under a home. Safe for threads; every method raises SessionError."""

    def __init__(self, home: Path, busy: float = 10.0) -> None:
        """`busy`: seconds to wait for another writer."""
        self.path = home / "sessions.db"
        self._busy = busy

    def begin(self, owner: str, question: str) -> str:
        """Begin a session, titled by its first question; gives its id."""
        session_id, now = uuid.uuid4().hex, _now()
        title = question.strip().rstrip(ENDS)[:LONGEST_TITLE] or "提问"
        with self._writing() as db:
            db.execute(
                f"INSERT INTO sessions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, {_NEXT})",  # noqa: S608 - made of constants
                (session_id, owner, title, now, now),
            )
        return session_id

    def append(self, owner: str, session_id: str, answer: Answer) -> Exchange:
        """Add a turn to a session."""
        now = _now()
        with self._writing() as db:
            _touch(db, owner, session_id, now)
            last = db.execute("SELECT max(number) FROM turns WHERE session_id = ?", (session_id,)).fetchone()[0]
            number = (last or 0) + 1
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)", (session_id, number, *_columns(answer), now)
            )
        return Exchange(answer, number=number, at=datetime.fromisoformat(now))

    def replace(self, owner: str, session_id: str, number: int, answer: Answer) -> Exchange:
        """Put another answer in the place of a turn's; the verdict on the old one goes with it."""
        now = _now()
        with self._writing() as db:
            _touch(db, owner, session_id, now)
            changed = db.execute(
                """UPDATE turns SET question = ?, standalone = ?, text = ?, answer = ?, versions = ?, verdict = '',
                at = ? WHERE session_id = ? AND number = ?""",
                (*_columns(answer), now, session_id, number),
            )
            _some(changed.rowcount, f"会话 {session_id} 没有第 {number} 问")
        return Exchange(answer, number=number, at=datetime.fromisoformat(now))

    def judge(self, owner: str, session_id: str, number: int, verdict: str) -> None:
        """Keep the reader's verdict on a turn."""
        with self._writing() as db:
            _known(db, owner, session_id)
            db.execute(
                "UPDATE turns SET verdict = ? WHERE session_id = ? AND number = ?", (verdict, session_id, number)
            )

    def turns(self, owner: str, session_id: str, last: int = MOST_TURNS) -> tuple[Exchange, ...]:
        """The last turns of a session, oldest first, as they were answered."""
        with self._reading() as db:
            _known(db, owner, session_id)
            rows = db.execute(
                "SELECT number, answer, verdict, at FROM turns WHERE session_id = ? ORDER BY number DESC LIMIT ?",
                (session_id, last),
            ).fetchall()
        return tuple(self._exchange(session_id, *row) for row in reversed(rows))

    def cited(self, doc_id: str, last: int = MOST_CITED) -> tuple[frozenset[tuple[str, ...]], ...]:
        """The sections of a document that each of the last answers cites, whoever asked; no question is told."""
        with self._reading() as db:
            rows = db.execute(_CITED, {"doc": doc_id, "last": last}).fetchall()
        return tuple(frozenset(tuple(path) for path in json.loads(paths)) for (paths,) in rows)

    def get(self, owner: str, session_id: str) -> Session:
        """What is known of one session; the first characters of its id suffice where they are its alone."""
        with self._reading() as db:
            rows = db.execute(_ONE, {"owner": owner, "deleted": False, "id": session_id}).fetchall()
        if not session_id or not rows:
            raise SessionError(_unknown(session_id))
        if len(rows) > 1:
            raise SessionError(f"不止一个会话以 {session_id} 开头;请写长一些")
        return _session(rows[0])

    def list(self, owner: str, words: str = "", deleted: bool = False) -> tuple[Session, ...]:
        """The sessions of an owner, newest first; those that hold all of `words` in title, question or answer."""
        wanted = words.lower().split()[:8]
        values = {"owner": owner, "deleted": deleted, "words": json.dumps(wanted), "most": MOST_LISTED}
        with self._reading() as db:
            rows = db.execute(_FOUND, values).fetchall()
            return tuple(_session(row, _found(db, row[0], wanted)) for row in rows)

    def rename(self, owner: str, session_id: str, title: str) -> None:
        """Give a session another title."""
        title = " ".join(title.split())[:LONGEST_TITLE]
        if not title:
            raise SessionError("新的名字是空的;请写几个字")
        with self._writing() as db:
            _known(db, owner, session_id)
            db.execute("UPDATE sessions SET title = ? WHERE session_id = ?", (title, session_id))

    def delete(self, owner: str, session_id: str) -> None:
        """Put a session away; `restore` brings it back within a day. What was put away longer ago goes for good."""
        with self._writing() as db:
            _known(db, owner, session_id)
            db.execute("UPDATE sessions SET deleted = ? WHERE session_id = ?", (_now(), session_id))
            db.execute("DELETE FROM sessions WHERE deleted < ?", (_now(-UNDO),))

    def restore(self, owner: str, session_id: str) -> None:
        """Bring a deleted session back."""
        with self._writing() as db:
            changed = db.execute(
                "UPDATE sessions SET deleted = NULL WHERE session_id = ? AND ? IN (owner, '*')", (session_id, owner)
            )
            _some(changed.rowcount, f"没有可以恢复的会话 {session_id};删除超过一天的不再保留")

    def copy(self, target: Path) -> None:
        """Write a copy as of one moment, while others go on reading and writing."""
        with self._reading() as db, closing(sqlite3.connect(target)) as copy:
            db.backup(copy)

    # ------------------------------------------------------------------------------------------------- the file

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._open("BEGIN") as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open("BEGIN IMMEDIATE") as db:
            yield db

    @contextmanager
    def _open(self, begin: str) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction: all of it is kept, or nothing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # what people asked is for no one else to read
            with closing(sqlite3.connect(self.path, timeout=self._busy, isolation_level=None)) as db:
                self._migrate(db)
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA synchronous = FULL")  # what was kept outlasts a power cut
                db.execute(begin)
                try:
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise SessionError(_told(self.path, error)) from error

    def _migrate(self, db: sqlite3.Connection) -> None:
        """Bring the file to the newest version, one version a transaction; one of a newer program is left as it is."""
        if _current(db, self.path):
            return
        self._write_ahead(db)
        while (version := _version(db)) < len(MIGRATIONS):
            db.execute("BEGIN IMMEDIATE")
            try:
                if _version(db) == version:  # no other process has done it meanwhile
                    for statement in MIGRATIONS[version]:
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version = {version + 1}")
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def _write_ahead(self, db: sqlite3.Connection) -> None:
        """Change the journal's mode, for which SQLite itself does not wait while another process does the same."""
        last = time.monotonic() + self._busy
        while True:
            try:
                db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > last:
                    raise
                time.sleep(0.01)

    def _exchange(self, session_id: str, number: int, answer: str, verdict: str, at: str) -> Exchange:
        try:
            return Exchange(answer_from_json(json.loads(answer)), verdict, number, datetime.fromisoformat(at))
        except ValueError as error:
            raise SessionError(f"会话 {session_id} 的第 {number} 问读不出来;请删除这个会话,再问一次") from error


def examined(path: Path) -> int:
    """The schema's version of a file that is sound throughout, which is left as it is; SessionError says what is wrong.

    It is opened for writing: a reader leaves the files behind that SQLite keeps beside one that is in use.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as db:
            _current(db, path)
            if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise SessionError(_damaged(path))
            if db.execute("PRAGMA foreign_key_check").fetchone():
                raise SessionError(_damaged(path))
            return _version(db)
    except sqlite3.Error as error:
        raise SessionError(_told(path, error)) from error


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _current(db: sqlite3.Connection, path: Path) -> bool:
    """Whether a file is of this program's version; SessionError where it is of a later one."""
    if _version(db) > len(MIGRATIONS):
        raise SessionError(f"提问记录 {path} 是更新版本的程序建立的;请升级程序,或把这个文件移到别处")
    return _version(db) == len(MIGRATIONS)


def _told(path: Path, error: sqlite3.Error | OSError) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"提问记录 {path} 正被别的程序占用;请稍后再试,或关掉占用它的程序"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    return f"不能读写提问记录 {path}({error});请检查 CEWEN_HOME、权限和磁盘空间"


def _damaged(path: Path) -> str:
    return f"提问记录 {path} 已损坏;请把它移到别处(会另建一个),或从备份恢复"


def _known(db: sqlite3.Connection, owner: str, session_id: str) -> None:
    """Refuse a session that is not there, is deleted, or is another's: which of these it is, is not told."""
    mine = "SELECT 1 FROM sessions WHERE session_id = ? AND ? IN (owner, '*') AND deleted IS NULL"
    _some(len(db.execute(mine, (session_id, owner)).fetchall()), _unknown(session_id))


def _touch(db: sqlite3.Connection, owner: str, session_id: str, now: str) -> None:
    _known(db, owner, session_id)
    touch = f"UPDATE sessions SET updated = ?, touched = {_NEXT} WHERE session_id = ?"  # noqa: S608 - made of constants
    db.execute(touch, (now, session_id))


def _some(count: int, otherwise: str) -> None:
    if not count:
        raise SessionError(otherwise)


def _unknown(session_id: str) -> str:
    return f"没有会话 {session_id};用 `python -m assistant sessions list` 查看"


def _columns(answer: Answer) -> tuple[str, ...]:
    versions = {c.doc_id: c.version for c in (*answer.citations, *answer.nearest)}
    made = (json.dumps(value, ensure_ascii=False) for value in (answer_to_json(answer), versions))
    return answer.question, answer.standalone, answer.text, *made


def _session(row: Sequence[Any], found: str = "") -> Session:
    session_id, title, created, updated, turns = row
    return Session(session_id, title, datetime.fromisoformat(created), datetime.fromisoformat(updated), turns, found)


def _found(db: sqlite3.Connection, session_id: str, words: Sequence[str]) -> str:
    """The words around the first hit in a session's questions and answers."""
    if not words:
        return ""
    said = "SELECT question, standalone, text FROM turns WHERE session_id = ? ORDER BY number"
    lines = (line for row in db.execute(said, (session_id,)) for text in row for line in text.splitlines())
    line = next((line for line in lines if words[0] in line.lower()), "")
    at = line.lower().find(words[0])
    return line[max(0, at - AROUND) : at + len(words[0]) + AROUND]


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat()
