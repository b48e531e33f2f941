"""A disk that fills up at any byte: it is said in words, what was there stays, and with room again all goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Sessions, feedback
from assistant.batch import run as batch
from assistant.errors import BatchError, FeedbackError, SessionError
from corpus import LibraryError
from eval.errors import RunError
from eval.record import list_runs, run_before, runs_dir, save_run
from index import Retriever, UnwritableIndexError, build
from index.whole import examine
from tests.faults.conftest import Room
from tests.faults.writers import ME, answer, library, record
from tests.index.toy import ToyEncoder, source
from tests.scripted import Scripted

WORDS = "磁盘空间"


def test_an_index_is_the_old_one_or_the_new_one(built: Path, room: Room) -> None:
    sizes = {file.stat().st_size for file in (built / "index").rglob("*") if file.is_file()}
    limits = sorted({max(1, size - less) for size in sizes for less in (1, size // 2)})
    assert len(limits) > 20
    for limit in limits[::3]:
        with room(limit), pytest.raises(UnwritableIndexError, match=WORDS):
            build(built, (source("water"),), ToyEncoder())
        assert examine(built).problems == ()
    assert len(list((built / "index" / "builds").iterdir())) == 1, "half a build takes up room"
    assert not list((built / "index").rglob("*.tmp"))
    build(built, (source("schools"),), ToyEncoder())
    assert Retriever.open(built, ToyEncoder()).content[0].parsed.document.doc_id == "schools"


def fill(store: Sessions, session_id: str, kept: list[str]) -> None:
    """Ask until there is no room, noting what was said to be kept."""
    for number in range(100):
        kept.append(store.append(ME, session_id, answer(f"{number}" * 500)).answer.question)  # noqa: PERF401


@pytest.mark.parametrize("limit", [1, 2000, 20_000, 60_000])
def test_a_session_keeps_what_it_said_it_kept(home: Path, room: Room, limit: int) -> None:
    store = Sessions(home)
    session_id = store.begin(ME, "一")
    kept = [store.append(ME, session_id, answer("一")).answer.question]
    with room(limit), pytest.raises(SessionError, match=WORDS):
        fill(store, session_id, kept)
    assert [turn.answer.question for turn in store.turns(ME, session_id, last=999)] == kept
    store.append(ME, session_id, answer("后"))
    assert store.turns(ME, session_id)[-1].answer.question == "后"


def test_a_document_is_taken_in_or_not(home: Path, room: Room) -> None:
    texts, file = library(home), home / "plan.txt"
    file.write_text("一份文本\n第一章 总则\n旧的一条。\n", "utf-8")
    old = texts.add(file).version
    file.write_text("一份文本\n第一章 总则\n新的一条。\n", "utf-8")
    for limit in (1, 50, 100, 200, 400):
        with room(limit), pytest.raises(LibraryError, match=WORDS):
            library(home).add(file)
        assert library(home).info("plan").versions == (old,)
        assert "旧的" in library(home).get("plan").document.text
    assert not list(home.rglob("*.tmp"))
    assert "新的" in library(home).get("plan", library(home).add(file).version).document.text


def test_a_run_is_kept_or_not(home: Path, room: Room) -> None:
    folder = runs_dir(home)
    save_run(record("先"), folder)
    with room(100), pytest.raises(RunError, match=WORDS):
        save_run(record("满"), folder)
    save_run(record("后", run_before(folder)), folder)
    assert [each.note for each in list_runs(folder)] == ["先", "后"]
    assert not list(folder.glob("*.tmp"))


def test_a_verdict_is_a_whole_line_or_none(home: Path, room: Room) -> None:
    feedback.keep(home, "先", "答", "wrong")
    before = (home / "feedback.jsonl").read_bytes()
    with room(len(before) + 30), pytest.raises(FeedbackError, match=WORDS):
        feedback.keep(home, "满", "答" * 100, "wrong")
    assert (home / "feedback.jsonl").read_bytes() == before
    feedback.keep(home, "后", "答", "wrong")
    lines = (home / "feedback.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["question"] for line in lines] == ["先", "后"]


def test_a_batch_is_whole_or_as_it_was(home: Path, room: Room) -> None:
    asked, answers = home / "q.jsonl", home / "a.jsonl"
    asked.write_text('{"question": "研发服务主要布局在哪些园?"}\n', "utf-8")
    answers.write_text("旧的", "utf-8")
    with room(200), pytest.raises(BatchError, match=WORDS):
        batch(Scripted(), asked, answers)
    assert sorted(file.name for file in home.iterdir()) == ["a.jsonl", "q.jsonl"]
    assert answers.read_text("utf-8") == "旧的"


@pytest.mark.parametrize(
    "write",
    [lambda home: feedback.keep(home, "问", "答", "wrong"), lambda home: Sessions(home).begin(ME, "问")],
    ids=["verdict", "session"],
)
def test_a_first_file_without_room_spoils_nothing(home: Path, room: Room, write: Callable[[Path], object]) -> None:
    with room(1), pytest.raises((FeedbackError, SessionError), match=WORDS):
        write(home)
    write(home)
