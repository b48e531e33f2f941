"""The key and the question go to the server and nowhere else."""

import io
import json
import logging
import pickle
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Settings, SettingsError, answer_to_json, html, load_settings, sheet
from assistant.export import docx
from assistant.types import Exchange
from eval.subject import recorded_settings
from index import IndexSettings
from index.logs import log_to, quiet
from index.settings import LogSettings, secrets_of
from tests import llm_server as server_
from tests.assistant.llm.conftest import KEY, Opened
from tests.assistant.llm.test_writing import LIST, members_in_words

SECRET = "膜过滤"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log file, and everything else that is logged, at its most talkative."""
    yield log_to(Settings(home=tmp_path))
    quiet()


def everything(answer: Answer, *others: Any) -> str:
    """All that could be shown, stored or sent of an answer."""
    made = docx([Exchange(answer)])
    from docx import Document

    paragraphs = "\n".join(p.text for p in Document(io.BytesIO(made)).paragraphs)
    return "\n".join(
        (
            repr(answer),
            json.dumps(answer_to_json(answer), ensure_ascii=False),
            html.thread((Exchange(answer),)),
            sheet.markdown(Exchange(answer)),
            paragraphs,
            pickle.dumps(asdict(answer)).decode("latin-1"),
            *map(repr, others),
        )
    )


@pytest.mark.parametrize(
    "script",
    [server_.by_evidence(members_in_words), server_.wants_key("another", server_.not_json), server_.broken_json],
)
def test_the_key_is_nowhere(
    with_model: Opened, script: server_.Script, caplog: pytest.LogCaptureFixture, log: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    with with_model(script) as (assistant, server):
        answer = assistant.ask(LIST)
        settings = assistant._settings
        shown = everything(answer, assistant, settings, settings.llm, assistant._llm, assistant._llm._client)
        client = assistant._llm._client
        shown += json.dumps(client.to_dict(), default=repr) + repr(vars(client))
    assert server.keys == [f"Bearer {KEY}"]  # it did go where it should
    recorded = recorded_settings(settings.model_dump(mode="json"))
    shown += json.dumps(recorded) + settings.model_dump_json()
    shown += caplog.text + log.read_text("utf-8")
    assert KEY not in shown
    assert recorded["llm"] == "toy"


def test_a_line_a_call_without_the_question(with_model: Opened, caplog: pytest.LogCaptureFixture, log: Path) -> None:
    caplog.set_level(logging.DEBUG)
    with with_model(server_.by_evidence(members_in_words)) as (assistant, _):
        assistant.ask(LIST)
    call, answer = log.read_text("utf-8").splitlines()
    fields = json.loads(call)
    assert (fields["event"], fields["purpose"], fields["outcome"]) == ("llm_call", "write", "ok")
    assert (fields["prompt_tokens"], fields["attempts"]) == (100, 1)
    assert (json.loads(answer)["event"], json.loads(answer)["engine"]) == ("answer", "llm:toy")
    assert SECRET not in call + answer
    assert SECRET not in caplog.text


def test_the_question_is_logged_where_it_is_allowed(with_model: Opened, log: Path, tmp_path: Path) -> None:
    log_to(Settings(home=tmp_path, log=LogSettings(questions=True)))
    with with_model(server_.by_evidence(members_in_words)) as (assistant, _):
        assistant.ask(LIST)
    assert [json.loads(line)["question"] for line in log.read_text("utf-8").splitlines()] == [LIST, LIST]


def test_a_key_with_a_line_end_is_cleaned_and_one_that_cannot_be_sent_is_not_shown(with_model: Opened) -> None:
    with with_model(server_.by_evidence(members_in_words), api_key=f"{KEY}\n") as (assistant, server):
        assert assistant.ask(LIST).engine == "llm:toy"
    assert server.keys == [f"Bearer {KEY}"]
    with with_model(server_.by_evidence(members_in_words), api_key="sk-\n密") as (assistant, _):
        answer = assistant.ask(LIST)
    assert answer.engine == "extractive"
    assert "密" not in answer.notices[0].replace("密钥", "")


def test_another_ones_key_is_not_sent(with_model: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-someone-elses")
    with with_model(server_.by_evidence(members_in_words), api_key="") as (assistant, server):
        assistant.ask(LIST)
    assert server.keys == [""]


SECRETS = {"llm.api_key": "CEWEN_LLM__API_KEY", "ui.auth": "CEWEN_UI__AUTH", "index.token": "CEWEN_INDEX__TOKEN"}


def test_these_are_all_the_secrets_that_settings_have() -> None:
    assert {".".join(path) for path in secrets_of(Settings)} == set(SECRETS)


@pytest.mark.parametrize(("name", "variable"), SECRETS.items())
@pytest.mark.parametrize("value", [f'"{KEY}"', f'["{KEY}"]', '""'])
def test_a_secret_in_the_file_is_an_error_that_does_not_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cewen.toml").write_text(f"{name} = {value}\n", "utf-8")
    with pytest.raises(SettingsError, match=f"{name} 是密钥.*{variable}$") as error:
        load_settings()
    assert KEY not in str(error.value)


@pytest.mark.parametrize("variable", SECRETS.values())
def test_a_secret_of_the_environment_is_in_nothing_that_is_printed(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, KEY)
    settings = load_settings()
    assert KEY not in repr(settings) + settings.model_dump_json()


def test_a_misspelt_setting_does_not_show_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEWEN_LLM__APIKEY", KEY)
    with pytest.raises(ValueError, match="apikey") as error:
        IndexSettings()
    assert KEY not in str(error.value)
