"""An assistant over a small invented plan, with the toy encoder: no model, no network."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from index import Retriever, build
from tests.index.toy import ToyEncoder, source


@pytest.fixture(scope="session")
def water(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers about tests/data/water.txt."""
    home: Path = tmp_path_factory.mktemp("water")
    encoder = ToyEncoder()
    build(home, (source("water"),), encoder)
    return Assistant(Retriever.open(home, encoder), Settings(home=home))
