"""`python -m index`: build, enrich, status, verify, search."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.types import Passage
    from index.enriching import Tried
    from index.settings import IndexSettings

app = typer.Typer(help="建立和查看索引", no_args_is_help=True, add_completion=False)


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the corpus and the index become one line and exit code 1."""
    from corpus import CorpusError
    from index.errors import IndexFailure

    try:
        yield
    except (CorpusError, IndexFailure, ValueError, OSError) as e:
        typer.echo(f"错误:{e}", err=True)
        raise typer.Exit(1) from e


@app.command("build")
def build_command(
    if_stale: Annotated[bool, typer.Option("--if-stale", help="索引是新的就不再建立")] = False,
) -> None:
    """为全部文本建立索引;只对没有编码过的文字编码。"""
    with _told():
        from rich.progress import Progress

        from corpus import Library, readings, simplified
        from index import IndexSettings, build_library, is_fresh, load_encoder, older_sources, sources_of, store_of
        from index.fields import STAGES
        from index.logs import log_to

        settings = IndexSettings()
        log_to(settings)
        with Progress(transient=True) as progress, ThreadPoolExecutor(1) as beside:
            reading = progress.add_task("读取文本", total=None)
            prepared = [beside.submit(table.prepare) for table in (readings, simplified)]
            library = Library(settings.home)
            sources, older = sources_of(library, settings.home), older_sources(library, settings.home)
            progress.update(reading, description="载入编码模型")
            encoder = load_encoder(settings.encoder.model)
            progress.remove_task(reading)
            if if_stale and is_fresh(settings.home, sources, encoder.fingerprint, older, settings.index.store):
                typer.echo("索引是新的,不用重建。")
                return
            tasks = {name: progress.add_task(f"编码{label}", total=None) for name, label in STAGES.items()}
            report = build_library(
                library,
                settings.home,
                encoder,
                lambda name, done, total: progress.update(tasks[name], completed=done, total=total),
                store_of(settings.index),
            )
            for each in prepared:
                each.result()
        versions = f"和 {report.versions} 个旧版本" if report.versions else ""
        typer.echo(
            f"索引已建立:{report.documents} 份文本{versions};"
            f"段落新增 {report.added}、移除 {report.removed}、保留 {report.kept};编码 {report.encoded} 条。"
        )


@app.command("enrich")
def enrich_command(
    doc: Annotated[str, typer.Option("--doc", help="只写这一部文本(编号)的")] = "",
    limit: Annotated[int | None, typer.Option("--limit", help="这一次最多写几段", min=1)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说还缺几段、约要多少 token,不问模型")] = False,
) -> None:
    """请语言模型为还没有问法的每一段写出它回答的问题;随时可以中止,下次接着写。"""
    with _told():
        from corpus import Library, readings
        from index import IndexSettings
        from index.enriching import lacking, tokens_of, writing
        from index.logs import log_to

        settings = IndexSettings()
        log_to(settings)
        readings.prepare()
        library = Library(settings.home)
        if dry_run:
            passages = lacking(library, settings.home, doc)[:limit]
            typer.echo(f"{len(passages)} 段还没有问法,写全约要 {tokens_of(passages)} 个 token(一字约一个)。")
            return
        with writing(settings.home):
            _write(lacking(library, settings.home, doc)[:limit], settings)


def _write(passages: tuple[Passage, ...], settings: IndexSettings) -> None:
    """Have the questions written with a progress bar, and say which passages are left; exit code 1 where any is."""
    from rich.progress import Progress

    from index import LLM
    from index.enriching import enrich
    from index.errors import LLMFailure

    if not passages:
        typer.echo("每一段都有问法了,没有要写的。")
        return
    if not settings.llm.on:
        raise LLMFailure("unset", "没有设语言模型;请设 CEWEN_LLM__BASE_URL 和 CEWEN_LLM__MODEL(README 的“大语言模型”)")
    llm, tried = LLM(settings.llm), []
    try:
        with Progress(transient=True) as progress:
            task = progress.add_task("写问法", total=len(passages))
            for each in enrich(passages, settings.home, llm):
                tried.append(each)
                failed = sum(bool(t.problem) for t in tried)
                progress.update(task, advance=1, description=f"写问法,{failed} 段没有写成" if failed else "写问法")
    finally:
        llm.close()
        _tell(tried, settings)
    if any(each.problem for each in tried):
        raise typer.Exit(1)


def _tell(tried: list[Tried], settings: IndexSettings) -> None:
    """How many passages have questions now, and each that has none yet."""
    if written := sum(not each.problem for each in tried):
        typer.echo(f"写好 {written} 段,留在 {settings.home / 'questions'};python -m index build 把它们编入索引。")
    for each in tried:
        if each.problem:
            place = " › ".join((each.passage.doc_id, *each.passage.path))
            typer.echo(f"没有写成:{place} 第{each.passage.paragraph}段:{each.problem}", err=True)


@app.command()
def status() -> None:
    """索引里有哪些文本、哪个版本,由哪个模型编码,是否需要重建。"""
    with _told():
        from corpus import Library
        from index import IndexSettings, is_fresh, load_encoder, older_sources, sources_of
        from index.snapshot import Layout, read_manifest

        settings = IndexSettings()
        layout = Layout(settings.home)
        manifest = read_manifest(layout.build(layout.name))
        for doc_id, version in manifest.documents.items():
            typer.echo(f"{doc_id}  版本 {version}")
        encoder = load_encoder(settings.encoder.model)
        library = Library(settings.home)
        sources, older = sources_of(library, settings.home), older_sources(library, settings.home)
        for source in older:
            typer.echo(f"{source.parsed.document.doc_id}  旧版本 {source.parsed.document.version}")
        fresh = is_fresh(settings.home, sources, encoder.fingerprint, older, settings.index.store)
        typer.echo(f"编码模型 {manifest.fingerprint};" + ("是新的" if fresh else "需要重建:python -m index build"))


@app.command()
def verify() -> None:
    """核对索引的每个文件,坏的会点名。"""
    with _told():
        from index import IndexFailure, IndexSettings
        from index.whole import examine

        found = examine(IndexSettings().home)
        if found.problems:
            raise IndexFailure("\n".join(found.problems))
        typer.echo(f"索引完好:{found.files} 个文件。")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="要找的话")],
    top: Annotated[int, typer.Option(help="给出几段", min=1, max=100)] = 5,
) -> None:
    """只检索,不作答:列出最接近的段落和各项得分。"""
    with _told():
        from index import IndexSettings, Query, Retriever, load_encoder, reranker_of, store_of

        settings = IndexSettings()
        encoder, reranker = load_encoder(settings.encoder.model), reranker_of(settings.index)
        retriever = Retriever.open(settings.home, encoder, store_of(settings.index), reranker=reranker)
        for hit in retriever.hits(Query(text), top=top):
            typer.echo(f"{hit.rank}. {hit.score:.3f}  {' › '.join(hit.passage.path)} 第{hit.passage.paragraph}段")
            typer.echo(f"   {hit.passage.text[:120]}")


if __name__ == "__main__":
    app()
