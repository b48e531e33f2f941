"""PDF files read as text: lines by their place on the page, joined to paragraphs, page numbers kept.

pdfplumber was chosen over pypdf (about as fast here): it gives each line's place and size, by which columns, tables,
repeated headers and the ends of paragraphs are told; pypdf gives the words alone.
"""

import io
import logging
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

from corpus import ocr
from corpus.assemble import Assembler
from corpus.errors import FormatError
from corpus.load import Loaded
from corpus.page_lines import PageLine, Running, edge, joined
from corpus.tables import rows
from corpus.types import Page

MAX_PAGES = 2000
MAX_UNPACKED = 300 * 1024 * 1024
PIECE = 1024 * 1024
ABOVE = 0.85  # of a letter's size stands above its base line
MAX_SLOW = 1024 * 1024  # of streams in the filters that unpack far and slowly, which files of today do not use
_STREAM = re.compile(rb"stream\r?\n")
_SLOW = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*")
# Fonts often map letters to the radicals that look like them (⻓ for 长); NFKC knows only the Kangxi ones.
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
        strict=True,
    )
)
_KANGXI = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
_RADICALS = str.maketrans(_KANGXI | _SUPPLEMENT | {"\0": ""})


def load_pdf(data: bytes, name: str) -> Loaded:
    """Read the text layer of a .pdf file."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if b"%PDF" not in data[:1024]:
        raise FormatError(f"{name} 不是 PDF 文件;请检查扩展名,或重新下载")
    check_streams(data, name)
    confidence: dict[int, float] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > MAX_PAGES:
                raise FormatError(f"{name} 有 {len(file.pages)} 页,超过 {MAX_PAGES} 页;请拆成几个文件")
            pages, gutter, scanned = [], None, []
            width = min((float(page.width) for page in file.pages), default=0.0)
            for page in file.pages:
                _level(page)
                lines, gutter = _page(page, gutter)
                pages.append(lines)
                if not lines and page.images:
                    scanned.append(page.page_number)
                page.close()
        if scanned:
            for number, read in _recognised(data, scanned, len(pages), name):
                pages[number - 1] = read.lines
                confidence[number] = read.confidence
    except FormatError:
        raise
    except Exception as error:
        if any(isinstance(e, PDFEncryptionError | PDFPasswordIncorrect) for e in (error, *error.args)):
            raise FormatError(f"{name} 加了密码;请去掉密码后再试") from error
        kind = type(error).__name__
        raise FormatError(f"{name} 不是完好的 PDF 文件({kind}),可能没有下载完整;请重新下载或另存") from error
    return assemble(pages, confidence, name, 0.0 if scanned else width)


def check_streams(data: bytes, name: str) -> None:
    """Refuse a file whose streams unpack to far more than a document's; each is unpacked piece by piece and let go."""
    total = slow = 0
    for begin in _STREAM.finditer(data):
        end = data.find(b"endstream", begin.end())
        end = len(data) if end < 0 else end
        if _SLOW.search(data, max(0, begin.start() - 400), begin.start()):
            slow += end - begin.end()
        total += _unpacked(data[begin.end() : end], MAX_UNPACKED - total)
        if total > MAX_UNPACKED or slow > MAX_SLOW:
            raise FormatError(f"{name} 解压后过大(超过 {MAX_UNPACKED // 1048576} MB),不像一份文档;请另存一次再试")


def _unpacked(stream: bytes, most: int, depth: int = 4) -> int:
    """Count the bytes that a stream unpacks to, and those to which these unpack again; little above `most` at most."""
    levels = [zlib.decompressobj() for _ in range(depth)]

    def fed(piece: bytes, level: int) -> int:
        total = 0
        while piece and level < len(levels) and total <= most and not levels[level].eof:
            try:
                out = levels[level].decompress(piece, PIECE)
            except zlib.error:
                del levels[level:]
                break
            total += len(out) + fed(out, level + 1)
            piece = levels[level].unconsumed_tail if level < len(levels) else b""
        return total

    return fed(stream, 0)


def _recognised(data: bytes, numbers: list[int], total: int, name: str) -> Iterator[tuple[int, ocr.ReadPage]]:
    """Read scanned pages; without the extra, a file with other pages is read without them."""
    if not ocr.available():
        if len(numbers) == total:
            listed = "、".join(map(str, numbers[:20])) + (" 等" if len(numbers) > 20 else "")
            raise FormatError(f"{name} 的第 {listed} 页是扫描图像,没有文字层;{ocr.INSTALL}")
        return
    import pypdfium2  # type: ignore[import-untyped]

    read = ocr.reader()
    file = pypdfium2.PdfDocument(data)
    try:
        for count, number in enumerate(numbers, 1):
            ocr.log.info("%s:识别第 %d 页(%d/%d)", name, number, count, len(numbers))
            image = file[number - 1].render(scale=ocr.DPI / 72).to_pil()
            yield number, ocr.read_page(image, read)
    finally:
        file.close()


