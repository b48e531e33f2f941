"""What is evaluated: the project's own assistant over its own library, behind the runner's plain interface.

The only file of the package that opens the assistant.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.types import Parsed
from eval.errors import EvalError
from eval.runner import Ask
from eval.types import GoldItem


def library_documents(items: Iterable[GoldItem], home: Path) -> dict[str, Parsed]:
    """The current version of each document that the items are about; of all documents where an item names none."""
    from corpus import Library

    library = Library(home)
    known = [entry.doc_id for entry in library.list()]
    named = {item.doc for item in items}
    wanted = known if "" in named else [doc_id for doc_id in known if doc_id in named]
    return {doc_id: library.get(doc_id) for doc_id in wanted}


def previous_documents(
    documents: Mapping[str, Parsed], home: Path, versions: Mapping[str, str] | None = None
) -> dict[str, Parsed]:
    """The version of each document before the current one, or the one named; those that the library still keeps."""
    from corpus import Library, LibraryError

    library = Library(home)
    found = {}
    for doc_id, parsed in documents.items():
        current = parsed.document.version
        named = (versions or {}).get(doc_id)
        kept = [named] if named else [each for each in library.info(doc_id).versions if each != current]
        if kept and kept[0] != current:
            with suppress(LibraryError):
                found[doc_id] = library.get(doc_id, kept[0])
    return found


def assistant_ask() -> tuple[Ask, dict[str, Any], str]:
    """The assistant as a function of an item, its settings and its encoder's fingerprint."""
    from assistant import Assistant, answer_to_json

    assistant = Assistant.open()

    def ask(item: GoldItem) -> Mapping[str, Any]:
        answer = assistant.ask(item.question, history=item.history, doc=item.doc or None)
        return {"id": item.item_id, **answer_to_json(answer)}

    return ask, *describe(assistant)


def answers_ask(answers: Mapping[str, Mapping[str, Any]]) -> Ask:
    """Answers that are already written, as a function of an item."""

    def ask(item: GoldItem) -> Mapping[str, Any]:
        if item.item_id not in answers:
            raise EvalError("答案文件里没有这道题")
        return answers[item.item_id]

    return ask


def describe(assistant: Any) -> tuple[dict[str, Any], str]:
    """The settings and the encoder of an assistant, where it tells; secrets are never among them."""
    settings = getattr(assistant, "settings", None)
    dump = getattr(settings, "model_dump", None)
    fields = dump(mode="json") if callable(dump) else {}
    return _without_secrets(fields), str(getattr(assistant, "encoder", "") or "")


def _without_secrets(fields: Any) -> Any:
    """Settings without keys, tokens, or where on this machine things are kept."""
    if isinstance(fields, dict):
        hidden = ("key", "token", "secret", "password", "home", "url", "base")
        return {
            name: _without_secrets(value)
            for name, value in fields.items()
            if not any(word in name.lower() for word in hidden)
        }
    return fields
