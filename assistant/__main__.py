"""`python -m assistant`: ask, chat, batch, sessions, verify, backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import care_commands, session_commands
from assistant.told import told

if TYPE_CHECKING:
    from assistant import Assistant

NoLLM = Annotated[bool, typer.Option("--no-llm", help="不用语言模型,只用原文作答")]
app = typer.Typer(help="向文本提问", no_args_is_help=True, add_completion=False)
app.add_typer(session_commands.app, name="sessions")
app.command()(care_commands.backup)
app.command()(care_commands.restore)
app.command()(care_commands.doctor)


def _opened(no_llm: bool) -> Assistant:
    """The assistant over the current index, with the language model of the settings or without."""
    from assistant import Assistant, load_settings
    from index.logs import log_to

    settings = load_settings()
    log_to(settings)
    return Assistant.open(settings.without_llm() if no_llm else settings)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题")],
    history: Annotated[list[str] | None, typer.Option(help="先前的问题,可重复,旧的在前")] = None,
    doc: Annotated[list[str] | None, typer.Option(help="只问这一份文本:编号,或 编号@版本;给几份就逐份回答")] = None,
    version: Annotated[str | None, typer.Option(help="问这份文本的旧版本,可以只写开头几位")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    no_llm: NoLLM = False,
) -> None:
    """问一个问题,给出带出处的回答。"""
    with told():
        from assistant.errors import QuestionError
        from assistant.terminal import print_answers, print_json

        assistant = _opened(no_llm)
        if version:
            doc = [f"{name}@{version}" for name in doc or [p.document.doc_id for p in assistant.documents()]]
            if len(doc) > 1:
                raise QuestionError("--version 只用于一份文本;请用 --doc 指明,几份文本写作 --doc 编号@版本")
        if as_json:
            print_json(assistant.ask(question, history or (), doc))
        else:
            print_answers(assistant.stream(question, history or (), doc))


@app.command()
def chat(
    doc: Annotated[str | None, typer.Option(help="只问这一份文本:编号,或 编号@版本")] = None,
    session: Annotated[str | None, typer.Option(help="接着一个会话问,写编号的开头几位即可")] = None,
    no_llm: NoLLM = False,
) -> None:
    """在终端里连续提问;空行或 Ctrl-D 结束。"""
    with told():
        from assistant.sessions import EVERYONE, Sessions
        from assistant.settings import load_settings
        from assistant.terminal import converse

        settings = load_settings()
        sessions = Sessions(settings.home)
        here = sessions.get(EVERYONE, session).session_id if session else ""
        converse(_opened(no_llm), sessions, here, doc)


@app.command()
def batch(
    source: Annotated[Path, typer.Option("--in", help="问题,每行一个 JSON 对象")],
    target: Annotated[Path, typer.Option("--out", help="回答,每行一个 JSON 对象")],
    no_llm: NoLLM = False,
) -> None:
    """回答一个文件里的全部问题;出错的问题也占一行。"""
    with told():
        from assistant.batch import run

        answered, failed = run(_opened(no_llm), source, target)
        typer.echo(f"回答 {answered} 个,出错 {failed} 个:{target}", err=True)


@app.command()
def verify(file: Annotated[Path, typer.Argument(help="导出的 .md 或 .docx")]) -> None:
    """核对一份导出的回答:每处引文是否在那个版本的那个位置;不符的逐一列出。"""
    with told():
        from assistant.settings import load_settings
        from assistant.verify import verify as check
        from corpus import Library

        found = check(file, Library(load_settings().home))
        for words in (*found.problems, *found.newer):
            typer.echo(words)
        wrong = f",{len(found.problems)} 处不符" if found.problems else ",都在原文"
        typer.echo(f"核对 {found.checked} 处引文{wrong}", err=True)
        raise typer.Exit(1 if found.problems else 0)


if __name__ == "__main__":
    app()
