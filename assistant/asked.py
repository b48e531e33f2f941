"""A question at the place where it is answered: its document's claims, what was found for it, and the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant import compose, refuse
from assistant.draft import Draft
from assistant.question import Question, read
from assistant.sets import ClaimBase
from assistant.titled import without_title
from assistant.types import Reason
from assistant.wanted import has_figure
from index import Retrieved, Retriever, SentenceHit


@dataclass(frozen=True, slots=True)
class Asked:
    """What every renderer may look at; `again` asks the same document something else."""

    question: Question
    base: ClaimBase
    retrieved: Retrieved
    retriever: Retriever
    again: Callable[[str], Asked]

    @property
    def text(self) -> str:
        """The question as it is read."""
        return self.question.text

    def read(self, text: str) -> Question:
        """Another question as it is read, with nothing looked for."""
        return read(text, self.base.entry.vocabulary, self.retriever.tokens)

    def content_words(self, text: str | None = None) -> list[str]:
        """The words of the question, or of another text, that say what it is about."""
        return refuse.content_words(self.text if text is None else text, self.retriever)

    def signals(self) -> refuse.Signals:
        """What speaks for and against answering; the name of the text says nothing of what is asked."""
        bare = without_title(self.text, self.base.entry.parsed.document.title)
        return refuse.signals(replace(self.question, text=bare), self.retrieved, self.retriever)

    def reason_against(self, said: str = "") -> Reason | None:
        """Why what would be said does not answer the question; None where it does."""
        return refuse.decide(self.question, self.signals(), said)

    def refused(self, reason: Reason) -> Draft:
        """That the text does not answer, with what comes nearest."""
        return compose.refusal_answer(self.question, reason, self.base, self.retrieved)

    def unmeasured(self, hits: Sequence[SentenceHit]) -> bool:
        """Whether a figure is asked for and none of the sentences has it."""
        return refuse.wants_figure(self.question) and not has_figure(" ".join(h.text for h in hits), self.text)
