import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbering import Level, Numbering, chinese
from corpus.numerals import number


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(value):
    assert number(chinese(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十")]
)
def test_chinese(value, text):
    assert chinese(value) == text


def test_levels_count_and_start_again():
    levels = {0: Level("decimal", "%1"), 1: Level("decimal", "%1.%2"), 2: Level("bullet", "•")}
    numbering = Numbering({"0": levels}, {"7": "0"})
    asked = [0, 1, 1, 2, 0, 1]
    assert [numbering.label("7", level) for level in asked] == ["1", "1.1", "1.2", "", "2", "2.1"]
    assert numbering.label("8", 0) == ""


def test_a_start_that_no_list_has_is_written_in_digits():
    numbering = Numbering({"0": {0: Level("lowerRoman", "%1.", 999_999_999)}}, {"7": "0"})
    assert numbering.label("7", 0) == "999999999."
