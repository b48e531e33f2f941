"""What is searched: the encoder, a reranker if set, the index against its checksums, the encoder and the library."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assistant.doctor.types import Finding
from assistant.settings import Settings
from corpus import CorpusError, Library
from index import (
    IndexFailure,
    Layout,
    Retriever,
    is_fresh,
    load_encoder,
    older_sources,
    reranker_of,
    sources_of,
    store_of,
)
from index.snapshot import read_manifest, verify

BUILD = "python -m index build"


def encoder(settings: Settings) -> Iterator[Finding]:
    """The encoder loads and gives a word a unit vector."""
    try:
        model = load_encoder(settings.encoder.model)
        vectors = model.queries(["规划"])
    except Exception as error:  # noqa: BLE001 - whatever a model's library raises, it cannot be used
        yield Finding(
            "编码模型", "problem", f"{settings.encoder.model} 用不了:{error}", "改 CEWEN_ENCODER__MODEL,或重新安装"
        )
        return
    if vectors.shape == (1, model.dim) and np.isclose(np.linalg.norm(vectors), 1, atol=1e-3):
        yield Finding("编码模型", "ok", f"{model.fingerprint},编码一个词正常")
    else:
        yield Finding(
            "编码模型", "problem", f"{model.fingerprint} 编码一个词得到的不是单位向量", "重新安装,或换一个模型"
        )


def reranker(settings: Settings) -> Iterator[Finding]:
    """Where a cross-encoder is set: it loads and scores a pair."""
    try:
        model = reranker_of(settings.index)
    except IndexFailure as error:
        yield Finding("重排模型", "problem", str(error))
        return
    if model is None:
        return
    score = model.scores("规划期限是多久?", ("规划期限为2020年至2035年。",))[0]
    if 0 <= score <= 1:
        yield Finding("重排模型", "ok", f"{settings.index.reranker},读一段正常")
    else:
        yield Finding("重排模型", "problem", f"{settings.index.reranker} 给不出 0 到 1 的得分", "换一个,或去掉这个设置")


def index(settings: Settings) -> Iterator[Finding]:
    """The index opens (its checksums, encoder, format and store are right), and holds what the library holds."""
    model, store = load_encoder(settings.encoder.model), store_of(settings.index)
    try:
        opened = Retriever.open(settings.home, model, store)
    except (IndexFailure, OSError, ValueError) as error:
        yield Finding("索引", "problem", str(error), "" if isinstance(error, IndexFailure) else BUILD)
        return
    yield from _older(settings)
    held = f"{len(opened.content)} 部文本,{len(opened.passages)} 段,校验和相符"
    try:
        library = Library(settings.home)
        sources, older = sources_of(library, settings.home), older_sources(library, settings.home)
    except (CorpusError, OSError, ValueError) as error:
        yield Finding("索引", "warning", f"{held};文库读不全,不知道是否还新({error})")
        return
    if is_fresh(settings.home, sources, model.fingerprint, older, store.name):
        yield Finding("索引", "ok", f"{held},是新的")
    else:
        yield Finding("索引", "warning", f"{held},但文本或程序变了", BUILD)


def _older(settings: Settings) -> Iterator[Finding]:
    """The indexes of older versions, each against its checksums."""
    folder = Layout(settings.home).versions
    for name in sorted(it.name for it in folder.iterdir()) if folder.is_dir() else ():
        layout = Layout(settings.home, name)
        try:
            build = layout.build(layout.name)
            verify(build, read_manifest(build))
        except (IndexFailure, OSError) as error:
            yield Finding(f"索引 {name}", "problem", str(error), f"删去 {layout.root},再 {BUILD}")
