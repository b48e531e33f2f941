"""For programs: what the window can do as named endpoints of Gradio's API, and as tools of its MCP server."""

from typing import Any

import gradio as gr

from assistant import Answer, Assistant, QuestionError, Understood, answer_to_json
from assistant.slips import readable
from assistant.types import Kind
from corpus import compare
from corpus.diff_report import data
from corpus.outline import report
from window.parts import told

MOST = 20  # passages of a search
ASSISTANT = {"concurrency_id": "assistant", "concurrency_limit": 4}


def add(assistant: Assistant) -> None:
    """Put the endpoints on the page."""

    def ask(question: str, history: list[str]) -> dict[str, Any]:
        """Answer a question about the documents with cited clauses.

        Args:
            question: The question, in Chinese, at most 2,000 characters.
            history: Earlier questions of the conversation, oldest first; [] for none.

        Returns:
            The answer as JSON: status, blocks, text (Markdown with [n] markers), citations, hits (docs/design.md §4).
        """
        try:
            return answer_to_json(assistant.ask(_text("question", question), history=_texts("history", history)))
        except QuestionError as error:
            asked = readable(str(question))
            failed = Answer(asked, asked, Understood(Kind.FACT), "error", "invalid", (), "", (), (), error=str(error))
            return answer_to_json(failed)

    def search(query: str, limit: int) -> list[dict[str, Any]]:
        """Find the passages nearest to a question, best first, without an answer made of them.

        Args:
            query: Words or a question, in Chinese.
            limit: How many passages at most, from 1 to 20.

        Returns:
            The passages: rank, passage_id, path (headings), text, score.
        """
        with told():
            most = _whole("limit", limit)
            hits = answer_to_json(assistant.ask(_text("query", query)))["hits"]
        return list(hits[: min(max(most, 1), MOST)])

    def outline(doc: str) -> dict[str, Any]:
        """Give the documents there are, or one document's outline.

        Args:
            doc: A document's id; "" for the list of documents.

        Returns:
            {"documents": [{doc_id, title, version, characters}]}, or the outline: doc_id, title, version, characters,
            sections (level, heading, path, start, end, passages), dropped, references.
        """
        known = {parsed.document.doc_id: parsed for parsed in assistant.documents()}
        with told():
            if _text("doc", doc) and doc not in known:
                raise QuestionError(f"没有文本 {doc[:200]};现有:{'、'.join(known)}")
        if doc:
            return report(known[doc])
        its = (parsed.document for parsed in known.values())
        listed = [
            {"doc_id": it.doc_id, "title": it.title, "version": it.version, "characters": len(it.text)} for it in its
        ]
        return {"documents": listed}

    def diff(doc: str, version: str) -> dict[str, Any]:
        """Say what changed in a document since an earlier version of it.

        Args:
            doc: The document's id.
            version: The earlier version; its first digits suffice.

        Returns:
            The difference: summary (sections by kind of change) and sections with their sentences, numbers and dates.
        """
        with told():
            now = next((p for p in assistant.documents() if p.document.doc_id == _text("doc", doc)), None)
            if now is None:
                raise QuestionError(f"没有文本 {doc[:200]};用 outline 看有哪些")
            return data(compare(assistant.document(doc, _text("version", version)), now))

    gr.api(ask, api_name="ask", **ASSISTANT)
    gr.api(search, api_name="search", **ASSISTANT)
    gr.api(outline, api_name="outline")
    gr.api(diff, api_name="diff")


def _text(name: str, given: object) -> str:
    """An argument as a text: programs can send anything, whatever type the endpoint names. Raises QuestionError."""
    if not isinstance(given, str):
        raise QuestionError(f"{name} 应是文字,收到的是 {type(given).__name__}")
    return readable(given)


def _texts(name: str, given: object) -> list[str]:
    """An argument as a list of texts."""
    if not isinstance(given, list):
        raise QuestionError(f"{name} 应是文字的列表,收到的是 {type(given).__name__};没有就给 []")
    return [_text(name, it) for it in given]


def _whole(name: str, given: object) -> int:
    """An argument as a whole number."""
    if isinstance(given, bool) or not isinstance(given, int):
        raise QuestionError(f"{name} 应是整数,收到的是 {type(given).__name__}")
    return given
