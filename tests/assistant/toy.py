"""An assistant over a text that is written in a test, with the toy encoder."""

import pytest

from assistant import Assistant, Settings
from index import Retriever, build
from tests.index.toy import ToyEncoder, made


def over(text: str, doc_id: str, homes: pytest.TempPathFactory) -> Assistant:
    """Answers about the text, which has a home of its own."""
    home, encoder = homes.mktemp(doc_id), ToyEncoder()
    build(home, (made(text, doc_id),), encoder)
    return Assistant(Retriever.open(home, encoder), Settings(home=home))
