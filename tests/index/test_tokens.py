"""Tokens: search words of any text, with the corpus's own terms as words."""

from hypothesis import given
from hypothesis import strategies as st

from index.tokens import STOPWORDS, Tokens, fold

TOKENS = Tokens(("柳湾水厂", "紫外消毒"))


@given(st.text())
def test_any_text_has_tokens(text: str) -> None:
    found = TOKENS.search(text)
    assert found == TOKENS.search(text)
    assert all(t and t == fold(t) and t not in STOPWORDS for t in found)
    assert set(TOKENS.words(text)) <= set(found) | set(TOKENS.words(text))


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_terms_make_a_tokenizer(terms: list[str]) -> None:
    Tokens(terms).search("、".join(terms))


def test_a_mined_term_is_a_word_and_so_are_the_words_inside_it() -> None:
    assert "柳湾水厂" in TOKENS.search("由柳湾水厂供水")
    assert "水厂" in TOKENS.search("由柳湾水厂供水")
    assert "柳湾水厂" not in Tokens().search("由柳湾水厂供水"), "one index's terms stay its own"


def test_function_words_and_marks_are_no_tokens() -> None:
    assert TOKENS.search("什么是的呢?、,。!") == []


def test_full_width_and_case_fold() -> None:
    assert TOKENS.search("ABC工程") == TOKENS.search("abc工程")


def test_figures_stay_whole() -> None:
    assert "4.2" in " ".join(TOKENS.search("不超过4.2亿立方米"))
