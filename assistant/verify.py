"""An answer sheet held against the text: does each clause stand at its place, and do the lines say what it says?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.places import reference
from assistant.sheet_reader import Line, Note, Said, read
from corpus import CorpusError, Library, Parsed

_CONTROLS = re.compile(r"[\s\x00-\x1f\ufffe\uffff]+")  # what an export leaves out or writes as a space
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Verified:
    """How many clauses were looked up, what is wrong, one line each, and which texts have moved on since."""

    checked: int
    problems: tuple[str, ...]
    newer: tuple[str, ...]


def verify(path: Path, library: Library) -> Verified:
    """Check a sheet (.md, .docx) against the versions that it names. Raises SheetError."""
    said = read(path)
    notes = [note for part in said for note in part.notes.values()]
    problems = [problem for part in said for problem in _problems(part, library)]
    return Verified(len(notes), tuple(problems), tuple(_newer(notes, library)))


def _problems(said: Said, library: Library) -> Iterator[str]:
    for number in said.unread:
        yield f"[{number}] 引文的格式不完整,不知道在原文哪里"
    standing: dict[int, tuple[Note, Parsed]] = {}
    for number, note in said.notes.items():
        try:
            parsed = library.get(note.doc_id, note.version)
        except CorpusError as error:
            yield f"[{number}] {error}"
            continue
        standing[number] = note, parsed
        if problem := _misplaced(note, parsed):
            yield f"[{number}] {problem}:“{_short(note.quote)}”"
    for line in said.lines:
        missing = [number for number in line.marks if number not in said.notes and number not in said.unread]
        if missing:
            yield f"“{_short(line.words)}”所标的 [{missing[0]}] 没有引文"
        elif all(number in standing for number in line.marks) and not _says(line, standing):
            yield f"“{_short(line.name + line.words)}”不是引文 [{line.marks[0]}] 里的话"


def _misplaced(note: Note, parsed: Parsed) -> str:
    """What is wrong with a clause; "" where it stands in its place."""
    document = parsed.document
    if not note.quote or _bare(document.text[note.start : note.end]) != _bare(note.quote):
        moved = _bare(note.quote) in _bare(document.text)
        return "原文有这句,但不在所写的位置" if moved else f"版本 {document.version} 里没有这句"
    passage = next((p for p in parsed.passages if p.start <= note.start < p.end), None)
    path, paragraph = (passage.path, passage.paragraph) if passage else ((), 0)
    where = reference(document.title, path, paragraph)
    return "" if passage is None or _bare(where) == _bare(note.where) else f"出处应为 {where}"


def _says(line: Line, standing: dict[int, tuple[Note, Parsed]]) -> bool:
    """Whether a line's words stand in its clauses, and its name in their paragraphs or headings."""
    quotes = "".join(_bare(standing[number][0].quote) for number in line.marks)
    words = _bare(line.words)
    if line.name and not any(_bare(line.name) in _around(*standing[number]) for number in line.marks):
        return False
    if line.kind == "statement":
        whole = all("\n" not in p.document.text[n.start : n.end] for n, p in (standing[m] for m in line.marks))
        return words == quotes if whole else quotes.endswith(words)
    apart = "……|[;、]" if line.kind == "cell" else "……|;"
    return all(part in quotes for part in re.split(apart, words))


def _around(note: Note, parsed: Parsed) -> str:
    """The section that a clause stands in, with its headings: where its subject can stand."""
    section = next((s for s in parsed.sections if s.start <= note.start < s.end), None)
    if section is None:
        return ""
    return _bare("".join(section.path) + parsed.document.text[section.start : section.end])


def _newer(notes: list[Note], library: Library) -> Iterator[str]:
    for doc_id, version in dict.fromkeys((note.doc_id, note.version) for note in notes):
        try:
            latest = library.get(doc_id).document
        except CorpusError:
            continue
        if latest.version != version:
            gone = [n for n in notes if n.doc_id == doc_id and _bare(n.quote) not in _bare(latest.text)]
            what = f"其中 {len(gone)} 处引文已不在新版本里,例如“{_short(gone[0].quote)}”" if gone else "引文都还在"
            yield f"《{latest.title}》已有新版本 {latest.version}(所据是 {version}):{what}"


def _bare(words: str) -> str:
    return _CONTROLS.sub("", words)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
