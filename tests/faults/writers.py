"""All that writes under a home, each as an endless run of writes that says of every one when it has come back.

`python -m tests.faults.writers HOME NAME killed ROUNDS`: kill such a writer at random moments, so many times.
`python -m tests.faults.writers HOME NAME together TIMES`: two processes that write at once, each so many times.
Both print what the writers had said.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from assistant import Sessions, feedback
from assistant.types import Answer, Kind, Understood
from corpus import Library, parse_file
from eval.record import CodeInfo, GoldInfo, RunRecord, new_run_id, run_before, runs_dir, save_run
from index import BusyIndexError, build_library
from index.enriching import keep, writing
from index.questions import passage_hash
from index.stores.local import LocalStore
from tests.index.toy import ToyEncoder

ME = "a" * 43
PLANS = Path(__file__).parent / "no-plans"  # none ship here: these libraries hold what is added to them
Said = Iterator[str]


def answer(question: str) -> Answer:
    """An answer with nothing in it but its question."""
    return Answer(question, question, Understood(Kind.FACT), "answered", None, (), f"答 {question}", (), ())


def library(home: Path) -> Library:
    return Library(home, PLANS)


def sessions(home: Path, name: str) -> Said:
    """A session of one's own, and a turn more of it each time: "SESSION NUMBER QUESTION"."""
    store = Sessions(home, busy=60)
    session_id = store.begin(ME, name)
    for number in range(1, sys.maxsize):
        turn = store.append(ME, session_id, answer(f"{name}-{number}"))
        yield f"{session_id} {turn.number} {name}-{number}"


def documents(home: Path, name: str) -> Said:
    """In turn a document of one's own and a version of one that all share: "DOCUMENT VERSION"."""
    texts = library(home)
    for number in range(sys.maxsize):
        file = home / f"{name}.txt"
        file.write_text(f"第{number}份文本\n第一章 总则\n{name} 的第 {number} 条。\n" * 3, "utf-8")
        info = texts.add(file, "shared" if number % 2 else f"{name}-{number}")
        yield f"{info.doc_id} {info.version}"


def verdicts(home: Path, name: str) -> Said:
    """A verdict on a question: "QUESTION"."""
    for number in range(sys.maxsize):
        yield feedback.keep(home, f"{name}-{number}", "答" * 2000, "wrong").question


def runs(home: Path, name: str) -> Said:
    """The record of a run: "RUN_ID NOTE"."""
    folder = runs_dir(home)
    for number in range(sys.maxsize):
        kept = save_run(record(f"{name}-{number}", run_before(folder)), folder)
        yield f"{kept.stem} {name}-{number}"


def record(note: str, after: str = "") -> RunRecord:
    now = datetime.now(UTC)
    return RunRecord(
        run_id=new_run_id(now, "", after), at=now.isoformat(), note=note, code=CodeInfo(), documents=[],
        gold=GoldInfo(hash="", items=0), items=[], failures=[], seconds=0,
    )  # fmt: skip


def builds(home: Path, name: str) -> Said:
    """A document, then an index that holds it: "DOCUMENT"."""
    for number in range(sys.maxsize):
        file = home / f"{name}.txt"
        file.write_text(f"第{number}份文本\n第一章 总则\n{name} 的第 {number} 条。\n", "utf-8")
        doc_id = library(home).add(file, f"built-{name}-{number}").doc_id
        while True:
            try:
                build_library(library(home), home, ToyEncoder(), lambda *_: None, LocalStore())
                break
            except BusyIndexError:
                time.sleep(0.01)
        yield doc_id


def questions(home: Path, name: str) -> Said:
    """Questions of a passage, in one file that all share: "HASH"."""
    file = home / f"{name}.txt"
    file.write_text("一份文本\n第一章 总则\n一条。\n", "utf-8")
    passage = parse_file(file, doc_id="shared").passages[-1]
    for number in range(sys.maxsize):
        asked = replace(passage, text=f"{name}-{number}")
        while True:
            try:
                with writing(home):
                    keep(home, asked, (("问什么?", ""),), name)
                break
            except BusyIndexError:
                time.sleep(0.001)
        yield passage_hash(asked.text)


WRITERS: dict[str, Callable[[Path, str], Said]] = {
    "sessions": sessions,
    "documents": documents,
    "verdicts": verdicts,
    "runs": runs,
    "builds": builds,
    "questions": questions,
}


def killed(home: Path, writer: str, round_: int, chance: random.Random) -> list[str]:
    """Start a writer, kill it at a random moment, and give what it had said by then."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        for line in WRITERS[writer](home, f"r{round_}"):
            os.write(said, f"{line}\n".encode())
        os._exit(0)
    os.close(said)
    with os.fdopen(heard, "rb") as lines:
        first = [lines.readline() for _ in range(chance.randint(1, 3))]
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.decode().strip() for line in (*first, *lines) if line.endswith(b"\n")]


def together(home: Path, writer: str, times: int) -> list[str]:
    """Two processes that write so many times, both at once; what both said."""
    children = []
    for name in ("one", "two"):
        heard, said = os.pipe()
        child = os.fork()
        if not child:
            for line in islice(WRITERS[writer](home, name), times):
                os.write(said, f"{line}\n".encode())
            os._exit(0)
        os.close(said)
        children.append((child, heard))
    found = []
    for child, heard in children:
        with os.fdopen(heard, "r") as lines:
            found += [line.strip() for line in lines]
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return found


def main(home: Path, writer: str, way: str, count: int) -> None:
    chance = random.Random(writer)
    if way == "together":
        said = together(home, writer, count)
    else:
        said = [line for round_ in range(count) for line in killed(home, writer, round_, chance)]
    print("\n".join(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
