"""Milvus in this process (milvus-lite): what is sent, what is kept, and what is said when it cannot be had."""

from pathlib import Path

import pytest
from pymilvus import MilvusClient

from index import IndexFailure, Query, Retriever, Source, StaleIndexError, build
from index.stores import milvus
from index.stores.milvus import MilvusStore, written
from tests.index.toy import ToyEncoder, source

QUESTIONS = ("柳湾水厂聚焦发展什么工艺?", "围棋课程在哪所学校?", "一天能供多少水?", "漏损率", "节水")
CLOSE = 0.01  # of a score in 0..1: BM25 there is summed in another order, with lengths kept apart


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return str(tmp_path / "milvus.db")


def collections(uri: str) -> set[str]:
    return set(MilvusClient(uri=uri).list_collections())


@pytest.mark.parametrize("groups", [1, 3])
def test_it_finds_what_files_find(
    home: Path, tmp_path: Path, uri: str, sources: tuple[Source, ...], encoder: ToyEncoder, groups: int
) -> None:
    store = MilvusStore(uri, groups=groups)
    build(home, sources, encoder, store=store)
    build(tmp_path / "files", sources, encoder)
    there, here = Retriever.open(home, encoder, store), Retriever.open(tmp_path / "files", encoder)
    for question in QUESTIONS:
        query = Query(question, variants=("围棋",))
        found, expected = there.retrieve(query), here.retrieve(query)
        assert found.similarity == pytest.approx(expected.similarity, abs=1e-5)
        assert found.hits[0].passage == expected.hits[0].passage
        if groups == 1:  # in several groups a word's rarity is that of its group
            scores = {h.passage.passage_id: h.score for h in expected.hits}
            assert all(h.score == pytest.approx(scores[h.passage.passage_id], abs=CLOSE) for h in found.hits)


def test_what_did_not_change_is_not_sent_again(
    home: Path, uri: str, encoder: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MilvusStore(uri, groups=8)
    build(home, (source("water"), source("schools")), encoder, store=store)
    before = collections(uri)
    sent: list[str] = []
    real = milvus._create

    def noting(client: MilvusClient, shard: milvus.Shard, field: str, dim: int) -> None:
        sent.append(shard.name)
        real(client, shard, field, dim)

    monkeypatch.setattr(milvus, "_create", noting)
    build(home, (source("water"), source("schools")), encoder, store=store)
    assert not sent
    assert collections(uri) == before
    build(home, (source("water", ((3, "谁来供水?"),)), source("schools")), encoder, store=store)
    assert {name.split("_")[1] for name in sent} == {"passages", "questions"}, "the sentences are as they were"
    for _ in range(3):  # a build and the one before it are kept for their readers
        build(home, (source("schools"),), encoder, store=store)
    assert len(collections(uri)) == 2, "what no build names is dropped"


def test_a_killed_build_goes_on_where_it_stopped(
    home: Path, uri: str, encoder: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus, "BATCH", 4)
    rows: list[int] = []
    real = milvus._entities

    def noting(*args: object) -> object:
        made = list(real(*args))  # type: ignore[arg-type]
        if len(rows) == 8:
            rows.append(-1)
            raise KeyboardInterrupt
        rows.extend(int(str(e["id"])) for e in made)
        return made

    store = MilvusStore(uri)
    monkeypatch.setattr(milvus, "_entities", noting)
    with pytest.raises(KeyboardInterrupt):
        build(home, (source("water"),), encoder, store=store)
    assert rows == [*range(8), -1]
    build(home, (source("water"),), encoder, store=store)
    assert rows[9:14] == [8, 9, 10, 11, 12], "eight passages were there"
    assert len(Retriever.open(home, encoder, store).retrieve(Query("水厂"), top=40).hits) == 13


def test_the_store_of_a_build_is_remembered(
    home: Path, uri: str, sources: tuple[Source, ...], encoder: ToyEncoder
) -> None:
    build(home, sources, encoder, store=MilvusStore(uri))
    with pytest.raises(StaleIndexError, match="milvus"):
        Retriever.open(home, encoder)


def test_a_collection_that_is_gone_is_named(
    home: Path, uri: str, sources: tuple[Source, ...], encoder: ToyEncoder
) -> None:
    store = MilvusStore(uri)
    build(home, sources, encoder, store=store)
    client = MilvusClient(uri=uri)
    for name in collections(uri):
        client.drop_collection(name)
    with pytest.raises(IndexFailure, match="python -m index build"):
        Retriever.open(home, encoder, store)


def test_no_address_and_no_server_are_said(home: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    with pytest.raises(IndexFailure, match="CEWEN_INDEX__URI"):
        MilvusStore("")
    with pytest.raises(IndexFailure, match=r"127\.0\.0\.1:9"):
        build(home, sources, encoder, store=MilvusStore("http://127.0.0.1:9"))


def test_words_are_written_so_that_no_analyzer_cuts_them() -> None:
    assert written(["3.5%", "水厂"]).replace(" ", "").isalnum()
    assert len(written(["3.5%", "水厂"]).split()) == 2
