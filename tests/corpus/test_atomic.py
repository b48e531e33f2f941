"""Written whole or not at all: the bytes reach the disk before the name, and the name before the call comes back."""

import importlib
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import atomic
from tests.conftest import ROOT
from tests.test_house import ROOMS

OWN_WAYS = r"os\.(fsync|replace|rename)\b|mkstemp"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put on the disk and renamed, in order: "fsync NAME" and "replace NAME"."""
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        fsync(handle)

    def replaced(source: str, target: str) -> None:
        done.append(f"replace {Path(target).name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    return done


@pytest.mark.parametrize(
    "put",
    [
        lambda path: atomic.write(path, b"new"),
        lambda path: atomic.write_text(path, "new"),
        lambda path: atomic.write_json(path, "new"),
    ],
)
def test_the_bytes_then_the_name_then_the_folder(tmp_path: Path, steps: list[str], put: Callable[[Path], None]) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    put(path)
    unfinished, replaced, folder = steps
    assert unfinished.startswith("fsync .kept.")
    assert unfinished.endswith(".tmp")
    assert (replaced, folder) == ("replace kept", f"fsync {tmp_path.name}")
    assert b"new" in path.read_bytes()


def test_folders_that_are_made_are_put_on_the_disk_too(tmp_path: Path, steps: list[str]) -> None:
    atomic.write(tmp_path / "a" / "b" / "kept", b"new")
    assert [step for step in steps if ".tmp" not in step] == [
        "fsync a", f"fsync {tmp_path.name}", "replace kept", "fsync b",
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, lambda *_: (_ for _ in ()).throw(OSError(28, os.strerror(28))))
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"kept": b"old"}


def test_line_ends_stay_and_rights_are_those_of_any_new_file(tmp_path: Path) -> None:
    atomic.write_text(tmp_path / "kept", "一\r\n二\n")
    (tmp_path / "any").touch()
    assert (tmp_path / "kept").read_bytes() == "一\r\n二\n".encode()
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == stat.S_IMODE((tmp_path / "any").stat().st_mode)


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    name = "规" * 80
    atomic.write(tmp_path / name, b"new")
    assert [file.name for file in tmp_path.iterdir()] == [name]


KILLED = """
import os, signal, sys
from pathlib import Path
from corpus import atomic
with atomic.replacing(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "kept")], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert [file.suffix for file in tmp_path.iterdir()] == [".tmp"]
    atomic.sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    inside: list[int] = []

    def enter(number: int) -> None:
        with atomic.locked(tmp_path / "lock"):
            inside.append(number)
            assert inside == [number]
            inside.remove(number)

    with atomic.locked(tmp_path / "lock"):
        with pytest.raises(BlockingIOError), atomic.locked(tmp_path / "lock", wait=False):
            pass
        threads = [threading.Thread(target=enter, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        assert not inside
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("assistant.batch", "replacing"),
        ("corpus.library", "write_json"),
        ("eval.record", "write_text"),
        ("index.building", "write_json"),
        ("index.building", "write_text"),
        ("index.vectors", "replacing"),
    ],
)
def test_every_package_writes_by_this_one_way(room: str, name: str) -> None:
    assert getattr(importlib.import_module(room), name) is getattr(atomic, name)


def test_nothing_else_renames_or_syncs() -> None:
    """The feedback's file is appended to, and syncs itself."""
    rooms = (file for package in ROOMS for file in (ROOT / package).rglob("*.py"))
    found = {str(file.relative_to(ROOT)) for file in rooms if re.search(OWN_WAYS, file.read_text("utf-8"))}
    assert found == {"corpus/atomic.py", "assistant/feedback.py"}
