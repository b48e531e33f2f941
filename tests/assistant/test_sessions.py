"""Kept conversations: apart from each other, there after a restart, and clear about a file that cannot be used."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant import Assistant, SessionError, Sessions, sessions
from assistant.conversation import continued, history
from assistant.sessions import EVERYONE
from tests.scripted import RESEARCH, Scripted

SCRIPT = Scripted()
ME, OTHER = "a" * 43, "b" * 43


def kept(home: Path, *questions: str, owner: str = ME) -> tuple[Sessions, str]:
    store = Sessions(home)
    session_id = store.begin(owner, questions[0])
    for question in questions:
        store.append(owner, session_id, SCRIPT.ask(question))
    return store, session_id


def test_an_answer_comes_back_as_it_was_given(tmp_path: Path) -> None:
    questions = (RESEARCH, "哪些组团聚焦无人机?", "它们分别属于什么模式?", "平谷园组团规划面积多少?", "今天天气")
    _, session_id = kept(tmp_path, *questions)
    turns = Sessions(tmp_path).turns(ME, session_id)
    assert [turn.answer for turn in turns] == [SCRIPT.ask(question) for question in questions]
    assert [turn.number for turn in turns] == [1, 2, 3, 4, 5]
    assert all(turn.at for turn in turns)


def test_the_versions_that_an_answer_cites_are_kept_beside_it(tmp_path: Path) -> None:
    store, _ = kept(tmp_path, RESEARCH)
    with closing(sqlite3.connect(store.path)) as db:
        (versions,) = db.execute("SELECT versions FROM turns").fetchone()
    assert versions == f'{{"zgc-2020-2035": "{SCRIPT.parsed.document.version}"}}'


def test_only_the_last_turns_are_read_where_so_many_are_asked_for(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, "一", "二", "三")
    assert [turn.answer.question for turn in store.turns(ME, session_id, last=2)] == ["二", "三"]


def test_a_title_is_the_first_question_and_can_be_changed(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, RESEARCH)
    assert store.get(ME, session_id).title == "研发服务主要布局在哪些园"
    store.rename(ME, session_id, "  园区\n布局 ")
    assert store.get(ME, session_id).title == "园区 布局"
    with pytest.raises(SessionError, match="空的"):
        store.rename(ME, session_id, "  ")


def test_the_one_asked_last_is_listed_first(tmp_path: Path) -> None:
    store, first = kept(tmp_path, "一")
    _, second = kept(tmp_path, "二")
    assert [it.session_id for it in store.list(ME)] == [second, first]
    store.append(ME, first, SCRIPT.ask("三"))
    assert [(it.session_id, it.turns) for it in store.list(ME)] == [(first, 2), (second, 1)]


@pytest.mark.parametrize(
    ("words", "found"),
    [("研发", True), ("海淀园 怀柔园", True), ("海淀园 无人机", False), ("%", False), ("_", False), ("'; --", False)],
)
def test_every_word_is_sought_in_questions_and_answers(tmp_path: Path, words: str, found: bool) -> None:
    store, _ = kept(tmp_path, RESEARCH)
    kept(tmp_path, "今天天气")
    titles = [it.title for it in store.list(ME, words)]
    assert titles == (["研发服务主要布局在哪些园"] if found else [])
    if found:
        assert words.split()[0] in store.list(ME, words)[0].found


def test_a_deleted_session_can_be_brought_back_for_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, first = kept(tmp_path, "一")
    _, second = kept(tmp_path, "二")
    store.delete(ME, first)
    assert [it.session_id for it in store.list(ME)] == [second]
    assert [it.session_id for it in store.list(ME, deleted=True)] == [first]
    with pytest.raises(SessionError, match="没有会话"):
        store.turns(ME, first)
    store.restore(ME, first)
    assert len(store.turns(ME, first)) == 1
    store.delete(ME, first)
    monkeypatch.setattr(sessions, "UNDO", timedelta(seconds=-60))
    store.delete(ME, second)
    with pytest.raises(SessionError, match="超过一天"):
        store.restore(ME, first)
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT count(*) FROM turns").fetchone() == (0,)


def test_what_is_anothers_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store, mine = kept(tmp_path, RESEARCH)
    assert store.list(OTHER) == ()
    assert store.list(OTHER, "研发") == ()
    answer = SCRIPT.ask("一")
    for act in (
        lambda: store.turns(OTHER, mine),
        lambda: store.get(OTHER, mine),
        lambda: store.append(OTHER, mine, answer),
        lambda: store.replace(OTHER, mine, 1, answer),
        lambda: store.judge(OTHER, mine, 1, "wrong"),
        lambda: store.rename(OTHER, mine, "x"),
        lambda: store.delete(OTHER, mine),
        lambda: store.restore(OTHER, mine),
    ):
        with pytest.raises(SessionError, match=f"没有.*会话 {mine}"):
            act()
    assert store.turns(EVERYONE, mine) == store.turns(ME, mine)


def test_a_turn_is_replaced_in_its_place(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, "一", "二")
    store.judge(ME, session_id, 1, "wrong")
    assert [turn.verdict for turn in store.turns(ME, session_id)] == ["wrong", ""]
    store.replace(ME, session_id, 1, replace(SCRIPT.ask("三"), question="一"))
    first, second = store.turns(ME, session_id)
    assert (first.answer.question, first.answer.standalone, first.verdict) == ("一", "三", "")
    assert second.answer.question == "二"
    with pytest.raises(SessionError, match="没有第 9 问"):
        store.replace(ME, session_id, 9, SCRIPT.ask("三"))


def test_an_id_is_known_by_its_beginning(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, "一")
    assert store.get(ME, session_id[:6]).session_id == session_id
    with pytest.raises(SessionError, match="没有会话"):
        store.get(ME, "")


def test_two_hundred_threads_keep_twenty_histories_apart(tmp_path: Path, water: Assistant) -> None:
    plants = ("东岭水厂", "白石水厂", "双桥水厂", "南塘水厂", "柳湾水厂")
    store = Sessions(tmp_path, busy=60)
    owners = [f"{i:043}" for i in range(20)]
    ids = [store.begin(owner, "开始") for owner in owners]
    for i, (owner, session_id) in enumerate(zip(owners, ids, strict=True)):
        continued(water, store, owner, session_id, f"{plants[i % 5]}聚焦哪些工艺?")

    def ask(job: int) -> None:
        continued(water, Sessions(tmp_path, busy=60), owners[job % 20], ids[job % 20], "它服务哪里?")

    with ThreadPoolExecutor(200) as pool:
        list(pool.map(ask, range(200)))
    for i, (owner, session_id) in enumerate(zip(owners, ids, strict=True)):
        turns = store.turns(owner, session_id)
        assert [turn.number for turn in turns] == list(range(1, 12))
        mine = plants[i % 5]
        assert all(mine in question for question in history(turns))
        assert not [p for p in plants if p != mine for question in history(turns) if p in question]


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(50) as pool:
        ids = list(pool.map(lambda i: Sessions(tmp_path, busy=60).begin(ME, f"第{i}问"), range(50)))
    assert len(Sessions(tmp_path).list(ME)) == len(set(ids)) == 50


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "sessions.db").write_bytes(b"this is no database, and it is long enough to be read as one" * 20)
    with pytest.raises(SessionError, match=r"sessions\.db 已损坏;请把它移到别处"):
        Sessions(tmp_path).list(ME)


def test_a_damaged_answer_is_named(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, RESEARCH)
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("UPDATE turns SET answer = '{}'")
    with pytest.raises(SessionError, match="第 1 问读不出来"):
        store.turns(ME, session_id)


def test_a_locked_file_is_waited_for_and_then_named(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, RESEARCH)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError, match="正被别的程序占用"):
            Sessions(tmp_path, busy=0.05).begin(ME, "一")
        assert len(Sessions(tmp_path, busy=0.05).turns(ME, session_id)) == 1  # readers do not wait for a writer
        db.execute("ROLLBACK")


def test_only_the_owner_of_the_machine_s_account_may_read_the_file(tmp_path: Path) -> None:
    store, _ = kept(tmp_path, RESEARCH)
    assert store.path.stat().st_mode & 0o077 == 0


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SessionError, match="CEWEN_HOME"):
        Sessions(tmp_path / "file").list(ME)


def test_what_answers_cite_is_counted_without_their_questions(tmp_path: Path) -> None:
    store, session_id = kept(tmp_path, RESEARCH, "今天天气", "哪些组团聚焦无人机?")
    cited = store.cited("zgc-2020-2035")
    assert sorted(map(len, cited)) == [1, 2]
    assert all(path[0].startswith("第") for paths in cited for path in paths)
    assert store.cited("other") == ()
    store.delete(ME, session_id)
    assert store.cited("zgc-2020-2035") == ()


def test_what_is_kept_outlasts_a_power_cut(tmp_path: Path) -> None:
    with Sessions(tmp_path)._writing() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL: the log is synced at each commit
