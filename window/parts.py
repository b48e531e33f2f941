"""What every view is made with: parts whose buttons send events, errors as notices, and the document that is meant."""

from collections.abc import Iterator
from contextlib import contextmanager

import gradio as gr

from assistant import Assistant, AssistantError
from corpus import CorpusError, Parsed
from eval.errors import EvalError
from index import IndexFailure

JOIN = "cewen.join('{name}', trigger, watch); // events: {events}"
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
FAILURES = (AssistantError, CorpusError, EvalError, IndexFailure)  # each says in its message what to do


def part(name: str, value: str, *events: str) -> gr.HTML:
    """A part of the page whose buttons the script turns into these events."""
    join = JOIN.format(name=name, events=", ".join(f"'{event}'" for event in events))
    return gr.HTML(value, elem_id=name, js_on_load=join, apply_default_css=False)


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong, as a notice."""
    try:
        yield
    except FAILURES as error:
        raise gr.Error(str(error), print_exception=False) from error


def current(assistant: Assistant, doc_id: str = "") -> Parsed:
    """A document as the newest build has it; the longest where there is none by that name."""
    documents = assistant.documents()
    longest = max(documents, key=lambda parsed: len(parsed.document.text))
    return next((parsed for parsed in documents if parsed.document.doc_id == doc_id), longest)
