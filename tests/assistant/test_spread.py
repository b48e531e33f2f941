"""The headings under which each name of a class is spoken of, and a name that is written in two ways."""

from pathlib import Path

import pytest

from assistant import Assistant
from tests.assistant.toy import over


@pytest.fixture(scope="module")
def plan(plans_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over((plans_dir / "zgc-2020-2035.txt").read_text(encoding="utf-8"), "zgc", tmp_path_factory)


def test_by_how_many_headings_a_name_is_spoken_of(plan: Assistant) -> None:
    assert plan.ask("哪个园参与的产业最多?").members == ("海淀园", "亦庄园")
    assert plan.ask("四个重点产业里参与最多的是哪个园?").members == ("顺义园", "亦庄园")
    assert plan.ask("哪些分园只参与一个产业?").members == ("通州国际种业园", "门头沟园", "密云园")
    assert set(plan.ask("参与四个以上产业的园有哪些?").members) == {"海淀园", "亦庄园", "昌平园"}


def test_the_names_under_each_heading(plan: Assistant) -> None:
    answer = plan.ask("各区域分别有几个组团?")
    assert answer.members == ("三城一区", "核心区和中心城区", "副中心和多点地区", "生态涵养区")
    assert "4 个:门头沟园组团、平谷园组团、密云园组团、延庆园组团" in answer.text
    assert "4 个:海淀园、丰台园、顺义园、亦庄园" in plan.ask("各产业分别布局在哪些园?").text


def test_which_of_a_class_by_role_most_names_have(plan: Assistant) -> None:
    assert plan.ask("现代服务业里布局园最多的领域是哪个?").members == ("文化科技",)
    assert plan.ask("现代服务业中哪个领域布局的园最少?").members == ("创业孵化服务", "城市科技")
    assert plan.ask("哪个领域在最多的组团里出现?").members == ("高端医疗器械",)
    assert "逐一核对" not in plan.ask("哪种模式的载体最多?").text


def test_two_writings_of_a_name_are_one(plan: Assistant) -> None:
    assert plan.ask("门头沟园组团是双创社区模式吗?").text.startswith("是。")
    assert plan.ask("门头沟组团是双创社区模式吗?").text.startswith("是。")
