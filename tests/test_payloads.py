"""Thirty scripts for the page to run, in every place that words come from: not one of them runs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, expect, sync_playwright

import ui
from assistant import Answer, html_source
from assistant.types import Written
from corpus import Library, LibraryError, Parsed, compare, parse_text
from corpus.diff_report import page as report_html
from eval.report import run_page
from tests.eval.scripted import plan
from tests.eval.test_compare import record
from tests.scripted import Scripted
from tests.test_browser import ARGS
from tests.test_ui import OLDER, free_port

pytestmark = [pytest.mark.browser, OLDER]
RUN = "window.hit=(window.hit||0)+1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}' hidden>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<iframe src='javascript:parent.{RUN}'>",
    f"<a href='javascript:{RUN}' autofocus onfocus={RUN}>点</a>",
    f"[点](javascript:{RUN})",
    f'![x](x" onerror="{RUN})',
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<object data='javascript:{RUN}'>",
    f"<embed src='javascript:{RUN}'>",
    f"<math><mtext><style><img src=x onerror={RUN}></style></mtext></math>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}',
    f"</title><img src=x onerror={RUN}>",
    f"</textarea></style></pre><img src=x onerror={RUN}>",
    f"${{{RUN}}}{{{{constructor.constructor('{RUN}')()}}}}<%={RUN}%>",
    f"&lt;img src=x onerror={RUN}&gt;&#60;img src=x onerror={RUN}&#62;",
    f"<marquee onstart={RUN}><style>@import 'javascript:{RUN}'</style>",
)
ALL = " ".join(PAYLOADS)


def hostile(title: str = f"某市{PAYLOADS[2]}规划") -> str:
    """A plan with a payload in its title, its headings, its paragraphs and its tables."""
    chapters = (f"第{n}章 {payload}\n正文{payload}。\n甲:{payload};乙。" for n, payload in enumerate(PAYLOADS, 1))
    return "\n".join([title, *chapters]) + "\n"


class Hostile(Scripted):
    """Answers as a model would that has been told to attack, over a text that does."""

    def __init__(self) -> None:
        """The text is the longest, so that the page opens it."""
        super().__init__()
        self.other = parse_text(hostile(), "other")
        self.parsed = parse_text(hostile() + "第三十一章 别的\n研发服务主要布局在海淀园。\n" * 3, "zgc-2020-2035")

    def examples(self) -> tuple[str, ...]:
        """The payloads as questions."""
        return PAYLOADS[:4]

    def ask(self, question: str, history: object = (), doc: object = None) -> Answer:
        """The question and the payloads as written sentences, notices, names and follow-ups."""
        cite = self.cite(1, "研发服务主要布局在海淀园")
        blocks = (Written(question, (1,)), *(Written(payload, (1,)) for payload in PAYLOADS))
        made = self.answer(question, blocks, (cite,), follow_ups=PAYLOADS[:3], standalone=f"理解{question}")
        return replace(made, notices=PAYLOADS[3:6], engine=f"llm:{PAYLOADS[0]}", members=PAYLOADS[:2])


def opened(dialog: Dialog) -> None:
    """A dialog is a script that ran."""
    dialog.accept()
    if dialog.page:
        dialog.page.evaluate(RUN)


@pytest.fixture(scope="module")
def tab(chromium: str) -> Iterator[Page]:
    """A page that counts what runs."""
    with sync_playwright() as it:
        browser = it.chromium.launch(executable_path=chromium, args=ARGS)
        page = browser.new_page()
        page.on("dialog", opened)
        yield page
        browser.close()


def unharmed(page: Page) -> None:
    """Nothing ran, and no payload became an element that could run later."""
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    made = "img[src=x], [onerror], [onload], [onfocus], [ontoggle], iframe[srcdoc], [href^='javascript:'], marquee"
    assert page.locator(made).count() == 0


def test_the_page_runs_none_of_them(tab: Page, home: Path, tmp_path: Path) -> None:
    port = free_port()
    served = ui.serve(Hostile(), home, "127.0.0.1", port, block=False)
    address = f"http://127.0.0.1:{port}"
    try:
        tab.goto(f"{address}/?q={quote(PAYLOADS[2])}&cite={quote(PAYLOADS[3])}:1-2")
        expect(tab.locator("#thread .turn[data-turn]")).to_have_count(1, timeout=15_000)
        for turn, start in enumerate(range(0, 30, 6), 2):
            tab.locator("#box textarea").fill(" ".join(PAYLOADS[start : start + 6])[:2000])
            tab.keyboard.press("Enter")
            expect(tab.locator("#thread .turn[data-turn]")).to_have_count(turn)
        expect(tab.locator("#source .page")).to_contain_text(PAYLOADS[29])
        expect(tab.locator("#rail .open")).to_contain_text("<img")
        unharmed(tab)
        tab.locator("[data-view=picture]").click()
        expect(tab.locator("#picture [data-of]")).to_be_attached()
        unharmed(tab)
        tab.locator("[data-view=texts]").click()
        name = f"{PAYLOADS[2]}.txt".replace("/", "")
        for file in (name, f"..\\..\\{name}", "坏" + name.replace(".txt", ".docx")):
            sent = {"name": file, "mimeType": "text/html", "buffer": hostile().encode()}
            tab.locator("#upload input[type=file]").set_input_files(sent)  # type: ignore[arg-type]
            expect(tab.locator(".review, #library .trouble").first).to_be_visible()
            unharmed(tab)
        tab.reload()
        expect(tab.locator("#rail .kept")).to_contain_text("<img")
        unharmed(tab)
    finally:
        served.close()
    assert not [path for path in tmp_path.rglob("*") if "onerror" in path.name and home not in path.parents]


def test_a_report_runs_none_of_them(tab: Page) -> None:
    old, new = (parse_text(hostile(title), "d") for title in (f"旧{PAYLOADS[0]}规划", f"新{PAYLOADS[1]}规划"))
    new = parse_text(new.document.text.replace("正文", f"改了的{PAYLOADS[4]}"), "d")
    for page in (
        report_html(compare(old, new)),
        source(old, new),
        run_page(record({"g-value": {"text": ALL}}), [], plan()),
    ):
        tab.set_content(page)
        expect(tab.locator("body")).to_contain_text("onerror")
        unharmed(tab)


def source(old: Parsed, new: Parsed) -> str:
    """The source as the page shows it, with the difference in its place."""
    return html_source.document(new, since=compare(old, new), versions=(PAYLOADS[2],))


def test_names_and_links_do_not_leave_the_library(home: Path, tmp_path: Path) -> None:
    text = tmp_path / "规划.txt"
    text.write_text("规划\n第一章 总则\n正文。\n", "utf-8")
    library = Library(home)
    for doc_id in ("../out", "a/../../out", "..", "/etc/x", "a\\b", "a\0b", ".hidden", "-x", "C:x", "a\nb"):
        with pytest.raises(LibraryError, match="编号"):
            library.add(text, doc_id)
    outside = tmp_path / "outside"
    outside.mkdir()
    (home / "documents").mkdir(exist_ok=True)
    (home / "documents" / "d").symlink_to(outside)
    with pytest.raises(LibraryError, match="链接"):
        library.add(text, "d")
    assert not list(outside.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "outside", "规划.txt"]
