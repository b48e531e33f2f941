"""The chat window: python ui.py serves it on 127.0.0.1:7860, the plan beside the answers.

What renders is pure and stands in assistant/html.py; page/ holds the style and the script. A conversation is kept in
the reader's own browser as its questions, and asked again when it is opened; answers are never stored.
"""

import argparse
import os
import sys
import time
import traceback
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported: nothing calls out
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import gradio as gr

from assistant import (
    Answer,
    Assistant,
    Kind,
    QuestionError,
    Understood,
    answer_to_json,
    feedback,
    html,
    html_picture,
    html_source,
    load_settings,
)
from assistant import export as word
from assistant.html import Exchange, Kept
from assistant.matrix import Matrix, matrices

PAGE = Path(__file__).parent / "page"
LONGEST = 2_000  # characters of a question
KEPT, TURNS = 100, 50  # conversations that are kept, and questions of one
ENDS = "??。 "  # what a title leaves out
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HINT = "回答只用文本原句,每句可查;文本没有的会直说。<span>Enter 提问 · Alt+↓ 下一处引用</span>"
JOIN = "cewen.join('{name}', trigger, watch); // events: {events}"

Session = dict[str, Any]  # {"id", "title", "day": "2035-01-31", "questions": [...]}, JSON in the browser


def build(assistant: Assistant, home: Path) -> gr.Blocks:
    """The page: a rail of conversations, the thread with its box, the source."""
    documents = {parsed.document.doc_id: parsed for parsed in assistant.documents()}
    examples = assistant.examples()
    shown = max(documents.values(), key=lambda parsed: len(parsed.document.text))  # the longest opens first

    def asked(question: str, turns: Sequence[Exchange]) -> Exchange:
        """Ask with the conversation so far; whatever goes wrong becomes an answer that says so."""
        try:
            return Exchange(assistant.ask(question, history=[turn.answer.standalone for turn in turns]))
        except QuestionError as error:
            return Exchange(failed(question, str(error), "invalid"))
        except Exception:  # noqa: BLE001 - the window stays open; the trace goes to the terminal
            traceback.print_exc()
            return Exchange(failed(question, "程序出错,细节在启动它的终端里。可以换个问法再试。"))

    def answer(
        question: str, turns: tuple[Exchange, ...], sessions: list[Session], here: str
    ) -> Iterator[tuple[Any, ...]]:
        """Show the question at once, then its answer."""
        question = question.strip()[:LONGEST]
        if not question:
            yield (gr.skip(),) * 6
            return
        yield gr.skip(), gr.skip(), gr.skip(), html.thread(turns, question), gr.skip(), ""
        turns = (*turns, asked(question, turns))[-TURNS:]
        sessions, here = kept(sessions, here, question)
        yield turns, sessions, here, html.thread(turns), rail(sessions, here, turns), gr.skip()

    def pressed(
        turns: tuple[Exchange, ...], sessions: list[Session], here: str, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """A question that stands on a button."""
        yield from answer(str(event.question), turns, sessions, here)

    def draw(event: gr.EventData) -> str:
        """The picture of a document."""
        parsed = documents.get(str(event.doc), shown)
        return html_picture.overview(parsed, drawn(parsed.document.doc_id))

    @cache
    def drawn(doc_id: str) -> tuple[Matrix, ...]:
        return matrices(documents[doc_id])

    def export(turns: tuple[Exchange, ...], event: gr.EventData) -> str:
        """An answer as a Word file, for the script to save."""
        content = word.docx([turn.answer for turn in turns[event.turn : event.turn + 1]])
        return html.parcel("策问.docx", content, DOCX, time.monotonic_ns())

    def judge(turns: tuple[Exchange, ...], event: gr.EventData) -> tuple[tuple[Exchange, ...], str]:
        """Store a verdict, then show that it is stored."""
        index = int(event.turn)
        if index >= len(turns):
            raise gr.Error("程序重新启动过,这一页的回答已不在;请从左边重新打开这次提问", print_exception=False)
        verdict: feedback.Verdict = "wrong" if event.verdict == "wrong" else "helpful"
        said = turns[index].answer
        feedback.keep(home, said.question, said.text, verdict, str(event.note)[:500])
        turns = (*turns[:index], replace(turns[index], verdict=verdict), *turns[index + 1 :])
        return turns, html.thread(turns)

    def keep(
        turns: tuple[Exchange, ...], sessions: list[Session], here: str, event: gr.EventData
    ) -> tuple[tuple[Exchange, ...], list[Session], str, str, str]:
        """Begin, open, rename or delete a conversation."""
        sessions, chosen = sound(sessions), str(getattr(event, "id", ""))
        if event.act == "rename":
            sessions = [{**s, "title": str(event.title)[:60]} if s["id"] == chosen else s for s in sessions]
        elif event.act == "delete":
            sessions = [s for s in sessions if s["id"] != chosen]
        if event.act in ("new", "open") or (chosen == here and event.act == "delete"):
            here, turns = (chosen if event.act == "open" else ""), ()
            for question in next((s["questions"] for s in sessions if s["id"] == here), ()):
                turns = (*turns, asked(question, turns))
        return turns, sessions, here, html.thread(turns, examples=examples), rail(sessions, here, turns)

    def source(event: gr.EventData) -> str:
        """Another document, beside the same conversation."""
        return html_source.document(documents.get(str(event.doc), shown))

    def ask(question: str, history: list[str]) -> dict[str, Any]:
        """Answer a question about the documents with cited clauses.

        Args:
            question: The question, in Chinese, at most 2,000 characters.
            history: Earlier questions of the conversation, oldest first; [] for none.

        Returns:
            The answer as JSON: status, blocks, text (Markdown with [n] markers), citations, hits (docs/design.md §4).
        """
        try:
            return answer_to_json(assistant.ask(question, history=history))
        except QuestionError as error:
            return answer_to_json(failed(question, str(error), "invalid"))

    with gr.Blocks(title="策问", analytics_enabled=False, fill_width=True) as page:
        turns, here = gr.State(()), gr.State("")
        sessions = gr.BrowserState([], storage_key="cewen", secret="cewen")  # noqa: S106 - kept at home, not secret
        with gr.Row(elem_id="room"):
            gr.HTML(
                html.masthead(tuple(documents.values()), shown.document.doc_id), elem_id="mast", apply_default_css=False
            )
            side = part("rail", html.rail((), "", (), date.today()), "keep")
            with gr.Column(elem_id="chat"):
                thread = part("thread", html.thread((), examples=examples), "ask", "judge", "export")
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label="问题", show_label=False, container=False, placeholder="问这份规划……", lines=1,
                        max_lines=5, max_length=LONGEST, autofocus=True, elem_id="box",
                    )  # fmt: skip
                    go = gr.Button("提问", elem_id="go")
                gr.HTML(f'<p class="hint">{HINT}</p>', elem_id="hint", apply_default_css=False)
            picture = part("picture", '<p class="waiting">正在整理……</p>', "draw")
            reader = part("source", html_source.document(shown), "open")
            parcel = part("parcel", "")

        everything = [turns, sessions, here, thread, side]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        one = {"concurrency_id": "assistant", "concurrency_limit": 4, **quiet}
        gr.on([box.submit, go.click], answer, [box, turns, sessions, here], [*everything, box], **one)
        thread.ask(pressed, [turns, sessions, here], [*everything, box], **one)
        thread.export(export, [turns], parcel, **quiet)
        thread.judge(judge, [turns], [turns, thread], **quiet)
        side.keep(keep, [turns, sessions, here], everything, **one)
        picture.draw(draw, None, picture, **quiet)
        reader.open(source, None, reader, **quiet)
        page.load(lambda old: rail(old, "", ()), sessions, side, **quiet)
        gr.api(ask, api_name="ask", concurrency_id="assistant", concurrency_limit=4)
    return page


