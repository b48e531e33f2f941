"""Renderers: evidence rows to blocks, one function a kind of need. None knows a plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant import asking
from assistant.draft import Draft, Span, citation
from assistant.evidence import (
    claims_about,
    constraints,
    in_context,
    items_in,
    label_in,
    properties_of,
    ranked_spans,
    role_in,
    select_set,
)
from assistant.headings import opening_passages
from assistant.items import add_items, enumeration
from assistant.question import Question
from assistant.sets import OF_YEAR, ClaimBase, Found, Match
from assistant.types import Cell, Check, Frame, ListBlock, ListItem, Reason, TableBlock
from corpus.names import heading_name
from corpus.types import Claim, Passage, Section
from corpus.vocabulary import LARGE_CLASS, TermClass
from index import Retrieved, SentenceHit

_WEIGHED = re.compile(r"(?:哪一?[个家边]|谁|哪里|哪儿)\w{0,4}更|更(?:适合|合适|有利)")
_UNLIKE = re.compile("不同|不一样|区别|差[别异在]|各|分别|独有|没有的|多[了出]|少了|另外|最后")
_OF_ITEMS = re.compile("重合|重叠|独有|没有的|多[了出]|少了")  # of what is listed, one thing or another
_SOLE = re.compile("(?:[只仅就]|唯一|一[个家处种])[^,，]{0,6}[吗么][?？]?$|[只仅就][^,，]{0,10}一[个家处种]")
_EVEN = ("发展", "一样", "相同", "不同", "区别", "差别")  # said of two things, and of nothing that they have
_SHARED = re.compile(
    r"(?:重合|重叠|相同|共同|撞\w{0,2}|都\w{0,3})的?\w{0,6}(?:哪|几|什么|啥|多少)|(?:哪|几|什么|啥|多少)\w{0,8}(?:重合|重叠|相同|共同|都)"
)
NEAREST = 3  # clauses that come nearest, beside a refusal
MOST_OVERVIEW = 12
MOST_SENTENCES = 6
MOST_QUOTED = 8  # sentences of an overview, shared among its parts
LITTLE = 16  # sentences of a section that are shown whole
MOST_MENTIONS = 16
LONGEST_TOLD = 130  # characters of a sentence that is quoted whole for one clause of it
LONGEST_DEFINITION = 120  # characters of a sentence that gives a short form and is quoted whole
_DEFINING = r"(?:[,，]?是指|指的是|指|是|为|基于|,是|\(以下简称)"


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
    cue = next(
        (
            c
            for c in base.entry.vocabulary.cues
            if c in question.text and not all(c in base.text(m.claims[0]) for m in found.matches)
        ),
        "",
    )
    for member in found.names:
        claims = [c for c in claims_about(member, base) if cue and cue in base.text(c)]
        claims = claims or [c for c in claims_about(member, base) if any(w in base.text(c) for w in question.rest)]
        claims = claims or [c for c in claims_about(member, base) if c not in found.matches[0].claims][:1]
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
    if not subjects or not all(rows.values()):
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
    cells = []
    for subject in subjects:
        members = "、".join(m for m, _ in rows[subject])
        numbers = tuple(dict.fromkeys(draft.cite(base.entry, (c.start, c.end)) for _, c in rows[subject]))
        cells.append((Cell(subject), Cell(members, numbers)))
    draft.blocks.append(TableBlock((own_label(subjects[0], base), target.label), tuple(cells)))
    return draft


def _begins_midway(claim: Claim, target: TermClass, base: ClaimBase) -> bool:
    """Whether the members that a clause lists go on one that is no term of the text: 编织和|陶艺、剪纸."""
    first = min(claim.objects, key=lambda m: m.start, default=None)
    before = base.text(claim)[: first.start - claim.start] if first and target.member(first.term) else ""
    return before.endswith(("和", "及", "与", "、"))


def own_label(name: str, base: ClaimBase) -> str:
    """What names of a name's kind are called."""
    return next((c.label for c in base.entry.vocabulary.classes_of(name) if c.suffix), "")


