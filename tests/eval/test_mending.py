"""What an audit proposes is taken into the gold files and put back, and never over what someone else has written."""

from pathlib import Path

import pytest

from corpus import Library
from eval.errors import GoldError
from eval.goldfile import gold_text
from eval.mending import Proposal, examine, put_back, take_in
from eval.report.desk import mending
from tests.eval.scripted import PLAN, gold

EDIT = ("31平方公里", "32平方公里")


@pytest.fixture
def files(home: Path, tmp_path: Path) -> list[Path]:
    """The gold of the small plan in two files, one with a line that is no item; the library has a changed plan."""
    for text in (PLAN, PLAN.replace(*EDIT)):
        (tmp_path / "linjiang.txt").write_text(text, encoding="utf-8")
        Library(home).add(tmp_path / "linjiang.txt", "linjiang")
    half = len(gold()) // 2
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for path, items in zip(paths, (gold()[:half], gold()[half:]), strict=True):
        path.write_text("".join(f" {gold_text(item)}\n" for item in items), encoding="utf-8")
    return paths


def proposals(home: Path, files: list[Path]) -> dict[str, Proposal]:
    return {each.item.item_id: each for each in examine(home, files).proposals}


def test_a_proposal_holds_the_item_as_it_is_and_as_it_would_be(home: Path, files: list[Path]) -> None:
    found = examine(home, files)
    assert found.checked == len(gold())
    assert [each.item.item_id for each in found.proposals] == ["g-value", "g-premise"]
    assert found.proposals[0].said == (EDIT,)
    assert found.proposals[0].line == f" {gold_text(gold()[0])}"
    assert not found.by_hand
    page = mending(found, {"g-value"})
    assert "规划面积为<del>31</del><ins>32</ins>平方公里" in page
    assert "其余全部接受(1 题)" in page
    assert "撤销:规划面积多大?" in page


def test_what_is_taken_in_is_put_back_as_it_was(home: Path, files: list[Path]) -> None:
    before = [path.read_bytes() for path in files]
    found = list(proposals(home, files).values())
    assert take_in(found, home, files) == 2
    assert not examine(home, files).proposals
    assert put_back(found, files) == 2
    assert [path.read_bytes() for path in files] == before


def test_only_the_file_of_the_item_is_written(home: Path, files: list[Path]) -> None:
    other = files[1].stat().st_mtime_ns
    take_in([proposals(home, files)["g-value"]], home, files)
    assert files[1].stat().st_mtime_ns == other


def test_a_line_that_was_edited_meanwhile_is_left_alone(home: Path, files: list[Path]) -> None:
    found = list(proposals(home, files).values())
    files[0].write_text(files[0].read_text("utf-8").replace("规划面积多大?", "规划面积有多大?"), encoding="utf-8")
    edited = [path.read_bytes() for path in files]
    with pytest.raises(GoldError, match="g-value 在核对之后改过"):
        take_in(found, home, files)
    assert [path.read_bytes() for path in files] == edited


def test_what_was_edited_after_it_was_taken_in_is_not_put_back(home: Path, files: list[Path]) -> None:
    found = list(proposals(home, files).values())
    take_in(found, home, files)
    files[0].write_text(files[0].read_text("utf-8").replace("规划面积多大?", "规划面积有多大?"), encoding="utf-8")
    with pytest.raises(GoldError, match="在核对之后改过"):
        put_back(found, files)


def test_a_text_that_changed_again_is_noticed(home: Path, files: list[Path], tmp_path: Path) -> None:
    found = list(proposals(home, files).values())
    (tmp_path / "linjiang.txt").write_text(PLAN, encoding="utf-8")
    Library(home).add(tmp_path / "linjiang.txt", "linjiang")
    with pytest.raises(GoldError, match="证据与原文不符"):
        take_in(found, home, files)


def test_a_file_that_may_not_be_written_stays(home: Path, files: list[Path]) -> None:
    found = list(proposals(home, files).values())
    before = [path.read_bytes() for path in files]
    files[1].chmod(0o444)
    with pytest.raises(GoldError, match="不能写"):
        take_in(found, home, files)
    assert [path.read_bytes() for path in files] == before
