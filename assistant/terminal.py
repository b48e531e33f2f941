"""Answers in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console, Group
from rich.live import Live
from rich.markdown import Markdown
from rich.markup import escape

from assistant.answer_json import answer_to_json
from assistant.assistant import Assistant
from assistant.conversation import history
from assistant.draft import address
from assistant.errors import AssistantError
from assistant.sessions import EVERYONE, MOST_TURNS, Sessions
from assistant.types import Answer, Exchange, Usage

OWNER = "terminal"  # whose the sessions of the command line are
STATUS = {"answered": "✓ 已回答", "corrected": "✎ 已更正", "refused": "∅ 不作回答", "error": "⚠ 出错"}


def print_json(answer: Answer) -> None:
    """The Answer as one JSON object."""
    print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))


def print_answers(answers: Iterable[Answer]) -> Answer:
    """An answer as it grows, each in place of the one before; the last stays and is returned."""
    answer: Answer | None = None
    with Live("…", auto_refresh=False) as live:
        for answer in answers:
            live.update(_shown(answer), refresh=True)
    if answer is None:
        raise ValueError("没有回答可显示")
    return answer


def _shown(answer: Answer) -> Group:
    """Status, text, and the clauses behind the markers."""
    lines = [f"[bold]{STATUS[answer.status]}[/bold]"]
    if answer.standalone.rstrip("?？") != answer.question.rstrip("?？"):
        lines.append(f"[dim]理解为:{escape(answer.standalone)}[/dim]")
    several = len({(c.doc_id, c.version) for c in answer.citations}) > 1
    below = []
    for c in answer.citations:
        text = f"《{c.title}》(版本 {c.version})" if several else ""
        below.append(f"\\[{c.number}] {escape(text + address(c.path, c.paragraph) + c.original)}")
    below += [f"· {escape(c.quote)}({escape(address(c.path, c.paragraph) + c.original)})" for c in answer.nearest]
    below += [escape(notice) for notice in answer.notices]
    if answer.usage:
        below.append(escape(spent(answer.usage)))
    return Group("\n".join(lines), Markdown(answer.text), *(f"[dim]{line}[/dim]" for line in below))


def spent(usage: Usage) -> str:
    """模型 2 次,1.3 秒,输入 512 token,输出 90 token."""
    tokens = [("输入", usage.prompt_tokens), ("输出", usage.completion_tokens)]
    said = "".join(f",{word} {count} token" for word, count in tokens if count is not None)
    return f"模型 {len(usage.calls)} 次,{usage.seconds:.1f} 秒{said}"


def print_asked(exchange: Exchange) -> None:
    """A kept question with its answer."""
    when = f" [dim]{exchange.at.astimezone():%Y-%m-%d %H:%M}[/dim]" if exchange.at else ""
    Console().print(f"[bold]问[/bold] {escape(exchange.answer.question)}{when}")
    print_answers([exchange.answer])


def converse(assistant: Assistant, sessions: Sessions, session_id: str, doc: str | None) -> None:
    """Ask and answer until an empty line, in a kept session; "" begins one with the first question.

    What cannot be kept is said, answered all the same, and still what the next question can refer to.
    """
    console = Console()
    turns = sessions.turns(EVERYONE, session_id) if session_id else ()
    while True:
        try:
            question = console.input("[bold]问[/bold] ").strip()
        except EOFError:
            question = ""
        if not question:
            break
        try:
            answer = print_answers(assistant.stream(question, history(turns), doc))
        except AssistantError as e:
            console.print(f"错误:{escape(str(e))}")
            continue
        turns = (*turns, Exchange(answer))[-MOST_TURNS:]
        try:
            session_id = session_id or sessions.begin(OWNER, question)
            sessions.append(EVERYONE, session_id, answer)
        except AssistantError as e:
            console.print(f"这次提问没有存下。{escape(str(e))}")
    if session_id:
        console.print(f"[dim]接着问:python -m assistant chat --session {session_id[:8]}[/dim]")
