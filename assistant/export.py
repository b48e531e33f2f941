"""Answers as a Word file: the blocks as they are shown, then the sources as they are cited in writing."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.html import reference, sign_of
from assistant.types import Answer, Block, Frame, ListBlock, Statement, TableBlock

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def docx(answers: Sequence[Answer]) -> bytes:
    """One file of one answer or of a whole conversation."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    style = document.styles["Normal"]
    style.font.name = "宋体"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    for answer in answers:
        _answer(document, answer)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _answer(document: Any, answer: Answer) -> None:
    _, sign, words = sign_of(answer)
    document.add_heading(_clean(answer.question), level=2)
    if answer.standalone != answer.question:
        document.add_paragraph(_clean(f"理解为:{answer.standalone}"))
    document.add_paragraph(f"{sign} {words}")
    for block in answer.blocks:
        _block(document, block)
    if answer.error:
        document.add_paragraph(_clean(answer.error))
    cited = answer.citations or answer.nearest
    if cited:
        document.add_heading("出处" if answer.citations else "最接近的条文(不是答案)", level=3)
    for i, c in enumerate(cited, 1):
        number = c.number if answer.citations else i
        document.add_paragraph(_clean(f"[{number}] {c.quote}——{reference(c.title, c.path, c.paragraph)}"))


def _block(document: Any, block: Block) -> None:
    match block:
        case Frame():
            document.add_paragraph(_clean(block.text))
        case Statement():
            document.add_paragraph(_clean(block.text) + _marks([block.citation]))
        case ListBlock():
            if block.label:
                document.add_paragraph(_clean(block.label))
            for number, item in enumerate(block.items, 1):
                line = document.add_paragraph(f"{number}. " if block.ordered else "· ")
                line.add_run(_clean(item.name)).bold = True
                rest = _clean(item.text.removeprefix(item.name))
                line.add_run(f"{' ' if item.name and rest else ''}{rest}{_marks(item.citations)}")
        case TableBlock():
            table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
            for cell, words in zip(table.add_row().cells, block.header, strict=True):
                cell.text = _clean(words)
            for row in block.rows:
                for cell, it in zip(table.add_row().cells, row, strict=False):
                    cell.text = _clean(it.text) + _marks(it.citations)


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _clean(words: str) -> str:
    return CONTROLS.sub("", words)
