"""`python -m bench.window`: how soon the window paints and answers in Chromium, and how 20 programs at once fare."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from gradio_client import Client  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from bench.gold import documents, questions
from bench.types import ROOT
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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "ui.py", "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        _browser(address, asked[: OPENED * 2])
        _programs(address, asked)
    finally:
        server.terminate()
        server.wait()


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


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("窗口没有启动;先运行 python -m index build")


if __name__ == "__main__":
    main()
