"""Who does something, and what somebody does, from the clauses that say who acts."""

import pytest

from assistant import Assistant
from assistant.acting import acts_of
from corpus import parse_text
from tests.assistant.toy import over

TEXT = """乙城更新规划

一、更新项目
(一)沙湖书院。占地12亩,由沙湖文化公司承建。
(二)青湾步道。全长3公里,每年评选优秀护栏设计。

二、实施保障
(一)市规划局负责编制详细规划,公布古井名录;市经济和信息化局负责准入评审和企业亩均效益评价;市财政局负责基金监管。
(二)北码头由北湾投资公司实施,南码头由南湾置业公司会同业主实施。
(三)逾期未完工的,由市财政局收回资金。
(四)领导小组由市长任组长,每季度开会。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "town", tmp_path_factory)


def test_each_who_acts_has_the_clause_of_its_own() -> None:
    parsed = parse_text(TEXT, "town")
    acts = [(act.actor, parsed.document.text[slice(*act.span)]) for act in acts_of(parsed)]
    assert acts == [
        ("沙湖文化公司", "占地12亩,由沙湖文化公司承建。"),
        ("市规划局", "(一)市规划局负责编制详细规划,公布古井名录;"),
        ("市经济和信息化局", "市经济和信息化局负责准入评审和企业亩均效益评价;"),
        ("市财政局", "市财政局负责基金监管。"),
        ("北湾投资公司", "(二)北码头由北湾投资公司实施"),
        ("南湾置业公司", "南码头由南湾置业公司会同业主实施。"),
        ("市财政局", "(三)逾期未完工的,由市财政局收回资金。"),
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("古井名录由哪个部门公布?", ["(一)市规划局负责编制详细规划,公布古井名录;"]),
        ("南码头由谁实施?", ["南码头由南湾置业公司会同业主实施。"]),
        ("沙湖书院由谁承建?", ["占地12亩,由沙湖文化公司承建。"]),
        ("经信局负责什么?", ["市经济和信息化局负责准入评审和企业亩均效益评价;"]),
        ("市财政局有哪些职责?", ["市财政局负责基金监管。", "(三)逾期未完工的,由市财政局收回资金。"]),
    ],
)
def test_the_clause_of_who_acts_is_told(town: Assistant, question: str, told: list[str]) -> None:
    assert [citation.quote for citation in town.ask(question).citations] == told


def test_who_does_something_else_is_not_told(town: Assistant) -> None:
    assert "公司" not in town.ask("青湾步道由谁承建?").text
