"""What of the things that clauses list two names share (有没有共同的领域), and what one has beyond the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind, ListBlock, ListItem
from corpus.types import Claim

_WHETHER_SHARED = re.compile(
    "(?:有没有|有无|是否有|存不存在)(?:什么|任何|哪些)?[^,，]{0,4}?(?:共同|相同|一样|重合|重叠|交集)"
    "|有(?:什么|任何)?(?:共同|相同|一样|重合|重叠)[^,，]{0,8}[吗么][?？]?$"
)
_WHICH_SHARED = re.compile(
    "(?:共同|相同|一样|重合|重叠)(?:的|聚焦|涉及|做|发展|布局)*(?:领域|方向|业务|课程?|内容|名目)"
    "|(?:领域|方向|业务|课程?|内容)(?:是|有)?(?:共同|相同|一样|重合|重叠)的"
    "|都(?:聚焦|做|有|布局|涉及|开设)(?:了)?的(?:领域|方向|业务|课程?|内容)"
)
_WHICH_MORE = re.compile(
    "(?:哪一?[个家边]|谁)[^,，]{0,8}?更?多(?:[,，?？一些呢]|$)|比[^,，?？]{2,16}多(?:几|多少)|(?:差|多)(?:几|多少)[个项种]"
)
_BEYOND = re.compile(
    "(?:比[^,，?？]{2,16}?|[跟和与同][^,，?？]{2,16}相?比(?:起来)?[,，]?(?:又|还)?)(?P<sign>[多少])(?:了|出|做|开设|聚焦|布局)*(?:哪|什么|啥)"
    "|有[、,，]?(?:而|但|可)?[^,，、]{2,16}(?:没有?|缺)的(?:[一-鿿]{0,4}(?:有|是)(?:哪|什么|啥)|呢|[?？]?$)"
)


def whether_shared(question: Question, base: ClaimBase) -> Draft | None:
    """甲和乙有没有共同聚焦的领域: what the clauses about both list; None where they list nothing."""
    names = _alike(question, base)
    whether = _WHETHER_SHARED.search(question.text)
    which = question.kind is not Kind.YESNO and _WHICH_SHARED.search(question.text)
    if len(names) < 2 or question.terms or not (whether or which):
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
    many = f"共同提到 {len(shared)} 项,{'、'.join(shared)}。"
    draft.say(("有:" if whether else "") + many if shared else "没有:所列的没有相同的。")
    for claim in (c for claims in told for c in claims):
        draft.quote(base.entry, (claim.start, claim.end))
    return draft


def beyond(question: Question, base: ClaimBase) -> Draft | None:
    """甲比乙多哪些领域, 甲有、乙没有的领域是什么: what the clauses about one list and those about the other do not."""
    names, said = _alike(question, base), _BEYOND.search(question.text)
    if said is None or len(names) != 2 or question.terms:
        return None
    more, less = tuple(reversed(names)) if said["sign"] == "少" else names
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


def more_listed(question: Question, base: ClaimBase) -> Draft | None:
    """甲和乙哪个聚焦的领域多: how many things the clauses about each list, and the clauses."""
    names = _alike(question, base)
    kinds = [c for c in base.entry.vocabulary.classes if c not in base.places and c.label in question.text]
    if len(names) != 2 or question.terms or not kinds or not _WHICH_MORE.search(question.text):
        return None
    told = [[c for c in _lists(name, question, base) if kinds[0].label in base.text(c)] for name in names]
    if not all(told) or any(base.text(c).count("、") + 1 != len(_things([c], base)) for own in told for c in own):
        return None  # what is listed is no term of the text, or several in one
    sizes = [len(_things(claims, base)) for claims in told]
    draft, (one, other) = Draft(), names
    if sizes[0] == sizes[1]:
        draft.say(f"一样多:{one}和{other}各列有 {sizes[0]} 项。")
    else:
        most = one if sizes[0] > sizes[1] else other
        draft.say(f"{most}多 {abs(sizes[0] - sizes[1])} 项:{one}列有 {sizes[0]} 项,{other}列有 {sizes[1]} 项。")
    for claim in (c for claims in told for c in claims):
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
    own = [c for c in own if c.cue and c.cue == own[0].cue] or own  # 打造丙 lists nothing beside 聚焦甲、乙
    return next((fitting for w in said if (fitting := [c for c in own if w in base.text(c)])), own)


def _things(claims: Sequence[Claim], base: ClaimBase) -> list[str]:
    """What clauses list, but for names of the classes of places."""
    listed = (m.term for c in claims for m in c.objects)
    return list(dict.fromkeys(t for t in listed if not any(kind.member(t) for kind in base.places)))


def _pieces(claims: Sequence[Claim], base: ClaimBase) -> set[str]:
    """The words that 、 parts in clauses, but for the first, which has the verb before it."""
    return {p.split("等")[0] for c in claims for p in base.text(c).split("、")[1:]}
