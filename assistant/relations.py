"""Which names of one class belong to none, or to more than one, of another class: 哪个校区哪种模式都没排进去."""

from __future__ import annotations

import re

from assistant.draft import Draft
from assistant.evidence import claims_about, properties_of
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.slips import LARGE_CLASS
from assistant.types import Check, ListBlock, ListItem
from corpus.terms import TermClass
from corpus.types import Claim

LEAST = 3  # members of the class that others belong to
_NONE = re.compile(
    r"(?:[一哪][种个类]都|都)(?:没有?|不|找不到)|(?<!有)没有?被?(?:排|归|列|写|划|分|安排)(?:进|到|入|在)?\w{0,3}(?:任何|哪)|找不到名|漏(?:掉|下|了)"
)
_SEVERAL = re.compile(
    r"(?:两|2|多)[种个类]\w{0,8}(?:都|同时)|同时(?:出现|属于|列|归|在)\w{0,3}(?:两|2|多|几)|不止一[种个类]"
)


def related(question: Question, base: ClaimBase) -> Draft | None:
    """The members that belong to none or to several of a class, where the text joins most of them with one."""
    none, several = _NONE.search(question.text), _SEVERAL.search(question.text)
    if not (none or several) or question.subjects:
        return None
    named = [c for c in base.entry.vocabulary.classes if c.suffix and c.label in question.text]
    owners = next((c for c in named if len(c.members) >= LARGE_CLASS), None) or (_largest(base) if several else None)
    kinds = next((c for c in named if c is not owners and len(c.members) >= LEAST), None)
    if owners is None or kinds is None:
        return None
    rows = {member: properties_of(member, kinds, base) for member in owners.members}
    if sum(map(bool, rows.values())) * 2 <= len(rows):
        return None
    return _of_several(rows, owners, kinds, base) if several else _of_none(rows, owners, kinds, base)


def _largest(base: ClaimBase) -> TermClass | None:
    """The largest class of names, which 谁 asks of where the question names none."""
    large = (c for c in base.entry.vocabulary.classes if c.suffix and len(c.members) >= LARGE_CLASS)
    return max(large, key=lambda c: len(c.members), default=None)


def _of_several(
    rows: dict[str, list[tuple[str, Claim]]], owners: TermClass, kinds: TermClass, base: ClaimBase
) -> Draft:
    found = {member: own for member, own in rows.items() if len({name for name, _ in own}) > 1}
    draft = Draft(members=tuple(found), check=Check(owners.label, len(rows), len(found)))
    draft.say(f"{len(rows)} 个{owners.label}逐一核对,属于两种或更多{kinds.label}的有 {len(found)} 个:")
    items = []
    for member, own in found.items():
        numbers = tuple(dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for _, c in own))
        items.append(ListItem(member, "……".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _of_none(
    rows: dict[str, list[tuple[str, Claim]]], owners: TermClass, kinds: TermClass, base: ClaimBase
) -> Draft | None:
    found = {member: claims_about(member, base)[:1] for member, own in rows.items() if not own}
    draft = Draft(members=tuple(found), check=Check(owners.label, len(rows), len(found)))
    draft.say(f"{len(rows)} 个{owners.label}逐一核对,没有写到属于哪种{kinds.label}的有 {len(found)} 个;文中写到它的是:")
    items = []
    for member, claims in found.items():
        numbers = tuple(draft.cite(base.entry, (c.start, c.end)) for c in claims)
        items.append(ListItem(member, "……".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft if draft.citations else None
