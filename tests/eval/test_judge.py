"""The optional judge, against a scripted server on loopback."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from eval.errors import RunError
from eval.judge import judge, kappa, openai_complete, save_judgement
from eval.pages import second_opinion
from eval.record import list_runs, runs_dir, save_run
from tests.eval.test_compare import WRONG, record


class Scripted(BaseHTTPRequestHandler):
    """Says wrong to whatever holds 30平方公里, something unreadable to follow-ups, and right to all else."""

    seen: list[dict[str, Any]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append(body)
        prompt = body["messages"][0]["content"]
        words = (
            "嗯"
            if "那东湾组团呢" in prompt
            else json.dumps({"correct": "回答:30平方公里" not in prompt, "reason": "看过"})
        )
        reply = json.dumps({"choices": [{"message": {"content": f"```json\n{words}\n```"}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Scripted.seen.clear()
    with HTTPServer(("127.0.0.1", 0), Scripted) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}/v1"
        made.shutdown()
        thread.join()


def test_verdicts_are_read_and_their_agreement_is_said(server: str, tmp_path: Path) -> None:
    found = judge(record(WRONG), "toy", openai_complete(server, "toy", "secret"))
    verdicts = {verdict.item_id: verdict.correct for verdict in found.verdicts}
    assert verdicts["g-value"] is False
    assert verdicts["g-follow"] is None
    assert verdicts["g-fact"] is True  # exact says wrong
    assert found.agreement == pytest.approx(6 / 7)
    assert Scripted.seen[0]["temperature"] == 0
    path = save_judgement(found, tmp_path)
    assert "secret" not in path.read_text(encoding="utf-8")


def test_kappa_by_hand() -> None:
    # 4 of 5 agree; both say right 4/5 and 3/5: chance = .8·.6 + .2·.4 = .56; (.8 - .56) / .44
    pairs = [(True, True)] * 3 + [(True, False), (False, False)]
    assert kappa(pairs) == pytest.approx(0.24 / 0.44)
    assert kappa([(True, True)]) is kappa([]) is None


def test_judgements_are_no_runs(server: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEWEN_LLM__BASE_URL", server)
    monkeypatch.setenv("CEWEN_LLM__MODEL", "toy")
    save_run(record(), runs_dir(home))
    assert second_opinion("last", None).model == "toy"
    assert len(list_runs(runs_dir(home))) == 1
    assert second_opinion("last", None).run_id == list_runs(runs_dir(home))[0].run_id


def test_without_a_model_it_says_what_to_set(home: Path) -> None:
    with pytest.raises(RunError, match="CEWEN_LLM__BASE_URL"):
        second_opinion("last", None)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(RunError, match="没有给出回答"):
        openai_complete("http://127.0.0.1:9/v1", "toy", "")("?")
