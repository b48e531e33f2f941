"""How many of a class there are as a text itself says (一区九园, 31个校区), a question that takes another number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import asking, listing
from assistant.draft import Draft
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Check, Kind
from corpus.grammar import NUMERALS
from corpus.numerals import number
from corpus.types import Claim
from corpus.vocabulary import TermClass

LEAST = 3  # members that a text says there are of
UNLIKE = 4  # times that a number may be smaller than the names that are found, and the same class still meant
_NUMBER = rf"(?<![第\d{NUMERALS}年月])(?P<n>[{NUMERALS}\d]{{1,4}})"
_OF_EACH = re.compile("每[个一]|都|各|均|分别|全部")  # 31个校区|每个都有学区吗 asks of each
_OF_SOME = re.compile("[里中内的当]|.*(?:有没有|哪一?个)")
_IS = "(?:一共|总共|共|共有|有|是|为|达|达到|设|设有|规划|布局)+了?"
_COUNT = re.compile(rf"[{NUMERALS}\d]+[个座大家]?")
_TAKEN_FOR_ALL = (*asking.TEXT.pattern.split("|"), "说")


@dataclass(frozen=True, slots=True)
class Total:
    """A number of all members of a class, as a text writes it, and the clause."""

    count: int
    written: str
    claim: Claim


def told_total(target: TermClass, base: ClaimBase) -> Total | None:
    """What a text says of how many there are of a class: 31个校区, or 一区九园 of a class word of one character."""
    joined = "" if len(target.suffix) == 1 else "[个座大家]"
    named = rf"[个座大家][一-鿿]{{0,2}}{re.escape(target.label)}"
    called = rf"{joined}{re.escape(target.suffix)}(?![一-鿿]?区)"
    counted = rf"(?:一[区城县市])?{_NUMBER}(?:{named}|{called})"
    for claim in base.entry.claims:
        for said in re.finditer(counted, base.text(claim)):
            count = number(said["n"])
            if isinstance(count, int) and count >= LEAST and count * UNLIKE >= len(target.members):
                return Total(count, said.group(), claim)
    return None


def total_told(target: TermClass, base: ClaimBase) -> Draft | None:
    """The clause that says how many there are of a class of places; None where none does."""
    told = told_total(target, base) if target in base.places else None
    if told is None:
        return None
    draft = Draft(check=Check(target.label, told.count, told.count))
    draft.quote(base.entry, (told.claim.start, told.claim.end))
    draft.say(f"文中写的是“{told.written}”。")
    return draft


def checked_total(question: Question, base: ClaimBase) -> Draft | None:
    """一共31个校区对吗, 规划了21个校区,分别是哪些: the number that the text says, where the question says one of all.

    None where the question asks of some of them.
    """
    title = base.entry.parsed.document.title
    for target in base.places:
        said = _said(question, target)
        told = told_total(target, base) if said else None
        behind = question.text[question.text.find(said[0]) :] if said else ""
        if question.kind is Kind.YESNO and _OF_EACH.search(behind):
            continue
        if not said or not told or _OF_SOME.match(question.text, question.text.find(said[0]) + len(said[0])):
            continue
        others = [n for n in question.names if not n.endswith((target.label, target.suffix))]
        rest = [w for w in question.rest if not _COUNT.fullmatch(w) and w not in _TAKEN_FOR_ALL]
        rest = [w for w in rest if w not in title + target.label]
        if others or rest or question.excluded or question.sections or question.most:
            return None
        right = said[1] == told.count
        if right and question.kind is not Kind.YESNO:
            return None
        draft = Draft(status="answered" if right else "corrected")
        draft.say("是。依据:" if right else f"问题说“{said[0]}”,文本写的是“{told.written}”:")
        draft.quote(base.entry, (told.claim.start, told.claim.end))
        if not right and question.kind is Kind.LIST and (every := base.select(target, [], [], any_of=False)).matches:
            draft.extend(listing.set_answer(every, base, counted=True))
        return draft
    return None


def _said(question: Question, target: TermClass) -> tuple[str, int] | None:
    """The number of a class that a question says, before or behind its word: 21个校区, 校区一共31个."""
    word = "|".join(map(re.escape, (target.label, target.suffix)))
    ahead = rf"{_NUMBER}[个座大家][一-鿿]{{0,2}}?(?:{word})"
    behind = rf"(?:{word}){_IS}{_NUMBER}[个座家](?![一-鿿]*(?:{word}))"
    said = re.search(ahead, question.text) or re.search(behind, question.text)
    count = number(said["n"]) if said else None
    return (said.group(), count) if said and isinstance(count, int) and count > 1 else None
