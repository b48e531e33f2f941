"""Recognised pages, with a scripted reader in place of the models."""

import io
import math

import pytest
from PIL import Image

from corpus import ocr
from corpus.errors import EmptyFileError, FormatError
from corpus.load_image import load_image
from corpus.outline import render
from corpus.parse import parse_loaded

LONG = "加强统筹协同优化空间布局" * 3 + "推进创"
LINES = [("某市规划", 300), ("第一章 甲", 100), (LONG, 148), ("新发展。", 100), ("第二章 乙", 100), ("正文。", 148)]


def pieces(angle: float = 0.0, score: float = 0.95) -> list[ocr.Piece]:
    made: list[ocr.Piece] = []
    for row, (text, x) in enumerate(LINES):
        y, width, height = 100 + row * 60, 40 * len(text), 40
        box = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        turn = [(a * math.cos(angle) - b * math.sin(angle), a * math.sin(angle) + b * math.cos(angle)) for a, b in box]
        made.append((turn, text, score))
    return made


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("angle", [0.0, 0.03, -0.04])
def test_a_skewed_page_gives_its_lines(angle):
    page = ocr.read_page(None, lambda image: list(reversed(pieces(angle))))
    assert [line.text for line in page.lines] == [text for text, _ in LINES]
    assert page.confidence == pytest.approx(0.95)


def test_the_box_of_two_letters_says_little_of_their_size(monkeypatch):
    """The last letter of a paragraph, on a line of its own in a box half as high again, belongs to the paragraph."""
    words = [(LONG, 148), (LONG[:-1], 100), ("区。", 100)]
    boxes = [
        ([(x, y), (x + 40 * len(text), y), (x + 40 * len(text), y + high), (x, y + high)], text, 0.95)
        for (text, x), y, high in zip(words, (100, 160, 220), (40, 40, 62), strict=True)
    ]
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "reader", lambda: lambda image: boxes)
    assert load_image(png(), "a.png").text == LONG + LONG[:-1] + "区。\n"


@pytest.mark.parametrize("angle", [0.0, 1.5, -2.3])
def test_a_page_is_turned_straight(angle):
    page = Image.new("L", (800, 1000), 255)
    for row in range(10):
        page.paste(0, (100, 100 + row * 80, 700, 110 + row * 80))
    straight = ocr.straight(page.rotate(angle, fillcolor=255)).convert("L")
    dark = [sum(value < 128 for value in straight.crop((0, y, straight.width, y + 1)).tobytes()) for y in range(1000)]
    assert max(dark) > 550


def test_an_image_is_a_document_with_its_confidence(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "reader", lambda: lambda image: pieces(score=0.8))
    parsed = parse_loaded(load_image(png(), "a.png"), "d", "a.png")
    assert [s.heading for s in parsed.sections[1:]] == ["第一章 甲", "第二章 乙"]
    assert [p.text for p in parsed.passages] == ["某市规划", LONG + "新发展。", "正文。"]
    assert {p.page for p in parsed.passages} == {1}
    assert parsed.document.pages[0].confidence == pytest.approx(0.8)
    assert "识别文本,请核对原件:第 1 页" in render(parsed)
    assert {p.confidence for p in parsed.passages} == {0.8}
    assert "识别文本,把握 80%,请核对原件 · 第 1 页,第二章 乙,第 1 段:正文。" in render(parsed)


def test_without_the_extra_or_without_words(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(FormatError, match=r"cewen\[ocr\]"):
        load_image(png(), "a.png")
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "reader", lambda: lambda image: [])
    with pytest.raises(EmptyFileError):
        load_image(png(), "a.png")
    with pytest.raises(FormatError, match="图像"):
        load_image(b"\x89PNG broken", "a.png")
