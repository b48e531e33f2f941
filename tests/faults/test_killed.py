"""What was said to be kept is there, though the process that kept it was killed, or another wrote at the same time."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Sessions, feedback
from eval.record import list_runs, run_paths, runs_dir
from index import Retriever
from index.questions import file_name, lines_of
from index.whole import examine
from tests.conftest import ROOT
from tests.faults.writers import ME, WRITERS, library
from tests.index.toy import ToyEncoder

ROUNDS = dict.fromkeys(WRITERS, 8) | {"builds": 3}
TIMES = dict.fromkeys(WRITERS, 20) | {"builds": 2}


def acknowledged(*arguments: object) -> list[str]:
    """What the writers said, each line a write that had come back."""
    command = [sys.executable, "-m", "tests.faults.writers", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()


def holds_sessions(home: Path, said: Sequence[str]) -> None:
    store = Sessions(home)
    kept = {it.session_id: store.turns(ME, it.session_id, last=10_000) for it in store.list(ME)}
    for line in said:
        session_id, number, question = line.split()
        assert kept[session_id][int(number) - 1].answer.question == question
    for turns in kept.values():
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))


def holds_documents(home: Path, said: Sequence[str]) -> None:
    texts = library(home)
    listed = {info.doc_id: info.versions for info in texts.list()}
    for line in said:
        doc_id, version = line.split()
        assert version in listed[doc_id]
    for doc_id, versions in listed.items():
        assert all(texts.get(doc_id, version).document.version == version for version in versions)


def holds_verdicts(home: Path, said: Sequence[str]) -> None:
    feedback.keep(home, "最后", "", "helpful")  # a line that was cut short must not spoil this one
    lines = (home / "feedback.jsonl").read_bytes().splitlines()  # one that was cut short may end inside a character
    read = []
    for line in lines:
        try:
            read.append(json.loads(line)["question"])
        except ValueError:
            continue
    assert read[-1] == "最后"
    assert not set(said) - set(read)


def holds_runs(home: Path, said: Sequence[str]) -> None:
    kept = list_runs(runs_dir(home))
    assert len(kept) == len(run_paths(runs_dir(home))), "every record can be read"
    assert len({record.run_id for record in kept}) == len(kept)
    assert not set(said) - {f"{record.run_id} {record.note}" for record in kept}


def holds_builds(home: Path, said: Sequence[str]) -> None:
    assert examine(home).problems == ()
    assert not set(said) - {e.parsed.document.doc_id for e in Retriever.open(home, ToyEncoder()).content}


def holds_questions(home: Path, said: Sequence[str]) -> None:
    kept = [line.hash for line in lines_of(home / "questions" / file_name("shared"))]
    assert len(kept) == len(set(kept))
    assert not set(said) - set(kept)


HOLDS = {
    "sessions": holds_sessions,
    "documents": holds_documents,
    "verdicts": holds_verdicts,
    "runs": holds_runs,
    "builds": holds_builds,
    "questions": holds_questions,
}


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_that_was_acknowledged_is_lost_to_a_kill(home: Path, writer: str) -> None:
    said = acknowledged(home, writer, "killed", ROUNDS[writer])
    assert len(said) >= ROUNDS[writer]
    HOLDS[writer](home, said)


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_that_was_acknowledged_is_lost_to_another_process(home: Path, writer: str) -> None:
    said = acknowledged(home, writer, "together", TIMES[writer])
    assert len(said) == len(set(said)) == 2 * TIMES[writer]
    HOLDS[writer](home, said)
