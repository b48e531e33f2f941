"""The command line: every command on the shipped plan, with answers that are already written."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.gold import item_to_json, load_gold, select
from eval.place import Documents
from eval.record import list_runs, runs_dir
from eval.subject import library_documents
from tests.conftest import ROOT
from tests.eval.scripted import Oracle

runner = CliRunner()


@pytest.fixture
def documents(home: Path) -> Documents:
    return library_documents(load_gold(), home)


@pytest.fixture
def answers(home: Path, documents: Documents) -> Path:
    """Right answers to the first 40 gold questions, as a batch file."""
    oracle = Oracle(documents)
    path = home / "answers.jsonl"
    lines = [json.dumps(oracle(item), ensure_ascii=False) for item in select(load_gold(), limit=40)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def invoke(*arguments: object, code: int = 0) -> str:
    result = runner.invoke(app, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_score_prints_tables_and_keeps_a_record(home: Path, answers: Path) -> None:
    invoke("score", answers, "--limit", 40)
    (record,) = list_runs(runs_dir(home))
    assert len(record.items) == 40
    assert record.gold.filters == {"limit": 40}
    assert record.documents[0].lost == 0


def test_score_counts_questions_without_answer_as_failures(home: Path, answers: Path) -> None:
    invoke("score", answers, "--limit", 42, "--out", home / "elsewhere")
    (record,) = list_runs(home / "elsewhere")
    assert [failure.error for failure in record.failures] == ["答案文件里没有这道题"] * 2


def test_problems_are_one_line_and_exit_code_2(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "eval", "score", "none.jsonl"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("策问评测:读不到答案文件 none.jsonl")
    assert "Traceback" not in done.stderr


def test_own_gold_files_are_used(home: Path, answers: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(json.dumps(item_to_json(load_gold()[0]), ensure_ascii=False), encoding="utf-8")
    invoke("score", answers, "--gold", own)
    (record,) = list_runs(runs_dir(home))
    assert record.gold.paths == ["own.jsonl"]
    assert len(record.items) == 1


def test_help_is_quick() -> None:
    best = min(_help_seconds() for _ in range(3))
    assert best < 1.0  # 0.2 s on an idle machine; the test leaves room for a busy one


def _help_seconds() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "eval", "--help"], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began
