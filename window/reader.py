"""The source beside the conversation: a document in any version that is kept, with what changed in its place."""

from pathlib import Path

import gradio as gr

from assistant import Assistant, html_source
from corpus import CorpusError, Library, compare
from window.parts import QUIET, current, part, told


def add(assistant: Assistant, home: Path) -> None:
    """Put the reader on the page, with the longest document open."""
    library = Library(home)

    def versions(doc_id: str) -> tuple[str, ...]:
        """The versions of a document, newest first; none where the library does not know it."""
        try:
            return library.info(doc_id).versions
        except CorpusError:
            return ()

    def shown(doc_id: str = "", version: str = "", since: str = "") -> str:
        newest = current(assistant, doc_id)
        it = newest.document
        older = version not in ("", it.version)
        parsed = assistant.document(it.doc_id, version) if older else newest
        difference = compare(assistant.document(it.doc_id, since), parsed) if since else None
        return html_source.document(parsed, not older, versions(it.doc_id), difference)

    def open_(event: gr.EventData) -> str:
        """A document: as it is now, in the version that an answer cites, or against another version of it."""
        with told():
            return shown(*(str(getattr(event, key, "") or "") for key in ("doc", "version", "since")))

    reader = part("source", shown(), "open")
    reader.open(open_, None, reader, **QUIET)
