"""Answers that correct what a question takes for granted: what the text says instead, what is surest first."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant import asking
from assistant.draft import Draft, Span, citation
from assistant.front import line_of, wrong_date
from assistant.items import add_items, enumeration_of
from assistant.listing import sentence_of, told_in
from assistant.outlines import total_answer
from assistant.placed import stands_under
from assistant.playing import verdict
from assistant.premise import (
    kind_said,
    takes_for_granted,
    wrong_figure,
    wrong_pair,
    wrong_structure,
    wrong_total,
    wrong_year,
)
from assistant.question import Question
from assistant.selecting import claims_about
from assistant.sets import ClaimBase, paragraph_of_year
from assistant.totals import checked_total
from assistant.types import Check, Kind
from corpus.numerals import CHINESE, in_words, number
from index import Retrieved

MOST_SECTIONS = 12
# The number that a question takes for that of all: …规定的七类事项; not 同时有两种情形.
_SO_MANY = re.compile(
    rf"(?:^|(?<=[的,，]))(?P<n>[两{CHINESE}\d]+)(?P<unit>[类种项条点款])的?(?P<noun>[一-鿿]{{2,10}}?)(?=[,，?？。都分有是给吗]|$)"
)
_JOINING = (Kind.FACT, Kind.LIST, Kind.WHY, Kind.HOW, Kind.VALUE, Kind.COUNT, Kind.YESNO, Kind.OVERVIEW)
_AIM = re.compile("目标|阶段|达到|做到|实现|怎么样|什么样")
LEAST_MILESTONES = 2  # years that a text goes through
_PART = re.compile("另外?|其余|其他|剩下|还有|除|满足|符合|任")  # a number of some, not of all
Further = Callable[[], Draft | None]


def corrected(question: Question, base: ClaimBase, retrieved: Retrieved, further: Further) -> Draft | None:
    """A draft that corrects the question; None when nothing is contradicted. `further`: what else answers it."""
    return (
        _structure(question, base)
        or _date(question, base)
        or _total(question, base)
        or _no_such_year(question, base)
        or checked_total(question, base)
        or _figure(question, base, retrieved, further)
        or _kind(question, base)
        or _placed(question, base)
        or _items(question, base, retrieved)
        or _pair(question, base)
        or _year(question, base, retrieved)
    )


def _structure(question: Question, base: ClaimBase) -> Draft | None:
    if not (wrong := wrong_structure(question, base)):
        return None
    family, said, real = wrong
    draft = Draft(status="corrected")
    draft.say(f"问题说 {said} {family},文本是 {real} {family}。")
    for section in [s for s in base.entry.parsed.sections if s.family == family][:MOST_SECTIONS]:
        draft.quote(base.entry, section.opening)
    return draft


def _date(question: Question, base: ClaimBase) -> Draft | None:
    if not (wrong := wrong_date(question, base)):
        return None
    said, written = wrong
    draft = Draft(status="corrected")
    draft.say(f"问题说 {said}起施行,文本写的是:")
    draft.quote(base.entry, line_of(written, base.entry.parsed.document))
    return draft


def _total(question: Question, base: ClaimBase) -> Draft | None:
    wrong = wrong_total(question, base)
    return total_answer(*wrong, base) if wrong else None


def _figure(question: Question, base: ClaimBase, retrieved: Retrieved, further: Further) -> Draft | None:
    if not (wrong := wrong_figure(question, base, retrieved)):
        return None
    clause = sentence_of(wrong.claim, base)
    if wrong.said.endswith("年") and not takes_for_granted(question):  # 2029年多少 says nothing of the text
        return _without_year(wrong.said, clause, base)
    draft = Draft(status="corrected")
    draft.say(f"问题说“{wrong.said}”,文本写的是“{wrong.written}”:")
    draft.quote(base.entry, clause)
    if question.names and (more := further()) and more.status == "answered":
        draft.extend(more)
        draft.check = more.check
    return draft


def _without_year(year: str, clause: Span, base: ClaimBase) -> Draft:
    """That a text has nothing of a year, with the clause that comes nearest."""
    draft = Draft(status="refused", reason="absent", nearest=(citation(base.entry.parsed, clause, 1),))
    draft.say(f"文中没有写到{year}。最接近的条文(不是答案)列在下面。")
    return draft


def _kind(question: Question, base: ClaimBase) -> Draft | None:
    """Of which kind a heading is, where it is said to be of another, or whether it is of one is asked."""
    if not (said := kind_said(question, base)):
        return None
    own, above, other = said
    if other is None and question.kind is not Kind.YESNO:
        return None
    draft = Draft(status="corrected" if other else "answered")
    listed = f"“{own.heading}”列在“{above.heading}”之下"
    draft.say(f"{listed},不在“{other.heading}”之下。" if other else f"是:{listed}。")
    shown = other or above
    for section in (shown, *(s for s in base.entry.parsed.sections if s.path[:-1] == shown.path)):
        draft.quote(base.entry, section.opening)
    return draft


def _placed(question: Question, base: ClaimBase) -> Draft | None:
    """甲校区归在河西片,它打造什么, where it stands under 河东片; a verdict is asked for elsewhere."""
    made = stands_under(question, base) if question.kind is not Kind.YESNO else None
    return made if made and made.status == "corrected" else None


def _items(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """七类事项都有哪些, where the best sentence opens five, or is one of them."""
    said = _SO_MANY.search(question.text)
    if said is None or question.kind is Kind.YESNO or _PART.search(question.text[: said.start()]):
        return None
    found = enumeration_of(retrieved.sentences[0], base) if retrieved.sentences else None
    if not (found and found.opening) or not any(w in found.opening.text for w in _heads(said["noun"])):
        return None
    if (number(said["n"]) or 0) in (0, 1, len(found.items)):
        return None
    draft = Draft(status="corrected", check=Check("条目", len(found.items), len(found.items)))
    count = str(len(found.items)) if said["n"].isdecimal() else in_words(len(found.items))
    draft.say(f"问题说{said['n']}{said['unit']},文中列出的是{count}{said['unit']}:")
    add_items(draft, found, base)
    return draft


def _heads(noun: str) -> list[str]:
    """What of a noun phrase may stand in the opening: its ends (决策事项 of 重大决策事项), and its first word."""
    return [noun[size:] for size in range(len(noun) - 1)] + [noun[:2]]


def _pair(question: Question, base: ClaimBase) -> Draft | None:
    """The clauses of what is joined wrongly; where no verdict or reasons are asked also what the subject is to be."""
    wrong = wrong_pair(question, base) if question.kind in _JOINING else None
    if not wrong:
        return None
    if question.kind is Kind.YESNO and (told := verdict(question, base)):
        return told
    subject, thing, instead = wrong
    draft = Draft(status="corrected")
    if question.kind is Kind.YESNO:
        draft.status = "corrected" if asking.ASSERTED.search(question.text) else "answered"
        draft.say(f"否:文本没有把{subject}与{thing}联系在一起。")
        further = []
    else:
        draft.say(f"文本没有把{subject}与{thing}联系在一起;相关条文是:")
        words = (*question.rest, *(c for c in base.entry.vocabulary.cues if c in question.text))
        own = [c for c in base.postings.get(subject, ()) if any(m.term == subject for m in c.subject)]
        further = [c for c in claims_about(subject, base) if any(w in base.text(c) for w in words)] or own[:1]
        further = [] if question.kind is Kind.WHY else further  # there is no reason for what is not so
    for claim in dict.fromkeys((*instead, *further)):
        draft.quote(base.entry, told_in(claim, base))
    return draft


def _no_such_year(question: Question, base: ClaimBase) -> Draft | None:
    """Of which years a text says what is to be, where what is asked is no more than that, of a year that it has not."""
    text = base.entry.parsed.document.text
    if len(question.years) != 1 or f"{question.years[0]}年" in text or len(base.milestones) < LEAST_MILESTONES:
        return None
    told = [p for year in base.milestones if (p := paragraph_of_year(year, base))]
    said = [w for w in (*question.names, *question.rest) if question.years[0] not in w and not _AIM.search(w)]
    if not told or said or not _AIM.search(question.text) or question.kind is Kind.YESNO:
        return None
    draft = Draft(status="corrected")
    draft.say(f"文本没有写 {question.years[0]} 年;分年份写到的是{'、'.join(f'{year}年' for year in base.milestones)}:")
    for passage in told:
        draft.quote(base.entry, passage.sentences[0])
    return draft


def _year(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    if not (wrong := wrong_year(question, base, retrieved)):
        return None
    said, written, claim = wrong
    draft = Draft(status="corrected")
    draft.say(f"问题说 {said} 年,文本写的是 {written} 年:")
    draft.quote(base.entry, base.passages[claim.passage_id].sentences[0])
    draft.quote(base.entry, sentence_of(claim, base))
    if own := paragraph_of_year(said, base):
        draft.say(f"{said} 年是:")
        draft.quote(base.entry, own.sentences[0])
    return draft
