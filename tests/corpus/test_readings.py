"""How a word is said, as pypinyin says it."""

import pytest
from pypinyin import lazy_pinyin

from corpus.readings import said


@pytest.mark.parametrize("word", ["规模", "行业", "首都", "宏观调控", "重庆市", "银行行长", "绿色", "又便宜", "甲A园"])
def test_a_word_is_said_as_by_pypinyin(word: str) -> None:
    assert said(word) == " ".join(lazy_pinyin(word))


def test_a_character_is_said_as_its_phrase_has_it() -> None:
    assert (said("行业"), said("行走"), said("")) == ("hang ye", "xing zou", "")
