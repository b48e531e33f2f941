"""What stands with one name alone: 哪些课只有一个校区开设, 只在甲校区开设的课, 哪些校区只出现在某一节."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from assistant.draft import Draft
from assistant.listing import told_item
from assistant.question import Question
from assistant.selecting import says_kind
from assistant.sets import ClaimBase
from assistant.types import Check, ListBlock, ListItem
from corpus.types import Claim
from corpus.vocabulary import TermClass

LEAST_LISTING = 2  # members of a class that list things, of which some may stand with one alone
_ONE = "(?:只|仅|就)有?(?:1|一)[个家座处]"
_ALONE = re.compile("(?:只|仅|唯|独|就)有?(?:在|由|归|是)?")
_APPEARS = re.compile("(?:只|仅|光)(?:是|有)?(?:被)?(?:出现|写|提到?|点到?名?|列|归|放|说)[^,，]{0,3}在")
_PLACED_ONCE = "(?:只|仅)(?:有|在|由|归|是|布局|放|安排)+(?:于|到|了)?(?:1|一)个分?"
_TERMS = re.compile("领域|产业|方向|行业|业务|课|项目|功能|哪些|什么|哪个")


def unique(question: Question, base: ClaimBase) -> Draft | None:
    """The answer to a question for what stands with one name alone; None where no such thing is asked."""
    if not question.only:
        return None
    return _of_one_member(question, base) or _only_below(question, base) or _only_placed(question, base)


def _of_one_member(question: Question, base: ClaimBase) -> Draft | None:
    """What the clauses about one member of a class list, and those about no other: 哪些课只有一个校区开设."""
    kinds = [c for c in base.places if c.label in question.text]
    kind = max(kinds, key=lambda c: len(c.label), default=None)
    named = [s for s in question.subjects if kind and kind.member(s)]
    one = kind and re.search(f"{_ONE}{re.escape(kind.label)}", question.text)
    alone = len(named) == 1 and re.search(f"{_ALONE.pattern}{re.escape(named[0])}", question.text)
    if kind is None or question.terms or len(named) > 1 or not (one or alone) or not _TERMS.search(question.text):
        return None
    what = question.target.label if question.target and not question.target.suffix else ""
    listed = _listed(kind, what, base)
    if len({member for members in listed.values() for member in members}) < LEAST_LISTING:
        return None
    found = {thing: own for thing, own in listed.items() if len(own) == 1 and (not named or named[0] in own)}
    draft = Draft(members=tuple(found))
    who = named[0] if named else f"一个{kind.label}"
    many = f"有 {len(found)} 项:" if found else "一项也没有。"
    draft.say(f"{len(kind.members)} 个{kind.label}逐一核对,只有{who}写到的{many}")
    items = []
    for thing, own in found.items():
        ((member, claim),) = own.items()
        said = member if member in base.text(claim) else ""
        items.append(ListItem(thing, said, (draft.cite(base.entry, (claim.start, claim.end)),)))
    draft.blocks += [ListBlock(tuple(items))] if items else []
    return draft


def _listed(kind: TermClass, what: str, base: ClaimBase) -> dict[str, dict[str, Claim]]:
    """What the clauses of each member of a class list, and which members list it, in reading order.

    Of clauses that call it so (`what`: …等领域), or else of those with the verb that most members have.
    """
    about = [(m, c) for c in base.entry.claims if len(c.subject) == 1 and (m := kind.member(c.subject[0].term))]
    usual = Counter(cue for _, cue in {(m, c.cue) for m, c in about if c.cue}).most_common(1)
    listed: dict[str, dict[str, Claim]] = defaultdict(dict)
    for member, claim in about:
        if what in base.text(claim) if what else usual and claim.cue == usual[0][0]:
            for thing in (o.term for o in claim.objects if not any(p.member(o.term) for p in base.places)):
                listed[thing].setdefault(member, claim)
    return listed


def _only_below(question: Question, base: ClaimBase) -> Draft | None:
    """The members of a class that the text speaks of below one heading alone: 哪些校区只出现在甲节里."""
    target, name = question.target, question.names[0] if len(question.names) == 1 else ""
    if target is None or target not in base.places or not _APPEARS.search(question.text) or not base.heads(name):
        return None
    spoken = {m: base.postings.get(m, []) for m in target.members}
    found = {m: claims for m, claims in spoken.items() if claims and all(base.under(c, name) for c in claims)}
    draft = Draft(members=tuple(found), check=Check(target.label, len(target.members), len(found)))
    draft.say(f"{len(target.members)} 个{target.label}逐一核对,{len(found)} 个符合(只在“{name}”一节写到):")
    draft.blocks.append(ListBlock(tuple(told_item(m, claims[:1], draft, base) for m, claims in found.items())))
    return draft if found else None


def _only_placed(question: Question, base: ClaimBase) -> Draft | None:
    """What the text places with one name of a class and with no other: 只在甲校区开设的课."""
    name = question.subjects[0] if len(question.subjects) == 1 else ""
    kind = next((c for c in base.places if (c.member(name) if name else says_kind(question, c))), None)
    said = f"{_ALONE.pattern}{re.escape(name)}" if name else f"{_PLACED_ONCE}{re.escape(kind.suffix if kind else '')}"
    if kind is None or not re.search(said, question.text):
        return None
    placed: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in base.entry.claims:
        for thing in dict.fromkeys(m.term for m in claim.subject if not kind.member(m.term)):
            for member in (m for o in claim.objects if (m := kind.member(o.term))):
                placed[thing].setdefault(member, claim)
    alone = {thing: next(iter(own.items())) for thing, own in placed.items() if len(own) == 1}
    found = {thing: claim for thing, (member, claim) in alone.items() if name in ("", member)}
    within = [
        w for w in (*question.terms, *question.rest) if any(w in h for c in found.values() for h in _path(c, base))
    ]
    found = {t: c for t, c in found.items() if not within or any(w in h for w in within for h in _path(c, base))}
    draft = Draft(members=tuple(found))
    draft.blocks.append(ListBlock(tuple(told_item(thing, (claim,), draft, base) for thing, claim in found.items())))
    return draft if found else None


def _path(claim: Claim, base: ClaimBase) -> tuple[str, ...]:
    return base.passages[claim.passage_id].path
