"""The window without a browser: conversations, errors in words, the programs' interface, and nothing fetched."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client  # type: ignore[import-untyped]

import ui
from assistant import Assistant
from tests.conftest import ROOT
from tests.scripted import RESEARCH, Scripted

# Gradio's queue counts its own events in ways that pandas has deprecated.
OLDER = pytest.mark.filterwarnings("ignore::DeprecationWarning")
pytestmark = OLDER


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


@pytest.fixture(scope="module")
def script() -> Scripted:
    return Scripted()


@pytest.fixture(scope="module")
def address(script: Scripted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    page = ui.serve(script, tmp_path_factory.mktemp("home"), "127.0.0.1", port, block=False)
    yield f"http://127.0.0.1:{port}"
    page.close()


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def test_programs_ask_with_a_history(client: Client, script: Scripted) -> None:
    got = client.predict(question=RESEARCH, history=["先前的问题"], api_name="/ask")
    assert got["status"] == "answered"
    assert got["citations"][0]["quote"] == "其中研发服务主要在海淀园、怀柔园、大兴园等区域布局"
    assert script.asked[-1] == (RESEARCH, ("先前的问题",))


def test_programs_see_one_documented_endpoint(client: Client) -> None:
    offered: Any = client.view_api(return_format="dict", print_info=False)
    assert list(offered["named_endpoints"]) == ["/ask"]
    assert not offered["unnamed_endpoints"]
    ask = offered["named_endpoints"]["/ask"]
    assert [(p["parameter_name"], p["python_type"]["type"]) for p in ask["parameters"]] == [
        ("question", "str"),
        ("history", "list[str]"),
    ]
    assert ask["description"]


def test_programs_get_an_error_in_words(client: Client) -> None:
    got = client.predict(question="", history=[], api_name="/ask")
    assert (got["status"], got["reason"]) == ("error", "invalid")
    assert "空" in got["error"]


def test_page_names_no_other_host() -> None:
    for file in (ROOT / "page").iterdir():
        assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text("utf-8")), file.name


@pytest.mark.parametrize("stored", [None, "x", [1], {}, {"owner": "*", "here": "1"}, {"owner": "短", "here": "1"}, []])
def test_what_the_browser_says_of_itself_is_not_trusted(stored: object) -> None:
    me = ui.sound(stored)
    assert re.fullmatch(r"[\w-]{43}", me["owner"])
    assert me["here"] == ""
    assert ui.sound(me) == me
    assert ui.sound(stored) != me


def test_no_index_is_one_line_that_names_the_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--port", "0"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "python -m index build" in said


def test_a_taken_port_is_one_line_that_names_the_flag(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object) -> None:
        raise OSError("Cannot find empty port")

    monkeypatch.setattr(Assistant, "open", lambda settings: Scripted())
    monkeypatch.setattr(ui, "serve", taken)
    assert ui.main(["--port", "7861"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "127.0.0.1:7861" in said
    assert "--port" in said
