"""A text printed, photographed badly, and read again: how many characters come back, and how sure the reader was.

`python -m bench.scan [FILE] [--pages N]` needs the extra `ocr`, Chromium and a font with Chinese characters.
"""

import html
import io
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated

import typer

from bench.types import ROOT
from corpus import Parsed

DPI = 200
SKEW = (1.3, -0.9, 0.4, -1.6)  # degrees, page after page
BLUR = 0.8  # pixels
SHIPPED = ROOT / "corpus" / "plans" / "zgc-2020-2035.txt"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
_STYLE = "body{font:12pt/1.8 serif}p{margin:0;text-indent:2em}h1,h2,h3,h4{margin:.6em 0;text-align:center}"
app = typer.Typer(add_completion=False)


def printed(parsed: Parsed, chromium: str) -> bytes:
    """A document as an A4 PDF: headings centred by their level, paragraphs indented, page numbers at the foot."""
    from playwright.sync_api import PdfMargins, sync_playwright

    levels = {s.heading_span[0]: min(s.level + 1, 4) for s in parsed.sections[1:]}
    title = parsed.document.front.title
    if title is not None:
        levels[title.start] = 1
    rows, place = [], 0
    for line in parsed.document.text.split("\n"):
        start = place + len(line) - len(line.lstrip())
        tag = f"h{levels[start]}" if start in levels else "p"
        rows.append(f"<{tag}>{html.escape(line.strip())}</{tag}>")
        place += len(line) + 1
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page()
        page.set_content(f"<meta charset=utf-8><style>{_STYLE}</style>{''.join(rows)}")
        foot = '<div style="font-size:9pt;width:100%;text-align:center">- <span class=pageNumber></span> -</div>'
        margins = PdfMargins(top="25mm", bottom="25mm", left="26mm", right="26mm")
        made = page.pdf(
            format="A4", margin=margins, display_header_footer=True, header_template="<p></p>", footer_template=foot
        )
        browser.close()
    return made


def scanned(pdf: bytes, pages: Sequence[int] | None = None) -> bytes:
    """The pages of a PDF (all, unless some are named from 0) as images, skewed and blurred, in a PDF without text."""
    import pypdfium2  # type: ignore[import-untyped]
    from PIL import ImageFilter

    file = pypdfium2.PdfDocument(pdf)
    images = []
    for number in pages if pages is not None else range(len(file)):
        image = file[number].render(scale=DPI / 72).to_pil().convert("L")
        turned = image.rotate(SKEW[number % len(SKEW)], resample=3, fillcolor=255)
        images.append(turned.filter(ImageFilter.GaussianBlur(BLUR)))
    file.close()
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=images[1:])
    return out.getvalue()


def right(expected: str, found: str) -> float:
    """The share of the expected characters that stand in the found text in their order (NFKC, without white space)."""
    one, other = ("".join(unicodedata.normalize("NFKC", text).split()) for text in (expected, found))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(one), 1)


def facts(parsed: Parsed) -> tuple[dict[str, bool], int, int]:
    """The dev set's facts asked of a document: whether each is answered from it, how many answers cite, how many mark.

    An answer marks where each of its citations has the mark.
    """
    from assistant import Assistant, Settings
    from corpus import key
    from eval.gold import GOLD_DIR, load_gold
    from index import Retriever, Source, build, load_encoder

    items = [
        item
        for item in load_gold(sorted(GOLD_DIR.glob("*dev*.jsonl")))
        if (item.type, item.doc, item.answerable, item.history) == ("fact", parsed.document.doc_id, True, ())
    ]
    with tempfile.TemporaryDirectory() as folder:
        home, encoder = Path(folder), load_encoder()
        build(home, (Source(parsed),), encoder)
        assistant = Assistant(Retriever.open(home, encoder), Settings(home=home))
        answers = [assistant.ask(item.question) for item in items]
    said = {
        i.question: all(any(key(form) in key(a.text) for form in p) for p in i.points)
        for i, a in zip(items, answers, strict=True)
    }
    cited = [a for a in answers if a.citations]
    return said, len(cited), sum(all(c.caution for c in a.citations) for a in cited)


@app.command()
def main(
    file: Annotated[Path, typer.Argument(help="要打印再识别的文本")] = SHIPPED,
    pages: Annotated[int | None, typer.Option(help="只识别前几页(与全文比较,只看标题)")] = None,
    out: Annotated[Path | None, typer.Option(help="把扫描件另存到这里")] = None,
) -> None:
    """打印、转成歪斜模糊的图像、识别,与原文逐字比较。"""
    from bench.measure import timed
    from corpus import key, parse_file
    from corpus.load_pdf import load_pdf
    from corpus.parse import parse_loaded

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise typer.BadParameter("没有 Chromium;apt-get install chromium fonts-noto-cjk")
    parsed = parse_file(file)
    image = scanned(printed(parsed, chromium), range(pages) if pages else None)
    if out is not None:
        out.write_bytes(image)
    loaded, took = timed(lambda: load_pdf(image, "scan.pdf"))
    read = parse_loaded(loaded, parsed.document.doc_id, "scan.pdf")
    count = len(read.document.pages)
    typer.echo(f"{count} 页,每页 {took.wall / count:.1f} s,CPU {took.cpu / count:.1f} s")
    typer.echo(f"字符正确 {right(parsed.document.text, read.document.text):.2%}(NFKC,不计空白)")
    was, now = ([key(s.heading) for s in p.sections[1:]] for p in (parsed, read))
    typer.echo(f"标题 {len(was)} → {len(now)};" + ("提纲相同" if was == now else "提纲不同"))
    for line in [f"  原有:{h}" for h in was if h not in now] + [f"  多出:{h}" for h in now if h not in was]:
        typer.echo(line)
    if pages is None:
        found = {}
        for name, each in (("原文", parsed), ("识别文本", read)):
            found[name], cited, marked = facts(each)
            asked = f"{len(found[name])} 道事实题,答出 {sum(found[name].values())}"
            typer.echo(f"{name}:{asked};{cited} 份回答有引文,引文都带“请核对原件”的 {marked}")
        for question in (q for q, said in found["原文"].items() if said and not found["识别文本"][q]):
            typer.echo(f"  只从原文答出:{question}")


if __name__ == "__main__":
    app()
