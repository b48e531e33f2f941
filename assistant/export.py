"""Answers as a Word file: the blocks as they are shown, each clause in a footnote with its place and version."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from assistant import footnotes
from assistant.sheet import NEAREST, basis, cited, locator, sign_of, understood, where
from assistant.types import Block, Citation, Exchange, Frame, ListBlock, Statement, TableBlock, Written

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold


def docx(exchanges: Sequence[Exchange], title: str = "") -> bytes:
    """One file of one answer, or of a whole conversation under its title."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name = "宋体"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    if title:
        document.add_heading(_clean(title), level=1)
    notes: list[str] = []
    for exchange in exchanges:
        _Sheet(document, exchange, notes).write()
    footnotes.attach(document, notes)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Sheet:
    """One answer on its way into a document; a clause has one footnote, and further mentions name its number."""

    def __init__(self, document: Any, exchange: Exchange, notes: list[str]) -> None:
        self.document, self.exchange, self.notes = document, exchange, notes
        self.cited = dict(cited(exchange.answer))
        self.numbers: dict[int, int] = {}

    def write(self) -> None:
        answer = self.exchange.answer
        _, sign, words = sign_of(answer)
        self.document.add_heading(_clean(answer.question), level=2)
        if understood(answer):
            self.say(f"理解为:{answer.standalone}")
        self.say(f"{sign} {words}")
        for block in answer.blocks:
            self.block(block)
        if answer.error:
            self.say(answer.error)
        if not answer.citations and answer.nearest:
            self.say(f"{NEAREST}:")
            for number, c in self.cited.items():
                self.mark(self.say(c.quote), [number])
        if rest := basis(answer, self.exchange.at):
            self.say(rest)

    def block(self, block: Block) -> None:
        match block:
            case Frame():
                self.say(block.text)
            case Statement():
                self.mark(self.named(self.document.add_paragraph(), block.about, block.text), [block.citation])
            case Written():
                self.mark(self.say(block.text), block.citations)
            case ListBlock():
                if block.label:
                    self.say(block.label)
                for number, item in enumerate(block.items, 1):
                    line = self.document.add_paragraph(f"{number}. " if block.ordered else "· ")
                    self.mark(self.named(line, item.name, item.text.removeprefix(item.name)), item.citations)
            case TableBlock():
                self.table(block)

    def table(self, block: TableBlock) -> None:
        table = self.document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        for cell, words in zip(table.add_row().cells, block.header, strict=True):
            cell.text = _clean(words)
        for row in block.rows:
            for cell, it in zip(table.add_row().cells, row, strict=False):
                cell.text = _clean(it.text)
                self.mark(cell.paragraphs[0], it.citations)

    def named(self, line: Any, name: str, words: str) -> Any:
        line.add_run(_clean(name)).bold = True
        line.add_run(f"{' ' if name and words else ''}{_clean(words)}")
        return line

    def say(self, words: str) -> Any:
        return self.document.add_paragraph(_clean(words))

    def mark(self, paragraph: Any, citations: Iterable[int]) -> None:
        for number in citations:
            if number in self.numbers:
                paragraph.add_run(f"[{self.numbers[number]}]").font.superscript = True
            elif number in self.cited:
                self.notes.append(_note(self.cited[number], self.exchange))
                self.numbers[number] = len(self.notes)
                footnotes.refer(paragraph, len(self.notes))


def _note(c: Citation, exchange: Exchange) -> str:
    return _clean(f"{' '.join(c.quote.split())}——{where(c, exchange)}{locator(c)}")


def _clean(words: str) -> str:
    return CONTROLS.sub("", words)
