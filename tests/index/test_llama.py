"""The retriever as llama-index sees it."""

from pathlib import Path

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import MetadataMode, TextNode

from index import Query, Retriever
from index.llama import CewenRetriever
from tests.index.toy import ToyEncoder


def test_it_is_a_base_retriever_with_the_same_hits(built: Path, encoder: ToyEncoder) -> None:
    retriever = Retriever.open(built, encoder)
    theirs = CewenRetriever(retriever, top_k=4)
    assert isinstance(theirs, BaseRetriever)
    nodes = theirs.retrieve("围棋课程在哪所学校?")
    hits = retriever.retrieve(Query("围棋课程在哪所学校?"), top=4).hits
    assert [(n.node_id, n.score) for n in nodes] == [(h.passage.passage_id, h.score) for h in hits]


def test_a_node_carries_the_address_of_its_clause(built: Path, encoder: ToyEncoder) -> None:
    retriever = Retriever.open(built, encoder)
    found = CewenRetriever(retriever, top_k=1).retrieve("柳湾水厂聚焦发展什么工艺?")[0]
    node = found.node
    assert isinstance(node, TextNode)
    text = retriever.entry("water").parsed.document.text
    assert text[node.start_char_idx : node.end_char_idx] == node.get_content(MetadataMode.NONE)
    assert node.metadata["path"] == ["第二章 优化生产布局", "第二节 水厂建设", "5.柳湾水厂"]
    assert (node.metadata["doc_id"], node.metadata["paragraph"]) == ("water", 1)
