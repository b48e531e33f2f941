"""A follow-up as the steps see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.referents import class_names, names_in
from assistant.types import Turn
from corpus.vocabulary import Vocabulary


@dataclass(frozen=True)
class FollowUp:
    """A question, the turns before it (one at least), and the content words that it speaks of itself (`said`).

    `milestones` are the years that paragraphs of the text open with, the earliest first; `units` those whom brackets of
    the text tell to do something; `bracketed` its names with what stands in brackets behind them.
    """

    text: str
    turns: tuple[Turn, ...]
    vocabulary: Vocabulary
    said: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bracketed: frozenset[str] = frozenset()

    @property
    def last(self) -> Turn:
        """The turn before the question."""
        return self.turns[-1]

    @cached_property
    def names(self) -> list[str]:
        """The names and terms in the question."""
        return names_in(self.text, self.vocabulary)

    @cached_property
    def own(self) -> list[str]:
        """Those of them that are members of a class of names."""
        return class_names(self.names, self.vocabulary)
