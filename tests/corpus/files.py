"""One plan written as .docx, .html, .md and .pdf, for the loaders' tests; the PDF writer is our own and tiny."""

import html
import io

from tests.corpus.generate import Plan

SIZE, WIDTH, LEFT, TOP, BOTTOM = 12, 38, 70.0, 780.0, 70.0


def as_markdown(plan: Plan) -> str:
    title, *rest = plan.rows
    body = "\n\n".join(f"{'#' * (depth + 1)} {line}" if depth else line for depth, line in rest)
    return f"# {title[1]}\n\n{body}\n"


def as_html(plan: Plan) -> str:
    title, *rest = plan.rows
    tags = [(f"h{depth + 1}" if depth else "p", line) for depth, line in rest]
    body = "\n".join(f"<{tag}>{html.escape(line)}</{tag}>" for tag, line in tags)
    return f"<html><head><meta charset='utf-8'><title>x</title></head><body><h1>{title[1]}</h1>{body}</body></html>"


def as_docx(plan: Plan) -> bytes:
    import docx

    document = docx.Document()
    for depth, line in plan.rows:
        if depth:
            document.add_heading(line, depth)
        else:
            document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(paragraphs: list[str], *, header: str = "", numbers: bool = True) -> bytes:
    """Set paragraphs on A4 pages, the first line of each indented by two characters."""
    pages: list[list[tuple[float, float, str]]] = []
    y = 0.0
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            if not pages or y < BOTTOM:
                pages.append([(LEFT, 810, header)] if header else [])
                if numbers:
                    pages[-1].append((290, 40, f"- {len(pages)} -"))
                y = TOP
            line, rest = rest[: WIDTH - indent], rest[WIDTH - indent :]
            pages[-1].append((LEFT + indent * SIZE, y, line))
            y -= 1.6 * SIZE
            indent = 0
    return pdf(pages)


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
        shown = (f"BT /F {SIZE} Tf {x} {y} Td <{t.encode('utf-16-be').hex()}> Tj ET" for x, y, t in pieces)
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
