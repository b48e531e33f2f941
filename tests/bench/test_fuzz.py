"""A slice of what `python -m bench.fuzz` tries, and what it found once: each finding stays found."""

import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from bench.fuzz.guided import Bytes
from bench.fuzz.run import run
from bench.fuzz.targets import TARGETS
from bench.fuzz.types import OWN, Case, Hang, Place, Target, claim


@pytest.fixture(scope="module", params=TARGETS)
def case(request: pytest.FixtureRequest, water: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return TARGETS[request.param].prepare(Place(tmp_path_factory.mktemp("fuzz"), lambda: water))


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(chances=st.randoms(use_true_random=False))
def test_no_door_gives_way(case: Case, chances: Random) -> None:
    with suppress(*OWN):
        case(chances)


def tried(tmp_path: Path, water: Assistant, fault: Case, seconds: float = 60) -> list[str]:
    """What a run says of a target with a planted fault."""
    tally = run(Target("planted", 1, lambda _: fault), Place(tmp_path, lambda: water), range(50), 0, seconds)
    return [finding.what for finding in tally.findings]


def test_a_crash_is_found(tmp_path: Path, water: Assistant) -> None:
    def crash(r: Random) -> None:
        if r.randrange(10) == 3:
            raise KeyError("planted")

    assert set(tried(tmp_path, water, crash)) == {"KeyError: 'planted'"}
    assert tried(tmp_path, water, crash) == tried(tmp_path, water, crash)


def test_a_lost_character_is_found(tmp_path: Path, water: Assistant) -> None:
    assert len(tried(tmp_path, water, lambda r: claim(r.random() < 2, "lost"))) == 0
    assert len(tried(tmp_path, water, lambda r: claim(False, "lost"))) == 50


def test_a_hang_is_found_even_where_everything_is_caught(
    tmp_path: Path, water: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.fuzz.run.LONGEST", 0.05)

    def hang(r: Random) -> None:
        try:
            while True:
                time.sleep(0)
        except Exception:  # noqa: BLE001 - as a loader does
            return

    tally = run(Target("planted", 1, lambda _: hang), Place(tmp_path, lambda: water), range(1), 0)
    assert tally.findings[0].what.startswith(Hang.__name__)


def test_bytes_are_chances() -> None:
    assert [Bytes(bytes([n])).getrandbits(2) for n in (0, 0x40, 0x80, 0xC0)] == [0, 1, 2, 3]
    assert Bytes(b"\xff").choice("ab") == Bytes(b"\xff").choice("ab")
    assert sorted(Bytes(b"").sample(range(9), 9)) == list(range(9))  # ends where the bytes do


def test_shares_make_a_thousand() -> None:
    assert sum(target.share for target in TARGETS.values()) == 1000
