"""The clock is put back, or stands still: what came last is still last, and nothing takes another's place."""

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import ClassVar

import pytest

from assistant import Sessions, sessions
from eval.record import list_runs, load_run, run_before, runs_dir, save_run
from eval.runner import RunInfo, run
from index import Retriever, build
from tests.faults import writers
from tests.faults.writers import ME, answer, library, record
from tests.index.toy import ToyEncoder, source


class Clock(datetime):
    """Says what it is set to."""

    now_: ClassVar[datetime] = datetime(2026, 5, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        return cls.fromtimestamp(cls.now_.timestamp(), tz)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    for room in (sessions, writers):
        monkeypatch.setattr(room, "datetime", Clock)
    for room_name in ("corpus.library.datetime", "eval.record.datetime"):
        monkeypatch.setattr(room_name, Clock)
    monkeypatch.setattr(Clock, "now_", Clock.now_)
    return Clock


BACK = [timedelta(0), timedelta(hours=1), timedelta(days=400)]


@pytest.mark.parametrize("back", BACK, ids=str)
def test_sessions_are_listed_as_they_were_asked(home: Path, clock: type[Clock], back: timedelta) -> None:
    store = Sessions(home)
    first, second = store.begin(ME, "一"), store.begin(ME, "二")
    store.append(ME, second, answer("二"))
    clock.now_ -= back
    store.append(ME, first, answer("三"))
    third = store.begin(ME, "四")
    store.append(ME, third, answer("四"))
    store.append(ME, second, answer("五"))
    assert [it.session_id for it in store.list(ME)] == [second, third, first]
    assert [turn.answer.question for turn in store.turns(ME, second)] == ["二", "五"]


def test_sessions_of_the_version_before_keep_their_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(sessions, "MIGRATIONS", sessions.MIGRATIONS[:1])
        with Sessions(home)._writing() as db:
            for name, day in (("b", 2), ("c", 3), ("a", 1)):
                db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, NULL)", (name, ME, name, "", f"2026-05-0{day}"))
    store = Sessions(home)
    with store._reading() as db:
        order = [row[0] for row in db.execute("SELECT session_id FROM sessions ORDER BY touched DESC")]
    assert order == ["c", "b", "a"]


@pytest.mark.parametrize("back", BACK, ids=str)
def test_a_version_that_is_added_later_is_the_newer_one(home: Path, clock: type[Clock], back: timedelta) -> None:
    added = []
    for words in ("甲", "乙", "丙"):
        file = home / "plan.txt"
        file.write_text(f"一份文本\n第一章 总则\n{words}项工作。\n", "utf-8")
        added.append(library(home).add(file).version)
        clock.now_ -= back
    info = library(home).info("plan")
    assert (info.version, info.versions) == (added[-1], tuple(reversed(added)))


@pytest.mark.parametrize("back", BACK, ids=str)
def test_the_last_run_is_the_one_that_began_last(home: Path, clock: type[Clock], back: timedelta) -> None:
    folder = runs_dir(home)
    for note in ("一", "二", "三"):
        save_run(record(note, run_before(folder)), folder)
        clock.now_ -= back
    assert [each.note for each in list_runs(folder)] == ["一", "二", "三"]
    assert load_run("last", folder).note == "三"


def test_a_run_is_told_which_came_before_it() -> None:
    after = "20990101-000000-999-abcdefg"
    assert run((), {}, lambda item: {}, info=RunInfo(after=after)).run_id > "20990101-000001-000"


def test_runs_that_began_in_one_moment_are_both_kept(home: Path, clock: type[Clock]) -> None:
    folder = runs_dir(home)
    for note in ("一", "二"):
        save_run(record(note), folder)
    assert [each.note for each in list_runs(folder)] == ["一", "二"]


def test_a_build_under_an_earlier_clock_keeps_the_one_before_for_its_readers(home: Path) -> None:
    build(home, (source("water"),), ToyEncoder())
    builds = home / "index" / "builds"
    (first,) = builds.iterdir()
    (builds / "killed").mkdir()  # left by a build that was killed, later by the clock
    retriever = Retriever.open(home, ToyEncoder())
    build(home, (source("schools"),), ToyEncoder())
    assert {folder.name for folder in builds.iterdir()} == {first.name, Retriever.open(home, ToyEncoder()).name}
    assert retriever.name == first.name
