"""The real page in a real Chromium: with the real index, and with a script that has every shape of answer.

Pictures are taken with CEWEN_PICTURES=docs/img.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import docx
import pytest
from gradio_client import Client  # type: ignore[import-untyped]
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

import ui
from assistant import Assistant, Sessions, Settings
from assistant.sessions import EVERYONE
from assistant.verify import Verified, verify
from corpus import Library
from eval.gold import load_gold
from eval.goldfile import write_items
from eval.types import Evidence, GoldItem
from index import LLMSettings, Retriever, build
from tests import llm_server
from tests.conftest import ROOT
from tests.index.toy import ToyEncoder, source
from tests.scripted import BYLAW, RESEARCH, XSS, Scripted
from tests.test_ui import OLDER, free_port
from window import evaluation

pytestmark = [pytest.mark.browser, OLDER]

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CLAUSE_WHOLE = "其中研发服务主要在海淀园、怀柔园、大兴园等区域布局"
CLAUSE = "研发服务主要在海淀园、怀柔园、大兴园等区域布局"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
IN_VIEW = """node => {
    const it = node.getBoundingClientRect(), view = document.querySelector("#source .page").getBoundingClientRect();
    return it.top >= view.top && it.bottom <= view.bottom;
}"""

Open = Callable[..., Page]
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is not a broken page


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as it:
        opened = it.chromium.launch(executable_path=chromium, args=ARGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the real index: the user's own is copied where there is one, and brought up to date."""
    folder = tmp_path_factory.mktemp("home")
    built = Path(os.environ.get("CEWEN_HOME", ROOT / "var")) / "index"
    if built.is_dir():
        shutil.copytree(built, folder / "index")
    return folder


@pytest.fixture(scope="module")
def real(home: Path) -> Iterator[str]:
    """The address of `python ui.py` with the real index."""
    env = {**os.environ, "CEWEN_HOME": str(home)}
    subprocess.run([sys.executable, "-m", "index", "build", "--if-stale"], cwd=ROOT, env=env, check=True)
    with started(home, free_port()) as address:
        yield address


@contextmanager
def started(home: Path, port: int) -> Iterator[str]:
    """`python ui.py` over a home, until the block ends."""
    env = {**os.environ, "CEWEN_HOME": str(home)}
    server = subprocess.Popen([sys.executable, "ui.py", "--port", str(port)], cwd=ROOT, env=env)
    try:
        yield await_server(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def script() -> Scripted:
    return Scripted()


@pytest.fixture(scope="module")
def scripted(script: Scripted, home: Path) -> Iterator[str]:
    """The address of the same page over a scripted assistant."""
    port = free_port()
    page = ui.serve(script, home, "127.0.0.1", port, block=False)
    yield f"http://127.0.0.1:{port}"
    page.close()


@pytest.fixture(params=["scripted", "real"])
def either(request: pytest.FixtureRequest) -> str:
    """The address of the page over the script, then over the real index."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens an address; afterwards no request has left the machine, and the page has reported no error."""
    away: list[str] = []
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            away.append(route.request.url)
            route.abort()

    def go(address: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options}) if not contexts or options else contexts[0]
        if context not in contexts:
            contexts.append(context)
            context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if wrong(message) else None)
        page.goto(address)
        expect(page.locator("#source .s").first).to_be_attached()
        expect(page.locator("#box textarea")).to_be_visible()
        return page

    yield go
    for context in contexts:
        context.close()
    assert not away
    assert not errors


def wrong(message: ConsoleMessage) -> bool:
    """Whether a page reports an error; that its server was stopped is none."""
    stopped = ("ERR_INCOMPLETE_CHUNKED_ENCODING", "Server stopped unexpectedly.")
    return message.type == "error" and not any(words in message.text for words in stopped)


