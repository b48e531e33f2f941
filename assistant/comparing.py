"""Comparisons: one row an aspect, one column a subject, each cell quoted; what is shared and what differs named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.draft import Draft
from assistant.question import Question
from assistant.selecting import claims_about, label_in, properties_of, role_in
from assistant.sets import ClaimBase
from assistant.types import Cell, ListBlock, ListItem, TableBlock
from corpus.types import Claim
from corpus.vocabulary import LARGE_CLASS
from index import Retrieved

_WEIGHED = re.compile(r"(?:哪一?[个家边]|谁|哪里|哪儿)\w{0,4}更|更(?:适合|合适|有利)")
_UNLIKE = re.compile("不同|不一样|区别|差[别异在]|各|分别|独有|没有的|多[了出]|少了|另外|最后")
_OF_ITEMS = re.compile("重合|重叠|独有|没有的|多[了出]|少了")  # of what is listed, one thing or another
_EVEN = ("发展", "一样", "相同", "不同", "区别", "差别")  # said of two things, and of nothing that they have
_SHARED = re.compile(
    r"(?:重合|重叠|相同|共同|撞\w{0,2}|都\w{0,3})的?\w{0,6}(?:哪|几|什么|啥|多少)|(?:哪|几|什么|啥|多少)\w{0,8}(?:重合|重叠|相同|共同|都)"
)


def compare_answer(question: Question, names: Sequence[str], base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """A table: a row a clause pattern, a column a name, each cell quoted; what both share is named."""
    columns = {n: _comparable(n, question, base) for n in names}
    told = _told_of(names, question, base)
    columns = told or _apart(columns, question, base)
    if not told:
        columns = _of_a_kind(columns, question, base) or columns
    if not told and not all(columns.values()):
        return None
    objects = {n: _things(columns[n], names, base) for n in names}
    shared = set.intersection(*objects.values())
    if shared and _SHARED.search(question.text) and not _UNLIKE.search(question.text):
        return _shared_answer(shared, columns, base)
    draft = Draft(members=tuple(names))
    common = [
        c
        for c in dict.fromkeys(c.cue for c in columns[names[0]])
        if c and all(any(x.cue == c for x in columns[n]) for n in names)
    ]
    shown = (*common, "")
    if common and _OF_ITEMS.search(question.text):
        shown = (max(common, key=lambda cue: sum(len(c.objects) for n in names for c in columns[n] if c.cue == cue)),)
    rows = []
    for cue in shown:
        cells = [Cell(cue or ("其他" if common else "表述"))]
        for name in names:
            claims = [c for c in columns[name] if (c.cue if c.cue in common else "") == cue][:3]
            numbers = tuple(draft.cite(base.entry, (c.start, c.end)) for c in claims)
            cells.append(Cell(";".join(draft.citations[n - 1].quote for n in numbers), numbers))
        if any(c.text for c in cells[1:]):
            rows.append(tuple(cells))
    for name in (n for n in names if not columns[n]):
        draft.say(f"{name}:文中没有写到与{'、'.join(question.terms)}的联系。")
    draft.blocks.append(TableBlock(("", *names), tuple(rows)))
    if all(columns.values()):
        said = "、".join(_in_order(shared, base))
        many = f" {len(shared)} 项" if len(shared) > 1 else ""
        draft.say(f"共同提到{many}:{said}。" if shared else "所引条文中没有共同的名目。")
    if shared and len(names) == 2:
        for name in names:
            if own := objects[name] - shared:
                draft.say(f"只有{name}提到:{'、'.join(_in_order(own, base))}。")
    return draft


def _things(claims: Iterable[Claim], names: Sequence[str], base: ClaimBase) -> set[str]:
    """What clauses list but for the names that are compared and others of their class."""
    kinds = {c.label for n in names for c in base.entry.vocabulary.classes_of(n) if len(c.members) >= LARGE_CLASS}
    listed = {o.term for claim in claims for o in claim.objects} - set(names)
    return {t for t in listed if not kinds & {c.label for c in base.entry.vocabulary.classes_of(t)}}


def _shared_answer(shared: Collection[str], columns: Mapping[str, Sequence[Claim]], base: ClaimBase) -> Draft:
    """What the clauses about each of some names all list: the clauses, then the list."""
    names = tuple(_in_order(shared, base))
    draft, items = Draft(members=names), []
    claims = [c for column in columns.values() for c in column if any(o.term in shared for o in c.objects)]
    for claim in claims:
        draft.quote(base.entry, (claim.start, claim.end))
    draft.say(f"{'、'.join(columns)}共同提到 {len(names)} 项:")
    for name in names:
        having = (c for c in claims if any(o.term == name for o in c.objects))
        cited = dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for c in having)
        items.append(ListItem(name, "", tuple(cited)))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _in_order(terms: Iterable[str], base: ClaimBase) -> list[str]:
    """Terms as the text has them one after the other."""
    return sorted(terms, key=base.entry.parsed.document.text.find)


def _told_of(names: Sequence[str], question: Question, base: ClaimBase) -> dict[str, list[Claim]]:
    """For names that are weighed against each other for something (哪个更适合做…), the clauses that join each with it.

    {} where nothing is named that they are weighed for, or none is joined with it.
    """
    terms = [t for t in question.terms if t not in names]
    if not terms or not _WEIGHED.search(question.text):
        return {}
    found = {n: [c for c in base.postings.get(n, ()) if any(t in base.text(c) for t in terms)] for n in names}
    return found if any(found.values()) else {}


def _of_a_kind(
    columns: Mapping[str, Sequence[Claim]], question: Question, base: ClaimBase
) -> dict[str, list[Claim]] | None:
    """The clauses that say which of a kind that the question names each belongs to (两个组团的模式), then the others.

    The others only where more than the kind is asked of; None where no other kind is named or one belongs to none.
    """
    kind = label_in(question.text, tuple(columns), base)
    if kind is None or any(map(kind.member, columns)):
        return None
    asked = {name: [claim for _, claim in properties_of(name, kind, base)] for name in columns}
    more = any(kind.label not in word and word not in _EVEN for word in question.rest)
    if not all(asked.values()):
        return None
    return {name: list(dict.fromkeys((*asked[name], *(columns[name] if more else ())))) for name in columns}


def _comparable(name: str, question: Question, base: ClaimBase) -> list[Claim]:
    """The clauses about a name that a comparison shows.

    Those that meet the question's other words, else those that stand where the text first speaks of the name.
    """
    claims = claims_about(name, base)
    target = question.target or role_in(question.text, question.names, base)
    others = [t for t in question.terms if t != name]
    joined = [c for c in base.postings.get(name, ()) if any(base.says(c, t) or base.under(c, t) for t in others)]
    for narrow in (
        [c for c in joined if c in claims] or joined,
        [c for c in claims if target and any(target.member(m.term) for m in c.objects) and name in base.text(c)],
    ):
        claims = narrow or claims
    first = [c for c in claims if c.passage_id == claims[0].passage_id] if claims else []
    wanted = [c for c in claims if any(w in base.text(c) and w not in name for w in question.rest)]
    if wanted and not any(w in base.text(c) for c in first for w in question.rest):
        return wanted[:6]
    return (first if len(first) > 1 else claims)[:6]


def _apart(columns: dict[str, list[Claim]], question: Question, base: ClaimBase) -> dict[str, list[Claim]]:
    """What is said of each name alone, where all that was found only names them together: 甲、乙等三处工程."""
    found = {claim for claims in columns.values() for claim in claims}
    said = [w for w in (*question.rest, *question.terms) if w not in columns]
    together = len(found) == 1 and all(name in base.text(claim) for claim in found for name in columns)
    if not together or any(w in base.text(claim) for claim in found for w in said):
        return columns
    alone = {}
    for name in columns:
        others = columns.keys() - {name}
        told = [c for c in base.postings.get(name, ()) if not any(other in base.text(c) for other in others)]
        told = [c for c in told if others.isdisjoint(m.term for m in c.subject)]
        alone[name] = [c for c in told if any(w in base.text(c) for w in said)] or told[:2]
    return alone if all(alone.values()) else columns