def each_term(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """One set a term: A和B分别布局在哪些园."""
    whole = Draft()
    for name in question.names:
        alone = replace(question, subjects=(), terms=(name,), each=False)
        found = select_set(alone, target, base)
        if found is None:
            return None
        whole.say(f"{name}:" if found.matches else f"{name}:文中没有写到。")
        if found.matches:
            whole.extend(set_answer(found, base, counted=False))
    return whole if whole.citations else None


def each_subject(question: Question, base: ClaimBase) -> Draft | None:
    """What is asked of each of several names (甲校区、乙校区分别打造什么): its clauses, those with the asked cue first.

    None where one of them has no clause of its own.
    """
    cue = next((c for c in base.entry.vocabulary.cues if c in question.text), "")
    draft, items = Draft(members=question.subjects), []
    for name in question.subjects:
        own = [c for c in claims_about(name, base) if any(m.term == name for m in c.subject)]
        kept = [c for c in own if cue and cue in base.text(c)] or own
        if not kept:
            return None
        items.append(told_item(name, kept[:MOST_SENTENCES], draft, base))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


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


def _more_than(question: Question, claims: Sequence[Claim], base: ClaimBase) -> str:
    """That a name is not the only one of which a clause speaks, where it is asked for as that; else ""."""
    only = _SOLE.search(question.text) and len(question.subjects) == 1
    kinds = [c for s in question.subjects for c in base.entry.vocabulary.classes_of(s) if c.suffix] if only else []
    beside = any(len(base.members_in(claim, kind)) > 1 for kind in kinds for claim in claims[:1])
    return f"不止{question.subjects[0]}。依据:" if beside else ""


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


def _labelled(rows: list[tuple[str, Claim]], target: TermClass, base: ClaimBase) -> list[tuple[str, Claim]]:
    """Of a class by role those that a clause calls so (…等领域), where one does."""
    return [r for r in rows if not target.suffix and target.label in base.text(r[1])] or rows


def _with_cue(rows: list[tuple[str, Claim]], cue: str, base: ClaimBase) -> list[tuple[str, Claim]]:
    return [r for r in rows if cue and cue in base.text(r[1])] or rows


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


def locate_answer(best: SentenceHit, base: ClaimBase) -> Draft:
    """Where the text speaks of something: the heading path and the sentence."""
    draft = Draft()
    draft.say(f"在 {' › '.join(best.passage.path) or '文首'},第{best.passage.paragraph}段:")
    draft.quote(base.entry, (best.start, best.end))
    return draft


def definition_answer(question: Question, base: ClaimBase) -> Draft | None:
    """The sentence that defines what the question quotes or names, or the words that a short form stands for."""
    quoted = re.findall('[“"《]([^”"》]{2,20})[”"》]', question.text)
    names = sorted((*question.names, *(w for w in question.rest if len(w) > 2)), key=len, reverse=True)
    for name in dict.fromkeys((*quoted, *asking.defined(question.text), *names)):
        for passage in base.entry.parsed.passages:
            for start, end in passage.sentences:
                sentence = passage.text[start - passage.start : end - passage.start]
                short = re.search(
                    rf"([^,，。、;；]{{2,40}})[(（]以下(?:简称|称)[“\"《]?{re.escape(name)}[”\"》]?[)）]", sentence
                )
                if short or re.match(rf"(?:本\w{{1,4}}所称的?)?[“\"《]?{re.escape(name)}[”\"》]?{_DEFINING}", sentence):
                    draft = Draft()
                    span = (start, end)
                    if short and end - start > LONGEST_DEFINITION:
                        span = (start + short.start(), start + short.end())
                    draft.quote(base.entry, span)
                    return draft
    return None


def overview_answer(section: Section, base: ClaimBase) -> Draft:
    """A section's outline: every part of it whole where that is little, else with what it opens with.

    Of a section without parts, its paragraphs.
    """
    draft = Draft()
    rows = opening_passages(section, base)
    if len(rows) == 1:
        inside = [p for p in base.entry.parsed.passages if p.section_id == rows[0][0].section_id]
        return passages_answer(inside[:MOST_OVERVIEW], base)
    draft.say(
        f"{section.heading} 共 {len(rows)} 个部分:"
        if len(rows) <= MOST_OVERVIEW
        else f"{section.heading} 前 {MOST_OVERVIEW} 个部分:"
    )
    items = []
    entire = {part.section_id: _entire(part, base) for part, _ in rows}
    little = sum(map(len, entire.values())) <= LITTLE
    for part, passage in rows[:MOST_OVERVIEW]:
        spans = entire[part.section_id] if little else _leading(passage, MOST_QUOTED // len(rows), base)
        numbers = tuple(draft.cite(base.entry, s) for s in spans)
        items.append(ListItem(part.heading, "".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(items), ordered=False))
    return draft


def _entire(part: Section, base: ClaimBase) -> list[Span]:
    """All sentences of a section's own paragraphs."""
    return [span for p in base.entry.parsed.passages if p.section_id == part.section_id for span in p.sentences]


def _leading(passage: Passage, share: int, base: ClaimBase) -> list[Span]:
    """What a passage opens with: its first sentences, `share` of them, one at least; with an opening its items."""
    found = enumeration(passage, base) if share > 1 else None
    if found and found.opening == passage:
        return [(p.start, p.end) for p in (passage, *found.items)]
    return list(passage.sentences[: max(share, 1)])


def passages_answer(passages: Sequence[Passage], base: ClaimBase, words: Sequence[str] = ()) -> Draft:
    """A passage whole, or of each of several what it opens with; with words the sentence that has most of them.

    Of sentences that have as many, one that opens with a year (到2030年,…).
    """
    draft = Draft()
    text = base.entry.parsed.document.text
    if len(passages) == 1 and (found := enumeration(passages[0], base)):
        add_items(draft, found, base)
        return draft
    for passage in passages:
        spans = _leading(passage, MOST_QUOTED // len(passages), base)
        if len(passages) > 1 and words:
            spans = [max(passage.sentences, key=lambda s: _fit(text[s[0] : s[1]], words))]
        for span in spans:
            draft.quote(base.entry, span)
    return draft


def _fit(sentence: str, words: Sequence[str]) -> tuple[int, bool]:
    return sum(w in sentence for w in words), bool(OF_YEAR.match(sentence))


def ranked_answer(hits: Sequence[SentenceHit], bases: dict[str, ClaimBase], whole: bool) -> Draft:
    """The sentences that fit best, in reading order; an enumeration that one opens (`whole`: is part of) entire."""
    draft = Draft()
    for hit in hits:
        base = bases[hit.passage.doc_id]
        opens = hit.text.rstrip().endswith((":", "："))
        found = enumeration(hit.passage, base) if opens or whole else None
        if not found:
            if (title := _title(hit.passage, base)) and title != (hit.start, hit.end):
                draft.quote(base.entry, title)
            draft.quote(base.entry, in_context(hit.passage, (hit.start, hit.end)))
        elif not any(isinstance(b, ListBlock) for b in draft.blocks):
            add_items(draft, found, base)
    return draft


def _title(passage: Passage, base: ClaimBase) -> Span | None:
    """The name that a paragraph opens with as its title, of which all of it speaks: 城北校区。位于…."""
    start, end = passage.sentences[0]
    name = heading_name(passage.text[: end - passage.start]).rstrip("。:：")
    return (start, end) if len(passage.sentences) > 1 and base.entry.vocabulary.classes_of(name) else None


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


def refusal_answer(question: Question, reason: Reason, base: ClaimBase, retrieved: Retrieved) -> Draft:
    """That the text does not say what is asked, with the clauses that come nearest, which are no answer."""
    document = base.entry.parsed.document
    edition = document.front.edition
    name = f"本文本({edition.text})" if edition else "本文本"
    asked = "、".join(question.names) or "所问内容"
    words = {
        "absent": f"{name}未提及所问内容。",
        "unquantified": f"{name}提到{asked},但没有给出所问的数值。"
        if question.names
        else f"{name}有相关表述,但没有给出所问的数值。",
        "out_of_scope": f"这个问题与{name}无关,不作回答。",
        "invalid": "问题无法理解。",
    }
    draft = Draft(status="refused", reason=reason)
    draft.say(words[reason] + ("最接近的条文(不是答案)列在下面。" if reason != "out_of_scope" else ""))
    if reason != "out_of_scope":
        draft.nearest = tuple(
            citation(base.entry.parsed, (h.start, h.end), n) for n, h in enumerate(retrieved.sentences[:NEAREST], 1)
        )
    return draft


__all__ = [
    "compare_answer",
    "constraints",
    "definition_answer",
    "locate_answer",
    "overview_answer",
    "passages_answer",
    "properties_answer",
    "ranked_answer",
    "ranked_spans",
    "refusal_answer",
    "second_hop",
    "select_set",
    "set_answer",
    "stated_count",
]
