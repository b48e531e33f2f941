"""Secrets that are set in the environment stand in nothing that leaves the program; nothing unpickles."""

import json
import logging
import marshal
import pickle
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import ui
from assistant import Assistant, Settings, SettingsError, answer_to_json, load_settings, sheet
from assistant.export import docx
from assistant.types import Exchange
from index import Retriever, build
from index.stores import store_of
from tests.conftest import ROOT
from tests.index.toy import ToyEncoder, source
from tests.scripted import RESEARCH, Scripted
from tests.test_ui import OLDER, free_port
from window.access import decide

pytestmark = OLDER
SECRET = "geheimnis-7e57"
NAMES = ("CEWEN_LLM__API_KEY", "CEWEN_UI__AUTH", "CEWEN_INDEX__TOKEN")


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CEWEN_LLM__API_KEY", SECRET)
    monkeypatch.setenv("CEWEN_UI__AUTH", f"王:{SECRET}")
    monkeypatch.setenv("CEWEN_INDEX__TOKEN", SECRET)


@pytest.mark.usefixtures("secrets")
def test_settings_do_not_show_them() -> None:
    settings = load_settings()
    for said in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert SECRET not in said
    assert settings.llm.api_key.get_secret_value() == SECRET


@pytest.mark.parametrize("name", [*NAMES, "CEWEN_LLM__API_KEI", "CEWEN_UI__PORT", "CEWEN_UI", "CEWEN_LLM"])
def test_an_error_about_them_does_not_show_them(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv(name, SECRET)
    assert ui.main([]) == 1
    said = capsys.readouterr()
    assert said.err.strip()
    assert SECRET not in said.out + said.err


@pytest.mark.parametrize(("table", "name"), [("llm", "api_key"), ("ui", "auth"), ("index", "token")])
def test_a_file_that_may_be_shared_holds_none(
    table: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cewen.toml").write_text(f'[{table}]\n{name} = "{SECRET}"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=f"CEWEN_{table.upper()}__{name.upper()}") as caught:
        load_settings()
    assert SECRET not in str(caught.value)


@pytest.mark.usefixtures("secrets")
def test_the_page_and_the_logs_do_not_show_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    port, script = free_port(), Scripted()
    page = ui.serve(
        script, tmp_path, "127.0.0.1", port, block=False, access=decide(load_settings(), "127.0.0.1", False)
    )
    try:
        login = httpx.BasicAuth("王", SECRET)
        for path in (
            "/",
            "/config",
            "/gradio_api/info",
            "/gradio_api/mcp/schema",
            "/nichts",
            "/gradio_api/file=/etc/passwd",
        ):
            answer = httpx.get(f"http://127.0.0.1:{port}{path}", auth=login)
            assert SECRET not in answer.text + str(answer.headers)
            assert "set-cookie" not in answer.headers  # there is none to steal
            assert path != "/gradio_api/file=/etc/passwd" or answer.status_code in (403, 404)
    finally:
        page.close()
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err + caplog.text


@pytest.mark.usefixtures("secrets")
def test_answers_and_exports_do_not_show_them() -> None:
    answer = Scripted().ask(RESEARCH)
    sheets = sheet.markdown(Exchange(answer)).encode() + docx([Exchange(answer)])
    assert SECRET not in json.dumps(answer_to_json(answer), ensure_ascii=False)
    assert SECRET.encode() not in sheets


@pytest.mark.usefixtures("secrets")
def test_help_does_not_show_them() -> None:
    for command in (["ui.py", "--help"], ["-m", "assistant", "ask", "--help"]):
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True)
        assert SECRET not in done.stdout + done.stderr


def test_an_index_is_opened_without_unpickling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, (source("water"),), ToyEncoder())
    for module, names in ((pickle, ("load", "loads", "Unpickler")), (marshal, ("load",))):
        for name in names:
            monkeypatch.setattr(module, name, lambda *a, **k: pytest.fail("something was unpickled"))
    opened = Retriever.open(tmp_path, ToyEncoder(), store=store_of(Settings().index))
    assert Assistant(opened, Settings(home=tmp_path)).ask("哪些水厂聚焦膜过滤?").citations
