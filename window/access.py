"""Who may come in: a login in front of everything (HTTP Basic), and what is open where there is none."""

import base64
import ipaddress
import logging
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.middleware import Middleware

from assistant import Settings, SettingsError
from index.logs import event
from window import health

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
STARTUP = "/gradio_api/startup-events"  # asked by Gradio itself when it starts; tells nothing
OPEN = (STARTUP, health.PATH)


@dataclass(frozen=True, slots=True)
class Access:
    """The people who may log in ("name:password"), none where none is asked; `desk`: whether 文本 and 评测 are open."""

    people: tuple[str, ...] = ()
    desk: bool = True

    def address(self, url: str) -> str:
        """An address with the name and password of the first of the people in it."""
        name, _, password = self.people[0].partition(":")
        scheme, _, rest = url.partition("://")
        return f"{scheme}://{quote(name, safe='')}:{quote(password, safe='')}@{rest}"

    @property
    def middleware(self) -> list[Middleware]:
        """What stands in front of the application."""
        return [Middleware(Door, people=self.people)] if self.people else []


EVERYONE = Access()


def decide(settings: Settings, host: str, told: bool) -> Access:
    """What is open on a host. Beyond loopback SettingsError without a login, unless told; then the desk stays shut."""
    people = tuple(settings.ui.auth.get_secret_value().split())
    if any(not all(person.partition(":")[::2]) for person in people):
        raise SettingsError("CEWEN_UI__AUTH 要写成 名字:口令,几个人用空格隔开")
    if people or loopback(host):
        return Access(people)
    if not told:
        raise SettingsError(
            f"{host} 不只是本机,别人也能打开;请设 CEWEN_UI__AUTH=名字:口令,"
            "或用 --open 表示谁都可以问(没有“文本”和“评测”两页)"
        )
    return Access(desk=False)


def loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Door:
    """Lets in only requests that carry the name and password of one of the people (ASGI middleware)."""

    def __init__(self, app: App, people: tuple[str, ...]) -> None:
        self.app = app
        self._keys = [b"Basic " + base64.b64encode(person.encode()) for person in people]

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass a request on, or answer that a login is needed."""
        if scope["type"] == "lifespan" or scope.get("path") in OPEN or self._known(scope):
            await self.app(scope, receive, send)
            return
        if _given(scope):  # without a name and a password it is a browser that has not asked for them yet
            event("login_failed", logging.WARNING, client=(scope.get("client") or ("",))[0])
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [
            (b"www-authenticate", b'Basic realm="cewen", charset="UTF-8"'),
            (b"content-type", b"text/plain;charset=utf-8"),
        ]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": "请登录。".encode()})

    def _known(self, scope: Scope) -> bool:
        given = _given(scope)
        return sum(secrets.compare_digest(given, key) for key in self._keys) > 0  # every one, in the same time


def _given(scope: Scope) -> bytes:
    return next((value for name, value in scope.get("headers", ()) if name == b"authorization"), b"")
