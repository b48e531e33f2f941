"""Which members of a class a question wants: what it demands of them, tested on the claims (complete sets)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.asking import ASKS, TEXT, quoted
from assistant.question import Question
from assistant.sets import ClaimBase, Found, Test
from assistant.slips import short_names
from corpus.grammar import NUMERALS
from corpus.numerals import number
from corpus.types import Claim
from corpus.vocabulary import TermClass

LONG_PART = 4  # characters of a part of a name that mean it
MANY_WORDS = 4  # of a question, that do not stand in one clause by chance
FEW_CLAIMS = 3  # that speak of what a heading groups
_ASKS_LIST = re.compile("[列找]出|列举|名单|清单|[列找]全|罗列")
_DEGREE = re.compile(
    "(?P<word>主要|重点|优先)是?(?:[在放摆布分落去由靠集安]|哪)"
)  # how a thing is placed, as plans say it
CALLED = re.compile(
    '名[字称](?:里面?|当?中|上)?(?:都|全)?(?:带有?|含有?|包含|有|出现)(?:个|一个)?[“"「]?(?P<part>[^“”"「」,，?？的]{1,8}?)(?:[”"」]|字(?![一-鿿])|这?[个两]字|的|[?？。]?$)'
)
_ANY_WORK = ("产业", "领域", "行业", "方向")  # that names before it are called by: 甲和乙两个产业
_ALL_OF = re.compile(f"(?P<n>[{NUMERALS}])[个种类项](?P<what>[一-鿿]{{2,8}}?)(?=都|均|皆|全|可以|能)")
_ROUTE = re.compile("路子|套路|打法|路数")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing a member must have: a term of the text, or a word with what plans write for it."""

    label: str
    words: tuple[str, ...]
    is_term: bool


def constraints(question: Question, base: ClaimBase) -> list[Constraint]:
    """The terms of a question, or else its other words that stand in the text or that the lexicon knows.

    A word that is the short name of one thing means that, where names of another class are asked for.
    """
    target = question.target
    names = [n for n in question.names if not (target and target.member(n))]
    text = base.entry.parsed.document.text
    short = said_short(question, base).values()
    halves = _halves(question, base) if question.any_of else ()
    found = [Constraint(n, (n,), True) for n in dict.fromkeys((*names, *short, *halves))]
    if found:
        unwritten = {w: [t for t in terms if t in base.postings] for w, terms in question.widened if w not in text}
        found += [Constraint(w, tuple(unwritten[w]), False) for w in question.rest if unwritten.get(w)]
    else:
        widened = dict(question.widened)
        title = base.entry.parsed.document.title
        # A word of the title is true of the whole text.
        said = [w for w in joined(question, text) if w not in title and not w.isdecimal()]
        said += [w for w in quoted(question.text) if w in text and w not in (*said, *question.excluded)]
        for word in said:
            meant = short_names(base.entry.vocabulary).get(word, [])
            if len(meant) == 1 and target and target.suffix and not target.member(meant[0]):
                found.append(Constraint(meant[0], (meant[0],), True))
                continue
            words = tuple(w for w in (word, *widened.get(word, ())) if w in text)
            if words:
                found.append(Constraint(word, words, False))
        if not found:
            written = tuple(w for _, words in question.widened for w in words if w in base.postings)
            if written:
                found.append(Constraint("、".join(k for k, _ in question.widened), written, False))
    return found


def all_of_kind(question: Question, base: ClaimBase) -> TermClass | None:
    """The class of which a question says all, by their number: 四类设施都能配备."""
    for said in _ALL_OF.finditer(question.text):
        for kind in base.entry.vocabulary.classes:
            if said["what"].endswith(kind.label) and number(said["n"]) == len(kind.members):
                return kind
    return None


