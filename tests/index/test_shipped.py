"""Vectors that ship are taken for what they are of, and for nothing else."""

from pathlib import Path

import numpy as np
import pytest

from index import load_encoder
from index.shipped import FILE, shipped, shipped_questions, write
from index.vectors import VectorCache, key_of
from tests.index.toy import ToyEncoder

TEXTS = ["东岭水厂供应哪里?", "城西用谁的水?"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(TEXTS, ToyEncoder(), tmp_path / "vectors.npz")
    return tmp_path / "vectors.npz"


def test_what_ships_is_not_encoded_and_is_kept(tmp_path: Path, file: Path) -> None:
    cache = VectorCache(tmp_path, ToyEncoder(), shipped(ToyEncoder(), file))
    found = cache.documents([*TEXTS, "东岭在哪里?"])
    assert cache.encoded == 1, "the one that does not ship"
    assert (found * ToyEncoder().documents([*TEXTS, "东岭在哪里?"])).sum(axis=1) == pytest.approx(1, abs=1e-5)
    cache.save()
    kept = VectorCache(tmp_path, ToyEncoder())
    assert np.array_equal(kept.documents(TEXTS), found[:2])
    assert kept.encoded == 0


def test_another_encoder_passes_it_over(file: Path) -> None:
    assert shipped(ToyEncoder("other/64"), file) == {}


@pytest.mark.parametrize("keep", [0, 100, -40])
def test_a_damaged_file_is_passed_over(file: Path, keep: int) -> None:
    file.write_bytes(file.read_bytes()[:keep])
    assert shipped(ToyEncoder(), file) == {}
    file.unlink()
    assert shipped(ToyEncoder(), file) == {}


@pytest.mark.model
def test_the_file_is_that_of_the_questions_and_of_the_bundled_encoder() -> None:
    encoder, questions = load_encoder(), shipped_questions()
    rows = shipped(encoder)
    assert rows.keys() == {key_of(q) for q in questions}, f"{FILE.name}: run python -m index.shipped"
    some = questions[::100]
    # Processors round the 8-bit products differently: the vectors of two are the same but for a cosine of 0.9999.
    cosines = (encoder.documents(some) * np.stack([rows[key_of(q)] for q in some])).sum(axis=1)
    assert cosines.min() > 0.9999, f"{FILE.name}: run python -m index.shipped"
