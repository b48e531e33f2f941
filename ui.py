"""The chat window: python ui.py serves it on 127.0.0.1:7860, the plan beside the answers.

What renders is pure and stands in assistant/html.py; page/ holds the style and the script. Conversations are kept by
assistant/sessions.py with their answers; the browser keeps only an id that no one can guess, and sees what is kept
under it.
"""

import asyncio
import os
import re
import secrets
import sys
import time
import traceback
from collections.abc import AsyncIterator, Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported: nothing calls out
# Its queue would sum up, after every event, the last 10,000: nobody reads that, and it takes longer the longer it runs.
os.environ.update(GRADIO_ANALYTICS_CACHE_FREQUENCY=str(10**9), GRADIO_ANALYTICS_MAX_EVENTS="1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from window.arguments import arguments

if __name__ == "__main__":
    arguments()  # --help and mistakes end here

import gradio as gr

from assistant import (
    Answer,
    Assistant,
    Exchange,
    Kind,
    QuestionError,
    Session,
    SessionError,
    Sessions,
    Understood,
    feedback,
    html,
    load_settings,
    sheet,
)
from assistant import export as word
from assistant.conversation import history
from assistant.horizon import years
from assistant.html import Kept, Pending
from assistant.settings import UISettings
from assistant.slips import readable
from corpus.load import MAX_BYTES
from index.encoder import BUNDLED
from index.logs import log_to
from window import evaluation, health, overview, programs, reader, texts
from window.access import EVERYONE, Access, decide
from window.busy import HANDLERS
from window.growing import Growing
from window.parts import QUIET, current, part, told
from window.texts import KEPT

PAGE = Path(__file__).parent / "page"
LONGEST = 2_000  # characters of a question
QUEUE = UISettings().queue
PAGES = 500  # whose state is in memory, 20 KB each, a program's request like a page; one forgotten is read again
TURNS = 50  # of a conversation that are shown
TYPES = {
    "md": "text/markdown;charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
GONE = "程序重新启动过,这一页的回答已不在;请从左边重新打开这次提问"
HINT = "回答只用文本原句,每句可查;文本没有的会直说。<span>Enter 提问 · Alt+↓ 下一处引用</span>"

Turns = tuple[Exchange, ...]
Shown = tuple[Any, ...]  # turns, me, thread, rail, box
Me = dict[str, str]  # who asks and in which session: {"owner", "here"}, JSON in the browser


def build(assistant: Assistant, home: Path, access: Access = EVERYONE, encoder: str = BUNDLED) -> gr.Blocks:
    """The page: a rail of conversations, the thread with its box, the source, and the views beside them."""
    examples = assistant.examples()
    sessions = Sessions(home, busy=2.0)

    def stream(question: str, earlier: Sequence[str]) -> Generator[Answer, None, None]:
        """Ask with the conversation so far; whatever goes wrong becomes an answer that says so."""
        try:
            yield from assistant.stream(question, history=earlier)
        except QuestionError as error:
            yield failed(question, str(error), "invalid")
        except Exception:  # noqa: BLE001 - the window stays open; the trace goes to the terminal
            traceback.print_exc()
            yield failed(question, "程序出错,细节在启动它的终端里。可以换个问法再试。")

    growing = Growing(stream)

    async def answer(question: str, turns: Turns, me: object) -> AsyncIterator[Shown]:
        """Show the question at once, then its answer as it grows; given up, its words go back into the box."""
        question, who = readable(question).strip()[:LONGEST], sound(me)
        if not question:
            yield (gr.skip(),) * 5
            return
        turns, pending = await asyncio.to_thread(resumed, turns, who), Pending(question, secrets.token_urlsafe(8))
        yield *shown(turns, pending), ""
        given = None
        async for given in growing.answers(pending.key, question, history(turns)):
            if given.partial:
                yield *shown(turns, replace(pending, so_far=given)), gr.skip()
        if given is None or given.partial:
            yield *shown(turns), question
        else:
            yield await asyncio.to_thread(added, given, question, turns, who)

    def shown(turns: Turns, pending: Pending | None = None) -> Shown:
        """The thread with a question that is being answered; all but the thread and the box stays as it is."""
        return gr.skip(), gr.skip(), html.thread(turns, pending, examples), gr.skip()

    def added(given: Answer, question: str, turns: Turns, who: Me) -> Shown:
        """Keep an answer in the session that is open, which its question begins where there is none, and show it."""
        trouble = ""
        try:
            who = {**who, "here": who["here"] or sessions.begin(who["owner"], question)}
            exchange = sessions.append(who["owner"], who["here"], given)
        except SessionError as error:
            exchange, trouble = Exchange(given), f"这次提问没有存下。{error}"
        turns = (*turns, seen(exchange))[-TURNS:]
        return turns, who, html.thread(turns), rail(who, turns, trouble=trouble), gr.skip()

    async def pressed(turns: Turns, me: object, event: gr.EventData) -> AsyncIterator[Shown]:
        """A question that stands on a button."""
        async for step in answer(str(event.question), turns, me):
            yield step

    async def again(turns: Turns, me: object, event: gr.EventData) -> AsyncIterator[Shown]:
        """Ask a turn again in its place: as it was, or with its understanding corrected."""
        who = sound(me)
        turns = await asyncio.to_thread(resumed, turns, who)
        at, words = placed(turns, event), str(getattr(event, "question", "")).strip()[:LONGEST]
        pending = Pending(turns[at].answer.question, secrets.token_urlsafe(8), at)
        yield *shown(turns, pending), gr.skip()
        asked, earlier = (words, ()) if words else (pending.question, history(turns[:at]))
        given = None
        async for given in growing.answers(pending.key, asked, earlier):
            given = replace(given, question=pending.question)
            if given.partial:
                yield *shown(turns, replace(pending, so_far=given)), gr.skip()
        if given is None or given.partial:
            yield *shown(turns), gr.skip()
        else:
            yield await asyncio.to_thread(replaced, given, at, turns, who)

    def replaced(given: Answer, at: int, turns: Turns, who: Me) -> Shown:
        """Keep an answer in the place of another, and show it there."""
        trouble, exchange = "", Exchange(given)
        if number := turns[at].number:
            try:
                exchange = sessions.replace(who["owner"], who["here"], number, given)
            except SessionError as error:
                trouble = f"改后的回答没有存下。{error}"
        turns = (*turns[:at], seen(exchange), *turns[at + 1 :])
        return turns, who, html.thread(turns), rail(who, turns, trouble=trouble), gr.skip()

    async def stop(event: gr.EventData) -> None:
        """Give a question up: its answer is neither shown nor kept."""
        growing.stop(str(event.key))

    def resumed(turns: Turns, who: Me) -> Turns:
        """The conversation that is open, read again where this process has not seen it (it was restarted)."""
        if turns or not who["here"]:
            return turns
        try:
            return tuple(seen(turn) for turn in sessions.turns(who["owner"], who["here"], TURNS))
        except SessionError:
            return ()

    def seen(exchange: Exchange) -> Exchange:
        """An exchange with what the texts of today say about it."""
        clauses = exchange.answer.citations or exchange.answer.nearest
        texts = {(p.document.doc_id, p.document.version): p.document.text for p in assistant.documents()}
        aged = any((c.doc_id, c.version) not in texts for c in clauses)
        return replace(exchange, years=years(exchange.answer.citations, texts), aged=aged)

    def rail(who: Me, turns: Turns, words: str = "", deleted: Session | None = None, trouble: str = "") -> str:
        """The rail as HTML; where nothing can be kept, it says why, and the window answers all the same."""
        try:
            listed = [entry(it) for it in sessions.list(who["owner"], words)]
        except SessionError as error:
            listed, trouble = [], trouble or str(error)
        gone = entry(deleted) if deleted else None
        return html.rail(listed, who["here"], turns, date.today(), words, gone, trouble)

    def export(turns: Turns, me: object, event: gr.EventData) -> str:
        """An answer, or the whole conversation, as a file for the script to save."""
        who, kind = sound(me), "docx" if event.kind == "docx" else "md"
        turns, title = resumed(turns, who), ""
        if getattr(event, "turn", None) is not None:
            at = placed(turns, event)
            turns = turns[at : at + 1]
        else:
            with told():
                it = sessions.get(who["owner"], who["here"])
                title = it.title
                turns = tuple(seen(turn) for turn in sessions.turns(who["owner"], who["here"], it.turns))
        text = sheet.conversation(title, turns) if title else "\n".join(map(sheet.markdown, turns))
        content = word.docx(turns, title) if kind == "docx" else text.encode()
        return html.parcel(f"策问.{kind}", content, TYPES[kind], time.monotonic_ns())

    def judge(turns: Turns, me: object, event: gr.EventData) -> tuple[Turns, str]:
        """Store a verdict, then show that it is stored."""
        who = sound(me)
        turns = resumed(turns, who)
        at = placed(turns, event)
        verdict: feedback.Verdict = "wrong" if event.verdict == "wrong" else "helpful"
        said = turns[at].answer
        with told():
            feedback.keep(home, said.question, said.text, verdict, str(event.note)[:500])
            if turns[at].number:
                sessions.judge(who["owner"], who["here"], turns[at].number, verdict)
        turns = (*turns[:at], replace(turns[at], verdict=verdict), *turns[at + 1 :])
        return turns, html.thread(turns)

    def keep(turns: Turns, me: object, event: gr.EventData) -> tuple[Any, ...]:
        """Begin, open, rename, delete or restore a conversation."""
        who, chosen, deleted = sound(me), str(getattr(event, "id", "")), None
        with told():
            if event.act == "rename":
                sessions.rename(who["owner"], chosen, str(event.title))
            elif event.act == "delete":
                deleted = sessions.get(who["owner"], chosen)
                sessions.delete(who["owner"], chosen)
            elif event.act == "restore":
                sessions.restore(who["owner"], chosen)
            elif event.act == "open":
                turns = tuple(seen(turn) for turn in sessions.turns(who["owner"], chosen, TURNS))
                who = {**who, "here": chosen}
        if event.act == "new" or (event.act == "delete" and chosen == who["here"]):
            who, turns = {**who, "here": ""}, ()
        turns = resumed(turns, who)
        return turns, who, html.thread(turns, examples=examples), rail(who, turns, deleted=deleted)

    def find(turns: Turns, me: object, event: gr.EventData) -> str:
        """The rail with the conversations that hold the words."""
        who = sound(me)
        return rail(who, resumed(turns, who), str(event.words)[:100].strip())

    def masthead() -> str:
        return html.masthead(assistant.documents(), current(assistant).document.doc_id, access.desk)

    def arrive(me: object) -> tuple[Me, str, str]:
        """A browser comes to the page: it is known again, or given an id; it begins with no conversation open."""
        who = {**sound(me), "here": ""}
        return who, rail(who, ()), masthead()

    with gr.Blocks(title="策问", analytics_enabled=False, fill_width=True, delete_cache=(KEPT, KEPT)) as page:
        turns = gr.State(())
        me = gr.BrowserState({}, storage_key="cewen-me", secret="cewen")  # noqa: S106 - hides nothing
        with gr.Row(elem_id="room"):
            mast = part("mast", masthead())
            with gr.Column(elem_id="rail"):
                gr.HTML(html.finder(), elem_id="finder", apply_default_css=False)
                side = part("kept", "", "keep", "find")
            with gr.Column(elem_id="chat"):
                thread = part("thread", html.thread((), examples=examples), "ask", "again", "stop", "judge")
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label="问题", show_label=False, container=False, placeholder="问这份规划……", lines=1,
                        max_lines=5, max_length=LONGEST, autofocus=True, elem_id="box",
                    )  # fmt: skip
                    go = gr.Button("提问", elem_id="go")
                gr.HTML(f'<p class="hint">{HINT}</p>', elem_id="hint", apply_default_css=False)
            reader.add(assistant, home)
            parcel = part("parcel", "", "export", "table", "report")
            overview.add(assistant, sessions, parcel)
            if access.desk:
                texts.add(assistant, home, encoder, mast)
                evaluation.add(home, parcel)

        mine, everything = [turns, me], [turns, me, thread, side]
        one = {"concurrency_id": "assistant", "concurrency_limit": 4, **QUIET}
        # An answer is shown a moment before its event ends: what is sent in that moment is asked after it, not lost.
        gr.on([box.submit, go.click], answer, [box, *mine], [*everything, box], trigger_mode="always_last", **one)
        thread.ask(pressed, mine, [*everything, box], **one)
        thread.again(again, mine, [*everything, box], **one)
        thread.stop(stop, None, None, **QUIET)
        thread.judge(judge, mine, [turns, thread], **QUIET)
        parcel.export(export, mine, parcel, **QUIET)
        side.keep(keep, mine, everything, **QUIET)
        side.find(find, mine, side, **QUIET)
        page.load(arrive, me, [me, side, mast], queue=False, **QUIET)
        programs.add(assistant)
    return page


def failed(question: str, why: str, reason: Literal["invalid"] | None = None) -> Answer:
    """An answer that says what went wrong."""
    return Answer(question, question, Understood(Kind.FACT), "error", reason, (), "", (), (), error=why)


def sound(me: object) -> Me:
    """Who asks, as the browser says; one that says nothing sensible is given an id that no one can guess."""
    said = me if isinstance(me, dict) else {}
    owner, here = (str(said.get(key, "")) for key in ("owner", "here"))
    known = re.fullmatch(r"[\w-]{32,64}", owner, re.ASCII) is not None
    return {"owner": owner if known else secrets.token_urlsafe(32), "here": here[:64] if known else ""}


def placed(turns: Turns, event: gr.EventData) -> int:
    """Which turn an event is about; the page can show one that this process has not seen and that was not kept."""
    at = int(event.turn)
    if not 0 <= at < len(turns):
        raise gr.Error(GONE, print_exception=False)
    return at


def entry(it: Session) -> Kept:
    """A conversation as the rail lists it."""
    return Kept(it.session_id, it.title, it.updated.astimezone().date(), it.found)


def head() -> str:
    """The style and the script, inline: the page asks for nothing else."""
    return "<style>{}</style><script>{}</script>".format(
        *((PAGE / name).read_text("utf-8") for name in ("style.css", "script.js"))
    )


def serve(
    assistant: Assistant,
    home: Path,
    host: str,
    port: int,
    block: bool = True,
    access: Access = EVERYONE,
    encoder: str = BUNDLED,
    queue: int = QUEUE,
) -> gr.Blocks:
    """Serve the window; returns when it is stopped, or at once where `block` is false.

    So many requests as `queue` wait at most; one more is refused in words.
    """
    page = build(assistant, home, access, encoder)
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])  # no font is fetched
    page.queue(default_concurrency_limit=4, max_size=queue).launch(
        server_name=host, server_port=port, quiet=True, share=False, footer_links=[], theme=theme, head=head(),
        prevent_thread_lock=True, show_error=True, mcp_server=True, max_file_size=MAX_BYTES,
        state_session_capacity=PAGES,
        app_kwargs={
            "middleware": access.middleware,
            "exception_handlers": HANDLERS,
            "routes": [health.route(assistant, home)],
        },
    )  # fmt: skip
    if access.people and page.mcp_server_obj:  # its tools ask the window by HTTP, and so must come through the door
        page.mcp_server_obj._local_url = access.address(page.local_url)
    print(f"策问:http://{host}:{page.server_port}(Ctrl+C 停止)", flush=True)
    if block:
        page.block_thread()
    return page


def main(said: Sequence[str] | None = None) -> int:
    """Read the arguments, open the assistant, serve. Every error is one line that names the fix."""
    given = arguments(said)
    try:
        settings = load_settings()
        host = given.host or settings.ui.host
        access = decide(settings, host, given.open)
        log_to(settings)
        assistant = Assistant.open(settings)
    except Exception as error:  # noqa: BLE001 - errors of every package become one line here; each names its fix
        print(f"策问:{error}", file=sys.stderr)
        return 1
    port = settings.ui.port if given.port is None else given.port
    try:
        serve(
            assistant, settings.home, host, port, access=access, encoder=settings.encoder.model, queue=settings.ui.queue
        )
    except OSError as error:
        print(f"策问:不能在 {host}:{port} 上启动({error});换一个端口:python ui.py --port 8000", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
