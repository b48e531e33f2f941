"""Yes and no: the verdict with its clause, of one name, of any of a class or of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft
from assistant.evidence import in_context
from assistant.listing import sentence_of, set_answer, set_properties
from assistant.question import Question
from assistant.selecting import claims_about, joined_mostly, properties_of
from assistant.sets import ClaimBase, Found
from assistant.types import Check, Frame
from corpus.types import Claim
from corpus.vocabulary import TermClass

ALONE = re.compile(
    "[只仅](?:有|是|在|由|被|布局|带动)*(?=[^,，]{2,24}(?:[吗么]|[,，]?对不对|[,，]?对吧|[,，]?是吧|[,，]?是不是))"
)
SOLE = re.compile("唯一|独家|(?:[只仅就]|一[个家处种])[^,，]{0,6}[吗么][?？]?$|[只仅就][^,，]{0,10}一[个家处种]")


def yesno_answer(question: Question, base: ClaimBase) -> Draft | None:
    """是, with a clause that holds all names of the question."""
    names = question.names
    if len(names) < 2:
        return None
    if contrary := _contrary(question, base):
        draft = Draft()
        draft.say("否。依据:")
        for claim in contrary:
            draft.quote(base.entry, (claim.start, claim.end))
        return draft
    together = [c for c in base.entry.claims if all(base.says(c, n) for n in names)]
    together = together or [c for c in base.entry.claims if all(base.says(c, n) or base.under(c, n) for n in names)]
    rest = [w for w in question.rest if any(w in base.text(c) for c in together)]
    together = [c for c in together if all(w in base.text(c) for w in rest)] or together
    if not together:
        return None
    draft = Draft()
    more = _more_than(question, together, base)
    draft.say(more or "是。依据:")
    for claim in together[:2]:
        whole, clause = sentence_of(claim, base), (claim.start, claim.end)
        text = base.entry.parsed.document.text
        behind = any(w in text[slice(*whole)] and w not in text[slice(*clause)] for w in question.rest)
        told = in_context(base.passages[claim.passage_id], whole) if more else whole
        draft.quote(base.entry, told if behind or more else clause)
    return draft


def by_step(question: Question, base: ClaimBase) -> Draft | None:
    """甲码头可以配备地磅吗: by what the text says of the 经营方式 that 甲码头 belongs to; None where it tells nothing.

    否 only where what it says lists others of the thing's kind.
    """
    if len(question.subjects) != 1 or len(question.terms) != 1 or question.excluded or question.unknown:
        return None
    subject, thing = question.subjects[0], question.terms[0]
    own = next((c for c in base.entry.vocabulary.classes_of(subject) if c in base.places), None)
    kinds = base.entry.vocabulary.classes_of(thing)
    if own is None or not kinds or any(base.says(c, thing) for c in base.postings.get(subject, ())):
        return None
    for between in (c for c in base.entry.vocabulary.classes if c.suffix and c not in base.places):
        steps = properties_of(subject, between, base) if joined_mostly(own, between, base) else []
        told = [c for name, _ in steps for kind in kinds for _, c in properties_of(name, kind, base)]
        if not steps or not told:
            continue
        given = [c for c in told if base.says(c, thing)]
        draft = Draft()
        draft.say("是。依据:" if given else f"否:文本给{'、'.join(name for name, _ in steps)}写的不含{thing}。依据:")
        for claim in dict.fromkeys((*(c for _, c in steps), *(given or told)[:1])):
            draft.quote(base.entry, (claim.start, claim.end))
        return draft
    return None


def _more_than(question: Question, claims: Sequence[Claim], base: ClaimBase) -> str:
    """That names are not the only ones of which a clause speaks, where they are asked for as that; else ""."""
    said = ALONE.search(question.text)
    named = [s for s in question.subjects if said and question.text.find(s) >= said.start()]
    named = named or list(question.subjects[:1] if len(question.subjects) == 1 else ())
    kinds = [c for c in base.entry.vocabulary.classes_of(named[0]) if c.suffix] if named else []
    told = {m for kind in kinds for claim in claims[:1] for m in base.members_in(claim, kind)}
    asked = said or SOLE.search(question.text)
    return f"不止{'、'.join(named)}。依据:" if asked and told - set(named) and told & set(named) else ""


def _contrary(question: Question, base: ClaimBase) -> list[Claim]:
    """Clauses that deny what is asked (乙园以生产为主, 甲园以研发为主).

    The subject's own clause lacks a word of the question that the clause of another subject under the same terms has.
    """
    if len(question.subjects) != 1 or not question.terms:
        return []
    subject = question.subjects[0]
    under = [c for c in base.entry.claims if all(base.says(c, t) or base.under(c, t) for t in question.terms)]
    own = [c for c in under if base.says(c, subject)]
    for word in question.rest:
        elsewhere = [c for c in under if word in base.text(c) and not base.says(c, subject)]
        if own and elsewhere and not any(word in base.text(c) for c in own) and len(word) > 1:
            alike = [c for c in own if c.passage_id == elsewhere[0].passage_id]
            if alike:
                return [*alike[:1], *elsewhere[:1]]
    return []


def exists_answer(found: Found, base: ClaimBase) -> Draft:
    """有, with the members; or 没有, after all were gone through."""
    if found.matches:
        draft = set_answer(found, base, counted=True)
        draft.blocks.insert(0, Frame("有。"))
        return draft
    draft = Draft(check=Check(found.target.label, found.checked, 0))
    draft.say(f"没有:{found.checked} 个{found.target.label}逐一核对,没有符合的。")
    return draft


def each_answer(found: Found, names: Sequence[str], base: ClaimBase) -> Draft:
    """Whether what was asked holds of all of some names: those of which it does, each with its clause."""
    lacking = [name for name in names if name not in found.names]
    label = found.target.label
    draft = set_answer(found, base, counted=False) if found.matches else Draft()
    draft.blocks = [b for b in draft.blocks if not isinstance(b, Frame)]
    draft.check = Check(label, len(names), len(found.matches))
    verdict = f"否:文本没有这样写{'、'.join(lacking)}" if lacking else f"是:{len(names)} 个{label}都是"
    draft.blocks.insert(0, Frame(f"{verdict};写到的是:" if lacking and found.matches else f"{verdict}。"))
    for name in () if found.matches else lacking:
        for claim in claims_about(name, base)[:1]:
            draft.quote(base.entry, (claim.start, claim.end))
    return draft


def all_below(found: Found, heading: str, base: ClaimBase) -> Draft:
    """Whether every member of a set stands below a heading: the verdict, and those that do."""
    below = base.select(found.target, [lambda claim: base.under(claim, heading)], [], any_of=False)
    kept = tuple(m for m in below.matches if m.member in found.names)
    label, all_of_them = found.target.label, len(kept) == len(found.matches)
    verdict = "是" if all_of_them else "否"
    draft = Draft()
    draft.say(f"{verdict}:{len(found.matches)} 个{label}中列在“{heading}”之下的有 {len(kept)} 个。")
    draft.extend(set_answer(Found(found.target, kept, len(found.matches)), base, counted=False) if kept else Draft())
    missing = tuple(m for m in found.matches if m.member not in below.names)
    if missing and len(missing) < len(found.target.members):
        draft.say("其余的:")
        draft.extend(set_answer(Found(found.target, missing, len(found.matches)), base, counted=False))
    draft.check = Check(label, len(found.matches), len(kept))
    return draft


def all_answer(found: Found, thing: str, target: TermClass, base: ClaimBase) -> Draft | None:
    """Whether every member of a set belongs to one thing: the verdict and a table of what each belongs to."""
    draft = set_properties(found, target, base)
    if draft is None:
        return None
    having = [m for m in found.names if any(name == thing for name, _ in properties_of(m, target, base))]
    missing = [m for m in found.names if m not in having]
    verdict = f"否:{'、'.join(missing)}不属于{thing}。" if missing else f"是:{len(having)} 个都属于{thing}。"
    draft.blocks.insert(0, Frame(verdict))
    return draft
