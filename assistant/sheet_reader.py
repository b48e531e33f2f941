"""Answer sheets read back: what they say, and the clauses with the places that they claim. Markdown and Word."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.table import Table

from assistant import footnotes
from assistant.errors import SheetError
from assistant.sheet import NEAREST, SOURCES

LARGEST = 20 * 1024 * 1024
LONGEST_PLACE = 1000
_PLACE = re.compile(r"(《.+?)(?:\((?:说的是|原件|识别文本)[^()]*\))*〔(.+)@(\w+):(\d{1,9})-(\d{1,9})〕", re.S)
_MARKS = re.compile(r"(?:\[\d+\])+\s*$")
_HEAD = re.compile(r"(?P<item>\d+\. |- |· )?(?:\*\*(?P<name>.+?)\*\*)?")


@dataclass(frozen=True, slots=True)
class Note:
    """A clause that a sheet quotes: its words, its place as it is cited in writing, its place for a program."""

    quote: str
    where: str
    doc_id: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """Words that a sheet says with the numbers of the clauses that they rest on; `name` leads an item of a list."""

    words: str
    marks: tuple[int, ...]
    kind: Literal["statement", "item", "cell"]
    name: str = ""


@dataclass(slots=True)
class Said:
    """Lines with their notes: one answer of a Markdown file, the whole of a Word file. `unread`: notes unlike ours."""

    notes: dict[int, Note] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def read(path: Path) -> list[Said]:
    """Read a sheet (.md, .docx). Raises SheetError."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise SheetError(f"读不了 {path}({error.strerror or error});请检查文件名") from error
    if not data:
        raise SheetError(f"{path.name} 是空的,或大于 {LARGEST // 1048576} MB;请给一个导出的 .md 或 .docx 文件")
    try:
        said = _word(data, path.name) if path.suffix.lower() == ".docx" else _markdown(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SheetError(f"{path.name} 不是 UTF-8 的文字;请给一个导出的 .md 或 .docx 文件") from error
    if not any(part.notes or part.unread for part in said):
        raise SheetError(f"{path.name} 里没有可以核对的引文;请给一个有引文的、从这里导出的 .md 或 .docx 文件")
    return said


def _note(words: str) -> Note | None:
    quote, dash, place = words.strip().rpartition("——《")
    found = _PLACE.fullmatch(f"《{place}") if dash and len(place) < LONGEST_PLACE else None
    if found is None:
        return None
    where, doc_id, version, start, end = found.groups()
    return Note(quote.strip(), where, doc_id, version, int(start), int(end))


def _take(said: Said, number: int, words: str) -> None:
    note = _note(words)
    if note is None:
        said.unread.append(number)
    else:
        said.notes[number] = note


# ----------------------------------------------------------------------------------------------------- Markdown


def _markdown(text: str) -> list[Said]:
    asked = re.split(r"^## .*\n(?:\s*\n理解为:.*)?", text, flags=re.M)
    return [_answer(answer) for answer in asked[1:] or asked]


def _answer(text: str) -> Said:
    said = Said()
    body, *rest = re.split(rf"^(?:{SOURCES}|{re.escape(NEAREST)}):$", text, maxsplit=1, flags=re.M)
    for line in body.split("\n"):
        said.lines += _lines(line)
    for found in re.finditer(r"^\[(\d+)\] (.*\n.*)", "".join(rest), re.M):
        _take(said, int(found[1]), found[2].replace("\n    ——", "——"))
    return said


def _lines(line: str) -> Iterator[Line]:
    cells = line.strip("| ").split(" | ") if line.startswith("|") else [line]
    for words in cells:
        marks = _MARKS.search(words)
        if marks is None:
            continue
        numbers = tuple(int(n) for n in re.findall(r"\d+", marks[0]))
        item, name, at = _head(words)
        kind: Literal["statement", "item", "cell"] = "cell" if len(cells) > 1 else "item" if item else "statement"
        yield Line(words[at : marks.start()], numbers, kind, name)


def _head(words: str) -> tuple[bool, str, int]:
    """Whether a line is an item of a list, the name in bold, and where the rest begins."""
    found = _HEAD.match(words)
    return (bool(found["item"]), found["name"] or "", found.end()) if found else (False, "", 0)


# --------------------------------------------------------------------------------------------------------- Word


def _word(data: bytes, name: str) -> list[Said]:
    from corpus.load_docx import check_zip

    check_zip(data, name)
    try:
        document = Document(io.BytesIO(data))
        said = Said()
        for number, words in footnotes.notes_of(document).items():
            if number > 0:
                _take(said, number, words)
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                cells = (p for row in part.rows for cell in row.cells for p in cell.paragraphs)
                said.lines += [line for p in cells for line in _paragraph(p, "cell")]
            else:
                said.lines += _paragraph(part, "statement")
    except Exception as error:  # whatever python-docx stumbles over in a damaged package
        raise SheetError(f"{name} 不是完好的 .docx 文件;请给一个从这里导出的文件") from error
    return [said]


def _paragraph(paragraph: Any, kind: Literal["statement", "cell"]) -> Iterator[Line]:
    words, name = "", ""
    marks: list[int] = []
    for run in paragraph.runs:
        marks += footnotes.marks_of(run._r)
        if run.font.superscript:
            marks += [int(number) for number in re.findall(r"\[(\d+)\]", run.text)]
        elif run.bold:
            name += run.text
        else:
            words += run.text
    if marks:
        item, _, at = _head(words)
        yield Line(words[at:], tuple(marks), "item" if item else kind, name)
