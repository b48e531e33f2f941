"""The command line of kept conversations."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import Sessions
from assistant.__main__ import app
from assistant.terminal import OWNER, converse
from tests.scripted import RESEARCH, Scripted


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sessions", *arguments])


@pytest.fixture
def session(home: Path) -> str:
    store, script = Sessions(home), Scripted()
    session_id = store.begin(OWNER, RESEARCH)
    for question in (RESEARCH, "哪些组团聚焦无人机?"):
        store.append(OWNER, session_id, script.ask(question))
    return session_id


def test_list_and_search(session: str) -> None:
    assert f"{session[:8]}  " in run("list").stdout
    assert "2 问  研发服务主要布局在哪些园" in run("list").stdout
    assert "窦店组团" in run("search", "窦店").stdout
    nothing = run("search", "没有的词")
    assert (nothing.stdout, nothing.exit_code) == ("", 0)


def test_show_prints_the_kept_answers(session: str) -> None:
    said = run("show", session[:6]).stdout
    assert said.index(RESEARCH) < said.index("哪些组团聚焦无人机?")
    assert "海淀园" in said


def test_rename_delete_restore(session: str) -> None:
    run("rename", session[:8], "园区")
    assert "园区" in run("list").stdout
    assert f"sessions restore {session}" in run("delete", session[:8]).stderr
    assert run("list").stdout == ""
    assert "园区" in run("list", "--deleted").stdout
    assert run("restore", session).exit_code == 0
    assert "园区" in run("list").stdout


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_an_export_is_verified(session: str, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"it{suffix}"
    assert run("export", session, str(file)).exit_code == 0
    assert CliRunner().invoke(app, ["verify", str(file)]).exit_code == 0
    assert run("export", session, str(tmp_path / "it.txt")).exit_code == 1


def test_what_is_not_there_is_one_line(session: str) -> None:
    gone = run("show", "zzz")
    assert gone.exit_code == 1
    assert gone.stderr.count("\n") == 1
    assert "sessions list" in gone.stderr


def test_a_conversation_in_the_terminal_goes_on(
    home: Path, session: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script, store = Scripted(), Sessions(home)
    said = iter(["平谷园组团规划面积多少?", ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    converse(script, store, session, None)
    assert script.asked == [("平谷园组团规划面积多少?", (RESEARCH, "哪些组团聚焦无人机?"))]
    assert len(store.turns(OWNER, session)) == 3
    assert f"--session {session[:8]}" in capsys.readouterr().out
