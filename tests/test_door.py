"""The door of the window: other sites, other names for this machine, wrong passwords, and too much at once."""

import asyncio
import base64
from typing import Any

import pytest

from window import door
from window.door import Door

HOST = (b"host", b"127.0.0.1:7860")
FORM = (b"content-type", b"multipart/form-data; boundary=x")


def made(people: tuple[str, ...] = (), local: bool = True, uploads: bool = True) -> Door:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"server", b"x")]})

    return Door(app, people, local, uploads, 1000)


def asked(
    it: Door, *headers: tuple[bytes, bytes], method: str = "GET", path: str = "/", client: str = "10.0.0.1"
) -> tuple[int, dict[bytes, bytes]]:
    """The status and the headers of the answer to a request."""
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": headers, "client": (client, 1)}
    asyncio.run(it(scope, None, send))
    return said[0]["status"], dict(said[0]["headers"])


def login(words: str) -> tuple[bytes, bytes]:
    return b"authorization", b"Basic " + base64.b64encode(words.encode())


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:7860", None, 200),
        ("localhost:7860", "http://localhost:7860", 200),
        ("[::1]:7860", "http://[::1]:7860", 200),
        ("127.0.0.1:7860", "https://evil.example", 403),
        ("127.0.0.1:7860", "null", 403),
        ("127.0.0.1:7860", "http://127.0.0.1.evil.example", 403),
        ("127.0.0.1:7860", "", 403),
        ("evil.example", "http://evil.example", 403),
        ("evil.example:7860", None, 403),
        ("[", None, 403),
        ("", None, 403),
    ],
)
def test_only_our_own_pages_ask(host: str, origin: str | None, status: int) -> None:
    headers = [(b"host", host.encode())] + ([] if origin is None else [(b"origin", origin.encode())])
    assert asked(made(), *headers)[0] == status


def test_behind_a_proxy_its_name_is_ours() -> None:
    it, origin = made(("a:b",), local=False), (b"origin", b"https://cewen.example")
    assert asked(it, HOST, login("a:b"), origin)[0] == 403
    assert asked(it, HOST, login("a:b"), origin, (b"x-forwarded-host", b"cewen.example"))[0] == 200


def test_every_answer_says_what_a_browser_must_not_do() -> None:
    for headers in (asked(made(), HOST)[1], asked(made(), (b"host", b"evil.example"))[1]):
        assert headers[b"x-content-type-options"] == b"nosniff"
        assert b"frame-ancestors 'self'" in headers[b"content-security-policy"]
        assert b"default-src 'self'" in headers[b"content-security-policy"]


def test_passwords_cannot_be_tried_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("window.door.time.monotonic", lambda: now[0])
    it = made(("a:b",), local=False)
    assert [asked(it, login(f"a:{n}"))[0] for n in range(door.MOST_WRONG)] == [401] * door.MOST_WRONG
    status, headers = asked(it, login("a:b"))
    assert (status, headers[b"retry-after"]) == (429, b"60")
    assert asked(it, login("a:b"), client="10.0.0.2")[0] == 200
    now[0] += 61
    assert asked(it, login("a:b"))[0] == 200
    assert [asked(it)[0] for _ in range(99)] == [401] * 99  # a browser that has not been asked yet
    assert asked(it, login("a:b"))[0] == 200


def test_how_much_a_request_brings_is_bounded() -> None:
    def posted(
        size: bytes, *more: tuple[bytes, bytes], path: str = "/gradio_api/call/ask", uploads: bool = True
    ) -> int:
        return asked(made(uploads=uploads), HOST, (b"content-length", size), *more, method="POST", path=path)[0]

    assert posted(b"2000") == 200
    assert posted(str(door.MOST_BODY + 1).encode()) == 413
    assert posted(b"9" * 5000) == 413
    assert asked(made(), HOST, (b"transfer-encoding", b"chunked"), method="POST")[0] == 411
    assert posted(b"900", FORM, path=door.UPLOAD) == 200
    assert posted(str(1001 + door.BESIDE).encode(), FORM, path=door.UPLOAD) == 413
    assert posted(b"900", (b"content-type", b"text/html"), path=door.UPLOAD) == 415
    assert posted(b"900", FORM, path=door.UPLOAD, uploads=False) == 403


def test_uploads_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("window.door.time.monotonic", lambda: now[0])
    it = made()

    def uploaded() -> int:
        return asked(it, HOST, FORM, (b"content-length", b"9"), method="POST", path=f"{door.UPLOAD}/")[0]

    assert [uploaded() for _ in range(door.MOST_UPLOADS)] == [200] * door.MOST_UPLOADS
    assert uploaded() == 429
    now[0] += 3601
    assert uploaded() == 200
