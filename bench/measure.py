"""Clocks: wall and CPU time of a call, of many calls over threads, and of a process with its peak memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.types import ROOT

T = TypeVar("T")
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Took:
    """Wall and CPU seconds (CPU of all threads: below wall the machine waited, above it threads ran side by side)."""

    wall: float
    cpu: float


def timed(call: Callable[[], T]) -> tuple[T, Took]:
    """The result of a call and how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = call()
    return result, Took(time.perf_counter() - wall, time.process_time() - cpu)


def rate(call: Callable[[int], object], count: int, threads: int) -> float:
    """Calls a second, `call(0)` … `call(count - 1)` over that many threads."""
    with ThreadPoolExecutor(threads) as pool:
        _, took = timed(lambda: list(pool.map(call, range(count))))
    return count / took.wall


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True, slots=True)
class Process:
    """A finished process: what it printed, its wall and CPU seconds, and its peak memory in MB."""

    output: str
    took: Took
    peak: float


def process(module: str, *arguments: str, home: Path) -> Process:
    """Run `python -m module arguments` on a home of its own; RuntimeError with its words when it fails."""
    command = [sys.executable, "-m", module, *arguments]
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 (our own modules)
        command,
        cwd=ROOT,
        env=os.environ
        | {
            "CEWEN_HOME": str(home),
            "OMP_WAIT_POLICY": "passive",
            "GOMP_SPINCOUNT": "1000",
            "HF_HUB_OFFLINE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as started:
        assert started.stdout is not None  # noqa: S101 (asked for above)
        output = started.stdout.read()
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command[1:])} 以 {started.returncode} 结束:\n{output[-2000:]}")
    return Process(output, Took(time.perf_counter() - began, usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024)


def size_on_disk(folders: Sequence[Path]) -> float:
    """The bytes of all files below some folders, in MB."""
    return sum(f.stat().st_size for folder in folders for f in folder.rglob("*") if f.is_file()) / MB
