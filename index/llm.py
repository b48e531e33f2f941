"""A language model behind an OpenAI-compatible server, by way of llama-index's `OpenAILike`.

Every call streams, ends within a time limit, and is metered and logged. The key is put on a request when it leaves and
is in no object of the libraries; the words of a failing server are never shown, since they can hold it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from index.errors import LLMFailure
from index.logs import event
from index.meter import Call, Meter
from index.settings import LLMSettings

MOST_BYTES = 8_000_000  # of one response
CHARS_A_TOKEN = 4  # what comes beyond so many characters a token is no answer
_TALKATIVE = ("openai", "httpx", "httpcore", "llama_index")  # at DEBUG they log whole requests
_SAID_BY_STATUS = {
    401: "语言模型服务不认密钥;检查 CEWEN_LLM__API_KEY",
    403: "语言模型服务不认密钥,或它没有用这个模型的权限;检查 CEWEN_LLM__API_KEY",
    404: "语言模型服务没有这个模型,或地址不对;检查 CEWEN_LLM__MODEL 和 CEWEN_LLM__BASE_URL(通常以 /v1 结尾)",
    429: "语言模型服务太忙或额度已用完;稍后再问,或查看额度",
}


@dataclass(slots=True)
class _Progress:
    """What is known of a call while it runs."""

    attempts: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    finish: str | None = None


class LLM:
    """A language model as the settings name it. Thread-safe; making one loads the libraries, which takes seconds."""

    def __init__(self, settings: LLMSettings) -> None:
        self._settings = settings
        self._here = _Here()
        self._http = httpx.Client(
            auth=_Key(settings), event_hooks={"request": [_set_limit], "response": [self._keep_limit]}
        )
        self._client = _client(settings, self._http)

    def close(self) -> None:
        """Let go of the connections; nothing can be asked after."""
        self._http.close()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._settings.model

    def meter(self) -> Meter:
        """A new time limit, for one question."""
        return Meter(self._settings.timeout_seconds)

    def complete(self, system: str, user: str, purpose: str, meter: Meter, question: str = "") -> str:
        """The model's whole reply; LLMFailure when there is none."""
        return "".join(self.stream(system, user, purpose, meter, question)).strip()

    def stream(self, system: str, user: str, purpose: str, meter: Meter, question: str = "") -> Iterator[str]:
        """The model's reply in pieces, as they come; LLMFailure, at any point, when it fails or breaks off.

        Busy and failing servers are tried again, but not once a piece has been given out. `question` is what the line
        of the log holds where the settings allow it.
        """
        began, progress, outcome = time.monotonic(), _Progress(), "stopped"
        try:
            yield from self._with_retries(system, user, meter, progress)
            outcome = "ok"
        except LLMFailure as failure:
            outcome = failure.outcome
            raise
        finally:
            call = Call(
                purpose,
                self.name,
                outcome,
                progress.attempts,
                progress.prompt_tokens,
                progress.completion_tokens,
                round(time.monotonic() - began, 3),
            )
            meter.calls.append(call)
            event("llm_call", **asdict(call), question=question)

    def _with_retries(self, system: str, user: str, meter: Meter, progress: _Progress) -> Iterator[str]:
        while True:
            progress.attempts += 1
            begun = False
            try:
                for piece in self._attempt(system, user, meter, progress):
                    begun = True
                    yield piece
            except LLMFailure as failure:
                again = failure.temporary and not begun and progress.attempts <= self._settings.retries
                pause = max(self._settings.backoff_seconds * 2 ** (progress.attempts - 1), failure.retry_after)
                if not again or pause >= meter.left:
                    raise
                time.sleep(pause)
            else:
                return

    def _attempt(self, system: str, user: str, meter: Meter, progress: _Progress) -> Iterator[str]:
        import openai
        from llama_index.core.llms import ChatMessage

        if meter.left <= 0:
            raise self._too_slow()
        messages = [ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)]
        longest = self._settings.answer_tokens * CHARS_A_TOKEN
        given = 0
        opened: httpx.Response | None = None
        self._here.response = None
        try:
            for reply in self._client.stream_chat(messages, timeout=meter.left, stream_options={"include_usage": True}):
                opened = opened or self._here.response  # a later piece may be asked for by another thread
                _note(reply.raw, progress)
                piece = reply.delta or ""
                given += len(piece)
                if given > longest:
                    raise LLMFailure("too_long", "语言模型说个不停;换个模型,或检查它的设置")
                if piece:
                    yield piece
        except openai.APIStatusError as error:
            raise _of_status(error.status_code, error.response.headers.get("retry-after", "")) from None
        except (openai.APITimeoutError, httpx.TimeoutException):
            raise self._too_slow() from None
        except (openai.APIConnectionError, httpx.TransportError):
            if given:
                raise LLMFailure("broken", "语言模型的话中途断了;检查服务是否稳定") from None
            said = "连不上语言模型服务;检查 CEWEN_LLM__BASE_URL,并看它是否在运行"
            raise LLMFailure("unreachable", said, temporary=True) from None
        except (openai.OpenAIError, httpx.InvalidURL, ValueError, TypeError, AttributeError, LookupError):
            said = "语言模型服务的回应读不懂;检查 CEWEN_LLM__BASE_URL 是不是 OpenAI 兼容的接口"
            raise LLMFailure("garbage", said) from None
        finally:
            if left := opened or self._here.response:
                left.close()
        if not given:
            raise LLMFailure("empty", "语言模型什么也没有写;检查 CEWEN_LLM__BASE_URL 和 CEWEN_LLM__MODEL")
        if progress.finish is None:
            raise LLMFailure("broken", "语言模型的话中途断了;检查服务是否稳定")

    def _keep_limit(self, response: httpx.Response) -> None:
        response.stream = _Limited(response.stream, response.request.extensions["deadline"])  # type: ignore[arg-type]
        self._here.response = response

    def _too_slow(self) -> LLMFailure:
        limit = self._settings.timeout_seconds
        return LLMFailure("timeout", f"语言模型 {limit:g} 秒内没有写完;可以调大 CEWEN_LLM__TIMEOUT_SECONDS")


