import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import key, lines, normalise, sentences, short_hash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第三章　总　则", "第三章总则"),
        ("ＡＢＣ（１）", "abc(1)"),
        ("“三城一区”", '"三城一区"'),
        ("二○二○年", "二〇二〇年"),
    ],
)
def test_equal_wordings_have_one_key(one, other):
    assert key(one) == key(other)


@given(st.text())
def test_folding_keeps_the_way_back(text):
    folded = normalise(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert folded.text[place] in normalise(text[start:end]).text


def test_a_folded_span_is_the_original_words():
    text = "甲 “乙　丙”，丁"
    folded = normalise(text)
    start = folded.text.index("乙")
    assert text[slice(*folded.span(start, start + 2))] == "乙　丙"


@given(st.text(alphabet="甲乙。！？；;!?”）」 \n", max_size=60), st.integers(0, 9))
def test_sentences_tile(text, start):
    spans = sentences(text, start)
    assert "".join(text[a - start : b - start] for a, b in spans) == text
    assert all(a < b for a, b in spans)


def test_sentences_take_their_closing_quotes():
    text = "他说“好。”然后走了！真的?(是的。)完"
    assert [text[a:b] for a, b in sentences(text)] == ["他说“好。”", "然后走了！", "真的?", "(是的。)", "完"]


@given(st.text(max_size=80))
def test_lines_are_stripped_and_lose_nothing(text):
    assert [text[a:b] for a, b in lines(text)] == [line.strip() for line in text.split("\n") if line.strip()]


def test_hash_parts_do_not_run_together():
    assert short_hash("a", "b") != short_hash("ab", "")
    assert len(short_hash("a")) == 12
