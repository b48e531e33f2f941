"""Random plans with a known outline, for the property tests."""

import re
from dataclasses import dataclass

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    [
        "加强统筹",
        "优化布局",
        "创新发展",
        "空间集聚",
        "组织保障",
        "产业升级",
        "人才引进",
        "金融融合",
        "绿色低碳",
        "数字治理",
    ]
)
_OPENINGS = st.sampled_from(
    [
        "",
        "",
        "",
        "按照第三章要求",
        "第三章的规定适用于",
        "第二条、第三条所称",
        "2025年底前",
        "1.5亿元投资用于",
        "一是",
        "3.5%的增速来自",
    ]
)
_CHINESE = "一二三四五六七八九十"
LABELS = {
    "章": lambda n: f"第{_CHINESE[n - 1]}章 ",
    "节": lambda n: f"第{_CHINESE[n - 1]}节 ",
    "一、": lambda n: f"{_CHINESE[n - 1]}、",
    "(一)": lambda n: f"（{_CHINESE[n - 1]}）",
    "1.": lambda n: f"{n}.",
    "(1)": lambda n: f"({n})",
    "篇": lambda n: f"第 {_CHINESE[n - 1]} 篇　",
    "１．": lambda n: f"{chr(0xFF10 + n)}．",
    "1、": lambda n: f"{n}、",
}
ORDERS = [
    ["章", "节", "1."],
    ["章", "节", "一、", "(一)"],
    ["一、", "(一)", "1.", "(1)"],
    ["章", "一、"],
    ["一、"],
    ["篇", "章", "节"],
    ["一、", "１．"],
]
ORDERS += [["一、", "1、", "(1)"]]


@dataclass(frozen=True)
class Plan:
    """A generated plan: (depth, line) with depth 0 for paragraphs, and the paths that its headings have."""

    rows: tuple[tuple[int, str], ...]
    paths: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.rows)

    @property
    def bodies(self) -> list[str]:
        """The paragraphs, without the label of an article before its text."""
        return [re.sub(r"^第[一二三四五六七八九十]+条　", "", line) for depth, line in self.rows if not depth]


@st.composite
def paragraphs(draw) -> str:
    parts = draw(st.lists(_WORDS, min_size=2, max_size=5))
    end = draw(st.sampled_from(["。", "！", "。”", "；推进落实。"]))
    parts[0] = draw(_OPENINGS) + parts[0]
    quote = "“" if end.endswith("”") else ""
    return f"{'，'.join(parts)}{quote}{draw(_WORDS)}{end}"


@st.composite
def plans(draw) -> Plan:
    families = draw(st.sampled_from(ORDERS))
    rows: list[tuple[int, str]] = [(0, "某市高新区发展规划"), (0, "2021年5月")]
    paths: list[tuple[str, ...]] = []

    def grow(level: int, path: tuple[str, ...]) -> None:
        for count in range(1, draw(st.integers(2, 3)) + 1):
            heading = LABELS[families[level]](count) + draw(_WORDS)
            paths.append((*path, heading))
            rows.append((level + 1, heading))
            rows.extend((0, text) for text in draw(st.lists(paragraphs(), min_size=1, max_size=2)))
            if level + 1 < len(families) and draw(st.booleans()):
                grow(level + 1, (*path, heading))

    grow(0, ())
    return Plan(tuple(rows), tuple(paths))


@st.composite
def laws(draw) -> Plan:
    """Chapters of articles, numbered on through the law, whose text follows on the line; some have items."""
    rows: list[tuple[int, str]] = [(0, "某市数据条例"), (0, "（2021年5月1日某市人民代表大会通过）")]
    paths: list[tuple[str, ...]] = []
    article = 0
    for number in range(1, draw(st.integers(2, 4)) + 1):
        chapter = LABELS["章"](number) + draw(_WORDS)
        rows.append((1, chapter))
        paths.append((chapter,))
        for _ in range(draw(st.integers(1, 2))):
            article += 1
            label = f"第{_CHINESE[article - 1]}条"
            paths.append((chapter, label))
            rows.append((0, f"{label}　{draw(_WORDS)}，依照本条例第一条办理。"))
            if draw(st.booleans()):
                rows.append((0, f"{draw(_WORDS)}包括下列事项："))
                rows.extend((0, f"（{_CHINESE[n]}）{draw(_WORDS)}；") for n in range(2))
                rows.append((0, f"（三）{draw(_WORDS)}。"))
    return Plan(tuple(rows), tuple(paths))
