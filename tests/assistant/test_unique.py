"""What stands with one name alone."""

from pathlib import Path

import pytest

from assistant import Assistant
from tests.assistant.docks import TEXT
from tests.assistant.toy import over

ALONE = TEXT.replace("竹溪码头聚焦货运领域", "竹溪码头聚焦货运、粮储等领域")


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(ALONE, "unique", tmp_path_factory)


@pytest.fixture(scope="module")
def plan(plans_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over((plans_dir / "zgc-2020-2035.txt").read_text(encoding="utf-8"), "zgc", tmp_path_factory)


def test_what_one_member_alone_does(docks: Assistant) -> None:
    answer = docks.ask("哪些领域只有一个码头聚焦?")
    assert answer.members == ("粮储",)
    assert answer.text.startswith("10 个码头逐一核对,只有一个码头写到的有 1 项:")
    assert docks.ask("只有竹溪码头聚焦的领域是哪个?").members == ("粮储",)
    assert "一项也没有" in docks.ask("只有东山码头聚焦的领域有哪些?").text


def test_what_is_placed_with_one_alone(plan: Assistant) -> None:
    assert plan.ask("只在海淀园布局的现代服务业是哪个?").members == ("创业孵化服务",)
    assert plan.ask("哪些分园只出现在先进制造业里?").members == ("门头沟园",)


def test_the_clause_with_all_the_words_is_meant_before_a_heading(plan: Assistant) -> None:
    assert plan.ask("哪个组团承接中心城区优质产业资源外溢?").members == ("新媒体组团",)


def test_one_of_several_is_not_the_only_one(plan: Assistant) -> None:
    assert plan.ask("金融科技只在西城园布局吗?").text.startswith("不止西城园。依据:")
    assert plan.ask("现代交通只由海淀园研发吗?").text.startswith("不止海淀园。依据:")
