"""The file of sessions held by another program: the answer is given, and that it is not kept is said in words."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ui
from assistant import Sessions
from assistant.terminal import converse
from tests.faults.writers import ME
from tests.scripted import RESEARCH, Scripted

HOLDING = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
WORDS = "正被别的程序占用"


@pytest.fixture
def held(home: Path) -> Iterator[Path]:
    """A home whose sessions another process is writing."""
    store = Sessions(home)
    store.begin(ME, "先")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield home
        other.communicate()


def test_the_terminal_answers(held: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = iter([RESEARCH, ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    converse(Scripted(), Sessions(held, busy=0.05), "", None)
    out = "".join(capsys.readouterr().out.split())
    assert "海淀园、怀柔园" in out
    assert f"没有存下。提问记录{held}/sessions.db{WORDS}" in out


def test_the_window_answers(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui, "Sessions", lambda home, busy: Sessions(home, busy=0.05))
    page = ui.build(Scripted(), held)
    (answer,) = {its.fn for its in page.fns.values() if its.name == "answer"}

    async def shown() -> list[Any]:
        return [each async for each in answer(RESEARCH, (), {})]

    _, (turns, _, thread, rail, _) = asyncio.run(shown())
    assert turns[0].answer.citations
    assert "海淀园、怀柔园" in thread
    assert "没有存下" in rail
    assert WORDS in rail
