"""The headings under which each name of a class is spoken of, and a name that is written in two ways."""

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.together import said_together
from corpus.vocabulary import TermClass, Vocabulary
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
    assert "生态涵养区:4 个" in answer.text
    assert "现代交通:4 个" in plan.ask("各产业分别布局在哪些园?").text


def test_which_of_a_class_by_role_most_names_have(plan: Assistant) -> None:
    assert plan.ask("现代服务业里布局园最多的领域是哪个?").members == ("文化科技",)
    assert plan.ask("现代服务业中哪个领域布局的园最少?").members == ("创业孵化服务", "城市科技")
    assert plan.ask("哪个领域在最多的组团里出现?").members == ("高端医疗器械",)
    assert "逐一核对" not in plan.ask("哪种模式的载体最多?").text


def test_sums_over_headings_and_of_the_whole(plan: Assistant) -> None:
    answer = plan.ask("四个重点产业和两个主导产业加起来一共几个?")
    assert answer.text.startswith("一共 6 个(两个主导产业、四个重点产业):")
    assert len(answer.members) == 6
    assert "一区十六园" in plan.ask("中关村示范区一共有多少个分园?").text
    assert plan.ask("文化科技的布局园比金融科技多几个?").text.startswith("文化科技多 3 个:文化科技 7 个分园")
    assert len(plan.ask("研发服务和城市科技加起来涉及几个园?").members) == 4


def test_whether_all_of_a_class_are_so(plan: Assistant) -> None:
    answer = plan.ask("31个组团每个都有对应模式吗?")
    assert answer.text.startswith("否:31 个组团逐一核对,没有写到属于哪种模式的有 1 个")
    assert "大兴临空组团" in answer.text
    assert plan.ask("走特色小镇模式的组团都在生态涵养区吗?").text.startswith("否:5 个组团中")
    assert plan.ask("聚焦虚拟现实的组团都在核心区和中心城区吗?").text.startswith("是:")
    assert plan.ask("规划了31个组团对吗?").text.startswith("是。")


def test_most_among_those_that_a_question_names(plan: Assistant) -> None:
    assert plan.ask("中心城区哪个组团聚焦的领域最多?").members == ("电子城组团",)
    assert plan.ask("三城一区里聚焦领域最少的组团是哪个?").members == ("未来科学城东区组团",)
    told = plan.ask("未来科学城东区和西区哪个聚焦的领域多?").text
    assert told.startswith("未来科学城西区组团多 6 项:")


def test_the_headings_over_a_set(plan: Assistant) -> None:
    assert "之下的有 2 个:电子城组团、丰台园东区组团。" in plan.ask("领军企业模式的组团都在哪些区域?").text


def test_what_is_placed_once_and_the_only_place(plan: Assistant) -> None:
    assert plan.ask("现代服务业里只布局在一个园的领域有哪些?").members == ("创业孵化服务", "城市科技")
    assert plan.ask("亦庄园是不是新能源汽车的唯一布局地?").text.startswith("不止亦庄园。")


def test_names_of_which_the_last_alone_has_the_class_word(plan: Assistant) -> None:
    assert plan.ask("西城园和东城园组团聚焦的共同领域?").members == ("大数据", "文化科技")


def test_two_writings_of_a_name_are_one(plan: Assistant) -> None:
    assert plan.ask("门头沟园组团是双创社区模式吗?").text.startswith("是。")
    assert plan.ask("门头沟组团是双创社区模式吗?").text.startswith("是。")


def test_a_name_that_begins_others_is_written_out_beside_another() -> None:
    kind = TermClass("码头", "码头", ("甲岸码头", "甲岸东码头", "乙湾码头"))
    vocabulary = Vocabulary(kind.members, (kind,))
    assert said_together("甲岸和乙湾码头做什么?", vocabulary) == "甲岸码头和乙湾码头做什么?"
