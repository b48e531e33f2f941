"""What a model writes is read within bounds: an array of six to ten questions, none of which repeats the passage."""

import json

import pytest

from index import LLMFailure
from index.replies import LONGEST, MOST, questions_in

PASSAGE = "东岭水厂供应城东,日供水十万吨。"
GOOD = tuple(f"城东第{n}个人问谁供水?" for n in "一二三四五六七八")


def bare(*questions: str) -> tuple[tuple[str, str], ...]:
    return tuple((question, "") for question in questions)


def reply(*questions: object) -> str:
    return json.dumps(questions, ensure_ascii=False)


@pytest.mark.parametrize(
    "said",
    [
        reply(*GOOD),
        f"好的,这是问题:\n```json\n{reply(*GOOD)}\n```",
        f"<think>先想想 [1] 谁来问,{reply('甲')}</think>\n{reply(*GOOD)}",
        json.dumps({"questions": GOOD}),
    ],
)
def test_an_array_is_found_in_what_is_around_it(said: str) -> None:
    assert questions_in(said, PASSAGE) == bare(*GOOD)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "我不能回答这个问题。",
        reply(*GOOD)[:-9],
        reply(*GOOD, 7),
        reply(list(GOOD)),
        reply(*({"question": q} for q in GOOD)),
        reply(*({"question": q, "answer": 7} for q in GOOD)),
        "[" * 100_000 + "]" * 100_000,
        "[" + "9" * 10_000 + "]",
        '{"questions": "城东谁供水?"}',
        reply(*GOOD[:5]),
    ],
)
def test_anything_else_is_a_failure_that_says_what_to_do(said: str) -> None:
    with pytest.raises(LLMFailure, match="换一个模型") as caught:
        questions_in(said, PASSAGE)
    assert caught.value.outcome == "form"
    assert not caught.value.temporary


def test_ten_are_kept_of_more() -> None:
    many = [f"第{n}位居民问谁供水?" for n in range(100)]
    assert questions_in(reply(*many), PASSAGE) == bare(*many[:MOST])


@pytest.mark.parametrize(
    "dropped",
    [
        GOOD[0],
        GOOD[0].replace("?", "?  "),
        PASSAGE,
        "日供水十万吨?",
        "谁?",
        "水" * (LONGEST + 1),
        "?!……。",
        " \n",
    ],
)
def test_repeated_too_short_too_long_and_copied_ones_are_dropped(dropped: str) -> None:
    assert questions_in(reply(*GOOD[:7], dropped, GOOD[7]), PASSAGE) == bare(*GOOD)


def test_a_question_is_one_visible_line_in_nfkc() -> None:
    odd = "  \u202e\uff12\uff10\uff13\uff10年\x00供\n多少\u200b吨\ue000\uff1f "
    assert questions_in(reply(odd, *GOOD), PASSAGE)[0] == ("2030年供 多少吨?", "")


def test_words_that_answer_are_kept_where_they_stand_in_the_passage() -> None:
    told = [{"question": GOOD[0], "answer": "东岭水厂供应城东"}, {"question": GOOD[1], "answer": "西岭水厂"}]
    found = questions_in(reply(*told, *GOOD[2:]), PASSAGE)
    assert found[:2] == ((GOOD[0], "东岭水厂供应城东"), (GOOD[1], ""))
