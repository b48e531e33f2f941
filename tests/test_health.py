"""The health of a window that is served for real: what it says, to whom, and what it costs."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import ui
from assistant import Assistant, Settings
from index import Retriever, build
from index.errors import UnreachableStoreError
from index.program import version
from tests.index.toy import ToyEncoder, made, source
from tests.test_ui import OLDER, free_port
from window import health
from window.access import Access

pytestmark = OLDER
SOUND = {
    "status": "ok",
    "version": version(),
    "documents": 1,
    "index": {"ready": True, "passages": len(source("water").parsed.passages), "newest": True},
    "sessions": {"ready": True},
    "disk": {"ready": True},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    it = tmp_path_factory.mktemp("health") / "home"
    build(it, (source("water"),), ToyEncoder())
    return it


@pytest.fixture(scope="module")
def assistant(home: Path) -> Assistant:
    return Assistant(Retriever.open(home, ToyEncoder()), Settings(home=home), ToyEncoder())


@pytest.fixture(scope="module")
def address(assistant: Assistant, home: Path) -> Iterator[str]:
    port = free_port()
    page = ui.serve(assistant, home, "127.0.0.1", port, block=False, access=Access(("王:密码",)))
    yield f"http://127.0.0.1:{port}"
    page.close()


@pytest.fixture(autouse=True)
def always_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "GOOD_FOR", -1.0)


def asked(address: str) -> tuple[int, dict[str, Any]]:
    got = httpx.get(f"{address}/health")
    found = got.json()
    assert found.pop("uptime_seconds") >= 0
    return got.status_code, found


def test_it_is_told_without_a_login_and_nothing_else_is(address: str, home: Path) -> None:
    assert asked(address) == (200, SOUND)
    text = httpx.get(f"{address}/health").text
    assert not [word for word in (str(home), "water", "青江", "toy") if word in text]
    assert httpx.get(f"{address}/health").headers["cache-control"] == "no-store"
    assert httpx.head(f"{address}/health").status_code == 200
    assert httpx.post(f"{address}/health").status_code == 405
    for path in ("/health/", "/health/x", "/healthy", "//health", "/gradio_api/info", "/config", ""):
        assert httpx.get(address + path).status_code == 401


def test_a_search_that_fails_is_503_and_its_words_are_not_told(
    address: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise UnreachableStoreError("连不上 http://inner-host:19530")

    monkeypatch.setattr(Retriever, "hits", down)
    status, found = asked(address)
    assert (status, found["status"], found["index"], found["documents"]) == (503, "unavailable", {"ready": False}, 0)
    assert "inner-host" not in httpx.get(f"{address}/health").text
    monkeypatch.undo()
    monkeypatch.setattr(health, "GOOD_FOR", -1.0)
    assert asked(address) == (200, SOUND)


def test_what_answers_can_do_without_only_degrades(address: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sessions.db", "sessions.db-wal", "sessions.db-shm"):
        (home / name).unlink(missing_ok=True)
    (home / "sessions.db").write_bytes(b"no database, and long enough to be taken for one" * 20)
    status, found = asked(address)
    assert (status, found) == (200, {**SOUND, "status": "degraded", "sessions": {"ready": False}})
    (home / "sessions.db").unlink()
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    assert asked(address) == (200, {**SOUND, "status": "degraded", "disk": {"ready": False}})


def test_a_new_build_is_taken_up_and_one_that_cannot_be_opened_is_told(address: str, home: Path) -> None:
    build(home, (source("water"), made("某市规划\n第一章 甲\n建设31个组团。\n")), ToyEncoder())
    status, found = asked(address)
    assert (status, found["status"], found["documents"]) == (200, "ok", 2)
    (home / "index" / "current").write_text("nothing")
    status, found = asked(address)
    assert (status, found["status"], found["index"]["newest"]) == (200, "degraded", False)
    build(home, (source("water"),), ToyEncoder())
    assert asked(address) == (200, SOUND)


def test_however_often_it_is_asked_it_looks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "GOOD_FOR", 1000.0)
    looks: list[int] = []

    def look() -> health.Found:
        looks.append(1)
        return {"status": "ok"}

    it = health.Health(look)
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(lambda _: it.found()["status"], range(100))) == ["ok"] * 100
    assert looks == [1]


def test_a_look_that_does_not_come_back_holds_no_one_up_and_is_bad_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    go, begun = threading.Event(), threading.Event()
    looks: list[int] = []

    def slow() -> health.Found:
        looks.append(1)
        if len(looks) > 1:
            begun.set()
            go.wait(60)
        return {"status": "ok"}

    it = health.Health(slow)
    assert it.found()["status"] == "ok"
    hanging = threading.Thread(target=it.found)
    hanging.start()
    try:
        assert begun.wait(60)
        assert it.found()["status"] == "ok"
        monkeypatch.setattr(health, "HUNG", -1.0)
        assert it.found()["status"] == "unavailable"
    finally:
        go.set()
        hanging.join()
    assert len(looks) == 2
