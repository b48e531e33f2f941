"""`python -m assistant sessions`: what people asked, listed, searched, renamed, deleted, exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.told import told

if TYPE_CHECKING:
    from assistant.sessions import Session, Sessions

app = typer.Typer(help="提问记录:列出、查找、改名、删除、导出", no_args_is_help=True)
SessionId = Annotated[str, typer.Argument(help="会话编号,写开头几位即可")]


def _opened() -> Sessions:
    from assistant.sessions import Sessions
    from assistant.settings import load_settings

    return Sessions(load_settings().home)


def _listed(sessions: tuple[Session, ...]) -> None:
    for it in sessions:
        found = f"  …{it.found}…" if it.found else ""
        typer.echo(
            f"{it.session_id[:8]}  {it.updated.astimezone():%Y-%m-%d %H:%M}  {it.turns:>3} 问  {it.title}{found}"
        )
    if not sessions:
        typer.echo("没有会话", err=True)


@app.command("list")
def list_(deleted: Annotated[bool, typer.Option("--deleted", help="列出一天之内删除的")] = False) -> None:
    """列出会话,新的在前。"""
    with told():
        from assistant.sessions import EVERYONE

        _listed(_opened().list(EVERYONE, deleted=deleted))


@app.command()
def search(words: Annotated[str, typer.Argument(help="要找的词,空格分开的都要有")]) -> None:
    """在名字、问题和回答里查找。"""
    with told():
        from assistant.sessions import EVERYONE

        _listed(_opened().list(EVERYONE, words))


@app.command()
def show(session: SessionId) -> None:
    """显示一个会话里的问答。"""
    with told():
        from assistant.sessions import EVERYONE
        from assistant.terminal import print_asked

        sessions = _opened()
        for exchange in sessions.turns(EVERYONE, sessions.get(EVERYONE, session).session_id):
            print_asked(exchange)


@app.command()
def rename(session: SessionId, title: Annotated[str, typer.Argument(help="新的名字")]) -> None:
    """改名。"""
    with told():
        from assistant.sessions import EVERYONE

        sessions = _opened()
        sessions.rename(EVERYONE, sessions.get(EVERYONE, session).session_id, title)


@app.command()
def delete(session: SessionId) -> None:
    """删除;一天之内可以用 restore 恢复。"""
    with told():
        from assistant.sessions import EVERYONE

        sessions = _opened()
        it = sessions.get(EVERYONE, session)
        sessions.delete(EVERYONE, it.session_id)
        typer.echo(f"已删除“{it.title}”;恢复:python -m assistant sessions restore {it.session_id}", err=True)


@app.command()
def restore(session: Annotated[str, typer.Argument(help="会话编号,写全")]) -> None:
    """恢复一天之内删除的会话。"""
    with told():
        from assistant.sessions import EVERYONE

        _opened().restore(EVERYONE, session)


@app.command()
def export(session: SessionId, target: Annotated[Path, typer.Argument(help="写到 .md 或 .docx 文件")]) -> None:
    """导出一个会话,引文有出处、版本和日期;导出的文件可以用 verify 核对。"""
    with told():
        from assistant import export as word
        from assistant.sessions import EVERYONE
        from assistant.sheet import conversation
        from corpus.atomic import write

        if target.suffix.lower() not in (".md", ".docx"):
            raise ValueError(f"不知道怎样导出为 {target.name};请用 .md 或 .docx 作扩展名")
        sessions = _opened()
        it = sessions.get(EVERYONE, session)
        exchanges = sessions.turns(EVERYONE, it.session_id, last=it.turns)
        whole = (
            word.docx(exchanges, it.title) if target.suffix.lower() == ".docx" else conversation(it.title, exchanges)
        )
        write(target, whole if isinstance(whole, bytes) else whole.encode())
