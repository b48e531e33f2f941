"""The one door: a question (and its history) in, a cited Answer out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering import Answering
from assistant.draft import Draft
from assistant.errors import AssistantError, QuestionError
from assistant.guard import violations
from assistant.instructions import set_aside
from assistant.parts import split
from assistant.question import Question
from assistant.refuse import content_words
from assistant.render import markdown
from assistant.rewrite import standalone
from assistant.settings import Settings, load_settings
from assistant.slips import tidy
from assistant.suggest import examples, follow_ups
from assistant.types import Answer, AnswerHit, Kind, Reason, Turn, Understood
from corpus import CorpusError, Library
from corpus.types import Parsed, Passage
from index import Retrieved, Retriever, load_encoder, store_of

REMEMBERED = 512
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class _Replied:
    """An Answer with the Turn that a later question can refer to."""

    answer: Answer
    turn: Turn


class Assistant:
    """Answers questions about the documents of one index. Thread-safe."""

    def __init__(self, retriever: Retriever, settings: Settings) -> None:
        self._settings = settings
        self._answering = Answering(retriever)
        self._retriever = retriever
        self._texts = {e.parsed.document.doc_id: e.parsed.document.text for e in retriever.content}
        self._reply = lru_cache(maxsize=REMEMBERED)(self._reply_uncached)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Open the current index; errors of the index say what to do."""
        settings = settings or load_settings()
        return cls(
            Retriever.open(settings.home, load_encoder(settings.encoder.model), store_of(settings.index)), settings
        )

    def documents(self) -> tuple[Parsed, ...]:
        """The documents that are searched."""
        return tuple(e.parsed for e in self._retriever.content)

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
        return examples(self._retriever.content)

    def ask(self, question: str, history: Sequence[str] = (), doc: str | None = None) -> Answer:
        """Answer a question; `history` are the earlier questions of the conversation, oldest first.

        QuestionError when the question is empty or longer than the setting allows, or `doc` is not in the index.
        """
        began = time.perf_counter()
        self._check(question, doc)
        turns: tuple[Turn, ...] = ()
        recent = [q for q in history if q.strip()][-self._settings.ask.history_turns :] if history else []
        for earlier in recent:
            turns = (*turns, self._reply(earlier[: self._settings.ask.longest_question], turns, doc).turn)
        answer = self._reply(question, turns, doc).answer
        return _timed(answer, (time.perf_counter() - began) * 1000)

    def _check(self, question: str, doc: str | None) -> None:
        if not question.strip():
            raise QuestionError("问题是空的;请输入要问的内容")
        longest = self._settings.ask.longest_question
        if len(question) > longest:
            raise QuestionError(
                f"问题有 {len(question)} 字,最多 {longest} 字;请分成几个问题,或调大 CEWEN_ASK__LONGEST_QUESTION"
            )
        if doc is not None and doc not in self._texts:
            raise QuestionError(f"索引里没有文本 {doc};现有:{'、'.join(self._texts)}")

    def _reply_uncached(self, question: str, turns: tuple[Turn, ...], doc: str | None) -> _Replied:
        asked, instructed = set_aside(tidy(question))
        if not asked:
            return self._refused(question, "out_of_scope", "这句话只有指令,没有关于文本的问题。")
        spoken_of = doc or (turns[-1].doc_id if turns else "") or None
        whole = self._standalone(asked, turns, spoken_of)
        parts = split(whole)
        drafts: list[tuple[Question, Draft, Retrieved]] = []
        inner = turns
        for part in parts:
            if drafts:
                part = self._standalone(part, inner, doc or drafts[-1][1].doc_id)
            read, draft, retrieved = self._answering.answer(part, doc)
            drafts.append((read, draft, retrieved))
            inner = (*inner, Turn(part, read.text, read.kind, read.names, draft.listed, draft.doc_id))
        draft = _joined(parts, [d for _, d, _ in drafts])
        if instructed:
            draft.notices.append("问题里的指令性文字已略去,只回答其中关于文本的问题。")
        first = drafts[0][0]
        understood = first.understood()
        if len(drafts) > 1:
            names = tuple(dict.fromkeys(n for q, _, _ in drafts for n in q.subjects))
            understood = Understood(first.kind, names, ";".join(parts))
        draft.notices.extend(violations(draft.blocks, draft.citations, self._texts))
        names = tuple(dict.fromkeys(n for q, _, _ in drafts for n in (q.subjects or q.terms)))
        answer = Answer(
            question=question,
            standalone=_shown(question, asked, whole, first.text if len(parts) == 1 else whole),
            understood=understood,
            status=draft.status,
            reason=draft.reason,
            blocks=tuple(draft.blocks),
            text=markdown(draft.blocks),
            citations=tuple(draft.citations) if draft.status != "refused" else (),
            hits=_hits([r for _, _, r in drafts], self._answering.passages_of(draft.citations)),
            check=draft.check,
            nearest=draft.nearest,
            notices=tuple(dict.fromkeys(draft.notices)),
            members=draft.members,
            follow_ups=follow_ups(self._retriever.content, drafts[0][2], question),
        )
        turn = Turn(question, whole, first.kind, names, draft.listed, drafts[-1][1].doc_id)
        return _Replied(answer, turn)

    def _standalone(self, question: str, turns: tuple[Turn, ...], doc: str | None) -> str:
        """A follow-up written out against the vocabulary of the document that was spoken of."""
        if not turns:
            return question
        said = [w for w in content_words(question, self._retriever) if w in self._retriever.rarity]
        return standalone(question, turns, self._answering.vocabulary(doc), said)

    def _refused(self, question: str, reason: Reason, words: str) -> _Replied:
        draft = Draft(status="refused", reason=reason)
        draft.say(words)
        answer = Answer(
            question=question,
            standalone=question,
            understood=Understood(Kind.FACT),
            status="refused",
            reason=reason,
            blocks=tuple(draft.blocks),
            text=markdown(draft.blocks),
            citations=(),
            hits=(),
            notices=("问题里的指令性文字已略去。",),
        )
        return _Replied(answer, Turn(question, question, Kind.FACT))


