"""A home that can be read and not written: questions are answered, and whatever would be kept says why it is not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from assistant import Assistant, Sessions, Settings, feedback
from assistant.errors import FeedbackError, SessionError
from assistant.terminal import converse
from corpus import LibraryError
from eval.errors import RunError
from eval.record import run_before, runs_dir
from index import Retriever, UnwritableIndexError, build
from tests.faults.writers import ME, answer, library
from tests.index.toy import DATA, ToyEncoder, source

ReadOnly = Callable[[], AbstractContextManager[None]]
WORDS = "权限"


@pytest.fixture
def used(open_home: Path) -> Path:
    """A home with an index, a session, a document, a verdict and runs."""
    build(open_home, (source("water"),), ToyEncoder())
    store = Sessions(open_home)
    store.append(ME, store.begin(ME, "问"), answer("问"))
    library(open_home).add(DATA / "water.txt")
    feedback.keep(open_home, "问", "答", "wrong")
    run_before(runs_dir(open_home))
    return open_home


def asked(home: Path) -> Assistant:
    return Assistant(Retriever.open(home, ToyEncoder()), Settings(home=home))


def test_questions_are_answered(used: Path, read_only: ReadOnly) -> None:
    asked(used).ask("哪座水厂做膜过滤?")
    with read_only():
        assert asked(used).ask("哪座水厂做膜过滤?").citations
        assert library(used).get("water").document.title


def test_a_conversation_goes_on_and_says_that_it_is_not_kept(
    used: Path, read_only: ReadOnly, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = iter(["东岭水厂聚焦哪些工艺?", "它服务哪里?", ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(said))
    assistant = asked(used)
    assistant.ask("哪座水厂做膜过滤?")
    with read_only():
        converse(assistant, Sessions(used), "", None)
    out = capsys.readouterr().out
    assert out.count("✓ 已回答") == 2
    assert out.count("没有存下") == 2
    assert "理解为" in out, "the second question refers to the first, which was not kept"


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (lambda home: build(home, (source("water"),), ToyEncoder()), UnwritableIndexError),
        (lambda home: Sessions(home).begin(ME, "问"), SessionError),
        (lambda home: library(home).add(DATA / "schools.txt"), LibraryError),
        (lambda home: run_before(runs_dir(home)), RunError),
        (lambda home: feedback.keep(home, "问", "答", "wrong"), FeedbackError),
    ],
    ids=["build", "session", "document", "run", "verdict"],
)
def test_what_cannot_be_kept_says_why(
    used: Path, read_only: ReadOnly, write: Callable[[Path], object], error: type[Exception]
) -> None:
    write(used)
    before = {file: file.read_bytes() for file in used.rglob("*") if file.is_file()}
    with read_only(), pytest.raises(error, match=WORDS):
        write(used)
    assert {file: file.read_bytes() for file in used.rglob("*") if file.is_file()} == before
    write(used)
