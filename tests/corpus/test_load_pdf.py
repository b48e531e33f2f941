import zlib
from types import SimpleNamespace
from typing import Any

import pytest

from bench.fuzz.files import pdf
from corpus.errors import FormatError
from corpus.load_pdf import _page, load_pdf
from corpus.parse import parse_loaded
from tests.corpus.files import LEFT, as_pdf

TABLE = SimpleNamespace(
    rows=[SimpleNamespace(cells=[0, 1])] * 2, extract=lambda: [["区县", "⽤地"], ["东湖区", "3"]], bbox=(0, 0, 9, 9)
)
LONG = "加强统筹协同，优化空间布局，" * 12 + "形成合力。"


def test_paragraphs_are_joined_over_lines_and_pages_and_keep_their_page():
    loaded = load_pdf(
        as_pdf(["某市规划", "第一章 甲", *[LONG] * 25, "第二章 乙", "最后。"], header="规划汇编"), "a.pdf"
    )
    assert loaded.text.split("\n")[:-1] == ["某市规划", "第一章 甲", *[LONG] * 25, "第二章 乙", "最后。"]
    assert {d.kind for d in loaded.dropped} == {"header", "page_number"}
    parsed = parse_loaded(loaded, "d", "a.pdf")
    assert parsed.passages[0].page == 1
    assert parsed.passages[-1].page == len(loaded.pages) > 1
    assert [page.number for page in loaded.pages] == list(range(1, len(loaded.pages) + 1))


def test_two_columns_are_read_one_after_the_other():
    left = [(LEFT, 760.0 - 20 * i, f"左栏第{i}行的文字内容在此") for i in range(12)]
    right = [(330.0, 760.0 - 20 * i, f"右栏第{i}行的文字内容在此") for i in range(12)]
    title = [(150.0, 800.0, "横贯两栏的标题文字写在这里一共二十来个字")]
    text = load_pdf(pdf([[piece for pair in zip(left, right, strict=True) for piece in pair] + title]), "a.pdf").text
    assert text.index("横贯") < text.index("左栏第11行") < text.index("右栏第0行")


def set_in(data: bytes, words: str, font: str, size: int) -> bytes:
    """Set some words of a PDF in another font and size; readers find the moved objects by looking for them."""
    letters, latin = words.encode("utf-16-be").hex().encode(), words.encode().hex().encode()
    line = next(line for line in data.splitlines() if b"<%s>" % letters in line)
    name, hexes = (b"G", latin) if font == "Helvetica" else (b"F", letters)
    changed = line.replace(b"/F 12", b"/%s %d" % (name, size)).replace(letters, hexes)
    fonts = b"/Font<</G<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/F"
    return data.replace(line, changed).replace(b"/Font<</F", fonts)


def test_letters_of_two_fonts_on_one_base_line_are_one_line():
    """A Latin font's brackets stand lower in their boxes than a Chinese font's letters do."""
    data = pdf([[(LEFT, 700, "("), (LEFT + 16, 700, "一"), (LEFT + 64, 700, ")"), (LEFT + 80, 700, "规划背景")]])
    for words, font in (("(", "Helvetica"), (")", "Helvetica"), ("一", "Song"), ("规划背景", "Song")):
        data = set_in(data, words, font, 48)
    assert load_pdf(data, "a.pdf").text == "(一)规划背景\n"


def test_the_title_on_the_cover_is_no_running_head():
    words = ["东岭", "白石", "双桥", "南塘"]
    pages = [[(LEFT, 810.0, "某市规划"), *((LEFT, 700.0 - 20 * i, name * (i + 2)) for i in range(6))] for name in words]
    pages[0].append((LEFT, 780, "某市规划\u3000"))
    loaded = load_pdf(set_in(pdf(pages), "某市规划\u3000", "Song", 20), "a.pdf")
    assert loaded.text.count("某市规划") == 1
    assert ("header", "某市规划") in {(piece.kind, piece.text) for piece in loaded.dropped}


def test_the_cells_of_a_table_have_letters_for_radicals():
    page: Any = SimpleNamespace(chars=[], find_tables=lambda: [TABLE], outside_bbox=lambda box: page, width=500.0)
    page.extract_text_lines = lambda **_: []
    lines, _ = _page(page, None)
    assert [line.text for line in lines] == ["区县 | 用地", "区县:东湖区;用地:3"]


def test_lines_far_from_the_margin_are_whole_paragraphs():
    lines = [
        "某市数字经济研究院",
        "产业规模持续扩大",
        "图一 某市数字经济规模变化情况",
        "数据来自统计机构",
        "第二部分 特征",
    ]
    data = pdf([[(LEFT, 760.0 - 20 * i, line) for i, line in enumerate(lines)]])
    assert load_pdf(data, "a.pdf").text.splitlines() == lines


def test_radicals_are_letters():
    assert load_pdf(as_pdf(["某市⾼新区规划"]), "a.pdf").text == "某市高新区规划\n"


def test_what_cannot_be_read_says_what_to_do():
    whole = as_pdf(["某市规划", LONG])
    for word, data in {"没有文字": pdf([[]]), "下载": whole[:80], "不是 PDF": b"hello"}.items():
        with pytest.raises(FormatError, match=word):
            load_pdf(data, "a.pdf")


def test_a_page_without_text_is_named():
    loaded = load_pdf(pdf([[(LEFT, 700, "正文。")], []]), "a.pdf")
    assert loaded.dropped[-1].text.startswith("第 2 页没有文字层")


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_is_refused(times, monkeypatch):
    monkeypatch.setattr("corpus.load_pdf.MAX_UNPACKED", 2**24)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(20)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed)
    with pytest.raises(FormatError, match="过大"):
        load_pdf(b"%PDF-1.4 1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream", "a.pdf")


def test_a_filter_that_unpacks_far_and_slowly_is_bounded():
    runs = b"\x81x" * 2**20
    with pytest.raises(FormatError, match="过大"):
        load_pdf(b"%PDF-1.4 1 0 obj<</Filter[/RunLengthDecode]>>stream\n" + runs + b"\nendstream", "a.pdf")
