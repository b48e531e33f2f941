"""The project's own assistant over the shipped texts with a toy encoder: real code from parser to answer, no model."""

from pathlib import Path
from typing import Any

from assistant import Assistant, answer_to_json, load_settings
from corpus import Library
from corpus.library import PLANS
from eval.gold import load_gold
from eval.record import RunRecord
from eval.runner import run
from eval.types import GoldItem
from index import Retriever, Source, build, sources_of
from tests.index.toy import ToyEncoder

PLAN = "zgc-2020-2035"
GOLD = tuple(item for item in load_gold() if item.doc == PLAN and item.split == "dev")[::4]


def toy_run(home: Path, plans: Path = PLANS, items: tuple[GoldItem, ...] = GOLD) -> RunRecord:
    """Build an index in `home` over the texts in `plans` without their stored questions, ask every item, score."""
    encoder = ToyEncoder()
    build(home, [Source(each.parsed) for each in sources_of(Library(home, plans), home)], encoder)
    assistant = Assistant(Retriever.open(home, encoder), load_settings())

    def ask(item: GoldItem) -> dict[str, Any]:
        return answer_to_json(assistant.ask(item.question, history=item.history, doc=item.doc or None), item.item_id)

    documents = {parsed.document.doc_id: parsed for parsed in assistant.documents() if parsed.document.doc_id == PLAN}
    return run(items, documents, ask, allow_stale=True)
