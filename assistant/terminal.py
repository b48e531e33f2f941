"""Answers in a terminal."""

from __future__ import annotations

import json

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from assistant.answer_json import answer_to_json
from assistant.assistant import Assistant
from assistant.conversation import continued
from assistant.draft import address
from assistant.errors import AssistantError
from assistant.sessions import EVERYONE, Sessions
from assistant.types import Answer, Exchange

OWNER = "terminal"  # whose the sessions of the command line are
STATUS = {"answered": "✓ 已回答", "corrected": "✎ 已更正", "refused": "∅ 不作回答", "error": "⚠ 出错"}


def print_json(answer: Answer) -> None:
    """The Answer as one JSON object."""
    print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))


def print_answer(answer: Answer) -> None:
    """Status, text, and the clauses behind the markers."""
    console = Console()
    console.print(f"[bold]{STATUS[answer.status]}[/bold]")
    if answer.standalone.rstrip("?？") != answer.question.rstrip("?？"):
        console.print(f"[dim]理解为:{escape(answer.standalone)}[/dim]")
    console.print(Markdown(answer.text))
    several = len({(c.doc_id, c.version) for c in answer.citations}) > 1
    for c in answer.citations:
        text = f"《{c.title}》(版本 {c.version})" if several else ""
        console.print(f"[dim]\\[{c.number}] {escape(text + address(c.path, c.paragraph) + c.original)}[/dim]")
    for c in answer.nearest:
        console.print(f"[dim]· {escape(c.quote)}({escape(address(c.path, c.paragraph) + c.original)})[/dim]")
    for notice in answer.notices:
        console.print(f"[dim]{escape(notice)}[/dim]")


def print_asked(exchange: Exchange) -> None:
    """A kept question with its answer."""
    when = f" [dim]{exchange.at.astimezone():%Y-%m-%d %H:%M}[/dim]" if exchange.at else ""
    Console().print(f"[bold]问[/bold] {escape(exchange.answer.question)}{when}")
    print_answer(exchange.answer)


def converse(assistant: Assistant, sessions: Sessions, session_id: str, doc: str | None) -> None:
    """Ask and answer until an empty line, in a kept session; "" begins one with the first question."""
    console = Console()
    while True:
        try:
            question = console.input("[bold]问[/bold] ").strip()
        except EOFError:
            question = ""
        if not question:
            break
        try:
            session_id = session_id or sessions.begin(OWNER, question)
            print_answer(continued(assistant, sessions, EVERYONE, session_id, question, doc).answer)
        except AssistantError as e:
            console.print(f"错误:{escape(str(e))}")
    if session_id:
        console.print(f"[dim]接着问:python -m assistant chat --session {session_id[:8]}[/dim]")
