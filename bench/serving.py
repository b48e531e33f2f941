"""The window as a process of its own, on a free port of loopback, and how much memory it holds."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.types import ROOT

SECONDS = 60  # that it may take to start


@dataclass(frozen=True, slots=True)
class Served:
    """Where the window is and which process serves it."""

    address: str
    pid: int

    def memory(self) -> float:
        """What the process holds in memory now (resident set), in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


@contextmanager
def served(settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve the window with these further environment variables; SystemExit where it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "ui.py", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | dict(settings or {}),
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(SECONDS * 5):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("窗口没有启动;先运行 python -m index build")
