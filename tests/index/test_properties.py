"""What members of large classes are said to do, kept with a build as terms with vectors."""

from pathlib import Path

import numpy as np

from corpus import parse_text
from index import Query, Retriever, build
from index.content import enter
from index.properties import properties_of
from tests.index.toy import ToyEncoder, made

NAMES = ["东山", "西湖", "南门", "北苑", "柳园", "松林", "竹溪", "梅岭", "荷塘", "枫桥"]
LISTED = "、".join(f"{name}码头" for name in NAMES)
DONE = ("冷链运输、游船", "货物集散、游船")
TEXT = "\n".join(
    (
        "码头规划\n\n第一章 布局",
        f"在{LISTED}等码头增设护栏。",
        "发展冷链运输、货物集散、游船等领域。",
        *(f"{name}码头聚焦{DONE[i % 2]}等领域。" for i, name in enumerate(NAMES)),
    )
)


def test_the_terms_beside_members_of_a_large_class_are_its_properties() -> None:
    found = properties_of(enter(parse_text(TEXT, "docks")))
    assert {"冷链运输", "货物集散"} <= set(found)
    assert not any(term.endswith("码头") for term in found)


def test_a_text_without_a_large_class_has_none() -> None:
    few = "码头规划\n\n第一章 布局\n在东山码头、西湖码头、南门码头等码头增设护栏。\n东山码头聚焦游船等领域。\n"
    assert properties_of(enter(parse_text(few, "docks"))) == ()


def test_a_build_keeps_them_and_says_how_near_each_is(tmp_path: Path) -> None:
    encoder = ToyEncoder()
    build(tmp_path, (made(TEXT, "docks"), made("水厂规划\n\n东岭水厂扩建。\n", "water")), encoder)
    retriever = Retriever.open(tmp_path, encoder)
    near = retriever.properties(Query("做冷链车运"), "docks")
    assert max(near, key=near.__getitem__) == "冷链运输"
    assert all(-1.001 <= cosine <= 1.001 for cosine in near.values())
    assert retriever.properties(Query("做冷链车运"), "water") == {}


def test_nothing_is_encoded_again_for_them(tmp_path: Path) -> None:
    encoder = ToyEncoder()
    build(tmp_path, (made(TEXT, "docks"),), encoder)
    before = encoder.seen
    build(tmp_path, (made(TEXT, "docks"),), encoder)
    assert encoder.seen == before
    assert np.isfinite(list(Retriever.open(tmp_path, encoder).properties(Query("货"), "docks").values())).all()
