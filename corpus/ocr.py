"""Scanned pages and photographs read as lines with their places, by rapidocr (the extra `ocr`; works offline)."""

import importlib.util
import logging
import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Any

from corpus.page_lines import PageLine

DPI = 200
SURE = 0.9  # what is read with less confidence is marked as unsure
INSTALL = "请安装文字识别组件后再试:pip install 'cewen[ocr]'"
log = logging.getLogger("corpus")

Piece = tuple[Sequence[Sequence[float]], str, float]
Reader = Callable[[Any], Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The lines recognised on a page, and the mean confidence of the reader (0..1)."""

    lines: list[PageLine]
    confidence: float


def caution(confidence: float | None, heading: float | None = None) -> str:
    """Say that a text was recognised and is to be checked, with the confidence where it is little; "" for None.

    `heading` is the confidence in the headings above it, by which its place is told.
    """
    if confidence is None and heading is None:
        return ""
    parts = {"把握": confidence, "标题把握": heading}
    little = [f"{name} {value:.0%}" for name, value in parts.items() if value is not None and value < SURE]
    return ",".join(["识别文本", *little, "请核对原件"])


def available() -> bool:
    """Tell whether the extra is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def reader() -> Reader:
    """Give a function from an image to (corners, text, confidence) pieces; loading the models takes a second."""
    import numpy
    from rapidocr import RapidOCR

    # Without the classifier of upside-down lines: it turns good lines over, at a loss of two characters in a hundred.
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})

    def read(image: Any) -> Sequence[Piece]:
        result = engine(numpy.array(straight(image).convert("RGB")))
        if result.boxes is None:
            return []
        return [(b.tolist(), t, float(s)) for b, t, s in zip(result.boxes, result.txts, result.scores, strict=True)]

    return read


def straight(image: Any) -> Any:
    """Turn a page that lies askew by up to 4 degrees: where its rows of ink are the most distinct, it is straight.

    Lines that run level are read with far fewer errors. (Projection profile, Postl 1986.)
    """
    import numpy

    grey = image.convert("L")
    small = grey.resize((600, max(1, round(600 * grey.height / grey.width))))

    def distinct(angle: float) -> float:
        turned = small.rotate(angle, fillcolor=255)
        return float(numpy.diff(255.0 - numpy.asarray(turned, dtype=float).sum(axis=1)).std())

    coarse = max((step / 2 for step in range(-8, 9)), key=distinct)
    fine = max((coarse + step / 10 for step in range(-4, 5)), key=distinct)
    if abs(fine) < 0.15:
        return image
    return image.convert("RGB").rotate(fine, expand=True, fillcolor=(255, 255, 255), resample=3)


def read_page(image: Any, read: Reader) -> ReadPage:
    """Read one page: its pieces are turned straight and put together to lines."""
    pieces = [piece for piece in read(image) if piece[1].strip()]
    if not pieces:
        return ReadPage([], 1.0)
    angle = median(_angle(corners) for corners, _, _ in _longest(pieces))
    lines = _lines([_placed(corners, text, score, angle) for corners, text, score in pieces])
    return ReadPage(_moved(lines), fmean(score for _, _, score in pieces))


def _longest(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda p: -len(p[1]))[: max(3, len(pieces) // 2)]


def _angle(corners: Sequence[Sequence[float]]) -> float:
    (x0, y0), (x1, y1) = corners[0], corners[1]
    return math.atan2(y1 - y0, x1 - x0)


def _placed(corners: Sequence[Sequence[float]], text: str, score: float, angle: float) -> PageLine:
    """Turn a piece's corners by the page's angle, in points of 1/72 inch."""
    sine, cosine = math.sin(-angle), math.cos(-angle)
    xs = [(x * cosine - y * sine) * 72 / DPI for x, y in corners]
    ys = [(x * sine + y * cosine) * 72 / DPI for x, y in corners]
    return PageLine(text.strip(), min(xs), max(xs), min(ys), max(ys), 0.0, confidence=score)


def _moved(lines: list[PageLine]) -> list[PageLine]:
    """Move a page so that its lines begin where those of the other pages do, however it lay on the glass."""
    long = [line.x0 for line in lines if line.x1 - line.x0 > 0.6 * max(other.x1 - other.x0 for other in lines)]
    left, top = min(long), min(line.top for line in lines)
    return [
        replace(line, x0=line.x0 - left, x1=line.x1 - left, top=line.top - top, bottom=line.bottom - top)
        for line in lines
    ]


def _lines(pieces: list[PageLine]) -> list[PageLine]:
    """Put pieces side by side on one line; sizes are rounded, since a reader's boxes are not exact.

    The box of one or two letters is often far too high, so letters are taken to be no higher than they are wide.
    """
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    height = median(p.bottom - p.top for p in pieces)
    lines = []
    for row in rows:
        row.sort(key=lambda p: p.x0)
        top, bottom = min(p.top for p in row), max(p.bottom for p in row)
        text = " ".join(p.text for p in row)
        sure = min(p.confidence or 0.0 for p in row)
        right = max(p.x1 for p in row)
        high = min(bottom - top, (right - row[0].x0) / _ems(text))
        size = height if abs(high - height) < 0.35 * height else high
        lines.append(PageLine(text, row[0].x0, right, top, bottom, size * 0.8, confidence=sure))
    return lines


def _ems(text: str) -> float:
    """Give how many Chinese letters wide a text is; Latin ones are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5 for char in text)
