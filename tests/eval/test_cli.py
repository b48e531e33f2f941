"""The command line: every command on the shipped plan, with answers that are already written."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app, main
from eval.gold import item_to_json, load_gold, select
from eval.goldfile import write_items
from eval.place import Documents
from eval.record import list_runs, runs_dir
from eval.subject import Subject, library_documents
from tests.conftest import ROOT
from tests.eval.scripted import PLAN, Oracle, gold, plan

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


@pytest.fixture
def two_runs(home: Path, answers: Path) -> tuple[str, str]:
    """Two kept runs: a right one, and one in which the first item is wrong; their ids."""
    invoke("score", answers, "--limit", 40)
    first, *rest = answers.read_text(encoding="utf-8").splitlines()
    wrong = json.dumps(json.loads(first) | {"text": "不知道"}, ensure_ascii=False)
    answers.write_text("\n".join([wrong, *rest]), encoding="utf-8")
    invoke("score", answers, "--limit", 40)
    one, two = list_runs(runs_dir(home))
    return one.run_id, two.run_id


def test_list_shows_the_runs(two_runs: tuple[str, str]) -> None:
    output = invoke("list")
    assert all(run_id in output for run_id in two_runs)


def test_compare_shows_the_flip(two_runs: tuple[str, str]) -> None:
    output = invoke("compare", *two_runs)
    assert "由错变对 0 题,由对变错 1 题" in output
    assert "✗ 变错" in output
    assert "+不知道" in output


def test_compare_with_an_unknown_run_says_which_there_are(two_runs: tuple[str, str]) -> None:
    result = runner.invoke(app, ["compare", "1999", "last"])
    assert "python -m eval list" in str(result.exception)


def test_the_gate_passes_and_fails(home: Path, two_runs: tuple[str, str]) -> None:
    baseline = home / "baseline.json"
    assert "请单独提交" in invoke("gate", two_runs[0], "--accept", "--baseline", baseline)
    assert "通过" in invoke("gate", two_runs[0], "--baseline", baseline)
    output = invoke("gate", two_runs[1], "--baseline", baseline, code=1)
    assert "不通过" in output
    assert "tolerance exact" in output
    assert "-0.0" in invoke("gate", two_runs[1], "--accept", "--baseline", baseline)


def test_report_writes_a_page(home: Path, two_runs: tuple[str, str]) -> None:
    invoke("report", "last")
    assert "没有全对的题(1 / 40)" in (runs_dir(home) / f"{two_runs[1]}.html").read_text(encoding="utf-8")
    assert len(list_runs(runs_dir(home))) == 2  # pages are no records


def test_audit_passes_on_what_ships_and_lists_coverage(home: Path) -> None:
    output = invoke("audit", "--coverage")
    assert "0 题有证据不在原处" in output
    assert "每节有多少题" in output


def test_audit_proposes_and_accepts(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    line = item_to_json(next(item for item in load_gold() if item.doc == "zgc-2020-2035" and item.evidence))
    moved = line | {"evidence": [line["evidence"][0] | {"section": ["第六章 组织实施"]}]}
    own.write_text(json.dumps(moved, ensure_ascii=False) + "\n", encoding="utf-8")
    assert "移到别处" in invoke("audit", "--gold", own, code=1)
    invoke("audit", "--gold", own, "--accept", home / "audit" / "proposals.jsonl")
    invoke("audit", "--gold", own)


def test_audit_lists_every_problem_of_form(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text("\n".join('{"id": "a"}' for _ in range(5)), encoding="utf-8")
    assert invoke("audit", "--gold", own, code=1).count("own.jsonl 第") == 5


def test_harvest_writes_candidates_and_keeps_edits(home: Path) -> None:
    marks = [{"question": f"问题{n}?", "answer": "答", "verdict": "wrong", "note": "不对", "at": ""} for n in range(2)]
    (home / "feedback.jsonl").write_text("\n".join(map(json.dumps, marks)), encoding="utf-8")
    assert "新候选 2 题" in invoke("harvest")
    assert "新候选 0 题" in invoke("harvest")
    path = home / "audit" / "candidates.jsonl"
    result = runner.invoke(app, ["harvest", "--accept", str(path), "--to", str(home / "gold.jsonl")])
    assert "evidence" in str(result.exception)


def test_run_and_update_ask_the_assistant(home: Path, monkeypatch: pytest.MonkeyPatch, documents: Documents) -> None:
    subject = Subject(Oracle(documents), documents, {}, "toy/1")
    monkeypatch.setattr("eval.subject.open_subject", lambda: subject)
    monkeypatch.setattr("eval.pages.open_subject", lambda: subject)
    invoke("run", "--limit", 12)
    output = invoke("update", "--limit", 12)
    assert "文本改动 0 节,涉及 0 题" in output
    assert len(list_runs(runs_dir(home))) == 2
    assert list(runs_dir(home).glob("*.update.html"))


def test_update_after_an_edit_in_place_says_what_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library has no earlier version of a text that was edited where it stands; the run kept it."""
    own = home / "own.jsonl"
    write_items(gold(), own)

    def opened(text: str) -> Subject:
        documents = plan(text)
        return Subject(Oracle(documents), documents, {}, "toy/1")

    monkeypatch.setattr("eval.subject.open_subject", lambda: opened(PLAN))
    invoke("run", "--gold", own)
    monkeypatch.setattr("eval.pages.open_subject", lambda: opened(PLAN.replace("31平方公里", "32平方公里")))
    output = invoke("update", "--gold", own, code=1)
    assert "文本改动 1 节,涉及 2 题" in output
    assert "〔31→32〕" in output
    (page,) = runs_dir(home).glob("*.update.html")
    assert "<del>31</del><ins>32</ins>" in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_one_line(
    two_runs: tuple[str, str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "file").write_text("")
    monkeypatch.setattr("sys.argv", ["eval", "report", "--html", str(home / "file" / "page.html")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "file" in said
    assert "磁盘空间" in said
