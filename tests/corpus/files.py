"""One plan written as .docx, .html, .md and .pdf, for the loaders' tests."""

import html
import io

from bench.fuzz.files import FONT_SIZE as SIZE
from bench.fuzz.files import pdf
from tests.corpus.generate import Plan

WIDTH, LEFT, TOP, BOTTOM = 38, 70.0, 780.0, 70.0


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
