"""The retriever as llama-index sees it: a BaseRetriever over TextNodes."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.retriever import Retriever
from index.types import Hit, Query


class CewenRetriever(BaseRetriever):
    """Hybrid retrieval for any llama-index query engine; node metadata carries the clause address and offsets."""

    def __init__(self, retriever: Retriever, top_k: int = 10) -> None:
        self._retriever = retriever
        self._top_k = top_k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._retriever.hits(Query(query_bundle.query_str), top=self._top_k)
        return [NodeWithScore(node=node(hit), score=hit.score) for hit in hits]


def node(hit: Hit) -> TextNode:
    """A passage as a TextNode."""
    p = hit.passage
    return TextNode(
        id_=p.passage_id,
        text=p.text,
        start_char_idx=p.start,
        end_char_idx=p.end,
        metadata={"doc_id": p.doc_id, "path": list(p.path), "paragraph": p.paragraph, "page": p.page},
    )
