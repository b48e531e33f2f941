"""Real files of each format, made small, and what happens to files on their way: bytes lost, doubled, swapped."""

import html
import io
import re
import zipfile
from random import Random

from bench.fuzz import words

FONT_SIZE = 12  # points, in every PDF made here


def plain(text: str, r: Random) -> bytes:
    """A text as bytes in one of the encodings that texts come in."""
    return text.encode(r.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def html_page(lines: list[str], r: Random) -> str:
    """A page whose body holds these lines, in blocks, lists and tables."""
    body = []
    for said in lines:
        safe = html.escape(said)
        kind = r.randrange(8)
        if kind == 0:
            body.append(f"<h{r.randrange(1, 8)}>{safe}</h1>")
        elif kind == 1:
            span = f"colspan={words.digits(r)} rowspan={words.digits(r)}"
            body.append(f"<table><tr><td>甲<td {span}>乙</tr><tr><td>{safe}<td>丁</table>")
        elif kind == 2:
            body.append(f"<ol start='{words.digits(r)}'><li>{safe}</li><li>戊</ol>")
        else:
            tag = r.choice(("p", "div", "span", "li", "article", "b", "pre", "blockquote", "td", "font"))
            body.append(f"<{tag}>{safe}</{tag}>")
    return f"<html><head><meta charset='utf-8'><title>x</title></head><body>{''.join(body)}</body></html>"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


class Word:
    """Small .docx files with styles, numbering and tables, made from one that python-docx wrote."""

    def __init__(self) -> None:
        import docx

        file = io.BytesIO()
        docx.Document().save(file)
        with zipfile.ZipFile(file) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def packed(self, parts: dict[str, bytes]) -> bytes:
        """A package of these parts in the place of its own."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
            for name, content in {**self.parts, **parts}.items():
                package.writestr(name, content)
        return file.getvalue()

    def body(self, lines: list[str], r: Random) -> str:
        """The XML of a document of these lines."""
        blocks = []
        for said in lines:
            safe = html.escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", said), quote=False)
            run = f'<w:r><w:t xml:space="preserve">{safe}</w:t></w:r>'
            kind = r.randrange(8)
            style = (
                f'<w:pStyle w:val="{r.choice(("Heading1", "Heading9", "TOC1", "ListNumber", "无"))}"/>'
                if kind < 2
                else ""
            )
            number = _NUMBERED.format(words.digits(r), r.randrange(12)) if kind in (2, 3) else ""
            para = f"<w:p><w:pPr>{style}{number}</w:pPr>{run}</w:p>"
            if kind == 4:
                span = f'<w:tcPr><w:gridSpan w:val="{words.digits(r)}"/><w:vMerge/></w:tcPr>'
                cell = f"<w:tc>{span}{para}</w:tc>"
                para = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
            blocks.append(para)
        return f"<w:document {_W}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"

    def numbering(self, r: Random) -> bytes:
        """A numbering part with odd formats, patterns and starts."""
        forms = ("decimal", "lowerRoman", "upperRoman", "lowerLetter", "chineseCounting", "bullet", "decimalZero", "x")
        lists = []
        for number in range(3):
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="{words.digits(r)}"/><w:numFmt w:val="{r.choice(forms)}"/>'
                f'<w:lvlText w:val="{r.choice(("第%1章", "%1.%2", "(%9)", "%", "%0", "（%1）"))}"/></w:lvl>'
                for level in range(3)
            )
            lists.append(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>')
        named = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{r.randrange(4)}"/></w:num>' for n in range(10))
        return f"<w:numbering {_W}>{''.join(lists)}{named}</w:numbering>".encode()


def pdf(pages: list[list[tuple[float, float, str]]]) -> bytes:
    """Write a PDF of (x, y, text) pieces in a font that is not embedded."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
    )
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", font]
    for i, pieces in enumerate(pages):
        shown = (f"BT /F {FONT_SIZE} Tf {x} {y} Td <{t.encode('utf-16-be').hex()}> Tj ET" for x, y, t in pieces)
        stream = "\n".join(shown)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def damaged(r: Random, data: bytes) -> bytes:
    """Bytes with some flipped, lost, doubled or moved."""
    made = bytearray(data)
    for _ in range(r.choice((1, 1, 2, 4, 16))):
        at = r.randrange(len(made) + 1)
        size = r.choice((1, 1, 2, 4, 64, 1024))
        kind = r.randrange(5)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << r.randrange(8)
        elif kind == 1:
            del made[at : at + size]
        elif kind == 2:
            made[at:at] = made[at : at + size]
        elif kind == 3:
            made[at:at] = r.choice(
                (b"\0", b"\xff\xff", b"<", b">", b"99999999999", b"-1", b"%PDF", b"PK\3\4", b"&#x0;")
            )
        else:
            other = r.randrange(len(made) + 1)
            made[at : at + size] = made[other : other + size]
    return bytes(made)


def respelt(r: Random, xml: str) -> str:
    """Markup with its tags and attributes lost, doubled, swapped or given odd values; often still well formed."""
    tags = list(re.finditer(r"<[^>]*>", xml))
    for _ in range(r.choice((1, 1, 2, 4))):
        if not tags:
            break
        one, other = r.choice(tags), r.choice(tags)
        kind = r.randrange(4)
        if kind == 0:
            xml = xml.replace(one[0], "", 1)
        elif kind == 1:
            xml = xml.replace(one[0], one[0] + other[0], 1)
        elif kind == 2:
            xml = xml.replace(one[0], one[0] * r.choice((2, 30, 300)), 1)
        else:
            odd = html.escape(r.choice((words.digits(r), words.numeral(r), words.odd(r)[:40], "")))
            xml = xml.replace(one[0], re.sub(r'"[^"]*"', f'"{odd}"'.replace("\\", ""), one[0], count=1), 1)
    return xml
