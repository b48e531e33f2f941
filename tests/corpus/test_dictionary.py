"""The compiled dictionary cuts as jieba does with its own."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dictionary import UNKNOWN, Tokenizer, dictionary

TERMS = ("柳湾水厂", "紫外消毒", "水厂", "甲乙园", "B2C平台", "代表性")
PIECES = (*TERMS, *"柳湾水厂紫外消毒甲乙园平台代表性规划的发展和科技创新,。1a%- ")


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    """Jieba as it comes, with the terms."""
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in sorted(TERMS):
        tokenizer.add_word(term)
    return tokenizer


def test_a_plan_is_cut_as_by_jieba(plain: jieba.Tokenizer, plans_dir: Path) -> None:
    ours = Tokenizer(TERMS)
    for file in sorted(plans_dir.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            assert list(ours.cut_for_search(line)) == list(plain.cut_for_search(line))
            assert list(ours.cut(line, HMM=False)) == list(plain.cut(line, HMM=False))


@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_is_cut_as_by_jieba(plain: jieba.Tokenizer, text: str) -> None:
    assert list(Tokenizer(TERMS).cut(text)) == list(plain.cut(text))


def test_a_word_that_was_added_counts_as_in_jieba(plain: jieba.Tokenizer) -> None:
    ours = Tokenizer(TERMS)
    assert {t: ours.FREQ.get(t) for t in TERMS} == {t: plain.FREQ.get(t) for t in TERMS}
    assert ours.total == plain.total


def test_words_are_known_by_count_and_part_of_speech() -> None:
    assert dictionary().tag("规划") == "n"
    assert (dictionary().tag("柳湾水厂"), dictionary().count("柳湾水厂")) == (UNKNOWN, None)
    assert dictionary().ends("我们发展经济", 2) == [2, 3], "发, 发展"
