"""The role that a sentence gives each name it places a thing in: 丙业在甲园以研发为主,带动乙园发展."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.draft import Draft
from assistant.listing import told_in
from assistant.question import Question
from assistant.sets import ClaimBase, Found
from assistant.types import Check, ListBlock, ListItem
from corpus.names import heading_name
from corpus.types import Claim, Mention, Passage
from corpus.vocabulary import TermClass
from corpus.words import part_of_speech

# How plans say that a place leads or follows: what a question says, and what a part of a sentence does.
_PLACED = (
    (re.compile("(?:主要|重点)(?!做什|是什|发展什|[产行]业|领域|任务|工程|项目|企业)"), re.compile("主要|重点|为主")),
    (re.compile("核心(?![区技业])"), re.compile("核心(?![区技业])")),
    (re.compile("带动|辐射|联动"), re.compile("带动|辐射|联动")),
)
_PLAIN = (
    "布局",
    "发展",
    "承担",
    "聚焦",
    "为主",
    "搭配",
    "写明",
    "负责",
    "属于",
    "没有",
    "作为",
)  # that say of no role what it is
_NEGATED = re.compile("(?:不是|并非|不算|不属于|没有?|不)(?:作为|被|直接)?$")
_BETWEEN = re.compile("(?:[、和与及]|以及|[(（][^()（）]*[)）])*")
_TURN = re.compile("、|辐射|带动|联动")
_RANGE = re.compile("从[^,，]{1,12}到")  # 从研发到生产 asks for all of them
_ASKS_FOR_THINGS = re.compile("哪[些几][个种类项]?(?:主导|重点)?(?:产业|行业|领域|方向|服务业?)")


@dataclass(frozen=True, slots=True)
class Part:
    """What a sentence says of some names that it joins: the clauses, and the words of theirs that are about these.

    `opening` is the first clause of the sentence, whose subject may be what is placed.
    """

    members: tuple[str, ...]
    claims: tuple[Claim, ...]
    text: str
    opening: Claim


@dataclass(frozen=True, slots=True)
class Role:
    """What is asked of a name's role, as it is said and as a pattern of it; `denied` where it is not to have it."""

    said: str
    pattern: re.Pattern[str]
    denied: bool = False


