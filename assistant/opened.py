"""One opened index, ready to answer: a question and those before it in, an Answer out as it grows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant import items
from assistant.answering import Answering
from assistant.asking import TEXT
from assistant.draft import Draft
from assistant.extremes import difference, together
from assistant.followup import bracketed, goes_on, in_the_same_matter, standalone
from assistant.followup.ranking import Put
from assistant.followup.turning import leaves
from assistant.framing import unframed
from assistant.front import of_itself
from assistant.guard import violations
from assistant.instructions import set_aside
from assistant.llm import Writer, rewritten
from assistant.parts import split
from assistant.question import Question
from assistant.referents import LONGEST_NAME, class_names, matter
from assistant.refuse import content_words
from assistant.render import markdown
from assistant.settings import Settings
from assistant.share_of import share_of
from assistant.slips import tidy
from assistant.suggest import follow_ups
from assistant.types import Answer, AnswerHit, Kind, Reason, Turn, Understood, Usage, Written
from corpus import numerals
from corpus.grammar import NUMERALS
from corpus.types import Passage
from corpus.words import is_noun
from index import Call, LLMFailure, Meter, Query, Retrieved, Retriever

if TYPE_CHECKING:
    from index import LLM

REMEMBERED = 512
MOST_HITS = 20
LITTLE = 2  # words of a part that goes on about the part before
FEW = 2  # citations of an answer whose names a later question can mean
PLACE = 2  # headings by which two passages stand near each other
NEAR = 3  # passages of a short question, one of which stands where the last answer was
# Nouns that are always of something: 看哪些指标 is no new matter.
SAYS_ENOUGH = 2  # words of a follow-up that may stand alone
COVERED = 0.5  # of them in the best passage, by rarity
_SO_MANY = re.compile(rf"哪?([{NUMERALS}]+)[个种类项条大]")
_OF_A_MATTER = re.compile(
    "指标|因素|依据|环节|事项|方面|条件|要求|材料|情形|标准|手续|流程|步骤|内容|好处|后果|责任|期限|时间|办法|途径|渠道|方式|原因|目的|作用|意义"
    "|例外|限制|门槛|资格|对象|范围|细节|名单|数字|金额|比例"
)
MOST_PARTS = 8  # of a compound question; each is searched for by itself


@dataclass(frozen=True, slots=True)
class Replied:
    """An Answer with the Turn that a later question can refer to, and its parts as they were asked and drafted."""

    answer: Answer
    turn: Turn
    parts: tuple[tuple[str, Draft], ...] = ()


class Opened:
    """The documents of one build. Nothing changes after it is made, so that threads share it."""

    def __init__(self, retriever: Retriever, settings: Settings, llm: LLM | None = None) -> None:
        self.retriever = retriever
        self.texts = {e.parsed.document.doc_id: e.parsed.document.text for e in retriever.content}
        self._settings = settings
        self._answering = Answering(retriever)
        self.reply = lru_cache(maxsize=REMEMBERED)(self._reply_uncached)
        self._llm = llm
        self._writer = Writer(llm, settings.llm.evidence_chars) if llm else None

    def stream(self, question: str, history: Sequence[str], doc: str | None) -> Iterator[Answer]:
        """The answer as it grows; of the one document, or of the one that fits best."""
        turns = self._turns(history, doc)
        meter = self._llm.meter() if self._llm else Meter(0)
        whole, notice = self._rewritten(question, turns, doc, meter)
        replied = self.reply(question, turns, doc, whole)
        answers = _noted(replied.answer, notice) if notice else self._written(replied, meter)
        for answer in answers:
            yield replace(answer, usage=total(meter.calls))

    def found(self, question: str, history: Sequence[str], doc: str | None) -> Retrieved:
        """What is found for a question at the end of a conversation, as `eval.fit` learns from it."""
        turns, asked = self._turns(history, doc), unframed(set_aside(tidy(question))[0])
        whole = self._whole(asked, turns, doc or (turns[-1].doc_id if turns else "") or None)
        return self._answering.found(whole, doc, self._put(asked, turns) if len(split(whole)) == 1 else None)[2]

    def _turns(self, history: Sequence[str], doc: str | None) -> tuple[Turn, ...]:
        """What a question can refer to: the latest of the earlier questions, answered in turn."""
        turns: tuple[Turn, ...] = ()
        recent = [q for q in history if q.strip()][-self._settings.ask.history_turns :] if history else []
        for earlier in recent:
            turns = (*turns, self.reply(earlier[: self._settings.ask.longest_question], turns, doc, "").turn)
        return turns

    def _rewritten(self, question: str, turns: tuple[Turn, ...], doc: str | None, meter: Meter) -> tuple[str, str]:
        """A follow-up as the model writes it out, and a notice where it failed.

        Both "" without a model, and where the rules see a new topic: then the model is shown nothing of the history.
        """
        asked = unframed(set_aside(tidy(question))[0])
        if self._llm is None or not self._settings.llm.rewrite or not turns or not asked:
            return "", ""
        spoken_of = doc or turns[-1].doc_id or None
        vocabulary = self._answering.vocabulary(spoken_of)
        if vocabulary.mentions(asked) and self._standalone(asked, turns, spoken_of) == asked:
            return "", ""
        try:
            return rewritten(asked, turns, vocabulary, self._llm, meter), ""
        except LLMFailure as failure:
            return "", f"{failure}。追问按规则补全,直接列出原文。"

    def _written(self, replied: Replied, meter: Meter) -> Iterator[Answer]:
        """What the model makes of an answer, part by part; as it stands where there is no model, and once one failed.

        What is refused or corrected is never sent to the model.
        """
        answer = replied.answer
        if self._writer is None or self._llm is None or answer.status != "answered":
            yield answer
            return
        parts = [part for part, _ in replied.parts]
        drafts = [draft for _, draft in replied.parts]
        for number, (part, source) in enumerate(replied.parts):
            if any(call.outcome != "ok" for call in meter.calls):
                break
            for drafts[number] in self._writer.write(part, source, self._answering.base(source.doc_id), meter):
                so_far = _joined(parts[: number + 1], drafts[: number + 1], of=len(parts))
                yield replace(_with_draft(answer, so_far, self._llm.name), partial=True)
        draft = _joined(parts, drafts)
        draft = replace(draft, notices=[*draft.notices, *violations(draft.blocks, draft.citations, self.texts)])
        yield _with_draft(answer, draft, self._llm.name)

    def _reply_uncached(self, question: str, turns: tuple[Turn, ...], doc: str | None, rewritten: str = "") -> Replied:
        asked, instructed = set_aside(tidy(question))
        asked = unframed(asked)
        if not asked:
            return self._refused(question, "out_of_scope", "这句话只有指令,没有关于文本的问题。")
        spoken_of = doc or (turns[-1].doc_id if turns else "") or None
        doc = doc or self._of_the_same_text(asked, turns)
        whole = rewritten or self._whole(asked, turns, spoken_of)
        every = split(whole)
        parts = every[:MOST_PARTS]
        drafts: list[tuple[Question, Draft, Retrieved]] = []
        inner = turns
        for part in parts:
            if drafts:
                part = self._continued(part, inner, drafts[-1], doc)
            read, draft, retrieved = self._answering.answer(
                part, doc, self._put(asked, turns) if len(parts) == 1 else None
            )
            if len(parts) == 1 and draft.status == "refused" and part != asked and not leaves(asked):
                read, draft, retrieved = self._alone(asked, doc) or (read, draft, retrieved)
                whole = asked if draft.status != "refused" else whole
            if (
                drafts
                and draft.status == "refused"
                and (again := self._in_the_matter(part, inner[-1], drafts[-1], doc))
            ):
                read, draft, retrieved = again
            new = set(read.names) - set(drafts[-1][0].names) if drafts else ()
            dependent = read.kind is Kind.YESNO or (read.kind is Kind.LIST and len(read.rest) <= LITTLE)
            if drafts and drafts[-1][1].reason == "absent" and dependent and not new:
                draft = drafts[-1][1]  # 只改一处也算吗, 交什么材料 ask on about what the text does not say
            drafts.append((read, draft, retrieved))
            spoken = () if read.subjects and len(draft.listed) == 1 else draft.listed  # 它 is the subject of the whole
            inner = (*inner, Turn(part, read.text, read.kind, read.names, spoken, draft.doc_id))
        draft = _joined(parts, [d for _, d, _ in drafts])
        if len(every) > len(parts):
            draft.notices.append(f"一问里有 {len(every)} 件事,只回答了前 {len(parts)} 件;其余的请分几次问。")
        counted = [(q, d) for q, d, _ in drafts]
        if more := difference(asked, [(q, d.check) for q, d in counted]) or together(asked, counted):
            draft.say(more)
        if part := share_of(whole, [d.check for _, d in counted]):
            draft.say(part)
        if instructed:
            draft.notices.append("问题里的指令性文字已略去,只回答其中关于文本的问题。")
        first = drafts[0][0]
        understood = first.understood()
        if len(drafts) > 1:
            names = tuple(dict.fromkeys(n for q, _, _ in drafts for n in q.subjects))
            understood = Understood(first.kind, names, ";".join(parts))
        if doc is None and len(self.texts) > 1:
            draft.notices.extend(f"出自《{title}》" for title in dict.fromkeys(c.title for c in draft.citations))
        draft.notices.extend(violations(draft.blocks, draft.citations, self.texts))
        names = tuple(dict.fromkeys(n for q, _, _ in drafts for n in (q.subjects or q.terms)))
        understood_as = first.text if len(parts) == 1 else whole
        answer = Answer(
            question=question,
            standalone=_shown(question, asked, whole, understood_as),
            understood=understood,
            status=draft.status,
            reason=draft.reason,
            blocks=draft.shown(),
            text=markdown(draft.shown()),
            citations=tuple(draft.citations) if draft.status != "refused" else (),
            hits=_hits([r for _, _, r in drafts], self._answering.passages_of(draft.citations)),
            check=draft.check,
            nearest=draft.nearest,
            notices=tuple(dict.fromkeys(draft.notices)),
            members=draft.members,
            follow_ups=follow_ups(self.retriever.content, drafts[0][2], question),
        )
        spoken_of = drafts[-1][1].doc_id
        quoted = self._quoted(draft, spoken_of) if len(draft.citations) <= FEW else ()
        listed = draft.listed or self._opening_names(draft, spoken_of)
        places = tuple(dict.fromkeys(c.path[:PLACE] for c in draft.citations))
        many = _SO_MANY.search(understood_as)
        joined = self._joined_names(draft, spoken_of, numerals.number(many[1]) if many else None)
        turn = Turn(question, understood_as, first.kind, names, listed, spoken_of, quoted, places, joined)
        return Replied(answer, turn, tuple(zip(parts, (d for _, d, _ in drafts), strict=True)))

    def _of_the_same_text(self, asked: str, turns: tuple[Turn, ...]) -> str | None:
        """The text that was spoken of, where the text itself is asked of (什么时候施行) and no other is named."""
        before = turns[-1].doc_id if turns and of_itself(asked) else ""
        named = TEXT.findall(asked) if before else []
        title = self.retriever.entry(before).parsed.document.title if before else ""
        return before if before and all(word in f"{title}文件文本" for word in named) else None

    def _put(self, asked: str, turns: tuple[Turn, ...]) -> Put | None:
        """A question as it was put behind others; None for the first, and for one that leaves the matter."""
        return Put(asked, turns[-1]) if turns and not leaves(asked) else None

    def _whole(self, asked: str, turns: tuple[Turn, ...], doc: str | None) -> str:
        """A question written out: by its form, or as one of the last matter; as it stands where neither holds."""
        whole = self._standalone(asked, turns, doc)
        return self._same_matter(asked, turns, doc) if whole == asked and len(split(asked)) == 1 else whole

    def _continued(
        self, part: str, turns: tuple[Turn, ...], before: tuple[Question, Draft, Retrieved], doc: str | None
    ) -> str:
        """A later part of a compound question as it stands alone."""
        question, said, _ = before
        doc = doc or said.doc_id
        if of_each := self._answering.of_each_listed(part, question, said, doc):
            return of_each
        return self._answering.continued(self._standalone(part, turns, doc), question, doc)

    def _alone(self, asked: str, doc: str | None) -> tuple[Question, Draft, Retrieved] | None:
        """A follow-up as it stands (村镇银行有没有提到), where it says what it is about and the text answers it."""
        said = [w for w in content_words(asked, self.retriever) if w in self.retriever.rarity]
        found = self._answering.answer(asked, doc) if len(said) >= SAYS_ENOUGH else None
        if found is None or found[1].status != "answered" or not found[2].hits:
            return None
        return found if found[2].hits[0].why["coverage"] >= COVERED else None

    def _in_the_matter(
        self, part: str, turn: Turn, before: tuple[Question, Draft, Retrieved], doc: str | None
    ) -> tuple[Question, Draft, Retrieved] | None:
        """A later part (情节严重又是多少) asked again in the matter of the part before; None where that tells no more.

        Only what stands in the paragraphs that the part before was answered from is told.
        """
        places = {(c.path, c.paragraph) for c in before[1].citations}
        found = self._answering.answer(f"{matter(turn)},{part}", doc or before[1].doc_id) if places else None
        said = found[1].citations if found and found[1].status == "answered" else []
        return found if said and all((c.path, c.paragraph) in places for c in said) else None

    def _standalone(self, question: str, turns: tuple[Turn, ...], doc: str | None) -> str:
        """A follow-up written out against the vocabulary of the document that was spoken of."""
        if not turns:
            return question
        said = [w for w in content_words(question, self.retriever) if w in self.retriever.rarity or is_noun(w)]
        base = self._answering.base(doc)
        return standalone(
            question,
            turns,
            base.entry.vocabulary,
            said,
            base.milestones,
            base.units,
            bracketed(base.entry.parsed.document.text),
        )

    def _same_matter(self, question: str, turns: tuple[Turn, ...], doc: str | None) -> str:
        """A short question that no rule wrote out, of the last matter where it is found near the last answer."""
        if not turns:
            return question
        said = content_words(question, self.retriever)
        text = self.texts.get(turns[-1].doc_id, "")
        # a matter of its own: 高铁站
        strange = any(w.rstrip("里上") not in text and is_noun(w) and not _OF_A_MATTER.fullmatch(w) for w in said)
        if strange or not goes_on(question, said, turns[-1], self._answering.vocabulary(doc)):
            return question
        near = self.retriever.hits(Query(question, doc_ids=(turns[-1].doc_id,)), top=NEAR)
        same = any(h.passage.path[:PLACE] in turns[-1].places for h in near) or self._said_there(said, turns[-1])
        return in_the_same_matter(question, turns[-1]) if same else question

    def _said_there(self, words: Sequence[str], turn: Turn) -> bool:
        """Whether all words of a question stand in one paragraph of those that the last answer was from."""
        passages = self._answering.base(turn.doc_id).entry.parsed.passages
        there = (p.text for p in passages if p.path[:PLACE] in turn.places)
        return bool(words) and any(all(word in text for word in words) for text in there)

    def _quoted(self, draft: Draft, doc: str) -> tuple[str, ...]:
        """The names of classes in what a draft quotes, in reading order."""
        vocabulary = self._answering.vocabulary(doc)
        found = [m.term for c in draft.citations for m in vocabulary.mentions(c.quote)]
        return tuple(dict.fromkeys(class_names(found, vocabulary)))

    def _opening_names(self, draft: Draft, doc: str) -> tuple[str, ...]:
        """The names of one class that quoted sentences open with, where each opens with one; () for one or none."""
        vocabulary = self._answering.vocabulary(doc)
        opening = [next((m.term for m in vocabulary.mentions(c.quote) if m.start == 0), "") for c in draft.citations]
        names = dict.fromkeys(class_names(opening, vocabulary))
        shared = [c for c in vocabulary.classes if c.suffix and all(c.member(n) for n in names)]
        return tuple(names) if len(names) == len(opening) > 1 and shared else ()

    def _joined_names(self, draft: Draft, doc: str, many: int | None) -> tuple[str, ...]:
        """What a sentence that is quoted joins by 、: the only one, or the first that joins as many as were asked for.

        () where it is too long for names or joins nothing.
        """
        quoted = draft.citations if draft.status == "answered" else []
        things = [items.joined(c.quote, self._answering.base(doc)) for c in quoted]
        things = things if len(quoted) == 1 else [t for t in things if len(t) == many]
        return next((t for t in things if t and all(len(name) <= LONGEST_NAME for name in t)), ())

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


def _joined(parts: Sequence[str], drafts: Sequence[Draft], of: int = 0) -> Draft:
    """One draft of several, of the first of `of` while the rest is in the making.

    Each part stands under its question; the whole is refused only when every part is.
    """
    told = _told_once(parts, drafts)
    if len(told) == 1 and len(drafts) >= of:
        return drafts[0]
    whole = Draft()
    for number, (part, draft) in enumerate(told, 1):
        whole.say(f"({number}) {part}")
        whole.extend(draft)
    answered = [d for d in drafts if d.status != "refused"]
    if not answered:
        whole.status, whole.reason, whole.nearest = "refused", drafts[0].reason, drafts[0].nearest
    elif any(d.status == "corrected" for d in drafts):
        whole.status = "corrected"
    checks = [d.check for _, d in told if d.check]
    whole.check = checks[0] if len(checks) == 1 else None
    return whole


def _told_once(parts: Sequence[str], drafts: Sequence[Draft]) -> list[tuple[str, Draft]]:
    """The parts with their drafts; those that one after the other are answered alike are one part."""
    told: list[tuple[str, Draft]] = []
    for part, draft in zip(parts, drafts, strict=True):
        asked, before = part.strip(",，"), told[-1] if told else None
        if before and (before[1].blocks, before[1].citations) == (draft.blocks, draft.citations):
            told[-1] = (f"{before[0]};{asked}", draft)
        else:
            told.append((asked, draft))
    return told


def _hits(found: Sequence[Retrieved], cited: Sequence[Passage]) -> tuple[AnswerHit, ...]:
    """The cited passages, whose claims or sentences answered, then those found; of several parts in turn, each once."""
    longest = max(len(r.hits) for r in found)
    rounds = [r.hits[i] for i in range(longest) for r in found if i < len(r.hits)]
    scores = {h.passage.passage_id: h.score for h in reversed(rounds)}
    passages = {p.passage_id: p for p in (*cited, *(h.passage for h in rounds))}
    ranked = [(p, scores.get(i, max(scores.values(), default=0.0))) for i, p in passages.items()]
    cited_first = sorted(ranked, key=lambda r: (r[0] not in cited, -r[1] if r[0] in cited else 0))[:MOST_HITS]
    return tuple(AnswerHit(n, p.passage_id, p.path, p.text, round(s, 4)) for n, (p, s) in enumerate(cited_first, 1))


def _noted(answer: Answer, notice: str) -> Iterator[Answer]:
    yield replace(answer, notices=(*answer.notices, notice))


def _with_draft(answer: Answer, draft: Draft, model: str) -> Answer:
    """An answer with the blocks and citations of another draft of it."""
    return replace(
        answer,
        blocks=draft.shown(),
        text=markdown(draft.shown()),
        citations=tuple(draft.citations),
        notices=tuple(dict.fromkeys((*answer.notices, *draft.notices))),
        engine=f"llm:{model}" if any(isinstance(b, Written) for b in draft.blocks) else "extractive",
    )


def total(calls: Sequence[Call]) -> Usage | None:
    """What the calls for one question cost together."""
    if not calls:
        return None
    prompt = [c.prompt_tokens for c in calls if c.prompt_tokens is not None]
    completion = [c.completion_tokens for c in calls if c.completion_tokens is not None]
    return Usage(
        prompt_tokens=sum(prompt) if prompt else None,
        completion_tokens=sum(completion) if completion else None,
        seconds=round(sum(c.seconds for c in calls), 3),
        calls=tuple(calls),
    )
