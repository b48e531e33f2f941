"""The pages: self-contained, escaped, in words and in the browser."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from eval.gold import load_gold
from eval.report import run_page, update_page
from eval.report.outline import ALL, lay_over
from eval.report.plots import heat_colour
from eval.report.render import answer_html, marked
from eval.report.update_page import difference
from eval.runner import run
from eval.subject import library_documents
from tests.eval.scripted import PLAN, Oracle, plan
from tests.eval.test_compare import WRONG, record
from tests.eval.test_update import updated

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Links(HTMLParser):
    """Everything in a page that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value for name, value in attrs if name in ("src", "href", "xlink:href") and value and value[0] != "#"
        ]


def outside(page: str) -> list[str]:
    links = Links()
    links.feed(page)
    return links.found + re.findall(r"url\((?!#)[^)]*\)|@import", page)


def test_a_run_page_fetches_nothing_and_shows_failures() -> None:
    page = run_page(record(WRONG), [record(), record(WRONG)], plan())
    assert outside(page) == []
    assert "没有全对的题(2 / 8)" in page
    assert "历次评测" in page
    assert "✗ 31平方公里" in page
    assert "<mark>规划面积为31平方公里</mark>,分为东湾组团" in page


def test_a_page_is_the_same_each_time() -> None:
    one = record(WRONG)
    assert run_page(one, [], plan()) == run_page(one, [], plan())


def test_evidence_of_another_version_is_shown_as_its_quote() -> None:
    page = run_page(record(WRONG), [], plan(PLAN.replace("完善配套服务", "完善配套设施")))
    assert "<mark>规划面积为31平方公里</mark></div>" in page


def test_words_are_escaped() -> None:
    page = run_page(record({"g-value": {"text": "<script>alert(1)</script>[1]"}}), [], plan())
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<sup>[1]</sup>" in page
    assert answer_html("**甲**<b>") == "<b>甲</b>&lt;b&gt;"


def test_marked() -> None:
    assert marked("甲<乙>丙", 10, [(11, 14), (99, 100)]) == "甲<mark>&lt;乙&gt;</mark>丙"


def test_difference() -> None:
    assert difference("面积31平方公里", "面积32平方公里") == "面积<del>31</del><ins>32</ins>平方公里"
    long = "甲" * 20
    assert difference(f"{long}1{long}", f"{long}2{long}", 3) == "…甲甲甲<del>1</del><ins>2</ins>甲甲甲…"


def test_the_heat_map_counts_an_item_once_in_each_heading() -> None:
    wrong = record(WRONG)
    outline = lay_over(wrong.documents[0], wrong.items)
    rows = {row.label: (row.right[ALL], row.asked[ALL]) for row in outline.rows}
    assert rows["第一章 总体要求"] == rows["第二节 规划范围"] == (1, 2)
    assert rows["第二章 产业布局"] == rows["第一节 重点产业"] == (3, 4)
    assert rows["第二节 人才保障"] == (0, 0)
    assert outline.kinds[-1] == ALL


def test_only_all_right_has_the_last_colour() -> None:
    steps = [heat_colour(share) for share in (0, 0.19, 0.2, 0.5, 0.99, 1)]
    assert steps[0] == steps[1] != steps[2]
    assert steps[-1] != steps[-2]


def test_an_update_page_says_what_changed_and_what_got_worse() -> None:
    found = updated(PLAN.replace("31平方公里", "32平方公里"), {"g-fact": "航运服务"})
    page = update_page(found, plan())
    assert outside(page) == []
    assert "<del>31</del><ins>32</ins>" in page
    assert "西岭组团聚焦什么?" in page
    assert "没有题问到的章节" in page


@pytest.fixture
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield opened
        opened.close()


@pytest.mark.browser
def test_the_report_of_the_shipped_gold_opens_in_a_browser(home: Path, browser: Any, tmp_path: Path) -> None:
    items = load_gold()
    documents = library_documents(items, home)
    oracle = Oracle(documents)
    bent: dict[str, dict[str, Any]] = {
        items[0].item_id: {"text": "不知道"},
        items[1].item_id: {"status": "refused", "citations": []},
    }
    shipped = run(items, documents, lambda item: oracle(item) | bent.get(item.item_id, {}))
    path = tmp_path / "report.html"
    path.write_text(run_page(shipped, [shipped, shipped], documents), encoding="utf-8")
    for width, scheme in ((1200, "light"), (390, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        problems: list[str] = []
        page.on("console", lambda message, said=problems: said.append(message.text))
        page.on(
            "request", lambda request, said=problems: said.append(request.url) if "file:" not in request.url else None
        )
        page.goto(path.as_uri())
        assert problems == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg").count() >= 3
        assert page.locator("details.item").count() == 2
        page.locator("details.item summary").first.click()
        assert page.locator("details.item mark").first.is_visible()
        page.locator("button[data-key=test]").click()
        assert page.locator("details.item:visible").count() == 0
        page.close()
