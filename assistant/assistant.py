"""The one door: a question (and its history) in, a cited Answer out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from assistant import across
from assistant.draft import Draft
from assistant.errors import AssistantError, QuestionError
from assistant.guard import violations
from assistant.instructions import set_aside
from assistant.llm import Writer, rewritten
from assistant.opened import Opened, Replied, joined
from assistant.render import markdown
from assistant.settings import Settings, load_settings
from assistant.slips import tidy
from assistant.suggest import examples
from assistant.types import Answer, Turn, Usage, Written
from corpus import CorpusError, Library
from corpus.types import Parsed
from index import LLM, Encoder, IndexFailure, Layout, LLMFailure, Meter, Retriever, load_encoder
from index.llm import log_to

OLDER_KEPT = 8  # older versions that stay opened
log = logging.getLogger("assistant")


class Place(NamedTuple):
    """Where a question is put: the opened index and the document in it, None for all."""

    opened: Opened
    doc_id: str | None


class Assistant:
    """Answers questions about the documents of the current index. Thread-safe.

    Where it was given the encoder, it takes up a new build when one is there, and opens older versions when asked.
    """

    def __init__(self, retriever: Retriever, settings: Settings, encoder: Encoder | None = None) -> None:
        self._settings = settings
        self._encoder = encoder
        self._opened = {"": Opened(retriever)}
        self._opening = Lock()
        self._llm = LLM(settings.llm) if settings.llm.on else None
        self._writer = Writer(self._llm, settings.llm.evidence_chars) if self._llm else None

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Open the current index; errors of the index say what to do."""
        settings = settings or load_settings()
        if settings.llm.on:
            log_to(settings.home / "logs")
        encoder = load_encoder(settings.encoder.model)
        return cls(Retriever.open(settings.home, encoder), settings, encoder)

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

        Each is an Answer that can be shown in place of the one before. Without a model there is one. Errors as `ask`.
        """
        began = time.perf_counter()
        self._check(question)
        named = (doc,) if isinstance(doc, str) else tuple(doc or ())
        index = self._index()
        where = tuple(dict.fromkeys(self._place(name, index) for name in named)) or index
        turns: tuple[Turn, ...] = ()
        recent = [q for q in history if q.strip()][-self._settings.ask.history_turns :] if history else []
        for earlier in recent:
            turns = (*turns, self._reply(earlier[: self._settings.ask.longest_question], turns, where).turn)
        meter = self._llm.meter() if self._llm else Meter(0)
        one = Place(where, None) if isinstance(where, Opened) else where[0]
        whole, notice = self._rewritten(question, turns, one, meter)
        replied = self._reply(question, turns, where, whole)
        answers = _noted(replied.answer, notice) if notice else self._written(replied, one.opened, meter)
        for answer in answers:
            yield replace(
                answer,
                usage=_usage(meter),
                timings_ms={"total": round((time.perf_counter() - began) * 1000, 2)},
            )

    def _rewritten(self, question: str, turns: tuple[Turn, ...], place: Place, meter: Meter) -> tuple[str, str]:
        """A follow-up as the model writes it out, and a notice where it failed.

        Both "" without a model, and where the rules see a new topic: then the model is shown nothing of the history.
        """
        asked, _ = set_aside(tidy(question))
        if self._llm is None or not self._settings.llm.rewrite or not turns or not asked:
            return "", ""
        spoken_of = place.doc_id or turns[-1].doc_id or None
        vocabulary = place.opened.answering.vocabulary(spoken_of)
        if vocabulary.mentions(asked) and place.opened.standalone(asked, turns, spoken_of) == asked:
            return "", ""
        try:
            return rewritten(asked, turns, vocabulary, self._llm, meter), ""
        except LLMFailure as failure:
            return "", f"{failure}。追问按规则补全,直接列出原文。"

    def _written(self, replied: Replied, opened: Opened, meter: Meter) -> Iterator[Answer]:
        """What the model makes of an answer, part by part; as it stands where there is no model, and once one failed.

        What is refused or corrected is never sent to the model, nor what several documents answer side by side.
        """
        answer = replied.answer
        if self._writer is None or self._llm is None or answer.status != "answered" or not replied.parts:
            yield answer
            return
        parts = [part for part, _ in replied.parts]
        drafts = [draft for _, draft in replied.parts]
        for number, (part, source) in enumerate(replied.parts):
            if any(call.outcome != "ok" for call in meter.calls):
                break
            for drafts[number] in self._writer.write(part, source, opened.answering.base(source.doc_id), meter):
                yield _with_draft(
                    answer, joined(parts[: number + 1], drafts[: number + 1], of=len(parts)), self._llm.name
                )
        draft = joined(parts, drafts)
        draft = replace(draft, notices=[*draft.notices, *violations(draft.blocks, draft.citations, opened.texts)])
        yield _with_draft(answer, draft, self._llm.name)

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

    def _reply(
        self, question: str, turns: tuple[Turn, ...], where: tuple[Place, ...] | Opened, rewritten: str = ""
    ) -> Replied:
        if isinstance(where, Opened):
            titles = {e.parsed.document.doc_id: e.parsed.document.title for e in where.retriever.content}
            where = tuple(Place(where, doc_id) for doc_id in across.named(question, titles)) or (Place(where, None),)
        if len(where) == 1:
            return where[0].opened.reply(question, turns, where[0].doc_id, rewritten)
        entries = [place.opened.retriever.entry(place.doc_id or "") for place in where]
        asked = across.asked_of_each(question, [e.parsed.document.title for e in entries])
        if not asked:
            return across.changes(question, entries)
        answers = [place.opened.reply(asked, turns, place.doc_id).answer for place in where]
        return across.joined(question, asked, list(zip(entries, answers, strict=True)))

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
            made = Opened(Retriever.open(self._settings.home, self._encoder, of))
        except (IndexFailure, OSError) as error:
            if known is None:
                raise
            log.warning("新建的索引打不开,继续用原来的:%s", error)
            return known
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


def _noted(answer: Answer, notice: str) -> Iterator[Answer]:
    yield replace(answer, notices=(*answer.notices, notice))


def _with_draft(answer: Answer, draft: Draft, model: str) -> Answer:
    """An answer with the blocks and citations of another draft of it."""
    return replace(
        answer,
        blocks=tuple(draft.blocks),
        text=markdown(draft.blocks),
        citations=tuple(draft.citations),
        notices=tuple(dict.fromkeys((*answer.notices, *draft.notices))),
        engine=f"llm:{model}" if any(isinstance(b, Written) for b in draft.blocks) else "extractive",
    )


def _usage(meter: Meter) -> Usage | None:
    """What the calls for one question cost together."""
    if not meter.calls:
        return None
    prompt = [c.prompt_tokens for c in meter.calls if c.prompt_tokens is not None]
    completion = [c.completion_tokens for c in meter.calls if c.completion_tokens is not None]
    return Usage(
        prompt_tokens=sum(prompt) if prompt else None,
        completion_tokens=sum(completion) if completion else None,
        seconds=round(sum(c.seconds for c in meter.calls), 3),
        calls=tuple(meter.calls),
    )
