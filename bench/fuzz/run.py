"""Cases one after the other: each from its own seed, watched for time, what goes wrong kept with its seed."""

import faulthandler
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType

from bench.fuzz.types import OWN, Case, Hang, Place, Target

LONGEST = 2.0  # seconds of processor time for one case
STUCK = 120  # seconds by the clock after which the process is ended with its stack: nothing in it can be interrupted


@dataclass(frozen=True, slots=True)
class Finding:
    """What went wrong in a case, which `seed:target:number` makes again."""

    target: str
    number: int
    what: str
    trace: str


@dataclass(slots=True)
class Tally:
    """How the cases of one target went: how many, how many were refused in words, the longest."""

    target: str
    cases: int = 0
    refused: int = 0
    seconds: float = 0
    longest: float = 0
    findings: list[Finding] = field(default_factory=list)


def run(target: Target, place: Place, numbers: range, seed: int, seconds: float = float("inf")) -> Tally:
    """Run the cases of these numbers, as many as the seconds allow."""
    case, tally, began = target.prepare(place), Tally(target.name), time.monotonic()
    for number in numbers:
        if time.monotonic() - began > seconds:
            break
        _one(case, number, Random(f"{seed}:{target.name}:{number}"), tally)
    tally.seconds = time.monotonic() - began
    return tally


def _one(case: Case, number: int, chances: Random, tally: Tally) -> None:
    tally.cases += 1
    began = time.process_time()
    try:
        with watched():
            case(chances)
    except OWN as error:
        tally.refused += 1
        if not str(error).strip():
            _found(tally, number, error)
    except Hang as error:
        _found(tally, number, error)
    except Exception as error:  # noqa: BLE001 - whatever else comes out of a door is what is looked for
        _found(tally, number, error)
    took = time.process_time() - began
    tally.longest = max(tally.longest, took)
    if took > LONGEST and (not tally.findings or tally.findings[-1].number != number):
        _found(tally, number, Hang(f"{took:.1f} s"))


def _found(tally: Tally, number: int, error: BaseException) -> None:
    what = "; ".join([f"{type(error).__name__}: {str(error)[:300]}", *getattr(error, "__notes__", ())])
    tally.findings.append(Finding(tally.target, number, what, "".join(traceback.format_exception(error))))


@contextmanager
def watched() -> Iterator[None]:
    """Raise Hang in what takes more than LONGEST of processor time."""

    def late(_: int, __: FrameType | None) -> None:
        raise Hang(f"more than {LONGEST} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    faulthandler.dump_traceback_later(STUCK, exit=True)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGPROF, before)
