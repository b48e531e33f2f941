"""The window without a browser: conversations, errors in words, the programs' interface, and nothing fetched."""

import asyncio
import base64
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client  # type: ignore[import-untyped]
from gradio_client.exceptions import AppError  # type: ignore[import-untyped]
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from pydantic import SecretStr

import ui
from assistant import Assistant, Settings
from assistant.settings import UISettings
from corpus import Library, parse_file
from index.logs import log_to, quiet
from tests.conftest import ROOT
from tests.scripted import RESEARCH, Scripted
from window.access import Access, decide
from window.busy import BUSY
from window.texts import Waiting

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


ENDPOINTS = {
    "ask": [("question", "str"), ("history", "list[str]")],
    "search": [("query", "str"), ("limit", "int")],
    "outline": [("doc", "str")],
    "diff": [("doc", "str"), ("version", "str")],
}


def test_programs_see_documented_endpoints(client: Client) -> None:
    offered: Any = client.view_api(return_format="dict", print_info=False)
    named = offered["named_endpoints"]
    assert not offered["unnamed_endpoints"]
    assert list(named) == [f"/{name}" for name in ENDPOINTS]
    for name, parameters in ENDPOINTS.items():
        its = named[f"/{name}"]
        assert [(p["parameter_name"], p["python_type"]["type"]) for p in its["parameters"]] == parameters
        assert its["description"]


def test_programs_read_outlines(client: Client, script: Scripted) -> None:
    listed = client.predict(doc="", api_name="/outline")["documents"]
    assert [it["doc_id"] for it in listed] == ["other", "zgc-2020-2035"]
    read = client.predict(doc="zgc-2020-2035", api_name="/outline")
    assert read["version"] == script.parsed.document.version
    assert "第一章 形势与定位" in [section["heading"] for section in read["sections"]]
    with pytest.raises(AppError, match="没有文本 x;现有:other"):
        client.predict(doc="x", api_name="/outline")


def test_programs_see_what_changed(client: Client, script: Scripted) -> None:
    version = script.parsed.document.version
    same = client.predict(doc="zgc-2020-2035", version=version, api_name="/diff")
    assert same["sections"] == []
    with pytest.raises(AppError, match="版本"):
        client.predict(doc="zgc-2020-2035", version="nothing", api_name="/diff")


