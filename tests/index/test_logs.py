"""The log: what stands in a line, what never does, and that nothing waits for it."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant import Assistant, QuestionError, Settings
from assistant.settings import UISettings
from index import IndexFailure, LLMSettings, Retriever, build
from index.logs import event, failure, log_to, quiet
from index.settings import LogSettings
from tests.index.toy import ToyEncoder, source

KEY, PASSWORD = "sk-never-shown", "口令口令"


@pytest.fixture(autouse=True)
def no_log_after() -> Iterator[None]:
    yield
    quiet()


def to(home: Path, **settings: Any) -> Path:
    return log_to(Settings(home=home, log=LogSettings(**settings)))


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def asked(tmp_path: Path) -> Assistant:
    """An assistant over a small plan, opened before anything is logged."""
    home = tmp_path / "asked"
    build(home, (source("water"),), ToyEncoder())
    return Assistant(Retriever.open(home, ToyEncoder()), Settings(home=home))


def test_nothing_is_written_unless_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    event("answer", question="东岭水厂")
    assert "东岭" not in caplog.text
    file = to(tmp_path, on=False)
    event("answer")
    assert not file.exists()


def test_an_answer_is_a_line_without_its_question(asked: Assistant, tmp_path: Path) -> None:
    file = to(tmp_path)
    asked.ask("东岭水厂聚焦哪些工艺?")
    (line,) = lines(file)
    assert (line["event"], line["level"], line["status"], line["engine"]) == (
        "answer",
        "info",
        "answered",
        "extractive",
    )
    assert line["ms"] > 0
    assert line["documents"] == ["water"]
    assert "东岭" not in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_a_refused_question_is_no_error_and_what_breaks_is(
    asked: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = to(tmp_path)
    with pytest.raises(QuestionError):
        asked.ask(" ")
    assert not file.exists()

    def broken(*_: object) -> None:
        raise IndexFailure("东岭水厂的索引坏了")

    monkeypatch.setattr(asked, "_answers", broken)
    with pytest.raises(IndexFailure):
        asked.ask("东岭水厂聚焦哪些工艺?")
    (line,) = lines(file)
    assert (line["event"], line["level"], line["error"]) == ("error", "error", "IndexFailure")
    assert line["where"].startswith("tests/index/test_logs.py:")
    assert "东岭" not in file.read_text("utf-8")


def test_words_are_logged_where_they_are_allowed(asked: Assistant, tmp_path: Path) -> None:
    file = to(tmp_path, questions=True)
    asked.ask("东岭水厂聚焦哪些工艺?")
    failure(ValueError("东\n岭"))
    answer, error = lines(file)
    assert answer["question"] == "东岭水厂聚焦哪些工艺?"
    assert error["detail"] == "东\n岭"


def test_a_build_is_a_line(tmp_path: Path) -> None:
    file = to(tmp_path)
    build(tmp_path / "home", (source("water"),), ToyEncoder())
    (line,) = lines(file)
    assert (line["event"], line["documents"], line["versions"], line["removed"]) == ("build", 1, 0, 0)
    assert line["added"] > 0


@pytest.mark.parametrize("said", [KEY, PASSWORD, f"王:{PASSWORD}", f"https://x:{PASSWORD}@host/{KEY}"])
def test_secrets_are_blanked_whoever_says_them(tmp_path: Path, said: str) -> None:
    settings = Settings(
        home=tmp_path,
        llm=LLMSettings(api_key=SecretStr(KEY)),
        ui=UISettings(auth=SecretStr(f"李:另一个口令 王:{PASSWORD}")),
        log=LogSettings(questions=True),
    )
    file = log_to(settings)
    failure(ValueError(said), question=said)
    assert "***" in file.read_text("utf-8")
    assert KEY not in file.read_text("utf-8")
    assert PASSWORD not in file.read_text("utf-8")


def test_full_files_make_room(tmp_path: Path) -> None:
    file = to(tmp_path, bytes=1000, files=3)
    for number in range(60):
        event("build", number=number, documents="一" * 40)
    names = sorted(it.name for it in file.parent.iterdir())
    assert names == ["cewen.jsonl", "cewen.jsonl.1", "cewen.jsonl.2"]
    assert lines(file)[-1]["number"] == 59
    kept = [line["number"] for name in reversed(names) for line in lines(file.parent / name)]
    assert kept == list(range(60 - len(kept), 60))
    assert all(it.stat().st_mode & 0o077 == 0 for it in file.parent.iterdir())


def test_a_file_that_another_process_took_away_is_begun_anew(tmp_path: Path) -> None:
    file = to(tmp_path)
    event("build", number=1)
    file.rename(file.with_suffix(".old"))
    event("build", number=2)
    assert [line["number"] for line in lines(file)] == [2]
    file.unlink()
    file.parent.joinpath("cewen.old").unlink()
    file.parent.rmdir()
    event("build", number=3)
    assert [line["number"] for line in lines(file)] == [3]


@pytest.mark.parametrize("fault", ["folder", "disk"])
def test_a_log_that_cannot_be_written_breaks_nothing(
    asked: Assistant, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if fault == "folder":
        (tmp_path / "log").write_text("a file where the folder should be")
    else:
        (tmp_path / "log").mkdir()
        (tmp_path / "log" / "cewen.jsonl").symlink_to("/dev/full")
    to(tmp_path)
    for _ in range(3):
        assert asked.ask("东岭水厂聚焦哪些工艺?").status == "answered"
    said = capsys.readouterr().err
    assert said.count("\n") == 1  # it is told once
    assert "不影响回答" in said


def test_only_one_home_is_logged_to(tmp_path: Path) -> None:
    first, second = to(tmp_path / "a"), to(tmp_path / "b")
    event("build")
    assert not first.exists()
    assert len(lines(second)) == 1
    assert logging.getLogger("cewen").handlers
