"""The asker's own numbers, worked out by the clause that is meant."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """青川县产业政策
第一条 落户奖励。
对实际到位投资1亿元以上、3亿元以上、5亿元以上的新落户企业,分别给予200万元、600万元、1200万元奖励。
第二条 工厂奖励。
对新认定的国家级、省级、市级绿色工厂,分别给予100万元、50万元、20万元奖励;复核未通过的,收回50%。
第三条 船班补贴。
开通客运船班,年执行200班次以上的,每班次补贴3000元;年执行500班次以上的,每班次补贴4500元;每年最高补贴400万元。
货运航线每条每年补贴30万元,连续补贴不超过3年。
第四条 人才补贴。对新引进的博士、硕士,分别给予每月3000元、1500元生活补贴,补贴期限36个月。
第五条 技术改造。
对设备投入500万元以上的技改项目,按设备投入额的12%补助,最高800万元;属于电池领域的,比例提高到15%,最高1000万元。
第六条 逾期不缴纳罚款的,每日按罚款数额的百分之三加处罚款,加处罚款的数额不得超出罚款的数额。
第七条 新建冰场面积1800平方米以上的,补助200万元;面积3000平方米以上的,补助350万元。
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "policy", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("落户到位投资4.2亿能拿多少?", "4.2亿元达到“3亿元以上”、没有达到“5亿元以上”,对应的是 600万元"),
        ("落户到位投资8000万奖多少?", "8000万元没有达到最低的一档“1亿元以上”"),
        ("我们有2个省级绿色工厂,一共奖多少?", "省级2×50万元,共 100万元"),
        ("3条货运航线补3年一共多少?", "3×30万元×3年=270万元"),
        ("10条货运航线每年补多少?", "10×30万元=每年 300万元"),
        ("客运船班年执行300班次能补多少?", "300×3000元=90万元"),
        ("客运船班年执行1000班次能补多少?", "1000×4500元=450万元,超过上限,按 400万元 计"),
        ("客运船班年执行150班次能补多少?", "150班次没有达到“200班次以上”"),
        ("博士补贴总共多少?", "博士3000元×36个月,合计 10.8万元"),
        ("2个博士和3个硕士每月一共补多少?", "博士2×3000元、硕士3×1500元,合计 1.05万元"),
        ("技改设备投入2000万补多少?", "2000万元×12%=240万元"),
        ("电池技改设备投入1亿补多少?", "1亿元×15%=1500万元,超过上限,按 1000万元 计"),
        ("新建冰场2000平方米补多少?", "2000平方米达到“1800平方米以上”,对应的是 200万元"),
        ("新建冰场1500平方米能补多少?", "1500平方米没有达到“1800平方米以上”"),
        ("罚款1000元逾期10天要加处多少罚款?", "1000元×3%×10天=300元"),
        ("罚款1000元逾期50天要加处多少罚款?", "1000元×3%×50天=1500元,超过上限,按 1000元 计"),
    ],
)
def test_the_numbers_of_a_question_come_to_what_a_clause_gives(policy: Assistant, question: str, told: str) -> None:
    answer = policy.ask(question)
    assert f"按条文所写的标准,{told}" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question",
    [
        "年执行500班次以上的每班次补贴多少?",  # the bound of the text itself
        "2条货运航线补5年多少?",  # longer than the clause allows
        "3条客运航线补多少?",
    ],
)
def test_nothing_is_worked_out_where_the_clause_may_not_hold(policy: Assistant, question: str) -> None:
    assert "按条文所写的标准" not in policy.ask(question).text
