"""总览: the picture of a document, its tables as files, and how far questions cover its outline."""

import time
from functools import lru_cache

import gradio as gr

from assistant import Assistant, SessionError, Sessions, html, html_picture, workbook
from assistant.coverage import Covered, Path, coverage
from assistant.matrix import Matrix, matrices
from corpus import Parsed
from eval.errors import GoldError
from eval.gold import load_gold
from eval.place import place_all
from window.parts import QUIET, current, part


def add(assistant: Assistant, sessions: Sessions, parcel: gr.HTML) -> None:
    """Put the view on the page; files leave by `parcel`."""

    @lru_cache(maxsize=8)
    def drawn(doc_id: str, version: str) -> tuple[Matrix, ...]:
        """The matrices of a document, made once for each version."""
        return matrices(current(assistant, doc_id))

    @lru_cache(maxsize=8)
    def gold(doc_id: str, version: str) -> tuple[frozenset[Path], ...]:
        """The sections that each gold question rests on."""
        parsed = current(assistant, doc_id)
        try:
            items = [item for item in load_gold() if item.doc in ("", doc_id)]
        except GoldError:  # a house without questions has a picture all the same
            return ()
        placed, _ = place_all(items, {doc_id: parsed})
        return tuple(sections(parsed, each.relevant) for each in placed if each.relevant)

    def covered(parsed: Parsed) -> tuple[Covered, ...]:
        it = parsed.document
        try:
            asked = sessions.cited(it.doc_id)
        except SessionError:
            asked = ()
        return coverage(parsed, gold(it.doc_id, it.version), asked)

    def draw(event: gr.EventData) -> str:
        """The picture of a document."""
        parsed = current(assistant, str(event.doc))
        it = parsed.document
        return html_picture.overview(parsed, drawn(it.doc_id, it.version), covered(parsed))

    def table(event: gr.EventData) -> str:
        """The tables of a document as a workbook, for the script to save."""
        parsed = current(assistant, str(event.doc))
        it = parsed.document
        content = workbook.xlsx(drawn(it.doc_id, it.version), covered(parsed))
        return html.parcel("总览.xlsx", content, workbook.TYPE, time.monotonic_ns())

    picture = part("picture", '<p class="waiting">正在整理……</p>', "draw")
    picture.draw(draw, None, picture, **QUIET)
    parcel.table(table, None, parcel, **QUIET)


def sections(parsed: Parsed, passage_ids: frozenset[str]) -> frozenset[Path]:
    """The paths of the sections that passages stand in."""
    return frozenset(p.path for p in parsed.passages if p.passage_id in passage_ids)
