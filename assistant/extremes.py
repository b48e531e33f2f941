"""The member of a class with the most or the fewest: of what it lists, or of the times that a text speaks of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.draft import Draft
from assistant.question import Question
from assistant.selecting import claims_about, label_in, select_set
from assistant.sets import ClaimBase
from assistant.types import Check, Kind, ListBlock, ListItem
from assistant.wanted import figure_wanted
from corpus.names import heading_name
from corpus.types import Claim
from corpus.vocabulary import LARGE_CLASS, TermClass

MOST_SHOWN = 4  # members that are ahead together, whose clauses are quoted
MOST_QUOTED = 16  # clauses of a member that a text speaks of most often
_WHICH_PART = re.compile(
    r"哪一?[个块片边](?:片区?|区域|板块|部分|地区|分区|小节)?(?:里|里面|中|下面?)?的?(?P<counted>(?:(?!的)[一-鿿]){2,6}?)(?:的?(?:数量|个数))?最[多少]"
)
_INSIDE = re.compile("(?:^|[在,，])(?P<inside>(?:(?!最)[一-鿿]){3,8}?)(?:这一[章节块])?(?:里面?|中|当中)")
_OFTEN = re.compile(r"(?:提|说|写|讲|点|出现)(?:到|及|现)?\w{0,2}次数?|次数|点名最")
_GROWN = re.compile("(?:增长|增加|增幅|涨幅|提高|提升|上升|下降|降低|减少)[得了]?最[多少大小快高低]")
_MEASURED = re.compile(
    r"(?P<what>面积|占地|规模|人口|产值|投资|金额|补贴|罚款|期限|距离|价格|租金)\w{0,3}最[大小高低多少长短]"
    r"|最[大小高低多少长短]的?(?P<behind>面积|占地|规模|人口|产值|投资|金额|补贴|罚款|期限|距离|价格|租金)"
)


SUMMED = re.compile("加起来|合计|合起来|相加|加一块|总共|一共")
_MORE = re.compile("(?:哪一?[个边种家]|谁)[^,，]{0,2}(?<![减缺至])[多少](?![少数于])|(?<![至最])[多少差]几[个家]|相差")


def difference(asked: str, counted: Sequence[tuple[Question, Check | None]]) -> str:
    """Of two things that were counted, which has more and how many; "" where that is not asked for."""
    if len(counted) != 2 or not _MORE.search(asked) or any(q.kind is not Kind.COUNT for q, _ in counted):
        return ""
    (one, first), (other, second) = ((next(iter(q.names), ""), check) for q, check in counted)
    if not (one and other and first and second) or one == other or first.name != second.name:
        return ""
    more, less = max(first.matched, second.matched), min(first.matched, second.matched)
    if more == less:
        return f"两者一样多,都是 {more} 个。"
    return f"{one if first.matched == more else other}多 {more - less} 个({more} 比 {less})。"


def together(asked: str, counted: Sequence[tuple[Question, Draft]]) -> str:
    """How many members the sets that were counted have together, each once; "" where that is not asked for."""
    checks = [draft.check for question, draft in counted if question.kind is Kind.COUNT]
    alike = len({check.name if check else "" for check in checks}) == 1
    if len(counted) < 2 or len(checks) != len(counted) or not alike or not all(checks) or not SUMMED.search(asked):
        return ""
    sets = [draft.members for _, draft in counted]
    every, listed = dict.fromkeys(m for members in sets for m in members), sum(map(len, sets))
    twice = listed - len(every)
    return f"合起来是 {len(every)} 个{f'(有 {twice} 个两处都有,只算一次)' if twice else ''}。" if every else ""


def unmeasured(question: Question, target: TermClass, base: ClaimBase) -> bool:
    """Whether members are to be ranked by a measure (面积最大的校区) of which the text gives none for two of them."""
    if not _MEASURED.search(question.text):
        return False
    wanted = re.compile(figure_wanted(question.text))
    return sum(any(wanted.search(base.text(c)) for c in claims_about(m, base)) for m in target.members) < 2


def _extreme(question: Question) -> tuple[Callable[[Iterable[int]], int], str]:
    """What picks the number that a question wants, the most or the fewest, and the word for it."""
    return (min, "最少") if "最少" in question.text else (max, "最多")


def superlative(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """The members that are ahead, with the clauses that say so."""
    if _GROWN.search(question.text):  # what has grown most is not what lists most
        return None
    if _OFTEN.search(question.text):
        return _most_mentioned(question, target, base)
    if target.suffix:
        return _longest(question, target, base)
    among = next((c for c in base.places if re.search(f"{c.label}|{c.suffix}(?!区)", question.text)), None)
    return _most_shared(question, target, among, base) if among else None


def most_below(question: Question, base: ClaimBase) -> Draft | None:
    """The heading under which most (or fewest) members of a class are told of, of those beside it: 哪一片的校区最多.

    None where a question asks no such thing.
    """
    said = _WHICH_PART.search(question.text)
    kinds = [c for c in base.entry.vocabulary.classes if c.suffix and len(c.members) >= LARGE_CLASS]
    target = next((c for c in kinds if said and said["counted"].endswith(c.label)), None)
    if target is None:
        return None
    beside: dict[tuple[str, ...], dict[str, dict[str, Claim]]] = {}
    for claim in base.entry.claims:
        path = base.passages[claim.passage_id].path
        for member in {m for s in claim.subject if (m := target.member(s.term))} if path else ():
            beside.setdefault(path[:-1], {}).setdefault(path[-1], {}).setdefault(member, claim)
    divided = max(beside.values(), key=lambda groups: (len(groups) > 1, sum(map(len, groups.values()))), default={})
    if len(divided) < 2:
        return None
    pick, word = _extreme(question)
    extreme = pick(map(len, divided.values()))
    draft = Draft(check=Check(target.label, len(target.members), extreme))
    told = "、".join(f"{heading_name(heading)} {len(own)} 个" for heading, own in divided.items())
    draft.say(f"{len(target.members)} 个{target.label}逐一核对,写在各个标题下的是:{told}。{word}的:")
    for heading in (h for h, own in divided.items() if len(own) == extreme):
        draft.say(f"{heading_name(heading)},{extreme} 个:")
        items = (
            ListItem(m, base.text(c), (draft.cite(base.entry, (c.start, c.end)),)) for m, c in divided[heading].items()
        )
        draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _most_mentioned(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """The member that the text names most (or least) often, with the clauses that speak of it.

    Where names of another class are said to be gone through (31个组团里被点名最多的领域), that which most of them have.
    """
    among = label_in(question.text, question.names, base, but=target)
    if among is not None and len(among.members) >= LARGE_CLASS and "全文" not in question.text:
        return _most_shared(question, target, among, base)
    times: Counter[str] = Counter(dict.fromkeys(target.members, 0))
    for passage in base.entry.parsed.passages:
        found = (target.member(m.term) for m in base.entry.vocabulary.mentions(passage.text))
        times.update(m for m in found if m)
    pick, word = _extreme(question)
    extreme = pick(times.values())
    winners = tuple(m for m in target.members if times[m] == extreme)
    draft = Draft(members=winners, check=Check(target.label, len(target.members), len(winners)))
    draft.say(
        f"{len(target.members)} 个{target.label}逐一核对,全文写到次数{word}的是{'、'.join(winners)},{extreme} 次:"
    )
    for member in winners:
        for claim in base.postings.get(member, ())[:MOST_QUOTED]:
            draft.quote(base.entry, (claim.start, claim.end))
    return draft if draft.citations else None


def _most_shared(question: Question, target: TermClass, among: TermClass, base: ClaimBase) -> Draft | None:
    """The member of a class that most (or fewest) names of another have, with the clauses that say so."""
    having: dict[str, dict[str, Claim]] = {}
    said = _INSIDE.search(question.text)
    for claim in base.entry.claims:
        if said and not any(said["inside"] in heading for heading in base.passages[claim.passage_id].path):
            continue
        owners = base.members_in(claim, among)
        for thing in _things(claim, target, among, base) if owners else ():
            for owner in owners:
                having.setdefault(thing, {}).setdefault(owner, claim)
    if not having:
        return None
    pick, word = _extreme(question)
    extreme = pick(map(len, having.values()))
    winners = tuple(m for m in having if len(having[m]) == extreme)
    draft = Draft(members=winners, check=Check(target.label, len(having), len(winners)))
    draft.say(f"{len(having)} 个{target.label}逐一核对,写到的{among.label}{word}的是{'、'.join(winners)},{extreme} 个:")
    for member in winners[:MOST_SHOWN]:
        for claim in having[member].values():
            draft.quote(base.entry, (claim.start, claim.end))
    return draft


def _longest(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """The member with the most (or fewest) of what the question counts, with the clause that lists them."""
    counted = next(
        (c for c in base.entry.vocabulary.classes if c.label in question.text and c.label != target.label), None
    )
    cue = next((c for c in base.entry.vocabulary.cues if c in question.text), "")
    among = _among(question, target, base)
    scores: dict[str, tuple[int, Claim]] = {}
    for claim in base.entry.claims:
        if cue and cue not in base.text(claim):
            continue
        if counted and not counted.suffix and counted.label not in base.text(claim):
            continue
        for member in {m for s in claim.subject if (m := target.member(s.term)) in among}:
            listed = {m.term for m in claim.objects if not target.member(m.term)}
            size = len({x for x in listed if counted.member(x)}) if counted and counted.suffix else len(listed)
            if size and size > scores.get(member, (0, claim))[0]:
                scores[member] = (size, claim)
    if not among or len(scores) * 2 < len(among):
        return None
    pick, word = _extreme(question)
    extreme = pick(n for n, _ in scores.values())
    winners = [(m, c) for m, (n, c) in scores.items() if n == extreme]
    draft = Draft(members=tuple(m for m, _ in winners), check=Check(target.label, len(among), len(winners)))
    kinds = extreme > 1 and [
        c for c in base.entry.vocabulary.classes if c.suffix and all(_lists_only(claim, m, c) for m, claim in winners)
    ]
    draft.say(
        f"{len(among)} 个{target.label}逐一核对,{word}的列有 {extreme} {f'个{kinds[0].label}' if kinds else '项'}:"
    )
    items = [ListItem(m, base.text(c), (draft.cite(base.entry, (c.start, c.end)),)) for m, c in winners]
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _things(claim: Claim, target: TermClass, among: TermClass, base: ClaimBase) -> set[str]:
    """What of a class a clause speaks of; of a class by role what it is about, and what it lists and calls so."""
    found = {m for o in (*claim.subject, *claim.objects) if (m := target.member(o.term))}
    if target.suffix:
        return found
    about = claim.subject if claim.inherited_from in (None, "clause", "sentence") else ()
    listed = claim.objects if target.label in base.text(claim) else ()
    return {m.term for m in (*about, *listed) if not any(kind.member(m.term) for kind in (among, *base.places))}


def _among(question: Question, target: TermClass, base: ClaimBase) -> tuple[str, ...]:
    """The members of a class that a question chooses from: those it names or that meet what it names, or all."""
    named = tuple(s for s in question.subjects if target.member(s))
    if len(named) > 1:
        return named
    others = [n for n in question.names if not target.member(n)]
    if not others and not question.excluded:
        return target.members
    found = select_set(replace(question, most=False, rest=(), kind=Kind.LIST), target, base)
    return found.names if found else ()


def _lists_only(claim: Claim, member: str, kind: TermClass) -> bool:
    """Whether all that a clause lists beside a member is of one class."""
    return all(kind.member(m.term) for m in claim.objects if m.term != member)
