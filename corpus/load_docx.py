"""Word files read as text: paragraphs with the numbers Word generates, heading styles as marks, tables as rows.

python-docx opens the package and its parts; the body is walked here, since python-docx leaves out content controls
and chunks of another format (altChunk), in which some publishers keep the whole text.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

from corpus.assemble import Assembler
from corpus.errors import FormatError
from corpus.load import TABLE_ROW, Loaded
from corpus.numbering import Numbering, W
from corpus.tables import MAX_CELLS, rows, span

MAX_UNPACKED = 300 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024  # of markup, which takes ten times its size in memory
MAX_PARTS = 10_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOX = f"{W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIP = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr")} | {
    _FALLBACK
}


def load_docx(data: bytes, name: str) -> Loaded:
    """Read a .docx file."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatError(f"{name} 是加密的或旧式的 Word 文件;请去掉密码,另存为 .docx")
    check_zip(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document, name).read()
    except FormatError:
        raise
    except Exception as error:
        raise FormatError(
            f"{name} 不是完好的 .docx 文件({type(error).__name__});请用 Word 或 WPS 打开并另存一次"
        ) from error


def check_zip(data: bytes, name: str) -> None:
    """Refuse what is no whole zip, is encrypted, or would unpack to far more than a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FormatError(f"{name} 不是完好的 .docx 文件,可能没有下载完整;请重新下载或另存") from error
    if any(part.flag_bits & 1 for part in parts):
        raise FormatError(f"{name} 加了密码;请去掉密码后再试")
    markup = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or markup > MAX_XML:
        raise FormatError(f"{name} 解压后过大(超过 {MAX_UNPACKED // 1048576} MB),不像一份文档;请另存为 .txt 后再试")


class _Reader:
    def __init__(self, document: Any, name: str) -> None:
        self.document, self.name = document, name
        self.out = Assembler()
        self.styles = {s.get(f"{W}styleId"): s for s in document.styles.element.iter(f"{W}style")}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        self.numbering = Numbering.read(getattr(part, "element", None))
        self.notes = {kind: _notes(document, kind) for kind in ("footnote", "endnote")}

    def read(self) -> Loaded:
        self._blocks(self.document.element.body)
        for section in self.document.sections:
            for kind, part in (("header", section.header), ("footer", section.footer)):
                text = "\n".join(p.text for p in part.paragraphs if p.text.strip())
                self.out.drop("header" if kind == "header" else "footer", text)
        return self.out.done()

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self.out.rows(rows(self._grid(child)))
                self._noted(child)
            elif child.tag == f"{W}altChunk":
                self._chunk(child.get(f"{_R}id"))
            elif child.tag not in _SKIP:
                self._blocks(child)

    def _paragraph(self, element: Any) -> None:
        text = "".join(_text(element)).strip()
        style = self._style(element)
        label = self._label(element, style)
        if not text:
            self._beside(element)
            return
        name = _value(self.styles.get(style), "name").lower()
        if re.match(r"(toc|目录)\s*\d", name):
            self.out.drop("contents", text)
            return
        depth = self._depth(element, style)
        self.out.line(f"{label}{text}" if label else text, depth)
        self._beside(element)

    def _beside(self, element: Any) -> None:
        """Read what a paragraph holds beside its own words: text boxes, and the notes that it refers to."""
        for box in _boxes(element):
            self._blocks(box)
        self._noted(element)

    def _noted(self, element: Any) -> None:
        for kind, texts in self.notes.items():
            for reference in element.iter(f"{W}{kind}Reference"):
                if note := texts.get(reference.get(f"{W}id")):
                    self.out.line(note, TABLE_ROW)

    def _style(self, element: Any) -> str:
        found = element.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else str(found.get(f"{W}val"))

    def _chain(self, style: str) -> Iterator[Any]:
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = _value(self.styles[style], "basedOn")

    def _depth(self, element: Any, style: str) -> int:
        for holder in (element, *self._chain(style)):
            match = re.match(r"(?:heading|标题)\s*([1-9])", _value(holder, "name").lower())
            if match:
                return min(int(match.group(1)), 6)
            level = holder.find(f"{W}pPr/{W}outlineLvl")
            if level is not None and str(level.get(f"{W}val")).isdecimal():
                value = int(level.get(f"{W}val"))
                return value + 1 if value < 6 else 0
        return 0

    def _label(self, element: Any, style: str) -> str:
        list_id = level = ""
        for holder in (element, *self._chain(style)):
            properties = holder.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                list_id = list_id or _value(properties, "numId")
                level = level or _value(properties, "ilvl")
        if not list_id:
            return ""
        label = self.numbering.label(list_id, int(level) if level.isdecimal() else 0)
        return f"{label} " if label and label[-1] in "章节条编篇0123456789" else label

    def _grid(self, table: Any) -> list[list[str]]:
        grid: list[list[str]] = []
        room = MAX_CELLS
        for row in _children(table, f"{W}tr"):
            line: list[str] = []
            for cell in _children(row, f"{W}tc"):
                across = cell.find(f"{W}tcPr/{W}gridSpan")
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                text = " ".join(part for p in cell.iter(f"{W}p") if (part := "".join(_text(p)).strip()))
                if merged is not None and merged.get(f"{W}val") != "restart" and grid and len(line) < len(grid[-1]):
                    text = grid[-1][len(line)]
                wide = span(across.get(f"{W}val") if across is not None else None)
                wide = wide if wide <= room else 1
                room -= wide
                line.extend([text, *[""] * (wide - 1)])
            grid.append(line)
        return grid

    def _chunk(self, relation: str) -> None:
        from corpus.load_html import html_text

        data = self.document.part.rels[relation].target_part.blob
        source = _mht(data)
        if source is None:
            raise FormatError(f"{self.name} 的正文是嵌入的别种文件;请用 Word 打开并另存为 .docx")
        loaded = html_text(source, self.name)
        depths = dict(loaded.marks)
        position = 0
        for line in loaded.text.split("\n"):
            self.out.line(line, depths.get(position, 0))
            position += len(line) + 1


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIP or child.tag == _BOX:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else ""
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _text(child)


def _notes(document: Any, kind: str) -> dict[str, str]:
    """Give the footnotes or endnotes by their id."""
    from docx.oxml import parse_xml

    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(f"/{kind}s")]
    notes = (note for part in parts for note in parse_xml(part.blob).iter(f"{W}{kind}"))
    return {note.get(f"{W}id"): " ".join("".join(_text(note)).split()) for note in notes}


def _boxes(element: Any) -> Iterator[Any]:
    """Give the text boxes in a paragraph, each once: the copy for older readers is left out."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIP:
            yield from _boxes(child)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Give the children of a kind, looking through content controls but not into other children."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _value(element: Any, name: str) -> str:
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _mht(data: bytes) -> str | None:
    """Take the HTML out of an MHT part; plain HTML is given as it is."""
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"\xef\xbb\xbf<")):
        return data.decode("utf-8", "replace")
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return body.decode(part.get_content_charset() or "utf-8", "replace")
    return None
