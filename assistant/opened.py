"""One opened index, ready to answer: a question and the turns before it in, an Answer and its Turn out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import rewrite
from assistant.answering import Answering
from assistant.draft import Draft
from assistant.guard import violations
from assistant.instructions import set_aside
from assistant.parts import split
from assistant.question import Question
from assistant.refuse import content_words
from assistant.render import markdown
from assistant.slips import tidy
from assistant.suggest import follow_ups
from assistant.types import Answer, AnswerHit, Kind, Reason, Turn, Understood
from corpus.types import Passage
from index import Retrieved, Retriever

REMEMBERED = 512
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Replied:
    """An Answer with the Turn that a later question can refer to, and its parts as they were asked and drafted."""

    answer: Answer
    turn: Turn
    parts: tuple[tuple[str, Draft], ...] = ()


class Opened:
    """The documents of one build. Nothing changes after it is made, so that threads share it."""

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever
        self.texts = {e.parsed.document.doc_id: e.parsed.document.text for e in retriever.content}
        self.answering = Answering(retriever)
        self.reply = lru_cache(maxsize=REMEMBERED)(self._reply_uncached)

    def _reply_uncached(self, question: str, turns: tuple[Turn, ...], doc: str | None, rewritten: str = "") -> Replied:
        asked, instructed = set_aside(tidy(question))
        if not asked:
            return self._refused(question, "out_of_scope", "这句话只有指令,没有关于文本的问题。")
        spoken_of = doc or (turns[-1].doc_id if turns else "") or None
        whole = rewritten or self.standalone(asked, turns, spoken_of)
        parts = split(whole)
        drafts: list[tuple[Question, Draft, Retrieved]] = []
        inner = turns
        for part in parts:
            if drafts:
                part = self.standalone(part, inner, doc or drafts[-1][1].doc_id)
            read, draft, retrieved = self.answering.answer(part, doc)
            drafts.append((read, draft, retrieved))
            inner = (*inner, Turn(part, read.text, read.kind, read.names, draft.listed, draft.doc_id))
        draft = joined(parts, [d for _, d, _ in drafts])
        if instructed:
            draft.notices.append("问题里的指令性文字已略去,只回答其中关于文本的问题。")
        first = drafts[0][0]
        understood = first.understood()
        if len(drafts) > 1:
            names = tuple(dict.fromkeys(n for q, _, _ in drafts for n in q.subjects))
            understood = Understood(first.kind, names, ";".join(parts))
        if doc is None and len(self.texts) > 1:
            draft.notices.extend(f"出自《{title}》" for title in dict.fromkeys(c.title for c in draft.citations))
        draft.warn()
        draft.notices.extend(violations(draft.blocks, draft.citations, self.texts))
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
            hits=_hits([r for _, _, r in drafts], self.answering.passages_of(draft.citations)),
            check=draft.check,
            nearest=draft.nearest,
            notices=tuple(dict.fromkeys(draft.notices)),
            members=draft.members,
            follow_ups=follow_ups(self.retriever.content, drafts[0][2], question),
        )
        turn = Turn(question, whole, first.kind, names, draft.listed, drafts[-1][1].doc_id)
        return Replied(answer, turn, tuple(zip(parts, (d for _, d, _ in drafts), strict=True)))

    def standalone(self, question: str, turns: tuple[Turn, ...], doc: str | None) -> str:
        """A follow-up written out against the vocabulary of the document that was spoken of."""
        if not turns:
            return question
        said = [w for w in content_words(question, self.retriever) if w in self.retriever.rarity]
        return rewrite.standalone(question, turns, self.answering.vocabulary(doc), said)

    def _refused(self, question: str, reason: Reason, words: str) -> Replied:
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
        return Replied(answer, Turn(question, question, Kind.FACT))


def _shown(question: str, asked: str, whole: str, read: str) -> str:
    """The question as it was understood; the question itself where nothing was made of it but tidying."""
    return question if whole == asked and read == tidy(question) else read


def joined(parts: Sequence[str], drafts: Sequence[Draft], of: int = 0) -> Draft:
    """One draft of several, of the first of `of` while the rest is in the making.

    Each part stands under its question; the whole is refused only when every part is.
    """
    if max(len(drafts), of) == 1:
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