def await_server(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        assert server.poll() is None, "the server has stopped"
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback
                return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def ask(page: Page, question: str) -> None:
    turns = page.locator("#thread .turn[data-turn]")
    before = turns.count()
    page.locator("#box textarea").fill(question)
    page.keyboard.press("Enter")
    expect(turns).to_have_count(before + 1)
    expect(page.locator("#box textarea")).to_have_value("")  # what is typed before it is emptied would be lost


def last(script: Scripted) -> tuple[str, tuple[str, ...]]:
    """What was asked last, with its history."""
    return script.asked[-1]


def begin(page: Page) -> None:
    page.locator("#rail .new").click()
    expect(page.locator("#thread .welcome")).to_be_visible()


def current(page: Page) -> str:
    return "".join(page.locator("#source mark.now").all_text_contents())


def settled(page: Page) -> None:
    """Wait until the current highlight has been scrolled into view."""
    mark = page.locator("#source mark.now").first
    expect(mark).to_be_visible()
    page.wait_for_function(IN_VIEW, arg=mark.element_handle())


# ------------------------------------------------------------------------------------------------ with the real index


def test_question_marker_highlight(visit: Open, real: str) -> None:
    page = visit(real)
    ask(page, RESEARCH)
    expect(page.locator("#thread .status")).to_contain_text("已回答")
    said = page.locator("#thread .said", has_text=CLAUSE).first
    expect(said).to_be_visible()
    marker = page.locator("#thread .cite").first
    marker.click()
    settled(page)
    assert CLAUSE in current(page)
    expect(page.locator("#source .where")).to_contain_text("第二章 › 第三节")
    expect(page.locator("#source .where")).to_contain_text("第1段")
    expect(marker).to_have_attribute("aria-pressed", "true")
    part = page.locator("#source .part", has=page.locator("mark.now")).first
    expect(part.locator("h3")).to_contain_text("第三节")


def test_every_example_is_answered(visit: Open, real: str) -> None:
    page = visit(real)
    examples = page.locator("#thread .examples button").all_text_contents()
    assert len(examples) >= 3
    for i, words in enumerate(examples):
        if i:
            page.locator("#rail .new").click()
        page.locator("#thread .examples button", has_text=words).click()
        expect(page.locator("#thread .turn[data-turn] .asked")).to_have_text(words)
        expect(page.locator("#thread .status")).to_have_text("✓ 已回答")


def test_a_set_is_checked_whole(visit: Open, real: str) -> None:
    page = visit(real)
    ask(page, "哪些组团聚焦无人机?")
    expect(page.locator("#thread .answer")).to_contain_text("31 个组团逐一核对")
    assert page.locator("#thread .answer li").count() == 2


def test_a_conversation_from_follow_up_to_refusal(visit: Open, real: str) -> None:
    page = visit(real)
    ask(page, "哪些组团聚焦无人机?")
    ask(page, "它们分别属于什么模式?")
    taken = page.locator("#turn-1 .understood button")
    expect(taken).to_contain_text("窦店组团、平谷园组团")
    expect(page.locator("#turn-1 table")).to_contain_text("特色小镇模式")
    taken.click()
    page.locator("#turn-1 .understood input").fill("窦店组团属于什么模式?")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-1 .answer")).not_to_contain_text("特色小镇")
    expect(page.locator("#turn-1 .answer")).to_contain_text("高端产业集群模式")
    ask(page, "丰台园东区组团和西区组团有什么不同?")
    table = page.locator("#turn-2 table")
    expect(table.get_by_role("columnheader").or_(table.get_by_role("rowheader"))).not_to_have_count(0)
    for name in ("丰台园东区组团", "丰台园西区组团"):
        expect(table).to_contain_text(name)
    assert table.locator(".cite").count() >= 2
    ask(page, "平谷园组团规划面积多少?")
    expect(page.locator("#turn-3 .status")).to_have_text("∅ 规划未给出数值")
    expect(page.locator("#turn-3 .answer")).to_contain_text("不是答案")
    page.locator("#turn-3 .near").first.click()
    settled(page)
    expect(page.locator("#source .count")).to_have_text("最接近的条文")


def test_what_is_judged_is_stored_and_what_is_exported_stands(
    visit: Open, real: str, home: Path, tmp_path: Path
) -> None:
    page = visit(real, accept_downloads=True)
    ask(page, "哪些组团聚焦无人机?")
    page.locator("[data-verdict=helpful]").click()
    expect(page.locator("#thread .thanks")).to_be_visible()
    last = json.loads((home / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["question"], last["verdict"]) == ("哪些组团聚焦无人机?", "helpful")
    for kind in ("md", "docx"):
        with page.expect_download() as download:
            page.locator(f"#turn-0 [data-export={kind}]").click()
        file = tmp_path / f"it.{kind}"
        download.value.save_as(file)
        assert verify(file, Library(home)) == Verified(2, (), ())


def test_the_real_server_is_restarted_and_the_conversation_goes_on(
    visit: Open, real: str, home: Path, tmp_path: Path
) -> None:
    own, port = tmp_path / "own", free_port()
    shutil.copytree(home / "index", own / "index")
    with started(own, port) as address:
        page = visit(address)
        ask(page, "哪些组团聚焦无人机?")
    with started(own, port):
        ask(page, "它们分别属于什么模式?")  # on the page that stayed open
        expect(page.locator("#turn-1 .understood button")).to_contain_text("窦店组团、平谷园组团")
        page = visit(address)
        page.locator("#rail .open").click()
        expect(page.locator("#turn-0 .answer")).to_contain_text("31 个组团逐一核对")
        expect(page.locator("#turn-1 table")).to_be_visible()


def test_an_answer_is_on_screen_soon(visit: Open, real: str) -> None:
    """Not a measure, only a guard against waiting: the measures stand in bench."""
    page = visit(real)
    ask(page, RESEARCH)
    began = time.monotonic()
    ask(page, "哪些组团聚焦无人机?")
    assert time.monotonic() - began < 10


# ----------------------------------------------------------------------------------------------------- with the script


def test_follow_up_is_understood_and_can_be_corrected(visit: Open, scripted: str, script: Scripted) -> None:
    page = visit(scripted)
    ask(page, "哪些组团聚焦无人机?")
    page.locator("#thread .follow button").first.click()
    taken = page.locator("#thread .understood button")
    expect(taken).to_have_text("窦店组团、平谷园组团分别属于什么发展模式?")
    assert last(script) == ("它们分别属于什么模式?", ("哪些组团聚焦无人机?",))
    taken.click()
    field = page.locator("#thread .understood input")
    expect(field).to_be_focused()
    expect(field).to_have_value("窦店组团、平谷园组团分别属于什么发展模式?")
    page.keyboard.press("Escape")
    expect(taken).to_be_focused()
    page.keyboard.press("Enter")
    field.fill("平谷园组团规划面积多少?")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-1 .status")).to_have_text("∅ 规划未给出数值")
    expect(page.locator("#turn-1 .asked")).to_have_text("它们分别属于什么模式?")
    expect(page.locator("#turn-1 .understood button")).to_have_text("平谷园组团规划面积多少?")
    assert last(script) == ("平谷园组团规划面积多少?", ())
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(2)
    ask(page, RESEARCH)
    assert last(script) == (RESEARCH, ("哪些组团聚焦无人机?", "平谷园组团规划面积多少?"))


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_a_question_can_be_given_up(visit: Open, scripted: str, script: Scripted, by: str) -> None:
    script.patience.clear()
    page = visit(scripted)
    ask(page, RESEARCH)
    page.locator("#box textarea").fill("等一等的问题")
    page.keyboard.press("Enter")
    if by == "pointer":
        page.locator("[data-stop]").click()
    else:
        expect(page.locator("[data-stop]")).to_be_visible()
        page.keyboard.press("Escape")
    expect(page.locator("#box textarea")).to_have_value("等一等的问题")
    expect(page.locator("#thread .turn")).to_have_count(1)
    ask(page, "哪些组团聚焦无人机?")
    script.patience.set()
    ask(page, "平谷园组团规划面积多少?")
    expect(page.locator("#kept ol button")).to_have_text([RESEARCH, "哪些组团聚焦无人机?", "平谷园组团规划面积多少?"])
    page.locator("#kept .open").click()
    expect(page.locator("#thread .asked")).to_have_count(3)


def test_what_is_sent_while_another_is_answered_is_asked_next(visit: Open, scripted: str, script: Scripted) -> None:
    script.patience.clear()
    page = visit(scripted)
    page.locator("#box textarea").fill("等一等的问题")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stop]")).to_be_visible()
    page.keyboard.press("Enter")  # there is nothing to ask yet
    page.locator("#box textarea").fill(RESEARCH)
    page.keyboard.press("Enter")
    expect(page.locator("#box textarea")).to_have_value(RESEARCH)
    script.patience.set()
    expect(page.locator("#thread .turn[data-turn] .asked")).to_have_text(["等一等的问题", RESEARCH])
    expect(page.locator("#box textarea")).to_have_value("")
    assert last(script) == (RESEARCH, ("等一等的问题",))


def test_what_was_to_be_asked_next_is_not_when_the_first_is_given_up(
    visit: Open, scripted: str, script: Scripted
) -> None:
    script.patience.clear()
    page = visit(scripted)
    page.locator("#box textarea").fill("等一等的问题")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stop]")).to_be_visible()
    page.locator("#box textarea").fill(RESEARCH)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#thread .turn")).to_have_count(0)
    script.patience.set()
    ask(page, "哪些组团聚焦无人机?")
    expect(page.locator("#thread .asked")).to_have_text(["哪些组团聚焦无人机?"])


