"""A language model writes the questions that each passage answers (doc2query; Nogueira & Lin 2019).

They are kept in `var/questions` as soon as they are written, under the passage's hash: a run that is broken off at any
moment goes on where it stopped, and a passage that changes drops its questions. They are searched, and never cited.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Library
from corpus.atomic import locked, write_text
from corpus.types import Passage
from index.errors import BusyIndexError, LLMFailure, UnwritableIndexError
from index.questions import QuestionLine, file_name, passage_hash
from index.replies import MOST, UNFIT, questions_in
from index.snapshot import Layout
from index.sources import sources_of

if TYPE_CHECKING:
    from index.llm import LLM

PROMPT = Path(__file__).parent / "prompts" / "questions.md"
REPLY_TOKENS = 70 * MOST  # what a reply comes to
IN_A_ROW = 5  # passages over which the server fails one after another: the next would too
HOPELESS = frozenset({"unreachable", *(f"http_{n}" for n in (301, 302, 307, 308, 401, 403, 404, 429))})


@dataclass(frozen=True, slots=True)
class Tried:
    """A passage that the model was asked about; `problem` is "" where its questions were kept."""

    passage: Passage
    problem: str = ""


def lacking(library: Library, home: Path, doc_id: str = "") -> tuple[Passage, ...]:
    """The passages without questions, in their current version and each text once; of one document, or of all.

    CorpusError where there is no such document, ValueError where a questions file cannot be read.
    """
    if doc_id:
        library.info(doc_id)
    missing: dict[tuple[str, str], Passage] = {}
    for source in sources_of(library, home):
        if doc_id in ("", source.parsed.document.doc_id):
            asked = {row.passage_id for row in source.questions if row.questions}
            bare = (p for p in source.parsed.passages if p.passage_id not in asked)
            missing |= {(p.doc_id, passage_hash(p.text)): p for p in bare}
    return tuple(missing.values())


def tokens_of(passages: Sequence[Passage]) -> int:
    """About how many tokens asking for these takes, instructions and replies included; a character is about one."""
    each = len(PROMPT.read_text(encoding="utf-8")) + REPLY_TOKENS
    return sum(each + len(_given(p)) for p in passages)


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the lock of a home's questions; BusyIndexError where another process writes them."""
    try:
        with locked(Layout(home).writing, wait=False):
            yield
    except BlockingIOError as e:
        raise BusyIndexError("另一个进程正在写问法;请等它完成后再试") from e


def enrich(passages: Sequence[Passage], home: Path, llm: LLM) -> Iterator[Tried]:
    """Ask the model about each passage in turn and keep what it writes; one that fails is passed over.

    Raises LLMFailure where no passage can succeed (no server, a wrong key, its quota used up) or the server fails over
    five in a row, UnwritableIndexError where they cannot be kept.
    """
    prompt = PROMPT.read_text(encoding="utf-8")
    failed = 0
    for passage in passages:
        try:
            reply = llm.complete(prompt, _given(passage), "enrich", llm.meter())
            asked = questions_in(reply, passage.text)
        except LLMFailure as failure:
            failed += failure.outcome != UNFIT
            if failure.outcome in HOPELESS or failed == IN_A_ROW:
                raise
            yield Tried(passage, str(failure))
        else:
            failed = 0
            keep(home, passage, asked, llm.name)
            yield Tried(passage)


def keep(home: Path, passage: Passage, asked: Sequence[tuple[str, str]], by: str) -> None:
    """Add a line of questions, each with the words that answer it, to the document's file.

    For one who is `writing`: the file is replaced as a whole, and neither a reader nor a kill meets half a line.
    UnwritableIndexError says what to do.
    """
    file = home / "questions" / file_name(passage.doc_id)
    today = datetime.now(UTC).date().isoformat()
    questions, answers = ([pair[side] for pair in asked] for side in (0, 1))
    line = QuestionLine(hash=passage_hash(passage.text), questions=questions, answers=answers, by=by, at=today)
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        between = "\n" if before and not before.endswith("\n") else ""
        write_text(file, f"{before}{between}{line.model_dump_json()}\n")
    except OSError as e:
        said = f"不能写 {file}:{e.strerror or e};先前写好的都在"
        raise UnwritableIndexError(f"{said}。请检查权限和磁盘空间,再运行 python -m index enrich") from e


def _given(passage: Passage) -> str:
    return json.dumps({"passage": passage.text}, ensure_ascii=False)
