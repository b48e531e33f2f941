"""The units of a text that a question names, also in short."""

import pytest

from assistant.units import units_said

UNITS = (
    "市教育局",
    "市卫生健康委员会",
    "市人力资源和社会保障局",
    "市残疾人联合会",
    "市市场监督管理局",
    "各县(市、区)人民政府",
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("市教育局负责什么", ["市教育局"]),
        ("卫健委和人社局一起做什么", ["市卫生健康委员会", "市人力资源和社会保障局"]),
        ("残联、市监局管什么", ["市残疾人联合会", "市市场监督管理局"]),
        ("教育部门的任务", ["市教育局"]),
        ("省教育局负责什么", []),
        ("哪个部门负责", []),
    ],
)
def test_short_forms_name_the_unit_that_they_fit(question: str, named: list[str]) -> None:
    assert [said.unit for said in units_said(question, UNITS)] == named


def test_a_short_form_that_fits_two_names_none() -> None:
    assert units_said("文旅局管什么", ("文化旅游局", "文体旅游局")) == ()
