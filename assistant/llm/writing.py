"""A model writes an answer from the evidence of an extractive one; sentences that do not hold give way to the text.

What is ours stays: the verdict, the completeness line, the set, the refusal and the correction are decided before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.draft import Draft
from assistant.llm.checking import Ground, fault
from assistant.llm.sentences import Sentence, sentences
from assistant.sets import ClaimBase
from assistant.types import Block, Citation, Frame, Statement, Written
from index import LLMFailure, Meter

if TYPE_CHECKING:
    from index import LLM

PROMPT = Path(__file__).parent / "prompts" / "write.md"
ENOUGH = 0.5  # at least so much of what the model wrote must hold


class Writer:
    """Writes answers with a model, within a budget of evidence."""

    def __init__(self, llm: LLM, evidence_chars: int) -> None:
        self._llm = llm
        self._budget = evidence_chars
        self._prompt = PROMPT.read_text(encoding="utf-8")

    def write(self, question: str, draft: Draft, base: ClaimBase, meter: Meter) -> Iterator[Draft]:
        """The answer as it grows, by checked sentences; the last is whole.

        Where the model fails, leaves out members of the set, or writes too little that holds, that is `draft` itself
        with a notice. An answer with a set is shown when it is whole, never in part.
        """
        if not can_write(draft):
            yield draft
            return
        kept, evidence = _evidence(draft, self._budget)
        if draft.members and len(kept) < len(draft.citations):
            long = sum(len(c.quote) for c in draft.citations)
            yield _noted(
                draft, f"证据有 {long} 字,超过了交给模型的上限,直接列出原文;可以调大 CEWEN_LLM__EVIDENCE_CHARS。"
            )
            return
        ground = Ground(base, {c.number: c for c in kept}, draft.members, draft.check)
        page = _Page(draft)
        asked = json.dumps({"question": question, **evidence}, ensure_ascii=False, indent=1)
        try:
            for sentence in sentences(self._llm.stream(self._prompt, asked, "write", meter, question)):
                if page.take(sentence, fault(sentence, ground)) and not draft.members:
                    yield page.draft()
        except LLMFailure as failure:
            yield _noted(draft, f"{failure}。以下直接列出原文。")
            return
        missing = [m for m in draft.members if not page.names(m)]
        if missing:
            yield _noted(
                draft, f"模型写的名单少了{'、'.join(missing[:3])}{'等' * (len(missing) > 3)},改为直接列出原文。"
            )
        elif page.sound < max(1, ENOUGH * page.taken):
            yield _noted(draft, "模型写的与所引原文对不上,改为直接列出原文。")
        else:
            yield page.whole()


def can_write(draft: Draft) -> bool:
    """Whether there is something to write from: an answer with evidence, that is not several sets side by side."""
    cited = [not isinstance(b, Frame) for b in draft.blocks]
    runs = sum(now and not before for before, now in zip([False, *cited], cited, strict=False))
    return draft.status == "answered" and bool(draft.citations) and runs == 1


@dataclass(slots=True)
class _Page:
    """What stands so far: our frames, then what the model wrote and holds, cited in order of use."""

    source: Draft
    taken: int = 0
    sound: int = 0
    blocks: list[Block] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self, sentence: Sentence, wrong: str) -> bool:
        """Add a sentence, or the span it should have kept to; whether anything was added."""
        if sentence.text in self.seen:
            return False
        self.seen.add(sentence.text)
        self.taken += 1
        if not wrong:
            self.sound += 1
            self.blocks.append(Written(sentence.text, tuple(self._number(n) for n in sentence.numbers)))
            return True
        known = {c.number: c for c in self.source.citations}
        span = next((known[n] for n in sentence.numbers if n in known), None)
        if span is None or span.quote in self.seen:
            return False
        self.seen.add(span.quote)
        self.blocks.append(Statement(span.quote, self._number(span.number)))
        return True

    def _number(self, old: int) -> int:
        """The number of a citation in the new order."""
        cited = next(c for c in self.source.citations if c.number == old)
        for c in self.citations:
            if (c.doc_id, c.start, c.end) == (cited.doc_id, cited.start, cited.end):
                return c.number
        self.citations.append(replace(cited, number=len(self.citations) + 1))
        return len(self.citations)

    def names(self, member: str) -> bool:
        """Whether a member is named."""
        return any(member in b.text for b in self.blocks if isinstance(b, Written | Statement))

    def draft(self) -> Draft:
        """The answer so far."""
        frames = [b for b in self.source.blocks if isinstance(b, Frame)]
        return replace(self.source, blocks=[*frames, *self.blocks], citations=list(self.citations))

    def whole(self) -> Draft:
        """The whole answer; sentences that did not hold are counted in a notice."""
        wrong = self.taken - self.sound
        said = f"模型写的 {self.taken} 句里有 {wrong} 句与所引原文对不上,已换成原文或略去。"
        return _noted(self.draft(), said) if wrong else self.draft()


def _evidence(draft: Draft, budget: int) -> tuple[Sequence[Citation], dict[str, Any]]:
    """The citations that fit the budget, in order, and what the model is given of them and of the answer."""
    kept: list[Citation] = []
    for c in draft.citations:
        budget -= len(c.quote) + sum(map(len, c.path))
        if budget < 0:
            break
        kept.append(c)
    given: dict[str, Any] = {"members": list(draft.members)} if draft.members else {}
    if conclusion := [b.text for b in draft.blocks if isinstance(b, Frame)]:
        given["conclusion"] = conclusion
    given["evidence"] = [{"n": c.number, "place": " › ".join(c.path), "quote": c.quote} for c in kept]
    return kept, given


def _noted(draft: Draft, notice: str) -> Draft:
    return replace(draft, notices=[*draft.notices, notice])
