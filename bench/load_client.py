"""Programs that ask the window at once, each with questions and a history of its own, and know the right answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant import Assistant, answer_to_json

ASK = "/gradio_api/call/ask"
PATIENCE = 120.0  # seconds until a request counts as hung
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A question with the earlier ones of its conversation, and what an answer to it must come to."""

    question: str
    history: tuple[str, ...]
    right: Key


@dataclass(slots=True)
class Tally:
    """What the programs saw: when each answer came and how long it took (seconds), errors, and answers not their own.

    `refused` were told to try again; `hung` heard nothing within PATIENCE.
    """

    times: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    hung: int = 0


def key(answer: Mapping[str, Any]) -> Key:
    """What makes an answer this question's own: as it was understood, its words, and the spans that it cites."""
    spans = tuple((c["doc_id"], c["version"], c["start"], c["end"]) for c in answer["citations"])
    return answer["question"], answer["standalone"], answer["status"], answer["text"], spans


def conversations(
    assistant: Assistant, asked: Sequence[str], followed: Sequence[tuple[str, tuple[str, ...]]], count: int
) -> list[list[Step]]:
    """A conversation for each program: its own questions, and a follow-up whose history no other has.

    `asked` stand alone; `followed` are (question, history).
    """
    return [[_step(assistant, *each) for each in _turns(asked, followed, number, count)] for number in range(count)]


def _turns(
    asked: Sequence[str], followed: Sequence[tuple[str, tuple[str, ...]]], number: int, count: int
) -> Iterable[tuple[str, tuple[str, ...]]]:
    first, second = asked[number % len(asked)], asked[(number + count) % len(asked)]
    yield first, ()
    yield second, (first,)
    if followed:
        question, history = followed[number % len(followed)]
        yield question, (first, second, *history)


def _step(assistant: Assistant, question: str, history: tuple[str, ...]) -> Step:
    answer = answer_to_json(assistant.ask(question, history))
    return Step(question, history, key(json.loads(json.dumps(answer))))


async def load(address: str, steps: Sequence[Sequence[Step]], seconds: float) -> Tally:
    """Every program asks its conversation over and over, one question after the other."""
    tally, began = Tally(), time.monotonic()

    async def one(its: Sequence[Step], http: httpx.AsyncClient) -> None:
        number = 0
        while time.monotonic() - began < seconds:
            await ask(http, its[number % len(its)], tally, began)
            number += 1

    async with _http(address) as http:
        await asyncio.gather(*(one(its, http) for its in steps))
    return tally


async def burst(address: str, steps: Sequence[Step]) -> Tally:
    """All of these asked in one moment."""
    tally, began = Tally(), time.monotonic()
    async with _http(address) as http:
        await asyncio.gather(*(ask(http, step, tally, began) for step in steps))
    return tally


def _http(address: str) -> httpx.AsyncClient:
    """No bound on connections, and a new one each time: one that is kept can be closed as it is taken up again."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=limits)


async def ask(http: httpx.AsyncClient, step: Step, tally: Tally, began: float) -> None:
    """Ask one question as a program does, and note what came of it."""
    asked = time.monotonic()
    try:
        async with asyncio.timeout(PATIENCE):
            joined = await http.post(ASK, json={"data": [step.question, list(step.history)]})
            if joined.status_code == 429:
                tally.refused.append(joined.json()["detail"])
                return
            joined.raise_for_status()
            said = await http.get(f"{ASK}/{joined.json()['event_id']}")
    except TimeoutError:
        tally.hung += 1
        return
    except (httpx.HTTPError, ValueError, KeyError) as error:
        tally.errors.append(f"{type(error).__name__}: {error}")
        return
    now = time.monotonic()
    answer = told(said.text)
    if answer is None:
        tally.errors.append(said.text[-300:])
    elif key(answer) != step.right:
        tally.mixed.append(f"问 {step.question}(之前 {step.history}),答 {answer['standalone']}:{answer['text'][:60]}")
    else:
        tally.times.append((now - began, now - asked))


def told(stream: str) -> dict[str, Any] | None:
    """The answer in a stream of events, None where it ended otherwise."""
    for event in stream.split("\n\n"):
        name, _, data = event.partition("\ndata: ")
        if name == "event: complete":
            found: dict[str, Any] = json.loads(data)[0]
            return found
    return None
