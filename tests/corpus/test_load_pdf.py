import zlib

import pytest

from bench.fuzz.files import pdf
from corpus.errors import FormatError
from corpus.load_pdf import load_pdf
from corpus.parse import parse_loaded
from tests.corpus.files import LEFT, as_pdf

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