def _client(settings: LLMSettings, http: httpx.Client) -> Any:
    """llama-index's client, silenced where it would log what is asked."""
    from llama_index.llms.openai_like import OpenAILike

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return OpenAILike(
        model=settings.model,
        api_base=settings.base_url,
        api_key="-",  # ours is put on by `http`; nothing is taken from OPENAI_API_KEY
        is_chat_model=True,
        temperature=0.0,
        max_tokens=settings.answer_tokens,
        max_retries=0,
        http_client=http,
    )


class _Here(threading.local):
    """The response that this thread has opened last: a stream of the library that is left early closes it too late."""

    response: httpx.Response | None = None


class _Key(httpx.Auth):
    """Puts the key on a request as it leaves; redirects are not followed, so it goes to the one address only."""

    def __init__(self, settings: LLMSettings) -> None:
        self._settings = settings

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        key = self._settings.api_key.get_secret_value().strip()
        request.headers.pop("authorization", None)
        if key:
            request.headers["authorization"] = f"Bearer {key}"
        yield request


class _Limited(httpx.SyncByteStream):
    """A response that ends at a time and a size: a server that sends something now and then never times out."""

    def __init__(self, stream: httpx.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._stream:
            size += len(piece)
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("time limit")
            if size > MOST_BYTES:
                raise httpx.ReadError("size limit")
            yield piece

    def close(self) -> None:
        self._stream.close()


def _set_limit(request: httpx.Request) -> None:
    request.extensions["deadline"] = time.monotonic() + request.extensions["timeout"]["read"]


def _note(chunk: Any, progress: _Progress) -> None:
    """Keep the token counts and the reason for the end, which come with the last pieces."""
    if chunk.choices:
        progress.finish = chunk.choices[0].finish_reason or progress.finish
    if chunk.usage is not None:
        progress.prompt_tokens = int(chunk.usage.prompt_tokens)
        progress.completion_tokens = int(chunk.usage.completion_tokens)


def _of_status(status: int, retry_after: str) -> LLMFailure:
    said = _SAID_BY_STATUS.get(status, "语言模型服务出错;看它的日志" if status >= 500 else "")
    if 300 <= status < 400:
        said = "语言模型服务转去了别的地址;把 CEWEN_LLM__BASE_URL 写成最后的地址"
    said = said or "语言模型服务不接受这个请求;证据可能超过了模型的长度,可以调小 CEWEN_LLM__EVIDENCE_CHARS"
    return LLMFailure(
        f"http_{status}",
        f"{said}({status})",
        temporary=status in (408, 409, 429) or status >= 500,
        retry_after=float(retry_after) if retry_after.isdecimal() else 0,
    )
