import io
import zipfile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import FormatError
from corpus.load import TABLE_ROW
from corpus.load_docx import load_docx
from tests.corpus.files import saved


def numbered(document, levels: list[tuple[str, str]]):
    """Add a numbering of (format, pattern) levels and give a function that puts a paragraph into it."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (form, pattern) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))

    def add(text: str, level: int) -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>')
        )

    return add


def worded(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_numbers_that_word_generates():
    document = docx.Document()
    add = numbered(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1)]:
        add(text, level)
    text = load_docx(saved(document), "a.docx").text
    assert text.split() == ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己"]


def test_tables_are_rows_with_merged_cells_said_again():
    document = docx.Document()
    document.add_paragraph("指标表")
    table = document.add_table(3, 3)
    for place, text in enumerate(["指标", "2025年", "属性", "面积", "31", "预期性", "企业", "5000", ""]):
        table.cell(place // 3, place % 3).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    loaded = load_docx(saved(document), "a.docx")
    assert loaded.text.split("\n")[1:-1] == [
        "指标 | 2025年 | 属性",
        "指标:面积;2025年:31;属性:预期性",
        "指标:企业;2025年:5000;属性:预期性",
    ]


def test_a_text_box_and_the_notes_stand_behind_their_paragraph():
    document = docx.Document()
    first = document.add_paragraph("为推动发展,制定本规划。")
    first._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    box = f"<w:txbxContent>{worded('专栏1 重点工程')}{worded('新建道路。')}</w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    shape = f"<w:r {nsdecls('w')} {compatible}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    document.add_paragraph("见专栏。")._p.append(parse_xml(shape))
    note = f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{worded("一、指园区。")}</w:footnote>'
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    blob = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>".encode()
    document.part.relate_to(Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package), of)
    loaded = load_docx(saved(document), "a.docx")
    lines = ["为推动发展,制定本规划。", "一、指园区。", "见专栏。", "专栏1 重点工程", "新建道路。"]
    assert loaded.text.splitlines() == lines
    assert loaded.marks == ((len(lines[0]) + 1, TABLE_ROW),), "a note is no heading"


def test_heads_and_feet_are_left_out_and_named():
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    loaded = load_docx(saved(document), "a.docx")
    assert loaded.text == "正文\n"
    assert [(d.kind, d.text) for d in loaded.dropped] == [("header", "内部资料"), ("footer", "第 1 页")]


def test_a_body_in_a_chunk_of_html():
    document = docx.Document()
    part = Part(
        PackURI("/word/chunk.mht"),
        "message/rfc822",
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + "<h1>某条例</h1><p>第一条 正文。</p>\n--x--\n".encode(),
        document.part.package,
    )
    chunk = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = document.part.relate_to(part, chunk)
    document.element.body.insert(0, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{relation}"/>'))
    loaded = load_docx(saved(document), "a.docx")
    assert loaded.text == "某条例\n第一条 正文。\n"
    assert loaded.marks == ((0, 1),)


def test_content_controls_and_deleted_words():
    document = docx.Document()
    body = document.element.body
    w = nsdecls("w")
    run = "<w:r><w:t>{}</w:t></w:r>"
    body.insert(0, parse_xml(f"<w:sdt {w}><w:sdtContent><w:p>{run.format('在内')}</w:p></w:sdtContent></w:sdt>"))
    body.insert(1, parse_xml(f"<w:p {w}>{run.format('留')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"))
    assert load_docx(saved(document), "a.docx").text == "在内\n留\n"


def test_what_cannot_be_read_says_what_to_do(monkeypatch):
    monkeypatch.setattr("corpus.load_docx.MAX_UNPACKED", 1024 * 1024)
    whole = saved(docx.Document())
    bomb, empty = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 1024 * 1025)
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("a.txt", "x")
    cases = {
        "下载": whole[: len(whole) // 2],
        "过大": bomb.getvalue(),
        "另存": empty.getvalue(),
        "密码": b"\xd0\xcf\x11\xe0x",
    }
    for word, data in cases.items():
        with pytest.raises(FormatError, match=word):
            load_docx(data, "a.docx")


def test_markup_that_would_fill_the_memory_is_refused():
    """Entities that are made of each other (billion laughs) stay unread; very much markup is not parsed at all."""
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    w = nsdecls("w")
    body = f"<w:document {w}><w:body><w:p><w:r><w:t>甲&l9;乙</w:t></w:r></w:p></w:body></w:document>"
    entities = f"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]>{body}"
    assert len(told(entities.encode())) < 100
    with pytest.raises(FormatError, match="过大"):
        load_docx(with_body(b"<a/>" * 2**24), "a.docx")


def test_an_entity_reads_no_file(tmp_path):
    (tmp_path / "secret").write_text("不可读出")
    w = nsdecls("w")
    body = f"<w:document {w}><w:body><w:p><w:r><w:t>甲&x;</w:t></w:r></w:p></w:body></w:document>"
    outside = f"<!DOCTYPE d [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>{body}"
    assert "不可读出" not in told(outside.encode())


def told(body: bytes) -> str:
    """What is read of a package with another document part, or why it is not read."""
    try:
        return load_docx(with_body(body), "a.docx").text
    except FormatError as error:
        return str(error)


def with_body(body: bytes) -> bytes:
    """A package with another document part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as whole, zipfile.ZipFile(made, "w", 8) as package:
        for name in whole.namelist():
            package.writestr(name, body if name == "word/document.xml" else whole.read(name))
    return made.getvalue()
