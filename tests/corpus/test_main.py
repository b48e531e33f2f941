import json

import pytest
from typer.testing import CliRunner

from corpus.__main__ import app

run = CliRunner().invoke
ONE = "某市规划\n第一章 甲\n建设31个组团。\n第二章 乙\n正文。\n"
TWO = ONE.replace("31", "32")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CEWEN_HOME", str(tmp_path / "home"))


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(ONE, encoding="utf-8")
    return path


def test_outline_as_text_and_json(plan):
    shown = run(app, ["outline", str(plan)])
    assert shown.exit_code == 0
    assert "第二章 乙" in shown.output
    assert "正文覆盖 100.00%" in shown.output
    data = json.loads(run(app, ["outline", str(plan), "--json"]).output)
    assert data["counts"] == {"章": 2}
    assert [s["heading"] for s in data["sections"]] == ["", "第一章 甲", "第二章 乙"]
    assert data["coverage"] == 1.0


def test_add_list_show_remove_restore(plan):
    assert "已加入" in run(app, ["add", str(plan), "--id", "p"]).output
    assert "文字没有变化" in run(app, ["add", str(plan), "--id", "p"]).output
    plan.write_text(TWO, encoding="utf-8")
    assert "新版本" in run(app, ["add", str(plan), "--id", "p"]).output
    listed = {d["doc_id"]: d for d in json.loads(run(app, ["list", "--json"]).output)}
    old = listed["p"]["versions"][1]
    assert "zgc-2020-2035" in listed
    assert "共 2 个版本" in run(app, ["list"]).output
    assert old in run(app, ["show", "p"]).output
    assert json.loads(run(app, ["show", "p", "--version", old, "--json"]).output)["version"] == old
    assert old in run(app, ["restore", "p", old]).output
    assert run(app, ["remove", "p"]).exit_code == 0
    assert run(app, ["show", "p"]).exit_code == 1


@pytest.mark.parametrize(
    "arguments", [["outline", "no.txt"], ["add", "no.txt"], ["show", "no"], ["restore", "no", "x"]]
)
def test_errors_are_one_line(arguments):
    done = run(app, arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("错误:")
    assert done.stderr.count("\n") == 1
