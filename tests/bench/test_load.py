"""The load test judges: a mixed answer, an error, a hang, growing memory and a missing refusal are each seen."""

import asyncio
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import ui
from assistant import Assistant
from bench.load import conditions, grown, quantile
from bench.load_client import Step, Tally, burst, conversations, load
from tests.scripted import RESEARCH, Scripted
from tests.test_ui import OLDER, free_port
from window.busy import BUSY

pytestmark = OLDER
GOOD = Tally(times=[(1.0, 0.1)])
FLOODED = Tally(times=[(1.0, 0.1)], refused=[BUSY])


def failing(tally: Tally = GOOD, flooded: Tally = FLOODED, after: Tally = GOOD, growth: float = 0.01) -> list[str]:
    return [condition.name for condition in conditions(tally, flooded, after, growth) if not condition.holds]


def test_a_good_run_holds() -> None:
    assert failing() == []


@pytest.mark.parametrize(
    ("tally", "name"),
    [
        (Tally(times=[(1, 1)], errors=["500"]), "没有出错"),
        (Tally(times=[(1, 1)], mixed=["别人的"]), "没有串了的回答"),
        (Tally(times=[(1, 1)], hung=1), "没有挂住的请求"),
        (Tally(times=[(1, 1)], refused=[BUSY]), "都有回答"),
        (Tally(), "都有回答"),
    ],
)
def test_what_is_wrong_under_load_is_seen(tally: Tally, name: str) -> None:
    assert failing(tally) == [name]


@pytest.mark.parametrize("refused", [[], ["Queue is full."], [BUSY, "Queue is full."]])
def test_a_refusal_is_there_and_in_words(refused: list[str]) -> None:
    assert failing(flooded=replace(FLOODED, refused=refused)) == ["超出排队的请求得到“请稍后再试”"]


@pytest.mark.parametrize("growth", [0.05, 0.4, math.nan])
def test_memory_that_grows_or_was_not_measured_does_not_pass(growth: float) -> None:
    assert failing(growth=growth) == ["热身之后内存增长不到 5%"]


def test_growth_is_counted_after_warm_up_between_the_ends() -> None:
    warming = [10.0, 50.0, 90.0]
    assert grown([*warming, *[100.0] * 20], 3) == 0
    assert grown([*warming, *[100.0] * 18, 110.0, 110.0], 3) == pytest.approx(0.1)
    assert math.isnan(grown(warming, 3))


def test_quantiles_are_of_the_nearest_rank() -> None:
    values = [float(value) for value in range(1, 101)]
    assert [quantile(values, share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert quantile([7.0], 0.99) == 7


class Mixing(Scripted):
    """Answers every question with history as if it were another's."""

    def ask(self, question, history=(), doc=None):
        return super().ask("平谷园组团规划面积多少?" if history else question, history, doc)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    page = ui.serve(Mixing(), tmp_path, "127.0.0.1", port, block=False)
    yield f"http://127.0.0.1:{port}"
    page.close()


def test_programs_know_their_own_answers(serving: str) -> None:
    right: Assistant = Scripted()
    steps = conversations(right, [RESEARCH, "哪些组团聚焦无人机?", "它们分别属于什么模式?"], [("它呢?", ("先前",))], 2)
    assert [[step.history for step in its] for its in steps] == [
        [(), (RESEARCH,), (RESEARCH, "它们分别属于什么模式?", "先前")],
        [(), ("哪些组团聚焦无人机?",), ("哪些组团聚焦无人机?", RESEARCH, "先前")],
    ]
    alone = asyncio.run(load(serving, [its[:1] for its in steps], 0.5))
    assert alone.times
    assert (alone.errors, alone.mixed, alone.refused, alone.hung) == ([], [], [], 0)
    mixed = asyncio.run(burst(serving, [its[1] for its in steps]))
    assert (len(mixed.mixed), mixed.times, mixed.errors) == (2, [], [])
    broken = asyncio.run(burst(serving, [Step("炸", (), ())]))
    assert (len(broken.errors), broken.times) == (1, [])
