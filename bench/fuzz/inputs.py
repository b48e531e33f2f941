"""What people and programs write for us to read: answer sheets, batches, gold files, settings, kept answers."""

import json
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from random import Random
from typing import Any

from assistant import Answer, Assistant, Citation, Exchange, answer_to_json, load_settings, sheet
from assistant import export as word
from assistant.answer_json import answer_from_json
from assistant.batch import run
from assistant.render import markdown
from assistant.sheet_reader import read
from assistant.types import Block, Cell, Frame, Kind, ListBlock, ListItem, Statement, TableBlock, Understood
from assistant.verify import verify
from bench.fuzz import files, words
from bench.fuzz.types import Case, Place, claim
from corpus import Library, Parsed
from eval.gold import read_gold

GOLD = {
    "id": "a", "question": "何时?", "type": "value", "answerable": True, "points": [["2025年"]], "doc": "d",
    "evidence": [{"section": ["第一章 总则"], "quote": "到2025年"}], "history": [], "split": "dev", "members": None,
}  # fmt: skip


def sheets(place: Place) -> Case:
    """Answer sheets: as exported they verify; spoilt they are told apart in words."""
    library = Library(place.folder / "sheets")
    parsed = library.get(library.list()[0].doc_id)

    def case(r: Random) -> None:
        exchange, kind = Exchange(_answer(r, parsed)), r.random()
        path = place.folder / ("回答.docx" if kind < 0.1 else "回答.md")
        if kind < 0.1:
            path.write_bytes(files.damaged(r, word.docx([exchange])) if r.random() < 0.5 else word.docx([exchange]))
            verify(path, library)
            return
        text = sheet.markdown(exchange)
        whole = kind < 0.5
        path.write_text(text if whole else words.spoilt(r, text), "utf-8", "replace")
        if whole:
            notes = [note for said in read(path) for note in said.notes.values()]
            claim(len(notes) == len(exchange.answer.citations), "a clause of a sheet is not read back")
        found = verify(path, library)
        claim(not whole or not found.problems, f"a sheet as exported does not verify: {found.problems}")

    return case


def kept(place: Place) -> Case:
    """Answers as JSON: back as they were, or an error that says that they are not."""
    library = Library(place.folder / "sheets")
    parsed = library.get(library.list()[0].doc_id)

    def case(r: Random) -> None:
        answer = _answer(r, parsed)
        made = json.loads(json.dumps(answer_to_json(answer)))
        claim(answer_from_json(made) == answer, "an answer does not come back from its JSON")
        bent = words.bent(r, made)
        if isinstance(bent, dict):
            try:
                answer_from_json(bent)
            except ValueError as error:  # what sessions.py turns into words
                claim(bool(str(error)), "an error without words")

    return case


def batch(place: Place) -> Case:
    """A batch of lines, good and bad: one answer a line."""
    source, target = place.folder / "问题.jsonl", place.folder / "回答.jsonl"

    def case(r: Random) -> None:
        good = {"id": "1", "question": words.question(r), "history": ["前"], "doc": "d"}
        given = [words.json_line(r, good) for _ in range(r.randrange(4))]
        source.write_text("\n".join(given), "utf-8", "replace")
        run(Echo(), source, target)
        answers = [said for said in target.read_text("utf-8").split("\n") if said]
        asked = [said for said in source.read_text("utf-8").split("\n") if said.strip()]
        claim(len(answers) == len(asked), f"{len(asked)} lines, {len(answers)} answers")
        claim(all("status" in json.loads(said) for said in answers), "a line is no answer")

    return case


def gold(place: Place) -> Case:
    """Gold files, good and bad: an item or a problem for each line."""
    path = place.folder / "gold.jsonl"

    def case(r: Random) -> None:
        given = [words.json_line(r, {**GOLD, "id": words.piece(r)}) for _ in range(r.randrange(1, 4))]
        path.write_text("\n".join(given), "utf-8", "replace")
        items, problems = read_gold([path])
        asked = [said for said in path.read_text("utf-8-sig").split("\n") if said.strip()]
        claim(len(items) + len(problems) == len(asked), f"{len(asked)} lines, {len(items)} items, {len(problems)} told")

    return case


def settings(place: Place) -> Case:
    """`cewen.toml` and the environment: settings, or one error; a secret is never in it."""
    secret = "c0ffee-secret"  # noqa: S105 - what must not be shown

    def case(r: Random) -> None:
        rows = []
        for _ in range(r.randrange(4)):
            table = r.choice(("", "[llm]", "[ui]", "[ask]", "[index]", "[encoder]", "[x]", "["))
            name = r.choice(
                ("model", "base_url", "timeout_seconds", "port", "host", "longest_question", "store", "a.b")
            )
            rows += [table, f"{name} = {json.dumps(words.value(r, 1))}"]
        text = "\n".join(rows)
        (place.folder / "cewen.toml").write_text(
            words.spoilt(r, text) if r.random() < 0.3 else text, "utf-8", "replace"
        )
        name = r.choice(("UI__PORT", "LLM", "LLM__RETRIES", "UI__AUTH", "LLM__API_KEY", "INDEX__STORE", "ASK", "HOME"))
        value = secret if r.random() < 0.3 else words.piece(r).replace("\0", "").encode("utf-8", "replace").decode()
        with chdir(place.folder), _environment(f"CEWEN_{name}", value):
            try:
                shown = repr(load_settings()) if "LLM" in name or "AUTH" in name else str(load_settings())
            except Exception as error:
                shown = str(error)
                claim(bool(shown.strip()), "an error without words")
                claim(secret not in shown, f"{name} is shown in an error")
                raise
            claim(secret not in shown or name == "HOME", f"{name} is shown")

    return case


class Echo(Assistant):
    """Answers with the question, or fails as the real one would."""

    def __init__(self) -> None:
        """Without an index."""

    def ask(self, question: str, history: Any = (), doc: Any = None) -> Answer:
        """The question as a frame."""
        return Answer(question, question, Understood(Kind.FACT), "refused", "absent", (), question, (), ())


def _answer(r: Random, parsed: Parsed) -> Answer:
    """An answer of blocks over spans of a text."""
    passages = [r.choice([p for p in parsed.passages if p.path]) for _ in range(r.randrange(1, 4))]
    cites = tuple(
        Citation(
            number, parsed.document.doc_id, parsed.document.version, parsed.document.title, p.path, p.paragraph, None,
            p.text, p.start, p.end,
        )
        for number, p in enumerate(passages, 1)
    )  # fmt: skip
    first = cites[0]
    blocks: list[Block] = [Frame(words.line(r).replace("[", "").replace("\n", "")), Statement(first.quote, 1)]
    if r.random() < 0.3:
        blocks.append(ListBlock(tuple(ListItem("", c.quote, (c.number,)) for c in cites)))
    if r.random() < 0.3:
        blocks.append(TableBlock(("甲", "乙"), ((Cell(words.piece(r)), Cell("")),)))
    asked = words.question(r)
    return Answer(
        asked, asked, Understood(Kind.FACT), "answered", None, tuple(blocks), markdown(blocks), cites, (),
        follow_ups=(words.piece(r),),
    )  # fmt: skip


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """A variable of the environment, for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
