"""What stands with one name alone."""

from pathlib import Path

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """青河县码头发展规划

第一章 总体要求
第一节 建设目标
在东山码头、西湖码头、南门码头、北苑码头、柳园码头、松林码头、竹溪码头、梅岭码头、荷塘码头、枫桥码头等码头增设护栏。
实行自主经营方式、特许经营方式、合作经营方式、联合经营方式、委托经营方式等经营方式。

第二章 布局
第一节 重点码头
1.北岸片区
东山码头聚焦客运、游船等领域,打造游客集散中心。
西湖码头聚焦游船、货运等领域,打造建材中转港。
北苑码头聚焦渔业、客运等领域,打造渔家市集。
柳园码头聚焦渔业、冷链等领域,打造水产交易港。
松林码头聚焦冷链、货运等领域,打造冷链中转港。
2.南岸片区
南门码头聚焦客运领域,打造滨水客厅。
竹溪码头聚焦货运、粮储等领域,打造粮食港。
梅岭码头聚焦渔业领域,打造水产育苗港。
荷塘码头聚焦货运领域,打造砂石港。
枫桥码头聚焦客运、游船等领域,打造水上巴士港。
第二节 管理方式
引导东山码头、南门码头、枫桥码头向自主经营方式发展。
引导西湖码头、松林码头、竹溪码头、荷塘码头、柳园码头向特许经营方式发展。
支持梅岭码头向合作经营方式发展。
第三节 配套服务
餐饮服务主要在东山码头布局,维修服务主要在东山码头、枫桥码头布局,仓储服务主要在荷塘码头布局。
"""


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "unique", tmp_path_factory)


def test_what_one_member_alone_does(docks: Assistant) -> None:
    answer = docks.ask("哪些领域只有一个码头聚焦?")
    assert answer.members == ("粮储",)
    assert answer.text.startswith("10 个码头逐一核对,只有一个码头写到的有 1 项:")
    assert docks.ask("只有竹溪码头聚焦的领域是哪个?").members == ("粮储",)
    assert "一项也没有" in docks.ask("只有东山码头聚焦的领域有哪些?").text


def test_what_is_placed_with_one_alone(plans_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = over((plans_dir / "zgc-2020-2035.txt").read_text(encoding="utf-8"), "zgc", tmp_path_factory)
    assert plan.ask("只在海淀园布局的现代服务业是哪个?").members == ("创业孵化服务",)
    assert plan.ask("哪些分园只出现在先进制造业里?").members == ("门头沟园",)
