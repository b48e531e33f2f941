"""Footnotes of a Word file, which python-docx cannot write: a part of their own, and references to it in the text."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
BETWEEN = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def refer(paragraph: Paragraph, number: int) -> None:
    """Put the mark of a footnote at the end of a paragraph; Word numbers footnotes in the order of their marks."""
    run = paragraph.add_run()
    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)  # python-docx offers no other way


def attach(document: Document, notes: Sequence[str]) -> None:
    """Give a document its footnotes, numbered from 1."""
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r>{RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(notes, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{BETWEEN}{body}</w:footnotes>'
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def notes_of(document: Document) -> dict[int, str]:
    """The words of a document's footnotes by their ids."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
    if not parts:
        return {}
    notes: Any = parse_xml(parts[0].blob)
    return {
        int(note.get(qn("w:id"))): "".join(t.text or "" for t in note.iter(qn("w:t"))).strip()
        for note in notes.iter(qn("w:footnote"))
    }


def marks_of(run: Any) -> list[int]:
    """The footnotes that a run (its XML element) refers to."""
    return [int(mark.get(qn("w:id"))) for mark in run.iter(qn("w:footnoteReference"))]
