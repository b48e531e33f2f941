"""Malformed files: one clear line and exit code 1, the library and the index unchanged."""

import io
import random
import zipfile

import docx
import pytest
from PIL import Image
from typer.testing import CliRunner

from bench.fuzz.files import pdf
from corpus import Library
from corpus.__main__ import app
from tests.conftest import ROOT
from tests.corpus.files import as_pdf, saved

DOCX, PDF = saved(docx.Document()), as_pdf(["某市规划", "正文。" * 40])


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    """A .docx whose document part is 1 GB of spaces."""
    with zipfile.ZipFile(io.BytesIO(DOCX)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    return packed(parts | {"word/document.xml": b" " * 2**30})


def png(width: int) -> bytes:
    file = io.BytesIO()
    Image.new("1", (width, width)).save(file, "PNG")
    return file.getvalue()


def altered(whole: bytes, part: str, content: bytes, noted: bool = False) -> bytes:
    """A .docx with one part replaced or added, and referred to as its footnotes."""
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name) for name in file.namelist()} | {part: content}
    if noted:
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        of = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        entry = b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
        relation = b'<Relationship Id="rId99" Type="' + of + b'" Target="footnotes.xml"/></Relationships>'
        for name, end, more in (
            ("[Content_Types].xml", b"</Types>", entry),
            ("word/_rels/document.xml.rels", b"</Relationships>", relation),
        ):
            parts[name] = parts[name].replace(end, more)
    return packed(parts)


PAGES = (b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n"
         b"trailer<</Root 1 0 R>>\n%%%%EOF")  # fmt: skip
LOCKED = PDF.replace(b"trailer<<", b"trailer<</Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"00" * 32
                     + b">/U<" + b"11" * 32 + b">>>/ID[<00><00>]", 1)  # fmt: skip
NOISE = random.Random(7).randbytes(4000)
CASES = {
    **{f"empty{s}": b"" for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"blank{s}": b" \n\t \n" for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"noise{s}": NOISE for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"nul{s}": "第一章\0甲".encode() for s in (".txt", ".md", ".html")},
    **{f"docx-as{s}": DOCX for s in (".txt", ".md", ".pdf", ".html")},
    **{f"pdf-as{s}": PDF for s in (".txt", ".md", ".docx", ".html")},
    **{f"half{i}.docx": DOCX[: len(DOCX) * i // 8] for i in range(1, 8)},
    **{f"half{i}.pdf": PDF[: len(PDF) * i // 40] for i in range(1, 8)},
    "ole.docx": b"\xd0\xcf\x11\xe0" + NOISE,
    "no-text.html": b"<html><body><script>x</script></body></html>",
    "no-text.docx": DOCX,
    "mixed.txt": "第一章 总则与其他\n".encode() + "第二章\n".encode("gb18030") * 5,
    "mixed.md": "第一章 总则\n".encode("gb18030") + "第二章 分则与其他\n".encode() * 5,
    "half-utf16.txt": "第一章".encode("utf-16")[:-1],
    "long-line.txt": ("规划" * 500_000).encode(),
    "long-line.md": ("# 规划\n" + "a" * 1_000_000).encode(),
    "long-line.html": f"<p>{'规划' * 500_000}</p>".encode(),
    "bomb.docx": bomb(),
    "not-word.docx": packed({"a.txt": b"a"}),
    "no-document.docx": packed({"[Content_Types].xml": b"<Types/>"}),
    "deep.docx": packed({"word/document.xml": b"<a>" * 100_000}),
    "locked.pdf": LOCKED,
    "blank-page.pdf": pdf([[]]),
    "noise.png": NOISE,
    "half.jpg": png(40)[:30],
    "huge.png": png(12_000),
    "deep.html": b"<div>" * 100_000,
    "unknown.xls": b"abc",
    "word-pad.txt": b"{\\rtf1\\ansi\\u31532 ?\\u19968 ?}",
    "word-pad.docx": b"{\\rtf1\\ansi x}",
    "sheet.docx": packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
    "bad-notes.docx": altered(DOCX, "word/footnotes.xml", b"<w:footnotes><broken", noted=True),
    "half-body.docx": altered(DOCX, "word/document.xml", b"<w:document><w:body><w:p>"),
    "no-pages.pdf": PAGES % (b"", 0),
    "round.pdf": PAGES % (b"2 0 R", 1),
    "page-not-found.pdf": b"<html><body><p>404</p></body></html>",
    "invisible.txt": "\u200b\u200b\ufeff\n\u200b".encode(),
    "rules.md": b"----\n****\n",
    "no-mark.txt": "第一章 总则".encode("utf-16-le"),
    "menu.html": b"<ul><li><a href='/a'>a b</a></li><li><a href='/b'>c d</a></li></ul>",
    "unknown": b"abc",
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_message(name, home, tmp_path):
    Library(home).add(ROOT / "tests" / "data" / "water.txt", "p")
    (home / "index").mkdir()
    (home / "index" / "current").write_text("0")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    path = tmp_path / name
    path.write_bytes(CASES[name])
    done = CliRunner().invoke(app, ["add", str(path), "--id", "p"])
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("错误:")
    assert done.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_there_are_at_least_fifty():
    assert len(CASES) >= 50
