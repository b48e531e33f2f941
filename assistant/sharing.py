"""What of the things that clauses list two names share (有没有共同的领域), and what one has beyond the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import ListBlock, ListItem
from corpus.types import Claim

_WHETHER_SHARED = re.compile(
    "(?:有没有|有无|是否有|存不存在)(?:什么|任何|哪些)?[^,，]{0,4}?(?:共同|相同|一样|重合|重叠|交集)"
    "|有(?:什么|任何)?(?:共同|相同|一样|重合|重叠)[^,，]{0,8}[吗么][?？]?$"
)
_BEYOND = re.compile("比[^,，?？]{2,16}?(?P<sign>[多少])(?:了|出|做|开设|聚焦|布局)*(?:哪|什么|啥)")


def whether_shared(question: Question, base: ClaimBase) -> Draft | None:
    """甲和乙有没有共同聚焦的领域: what the clauses about both list; None where they list nothing."""
    names = _alike(question, base)
    if len(names) < 2 or question.terms or not _WHETHER_SHARED.search(question.text):
        return None
    told = [_lists(name, question, base) for name in names]
    if not all(told):
        return None
    things = [_things(claims, base) for claims in told]
    shared = [t for t in things[0] if all(t in other for other in things[1:])]
    pieces = [_pieces(claims, base) for claims in told]
    unmined = set.intersection(*pieces) - {p for t in shared for p in pieces[0] if t in p}
    if unmined and not shared:
        return None  # both list what is no term of the text
    draft = Draft(members=tuple(shared))
    draft.say(f"有:共同提到 {len(shared)} 项,{'、'.join(shared)}。" if shared else "没有:所列的没有相同的。")
    for claim in (c for claims in told for c in claims):
        draft.quote(base.entry, (claim.start, claim.end))
    return draft


def beyond(question: Question, base: ClaimBase) -> Draft | None:
    """甲比乙多哪些领域: what the clauses about one list and those about the other do not."""
    names, said = _alike(question, base), _BEYOND.search(question.text)
    if said is None or len(names) != 2 or question.terms:
        return None
    more, less = names if said["sign"] == "多" else tuple(reversed(names))
    having, lacking = _lists(more, question, base), _lists(less, question, base)
    if not having or not lacking:
        return None
    other = "".join(base.text(c) for c in lacking)
    own = [t for t in _things(having, base) if t not in _things(lacking, base) and t not in other]
    draft = Draft(members=tuple(own))
    draft.say(f"{more}列有而{less}没有的是 {len(own)} 项:" if own else f"{more}所列的{less}都有:")
    numbers = tuple(draft.cite(base.entry, (c.start, c.end)) for c in having)
    if own:
        draft.blocks.append(ListBlock(tuple(ListItem(t, "", numbers) for t in own)))
    for claim in (*having, *lacking):
        draft.quote(base.entry, (claim.start, claim.end))
    return draft


def _alike(question: Question, base: ClaimBase) -> tuple[str, ...]:
    """The names of a question where all are of one class that clauses are about."""
    fitting = any(all(map(kind.member, question.subjects)) for kind in base.places)
    return question.subjects if fitting and not question.excluded else ()


def _lists(name: str, question: Question, base: ClaimBase) -> list[Claim]:
    """The clauses about a name that list things: those that call them what the question does, or have its verb."""
    kinds = [c.label for c in base.entry.vocabulary.classes if c not in base.places and c.label in question.text]
    said = [*kinds, *(c for c in base.entry.vocabulary.cues if c in question.text)]
    own = [c for c in base.postings.get(name, ()) if any(m.term == name for m in c.subject) and c.objects]
    own = [c for c in own if len(c.objects) > 1] or own  # 打造丙 lists nothing beside 聚焦甲、乙
    return next((fitting for w in said if (fitting := [c for c in own if w in base.text(c)])), own)


def _things(claims: Sequence[Claim], base: ClaimBase) -> list[str]:
    """What clauses list, but for names of the classes of places."""
    listed = (m.term for c in claims for m in c.objects)
    return list(dict.fromkeys(t for t in listed if not any(kind.member(t) for kind in base.places)))


def _pieces(claims: Sequence[Claim], base: ClaimBase) -> set[str]:
    """The words that 、 parts in clauses, but for the first, which has the verb before it."""
    return {p.split("等")[0] for c in claims for p in base.text(c).split("、")[1:]}
