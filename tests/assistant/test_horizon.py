"""The year that a clause speaks of."""

import pytest

from assistant.horizon import year_of, years
from assistant.types import Citation

TEXT = """依据《总体规划(2016年-2035年)》,制定本规划。
到2025年,供水能力达到120万吨,漏损率降到8%。制度基本形成。到2030年,建成节约型体系,漏损率再降。
本条例自2019年9月1日起施行;二〇二二年底前,完成登记,办法另定。
截至2020年末,共有五座水厂。规划期限为2020年至2035年,近期到2025年,中期到2030年。水厂五座。
2024年,开工建设。2026年,全部建成,投入使用。
"""


@pytest.mark.parametrize(
    ("clause", "year"),
    [
        ("制定本规划", ""),
        ("到2025年,供水能力达到120万吨", "到2025年"),
        ("漏损率降到8%", "到2025年"),
        ("制度基本形成", "到2025年"),
        ("漏损率再降", "到2030年"),
        ("本条例自2019年9月1日起施行", ""),
        ("完成登记", "二〇二二年底前"),
        ("共有五座水厂", "截至2020年末"),
        ("投入使用", "2026年"),
        ("开工建设", "2024年"),
    ],
)
def test_year_of_a_clause(clause: str, year: str) -> None:
    start = TEXT.index(clause)
    assert year_of(TEXT, start, start + len(clause)) == year


def test_a_year_is_not_taken_from_the_paragraph_before() -> None:
    text = "到2025年,甲。\n乙。"
    assert year_of(text, text.index("乙"), len(text)) == ""


def test_only_years_that_a_quote_leaves_out_are_told() -> None:
    def cite(number: int, quote: str, version: str = "v") -> Citation:
        start = TEXT.index(quote)
        return Citation(number, "plan", version, "规划", (), 1, None, quote, start, start + len(quote))

    cites = (cite(1, "到2025年,供水能力达到120万吨"), cite(2, "漏损率降到8%"), cite(3, "漏损率再降", "older"))
    assert years(cites, {("plan", "v"): TEXT}) == {2: "到2025年"}
