"""How many of a class there are in each of several groups, in which of two there are more, and how many more."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.draft import Draft
from assistant.listing import set_answer, told_item
from assistant.question import Question
from assistant.selecting import joined_mostly, label_in, says_kind, select_set
from assistant.sets import ClaimBase, Found
from assistant.types import Check, Kind, ListBlock
from corpus.numerals import number
from corpus.types import Claim
from corpus.vocabulary import TermClass

LEAST_GROUPS = 2
LEAST_SHORT = 3  # characters of a name without its class word that mean it
_EACH = re.compile("(?:分别|各自?|每[一个种类]*)[^,，]{0,6}?(?:几|多少)[个家种]")
_RANKED = re.compile(
    r"前(?P<n>[两二三四五2-5])[名位个种]?|(?P<all>从多到少|由多到少|从高到低|由高到低|排[个一]?(?:名次?|序|队))|最多的(?P<first>[两二三2-3])[个种]"
)
_SHARE = re.compile(
    "占[^,，]{0,12}?(?:多少|多大|几成|几分之|百分之几|比例|比重)|占比|(?:比例|比重)(?:是|有|为)?(?:多少|多大|多高)"
)
_MORE = re.compile(
    "比[^,，?？]{2,16}?[多少](?:出|了)?(?:几|多少)|(?:哪一?[个边种类家]|谁)的?[^,，]{0,4}?更?[多少](?=[,，?？呢]|$)|相差(?:几|多少)"
)


def counted_groups(question: Question, base: ClaimBase) -> Draft | None:
    """六种模式分别有几个校区, 哪种模式的校区最多: the members of one class by what they belong to of another."""
    places = [c for c in base.places if c.label in question.text]
    if not places or question.subjects or question.terms or question.excluded:
        return None
    target = places[0]
    kind = label_in(question.text, (), base, but=target)
    ranked = _RANKED.search(question.text)
    asked = question.most or ranked or _EACH.search(question.text)
    if kind is None or kind in base.places or not asked:
        return None
    if not (ranked and (ranked["all"] or ranked["first"])) and question.text.find(kind.label) > _last_count(
        question.text
    ):
        return None
    rows = joined_mostly(target, kind, base)
    groups: dict[str, dict[str, Claim]] = {}
    for member, belongs in rows.items():
        for name, claim in belongs:
            groups.setdefault(name, {})[member] = claim
    if len(groups) < LEAST_GROUPS:
        return None
    ordered = sorted(groups, key=lambda name: min(c.start for c in groups[name].values()))
    draft, shown = Draft(), ordered
    sizes = [len(groups[name]) for name in ordered]
    each = "、".join(f"{name} {size} 个" for name, size in zip(ordered, sizes, strict=True))
    draft.say(f"{len(target.members)} 个{target.label}逐一核对,按{kind.label}分:{each}。")
    if ranked:
        many = number(ranked["n"] or ranked["first"] or "") or len(ordered)
        shown = sorted(ordered, key=lambda name: -len(groups[name]))
        shown = [name for name in shown if len(groups[name]) >= len(groups[shown[min(many, len(shown)) - 1]])]
        told = "、".join(f"{name} {len(groups[name])} 个" for name in shown)
        draft.say(f"从多到少是:{told}{'(末位并列)' if len(shown) > many else ''}。")
    elif question.most:
        shown = []
        for word, extreme in (("最多", max(sizes)), ("最少", min(sizes))):
            if word in question.text or (word == "最多" and "最少" not in question.text):
                first = [name for name in ordered if len(groups[name]) == extreme]
                draft.say(f"{word}的是{'、'.join(first)},{extreme} 个。")
                shown += first
    draft.blocks.append(ListBlock(tuple(told_item(name, groups[name].values(), draft, base) for name in shown)))
    draft.members = tuple(shown)
    return draft


def counted_against(question: Question, base: ClaimBase) -> Draft | None:
    """甲类比乙类多几个校区, 甲和乙哪个校区多: both sets, and the difference of their numbers."""
    groups = _groups(question, base)
    if len(groups) != 2 or not _MORE.search(question.text) or question.excluded or question.most:
        return None
    asked = [c for c in base.places if says_kind(question, c)]
    for target in asked or base.places:
        if any(target.member(g) for g in groups):
            continue
        found = [_of_group(group, question, target, base) for group in groups]
        if all(f is not None and f.matches for f in found):
            return _difference(groups, [f for f in found if f is not None], base)
    return None


def share(question: Question, base: ClaimBase) -> Draft | None:
    """走甲模式的校区占多大比例: how many of a class belong to the one name that is said, of all."""
    said = _SHARE.search(question.text)
    target = next((c for c in base.places if says_kind(question, c)), None)
    names = _groups(question, base)
    if not said or target is None or len(names) != 1 or target.member(names[0]) or question.excluded:
        return None
    found = _of_group(names[0], question, target, base)
    if found is None or not 0 < len(found.matches) < found.checked or question.text.find(names[0]) > said.end():
        return None
    part = f"{100 * len(found.matches) / found.checked:.1f}"
    draft = Draft()
    draft.say(f"{found.checked} 个{target.label}中有 {len(found.matches)} 个,约占 {part}%(按下面的名单算得)。")
    draft.extend(set_answer(found, base, counted=True))
    draft.check = Check(target.label, found.checked, len(found.matches))
    return draft


def _difference(groups: list[str], found: list[Found], base: ClaimBase) -> Draft:
    """Two sets of one class, and which is the larger by how many."""
    (one, other), (first, second) = groups, (len(f.matches) for f in found)
    draft, label = Draft(), found[0].target.label
    if first == second:
        draft.say(f"一样多:{one}和{other}都是 {first} 个{label}。")
    else:
        more = one if first > second else other
        draft.say(f"{more}多 {abs(first - second)} 个:{one} {first} 个{label},{other} {second} 个。")
    for group, own in zip(groups, found, strict=True):
        draft.say(f"{group}:")
        draft.extend(set_answer(own, base, counted=True))
    draft.members = ()
    return draft


def _groups(question: Question, base: ClaimBase) -> list[str]:
    """The names that a question counts by, short ones written out, in its order."""
    at = {name: question.text.find(name) for name in question.names}
    for kind in (c for c in base.entry.vocabulary.classes if c.suffix and c not in base.places):
        for member in kind.members:
            short = member.removesuffix(kind.suffix)
            known = any(short in name or name in member for name in at)
            if len(short) >= LEAST_SHORT and short in question.text and not known:
                at[member] = question.text.find(short)
    return sorted(at, key=lambda name: at[name])


def _of_group(group: str, question: Question, target: TermClass, base: ClaimBase) -> Found | None:
    """The members of a class that belong to one group."""
    alone = replace(
        question,
        text=group,
        kind=Kind.LIST,
        subjects=(),
        terms=(group,),
        rest=(),
        widened=(),
        target=target,
        each=False,
    )
    return select_set(alone, target, base)


def _last_count(text: str) -> int:
    """Where the last word that counts stands in a question: 六种模式|几个校区."""
    return max((m.start() for m in re.finditer("几|多少|最多|最少", text)), default=-1)
