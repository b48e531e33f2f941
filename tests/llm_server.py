"""A scripted OpenAI-compatible server on loopback: real HTTP and server-sent events, and every way to fail."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Exchange"], None]
PIECE = 7  # characters of a streamed piece


@dataclass
class Server:
    """Where it listens, what it was sent, and what it does: `script` is called with every request."""

    script: Script
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Exchange:
    """One request and the means to reply to it."""

    server: Server
    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    key: str

    @property
    def given(self) -> dict[str, Any]:
        """The JSON object of the user's message."""
        made: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return made

    def status(self, code: int, body: str = "", **headers: str) -> None:
        """A whole reply that is no stream."""
        content = body.encode()
        self.handler.send_response(code)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(content)

    def begin(self, promised: int = 0) -> None:
        """The head of a stream; it ends when the connection does, or after the promised bytes."""
        self.handler.send_response(200)
        if promised:
            self.handler.send_header("Content-Length", str(promised))
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()

    def event(self, data: str) -> None:
        """One event of a stream."""
        self.handler.wfile.write(f"data: {data}\n\n".encode())
        self.handler.wfile.flush()

    def piece(self, text: str, finish: str | None = None) -> None:
        """A piece of the reply."""
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        self.event(json.dumps({"id": "1", "object": "chat.completion.chunk", "model": "toy", "choices": [choice]}))

    def say(self, text: str) -> None:
        """A whole reply, streamed, with its token counts."""
        self.begin()
        for at in range(0, len(text), PIECE):
            self.piece(text[at : at + PIECE])
        self.piece("", "stop")
        usage = {"prompt_tokens": 100, "completion_tokens": len(text), "total_tokens": 100 + len(text)}
        self.event(json.dumps({"id": "1", "object": "chat.completion.chunk", "choices": [], "usage": usage}))
        self.event("[DONE]")


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    """A server with a script, until the block ends."""
    server = Server(script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers.get("Authorization", "")
            server.bodies.append(body)
            server.keys.append(key)
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has given up, as it should
                server.script(Exchange(server, self, body, key))
            self.close_connection = True

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        try:
            yield server
        finally:
            server.over.set()
            http.shutdown()
            thread.join()


# ---------------------------------------------------------------------------------------------------- scripts


def says(text: str) -> Script:
    """The same words to every request."""
    return lambda exchange: exchange.say(text)


def by_evidence(write: Callable[[dict[str, Any]], str]) -> Script:
    """Words made from what the model was given."""
    return lambda exchange: exchange.say(write(exchange.given))


def never_ends(exchange: Exchange) -> None:
    """A comment now and then, and no word: a read never times out."""
    exchange.begin()
    while not exchange.server.over.wait(0.02):
        exchange.handler.wfile.write(b": still here\n\n")
        exchange.handler.wfile.flush()


def talks_on(text: str) -> Script:
    """The same words for ever."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        while not exchange.server.over.is_set():
            exchange.piece(text)

    return script


def silent(exchange: Exchange) -> None:
    """Takes the request and says nothing."""
    exchange.server.over.wait(30)


def dies_after(text: str, promised: int = 0) -> Script:
    """Some words, then the connection is gone, with more bytes promised or with no word of how much there would be."""

    def script(exchange: Exchange) -> None:
        exchange.begin(promised)
        exchange.piece(text)

    return script


def fails_first(code: int, times: int, then: Script, **headers: str) -> Script:
    """A status for the first requests, then another script."""

    def script(exchange: Exchange) -> None:
        if len(exchange.server.bodies) <= times:
            exchange.status(code, '{"error": {"message": "busy"}}', **headers)
        else:
            then(exchange)

    return script


def wants_key(key: str, then: Script) -> Script:
    """401 with the key that was sent in its words, as some servers do, unless it is the right one."""

    def script(exchange: Exchange) -> None:
        if exchange.key == f"Bearer {key}":
            then(exchange)
        else:
            exchange.status(401, json.dumps({"error": {"message": f"Incorrect API key provided: {exchange.key}"}}))

    return script


def not_json(exchange: Exchange) -> None:
    """A page in place of a stream."""
    exchange.status(200, "<html>welcome</html>", Content_Type="text/html")


def broken_json(exchange: Exchange) -> None:
    """A stream whose events are no JSON."""
    exchange.begin()
    exchange.event("{not json")


def odd_json(exchange: Exchange) -> None:
    """A stream of JSON of another shape."""
    exchange.begin()
    exchange.event('{"choices": null}')


def moves(exchange: Exchange) -> None:
    """A redirect to another address."""
    exchange.status(307, "", Location=f"{exchange.server.url}/elsewhere")