async def used(address: str, headers: dict[str, str] | None = None) -> tuple[list[Any], Any]:
    """The tools of the MCP server, and what `ask` answers."""
    async with (
        streamablehttp_client(f"{address}/gradio_api/mcp/", headers=headers) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        return tools, await session.call_tool("ask", {"question": RESEARCH, "history": []})


def test_models_use_the_tools(address: str) -> None:
    tools, answered = asyncio.run(used(address))
    assert {tool.name: list(tool.inputSchema["properties"]) for tool in tools} == {
        name: [parameter for parameter, _ in parameters] for name, parameters in ENDPOINTS.items()
    }
    assert all(tool.description for tool in tools)
    assert not answered.isError
    assert "海淀园、怀柔园、大兴园" in answered.content[0].text


LOGIN = {"Authorization": "Basic " + base64.b64encode("王:密码".encode()).decode()}


def test_a_login_stands_before_everything(script: Scripted, tmp_path: Path) -> None:
    port, log = free_port(), log_to(Settings(home=tmp_path))
    page = ui.serve(script, tmp_path, "127.0.0.1", port, block=False, access=Access(("李:x", "王:密码")))
    address = f"http://127.0.0.1:{port}"
    try:
        for path in ("", "/config", "/gradio_api/mcp/", "/gradio_api/upload", "/gradio_api/info"):
            assert httpx.post(address + path).status_code == 401
            assert httpx.get(address + path, headers={"Authorization": "Basic eDp5"}).status_code == 401
        assert "www-authenticate" in httpx.get(address).headers
        failed = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        assert [(it["event"], it["client"]) for it in failed] == [("login_failed", "127.0.0.1")] * 5
        assert httpx.get(address, headers=LOGIN).status_code == 200
        asked = Client(address, verbose=False, headers=LOGIN)
        assert asked.predict(question=RESEARCH, history=[], api_name="/ask")["status"] == "answered"
        _, answered = asyncio.run(used(address, LOGIN))
        assert "海淀园" in answered.content[0].text
    finally:
        quiet()
        page.close()


def test_a_text_that_is_taken_in_is_a_line_of_the_log(script: Scripted, tmp_path: Path) -> None:
    file, log = tmp_path / "water.txt", log_to(Settings(home=tmp_path))
    file.write_text((ROOT / "tests" / "data" / "water.txt").read_text("utf-8"), "utf-8")
    try:
        with ui.build(script, tmp_path) as page:
            accept = next(it.fn for it in page.fns.values() if it.name == "accept")
        accept(Waiting(file, parse_file(file), "水"))
        (line,) = map(json.loads, log.read_text("utf-8").splitlines())
    finally:
        quiet()
    assert (line["event"], line["doc_id"], line["version"]) == ("upload", "水", Library(tmp_path).info("水").version)


@pytest.mark.parametrize(
    ("host", "auth", "told", "people", "desk"),
    [
        ("127.0.0.1", "", False, (), True),
        ("::1", "", False, (), True),
        ("localhost", "a:b", False, ("a:b",), True),
        ("0.0.0.0", "a:b c:d", False, ("a:b", "c:d"), True),  # noqa: S104
        ("0.0.0.0", "", True, (), False),  # noqa: S104
    ],
)
def test_what_is_open_to_whom(host: str, auth: str, told: bool, people: tuple[str, ...], desk: bool) -> None:
    settings = Settings(ui=UISettings(auth=SecretStr(auth)))
    assert decide(settings, host, told) == Access(people, desk, local=not people and not told)
    assert not auth or auth not in repr(settings)


def test_beyond_this_machine_a_login_is_asked_for(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--host", "0.0.0.0"]) == 1  # noqa: S104
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "CEWEN_UI__AUTH" in said
    assert "--open" in said


def test_without_a_login_there_is_no_desk(script: Scripted, tmp_path: Path) -> None:
    with ui.build(script, tmp_path, Access(desk=False)) as page:
        parts = {block.elem_id for block in page.blocks.values() if getattr(block, "elem_id", None)}
    assert "picture" in parts
    assert not parts & {"texts", "library", "evaluation", "upload"}


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
    def taken(*_: object, **__: object) -> None:
        raise OSError("Cannot find empty port")

    monkeypatch.setattr(Assistant, "open", lambda settings: Scripted())
    monkeypatch.setattr(ui, "serve", taken)
    assert ui.main(["--port", "7861"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "127.0.0.1:7861" in said
    assert "--port" in said


def test_past_the_queue_is_refused_in_words_at_once_and_the_others_are_answered(tmp_path: Path) -> None:
    script, port = Scripted(), free_port()
    page = ui.serve(script, tmp_path, "127.0.0.1", port, block=False, queue=2)
    at = f"http://127.0.0.1:{port}/gradio_api/call/ask"
    try:
        with httpx.Client(timeout=30) as http:
            taken = []
            while (reply := http.post(at, json={"data": ["等一等", []]})).status_code == 200:
                taken.append(reply.json()["event_id"])
                assert len(taken) <= 4 + 2, "four are answered at once and two wait"
            assert (reply.status_code, reply.json()["detail"]) == (429, BUSY)
            assert int(reply.headers["Retry-After"]) > 0
            script.patience.set()
            for event in taken:
                assert "event: complete" in http.get(f"{at}/{event}").text
            again = http.post(at, json={"data": [RESEARCH, []]}).json()["event_id"]
            assert "海淀园、怀柔园" in json.loads(http.get(f"{at}/{again}").text.split("data: ")[1])[0]["text"]
    finally:
        script.patience.set()
        page.close()


def test_other_errors_keep_their_own_words(address: str) -> None:
    assert httpx.get(f"{address}/gradio_api/nothing").json() == {"detail": "Not Found"}
