"""Verdicts are lines of one file, whole even when several are written at once."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

from assistant import feedback
from eval.harvest import read_feedback


def test_a_verdict_is_one_line(tmp_path):
    kept = feedback.keep(tmp_path / "new", "问\n题", "答", "wrong", " 漏了一个园 ")
    (line,) = (tmp_path / "new" / "feedback.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "question": "问\n题", "answer": "答", "verdict": "wrong", "note": "漏了一个园", "at": kept.at,
    }  # fmt: skip


def test_lines_of_many_writers_never_mix(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: feedback.keep(tmp_path, str(i), "长" * 5000, "helpful"), range(64)))
    lines = (tmp_path / "feedback.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["question"] for line in lines} == {str(i) for i in range(64)}


def test_a_line_cut_short_spoils_none_after_it(tmp_path):
    feedback.keep(tmp_path, "一", "答", "wrong")
    with (tmp_path / "feedback.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"question": "断了')
    feedback.keep(tmp_path, "二", "答", "wrong")
    assert [line["question"] for line in read_feedback(tmp_path / "feedback.jsonl")] == ["一", "二"]


def test_a_verdict_is_on_the_disk_when_it_is_kept(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    feedback.keep(tmp_path, "一", "答", "wrong")
    assert synced == [(tmp_path / "feedback.jsonl").stat().st_size]
