"""What role a name plays in a matter, and whether it plays one: 甲园在丙业里是什么角色, 甲园只做研发吗."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import asking
from assistant.draft import Draft
from assistant.listing import told_in
from assistant.question import Question
from assistant.roles import (
    Part,
    Role,
    asked_roles,
    has,
    is_about,
    is_work,
    one_place,
    parts_of,
    things_of,
    works_beside,
)
from assistant.sets import ClaimBase

_WHICH_ROLE = re.compile(
    "(?:什么|啥|哪种|怎样的|何种)的?(?:角色|定位|身份|作用|位置)|(?:角色|定位)(?:是|为)?(?:什么|啥|怎|如何|[?？]?$)"
    "|(?:承担|扮演|担任|充当|负责)(?:着|了|的是)*(?:什么|啥|哪)"
)
_ONLY_DOES = re.compile(
    "(?:只|仅|单单|单纯)是?(?:做|搞|干|负责|承担|从事|进行)?(?P<what>[一-鿿]{2,6}?)(?:[吗么?？]|$|[,，])"
)
_VAGUE = ("主要", "重点", "优先")  # leads nowhere without the matter in which it is so


def played(question: Question, base: ClaimBase) -> Draft | None:
    """甲园在丙业里是什么角色: what the sentences about it say of the name; that they do not speak of it, where so."""
    member, kind = one_place(question, base)
    things = things_of(question, kind, base) if kind else []
    if kind is None or not things or not _WHICH_ROLE.search(question.text):
        return None
    parts = [p for p in parts_of(kind, base) if is_about(p, things, base)]
    own = [p for p in parts if member in p.members]
    draft = Draft()
    if not own and parts and not base.heads(member):
        draft.status = "corrected"
        draft.say(f"文本没有把{member}写进{'、'.join(things)};写到的是:")
    shown = own or (parts if draft.blocks else [])
    _quote(shown, draft, base)
    return draft if shown else None


def only_does(question: Question, base: ClaimBase) -> Draft | None:
    """甲园只做研发吗: 不止, where a clause gives it more to do; the clauses alone where none does."""
    member, kind = one_place(question, base)
    said = _ONLY_DOES.search(question.text)
    if kind is None or said is None or question.text.find(member) > said.start():
        return None
    things = things_of(question, kind, base)
    parts = [p for p in parts_of(kind, base) if not things or is_about(p, things, base)]
    roles = [r for r in asked_roles(question, parts, base) if r.said in said["what"]]
    own = [p for p in parts if member in p.members and roles and all(has(p, r, base) for r in roles)]
    more = [w for p in own for w in works_beside(roles, p, base)]
    draft = Draft()
    draft.say(f"不止{said['what']}。依据:" if more else "文中写到的是:")
    _quote(own, draft, base)
    return draft if own else None


def verdict(question: Question, base: ClaimBase) -> Draft | None:
    """甲园是丙业的研发基地吗: by the part of the sentence that is about it; None where no role is asked for.

    否 only where the sentence gives the role to other names. Where no matter is named, all that the text says of the
    name counts.
    """
    member, kind = one_place(question, base)
    if kind is None or asking.NOT.search(question.text):
        return None
    things = things_of(question, kind, base)
    parts = [p for p in parts_of(kind, base) if not things or is_about(p, things, base)]
    own = [p for p in parts if member in p.members]
    asked = asked_roles(question, parts, base)
    asked += _qualifying(question, asked, parts)
    if not own or not asked or not (things or _is_clear(question, asked, member, own, base)):
        return None
    given = [p for p in own if all(has(p, role, base) for role in asked)]
    lacking = [r for r in asked if not any(has(p, r, base) for p in own)] or asked
    others = [p for p in parts if p not in own and all(has(p, r, base) for r in lacking)]
    if not things:
        beside = {p.opening.start for p in others} & {p.opening.start for p in own}
        own, others = ([p for p in some if p.opening.start in beside] for some in (own, others))
    draft = Draft()
    if not given and asking.ASSERTED.search(question.text):
        draft.status = "corrected"
    draft.say("是。依据:" if given else "否。依据:")
    _quote((given if not things else given[:1]) or (*own[:2], *others[:1]), draft, base)
    return draft if given or others else None


def _quote(parts: Sequence[Part], draft: Draft, base: ClaimBase) -> None:
    """Quote the clauses of parts of sentences."""
    for claim in (c for p in parts for c in p.claims):
        draft.quote(base.entry, told_in(claim, base))


def _qualifying(question: Question, asked: Sequence[Role], parts: Sequence[Part]) -> list[Role]:
    """The words right before a role that tell which is meant (南部核心), where some part has them."""
    said = "|".join(re.escape(r.said) for r in asked)
    words = [w for w in (*question.terms, *question.rest) if len(w) > 1 and not is_work(w)]
    found = [
        w for w in words if said and re.search(f"{re.escape(w)}(?:地区|片区|发展区|区)?的?(?:{said})", question.text)
    ]
    found = [w for w in found if not any(w == r.said for r in asked)]
    return [Role(w, re.compile(re.escape(w))) for w in found if any(w in p.text for p in parts)]


def _is_clear(question: Question, asked: Sequence[Role], member: str, own: Sequence[Part], base: ClaimBase) -> bool:
    """Whether a role may be judged without a matter: it is definite, and all that is said of the name is looked at."""
    said = {r.said for r in asked}
    open_words = [w for w in (*question.terms, *question.rest) if is_work(w) or w not in ("为主", "园区", "产业")]
    looked_at = {c for p in own for c in p.claims}
    return (
        not (said <= set(_VAGUE) or question.unknown)
        and all(any(s in w or w in s for s in said) for w in open_words)
        and not any(r.denied for r in asked)
        and set(base.postings.get(member, ())) <= looked_at
    )