def assemble(pages: list[list[PageLine]], confidence: dict[int, float], name: str, width: float = 0.0) -> Loaded:
    """Put pages of lines together to a text; `confidence` is that of the pages that were recognised."""
    if not pages:
        raise FormatError(f"{name} 里没有页面,可能没有下载完整;请重新下载或另存")
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise FormatError(f"{name} 的 {len(pages)} 页上没有文字;请检查文件,或先用文字识别(OCR)软件转换")
    out = Assembler()
    running = Running(pages)
    kept: list[list[PageLine]] = []
    for lines in pages:
        body = []
        outer = {*edge(lines, "top"), *edge(lines, "bottom")}
        for line in lines:
            if line in outer and not line.row and _PAGE_NUMBER.fullmatch(line.text):
                out.drop("page_number", line.text)
            elif line in outer and (where := running.at(line)):
                out.drop("header" if where == "top" else "footer", line.text)
            else:
                body.append(line)
        kept.append(body)
    for paragraph in joined(kept, width):
        while len(out.pages) < paragraph.page:
            out.page(len(out.pages) + 1, confidence.get(len(out.pages) + 1))
        starts = [out.length + offset for offset in paragraph.breaks]
        if paragraph.row:
            out.rows([paragraph.text])
        else:
            out.line(paragraph.text, confidence=paragraph.confidence)
        for start in starts:
            number = len(out.pages) + 1
            out.pages.append(Page(number, start, confidence.get(number)))
    for blank in empty:
        out.drop("furniture", f"第 {blank} 页没有文字层(空白或图像),没有读入")
    return out.done()


def _level(page: Any) -> None:
    """Set the letters of a page on their base lines: a box is as high as its font says, and fonts differ in a line.

    Without this 第(一)项 of a Chinese and a Latin font would be read as two lines.
    """
    for char in page.chars:
        across, _, _, down, _, base = char["matrix"]
        if char["upright"] and across > 0 and down > 0:
            lower = char["y1"] - base - ABOVE * char["size"]
            char["top"] += lower
            char["doctop"] += lower
            char["bottom"] = char["top"] + char["size"]


def _page(page: Any, before: float | None) -> tuple[list[PageLine], float | None]:
    """Give a page's lines from top to bottom, one column after the other, tables as rows; and where its gutter is."""
    tables = [t for t in page.find_tables() if len(t.rows) >= 2 and len(t.rows[0].cells) >= 2]
    lines = []
    for table in tables:
        grid = [[cell or "" for cell in row] for row in table.extract()]
        left, top, right, bottom = table.bbox
        texts = rows([[cell.replace("\n", "").translate(_RADICALS) for cell in row] for row in grid])
        step = (bottom - top) / max(len(texts), 1)
        lines += [PageLine(t, left, right, top + i * step, top + (i + 1) * step, 0, True) for i, t in enumerate(texts)]
    body = page
    for table in tables:
        body = body.outside_bbox(table.bbox)
    gutter = _gutter(body, before)
    if gutter is None:
        return sorted(lines + _lines(body), key=lambda line: (line.top, line.x0)), None
    return _columns(body, gutter, lines), gutter


def _columns(page: Any, gutter: float, tables: list[PageLine]) -> list[PageLine]:
    """Read a page in two columns: between the lines that run over both, the left one and then the right one."""
    wide = tables + [line for line in _lines(page) if _crosses(page, line, gutter)]
    found: list[PageLine] = []
    top = 0.0
    for line in [*sorted(wide, key=lambda line: line.top), None]:
        bottom = float(page.height) if line is None else line.top
        if bottom - top > 2:
            found += _lines(_inside(page, 0, gutter, top, bottom), 1)
            found += _lines(_inside(page, gutter, float(page.width), top, bottom), 2)
        if line is not None:
            found.append(line)
            top = max(top, line.bottom)
    return found


def _inside(page: Any, left: float, right: float, top: float, bottom: float) -> Any:
    """Give the part of a page whose letters have their middle in a box."""

    def inside(thing: dict[str, Any]) -> bool:
        across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return bool(thing["object_type"] != "char" or (left <= across < right and top <= down < bottom))

    return page.filter(inside)


def _crosses(page: Any, line: PageLine, gutter: float) -> bool:
    inside = (c for c in page.chars if abs(c["top"] - line.top) < 3 and not c["text"].isspace())
    return any(c["x0"] < gutter + 4 and c["x1"] > gutter - 4 for c in inside)


def _lines(page: Any, column: int = 0) -> list[PageLine]:
    found = []
    for line in page.extract_text_lines(return_chars=True, x_tolerance=3, y_tolerance=3):
        text = line["text"].translate(_RADICALS).strip()
        if text:
            sizes = sorted(char["size"] for char in line["chars"])
            size = sizes[len(sizes) // 2]
            found.append(PageLine(text, line["x0"], line["x1"], line["top"], line["bottom"], size, column=column))
    return found


def _gutter(page: Any, before: float | None) -> float | None:
    """Find the empty strip between two columns: near the middle, crossed by few lines, with text on both sides.

    Where the page `before` had one, two lines beside each other are enough.
    """
    chars = [c for c in page.chars if not c["text"].isspace()]
    needed = 8 if before is None else 2
    for x in (page.width * share for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56)):
        crossing = {round(c["top"]) for c in chars if c["x0"] < x + 4 and c["x1"] > x - 4}
        left = {round(c["top"]) for c in chars if c["x1"] <= x - 4} - crossing
        right = {round(c["top"]) for c in chars if c["x0"] >= x + 4} - crossing
        few = len(crossing) <= (0.1 if before is None else 0.5) * len(left | right)
        if len(left) >= needed and len(right) >= needed and few:
            return float(x)
    return None
