"""`python -m assistant`: ask, chat, batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="向文本提问", no_args_is_help=True, add_completion=False)


@contextmanager
def _told() -> Iterator[None]:
    """Errors become one line and exit code 1."""
    from assistant.errors import AssistantError
    from corpus import CorpusError
    from index import IndexFailure

    try:
        yield
    except (AssistantError, CorpusError, IndexFailure, ValueError, OSError) as e:
        typer.echo(f"错误:{e}", err=True)
        raise typer.Exit(1) from e


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题")],
    history: Annotated[list[str] | None, typer.Option(help="先前的问题,可重复,旧的在前")] = None,
    doc: Annotated[str | None, typer.Option(help="只问这一份文本")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """问一个问题,给出带出处的回答。"""
    with _told():
        from assistant import Assistant
        from assistant.terminal import print_answer, print_json

        answer = Assistant.open().ask(question, history or (), doc)
        print_json(answer) if as_json else print_answer(answer)


@app.command()
def chat(doc: Annotated[str | None, typer.Option(help="只问这一份文本")] = None) -> None:
    """在终端里连续提问;空行或 Ctrl-D 结束。"""
    with _told():
        from assistant import Assistant
        from assistant.terminal import converse

        converse(Assistant.open(), doc)


@app.command()
def batch(
    source: Annotated[Path, typer.Option("--in", help="问题,每行一个 JSON 对象")],
    target: Annotated[Path, typer.Option("--out", help="回答,每行一个 JSON 对象")],
) -> None:
    """回答一个文件里的全部问题;出错的问题也占一行。"""
    with _told():
        from assistant import Assistant
        from assistant.batch import run

        answered, failed = run(Assistant.open(), source, target)
        typer.echo(f"回答 {answered} 个,出错 {failed} 个:{target}", err=True)


if __name__ == "__main__":
    app()
