"""The library of documents at the command line: outline, add, list, show, remove, restore, diff."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.types import Parsed

app = typer.Typer(
    name="python -m corpus", help="文本:看提纲,管理文档和版本,比较差异。", no_args_is_help=True, add_completion=False
)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@contextmanager
def _errors() -> Iterator[None]:
    """Turn our errors into one line and exit code 1."""
    import logging

    from corpus.errors import CorpusError

    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("corpus").setLevel(logging.INFO)
    try:
        yield
    except CorpusError as error:
        typer.echo(f"错误:{error}", err=True)
        raise typer.Exit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None


@app.command()
def outline(file: Annotated[Path, typer.Argument(help="要看的文件")], as_json: Json = False) -> None:
    """看一个文件会被读成怎样的章、节、段,哪些文字没有计入正文。"""
    with _errors():
        from corpus.outline import render, report
        from corpus.parse import parse_file

        parsed = parse_file(file)
        typer.echo(json.dumps(report(parsed), ensure_ascii=False, indent=1) if as_json else render(parsed))


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="要加入的文件")],
    doc_id: Annotated[str | None, typer.Option("--id", help="文档编号;不给则用文件名")] = None,
) -> None:
    """加入一个文档;编号已有时,成为它的新版本。"""
    with _errors():
        from corpus.library import Library

        library = Library()
        before = {info.doc_id: info for info in library.list()}
        info = library.add(file, doc_id)
        known = before.get(info.doc_id)
        if known is None:
            done = "已加入"
        elif known.version == info.version:
            done = "文字没有变化"
        else:
            done = f"新版本(原为 {known.version})"
        typer.echo(f"{info.doc_id}  {info.version}  {info.title}\n{done};运行 `python -m index build` 后可以提问")


@app.command(name="list")
def list_documents(as_json: Json = False) -> None:
    """列出全部文档和当前版本。"""
    with _errors():
        from corpus.library import Library

        infos = Library().list()
        if as_json:
            from dataclasses import asdict

            typer.echo(json.dumps([asdict(info) for info in infos], ensure_ascii=False, indent=1))
            return
        for info in infos:
            more = f",共 {len(info.versions)} 个版本" if len(info.versions) > 1 else ""
            typer.echo(f"{info.doc_id}  {info.version}  {info.title}({info.characters} 字{more})")


@app.command()
def show(
    doc_id: Annotated[str, typer.Argument(help="文档编号")],
    version: Annotated[str | None, typer.Option("--version", help="版本;不给则用当前版本")] = None,
    as_json: Json = False,
) -> None:
    """看一个文档的提纲和现有版本。"""
    with _errors():
        from corpus.library import Library
        from corpus.outline import render, report

        library = Library()
        info, parsed = library.info(doc_id), library.get(doc_id, version)
        if as_json:
            data = report(parsed) | {"current": info.version, "versions": list(info.versions)}
            typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
            return
        typer.echo(render(parsed))
        typer.echo("版本:" + "、".join(f"{v}{'(当前)' if v == info.version else ''}" for v in info.versions))


@app.command()
def remove(doc_id: Annotated[str, typer.Argument(help="文档编号")]) -> None:
    """移除一个文档;各版本仍留着,可以恢复。"""
    with _errors():
        from corpus.library import Library

        info = Library().remove(doc_id)
        typer.echo(f"已移除 {doc_id};恢复:python -m corpus restore {doc_id} {info.version}")


@app.command()
def restore(
    doc_id: Annotated[str, typer.Argument(help="文档编号")],
    version: Annotated[str, typer.Argument(help="要恢复的版本,可以只写开头几位")],
) -> None:
    """把一个旧版本恢复为当前版本,或恢复已移除的文档。"""
    with _errors():
        from corpus.library import Library

        info = Library().restore(doc_id, version)
        typer.echo(f"{info.doc_id} 的当前版本是 {info.version};运行 `python -m index build` 后可以提问")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="旧文本:文件、文档编号,或 编号@版本")],
    new: Annotated[str, typer.Argument(help="新文本:文件、文档编号,或 编号@版本")],
    as_json: Json = False,
    page: Annotated[Path | None, typer.Option("--html", help="另写一份左右对照的网页到这个文件")] = None,
) -> None:
    """比较两份文本或一个文档的两个版本:哪些节增删改移,哪些数字、日期、列举变了。"""
    with _errors():
        from corpus import diff_report
        from corpus.atomic import write
        from corpus.diff import compare

        difference = compare(_text(old), _text(new))
        if page is not None:
            try:
                write(page, diff_report.page(difference).encode("utf-8"))
            except OSError as error:
                from corpus.errors import CorpusError

                raise CorpusError(f"不能写 {page}:{error.strerror};请换一个文件") from error
        if as_json:
            typer.echo(json.dumps(diff_report.data(difference), ensure_ascii=False, indent=1))
        else:
            typer.echo(diff_report.text(difference))


def _text(name: str) -> "Parsed":
    """Read a file, or take a document of the library by 编号 or 编号@版本."""
    from corpus.errors import LibraryError
    from corpus.library import Library
    from corpus.parse import parse_file

    if Path(name).is_file():
        return parse_file(Path(name))
    doc_id, _, version = name.partition("@")
    try:
        return Library().get(doc_id, version or None)
    except LibraryError as error:
        if Path(name).suffix and not version:
            raise LibraryError(
                f"没有文件 {name},也没有这个编号的文档;用 `python -m corpus list` 查看现有文档"
            ) from error
        raise


if __name__ == "__main__":
    app()