def _shown(question: str, asked: str, whole: str, read: str) -> str:
    """The question as it was understood; the question itself where nothing was made of it but tidying."""
    return question if whole == asked and read == tidy(question) else read


def _joined(parts: Sequence[str], drafts: Sequence[Draft]) -> Draft:
    """One draft of several: each part under its question; refused only when every part is."""
    if len(drafts) == 1:
        return drafts[0]
    whole = Draft()
    for number, (part, draft) in enumerate(zip(parts, drafts, strict=True), 1):
        whole.say(f"({number}) {part.strip(',，')}")
        whole.extend(draft)
    answered = [d for d in drafts if d.status != "refused"]
    if not answered:
        whole.status, whole.reason, whole.nearest = "refused", drafts[0].reason, drafts[0].nearest
    elif any(d.status == "corrected" for d in drafts):
        whole.status = "corrected"
    checks = [d.check for d in drafts if d.check]
    whole.check = checks[0] if len(checks) == 1 else None
    return whole


def _hits(found: Sequence[Retrieved], cited: Sequence[Passage]) -> tuple[AnswerHit, ...]:
    """The cited passages, whose claims or sentences answered, then those found; of several parts in turn, each once."""
    longest = max(len(r.hits) for r in found)
    rounds = [r.hits[i] for i in range(longest) for r in found if i < len(r.hits)]
    scores = {h.passage.passage_id: h.score for h in reversed(rounds)}
    passages = {p.passage_id: p for p in (*cited, *(h.passage for h in rounds))}
    ranked = [(p, scores.get(i, max(scores.values(), default=0.0))) for i, p in passages.items()]
    cited_first = sorted(ranked, key=lambda r: (r[0] not in cited, -r[1] if r[0] in cited else 0))[:MOST_HITS]
    return tuple(AnswerHit(n, p.passage_id, p.path, p.text, round(s, 4)) for n, (p, s) in enumerate(cited_first, 1))


def _timed(answer: Answer, total: float) -> Answer:
    from dataclasses import replace

    return replace(answer, timings_ms={"total": round(total, 2)})
