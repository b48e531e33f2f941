"""The command line: one line and exit code 1 for every fault, with the command that mends it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import index
from corpus import Library
from index.__main__ import app
from index.snapshot import Layout
from tests.index.toy import ToyEncoder

runner = CliRunner()


@pytest.fixture
def toy(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose commands use the toy encoder."""
    monkeypatch.setattr(index, "load_encoder", lambda model: ToyEncoder())
    return home


@pytest.mark.parametrize("command", [["status"], ["verify"], ["search", "水厂"]])
def test_a_missing_index_is_one_line(toy: Path, command: list[str]) -> None:
    done = runner.invoke(app, command)
    assert done.exit_code == 1
    assert "python -m index build" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_build_status_verify_search(toy: Path) -> None:
    done = runner.invoke(app, ["build"])
    assert done.exit_code == 0, done.output
    assert f"索引已建立:{len(Library(toy).list())} 份文本" in done.output
    assert "索引是新的" in runner.invoke(app, ["build", "--if-stale"]).output
    assert "编码 0 条" in runner.invoke(app, ["build"]).output
    status = runner.invoke(app, ["status"]).output
    assert "zgc-2020-2035" in status
    assert "是新的" in status
    assert "索引完好" in runner.invoke(app, ["verify"]).output
    assert runner.invoke(app, ["search", "研发服务", "--top", "3"]).output.count("第") >= 3


def test_a_damaged_file_is_named(toy: Path) -> None:
    runner.invoke(app, ["build"])
    layout = Layout(toy)
    (layout.build(layout.name) / "passages.faiss").write_bytes(b"")
    for command in (["verify"], ["search", "研发服务"]):
        done = runner.invoke(app, command)
        assert (done.exit_code, "passages.faiss" in done.stderr) == (1, True)
    assert runner.invoke(app, ["build"]).exit_code == 0
    assert runner.invoke(app, ["verify"]).exit_code == 0
