"""What the headings over a name say of it: which names stand under one, and whether one does."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from assistant import listing
from assistant.draft import Draft
from assistant.question import Question
from assistant.selecting import says_kind, select_set
from assistant.sets import ClaimBase
from assistant.types import Check, Kind, ListBlock, ListItem
from corpus.names import heading_name
from corpus.types import Claim
from corpus.vocabulary import TermClass

LEAST_GROUPED = 2  # members under each of the headings that group a class, in the mean

_LISTED_BELOW = re.compile(
    "(?:下面|底下|名下|之下)(?:都|一共|总共|共)*(?:有|列了?|包括|放了?)?(?:哪[些几]个?|谁|几个|多少个)"
    "(?=[一-鿿]{0,3}[呢啊呀]?[?？。]?$)"
)
_WHICH_PART = re.compile(
    r"(?:属于?|在|位于|归(?:在|到|入|属|于)?|算(?:是|在)?|列[在入]|放在|[是分划]在?[到入]?)(?:规划[里中])?的?(?:哪[一几]?[个块片类]?|什么)大?"
    r"(?:片区|区域|地区|大区|板块|区块|分区|空间|[^,，]{0,3}标题)(?:的|里|内|中|之?下|下面)*[呢啊?？。]*$"
)
_WHICH_PARTS = re.compile(
    "(?:属于?|在|位于|归|分布|列在|落在)(?:在|于|到)?了?(?:哪[些几]?个?|什么|几个)大?(?:片区|区域|地区|大区|板块|区块|分区)"
)
_COUNTED_IN = "(?:属于|算在|归(?:在|到|入|属)|列在|放在|写在|在)"


def below_heading(question: Question, base: ClaimBase) -> Draft | None:
    """某片区下面都有哪些: the members of a large class that the clauses under a heading of that name are about."""
    name, asked = question.terms[0] if len(question.terms) == 1 else "", _LISTED_BELOW.search(question.text)
    further = [w for w in (*question.rest, *question.unknown) if not asked or w not in asked.group()]
    if not name or not asked or further or question.excluded or question.subjects or not base.heads(name):
        return None
    noun = question.text[asked.end() :].strip("?？。呢啊呀")
    kinds = [kind for kind in base.places if noun in ("", kind.label, kind.suffix)]
    found = (base.select(kind, [lambda claim: base.under(claim, name)], [], any_of=False) for kind in kinds)
    return next((listing.set_answer(f, base, question.kind is Kind.COUNT) for f in found if f.matches), None)


def stands_under(question: Question, base: ClaimBase) -> Draft | None:
    """甲校区是算在某片区里的吗: whether a clause about a name stands under a heading; none where it is not asked."""
    if len(question.subjects) != 1 or len(question.terms) != 1:
        return None
    subject, name = question.subjects[0], question.terms[0]
    said = re.search(
        f"{_COUNTED_IN}[^,，]{{0,2}}{re.escape(name)}(?:里|中|之列|名下|下面|的|吗|[,，?？]|$)", question.text
    )
    if not said or re.search("[不没](?:是|有)?$", question.text[: said.start()]):
        return None
    about = [c for c in base.postings.get(subject, ()) if any(m.term == subject for m in c.subject)]
    paths = dict.fromkeys(p.path[:size] for p in base.passages.values() for size in range(1, len(p.path) + 1))
    named = [path for path in paths if heading_name(path[-1]) == name]
    stands = [(c, base.passages[c.passage_id].path, path) for c in about for path in named]
    beside = [(c, own, path) for c, own, path in stands if own[: len(path) - 1] == path[:-1] and len(own) >= len(path)]
    under = [(c, own, path) for c, own, path in beside if own[: len(path)] == path]
    elsewhere = any(base.under(c, name) for c in base.postings.get(subject, ()))  # spoken of there, too
    if not beside or (elsewhere and not under):
        return None
    claim, own, path = (under or beside)[0]
    listed = f"{subject}列在“{own[len(path) - 1]}”之下"
    draft = Draft(status="answered" if under else "corrected")
    draft.say(f"是:{listed}。" if under else f"否:{listed},不在“{name}”之下。")
    draft.quote(base.entry, listing.sentence_of(claim, base))
    return draft


def heading_over(question: Question, base: ClaimBase) -> Draft | None:
    """甲校区在哪个片区: the heading, of those that group names of its kind, under which each of the names stands."""
    asked, names = _WHICH_PART.search(question.text), question.subjects
    kind = next((c for c in base.places if names and all(map(c.member, names))), None)
    if not asked or kind is None or question.terms or question.excluded:
        return None
    stands = groups_of(kind, base)
    if not all(name in stands for name in names):
        return None
    draft, items = Draft(members=names if len(names) > 1 else ()), []
    for name in names:
        claim, path = stands[name]
        section = next(s for s in base.entry.parsed.sections if s.path == path)
        heading = draft.cite(base.entry, section.opening)
        told = draft.cite(base.entry, listing.sentence_of(claim, base))
        said = f"列在“{path[-1]}”之下:{draft.citations[told - 1].quote}"
        items.append(ListItem(name, said, (heading, told)))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def headings_over(question: Question, base: ClaimBase) -> Draft | None:
    """开编程的校区都在哪些片区: the members of a set by those headings that group the class."""
    kind = next((c for c in base.places if says_kind(question, c)), None)
    if not _WHICH_PARTS.search(question.text) or kind is None or not question.names or question.excluded:
        return None
    groups = groups_of(kind, base)
    if not groups or any(map(kind.member, question.names)):
        return None
    found = select_set(replace(question, target=kind, rest=(), kind=Kind.LIST, each=False), kind, base)
    if found is None or not 0 < len(found.matches) < found.checked or not all(m in groups for m in found.names):
        return None
    draft, below = Draft(members=found.names), defaultdict[tuple[str, ...], list[str]](list)
    for member in found.names:
        below[groups[member][1]].append(member)
    draft.extend(listing.set_answer(found, base, counted=True))
    for path, members in sorted(below.items(), key=lambda row: groups[row[1][0]][0].start):
        section = next(s for s in base.entry.parsed.sections if s.path == path)
        draft.say(f"{heading_name(path[-1])}之下的有 {len(members)} 个:{'、'.join(members)}。")
        draft.quote(base.entry, section.opening)
    draft.check = Check(kind.label, found.checked, len(found.matches))
    return draft


def groups_of(kind: TermClass, base: ClaimBase) -> dict[str, tuple[Claim, tuple[str, ...]]]:
    """The clause about each member of a class, and its heading among those side by side that most members stand under.

    {} where a heading has a member of its own, or so few that the headings group nothing.
    """
    about = [
        (member, claim, base.passages[claim.passage_id].path)
        for claim in base.entry.claims
        for member in dict.fromkeys(m.term for m in claim.subject if m.term in kind.members)
        if base.passages[claim.passage_id].path
    ]
    beside: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for member, _, path in about:
        beside[path[:-1]].add(member)
    above = max(beside, key=lambda p: len(beside[p]), default=())
    found = {member: (claim, path) for member, claim, path in reversed(about) if path[:-1] == above}
    headings = {path for _, path in found.values()}
    return found if len(headings) > 1 and len(found) >= LEAST_GROUPED * len(headings) else {}
