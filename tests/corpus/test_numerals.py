import pytest

from corpus.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("三十", 30),
        ("九十三", 93),
        ("一百零二", 102),
        ("一百二十", 120),
        ("二〇三五", 2035),
    ],
)
def test_chinese(text, value):
    assert number(text) == value


def test_arabic_spaced_and_none():
    assert number("12") == 12
    assert number("１２") == 12
    assert number("二 十") == 20
    assert number("甲") is None
    assert number("") is None


def test_a_run_of_digits_numbers_nothing():
    assert number("1" * 5000) is None
    assert number("一" * 5000) is None