def said_short(question: Question, base: ClaimBase) -> dict[str, str]:
    """What a question has of names of another class than is asked for, where the text only has it in them: the names.

    The part is a short form, or words that stand together: 总部经济 for 创新型总部经济模式.
    """
    text, target = base.entry.parsed.document.text, question.target
    if target is None or not target.suffix:
        return {}
    meant = [(short, names[0]) for short, names in short_names(base.entry.vocabulary).items() if len(names) == 1]
    members = {m for c in base.entry.vocabulary.classes if c.suffix and c is not target for m in c.members}
    for word in (w for w in joined(question, text) if len(w) >= LONG_PART):
        holding = [m for m in members if word in m]
        meant += [(word, holding[0])] if len(holding) == 1 else []
    return {
        short: name
        for short, name in meant
        if short in question.text and name not in question.text and not target.member(name)
        if text.count(short) == text.count(name) and not any(short in known for known in question.names)
    }


def _halves(question: Question, base: ClaimBase) -> tuple[str, ...]:
    """The terms of which a question has but a part that 与 or 和 joins: 智能网联汽车 of 智能网联汽车与智能出行."""
    joint = (t for t in base.entry.vocabulary.terms if re.search("[与和]", t) and t not in question.text)
    return tuple(
        term
        for term in joint
        for part in re.split("[与和]", term)
        if len(part) >= LONG_PART and part in question.text and not any(part in n for n in question.names)
    )


def joined(question: Question, text: str) -> list[str]:
    """The other words of a question; those that stand together in it and in the text are one: 特色|小镇."""
    words: list[str] = []
    for word in question.rest:
        both = f"{words[-1]}{word}" if words else ""
        if both and both in question.text and both in text:
            words[-1] = both
        else:
            words.append(word)
    return words


def test_of(constraint: Constraint, base: ClaimBase, under: bool) -> Test:
    """Whether a claim meets a constraint; `under` also takes what stands below a heading of that name."""
    if not constraint.is_term:
        label = constraint.label
        return lambda claim: base.contains(claim, constraint.words) or (under and base.under(claim, label))
    term = constraint.words[0]
    if under:
        return lambda claim: base.says(claim, term) or base.under(claim, term)
    return lambda claim: base.says(claim, term)


def _of_all(kind: TermClass, base: ClaimBase) -> Test:
    """Whether a clause speaks of a class as a whole, or names every member."""
    return lambda claim: set(kind.members) <= {*base.meant(claim), *(m.term for m in claim.objects)}


def _below(heading: str, base: ClaimBase) -> Test:
    """Whether a claim stands under a heading of that name."""
    return lambda claim: base.under(claim, heading)


def select_set(question: Question, target: TermClass, base: ClaimBase) -> Found | None:
    """The complete set that a question asks for; None when nothing in it can be checked against claims."""
    whole = all_of_kind(question, base)
    if whole:  # 四类设施都能配备
        said = _ALL_OF.search(question.text)
        question = replace(question, rest=tuple(w for w in question.rest if not said or w not in said[0]))
    wanted = constraints(question, base)
    asked = [n for n in question.subjects if target.member(n)]
    if not (wanted or question.excluded or whole):
        return None
    if found := _said_so(question, target, wanted, base):
        return found
    tests = [_of_all(whole, base)] if whole else list[Test]()
    within = list[Test]()
    for c in wanted:
        direct = test_of(c, base, under=False)
        if _is_heading_only(c, base):
            (within if question.any_of and only_groups(c.label, target, base) else tests).append(_below(c.label, base))
        else:
            heading = len(wanted) > 1 and base.heads(c.label)
            told = not heading and base.members_with(target, direct)
            tests.append(direct if told else test_of(c, base, under=True))
    named_out = {m for x in question.excluded if (m := target.member(x))}
    named_out |= {m for x in question.excluded for m in target.members if m.startswith(x)}  # 甲园之外: no 甲园校区
    left_out = [Constraint(x, (x,), True) for x in question.excluded if not target.member(x)]
    excluded = [
        _below(x.label, base) if _is_heading_only(x, base) else test_of(x, base, under=base.heads(x.label))
        for x in left_out
    ]
    # 发展组团 does not ask what is 发展.
    said_bare = re.sub(f"[一-鿿]{{2}}{re.escape(target.label)}", "", question.text)
    cue = next((c for c in base.entry.vocabulary.cues if c in said_bare), None)
    if within and tests:  # 河东片里做甲的加上做乙的
        inside = base.select(target, within, [], any_of=False).names
        named_out |= set(target.members).difference(inside)
    tests = tests or within
    found = _without(base.select(target, tests, excluded, question.any_of), named_out)
    if cue and found.matches:
        with_cue = base.select(target, [_both(t, cue, base) for t in tests], excluded, question.any_of)
        found = kept if (kept := _without(with_cue, named_out)).matches else found
    if said := _DEGREE.search(question.text):
        so = tuple(m for m in found.matches if all(said["word"] in base.text(c) for c in m.claims))
        found = Found(target, so, found.checked) if so else found
    clause = asking_clause(question.text)
    for word in question.rest:
        part_of_name = any(f"{word}{n}" in clause for n in question.names)
        if (
            word.isdecimal()
            or word in _ANY_WORK
            or any(c.label == word for c in wanted)
            or len(found.matches) < 2
            or word not in clause
            or part_of_name
            or any(word in x for x in question.excluded)
        ):
            continue
        found = _narrowed(found, word, base)
    if question.only and not re.search("一个|一项|一种|单一", question.text):
        found = _only(found, base, [n for c in wanted for n in c.words])
    if asked and len(asked) > 1:
        found = Found(target, tuple(m for m in found.matches if m.member in asked), len(asked))
    return found


