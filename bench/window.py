"""`python -m bench.window`: how soon the window paints and answers in Chromium, and how 20 programs at once fare."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from gradio_client import Client  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from bench.gold import documents, questions
from bench.serving import served
from index import IndexSettings

PEOPLE, EACH, OPENED = 20, 5, 5
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ANSWERED = """async (question) => {
    const box = document.querySelector("#box textarea"), count = document.querySelectorAll(".turn[data-turn]").length;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    document.querySelector("#go").click();
    while (document.querySelectorAll(".turn[data-turn]").length === count)
        await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - began;
}"""


def main() -> None:
    """Serve the window, measure, print."""
    asked = [question.question for question in questions(documents(IndexSettings().home))]
    with served() as window:
        _browser(window.address, asked[: OPENED * 2])
        _programs(window.address, asked)


def _browser(address: str, asked: list[str]) -> None:
    with sync_playwright() as it:
        browser = it.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        paints, answers = [], []
        for number in range(OPENED):
            page = browser.new_context().new_page()
            page.goto(address)
            page.locator("#kept .kept").wait_for(state="attached")
            paints.append(page.evaluate(PAINT))
            answers += [page.evaluate(ANSWERED, question) for question in asked[number::OPENED]]
            page.context.close()
        browser.close()
    _say("首次绘制", paints)
    _say("回答上屏", answers)


def _programs(address: str, asked: list[str]) -> None:
    clients = [Client(address, verbose=False) for _ in range(PEOPLE)]

    def one(number: int) -> list[float]:
        times = []
        for question in asked[number :: len(asked) // EACH][:EACH]:
            began = time.perf_counter()
            clients[number].predict(question=question, history=[], api_name="/ask")
            times.append((time.perf_counter() - began) * 1000)
        return times

    with ThreadPoolExecutor(PEOPLE) as pool:
        _say(f"{PEOPLE} 个程序同时问", [each for times in pool.map(one, range(PEOPLE)) for each in times])


def _say(what: str, times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(
        f"{what}:p50 {statistics.median(times):.0f} ms,p95 {p95:.0f} ms,n={len(times)}(负载 {os.getloadavg()[0]:.1f})"
    )


if __name__ == "__main__":
    main()
