"""Splitting outside brackets and quotes, and names without what surrounds them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.grammar import CLAUSE_MARKS, split_outside, strip_brackets


@given(st.text("甲乙,。、()“”《》;\n"), st.integers(0, 100))
def test_spans_are_in_order_and_lose_nothing_but_marks(text: str, offset: int) -> None:
    spans = [(start - offset, end - offset) for start, end in split_outside(text, CLAUSE_MARKS, offset)]
    assert all(start < end for start, end in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    kept = {i for start, end in spans for i in range(start, end)}
    assert all(text[i] in CLAUSE_MARKS for i in range(len(text)) if i not in kept)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲厂供水,乙厂排水。", ["甲厂供水", "乙厂排水"]),
        ("依据《甲、乙条例》、丙", ["依据《甲、乙条例》、丙"]),
        ("设备(泵,阀)更新,完工", ["设备(泵,阀)更新", "完工"]),
        ("未合上(泵,阀", ["未合上(泵,阀"]),
        ("多一个)泵,阀", ["多一个)泵", "阀"]),
        ("", []),
    ],
)
def test_marks_inside_brackets_do_not_split(text: str, parts: list[str]) -> None:
    assert [text[s:e] for s, e in split_outside(text, CLAUSE_MARKS)] == parts


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("“清水样板厂”", "清水样板厂"),
        ("膜过滤(含反渗透)", "膜过滤"),
        ("《条例》", "条例"),
        (" 水厂 ", "水厂"),
        ("(全)", ""),
    ],
)
def test_strip_brackets(name: str, bare: str) -> None:
    assert strip_brackets(name) == bare
