"""The sentences found for a follow-up are ranked by its own words too."""

import pytest

from assistant.followup.ranking import NAME, SIGNALS, Put, ranked
from assistant.types import Kind, Turn
from index import Query, Retriever, build
from index.ranker import weights
from tests.index.toy import ToyEncoder, made

RULES = """第一章 开放
泳池开放前应当由救生员检查水质。救生员没有检查的,当日不得开放。泳池开放期间应当有人值守。
第二章 收费
泳池收费由街道核定。"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    home, encoder = tmp_path_factory.mktemp("rules"), ToyEncoder()
    build(home, (made(RULES, "rules"),), encoder)
    return Retriever.open(home, encoder)


WHOLE = "泳池开放前由救生员检查水质,没有检查怎么办"


def test_what_a_followup_says_itself_comes_before_what_was_just_answered(rules: Retriever) -> None:
    found = rules.retrieve(Query(WHOLE))
    before = Turn("?", "泳池开放前由救生员检查水质吗", Kind.YESNO, places=(("第一章 开放",),))
    again = ranked(Put("没有检查,当日不得开放?", before), found, "rules", rules)
    assert again.sentences[0].text.startswith("救生员没有检查的")
    assert {h.start for h in again.sentences} == {h.start for h in found.sentences}


def test_a_sentence_under_the_last_answers_headings_is_there(rules: Retriever) -> None:
    found = rules.retrieve(Query(WHOLE))
    before = Turn("?", "泳池怎么收费", Kind.HOW, places=(("第二章 收费",),))
    again = ranked(Put("还有呢", before), found, "rules", rules)
    assert {h.passage.path[0]: h.why["there"] for h in again.sentences} == {"第一章 开放": 0.0, "第二章 收费": 1.0}
    assert all(0 <= h.why[signal] <= 1 for h in again.sentences for signal in SIGNALS)


def test_the_weights_of_a_conversation_are_fitted_and_sum_to_one() -> None:
    assert set(weights()[NAME]) == set(SIGNALS)
    assert sum(weights()[NAME].values()) == pytest.approx(1, abs=0.001)
