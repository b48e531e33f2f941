"""Members of a class by what the text says of the kinds they belong to: a set of kinds, then who is of one of them.

可以用冷库的码头有哪些: the text says it of two ways of running one, and of each 码头 which way it is run.
"""

from __future__ import annotations

from assistant.asked import Asked
from assistant.draft import Draft
from assistant.listing import set_answer
from assistant.selecting import all_of_kind, joined_mostly, select_set
from assistant.sets import ClaimBase, Found, Match
from assistant.types import Check, Kind
from corpus.vocabulary import TermClass


def by_their_kind(asked: Asked) -> Draft | None:
    """The set, where no clause joins the class itself with what is asked; the kinds that have it are told first."""
    question, base, target = asked.question, asked.base, asked.question.target
    if target is None or target not in base.places or question.kind not in (Kind.LIST, Kind.COUNT, Kind.FACT):
        return None
    checked = question.terms or all_of_kind(question, base)
    told = any(base.having(name, target) or base.heads(name) for name in question.names)
    if not checked or told or question.subjects or question.excluded or target.label not in question.text:
        return None
    for kind in base.entry.vocabulary.classes:
        if kind.suffix and kind not in base.places and kind.label not in question.text:
            again = asked.read(question.text.replace(target.label, kind.label))
            found = select_set(again, kind, base) if again.target is kind else None
            if found and 0 < len(found.matches) < found.checked and (made := _of_those(found, target, base)):
                return made
    return None


def _of_those(kinds: Found, target: TermClass, base: ClaimBase) -> Draft | None:
    """The kinds, and the members of a class that the text says to be of one of them; None where it says of few."""
    rows = joined_mostly(target, kinds.target, base)
    own = {m: tuple(claim for name, claim in belongs if name in kinds.names) for m, belongs in rows.items()}
    found = (Match(m, claims) for m, claims in own.items() if claims)
    matches = sorted(found, key=lambda m: (m.claims[0].start, base.text(m.claims[0]).find(m.member)))
    if not matches:
        return None
    draft = set_answer(kinds, base, counted=True)
    draft.say(f"属于其中一种{kinds.target.label}的:")
    draft.extend(set_answer(Found(target, tuple(matches), len(target.members)), base, counted=True))
    draft.members = tuple(m.member for m in matches)
    draft.check = Check(target.label, len(target.members), len(matches))
    return draft
