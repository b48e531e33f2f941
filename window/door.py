"""The door (ASGI middleware) that every request passes: whose it is, where it comes from, how much it brings.

A page of another site can make a browser send requests here: their Origin gives them away. It can also have its own
name lead to this machine (DNS rebinding): the Host gives that away. Both are refused before anything is read.
"""

import base64
import logging
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from index.logs import event
from window import health
from window.hosts import loopback

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
API = "/gradio_api"
STARTUP = f"{API}/startup-events"  # asked by Gradio itself when it starts; tells nothing
OPEN = (STARTUP, health.PATH)
UPLOAD = f"{API}/upload"
MOST_BODY = 4 * 1024 * 1024  # bytes of a request that is no upload
BESIDE = 1024 * 1024  # bytes of an upload beside the file
MOST_UPLOADS, MOST_WRONG = 60, 20  # files an hour; wrong passwords a minute from one address
HOUR, MINUTE = 3600.0, 60.0
MOST_ADDRESSES = 10_000
POLICY = (
    b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "  # Gradio's page is made of inline scripts
    b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
    (b"content-security-policy", POLICY),
)


class Refusal(NamedTuple):
    """Why a request is not let in."""

    status: int
    words: str
    headers: tuple[tuple[bytes, bytes], ...] = ()


LOGIN = Refusal(401, "请登录。", ((b"www-authenticate", b'Basic realm="cewen", charset="UTF-8"'),))
SLOWER = Refusal(429, "口令错得太多,请过一分钟再试。", ((b"retry-after", b"60"),))


class Door:
    """Lets in what may come in. `people` are "name:password"; `largest` is in bytes."""

    def __init__(self, app: App, people: tuple[str, ...], local: bool, uploads: bool, largest: int) -> None:
        self.app = app
        self._keys = [b"Basic " + base64.b64encode(person.encode()) for person in people]
        self._local, self._uploads, self._largest = local, uploads, largest
        self._taken: deque[float] = deque()
        self._wrong: dict[str, deque[float]] = {}

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass a request on with our headers on its answer, or answer why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [(b"content-type", b"text/plain;charset=utf-8"), *refusal.headers, *HEADERS]
            await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
            await send({"type": "http.response.body", "body": refusal.words.encode()})

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", ())}
        if self._local and not loopback(_host(headers.get(b"host", ""))):
            return Refusal(403, "这一页只在本机打开;请用 http://127.0.0.1 或 http://localhost 的地址。")
        if _foreign(headers):
            return Refusal(403, "这个请求来自别的网站,没有处理。")
        if scope.get("path") in OPEN:
            return None
        return self._login(scope, headers) or self._body(scope, headers)

    def _login(self, scope: Scope, headers: Mapping[bytes, str]) -> Refusal | None:
        if not self._keys:
            return None
        address, now = (scope.get("client") or ("",))[0], time.monotonic()
        wrong = self._wrong.get(address, deque())
        if _within(wrong, now, MINUTE) >= MOST_WRONG:
            return SLOWER
        given = headers.get(b"authorization", "").encode("latin-1")
        if sum(secrets.compare_digest(given, key) for key in self._keys):  # every one, in the same time
            return None
        if given:
            if len(self._wrong) >= MOST_ADDRESSES:
                self._wrong = {a: w for a, w in self._wrong.items() if _within(w, now, MINUTE)}
            wrong.append(now)
            self._wrong[address] = wrong
            event("login_failed", logging.WARNING, client=address)
        return LOGIN

    def _body(self, scope: Scope, headers: Mapping[bytes, str]) -> Refusal | None:
        """How much a request may bring; it has to say how much, so that nothing is read of what is too much."""
        if scope.get("method") in ("GET", "HEAD", "OPTIONS"):
            return None
        uploads = str(scope.get("path", "")).rstrip("/") == UPLOAD
        if uploads and not self._uploads:
            return Refusal(403, "这里不收文件。")
        if uploads and not headers.get(b"content-type", "").startswith("multipart/form-data"):
            return Refusal(415, "文件要以 multipart/form-data 上传。")
        said = headers.get(b"content-length", "")
        if not said.isascii() or not said.isdecimal():
            if b"transfer-encoding" in headers:
                return Refusal(411, "请写明 Content-Length。")
            said = "0"
        largest = self._largest + BESIDE if uploads else MOST_BODY
        if len(said) > 12 or int(said) > largest:
            return Refusal(413, f"请求超过 {largest // 1048576} MB。")
        if uploads:
            now = time.monotonic()
            if _within(self._taken, now, HOUR) >= MOST_UPLOADS:
                return Refusal(429, f"一小时最多上传 {MOST_UPLOADS} 个文件,请稍后再试。", ((b"retry-after", b"600"),))
            self._taken.append(now)
        return None


def _within(times: deque[float], now: float, span: float) -> int:
    """How many of some times lie within a span before now; older ones are let go."""
    while times and now - times[0] > span:
        times.popleft()
    return len(times)


def _foreign(headers: Mapping[bytes, str]) -> bool:
    """Whether a browser says that a page of another site sends this; a proxy may have written another Host."""
    origin = headers.get(b"origin")
    if origin is None:
        return False
    ours = {_host(headers.get(name, "")) for name in (b"host", b"x-forwarded-host")} - {""}
    return _host(origin.partition("://")[2]) not in ours


def _host(address: str) -> str:
    """The name in HOST or HOST:PORT; "" where there is none."""
    try:
        return urlsplit(f"//{address}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Any) -> Any:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return sent
