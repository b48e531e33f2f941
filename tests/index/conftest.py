"""What the tests of the index share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index import Source, build
from tests.index.toy import ToyEncoder, source

ASKED = ((3, "一天能供多少水?"), (6, "谁来处理泥渣?"), (12, "钱从哪里来?"))


@pytest.fixture
def encoder() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture(scope="session")
def sources() -> tuple[Source, ...]:
    """Two small texts of different domains."""
    return source("water", ASKED), source("schools")


@pytest.fixture
def built(home: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> Path:
    """A home with a built index."""
    build(home, sources, encoder)
    return home


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder with its bytes."""
    return lambda folder: {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
