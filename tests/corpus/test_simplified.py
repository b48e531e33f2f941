"""Traditional characters become what zhconv makes of them."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.simplified import simplified

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # it leaves its dictionary's file to the garbage collector
    import zhconv

    zhconv.loaddict()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("產業園區佈局", "产业园区布局"),
        ("軟體與資訊", "软件与资讯"),
        ("乾隆的乾燥", "乾隆的干燥"),
        ("规划期到2035年", "规划期到2035年"),
        ("", ""),
    ],
)
def test_characters_and_words_of_the_mainland(written: str, plain: str) -> None:
    assert simplified(written) == plain == zhconv.convert(written, "zh-cn")


@given(st.text(st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), st.characters()), max_size=40))
def test_whatever_is_written_it_is_as_zhconv_has_it(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    assert simplified(text) == zhconv.convert(text, "zh-cn")
