"""A document's vocabulary: its terms, the classes of names and the relation verbs that were mined from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.types import Mention

LEAST_PART = 3
LARGE_CLASS = 10  # members of a class of names that a text speaks of one by one


@dataclass(frozen=True, slots=True)
class TermClass:
    """Names of one kind: `label` is what the text calls them, `suffix` the last word they share ("" for none)."""

    label: str
    suffix: str
    members: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()

    def member(self, term: str) -> str | None:
        """The member that a term is or is another writing of; None when it is neither."""
        if term in self.members:
            return term
        return next((member for other, member in reversed(self.aliases) if other == term), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A document's terms (longest first), classes (largest first) and relation verbs (most frequent first)."""

    terms: tuple[str, ...] = ()
    classes: tuple[TermClass, ...] = ()
    cues: tuple[str, ...] = ()

    def mentions(self, text: str, offset: int = 0) -> tuple[Mention, ...]:
        """Every term in `text`, longest match from the left, with spans shifted by `offset`."""
        found = _pattern(self.terms).finditer(text) if self.terms else ()
        return tuple(Mention(m.group(), offset + m.start(), offset + m.end()) for m in found)

    def classes_of(self, term: str) -> tuple[TermClass, ...]:
        """The classes a term is a member of."""
        return tuple(c for c in self.classes if c.member(term))


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, terms)))
