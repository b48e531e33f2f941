"""The one door: a question (and its history) in, a cited Answer out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from assistant import across
from assistant.errors import AssistantError, QuestionError
from assistant.opened import Opened
from assistant.settings import Settings, load_settings
from assistant.slips import readable
from assistant.suggest import examples
from assistant.types import Answer
from corpus import CorpusError, Library
from corpus.types import Parsed
from index import Encoder, IndexFailure, Layout, Query, Retriever, load_encoder, reranker_of, store_of
from index.logs import event, failure

if TYPE_CHECKING:
    from index import LLM

PROBED = "规划"
OLDER_KEPT = 8  # older versions that stay opened
log = logging.getLogger("assistant")


class Place(NamedTuple):
    """Where a question is put: the opened index and the document in it, None for all."""

    opened: Opened
    doc_id: str | None


class Probe(NamedTuple):
    """What a search went over, and whether the newest build is the one that is open."""

    documents: int
    passages: int
    newest: bool


class Assistant:
    """Answers questions about the documents of the current index. Thread-safe.

    Where it was given the encoder, it takes up a new build when one is there, and opens older versions when asked.
    """

    def __init__(self, retriever: Retriever, settings: Settings, encoder: Encoder | None = None) -> None:
        self._settings = settings
        self._encoder = encoder
        self._llm = _llm(settings)
        self._opened = {"": Opened(retriever, settings, self._llm)}
        self._opening = Lock()

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Open the current index; errors of the index say what to do."""
        settings = settings or load_settings()
        encoder = load_encoder(settings.encoder.model)
        return cls(_retriever(settings, encoder), settings, encoder)

    def close(self) -> None:
        """Let go of the connections to a language model, if there are any."""
        if self._llm:
            self._llm.close()

    def documents(self) -> tuple[Parsed, ...]:
        """The documents that are searched."""
        return tuple(e.parsed for e in self._index().retriever.content)

    def document(self, doc_id: str, version: str) -> Parsed:
        """A document in any version that the library keeps; AssistantError where it keeps no such version."""
        current = next((p for p in self.documents() if p.document.doc_id == doc_id), None)
        if current is not None and current.document.version == version:
            return current
        try:
            return Library(self._settings.home).get(doc_id, version)
        except CorpusError as error:
            raise AssistantError(str(error)) from error

    def probe(self) -> Probe:
        """Search once, as a question would; what is wrong with the index, its server or its encoder is raised."""
        retriever = self._index().retriever
        retriever.hits(Query(PROBED), top=1)
        return Probe(len(retriever.content), len(retriever.passages), self._newest("") == retriever.name)

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus can answer, one of each kind."""
        return examples(self._index().retriever.content)

    def ask(self, question: str, history: Sequence[str] = (), doc: str | Sequence[str] | None = None) -> Answer:
        """Answer a question; `history` are the earlier questions of the conversation, oldest first.

        `doc` is the document meant, ID or ID@VERSION; of several each answers, and so does each of several whose titles
        the question names. QuestionError when the question is empty or longer than the setting allows, or a document
        is not in the index.
        """
        *_, answer = self.stream(question, history, doc)
        return answer

    def stream(
        self, question: str, history: Sequence[str] = (), doc: str | Sequence[str] | None = None
    ) -> Iterator[Answer]:
        """The answer as it grows, sentence by checked sentence where a language model writes; the last is whole.

        Each is an Answer that can be shown in place of the one before; all but the last are `partial`. Without a model
        there is one. Errors as `ask`.
        """
        began, answer = time.perf_counter(), None
        question, history = readable(question), [readable(earlier) for earlier in history]
        try:
            for answer in self._stream(question, history, doc):
                answer = replace(answer, timings_ms={"total": round((time.perf_counter() - began) * 1000, 2)})
                yield answer
        except QuestionError:
            raise
        except Exception as error:
            failure(error, question=question)
            raise
        if answer:
            _log(answer)

    def _stream(self, question: str, history: Sequence[str], doc: str | Sequence[str] | None) -> Iterator[Answer]:
        self._check(question)
        named = (doc,) if isinstance(doc, str) else tuple(doc or ())
        index = self._index()
        places = tuple(dict.fromkeys(self._place(name, index) for name in named))
        yield from self._answers(question, history, self._meant(question, places, index))

    def _check(self, question: str) -> None:
        if not question.strip():
            raise QuestionError("问题是空的;请输入要问的内容")
        longest = self._settings.ask.longest_question
        if len(question) > longest:
            raise QuestionError(
                f"问题有 {len(question)} 字,最多 {longest} 字;请分成几个问题,或调大 CEWEN_ASK__LONGEST_QUESTION"
            )

    def _place(self, name: str, index: Opened) -> Place:
        """Find ID or ID@VERSION (its first digits suffice) among what is indexed."""
        if name in index.texts:
            return Place(index, name)
        doc_id, _, version = name.rpartition("@")
        if doc_id not in index.texts:
            raise QuestionError(f"索引里没有文本 {doc_id or name};现有:{'、'.join(index.texts)}")
        current = index.retriever.entry(doc_id).parsed.document.version
        if version and current.startswith(version):
            return Place(index, doc_id)
        older = self._older(doc_id)
        found = [v for v in older if version and v.startswith(version)]
        if len(found) != 1 or self._encoder is None:
            problem = "不止一个版本以此开头" if found else "索引里没有这个版本"
            known = "、".join([f"{current}(当前)", *older])
            raise QuestionError(f"{doc_id} {problem}:{version};现有:{known}。刚加入的先运行 python -m index build")
        return Place(self._index(f"{doc_id}@{found[0]}"), doc_id)

    def _older(self, doc_id: str) -> list[str]:
        """The older versions of a document that have an index."""
        folder = Layout(self._settings.home).versions
        names = [f.name.rpartition("@") for f in folder.iterdir()] if folder.is_dir() else []
        return sorted(version for named, _, version in names if named == doc_id)

    def _meant(self, question: str, chosen: tuple[Place, ...], index: Opened) -> tuple[Place, ...]:
        """What a question is put to: what was chosen, the texts or the versions that it speaks of, else all as one."""
        if len(chosen) > 1:
            return chosen
        if across.of_versions(question) and (pair := self._versions(chosen, index)):
            return pair
        titles = {e.parsed.document.doc_id: e.parsed.document.title for e in index.retriever.content}
        named = across.named(question, titles)
        if not named and len(titles) == 2 and across.of_texts(question):
            named = tuple(titles)
        return chosen or tuple(Place(index, doc_id) for doc_id in named) or (Place(index, None),)

    def _versions(self, chosen: tuple[Place, ...], index: Opened) -> tuple[Place, ...]:
        """The version before and the current one of the document chosen, or of the only one that has older versions."""
        ids = [place.doc_id for place in chosen if place.opened is index] if chosen else list(index.texts)
        older = {doc_id: found for doc_id in ids if doc_id and (found := self._older(doc_id))}
        if len(older) != 1 or self._encoder is None:
            return ()
        ((doc_id, indexed),) = older.items()
        try:
            kept = Library(self._settings.home).info(doc_id).versions  # newest first
        except CorpusError:
            kept = ()
        before = next((version for version in kept if version in indexed), indexed[-1])
        return Place(self._index(f"{doc_id}@{before}"), doc_id), Place(index, doc_id)

    def _answers(self, question: str, history: Sequence[str], places: tuple[Place, ...]) -> Iterator[Answer]:
        if len(places) == 1:
            yield from places[0].opened.stream(question, history, places[0].doc_id)
            return
        entries = [place.opened.retriever.entry(place.doc_id or "") for place in places]
        documents = [entry.parsed.document for entry in entries]
        asked = across.asked_of_each(question, [document.title for document in documents])
        labels = across.labels(documents, {parsed.document.version for parsed in self.documents()})
        if not asked:
            yield across.changes(question, entries, labels)
            return
        answers = [list(place.opened.stream(asked, history, place.doc_id))[-1] for place in places]
        yield across.joined(question, asked, list(zip(labels, entries, answers, strict=True)))

    def _index(self, of: str = "") -> Opened:
        """The opened index; a newer build is taken up, by one thread while the others go on with what they have."""
        known = self._opened.get(of)
        if known and (self._encoder is None or self._newest(of) in ("", known.retriever.name)):
            return known
        if not self._opening.acquire(blocking=known is None):
            return known  # type: ignore[return-value]  # it is only None where acquire waits
        try:
            return self._open(of)
        finally:
            self._opening.release()

    def _open(self, of: str) -> Opened:
        known = self._opened.get(of)
        assert self._encoder is not None  # noqa: S101 (nothing is opened without one)
        if known and self._newest(of) in ("", known.retriever.name):
            return known
        try:
            retriever = _retriever(self._settings, self._encoder, of)
        except (IndexFailure, OSError) as error:
            if known is None:
                raise
            log.warning("新建的索引打不开,继续用原来的:%s", error)
            return known
        made = Opened(retriever, self._settings, self._llm)
        for old in [key for key in self._opened if key][: max(0, len(self._opened) - OLDER_KEPT)]:
            del self._opened[old]
        self._opened[of] = made
        return made

    def _newest(self, of: str) -> str:
        """The name of the newest build, "" where there is none."""
        try:
            return Layout(self._settings.home, of).name
        except (IndexFailure, OSError):
            return ""


def _log(answer: Answer) -> None:
    event(
        "answer",
        status=answer.status,
        reason=answer.reason,
        kind=answer.understood.kind,
        engine=answer.engine,
        ms=answer.timings_ms["total"],
        documents=sorted({citation.doc_id for citation in answer.citations}),
        question=answer.question,
    )


def _retriever(settings: Settings, encoder: Encoder, of: str = "") -> Retriever:
    """The current index as the settings say, or that of an older version."""
    store, reranker = store_of(settings.index), reranker_of(settings.index)
    return Retriever.open(settings.home, encoder, store, of, reranker)


def _llm(settings: Settings) -> LLM | None:
    """The language model of the settings; its libraries are loaded only where there is one."""
    if not settings.llm.on:
        return None
    from index import LLM

    return LLM(settings.llm)
