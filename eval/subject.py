"""What is evaluated: the project's own assistant over its own library, behind the runner's plain interface.

The only file of the package that opens the assistant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.types import Parsed
from eval.errors import EvalError
from eval.runner import Ask
from eval.types import GoldItem

if TYPE_CHECKING:
    from assistant import Assistant, Settings


@dataclass(frozen=True, slots=True)
class Subject:
    """An opened assistant: how it is asked, its documents, its settings and its encoder's fingerprint."""

    ask: Ask
    documents: Mapping[str, Parsed]
    settings: Mapping[str, Any]
    encoder: str

    def about(self, items: Iterable[GoldItem]) -> dict[str, Parsed]:
        """The documents that the items are about; all where an item names none."""
        named = {item.doc for item in items}
        return {name: parsed for name, parsed in self.documents.items() if "" in named or name in named}


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


def open_subject() -> Subject:
    """Open the assistant over the current index, without a language model, so that runs can be repeated."""
    from assistant import Assistant, load_settings

    settings = load_settings().without_llm()
    return _subject(Assistant.open(settings), settings)


def subject_over(texts: Sequence[Path], home: Path) -> Subject:
    """The assistant over some files alone, named by them, without stored questions; their index is built in `home`."""
    from assistant import Assistant, load_settings
    from index import Retriever, Source, build, load_encoder

    settings = load_settings().without_llm()
    encoder = load_encoder(settings.encoder.model)
    build(home, tuple(map(Source, parsed_texts(texts))), encoder)
    return _subject(Assistant(Retriever.open(home, encoder), settings.model_copy(update={"home": home})), settings)


def parsed_texts(texts: Iterable[Path]) -> tuple[Parsed, ...]:
    """Files as documents that are named by them; CorpusError where one cannot be read."""
    from corpus import parse_file

    return tuple(parse_file(text, text.stem) for text in texts)


def _subject(assistant: Assistant, settings: Settings) -> Subject:
    from assistant import answer_to_json
    from index import load_encoder

    def ask(item: GoldItem) -> Mapping[str, Any]:
        answer = assistant.ask(item.question, history=item.history, doc=item.doc or None)
        return answer_to_json(answer, item.item_id)

    return Subject(
        ask=ask,
        documents={parsed.document.doc_id: parsed for parsed in assistant.documents()},
        settings=recorded_settings(settings.model_dump(mode="json")),
        encoder=load_encoder(settings.encoder.model).fingerprint,
    )


def answers_ask(answers: Mapping[str, Mapping[str, Any]]) -> Ask:
    """Answers that are already written, as a function of an item."""

    def ask(item: GoldItem) -> Mapping[str, Any]:
        if item.item_id not in answers:
            raise EvalError("答案文件里没有这道题")
        return answers[item.item_id]

    return ask


def recorded_settings(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that can change an answer: never secrets, addresses or places on this machine."""
    model = str(fields["encoder"]["model"])
    index = fields.get("index", {})
    reranker = index.get("reranker") and f"{Path(index['reranker']).name}×{index['reranker_weight']}"
    return {
        "ask": dict(fields.get("ask", {})),
        "encoder": Path(model).name,
        "llm": str(fields.get("llm", {}).get("model", "")),
        **({"reranker": reranker} if reranker else {}),
    }
