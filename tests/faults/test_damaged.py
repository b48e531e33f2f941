"""Every file of a built index cut short, with one byte flipped, or gone: named, never read, never evaluated on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import index
from assistant import Assistant, Settings
from assistant.__main__ import app as assistant_app
from eval.__main__ import app as eval_app
from eval.record import run_paths, runs_dir
from index import IndexFailure, Retriever, build
from index.__main__ import app as index_app
from index.snapshot import Layout
from index.stores.types import DENSE
from tests.index.toy import ToyEncoder, made, source

HINT = "python -m index build"
BM25 = ("words.json", *(f"{array}.npy" for array in ("data", "indices", "starts")))
FILES = (
    "content.json",
    "manifest.json",
    "passages.json",
    "properties.npy",
    *(f"{field}{end}" for field in DENSE for end in (".faiss", ".owners.npy")),
    *(f"{field}/{file}" for field in ("asked", "heading", "text") for file in BM25),
)
BESIDE = ("current", "vectors")


def cut(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def flip(file: Path) -> None:
    """One bit of the byte in the middle."""
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 0x01
    file.write_bytes(whole)


Fault = Callable[[Path], None]
FAULTS: dict[str, Fault] = {"cut": cut, "flipped": flip, "gone": Path.unlink}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of a text with a stored question, and of an older version of it."""
    home = tmp_path_factory.mktemp("whole")
    old = made("青江流域供水规划\n第一章 总则\n东岭水厂服务城东。\n", "water")
    build(home, (source("water", ((3, "一天能供多少水?"),)),), ToyEncoder(), older=(old,))
    return home


@pytest.fixture
def damaged(whole: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, whose commands use the toy encoder."""
    shutil.copytree(whole, home, dirs_exist_ok=True)
    monkeypatch.setattr(index, "load_encoder", lambda model: ToyEncoder())
    monkeypatch.setattr("assistant.assistant.load_encoder", lambda model: ToyEncoder())
    return home


def place(home: Path, name: str, of: str = "") -> Path:
    layout = Layout(home, of)
    if name == "vectors":
        (found,) = layout.vectors.glob("*.npz")
        return found
    return layout.current if name == "current" else layout.build(layout.name) / name


def older(home: Path) -> str:
    (found,) = Layout(home).versions.iterdir()
    return found.name


def named(home: Path, word: str) -> None:
    """`verify` names it, with the command that mends it, and exits with 1; `build` mends it."""
    done = CliRunner().invoke(index_app, ["verify"])
    assert done.exit_code == 1
    assert word in done.stderr
    assert HINT in done.stderr


def test_these_are_all_the_files_there_are(whole: Path) -> None:
    layout = Layout(whole)
    folder = layout.build(layout.name)
    assert {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()} == set(FILES)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", [*FILES, *BESIDE])
def test_a_damaged_file_is_named_by_verify(damaged: Path, name: str, fault: Fault) -> None:
    file = place(damaged, name)
    fault(file)
    missing = name == "current" and not file.exists()
    named(damaged, "还没有索引" if missing else file.name)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", [*FILES, "current"])
def test_a_damaged_index_is_neither_asked_nor_evaluated(damaged: Path, name: str, fault: Fault) -> None:
    fault(place(damaged, name))
    asked = CliRunner().invoke(assistant_app, ["ask", "哪座水厂做膜过滤?"])
    assert (asked.exit_code, asked.stdout, HINT in asked.stderr) == (1, "", True)
    run = CliRunner().invoke(eval_app, ["run", "--limit", "1"])
    assert isinstance(run.exception, IndexFailure)
    assert HINT in str(run.exception)
    assert run_paths(runs_dir(damaged)) == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["content.json", "manifest.json", "text/starts.npy"])
def test_a_damaged_index_of_an_older_version_is_named(damaged: Path, name: str, fault: str) -> None:
    of = older(damaged)
    file = place(damaged, name, of)
    FAULTS[fault](file)
    named(damaged, file.name)
    named(damaged, f"旧版本 {of}")


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", ["content.json", "manifest.json", "passages.faiss", "current", "vectors"])
def test_build_mends_it(damaged: Path, whole: Path, name: str, fault: Fault) -> None:
    old = made("青江流域供水规划\n第一章 总则\n东岭水厂服务城东。\n", "water")
    fault(place(damaged, name))
    if name != "vectors":
        fault(place(damaged, name, older(damaged)))
    build(damaged, (source("water", ((3, "一天能供多少水?"),)),), ToyEncoder(), older=(old,))
    assert CliRunner().invoke(index_app, ["verify"]).exit_code == 0
    for of in ("", older(damaged)):
        mended, before = (Retriever.open(each, ToyEncoder(), of=of).content for each in (damaged, whole))
        assert mended == before


def test_a_window_that_is_open_goes_on_with_the_index_that_it_has(damaged: Path) -> None:
    opened = Assistant(Retriever.open(damaged, ToyEncoder()), Settings(home=damaged), ToyEncoder())
    right = opened.ask("哪座水厂做膜过滤?").text
    build(damaged, (source("schools"),), ToyEncoder())
    flip(place(damaged, "content.json"))
    assert opened.ask("哪座水厂做膜过滤?").text == right
