"""The adapter: what it is learnt from, what it does to vectors, and that a build holds the one that made it."""

from pathlib import Path

import numpy as np
import pytest

from index import load_encoder
from index.adapter import AXES, FILE, LEAST, Adapter, adapter_for, fit, groups_of, keep, kept, load_adapter
from index.content import UNTOLD, Content, Questions, enter
from index.vectors import VectorCache
from tests.index.toy import ToyEncoder, made


@pytest.fixture
def content() -> Content:
    parsed = made("某园规划\n第一章 总则\n甲楼已经建成。乙楼还没有建成。\n丙楼不建。\n").parsed
    many = next(p for p in parsed.passages if len(p.sentences) > 1)
    one = next(p for p in parsed.passages if len(p.sentences) == 1)
    asked = (
        Questions(many.passage_id, ("第一句说什么?", "第二句说什么?", "哪一句?"), (0, 1, UNTOLD), ("谁来付钱?",)),
        Questions(one.passage_id, ("只有一句的那段呢?",)),
    )
    return (enter(parsed, asked),)


def test_a_question_is_of_the_sentence_that_answers_it_and_an_open_one_of_its_passage(content: Content) -> None:
    parsed, questions = content[0].parsed, content[0].questions
    first, place = {}, 0
    for passage in parsed.passages:
        first[passage.passage_id] = place
        place += len(passage.sentences)
    many, one = (first[each.passage_id] for each in questions)
    groups = {text: group for group, text in groups_of(content)}
    assert groups == {
        "第一句说什么?": many,
        "第二句说什么?": many + 1,
        "谁来付钱?": place + many,
        "只有一句的那段呢?": one,
    }


def test_what_one_sentence_answers_comes_together() -> None:
    rng = np.random.default_rng(1)
    groups = np.repeat(np.arange(8), 320)
    kernel, noise = rng.normal(size=(8, 16)), rng.normal(size=(len(groups), 16))
    noise[:, :8] *= 4  # half of the dimensions say nothing of the group
    kernel[:, :8] = 0
    rows = kernel[groups] * 2 + noise
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    sentences = (kernel / np.linalg.norm(kernel, axis=1, keepdims=True)).astype(np.float32)
    adapter = Adapter(fit(rows, groups, sentences))

    def parted(questions: np.ndarray) -> float:
        alike, own = questions @ questions.T, groups[:, None] == groups[None]
        return float(alike[own].mean() - alike[~own].mean())

    assert parted(adapter(rows)) > 1.05 * parted(rows)
    assert np.array_equal(fit(rows, groups, sentences), adapter.matrix)
    assert np.allclose(np.linalg.norm(adapter(rows), axis=1), 1, atol=1e-5)


def test_what_is_kept_is_for_what_it_was_made_from(tmp_path: Path) -> None:
    file, own = tmp_path / "adapter.npz", Adapter(np.eye(4, dtype=np.float32) * 2)
    keep(own, file, "toy/4")
    found = kept(file, "toy/4")
    assert found is not None
    assert np.array_equal(found.matrix, own.matrix)
    assert kept(file, "toy/5") is None
    file.write_bytes(file.read_bytes()[:100])
    assert kept(file, "toy/4") is None


def test_questions_of_ones_own_are_learnt_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = made("某园规划\n第一章 总则\n甲楼已经建成。乙楼还没有建成。\n").parsed
    passage = next(p for p in parsed.passages if len(p.sentences) > 1)
    texts = tuple(f"第{number}问,甲楼还是乙楼?" for number in range(LEAST))
    content = (enter(parsed, (Questions(passage.passage_id, texts, tuple(n % 2 for n in range(LEAST))),)),)
    vectors, file = VectorCache(tmp_path / "vectors", ToyEncoder()), tmp_path / "adapter.npz"
    learnt = adapter_for(content, vectors, {}, file)
    assert learnt is not None
    monkeypatch.setattr("index.adapter.fit", lambda *_: pytest.fail("learnt again"))
    again = adapter_for(content, vectors, {}, file)
    assert again is not None
    assert np.allclose(again.matrix, learnt.matrix, atol=1e-3)
    few = (enter(parsed, (Questions(passage.passage_id, texts[:9], (0,) * 9),)),)
    assert adapter_for(few, vectors, {}, file) is None
    assert adapter_for((enter(parsed),), vectors, {}, file) is None
    left = (enter(parsed, (Questions(passage.passage_id, (), (), texts),)),)
    assert adapter_for(left, vectors, {}, file) is None, "open questions alone teach nothing"


def test_one_and_many_are_mapped_alike() -> None:
    rng = np.random.default_rng(2)
    adapter = Adapter(rng.normal(size=(6, 6)).astype(np.float32))
    rows = rng.normal(size=(5, 6)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    mapped = adapter(rows)
    assert np.allclose(adapter.one(rows[:1]), mapped[:1], atol=1e-6)
    cosines = adapter.cosines(rows, adapter.lengths(rows), mapped[0])
    assert np.allclose(cosines, mapped @ mapped[0], atol=1e-5)


def test_a_build_without_one_compares_vectors_as_they_are(tmp_path: Path) -> None:
    rows = np.eye(3, dtype=np.float32)[:1]
    assert np.array_equal(load_adapter(tmp_path, 3).one(rows), rows)


@pytest.mark.model
def test_what_ships_is_of_the_bundled_encoder() -> None:
    found = kept(FILE, load_encoder().fingerprint)
    assert found is not None
    assert found.matrix.shape == (AXES, 384)