def test_a_question_is_asked_again_in_its_place(visit: Open, scripted: str, script: Scripted) -> None:
    page = visit(scripted)
    for question in (RESEARCH, "哪些组团聚焦无人机?", "平谷园组团规划面积多少?"):
        ask(page, question)
    page.locator("#turn-1 [data-verdict=helpful]").click()
    expect(page.locator("#turn-1 .thanks")).to_be_visible()
    page.locator("#turn-1 [data-again]").click()
    expect(page.locator("#turn-1 .thanks")).to_have_count(0)
    expect(page.locator("#turn-1[data-turn] .asked")).to_have_text("哪些组团聚焦无人机?")
    assert last(script) == ("哪些组团聚焦无人机?", (RESEARCH,))
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(3)


def test_all_citations_are_marked_and_stepped_through(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    ask(page, "哪些组团聚焦无人机?")
    expect(page.locator("#source mark")).to_have_count(2)
    expect(page.locator("#source .count")).to_have_text("引用 2 处")
    assert page.locator("#source mark.now").count() == 0
    page.keyboard.press("Alt+ArrowDown")
    settled(page)
    assert current(page).startswith("窦店组团")
    expect(page.locator("#source .count")).to_have_text("引用 1 / 2")
    page.keyboard.press("Alt+ArrowDown")
    settled(page)
    assert current(page).startswith("平谷园组团")
    page.locator("#source [data-step='1']").click()
    settled(page)
    assert current(page).startswith("窦店组团")
    page.keyboard.press("Alt+ArrowUp")
    settled(page)
    assert current(page).startswith("平谷园组团")


def test_marks_leave_the_text_as_it_was(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    before = page.locator("#source .page").text_content()
    ask(page, "哪些组团聚焦无人机?")
    page.locator("#thread .cite").first.click()
    settled(page)
    ask(page, RESEARCH)
    page.locator("#turn-1 .cite").click()
    settled(page)
    assert page.locator("#source .page").text_content() == before
    assert CLAUSE in current(page)


def test_a_marker_opens_the_document_it_stands_in(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    expect(page.locator("#source .reader")).to_have_attribute("data-doc", "zgc-2020-2035")
    ask(page, "办法怎么说评估?")
    page.locator("#thread .cite").click()
    expect(page.locator("#source .reader")).to_have_attribute("data-doc", "other")
    settled(page)
    assert current(page) == BYLAW
    expect(page.locator("#source .where")).to_contain_text("第二章 评估")
    expect(page.locator("select.doc")).to_have_value("other")
    page.locator("select.doc").select_option("zgc-2020-2035")
    expect(page.locator("#source .reader")).to_have_attribute("data-doc", "zgc-2020-2035")
    assert page.locator("#source mark").count() == 0


def test_refusal_shows_the_nearest_clause_in_its_place(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    ask(page, "平谷园组团规划面积多少?")
    expect(page.locator("#thread .status")).to_have_text("∅ 规划未给出数值")
    expect(page.locator("#thread .nearest")).to_contain_text("不是答案")
    page.locator("#thread .near").click()
    settled(page)
    assert current(page) == "平谷园组团聚焦生物农业、无人机等领域"
    expect(page.locator("#source .count")).to_have_text("最接近的条文")


def test_table_is_a_table(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    ask(page, "它们分别属于什么模式?")
    expect(page.get_by_role("columnheader", name="发展模式")).to_be_visible()
    expect(page.get_by_role("rowheader", name="窦店组团")).to_be_visible()


def test_keyboard_alone_suffices(visit: Open, either: str) -> None:
    page = visit(either)
    expect(page.locator("#box textarea")).to_be_focused()
    page.keyboard.type(RESEARCH)
    page.keyboard.press("Enter")
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.cite')"):
            break
    focused = page.locator(":focus")
    expect(focused).to_have_class("cite")
    assert focused.evaluate("n => getComputedStyle(n).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    settled(page)
    assert CLAUSE in current(page)
    outline = page.locator("#source [data-outline]")
    outline.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#outline button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#outline")).to_be_hidden()


def test_enter_in_an_input_method_is_no_question(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    page.locator("#box textarea").fill("yan fa")
    page.locator("#box textarea").evaluate(
        "n => n.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    page.wait_for_timeout(300)
    expect(page.locator("#thread .turn")).to_have_count(0)


@pytest.mark.parametrize("words", [XSS, "<svg/onload=window.hit=1>天气", "</section><script>window.hit=1</script>"])
def test_words_never_run(visit: Open, scripted: str, words: str) -> None:
    page = visit(scripted)
    ask(page, words)
    expect(page.locator("#thread .asked")).to_have_text(words)
    expect(page.locator("#thread .frame").first).to_contain_text(words)
    expect(page.locator("#rail .open")).to_contain_text(words[:20])
    assert page.evaluate("window.hit") is None
    assert page.locator("#thread img, #thread svg, #rail img").count() == 0


def test_a_failure_is_one_notice_and_the_next_question_works(
    visit: Open, scripted: str, capfd: pytest.CaptureFixture[str]
) -> None:
    page = visit(scripted)
    ask(page, "炸")
    expect(page.locator("#thread .status")).to_have_text("⚠ 出错")
    assert "scripted failure" in capfd.readouterr().err
    ask(page, RESEARCH)
    expect(page.locator("#thread .status").last).to_have_text("✓ 已回答")


def test_input_is_bounded(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    expect(page.locator("#box textarea")).to_have_attribute("maxlength", "2000")
    page.locator("#go").click()
    page.wait_for_timeout(300)
    expect(page.locator("#thread .turn")).to_have_count(0)


def test_feedback_is_stored(visit: Open, scripted: str, home: Path) -> None:
    page = visit(scripted)
    ask(page, RESEARCH)
    page.locator("[data-verdict=wrong]").click()
    page.locator(".note input").fill("漏了<b>一个</b>园")
    page.locator(".note button[type=submit]").click()
    expect(page.locator("#thread .thanks")).to_be_visible()
    expect(page.locator("[data-verdict=wrong]")).to_have_attribute("aria-pressed", "true")
    last = json.loads((home / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["question"], last["verdict"], last["note"]) == (RESEARCH, "wrong", "漏了<b>一个</b>园")


def test_answer_is_copied_and_exported_with_its_source(visit: Open, scripted: str, tmp_path: Path) -> None:
    page = visit(scripted, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    ask(page, RESEARCH)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert CLAUSE in copied
    assert "第二章第三节,第1段" in copied
    ask(page, "哪些组团聚焦无人机?")
    for place, clauses in (("#turn-0", 1), ("#kept", 3)):
        for kind in ("md", "docx", "docx"):
            with page.expect_download() as download:
                page.locator(f"{place} [data-export={kind}]").click()
            file = tmp_path / f"it.{kind}"
            download.value.save_as(file)
            assert verify(file, Library(tmp_path)) == Verified(clauses, (), ())
    assert CLAUSE in "".join(p.text for p in docx.Document(str(tmp_path / "it.docx")).paragraphs)


def test_a_paragraph_can_be_cited_and_asked_about(visit: Open, scripted: str) -> None:
    page = visit(scripted, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#source .num").nth(1).click()
    page.locator(".menu-para [data-para=quote]").click()
    expect(page.locator(".menu-para [data-para=quote]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").endswith("(简版)》序 言,第2段)")
    page.locator(".menu-para [data-para=about]").click()
    expect(page.locator("#box textarea")).not_to_have_value("")


def test_conversations_are_kept_and_reopened(visit: Open, scripted: str, script: Scripted) -> None:
    page = visit(scripted)
    ask(page, RESEARCH)
    ask(page, "哪些组团聚焦无人机?")
    begin(page)
    ask(page, "平谷园组团规划面积多少?")
    expect(page.locator("#rail .open")).to_have_count(2)
    before = len(script.asked)
    page = visit(scripted)
    expect(page.locator("#rail .open")).to_have_count(2)
    page.locator("#rail .open", has_text="研发服务").click()
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(2)
    assert len(script.asked) == before  # what was answered is shown, not asked again
    one = page.locator("#rail .one[aria-current]")
    one.locator("> div").hover()
    one.locator("[data-rename]").click()
    one.locator("input").fill("园区布局")
    page.keyboard.press("Enter")
    expect(page.locator("#rail .open[aria-current]")).to_have_text("园区布局")
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(2)
    one.locator("> div").hover()
    one.locator("[data-delete]").click()
    expect(page.locator("#rail .open")).to_have_count(1)
    expect(page.locator("#thread .welcome")).to_be_visible()
    expect(page.locator("#rail .undo")).to_contain_text("已删除“园区布局”")
    page.locator("[data-restore]").click()
    expect(page.locator("#rail .open")).to_have_count(2)
    page.locator("#rail .open", has_text="园区布局").click()
    expect(page.locator("#thread .turn[data-turn]")).to_have_count(2)


def test_conversations_are_found_by_what_was_said_in_them(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    ask(page, RESEARCH)
    begin(page)
    ask(page, "哪些组团聚焦无人机?")
    expect(page.locator("#rail .open")).to_have_count(2)
    page.locator("#rail .find").fill("怀柔园")
    expect(page.locator("#rail .open")).to_have_count(1)
    expect(page.locator("#rail .found")).to_contain_text("怀柔园")
    expect(page.locator("#rail .find")).to_be_focused()
    page.locator("#rail .find").fill("没有的词")
    expect(page.locator("#rail .undo")).to_have_text("没有找到")
    page.locator("#rail .find").fill("")
    expect(page.locator("#rail .open")).to_have_count(2)


def test_two_tabs_hold_two_conversations(visit: Open, scripted: str, script: Scripted) -> None:
    one, two = visit(scripted), visit(scripted)
    ask(one, RESEARCH)
    ask(two, "哪些组团聚焦无人机?")
    ask(one, "平谷园组团规划面积多少?")
    assert last(script) == ("平谷园组团规划面积多少?", (RESEARCH,))
    expect(one.locator("#rail .open")).to_have_count(2)
    expect(one.locator("#kept ol button")).to_have_text([RESEARCH, "平谷园组团规划面积多少?"])


def test_another_browser_sees_nothing_of_it(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    ask(page, RESEARCH)
    expect(page.locator("#rail .open")).to_have_count(1)
    key = page.locator("#rail .open").get_attribute("data-open")
    other = visit(scripted, locale="zh-CN")
    ask(other, "今天天气")
    expect(other.locator("#rail .open")).to_have_count(1)
    other.evaluate("id => cewen.send('kept', 'keep', { act: 'open', id })", key)
    expect(other.locator(".toast-body")).to_contain_text("没有会话")
    expect(other.locator("#thread .asked")).to_have_text("今天天气")


def test_a_restart_resumes_the_open_conversation_and_every_other(visit: Open, tmp_path: Path) -> None:
    port, before, after = free_port(), Scripted(), Scripted()
    served = ui.serve(before, tmp_path, "127.0.0.1", port, block=False)
    page = visit(f"http://127.0.0.1:{port}")
    ask(page, "平谷园组团规划面积多少?")
    begin(page)
    ask(page, "哪些组团聚焦无人机?")
    served.close()
    served = ui.serve(after, tmp_path, "127.0.0.1", port, block=False)
    try:
        ask(page, "它们分别属于什么模式?")  # on the page that stayed open
        assert last(after) == ("它们分别属于什么模式?", ("哪些组团聚焦无人机?",))
        page = visit(f"http://127.0.0.1:{port}")
        before_opening = len(after.asked)
        page.locator("#rail .open", has_text="无人机").click()
        expect(page.locator("#thread .turn[data-turn]")).to_have_count(2)
        expect(page.locator("#turn-0 .answer")).to_contain_text("31 个组团逐一核对")
        page.locator("#rail .open", has_text="面积").click()
        expect(page.locator("#thread .turn[data-turn]")).to_have_count(1)
        expect(page.locator("#thread .status")).to_have_text("∅ 规划未给出数值")
        assert len(after.asked) == before_opening
    finally:
        served.close()


def damaged(file: Path) -> Callable[[], None]:
    file.write_bytes(b"no database" * 200)
    return file.unlink


def locked(file: Path) -> Callable[[], None]:
    Sessions(file.parent).begin(EVERYONE, "先前的问题")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    return writer.close


@pytest.mark.parametrize(("unusable", "why"), [(damaged, "已损坏"), (locked, "正被别的程序占用")])
def test_the_window_answers_where_nothing_can_be_kept(
    visit: Open, tmp_path: Path, unusable: Callable[[Path], Callable[[], None]], why: str
) -> None:
    mend = unusable(tmp_path / "sessions.db")
    port = free_port()
    served = ui.serve(Scripted(), tmp_path, "127.0.0.1", port, block=False)
    try:
        page = visit(f"http://127.0.0.1:{port}")
        ask(page, "哪些组团聚焦无人机?")
        expect(page.locator("#rail [role=alert]")).to_contain_text("没有存下")
        expect(page.locator("#rail [role=alert]")).to_contain_text(why)
        ask(page, "它们分别属于什么模式?")
        expect(page.locator("#turn-1 .status")).to_have_text("✓ 已回答")
        mend()
        ask(page, RESEARCH)
        expect(page.locator("#rail .open")).to_have_count(1)
    finally:
        served.close()


def test_a_kept_answer_opens_the_version_that_it_cites(visit: Open, tmp_path: Path) -> None:
    script, store = Scripted(), Sessions(tmp_path)
    (tmp_path / "new.txt").write_text(script.parsed.document.text.replace("研发服务", "研究服务"), "utf-8")
    port, newer = free_port(), Scripted(tmp_path / "new.txt")
    served = ui.serve(newer, tmp_path, "127.0.0.1", port, block=False)
    try:
        page = visit(f"http://127.0.0.1:{port}")
        ask(page, "今天天气")
        (session,) = store.list(EVERYONE)
        store.append(EVERYONE, session.session_id, script.ask(RESEARCH))
        page.locator("#rail .open").click()
        expect(page.locator("#turn-1 .notice")).to_contain_text("已有新版本")
        page.locator("#turn-1 .cite").click()
        settled(page)
        assert current(page) == CLAUSE_WHOLE
        expect(page.locator("#source .dropped").first).to_contain_text(script.parsed.document.version)
        page.locator("[data-newest]").click()
        version = newer.parsed.document.version
        expect(page.locator("#source .reader")).to_have_attribute("data-version", version)
        assert page.locator("#source mark").count() == 0
    finally:
        served.close()


def test_links_open_a_question_and_a_clause(visit: Open, scripted: str, script: Scripted) -> None:
    page = visit(f"{scripted}/?q=%E7%A0%94%E5%8F%91%E6%9C%8D%E5%8A%A1")
    expect(page.locator("#thread .asked")).to_have_text("研发服务")
    cite = script.cite(1, CLAUSE)
    page = visit(f"{scripted}/?cite={cite.doc_id}:{cite.start}-{cite.end}")
    settled(page)
    assert current(page) == CLAUSE
    expect(page.locator("#source .where")).to_contain_text("第二章 › 第三节")


def test_outline_leads_to_a_section(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    page.locator("[data-outline]").click()
    page.locator("#outline button", has_text="第六章").click()
    expect(page.locator("#outline")).to_be_hidden()
    expect(page.locator("#source h2", has_text="第六章")).to_be_in_viewport()
    expect(page.locator("#source .where")).to_contain_text("第六章")


def test_the_picture_leads_to_its_clauses(visit: Open, scripted: str, tmp_path: Path) -> None:
    page = visit(scripted, accept_downloads=True)
    page.locator("[data-view=picture]").click()
    square = page.get_by_role("button", name="平谷园组团 × 无人机")
    square.click()
    settled(page)
    assert current(page) == "平谷园组团聚焦生物农业、无人机等领域"
    expect(page.locator("#source .where")).to_contain_text("第三章 › 第二节")
    page.locator("[data-sort-column]", has_text="无人机").click()
    expect(page.locator("#picture tbody th").first).to_have_text("窦店组团")
    page.locator("[data-sort-row]", has_text="平谷园组团").click()
    expect(page.locator("#picture thead th").first).to_have_text("无人机")
    page.locator("#picture .sift").fill("无人机")
    expect(page.locator("#picture .square:visible")).to_have_count(2)
    with page.expect_download() as download:
        page.locator("#picture [data-csv]").first.click()
    download.value.save_as(tmp_path / "it.csv")
    assert "平谷园组团聚焦生物农业" in (tmp_path / "it.csv").read_text("utf-8-sig")
    with page.expect_download() as download:
        page.locator("#picture [data-table]").first.click()
    download.value.save_as(tmp_path / "it.xlsx")
    assert "目录覆盖" in load_workbook(tmp_path / "it.xlsx").sheetnames
    page.locator("#picture select.pair").select_option("目录 × 题目与提问")
    page.locator("#picture .sift").fill("存在问题")
    expect(page.locator("#picture .cover tbody tr:visible")).not_to_have_count(0)
    page.locator("#picture .cover tbody tr:visible button").first.click()
    expect(page.locator("#source .where")).to_contain_text("存在问题")
    page.locator("select.doc").select_option("other")
    expect(page.locator("#picture")).to_contain_text("没有可以成表的名称")
    page.locator("[data-view=chat]").click()
    expect(page.locator("#box textarea")).to_be_visible()


CHANGED = ("创业孵化服务主要在海淀园", "创业孵化服务主要在朝阳园、海淀园")


def test_a_changed_plan_is_looked_at_taken_in_asked_and_evaluated(
    visit: Open, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    shutil.copytree(home / "index", own / "index")
    monkeypatch.setenv("CEWEN_HOME", str(own))
    monkeypatch.setattr(evaluation, "load_gold", lambda: load_gold()[:12])
    assistant = Assistant.open()
    files = tmp_path / "files"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(files))
    port = free_port()
    served = ui.serve(assistant, own, "127.0.0.1", port, block=False)
    try:
        page = visit(f"http://127.0.0.1:{port}", accept_downloads=True)
        page.locator("[data-view=texts]").click()
        bad = tmp_path / "坏的.docx"
        bad.write_bytes(b"no zip")
        page.locator("#upload input[type=file]").set_input_files(bad)
        expect(page.locator("#library .trouble")).to_contain_text("坏的.docx")
        new = tmp_path / "新版.txt"
        new.write_text((ROOT / "corpus/plans/zgc-2020-2035.txt").read_text("utf-8").replace(*CHANGED), "utf-8")
        page.locator("#upload input[type=file]").set_input_files(new)
        expect(page.locator(".review ins")).to_contain_text("朝阳园、")
        expect(page.locator(".review .tree")).to_contain_text("第六章")
        expect(page.locator(".review")).to_contain_text("没有计入正文")
        page.locator("[data-discard]").click()
        expect(page.locator(".review")).to_have_count(0)
        assert not list(files.rglob("新版.txt"))
        page.locator("#upload input[type=file]").set_input_files(new)
        page.locator("[data-accept]").click()
        expect(page.locator("#library .done")).to_contain_text("已收入")
        assert not list(files.rglob("新版.txt"))
        page.locator("[data-make]").click()
        expect(page.locator("#library .done")).to_contain_text("索引已建好", timeout=120_000)
        expect(page.locator("#source .page")).to_contain_text(CHANGED[1])
        page.locator("#source .since").select_option(index=1)
        expect(page.locator("#source .page .s.new")).to_contain_text("朝阳园")
        page.locator("#source .version").select_option(index=1)
        expect(page.locator("#source .page")).to_contain_text("以前的版本")
        expect(page.locator("#source .page")).to_contain_text(CHANGED[0])
        page.locator("[data-newest]").click()
        expect(page.locator("#source .page")).not_to_contain_text("以前的版本")
        page.locator("[data-score]").click()
        expect(page.locator("#evaluation .done")).to_contain_text("评测完毕", timeout=120_000)
        expect(page.locator("#evaluation .items li")).to_have_count(12)
        page.locator("#evaluation .before").select_option("基线")
        expect(page.locator("#evaluation h3").first).to_contain_text("比较")
        page.locator("#evaluation .items [data-item]").first.click()
        expect(page.locator("#evaluation .opened blockquote mark").first).to_be_visible()
        page.locator("#evaluation .opened [data-square]").click()
        settled(page)
        with page.expect_download() as download:
            page.locator("[data-report]").click()
        assert "各项指标" in Path(download.value.path()).read_text("utf-8")
        page.locator("[data-view=chat]").click()
        ask(page, "创业孵化服务主要在哪里布局?")
        expect(page.locator("#thread .answer")).to_contain_text("朝阳园、海淀园")
    finally:
        served.close()


def gold_about(item_id: str, quote: str) -> GoldItem:
    section = ("第二章 优化产业结构布局", "第三节 大力发展现代服务业")
    return GoldItem(
        item_id, f"{item_id} 在哪里布局?", "fact", True, ((quote,),), (Evidence(section, quote),), "zgc-2020-2035"
    )


def test_mended_gold_is_accepted_and_put_back(visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, gold = tmp_path / "新版.txt", tmp_path / "gold" / "own.jsonl"
    new.write_text((ROOT / "corpus/plans/zgc-2020-2035.txt").read_text("utf-8").replace(*CHANGED), "utf-8")
    Library(tmp_path).add(new, "zgc-2020-2035")
    items = (gold_about("own-1", CHANGED[0]), gold_about("own-2", CHANGED[0]), gold_about("own-3", "没有这样的话"))
    write_items(items, gold)
    before = gold.read_bytes()
    monkeypatch.setattr("eval.gold.GOLD_DIR", gold.parent)
    port = free_port()
    served = ui.serve(Scripted(), tmp_path, "127.0.0.1", port, block=False)
    try:
        page = visit(f"http://127.0.0.1:{port}")
        page.locator("[data-view=evaluation]").click()
        page.locator("[data-mend=audit]").click()
        expect(page.locator(".proposals li")).to_have_count(2)
        expect(page.locator(".mending")).to_contain_text("1 处引文要人工处理")
        first = page.locator(".proposals li").first
        expect(first.locator("blockquote ins")).to_have_text("朝阳园、")
        first.locator("[data-mend=accept]").focus()
        page.keyboard.press("Enter")
        expect(first).to_contain_text("已收入")
        expect(first.locator("[data-mend=undo]")).to_be_focused()
        assert [item.evidence[0].quote for item in load_gold()] == [CHANGED[1], CHANGED[0], "没有这样的话"]
        page.keyboard.press("Enter")
        expect(first).not_to_contain_text("已收入")
        assert gold.read_bytes() == before
        gold.chmod(0o444)
        page.locator(".mending .chief").click()
        expect(page.locator("#evaluation .trouble")).to_contain_text("不能写")
        gold.chmod(0o644)
        gold.write_bytes(before.replace("布局?".encode(), "布局呢?".encode()))
        page.locator(".mending .chief").click()
        expect(page.locator("#evaluation .trouble")).to_contain_text("own-1 在核对之后改过")
        page.locator("[data-mend=close]").click()
        page.locator("[data-mend=audit]").click()
        page.locator(".mending .chief").click()
        expect(page.locator("#evaluation .done")).to_contain_text("改了 2 题")
        assert [item.evidence[0].quote for item in load_gold()][:2] == [CHANGED[1]] * 2
        page.locator(".mending .acts").first.locator("[data-mend=undo]").click()
        expect(page.locator("#evaluation .done")).to_contain_text("2 题已恢复原样")
        assert gold.read_bytes() == before.replace("布局?".encode(), "布局呢?".encode())
        page.evaluate(AXE)
        assert not barriers(page)
    finally:
        served.close()


@pytest.mark.parametrize("width", [360, 390, 720])
def test_on_a_phone_the_source_is_a_sheet(visit: Open, either: str, width: int) -> None:
    page = visit(either, viewport={**PHONE, "width": width}, has_touch=True)
    expect(page.locator("#source")).not_to_be_in_viewport()
    ask(page, RESEARCH)
    marker = page.locator("#thread .cite").first
    marker.click()
    expect(page.locator("#source")).to_be_in_viewport()
    settled(page)
    expect(marker).to_be_in_viewport()
    page.locator("#source [data-close]").click()
    expect(page.locator("#source")).not_to_be_in_viewport()
    expect(marker).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("[data-rail]").click()
    expect(page.locator("#rail .new")).to_be_in_viewport()


CUT_OFF = """() => [...document.querySelectorAll("#room *")].filter(node => {
    const it = node.getBoundingClientRect();
    const scrolled = node.closest(".table, .wide, .outline, #source, #rail");
    return it.width && getComputedStyle(node).visibility === "visible" && !scrolled && it.right > innerWidth + 1;
}).map(node => node.outerHTML.slice(0, 120))"""


def test_nothing_is_cut_off_on_a_small_phone(visit: Open, scripted: str) -> None:
    page = visit(scripted, viewport={**PHONE, "width": 360}, has_touch=True)
    for question in ("哪些组团聚焦无人机?", "它们分别属于什么模式?", "平谷园组团规划面积多少?"):
        ask(page, question)
    assert page.evaluate(CUT_OFF) == []
    page.locator("[data-view=picture]").click()
    expect(page.locator("#picture .square").first).to_be_visible()
    assert page.evaluate(CUT_OFF) == []
    page.locator("[data-view=texts]").click()
    page.locator("#upload input[type=file]").set_input_files(ROOT / "corpus/plans/zgc-2020-2035.txt")
    expect(page.locator(".review")).to_be_visible()
    assert page.evaluate(CUT_OFF) == []
    page.locator("[data-view=evaluation]").click()
    expect(page.locator("#evaluation .desk")).to_be_visible()
    assert page.evaluate(CUT_OFF) == []


def test_dark_follows_the_system(visit: Open, either: str) -> None:
    page = visit(either, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
    assert page.locator("#source .page").evaluate("n => getComputedStyle(n).color") == "rgb(232, 230, 225)"


def test_nothing_moves_when_an_answer_arrives(visit: Open, scripted: str) -> None:
    page = visit(scripted)
    for _ in range(4):
        ask(page, "哪些组团聚焦无人机?")
    page.evaluate(
        """() => { window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries())
        if (!e.hadRecentInput) window.shift += e.value }).observe({type: 'layout-shift'}) }"""
    )
    ask(page, RESEARCH)
    top = page.locator("#turn-4 .asked").evaluate("n => n.getBoundingClientRect().top")
    page.wait_for_timeout(300)
    assert page.locator("#turn-4 .asked").evaluate("n => n.getBoundingClientRect().top") == top
    assert page.evaluate("window.shift") < 0.02


# ------------------------------------------------------------------------------------------- with a model that writes

FACT = "发展目标讲什么?"
TRUE = ("流域供水能力到2025年将达到每日120万吨。", "管网漏损率降到8%以下。")
WRONG = "供水能力达到每日130万吨"


class Model:
    """Writes a true sentence, then a wrong one, then another true one, each when it is told to."""

    def __init__(self) -> None:
        self.second, self.third = Event(), Event()
        self.dies = False

    def __call__(self, exchange: llm_server.Exchange) -> None:
        n = exchange.given["evidence"][0]["n"]
        exchange.begin()
        exchange.piece(f"{TRUE[0][:-1]}[{n}]。供水")
        self.second.wait(60)
        exchange.piece(f"能力达到每日130万吨[{n}]。管网")
        self.third.wait(60)
        if not self.dies:
            exchange.piece(f"漏损率降到8%以下[{n}]。", "stop")


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def written(model: Model, tmp_path: Path) -> Iterator[str]:
    """The address of the page over a small text, answered by the model.

    A test names it before `visit`, so that the page is closed before its server is: a page that is still open then
    may report that the server has stopped.
    """
    encoder, port = ToyEncoder(), free_port()
    build(tmp_path, (source("water"),), encoder)
    with llm_server.serving(model) as server:
        llm = LLMSettings(model="toy", base_url=server.url, retries=0)
        assistant = Assistant(Retriever.open(tmp_path, encoder), Settings(home=tmp_path, llm=llm))
        page = ui.serve(assistant, tmp_path, "127.0.0.1", port, block=False)
        yield f"http://127.0.0.1:{port}"
        model.second.set()
        model.third.set()
        page.close()
        assistant.close()


WATCH = """() => {
    window.seen = [];
    new MutationObserver(() => window.seen.push(document.querySelector("#thread").textContent))
        .observe(document.querySelector("#thread"), {subtree: true, childList: true, characterData: true});
}"""


def begin_to_write(page: Page, question: str = FACT) -> None:
    """Ask, and wait for the first sentence."""
    page.locator("#box textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#thread .growing .said")).to_have_text(TRUE[0] + "1")


def test_a_model_is_seen_writing_and_never_a_wrong_sentence(written: str, visit: Open, model: Model) -> None:
    page = visit(written)
    page.evaluate(WATCH)
    begin_to_write(page)  # its last sentence is not even sent
    sign = page.locator("#thread .status")
    expect(sign).to_have_text("… 模型在写,逐句核对停止")
    assert page.locator("[role=log]").evaluate("log => log.contains(document.querySelector('.growing .said'))")
    assert page.locator("[aria-busy=true]").count() == 0
    page.locator("#thread .growing .cite").click()
    settled(page)
    assert "120万吨" in current(page)
    page.evaluate(AXE)
    assert not barriers(page)
    page.locator("[data-stop]").focus()
    place = page.locator("#thread .said").first.bounding_box()
    model.second.set()
    said = page.locator("#thread .growing .said")
    expect(said).to_have_count(2)
    expect(page.locator("[data-stop]")).to_be_focused()
    model.third.set()
    expect(page.locator("#thread .turn[data-turn] .status")).to_have_text("✓ 已回答")
    expect(page.locator("#thread .said.written")).to_have_text([f"{words}1" for words in TRUE])
    expect(page.locator("#thread .notice")).to_contain_text("1 句与所引原文对不上")
    assert "120万吨" in current(page)  # what was looked at still is
    assert page.locator("#thread .said").first.bounding_box() == place  # nothing moves
    seen = page.evaluate("window.seen")
    assert any(TRUE[0] in text for text in seen)
    assert not any(WRONG in text for text in seen)
    page.reload()
    page.locator("#rail .open").click()
    expect(page.locator("#thread .said.written")).to_have_count(2)


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_a_model_is_stopped_in_the_middle(written: str, visit: Open, model: Model, by: str) -> None:
    page = visit(written)
    begin_to_write(page)
    if by == "pointer":
        page.locator("[data-stop]").click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("#box textarea")).to_have_value(FACT)
    expect(page.locator("#thread .welcome")).to_be_visible()
    expect(page.locator("#rail .open")).to_have_count(0)
    model.second.set()
    model.third.set()
    ask(page, FACT)
    expect(page.locator("#thread .said.written")).to_have_count(2)
    model.third.clear()
    page.locator("[data-again]").click()
    expect(page.locator("#thread .growing .said").first).to_be_visible()
    page.locator("[data-stop]").click()
    expect(page.locator("#thread .said.written")).to_have_count(2)  # the whole answer that was there
    expect(page.locator("#thread .status")).to_have_text("✓ 已回答")


def test_a_model_that_dies_leaves_the_text(written: str, visit: Open, model: Model) -> None:
    model.dies = True
    page = visit(written)
    begin_to_write(page)
    model.second.set()
    model.third.set()
    expect(page.locator("#thread .turn[data-turn] .notice").first).to_contain_text("以下直接列出原文")
    assert page.locator("#thread .written").count() == 0
    expect(page.locator("#thread .said").first).to_contain_text("120万吨")
    expect(page.locator("#thread .status")).to_have_text("✓ 已回答")


def test_programs_are_given_the_whole_answer(written: str, model: Model) -> None:
    model.second.set()
    model.third.set()
    asking = Client(written, verbose=False).submit(question=FACT, history=[], api_name="/ask")
    answer = asking.result()
    assert answer["engine"] == "llm:toy"
    assert TRUE[1][:-1] in answer["text"]
    assert asking.outputs() == [answer]


# ------------------------------------------------------------------------------------------------------- for everyone

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True},
}


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or worse in what is shown now."""
    page.wait_for_timeout(400)  # colours that fade in are not yet those that stay
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{it['id']} {node['target']} {node['failureSummary']}"
        for it in found["violations"]
        if it["impact"] in ("serious", "critical")
        for node in it["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_stands_in_a_readers_way(visit: Open, scripted: str, look: str) -> None:
    page = visit(scripted, **LOOKS[look])
    page.evaluate(AXE)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button id=bad></button>')")
    assert "button-name ['#bad']" in "".join(barriers(page))  # it does look
    page.evaluate("document.querySelector('#bad').remove()")
    found = barriers(page)
    for question in ("哪些组团聚焦无人机?", "它们分别属于什么模式?", "平谷园组团规划面积多少?", "炸"):
        ask(page, question)
    found += barriers(page)
    page.locator("#turn-0 [data-verdict=wrong]").click()
    page.locator("#turn-1 [data-correct]").click()
    found += barriers(page)
    page.keyboard.press("Escape")
    page.locator("#turn-1 .cite").first.click()
    settled(page)
    found += barriers(page)
    page.locator("[data-outline]").click()
    found += barriers(page)
    page.keyboard.press("Escape")
    if look == "phone":
        page.keyboard.press("Escape")
        page.locator("[data-rail]").click()
        found += barriers(page)
        page.keyboard.press("Escape")
    page.locator("[data-view=picture]").click()
    expect(page.locator("#picture .square").first).to_be_visible()
    found += barriers(page)
    page.locator("#picture select.pair").select_option("目录 × 题目与提问")
    found += barriers(page)
    page.locator("[data-view=texts]").click()
    page.locator("#upload input[type=file]").set_input_files(ROOT / "corpus/plans/zgc-2020-2035.txt")
    expect(page.locator(".review")).to_be_visible()
    found += barriers(page)
    page.locator("[data-view=evaluation]").click()
    expect(page.locator("#evaluation .desk")).to_be_visible()
    found += barriers(page)
    assert not found, "\n".join(dict.fromkeys(found))


# ------------------------------------------------------------------------------------------------------------ pictures


def test_pictures(visit: Open, real: str, tmp_path: Path) -> None:
    """The README's pictures, of the real page."""
    folder = Path(os.environ.get("CEWEN_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    looks: dict[str, dict[str, Any]] = {
        "chat": {},
        "dark": {"color_scheme": "dark"},
        "phone": {"viewport": PHONE, "has_touch": True},
    }
    for name, options in looks.items():
        page = visit(real, **options)
        ask(page, RESEARCH)
        if name != "phone":
            page.locator("#rail .new").click()
            expect(page.locator("#thread .welcome")).to_be_visible()
        ask(page, "哪些组团聚焦无人机?")
        ask(page, "它们分别属于什么模式?")
        page.locator("#thread .turn").last.locator(".cite").first.click()
        settled(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"{name}.png")
        if name == "chat":
            page.locator("[data-view=picture]").click()
            page.get_by_role("button", name="平谷园组团 × 无人机").click()
            settled(page)
            page.mouse.move(0, 0)
            page.wait_for_timeout(500)
            page.screenshot(path=folder / "picture.png")
        assert (folder / f"{name}.png").stat().st_size > 20_000
