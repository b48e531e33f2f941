"""Outside benchmarks: reading, measures against ir-measures, rankers with a toy encoder, what has no positive."""

import json
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG
from typer.testing import CliRunner

from eval.__main__ import app
from eval.beir import load_dataset, run_beir
from eval.beir.measures import graded_ndcg, measure, plain_recall
from eval.beir.rankers import PIECE, cut, top
from eval.errors import BeirError


class ToyEncoder:
    """A vector of character counts."""

    fingerprint = "toy/64"
    dim = 64

    def queries(self, texts: list[str]) -> Any:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, text in enumerate(texts):
            for character in text:
                rows[number, ord(character) % self.dim] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    documents = queries


DOCUMENTS = {
    "d1": ("人才公寓", "建设人才公寓,完善配套服务。"),
    "d2": ("", "规划面积为31平方公里。"),
    "d3": ("", "聚焦集成电路、人工智能等领域。"),
    "long": ("", "航运服务。" * 20_000),
}
QUERIES = {"q1": "人才公寓怎么建?", "q2": "规划面积多大?", "q3": "没有正例的题", "q4": "航运服务"}
QRELS = [("q1", "d1", 1), ("q2", "d2", 2), ("q2", "d1", 0), ("q3", "d1", 0), ("q4", "long", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "toy"
    (made / "qrels").mkdir(parents=True)
    corpus = [json.dumps({"_id": n, "title": title, "text": text}) for n, (title, text) in DOCUMENTS.items()]
    (made / "corpus.jsonl").write_text("\n".join(corpus), encoding="utf-8")
    queries = [json.dumps({"_id": n, "text": text}) for n, text in QUERIES.items()]
    (made / "queries.jsonl").write_text("\n".join(queries), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in QRELS)]
    (made / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return made


def test_queries_without_a_positive_have_no_score(folder: Path) -> None:
    data = load_dataset(folder)
    assert set(data.queries) == {"q1", "q2", "q4"}
    assert data.qrels["q2"] == {"d2": 2}
    assert data.unjudged == 1
    assert data.documents["d1"] == "人才公寓\n建设人才公寓,完善配套服务。"


def test_every_way_finds_what_is_there_and_vectors_are_kept(folder: Path, tmp_path: Path) -> None:
    data = load_dataset(folder)
    encoder = ToyEncoder()
    outcomes = run_beir(data, lambda: encoder, tmp_path / "cache")
    assert [each.way for each in outcomes] == ["lexical", "dense", "fused"]
    for each in outcomes:
        assert each.measures["ndcg@10"].n == 3
        assert each.measures["recall@100"].mean == 1.0
        assert each.peak_mb > 0
    assert outcomes[0].measures["mrr@10"].mean == 1.0
    assert list((tmp_path / "cache").iterdir())


def test_one_way_alone_needs_no_encoder(folder: Path, tmp_path: Path) -> None:
    def none() -> Any:
        raise AssertionError("the encoder was opened")

    (only,) = run_beir(load_dataset(folder), none, tmp_path, ["lexical"], limit=2)
    assert only.measures["ndcg@10"].n == 2


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("corpus.jsonl", '{"title": "x"}', "corpus.jsonl 第 1 行"),
        ("qrels/test.tsv", "a\tb\tc\nq1\td1\tx", "test.tsv 第 2 行"),
        ("qrels/test.tsv", None, "没有 .*test.tsv.*现有的部分:无"),
    ],
)
def test_a_broken_folder_is_named(folder: Path, path: str, text: str | None, message: str) -> None:
    if text is None:
        (folder / path).unlink()
    else:
        (folder / path).write_text(text, encoding="utf-8")
    with pytest.raises(BeirError, match=message):
        load_dataset(folder)


def test_the_command_prints_a_table(folder: Path, home: Path) -> None:
    result = CliRunner().invoke(app, ["beir", str(folder), "--way", "lexical"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "1 题没有正例,不计" in result.output
    assert "lexical" in result.output


def test_pieces_keep_every_character() -> None:
    for text in ("甲。" * 500, "无标点" * 400, "短。", "一行\n\n二行。"):
        pieces = list(cut(text))
        assert "".join(pieces) == text.replace("\n", "")
        assert all(len(piece) <= PIECE for piece in pieces)
    assert list(cut("")) == []


def test_what_scores_nothing_is_not_ranked() -> None:
    assert top(np.array([0.0, 2.0, 2.0, 1.0], dtype=np.float32), ["a", "b", "c", "d"]) == ["b", "c", "d"]


def test_measures_by_hand() -> None:
    found = measure(["x", "a", "b"], {"a": 1, "b": 1, "z": 1})
    assert found["recall@5"] == pytest.approx(2 / 3)
    assert found["mrr@10"] == 0.5
    # (1/log2 3 + 1/log2 4) / (1 + 1/log2 3 + 1/log2 4) = 1.13093 / 2.13093
    assert found["ndcg@10"] == pytest.approx(0.530721, abs=1e-6)


IDS = [f"d{n}" for n in range(20)]


@given(
    ranking=st.permutations(IDS).flatmap(lambda p: st.integers(1, 20).map(lambda n: p[:n])),
    grades=st.dictionaries(st.sampled_from(IDS), st.integers(1, 3), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_agreement_with_ir_measures(ranking: list[str], grades: dict[str, int]) -> None:
    qrels = [ir_measures.Qrel("q", each, grade) for each, grade in sorted(grades.items())]
    run = [ir_measures.ScoredDoc("q", each, 1000.0 - rank) for rank, each in enumerate(ranking)]
    theirs = {str(k): v for k, v in ir_measures.calc_aggregate([nDCG @ 10, R @ 5, RR @ 10], qrels, run).items()}
    assert graded_ndcg(ranking, grades, 10) == pytest.approx(theirs["nDCG@10"], abs=1e-9)
    assert plain_recall(ranking, grades, 5) == pytest.approx(theirs["R@5"], abs=1e-9)
    assert measure(ranking, grades)["mrr@10"] == pytest.approx(theirs["RR@10"], abs=1e-9)