def things_placed(question: Question, base: ClaimBase) -> Draft | None:
    """哪些产业里甲园偏研发、乙园偏生产: the things whose sentences give each name the role that stands behind it."""
    names = [(m, kind) for m in question.subjects for kind in base.places if kind.member(m)]
    if not names or not _ASKS_FOR_THINGS.search(question.text) or question.sections:
        return None
    kind, target = names[0][1], question.target
    if target is not None and target is not kind and target.suffix:
        return None
    at = [question.text.find(name) for name, _ in names] + [len(question.text)]
    pieces = [question.text[i:j] for i, j in pairwise(at)] if len(names) > 1 else [question.text]
    every = parts_of(kind, base)
    wanted = [(name, _roles(question, piece, every, base)) for (name, _), piece in zip(names, pieces, strict=True)]
    plain = all(role.pattern is _PLACED[0][1] for _, roles in wanted for role in roles)  # 甲园主要做哪些产业
    if plain or any(k is not kind for _, k in names) or not all(roles for _, roles in wanted):
        return None
    found: dict[str, list[Part]] = {}
    for passage, parts in _by_sentence(every, base):
        for thing in dict.fromkeys(_thing(p, passage, kind) for p in parts):
            own = [p for p in parts if _thing(p, passage, kind) == thing]
            given = [[p for p in own if name in p.members and _all(p, roles, base)] for name, roles in wanted]
            if thing and all(given):
                found.setdefault(thing, []).extend(ps[0] for ps in given)
    if not found:
        return None
    draft = Draft(members=tuple(found), check=Check("处", len(found), len(found)))
    draft.say(f"逐句核对,文中这样写的有 {len(found)} 处:")
    items = []
    for thing, parts in found.items():
        spans = dict.fromkeys(told_in(c, base) for p in parts for c in p.claims)
        numbers = tuple(draft.cite(base.entry, span) for span in spans)
        items.append(ListItem(thing, "……".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def with_roles(found: Found, question: Question, base: ClaimBase) -> Found:
    """The matches of a set to which the sentence that matched gives the roles of a question, where some have them."""
    told = all(any(s.term == m.member for s in c.subject) for m in found.matches for c in m.claims)
    if found.target not in base.places or len(found.matches) < 2 or told or _RANGE.search(question.text):
        return found
    starts = {c.start for m in found.matches for c in m.claims}
    parts = [p for p in parts_of(found.target, base) if any(c.start in starts for c in p.claims)]
    roles = asked_roles(question, parts, base)
    kept = []
    for match in found.matches:
        own = [p for p in parts if match.member in p.members and not {*p.claims}.isdisjoint(match.claims)]
        if any(_all(p, roles, base) for p in own):
            kept.append(match)
    if not (roles and kept):
        return found
    if question.only and question.names:
        kept = [m for m in kept if not any(works_beside(roles, p, base) for p in parts if m.member in p.members)]
    return Found(found.target, tuple(kept), found.checked)


def works_beside(roles: Sequence[Role], part: Part, base: ClaimBase) -> list[str]:
    """What a part gives its names to do beside some roles: 产业化 of 进行研发及产业化, where 研发 is asked of."""
    done = re.search("(?:进行|承担|负责|以)(?P<works>[^,，;；]+?)(?:为主)?$", part.text.rstrip("。;；,，"))
    works = re.split("、|以及|和|及|与", done["works"]) if done else []
    return [w for w in works if w and not any(r.pattern.search(w) for r in roles)] if len(works) > 1 else []


def parts_of(kind: TermClass, base: ClaimBase) -> list[Part]:
    """What each sentence says of the names of a class, cut where it turns to others of them."""
    found = []
    for passage in base.entry.parsed.passages:
        own, opening = [c for c in base.entry.claims if c.passage_id == passage.passage_id], None
        for begin, end in passage.sentences:
            parts: list[Part] = []
            inside = [c for c in own if begin <= c.start < end]
            opening = opening if opening and _goes_on(begin, passage) else next(iter(inside), None)
            for claim in inside:
                said = _said(claim, opening or claim, kind, base)
                if not said and parts and claim.inherited_from == "clause":
                    last = parts.pop()
                    said = [replace(last, claims=(*last.claims, claim), text=f"{last.text},{base.text(claim)}")]
                parts += said
            found += parts
    return found


def _goes_on(begin: int, passage: Passage) -> bool:
    """Whether a sentence goes on behind a semicolon."""
    return passage.text[: begin - passage.start].rstrip().endswith((";", "；"))


def _said(claim: Claim, opening: Claim, kind: TermClass, base: ClaimBase) -> list[Part]:
    """The parts of a clause: one for each run of names that only 、 or 和 join."""
    text = base.text(claim)
    named = [m for m in sorted((*claim.subject, *claim.objects), key=lambda m: m.start) if kind.member(m.term)]
    runs: list[list[Mention]] = []
    for mention in (m for m in named if claim.start <= m.start < claim.end):
        between = text[runs[-1][-1].end - claim.start : mention.start - claim.start] if runs else "·"
        if _BETWEEN.fullmatch(between):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    cuts = [0]
    for before, behind in pairwise(runs):
        end = before[-1].end - claim.start
        turn = _TURN.search(text, end, behind[0].start - claim.start)
        cuts.append(turn.start() if turn else end)
    cuts.append(len(text))
    return [
        Part(tuple(kind.member(m.term) or m.term for m in run), (claim,), text[cuts[i] : cuts[i + 1]], opening)
        for i, run in enumerate(runs)
    ]


def one_place(question: Question, base: ClaimBase) -> tuple[str, TermClass | None]:
    """The only name in a question that things are placed in, with its class."""
    found = [(s, kind) for s in question.subjects for kind in base.places if kind.member(s)]
    return found[0] if len(found) == 1 else ("", None)


def things_of(question: Question, kind: TermClass, base: ClaimBase) -> list[str]:
    """The names of a question that clauses are about or stand below the heading of."""
    names = [n for n in question.names if not kind.member(n)]
    subjects = {m.term for c in base.entry.claims for m in c.subject}
    return [n for n in names if (n in subjects or base.heads(n)) and not is_work(n)]


def is_work(word: str) -> bool:
    """Whether a word tells of what is done (研发, 产业化), and of more than that something is placed or is so."""
    return word not in _PLAIN and (part_of_speech(word).startswith(("v", "j")) or word.endswith("化"))


def is_about(part: Part, things: Sequence[str], base: ClaimBase) -> bool:
    """Whether a part is about some things, of which its sentence may speak at its beginning or the heading over it."""
    return bool(things) and all(
        any(base.says(c, t) or base.under(c, t) for c in (*part.claims, part.opening)) for t in things
    )


def asked_roles(question: Question, parts: Iterable[Part], base: ClaimBase) -> list[Role]:
    """The roles that a question speaks of, which some part gives."""
    return _roles(question, question.text, list(parts), base)


def _roles(question: Question, piece: str, parts: Sequence[Part], base: ClaimBase) -> list[Role]:
    """The roles that a piece of a question speaks of, which some part gives."""
    bare = piece
    for name in question.names:
        bare = bare if is_work(name) else bare.replace(name, "□" * len(name))
    roles = [
        Role(said.group(), written, bool(_NEGATED.search(bare[: said.start()])))
        for asked, written in _PLACED
        for said in asked.finditer(bare)
    ]
    words = dict.fromkeys(w for w in (*question.terms, *question.rest) if len(w) > 1 and w in bare)
    roles += [
        Role(w, re.compile(re.escape(w)), bool(_NEGATED.search(bare[: bare.find(w)])))
        for w in words
        if is_work(w) and not any(r.pattern.search(w) for r in roles)
    ]
    return [r for r in roles if any(has(p, Role(r.said, r.pattern), base) for p in parts)]


def has(part: Part, role: Role, base: ClaimBase) -> bool:
    """Whether a part gives a role, in words that are no piece of a name: 研发服务 is no 研发."""
    text = part.text
    for claim in part.claims:
        for mention in (*claim.subject, *claim.objects):
            text = text.replace(mention.term, "□") if len(mention.term) > len(role.said) else text
    return bool(role.pattern.search(text)) is not role.denied


def _all(part: Part, roles: Sequence[Role], base: ClaimBase) -> bool:
    return all(has(part, role, base) for role in roles)


def _by_sentence(parts: Sequence[Part], base: ClaimBase) -> list[tuple[Passage, list[Part]]]:
    """Parts by the sentence that they stand in, semicolons and all."""
    found: dict[int, tuple[Passage, list[Part]]] = {}
    for part in parts:
        passage = base.passages[part.claims[0].passage_id]
        found.setdefault(part.opening.start, (passage, []))[1].append(part)
    return list(found.values())


def _thing(part: Part, passage: Passage, kind: TermClass) -> str:
    """What a part places: the subject of its clauses, or else of the first in its sentence or of the heading."""
    for claim in (part.claims[0], part.opening):
        about = [m.term for m in (*claim.subject, *claim.topic) if not kind.member(m.term)]
        if about:
            return about[0]
    return heading_name(passage.path[-1]) if passage.path else ""