def _said_so(question: Question, target: TermClass, wanted: Sequence[Constraint], base: ClaimBase) -> Found | None:
    """The members of the clauses with all the words of a question, where these are many (承接中心城区优质资源外溢)."""
    words = (*(w for c in wanted for w in c.words[:1]), *question.rest)
    words = tuple(dict.fromkeys(w for w in words if w in question.text))
    if len(words) < MANY_WORDS or question.excluded or question.any_of or question.subjects:
        return None
    found = base.select(target, [lambda claim: all(w in base.text(claim) for w in words)], [], any_of=False)
    return found if found.matches else None


def _without(found: Found, names: Collection[str]) -> Found:
    """A set without some members."""
    return Found(found.target, tuple(m for m in found.matches if m.member not in names), found.checked)


def asking_clause(question: str) -> str:
    """The clause of a question that asks: 我们是做教育的公司,|哪些校区开设编程课|. All of it where no clause does."""
    clauses = re.split("[,，。;；?？!！]", question)
    return next((c for asks in (ASKS, _ASKS_LIST) for c in clauses if asks.search(c)), question)


def called_after(question: Question, target: TermClass, base: ClaimBase) -> tuple[str, Found] | None:
    """The members whose names hold the one name that a question gives: 城北有几个校区 → 城北, its two campuses."""
    name = "".join(dict.fromkeys((*question.names, *question.rest)))
    if name not in question.text or not target.suffix:
        return None
    kinds = base.entry.vocabulary.classes_of(name)
    short = next((name.removesuffix(c.suffix) for c in kinds if c.suffix), name)
    every = base.select(target, [], [], any_of=False)
    kept = tuple(m for m in every.matches if short in m.member and m.member != name)
    return (short, Found(target, kept, every.checked)) if len(short) > 1 and kept else None


def called_so(question: Question, target: TermClass, base: ClaimBase) -> tuple[str, Found] | None:
    """The members that have a piece in their names, where a question asks for it: 名字里带“城”的校区."""
    said = CALLED.search(question.text)
    if not said or not target.suffix:
        return None
    every = base.select(target, [], [], any_of=False)
    among = [s for s in question.subjects if target.member(s)]
    kept = tuple(m for m in every.matches if said["part"] in m.member and (len(among) < 2 or m.member in among))
    return said["part"], Found(target, kept, len(among) if len(among) > 1 else every.checked)


def _is_heading_only(constraint: Constraint, base: ClaimBase) -> bool:
    """Whether a term is the name of a heading that groups others: its section is meant, not the word."""
    told = sum(constraint.label in base.text(c) for c in base.entry.claims)
    return told <= FEW_CLAIMS and base.heads(constraint.label)