def part(name: str, value: str, *events: str) -> gr.HTML:
    """A part of the page whose buttons the script turns into these events."""
    join = JOIN.format(name=name, events=", ".join(f"'{event}'" for event in events))
    return gr.HTML(value, elem_id=name, js_on_load=join, apply_default_css=False)


def failed(question: str, why: str, reason: Literal["invalid"] | None = None) -> Answer:
    """An answer that says what went wrong."""
    return Answer(question, question, Understood(Kind.FACT), "error", reason, (), "", (), (), error=why)


def sound(sessions: object) -> list[Session]:
    """The conversations that the browser sent, without what is not one."""
    return [
        s
        for s in (sessions if isinstance(sessions, list) else [])[:KEPT]
        if isinstance(s, dict)
        and all(isinstance(s.get(k), str) for k in ("id", "title", "day"))
        and isinstance(s.get("questions"), list)
        and all(isinstance(q, str) for q in s["questions"])
    ]


def kept(sessions: object, here: str, question: str) -> tuple[list[Session], str]:
    """The conversations with this question added to the open one, which comes first; a new one is titled by it."""
    every = sound(sessions)
    this = next(
        (s for s in every if s["id"] == here),
        {"id": uuid.uuid4().hex, "title": question.rstrip(ENDS)[:60], "questions": []},
    )
    rest = [s for s in every if s["id"] != this["id"]]
    this = {**this, "day": date.today().isoformat(), "questions": [*this["questions"], question][-TURNS:]}
    return [this, *rest][:KEPT], str(this["id"])


def rail(sessions: object, here: str, turns: Sequence[Exchange]) -> str:
    """The rail as HTML."""
    listed = [Kept(s["id"], s["title"], day_of(s["day"])) for s in sound(sessions)]
    return html.rail(listed, here, turns, date.today())


def day_of(iso: str) -> date:
    """A day from the browser's store; one that cannot be read is long ago."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return date.min


def head() -> str:
    """The style and the script, inline: the page asks for nothing else."""
    return "<style>{}</style><script>{}</script>".format(
        *((PAGE / name).read_text("utf-8") for name in ("style.css", "script.js"))
    )


def serve(assistant: Assistant, home: Path, host: str, port: int, block: bool = True) -> gr.Blocks:
    """Serve the window; returns when it is stopped, or at once where `block` is false."""
    page = build(assistant, home)
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])  # no font is fetched
    page.queue(default_concurrency_limit=4).launch(
        server_name=host, server_port=port, quiet=True, share=False, footer_links=[], theme=theme, head=head(),
        prevent_thread_lock=True, show_error=True,
    )  # fmt: skip
    print(f"策问:http://{host}:{page.server_port}(Ctrl+C 停止)", flush=True)
    if block:
        page.block_thread()
    return page


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, open the assistant, serve. Every error is one line that names the fix."""
    parser = argparse.ArgumentParser(prog="python ui.py", description="策问:问答页面,旁边是规划原文")
    parser.add_argument("--host", help="监听的地址(默认 127.0.0.1)")
    parser.add_argument("--port", type=int, help="端口(默认 7860)")
    given = parser.parse_args(arguments)
    try:
        settings = load_settings()
        assistant = Assistant.open(settings)
    except Exception as error:  # noqa: BLE001 - errors of every package become one line here; each names its fix
        print(f"策问:{error}", file=sys.stderr)
        return 1
    host, port = given.host or settings.ui.host, settings.ui.port if given.port is None else given.port
    try:
        serve(assistant, settings.home, host, port)
    except OSError as error:
        print(f"策问:不能在 {host}:{port} 上启动({error});换一个端口:python ui.py --port 8000", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
