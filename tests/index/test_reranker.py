"""A cross-encoder that reads the best passages again: a real one of the library's, tiny and of random weights."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import index
from index import Hit, IndexSettings, Query, RerankerError, Retriever, reranker_of
from index.__main__ import app
from index.retriever import TOP
from index.settings import StoreSettings
from tests.conftest import ROOT
from tests.index.toy import ToyEncoder

QUESTION = "哪座水厂供应城东?"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models that transformers saved: a cross-encoder, a bare encoder, one of three labels."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    home = tmp_path_factory.mktemp("models")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"水厂供应城东西处理管网年日万吨的和第一二三四五。?"]
    (home / "vocab.txt").write_text("\n".join(words), "utf-8")
    shape = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    for name, kind, labels in (
        ("reader", BertForSequenceClassification, 1),
        ("labels", BertForSequenceClassification, 3),
        ("encoder", BertModel, 1),
    ):
        torch.manual_seed(3)
        config = BertConfig(
            vocab_size=len(words), num_labels=labels, max_position_embeddings=64, initializer_range=1.0, **shape
        )
        kind(config).save_pretrained(home / name)
        BertTokenizerFast(vocab=str(home / "vocab.txt")).save_pretrained(home / name)
    return home


def hits(
    home: Path, model: Path | str = "", weight: float = 1.0, question: str = QUESTION, top: int = TOP
) -> tuple[Hit, ...]:
    reranker = reranker_of(StoreSettings(reranker=str(model), reranker_weight=weight))
    opened = Retriever.open(home, ToyEncoder(), reranker=reranker)
    return opened.retrieve(Query(question), top=top).hits


def read(model: Path, texts: list[str]) -> list[float]:
    """What the library itself makes of the question with each text."""
    from sentence_transformers import CrossEncoder

    return [float(s) for s in CrossEncoder(str(model), device="cpu").predict([(QUESTION, text) for text in texts])]


def test_it_is_off_by_default(built: Path) -> None:
    assert reranker_of(IndexSettings().index) is None
    assert all("reranker" not in hit.why for hit in hits(built))


def test_its_order_is_used(built: Path, models: Path) -> None:
    plain = hits(built)
    again = hits(built, models / "reader")
    scores = read(models / "reader", [hit.passage.text for hit in again])
    assert [hit.score for hit in again] == pytest.approx(scores, abs=1e-5)
    assert scores == sorted(scores, reverse=True)
    assert max(scores) - min(scores) > 0.1
    assert [hit.rank for hit in again] == list(range(1, TOP + 1))
    assert {hit.passage for hit in again} == {hit.passage for hit in plain}
    assert [hit.passage for hit in again] != [hit.passage for hit in plain]


def test_its_score_is_mixed_with_the_fused_one(built: Path, models: Path) -> None:
    plain = {hit.passage: hit.score for hit in hits(built)}
    mixed = hits(built, models / "reader", 0.25)
    for hit in mixed:
        assert hit.score == pytest.approx(0.75 * plain[hit.passage] + 0.25 * hit.why["reranker"], abs=1e-3)
    assert [hit.score for hit in mixed] == sorted((hit.score for hit in mixed), reverse=True)


def test_the_twenty_best_are_read_however_many_are_asked_for(built: Path, models: Path) -> None:
    plain, again = hits(built, top=TOP + 2), hits(built, models / "reader", top=TOP + 2)
    assert len(again) == TOP + 2
    assert [hit.passage for hit in again[TOP:]] == [hit.passage for hit in plain[TOP:]]
    assert {hit.passage for hit in again[:TOP]} == {hit.passage for hit in plain[:TOP]}
    assert [hit.passage for hit in hits(built, models / "reader", top=5)] == [hit.passage for hit in again[:5]]


def test_a_long_question_is_read_as_far_as_the_model_reads(built: Path, models: Path) -> None:
    assert hits(built, models / "reader", question=QUESTION * 50)


@pytest.mark.parametrize("name", ["encoder", "labels", "none", "vocab.txt", "nobody/has-this"])
def test_what_is_no_cross_encoder_is_an_error_that_names_the_setting(
    built: Path, models: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    model = name if "/" in name else str(models / name)
    with pytest.raises(RerankerError, match="CEWEN_INDEX__RERANKER"):
        hits(built, model)
    monkeypatch.setenv("CEWEN_INDEX__RERANKER", model)
    monkeypatch.setattr(index, "load_encoder", lambda name: ToyEncoder())
    done = CliRunner().invoke(app, ["search", QUESTION])
    assert (done.exit_code, "CEWEN_INDEX__RERANKER" in done.stderr) == (1, True)


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as hub:
        hub.settimeout(0.01)
        env = os.environ | {
            "HF_HUB_OFFLINE": "0",
            "HF_ENDPOINT": f"http://127.0.0.1:{hub.getsockname()[1]}",
            "CEWEN_INDEX__RERANKER": "nobody/has-this",
        }
        code = "from index import IndexSettings, reranker_of; reranker_of(IndexSettings().index)"
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert "RerankerError" in done.stderr
        with pytest.raises(TimeoutError):
            hub.accept()
