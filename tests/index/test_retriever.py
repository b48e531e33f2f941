"""Retrieval over a toy index: what is found, in what order, and what never happens."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Query, Retriever, Source, build
from index.content import Questions
from index.encoder import Vectors
from index.stores import Store
from index.stores.local import LocalStore
from index.stores.milvus import MilvusStore
from tests.index.toy import ToyEncoder, made


@pytest.fixture(params=["faiss", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Files, and Milvus in this process: the same is found in both."""
    return LocalStore() if request.param == "faiss" else MilvusStore(str(tmp_path / "milvus.db"))


@pytest.fixture
def built(home: Path, sources: tuple[Source, ...], encoder: ToyEncoder, store: Store) -> Path:
    build(home, sources, encoder, store=store)
    return home


@pytest.fixture
def retriever(built: Path, encoder: ToyEncoder, store: Store) -> Retriever:
    return Retriever.open(built, encoder, store)


def test_words_of_a_passage_find_it(retriever: Retriever) -> None:
    best = retriever.retrieve(Query("柳湾水厂聚焦发展什么工艺?")).hits[0]
    assert best.passage.text.startswith("柳湾水厂聚焦发展紫外消毒")
    assert best.rank == 1


def test_a_stored_question_finds_its_passage(retriever: Retriever) -> None:
    """A question in other words than the passage's own is found through the one that is stored for it."""
    for asked in retriever.entry("water").questions:
        hit = next(
            h
            for h in retriever.retrieve(Query(asked.questions[0]), top=40).hits
            if h.passage.passage_id == asked.passage_id
        )
        assert hit.why["question"] == 1
        assert hit.why["asked"] in (0, 1), "1 unless the question is all function words"


def test_a_stored_question_finds_the_sentence_that_answers_it(home: Path, encoder: ToyEncoder, store: Store) -> None:
    """Of a passage's sentences the one that a stored question is answered by comes first, whatever its own words."""
    bare = made("第一章 供水\n东岭水厂供应城东。白石水厂供应城西。南山水厂备用。")
    passage = bare.parsed.passages[0]
    for sentence in range(3):
        asked = Questions(passage.passage_id, ("夜里没水喝找哪一家?", "收费几何?"), (sentence, (sentence + 1) % 3))
        build(home, (Source(bare.parsed, (asked,)),), encoder, store=store)
        found = Retriever.open(home, encoder, store).retrieve(Query("夜里没水喝找哪一家?"))
        answers = {s.start: s.why["asked"] for s in found.sentences}
        assert answers[passage.sentences[sentence][0]] == 1
        assert sum(answers.values()) < 3


def test_a_question_that_is_left_open_is_told_from_one_that_is_answered(
    home: Path, encoder: ToyEncoder, store: Store
) -> None:
    """How near each is; an open question finds no passage, and a text without any has none near."""
    bare = made("第一章 供水\n东岭水厂供应城东。\n第二章 节水\n居民用水节约有奖。")
    first, second = bare.parsed.passages
    asked = Questions(first.passage_id, ("城东喝谁家的水?",), (0,), ("城东水费多少钱一吨?",))
    build(home, (Source(bare.parsed, (asked,)),), encoder, store=store)
    retriever = Retriever.open(home, encoder, store)
    answered, left = (retriever.retrieve(Query(q)) for q in ("城东喝谁家的水?", "城东水费多少钱一吨?"))
    assert (round(answered.asked, 5), round(left.open, 5)) == (1, 1)
    assert answered.open < 1 > left.asked
    assert left.similarity == pytest.approx(max(left.asked, left.sentence), abs=0.2)
    alone = retriever.retrieve(Query("城东水费多少钱一吨?", doc_ids=("nothing",)))
    assert (alone.open, alone.asked) == (0, 0)
    assert retriever.asked_of("made", "喝谁家")
    assert not retriever.asked_of("made", "水费")
    assert second.passage_id not in {q.passage_id for q in retriever.entry("made").questions}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(max_size=60), top=st.integers(1, 40))
