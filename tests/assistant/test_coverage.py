"""Questions are counted once in every heading that they stand under."""

from assistant.coverage import coverage
from corpus import parse_text

PARSED = parse_text(
    "规划\n第一章 总则\n第一节 目标\n到2025年建成。\n第二节 原则\n坚持创新。\n第二章 任务\n推进建设。\n", "plan"
)
ONE, TWO = ("第一章 总则", "第一节 目标"), ("第一章 总则", "第二节 原则")


def test_a_question_counts_once_in_each_heading_above_it() -> None:
    found = {c.path: (c.gold, c.asked) for c in coverage(PARSED, [{ONE, TWO}, {ONE}], [{("第二章 任务",)}])}
    assert found == {ONE[:1]: (2, 0), ONE: (2, 0), TWO: (1, 0), ("第二章 任务",): (0, 1)}


def test_a_path_that_no_longer_stands_counts_nowhere() -> None:
    assert not any(c.gold or c.asked for c in coverage(PARSED, [], [{("旧的一章",)}]))
