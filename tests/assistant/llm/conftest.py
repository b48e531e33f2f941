"""The assistant over the small plan, with a scripted model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from index import LLMSettings, Retriever, build
from tests.index.toy import ToyEncoder, source
from tests.llm_server import Script, Server, serving

KEY = "sk-cewen-0123456789-never-shown"
Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """An index of tests/data/water.txt."""
    home = tmp_path_factory.mktemp("written")
    encoder = ToyEncoder()
    build(home, (source("water"),), encoder)
    return Retriever.open(home, encoder)


@pytest.fixture
def with_model(retriever: Retriever, tmp_path: Path) -> Opened:
    """`with with_model(script, setting=value) as (assistant, server)`: limits are short, so that failures are too."""

    @contextmanager
    def opened(script: Script, **changes: Any) -> Iterator[tuple[Assistant, Server]]:
        with serving(script) as server:
            given = {
                "base_url": server.url,
                "api_key": KEY,
                "timeout_seconds": 20.0,
                "retries": 2,
                "backoff_seconds": 0.01,
                "answer_tokens": 256,
                **changes,
            }
            llm = LLMSettings(model="toy", **given)
            assistant = Assistant(retriever, Settings(home=tmp_path, llm=llm))
            try:
                yield assistant, server
            finally:
                assistant.close()

    return opened