def test_any_query_is_answered_in_order(retriever: Retriever, text: str, top: int) -> None:
    found = retriever.retrieve(Query(text), top=top)
    assert len(found.hits) == min(top, len(retriever.passages))
    assert [h.rank for h in found.hits] == list(range(1, len(found.hits) + 1))
    scores = [h.score for h in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-6 <= s <= 1 + 1e-6 for s in scores)
    assert len({h.passage.passage_id for h in found.hits}) == len(found.hits)
    assert len(found.sentences) == sum(len(h.passage.sentences) for h in found.hits)
    for sentence in found.sentences:
        whole = retriever.entry(sentence.passage.doc_id).parsed.document.text
        assert whole[sentence.start : sentence.end] == sentence.text


def test_only_the_documents_asked_are_searched(retriever: Retriever) -> None:
    hits = retriever.retrieve(Query("水厂", doc_ids=("schools",)), top=40).hits
    assert {h.passage.doc_id for h in hits} == {"schools"}
    assert len(hits) == len(retriever.entry("schools").parsed.passages)
    assert retriever.retrieve(Query("水厂", doc_ids=("nothing",))).hits == ()


def test_variants_terms_and_subjects_widen(retriever: Retriever) -> None:
    plain = retriever.retrieve(Query("下棋")).hits[0].why
    widened = retriever.retrieve(Query("下棋", variants=("围棋",))).hits[0]
    assert "围棋" in widened.passage.text
    assert widened.why["text"] == 1
    assert plain["text"] == 0
    for more in ({"subjects": ("青石小学",)}, {"terms": ("青石小学",)}):
        for hit in retriever.retrieve(Query("情况", **more), top=40).hits:  # type: ignore[arg-type]
            assert hit.why["terms"] == ("青石小学" in hit.passage.text)


def test_words_that_stand_nowhere_are_named(retriever: Retriever) -> None:
    assert retriever.retrieve(Query("火箭发射场在东岭水厂吗")).unseen
    assert retriever.retrieve(Query("东岭水厂")).unseen == ()


def test_an_unknown_document_is_a_key_error(retriever: Retriever) -> None:
    with pytest.raises(KeyError):
        retriever.entry("nothing")


def test_the_query_is_encoded_once(built: Path, store: Store) -> None:
    asked: list[list[str]] = []

    class Noting(ToyEncoder):
        def queries(self, texts: list[str]) -> Vectors:
            asked.append(texts)
            return super().queries(texts)

    Retriever.open(built, Noting(), store).retrieve(Query("水厂", variants=("供水", "用水"), terms=("膜过滤",)))
    assert asked == [["水厂"]]


def test_the_same_words_are_not_encoded_twice(built: Path, store: Store) -> None:
    asked: list[list[str]] = []

    class Noting(ToyEncoder):
        def queries(self, texts: list[str]) -> Vectors:
            asked.append(texts)
            return super().queries(texts)

    retriever = Retriever.open(built, Noting(), store)
    first = retriever.retrieve(Query("水厂"))
    retriever.retrieve(Query("水厂", doc_ids=("schools",)), top=1)
    assert retriever.retrieve(Query("水厂")) == first
    assert asked == [["水厂"]]


def test_the_best_passages_alone_are_those_with_their_sentences(retriever: Retriever) -> None:
    for query in (
        Query("围棋课程在哪所学校?"),
        Query("水厂", doc_ids=("schools",)),
        Query("水厂", doc_ids=("nothing",)),
    ):
        assert retriever.hits(query, top=5) == retriever.retrieve(query, top=5).hits


def test_threads_share_one_retriever(retriever: Retriever) -> None:
    queries = [Query(q) for q in ("膜过滤", "围棋课程", "漏损率", "向阳小学", "节水")] * 8
    alone = [retriever.retrieve(q) for q in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(retriever.retrieve, queries)) == alone