def only_groups(name: str, target: TermClass, base: ClaimBase) -> bool:
    """Whether a name is a heading over members of a class, and no clause joins it with one of them: 河东片."""
    return base.heads(name) and not base.members_with(target, lambda claim: base.says(claim, name))


def _both(test: Test, cue: str, base: ClaimBase) -> Test:
    return lambda claim: test(claim) and cue in base.text(claim)


def _narrowed(found: Found, word: str, base: ClaimBase) -> Found:
    """The matches whose clause, or else its neighbours up to the semicolon, hold another word of the question."""
    for around in (lambda c: (c,), base.segment):
        kept = tuple(m for m in found.matches if any(word in base.text(x) for c in m.claims for x in around(c)))
        if kept:
            return Found(found.target, kept, found.checked)
    return found


def _only(found: Found, base: ClaimBase, words: Sequence[str]) -> Found:
    kept = tuple(
        m
        for m in found.matches
        if all(len({o.term for o in c.objects}) == 1 for c in m.claims if any(base.says(c, w) for w in words))
    )
    return Found(found.target, kept, found.checked) if kept else found


def properties_of(subject: str, target: TermClass, base: ClaimBase) -> list[tuple[str, Claim]]:
    """The members of a class that the text joins with a subject, each with its clause (乙校区 → its 学区)."""
    found: dict[str, Claim] = {}
    written = base.writings(subject)
    for claim in (c for name in written for c in base.postings.get(name, ())):
        about = {m.term for m in claim.subject}
        named = (m.term for m in (*claim.subject, *claim.topic, *claim.objects))
        for term in (*named, *base.meant(claim)):
            member = target.member(term)
            own = not about.isdisjoint(written) or not about & set(_same_class(subject, base))
            if member and member != subject and own and member not in found:
                found[member] = claim
    return list(found.items())


def joined_mostly(own: TermClass, target: TermClass, base: ClaimBase) -> dict[str, list[tuple[str, Claim]]]:
    """For each member of a class `properties_of` it, where the text joins most of them with the target; else {}."""
    rows = {member: properties_of(member, target, base) for member in own.members}
    return rows if sum(map(bool, rows.values())) * 2 > len(rows) else {}


def _same_class(subject: str, base: ClaimBase) -> tuple[str, ...]:
    return tuple(m for c in base.entry.vocabulary.classes_of(subject) if c.suffix for m in c.members)


def claims_about(subject: str, base: ClaimBase) -> list[Claim]:
    """The clauses that a name is the subject of, or is spoken of in where none has it as subject among its own kind."""
    claims = base.postings.get(subject, [])
    return [c for c in claims if any(m.term == subject for m in c.subject)] or claims


def role_in(question: str, names: Sequence[str], base: ClaimBase) -> TermClass | None:
    """The class of any kind whose label stands in a question outside the names in it."""
    bare = question
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "□")
    named = [c for c in base.entry.vocabulary.classes if len(c.label) > 1 and c.label in bare]
    return max(named, key=lambda c: (len(c.label), len(c.members)), default=None)


def label_in(question: str, names: Sequence[str], base: ClaimBase, but: TermClass | None = None) -> TermClass | None:
    """The class of names whose label stands in a question outside the names in it; 路子 is said of a 模式."""
    bare = _ROUTE.sub("模式", question)
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "□")
    named = [
        c
        for c in base.entry.vocabulary.classes
        if c.suffix and c is not but and (c.label in bare or c.suffix in bare) and not TEXT.fullmatch(c.label)
    ]
    return max(named, key=lambda c: (bare.rfind(c.label), len(c.members)), default=None)


def says_kind(question: Question, kind: TermClass) -> bool:
    """Whether a question has the word for names of a class outside names: 校区, or 园 but not 园区."""
    bare = question.text
    for name in sorted((*question.names, *question.excluded), key=len, reverse=True):
        bare = bare.replace(name, "□")
    return re.search(f"{re.escape(kind.label)}|{re.escape(kind.suffix)}(?!区)", bare) is not None


def items_in(claim: Claim, member: str) -> int:
    """How many things a clause lists for a member that it is about."""
    return len({m.term for m in claim.objects if m.term != member})
