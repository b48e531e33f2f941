"""Complete lists: members with the clauses that say so, and what another clause says of each (a second hop)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from assistant.asking import EACH
from assistant.aspects import told_of
from assistant.draft import Draft, Span
from assistant.question import Question
from assistant.referents import label_of
from assistant.selecting import (
    claims_about,
    items_in,
    joined_mostly,
    only_groups,
    properties_of,
    said_short,
    select_set,
)
from assistant.sets import ClaimBase, Found, Match
from assistant.types import Cell, Check, ListBlock, ListItem, TableBlock
from corpus.types import Claim
from corpus.vocabulary import TermClass
from index import Retrieved

MOST_SENTENCES = 6
MOST_MENTIONS = 16
_DOES_WHAT = re.compile(
    "(?:做|搞|干|弄|发展|聚焦|主攻|主打|布局|引进|培育)的?是?(?:些|点)?(?:什么|啥|哪[些几]个?)|哪[些几]个?(?:大|主要)?(?:方向|领域|产业|行业)|干嘛"
)
_ANY_WORK = {"产业", "方向", "领域", "行业", "业务", "功能"}
_MAINLY = re.compile("重点|主要|聚焦|主攻|主打|着重|着力|发展|布局|培育|引进")
LONGEST_TOLD = 130  # characters of a sentence that is quoted whole for one clause of it


def set_answer(found: Found, base: ClaimBase, counted: bool) -> Draft:
    """A complete list: each member with the clause that says so, and what was gone through.

    The clauses alone where one of them lists more than the members that are known.
    """
    draft = Draft()
    label = found.target.label
    draft.members = found.names
    clauses = [tuple(_span(c, base) for c in m.claims) for m in found.matches]
    if any(_begins_midway(c, found.target, base) for m in found.matches for c in m.claims):
        for span in dict.fromkeys(span for spans in clauses for span in spans):
            draft.quote(base.entry, span)
        return draft
    draft.check = Check(label, found.checked, len(found.matches))
    if counted or len(found.matches) > 1:
        draft.say(f"{found.checked} 个{label}逐一核对,{len(found.matches)} 个符合:")
    shared = len(found.matches) > 1 and len(set(clauses)) < len(clauses)
    items = []
    quoted: set[Span] = set()
    for match, spans in zip(found.matches, clauses, strict=True):
        numbers = tuple(draft.cite(base.entry, s) for s in spans)
        if shared:
            for span in (s for s in spans if s not in quoted):
                draft.quote(base.entry, span)
                quoted.add(span)
        text = "" if shared else "……".join(draft.citations[n - 1].quote for n in numbers)
        items.append(ListItem(match.member, text, numbers))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _span(claim: Claim, base: ClaimBase) -> Span:
    """A claim's clause, from its subject's clause on where the subject stands in the clause before it."""
    return claim.start, claim.end


def second_hop(found: Found, question: Question, base: ClaimBase) -> Draft | None:
    """For every member of a set what else the text says of it: the clauses after the one that chose it."""
    rows = []
    draft = Draft(members=found.names, check=Check(found.target.label, found.checked, len(found.matches)))
    draft.say(f"{found.checked} 个{found.target.label}逐一核对,{len(found.matches)} 个符合:")
    cues = [c for c in base.entry.vocabulary.cues if c in question.text]
    behind = EACH.split(question.text)[-1]  # 各自|打造什么
    of_them = question.text.rpartition(found.target.label)[2]  # 校区|的建设目标分别是什么
    cue = next((c for c in cues if not all(c in base.text(m.claims[0]) for m in found.matches)), "")
    words = [w for w in question.rest if w in behind]
    for member in found.names:
        own = claims_about(member, base)
        claims = (
            told_of(own, behind, base)
            or told_of(own, of_them, base)
            or [c for c in own if cue and cue in base.text(c)]
            or [c for c in own if any(w in base.text(c) for w in words)]
            or [c for c in own if c not in found.matches[0].claims][:1]
        )
        if not claims:
            return None
        numbers = tuple(draft.cite(base.entry, (c.start, c.end)) for c in claims[:2])
        rows.append(ListItem(member, ";".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(rows)))
    return draft


def properties_answer(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """What of a class belongs to each subject of the question: 甲校区、乙校区 → their 学区, a table for several."""
    subjects = [s for s in (question.subjects or question.terms) if not target.member(s)]
    cue = next((c for c in base.entry.vocabulary.cues if c in question.text), "")
    rows = {s: _labelled(_with_cue(properties_of(s, target, base), cue, base), target, base) for s in subjects}
    if not subjects or not (all(rows.values()) or _mostly_told(rows, target, base)):
        return None
    draft = Draft(
        members=tuple(dict.fromkeys(m for r in rows.values() for m, _ in r)) if len(subjects) == 1 else tuple(subjects)
    )
    if len(subjects) == 1:
        claims = list(dict.fromkeys(c for _, c in rows[subjects[0]]))
        for claim in claims:
            draft.quote(base.entry, (claim.start, claim.end))
        if not any(_begins_midway(claim, target, base) for claim in claims):
            items = tuple(ListItem(m, "", (draft.cite(base.entry, (c.start, c.end)),)) for m, c in rows[subjects[0]])
            draft.blocks.append(ListBlock(items))
        return draft
    label = label_of(subjects[0], base.entry.vocabulary)
    if question.alike and all(rows.values()):
        draft.say(
            _whether_alike(
                [tuple(m for m, _ in rows[s]) for s in subjects], label_of(subjects[0], base.entry.vocabulary), target
            )
        )
    cells = []
    for subject in subjects:
        members = next((w for _, c in rows[subject] if (w := base.all_of(c))), "、".join(m for m, _ in rows[subject]))
        numbers = tuple(dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for _, c in rows[subject]))
        cells.append((Cell(subject), Cell(members or "文中没有写到", numbers)))
    draft.blocks.append(TableBlock((label, target.label), tuple(cells)))
    return draft


def _whether_alike(each: Sequence[tuple[str, ...]], label: str, target: TermClass) -> str:
    """Whether names all belong to the same of a class: 是:3 个校区都属于甲模式."""
    same = all(set(told) == set(each[0]) for told in each)
    return f"是:{len(each)} 个{label}都属于{'、'.join(each[0])}。" if same else f"否:不是同一个{target.label}。"


def _mostly_told(rows: Mapping[str, Sequence[object]], target: TermClass, base: ClaimBase) -> bool:
    """Whether names of one kind, most of which the text joins with a class, may be told of with a gap."""
    kinds = (c for c in base.entry.vocabulary.classes if c.suffix and all(map(c.member, rows)))
    told = sum(map(bool, rows.values()))
    return told > 0 and told * 2 >= len(rows) > 1 and any(joined_mostly(c, target, base) for c in kinds)


def _begins_midway(claim: Claim, target: TermClass, base: ClaimBase) -> bool:
    """Whether the members that a clause lists go on one that is no term of the text: 编织和|陶艺、剪纸."""
    first = min(claim.objects, key=lambda m: m.start, default=None)
    before = base.text(claim)[: first.start - claim.start] if first and target.member(first.term) else ""
    return before.endswith(("和", "及", "与", "、"))


def each_term(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """One set a term: A和B分别布局在哪些园."""
    whole = Draft()
    names = {**{name: name for name in question.names}, **said_short(question, base)}
    groups = {written: name for written, name in names.items() if only_groups(name, target, base)}
    crossed = {w: n for w, n in names.items() if w not in groups}
    if crossed and groups:  # 河东片和河西片里,做甲的各有哪些; 河东片里做甲和做乙的各有哪些
        names, crossed = (groups, crossed) if len(groups) > 1 else (crossed, groups)
    else:
        crossed = {}
    for written, name in sorted(names.items(), key=lambda said: question.text.find(said[0])):
        text = reduce(lambda text, other: text.replace(other, ""), [n for n in names if n != written], question.text)
        rest = tuple(word for word in question.rest if word in text)
        terms = (name, *crossed.values())
        found = select_set(replace(question, text=text, rest=rest, subjects=(), terms=terms, each=False), target, base)
        if found is None:
            return None
        whole.say(f"{name}:" if found.matches else f"{name}:文中没有写到。")
        if found.matches:
            whole.extend(set_answer(found, base, counted=False))
    return whole if whole.citations else None


def each_subject(question: Question, base: ClaimBase) -> Draft | None:
    """What is asked of each of several names (甲校区、乙校区分别打造什么): its clauses that tell it, or else all.

    None where one of them has no clause of its own.
    """
    draft, items = Draft(members=question.subjects), []
    for name in question.subjects:
        own = [c for c in claims_about(name, base) if any(m.term == name for m in c.subject)]
        kept = told_of(own, EACH.split(question.text)[-1], base) or own
        if not kept:
            return None
        items.append(told_item(name, kept[:MOST_SENTENCES], draft, base))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def focus(question: Question, base: ClaimBase) -> Draft | None:
    """What a name with paragraphs of its own mainly does (甲园主要做什么): its clauses that say so."""
    name = question.names[0] if len(question.names) == 1 else ""
    if not name or not set(question.rest) <= _ANY_WORK or not base.heads(name) or not _DOES_WHAT.search(question.text):
        return None
    own = [c for c in claims_about(name, base) if any(m.term == name for m in c.subject)]
    spans = [(c.start, c.end) for c in own if _MAINLY.search(base.text(c)) and c.objects]
    draft = Draft()
    for span in spans[:MOST_SENTENCES]:
        draft.quote(base.entry, span)
    return draft if spans else None


def told_item(name: str, claims: Iterable[Claim], draft: Draft, base: ClaimBase) -> ListItem:
    """A name with the clauses that speak of it, each cited once."""
    numbers = tuple(dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for c in claims))
    return ListItem(name, "……".join(draft.citations[n - 1].quote for n in numbers), numbers)


def mentions_answer(subject: str, base: ClaimBase) -> Draft | None:
    """All that a text says of a name, or of one called after it, in reading order; of long sentences the clause."""
    names = [name for name in base.postings if subject in name]
    claims = {
        c
        for name in names
        for c in base.postings[name]
        if subject in base.text(c) or any(m.term == name for m in c.subject)
    }
    spans = sorted({told_in(c, base) for c in claims})
    if not spans or len(spans) > MOST_MENTIONS:
        return None
    draft = Draft()
    draft.say(f"文中写到{subject}的条文共 {len(spans)} 处:")
    for span in spans:
        draft.quote(base.entry, span)
    return draft


def sentence_of(claim: Claim, base: ClaimBase) -> Span:
    """The sentence that a clause stands in."""
    return next(s for s in base.passages[claim.passage_id].sentences if s[0] <= claim.start < s[1])


def told_in(claim: Claim, base: ClaimBase) -> Span:
    """The sentence that a clause stands in, or the clause itself where that is long."""
    start, end = sentence_of(claim, base)
    return (start, end) if end - start <= LONGEST_TOLD else (claim.start, claim.end)


def each_step(steps: list[tuple[str, Claim]], question: Question, base: ClaimBase) -> Draft | None:
    """A property of a property, asked of each: the clause that gives the first, then what is said of every one."""
    told = each_subject(replace(question, subjects=tuple(name for name, _ in steps)), base)
    if told is None:
        return None
    draft = Draft(members=told.members)
    for claim in dict.fromkeys(claim for _, claim in steps):
        draft.quote(base.entry, (claim.start, claim.end))
    draft.extend(told)
    return draft


def two_steps(steps: list[tuple[str, Claim]], target: TermClass, base: ClaimBase) -> Draft | None:
    """A property of a property: the clause that gives the first, then the clauses that give the second."""
    draft = Draft()
    members: list[tuple[str, Claim]] = []
    for name, claim in steps:
        draft.quote(base.entry, (claim.start, claim.end))
        members += [
            (m, c) for m, c in properties_of(name, target, base) if base.says(c, name) and (m, c) not in members
        ]
    for _, claim in members:
        draft.quote(base.entry, (claim.start, claim.end))
    items = tuple(ListItem(m, "", (draft.cite(base.entry, (c.start, c.end)),)) for m, c in members)
    draft.blocks.append(ListBlock(items))
    draft.members = tuple(m for m, _ in members)
    return draft if members else None


def set_properties(found: Found, target: TermClass, base: ClaimBase) -> Draft | None:
    """For every member of a set what of another class it belongs to: a table, with what is not said left blank."""
    rows = {m: properties_of(m, target, base) for m in found.names}
    if not any(rows.values()):
        return None
    draft = Draft(members=found.names, check=Check(found.target.label, found.checked, len(found.matches)))
    draft.say(f"{found.checked} 个{found.target.label}逐一核对,{len(found.matches)} 个符合:")
    cells = []
    for match in found.matches:
        why = draft.cite(base.entry, (match.claims[0].start, match.claims[0].end))
        numbers = tuple(dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for _, c in rows[match.member]))
        said = "、".join(m for m, _ in rows[match.member])
        cells.append((Cell(match.member, (why,)), Cell(said, numbers)))
    draft.blocks.append(TableBlock((found.target.label, target.label), tuple(cells)))
    distinct = list(dict.fromkeys(m for r in rows.values() for m, _ in r))
    draft.say("合起来是:" + "、".join(distinct) + "。")
    return draft


def so_many_answer(question: Question, target: TermClass, count: int, base: ClaimBase) -> Draft | None:
    """The members for which a clause lists so many things only: 只开设一门课程的校区.

    The clauses have the question's verb, or else that by which the text speaks of most members.
    """
    cues = base.entry.vocabulary.cues
    cue = next((c for c in cues if c in question.text), "") or next((c for c in cues if _of_most(c, target, base)), "")
    if not cue:
        return None
    matches = []
    asked = [m for m in question.subjects if target.member(m)]
    among = asked if len(asked) > 1 else target.members
    for member in among:
        claims = [
            c for c in base.postings.get(member, ()) if cue in base.text(c) and member in base.members_in(c, target)
        ]
        if len(claims) != 1 or items_in(claims[0], member) != count:
            continue
        if count > 1 or "、" not in base.text(claims[0]):  # what is listed may be no term
            matches.append(Match(member, (claims[0],)))
    found = Found(target, tuple(sorted(matches, key=lambda m: m.claims[0].start)), len(among))
    return set_answer(found, base, counted=True)


def _of_most(cue: str, target: TermClass, base: ClaimBase) -> bool:
    """Whether most members of a class are the subject of a clause with a verb."""
    told = {m.term for claim in base.entry.claims if claim.cue == cue for m in claim.subject}
    return len(told & set(target.members)) * 2 > len(target.members)


def _labelled(rows: list[tuple[str, Claim]], target: TermClass, base: ClaimBase) -> list[tuple[str, Claim]]:
    """Of a class by role those that a clause calls so (…等领域), where one does."""
    return [r for r in rows if not target.suffix and target.label in base.text(r[1])] or rows


def _with_cue(rows: list[tuple[str, Claim]], cue: str, base: ClaimBase) -> list[tuple[str, Claim]]:
    return [r for r in rows if cue and cue in base.text(r[1])] or rows


def stated_count(target: TermClass, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """The number of a class's members that the text itself states, beside how many were found: 重点建设31个校区."""
    for hit in retrieved.hits:
        for start, end in hit.passage.sentences:
            sentence = hit.passage.text[start - hit.passage.start : end - hit.passage.start]
            said = re.search(
                rf"(\d+|[一二两三四五六七八九十百]+)[个种类项条大](?:[\w]{{0,4}})?{re.escape(target.label)}", sentence
            )
            if said and hit.passage.doc_id == base.entry.parsed.document.doc_id:
                claim = next(c for c in base.entry.claims if c.start <= start + said.start() < c.end)
                draft = Draft(check=Check(target.label, len(target.members), len(target.members)))
                draft.members = base.select(target, [], [], any_of=False).names
                draft.quote(base.entry, (claim.start, claim.end))
                draft.say(f"文中逐一点名的{target.label}有 {len(target.members)} 个。")
                return draft
    return None
