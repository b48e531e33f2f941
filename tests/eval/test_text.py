"""Folding and matching: no number is found inside a longer one."""

import pytest

from eval.text import fold, numbers, plain, stands


@pytest.mark.parametrize(
    ("form", "said", "expected"),
    [
        ("9", "共9个组团", True),
        ("9", "共19个组团", False),
        ("9", "共90个组团", False),
        ("9", "占9.5%", False),
        ("9", "占0.9", False),
        ("9", "占9%", False),
        ("9个", "19个,其中9个", True),
        ("五类", "十五类", False),
        ("五类", "共五类", True),
        ("2平方公里", "12平方公里", False),
        ("海淀园", "以海淀园为核心", True),
        ("", "任何", False),
    ],
)
def test_stands(form: str, said: str, expected: bool) -> None:
    assert stands(form, said) is expected


def test_fold_is_nfkc_without_spaces() -> None:
    assert fold("序 言(2020年)") == "序言(2020年)"


def test_plain_drops_markers_list_numbers_and_signs() -> None:
    markdown = "**共 2 个**[1][12]\n\n1. 东湾组团[3]\n2. 南港组团\n\n| 甲 | 乙 |\n| --- | --- |\n> 原文"
    assert plain(markdown) == "共2个东湾组团南港组团甲乙原文"


def test_plain_keeps_numbers_of_the_text() -> None:
    assert plain("3.5%的投入,1.三城一区") == "3.5%的投入,1.三城一区"


def test_numbers() -> None:
    assert numbers("到2025年 占3.5%、1,200 家") == ("2025", "3.5%", "1,200")
