"""文本: the library. A file is read and looked at before it is taken in; then the index is built and taken up."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import Assistant, html, html_texts, load_settings
from corpus import CorpusError, DocumentInfo, Library, Parsed, compare, parse_file
from corpus.load import supported
from index import build_library, load_encoder, store_of
from index.fields import STAGES
from index.logs import event
from window.job import Job
from window.parts import QUIET, part, told

KEPT = 3600  # seconds that a file waits to be taken in


@dataclass(frozen=True, slots=True)
class Waiting:
    """An uploaded file that was read and is looked at; `doc_id` is what it would become."""

    path: Path
    parsed: Parsed
    doc_id: str

    def drop(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


Shown = tuple[Any, ...]  # waiting, desk, upload, masthead


def add(assistant: Assistant, home: Path, encoder: str, masthead: gr.HTML) -> None:
    """Put the view on the page; `masthead` lists the documents that can be asked."""
    job = Job()
    texts = Library(home)

    def desk(waiting: Waiting | None = None, said: str = "", trouble: str = "", going: str = "") -> str:
        """The whole view as HTML."""
        try:
            infos = texts.list()
        except CorpusError as error:
            infos, trouble = (), trouble or str(error)
        indexed = {p.document.doc_id: p.document.version for p in assistant.documents()}
        looked = html_texts.review(*_reviewed(waiting, infos)) if waiting else ""
        return html_texts.desk(infos, indexed, looked, said, trouble, going)

    def _reviewed(waiting: Waiting, infos: tuple[DocumentInfo, ...]) -> tuple[Any, ...]:
        known = waiting.doc_id in {info.doc_id for info in infos}
        difference = compare(texts.get(waiting.doc_id), waiting.parsed) if known else None
        return waiting.parsed, waiting.path.name, waiting.doc_id, infos, difference

    def read(path: Path) -> Waiting:
        """Read a file and guess what it is: a new version of the text of the same name, else a new text."""
        parsed = parse_file(path)
        same = (i.doc_id for i in texts.list() if path.stem == i.doc_id or parsed.document.title == i.title)
        return Waiting(path, parsed, next(same, path.stem))

    async def look(file: str | None, waiting: Waiting | None) -> AsyncIterator[Shown]:
        """Read an uploaded file and show what it would become."""
        if file is None:
            yield (gr.skip(),) * 3
            return
        if waiting:
            waiting.drop()
        yield None, desk(going=html_texts.progress("正在读取", 0, 0)), gr.skip()
        try:
            waiting = await asyncio.to_thread(read, Path(file))
            shown = await asyncio.to_thread(desk, waiting)
        except CorpusError as error:
            Path(file).unlink(missing_ok=True)
            yield None, desk(trouble=str(error)), None
        else:
            yield waiting, shown, None

    def choose(waiting: Waiting | None, event: gr.EventData) -> tuple[Waiting | None, str]:
        """Take the file for a new version of another text."""
        if waiting:
            waiting = Waiting(waiting.path, waiting.parsed, str(event.doc))
        return waiting, desk(waiting)

    def accept(waiting: Waiting | None) -> tuple[None, str]:
        """Take the file into the library."""
        if waiting is None:
            return None, desk(trouble="文件已不在;请重新上传。")
        with told():
            info = texts.add(waiting.path, waiting.doc_id)
        event("upload", doc_id=info.doc_id, version=info.version, characters=info.characters)
        waiting.drop()
        return None, desk(said=f"已收入《{info.title}》,版本 {info.version}。建好索引之后可以提问。")

    def discard(waiting: Waiting | None) -> tuple[None, str]:
        """Put the file away."""
        if waiting:
            waiting.drop()
        return None, desk()

    def back(event: gr.EventData) -> str:
        """Make an older version the current one."""
        with told():
            info = texts.restore(str(event.doc), str(event.version))
        return desk(said=f"《{info.title}》恢复为版本 {info.version}。建好索引之后可以提问。")

    def work(job: Job) -> str:
        """Build the index of what the library holds now."""
        report = build_library(
            texts,
            home,
            load_encoder(encoder),
            lambda name, done, total: job.report(f"编码{STAGES.get(name, name)}", done, total),
            store_of(load_settings().index),
        )
        return (
            f"索引已建好:段落新增 {report.added}、移除 {report.removed}、保留 {report.kept};编码 {report.encoded} 条。"
        )

    async def make(waiting: Waiting | None) -> AsyncIterator[tuple[str, str]]:
        """Build the index, or watch the build that is under way; then the window asks the new one."""
        job.begin("读取文本", work)
        async for state in job.watch():
            if state.running:
                yield desk(waiting, going=html_texts.progress(state.what, state.done, state.total)), gr.skip()
        yield (
            await asyncio.to_thread(desk, waiting, job.state.said, job.state.trouble),
            html.masthead(assistant.documents(), desk=True),
        )

    with gr.Column(elem_id="texts"):
        waiting = gr.State(None, time_to_live=KEPT, delete_callback=lambda it: it and it.drop())
        gr.HTML('<h2 class="head">文本</h2>', apply_default_css=False)
        upload = gr.File(
            label=f"加入或更换文本({' '.join(supported())})", file_types=list(supported()), elem_id="upload", height=120
        )
        view = part("library", desk(), "choose", "accept", "discard", "back", "make")
    upload.upload(look, [upload, waiting], [waiting, view, upload], concurrency_limit=1, **QUIET)
    view.choose(choose, waiting, [waiting, view], **QUIET)
    view.accept(accept, waiting, [waiting, view], **QUIET)
    view.discard(discard, waiting, [waiting, view], **QUIET)
    view.back(back, None, view, **QUIET)
    view.make(make, waiting, [view, masthead], concurrency_limit=None, **QUIET)
