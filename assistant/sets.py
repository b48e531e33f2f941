"""Complete sets: every member of a class whose claims meet a constraint, each with the clauses that say so.

A clause gives a property to its subject, or, when its subject is of another kind, to the names it speaks of. Members
that stand in the same sentence but in a clause of another subject do not get the property.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.acting import Act, acts_of
from assistant.indicators import yearly
from assistant.measures import Row
from assistant.rows import rows_of
from assistant.tasks import Task, tasks_of
from corpus.claims import spoken_of_apart
from corpus.grammar import NUMERALS
from corpus.names import heading_name, heading_parts
from corpus.numerals import number
from corpus.types import Claim, Mention, Passage
from corpus.vocabulary import LEAST_PART, TermClass
from index import Entry

_ALL_OF = re.compile(rf"(?P<n>[{NUMERALS}\d]{{1,3}})[个种类项](?P<label>[一-鿿]{{2,6}}?)(?:均|都|皆)")
LEAST_NAMES = 5  # of a class: of fewer, what the names are made of may be what is asked for
Test = Callable[[Claim], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """A member and the clauses that give it the property, in reading order."""

    member: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The members of a class that match, out of `checked`."""

    target: TermClass
    matches: tuple[Match, ...]
    checked: int

    @property
    def names(self) -> tuple[str, ...]:
        """The matching members in reading order."""
        return tuple(m.member for m in self.matches)


@dataclass(slots=True)
class ClaimBase:
    """The claims of one document with postings from terms and members to claims.

    `places` are the largest classes of names that clauses are about or place things in.
    `milestones` are the years that paragraphs open with (到2030年,…), or else sentences, the earliest first; `rows`
    are the sentences that give several names a figure each, `indicators` what has a figure for several years, `tasks`
    what brackets tell units to do, `acts` the clauses that say who does something.
    """

    entry: Entry
    passages: dict[str, Passage] = field(init=False)
    postings: dict[str, list[Claim]] = field(init=False)
    headings: dict[str, frozenset[str]] = field(init=False)
    milestones: tuple[str, ...] = field(init=False)
    rows: tuple[Row, ...] = field(init=False)
    indicators: tuple[Row, ...] = field(init=False)
    tasks: tuple[Task, ...] = field(init=False)
    acts: tuple[Act, ...] = field(init=False)
    _wholes: dict[int, tuple[str, ...]] = field(init=False)
    _said: dict[Claim, str] = field(init=False, default_factory=dict)
    places: tuple[TermClass, ...] = field(init=False)
    _having: dict[tuple[str, TermClass], int] = field(init=False, default_factory=dict)
    _spoken_of: dict[TermClass, tuple[tuple[Claim, tuple[str, ...]], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.entry = _by_their_names(self.entry)
        self.passages = {p.passage_id: p for p in self.entry.parsed.passages}
        self.headings = {i: frozenset(n for h in p.path for n in _named(h)) for i, p in self.passages.items()}
        postings: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.entry.claims:
            for term in dict.fromkeys(m.term for m in (*claim.subject, *claim.topic, *claim.objects)):
                postings[term].append(claim)
        self._wholes = {c.start: members for c in self.entry.claims if (members := self._whole_class(c))}
        for claim in (c for c in self.entry.claims if c.start in self._wholes):
            for member in self._wholes[claim.start]:
                postings[member].append(claim)
        self.postings = dict(postings)
        self.places = spoken_of_apart(self.entry.vocabulary, self.entry.claims)[:2]
        paragraphs = {y for p in self.entry.parsed.passages for y in _years_of(p, whole=True)}
        sentences = {y for p in self.entry.parsed.passages for y in _years_of(p, whole=False)}
        self.milestones = tuple(sorted(paragraphs if len(paragraphs) > 1 else sentences))
        self.rows = rows_of(self.entry.parsed)
        self.indicators = yearly(self.entry.parsed)
        self.tasks = tasks_of(self.entry.parsed)
        self.acts = acts_of(self.entry.parsed)

    @property
    def doc_id(self) -> str:
        """The document that the claims are of."""
        return self.entry.parsed.document.doc_id

    @property
    def units(self) -> tuple[str, ...]:
        """Those who are told in brackets to do something, in reading order."""
        return tuple(dict.fromkeys(unit for task in self.tasks for unit in task.units))

    def writings(self, name: str) -> tuple[str, ...]:
        """A name and its other writings in the text (甲园校区, 甲校区)."""
        kinds = self.entry.vocabulary.classes_of(name)
        return (name, *dict.fromkeys(other for c in kinds for other, member in c.aliases if member == name))

    def text(self, claim: Claim) -> str:
        """The words of a claim."""
        return self.entry.parsed.document.text[claim.start : claim.end]

    def segment(self, claim: Claim) -> tuple[Claim, ...]:
        """The clauses between two semicolons or sentence ends around a claim."""
        passage = self.passages[claim.passage_id]
        text = passage.text
        begin = max((text.rfind(m, 0, claim.start - passage.start) for m in "。;；!！?？"), default=-1) + passage.start
        ends = [i for i in (text.find(m, claim.end - passage.start) for m in "。;；!！?？") if i >= 0]
        end = passage.start + min(ends, default=len(text))
        return tuple(c for c in self._of_passage(claim.passage_id) if c.start > begin and c.end <= end)

    def _of_passage(self, passage_id: str) -> Iterable[Claim]:
        return (c for c in self.entry.claims if c.passage_id == passage_id)

    def members_in(self, claim: Claim, target: TermClass) -> tuple[str, ...]:
        """The members of a class that a clause is about or, when it is about something else, speaks of."""
        about = _members(claim.subject, target)
        if about and (target.suffix or claim.inherited_from != "heading"):
            return about
        return _members((*claim.topic, *claim.objects), target)

    def says(self, claim: Claim, term: str) -> bool:
        """Whether a clause names a term, or is about it."""
        named = any(m.term == term for m in (*claim.subject, *claim.topic, *claim.objects))
        return named or term in self.meant(claim)

    def meant(self, claim: Claim) -> tuple[str, ...]:
        """The members of a class that a clause speaks of as a whole: 三类设施均可配备."""
        return self._wholes.get(claim.start, ())

    def all_of(self, claim: Claim) -> str:
        """The words by which a clause speaks of a whole class, to its end: 三类设施均可配备; "" for others."""
        said = _ALL_OF.search(self.text(claim)) if self.meant(claim) else None
        return self.text(claim)[said.start() :] if said else ""

    def _whole_class(self, claim: Claim) -> tuple[str, ...]:
        said = _ALL_OF.search(self.text(claim))
        count = number(said["n"]) if said else None
        kinds = (c for c in self.entry.vocabulary.classes if said and said["label"] == c.label)
        return next((c.members for c in kinds if len(c.members) == count), ())

    def under(self, claim: Claim, term: str) -> bool:
        """Whether a clause stands below a heading of that name, or of one that it is longer than: 城市|副中心."""
        return any(term == n or (len(n) >= LEAST_PART and term.endswith(n)) for n in self.headings[claim.passage_id])

    def heads(self, name: str) -> bool:
        """Whether clauses stand below a heading of that name."""
        return any(self.under(claim, name) for claim in self.entry.claims)

    def contains(self, claim: Claim, words: Iterable[str]) -> bool:
        """Whether one of the words stands in the clause or in what it is about, outside the names that it lists."""
        text = self._said.get(claim)
        if text is None:
            text = self._said[claim] = self._outside_names(claim)
        return any(w in text for w in words)

    def _outside_names(self, claim: Claim) -> str:
        """The words of a clause and of what it is about; several names of classes are each □."""
        text = self.text(claim) + "".join(m.term for m in (*claim.subject, *claim.topic))
        names = [m.term for m in (*claim.subject, *claim.objects)]
        if len(names) > 1:
            for name in sorted(names, key=len, reverse=True):
                kinds = self.entry.vocabulary.classes_of(name)
                if any(c.suffix and len(c.members) >= LEAST_NAMES for c in kinds):
                    text = text.replace(name, "□")
        return text

    def members_with(self, target: TermClass, test: Test) -> dict[str, list[Claim]]:
        """Members with the clauses that pass a test."""
        found: dict[str, list[Claim]] = defaultdict(list)
        if target not in self._spoken_of:
            named = ((claim, self.members_in(claim, target)) for claim in self.entry.claims)
            self._spoken_of[target] = tuple((claim, members) for claim, members in named if members)
        for claim, members in self._spoken_of[target]:
            if test(claim):
                for member in members:
                    found[member].append(claim)
        return found

    def having(self, term: str, target: TermClass) -> int:
        """How many members of a class clauses join with a term."""
        if (term, target) not in self._having:
            self._having[term, target] = len(self.members_with(target, lambda claim: self.says(claim, term)))
        return self._having[term, target]

    def select(self, target: TermClass, wanted: list[Test], excluded: list[Test], any_of: bool) -> Found:
        """Members that pass all tests (or one of them) and none of the excluded ones.

        Where one clause tells it of all of them, that one is cited.
        """
        per_test = [self.members_with(target, t) for t in wanted]
        if not per_test:
            per_test = [self.members_with(target, lambda _: True)]
        names = [set(p) for p in per_test]
        kept = set.union(*names) if any_of else set.intersection(*names)
        for test in excluded:
            kept -= set(self.members_with(target, test))
        of_all = [set(p[m]) for p in per_test for m in kept if m in p]
        together = sorted(set.intersection(*of_all), key=lambda c: c.start)[:1] if len(kept) > 1 else []
        matches = [Match(m, tuple(together) or _telling([p[m] for p in per_test if m in p])) for m in kept]
        return Found(target, tuple(sorted(matches, key=self._place)), len(target.members))

    def _place(self, match: Match) -> tuple[int, int, str]:
        """Where a match stands: its clause, then its name in the clause."""
        claim = match.claims[0]
        named = (*claim.subject, *claim.topic, *claim.objects)
        return claim.start, next((m.start for m in named if m.term == match.member), 0), match.member


def _telling(passed: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The first clause that passes every test, else the first of each."""
    whole = next((c for c in passed[0] if all(c in other for other in passed[1:])), None)
    return (whole,) if whole else tuple(dict.fromkeys(claims[0] for claims in passed))


_OPENING_YEAR = re.compile(r"(?:到|至)?((?:19|20)\d\d)年")


def paragraph_of_year(year: str, base: ClaimBase) -> Passage | None:
    """The paragraph that opens with a year, or else one of the milestones' with a sentence that does."""
    passages = base.entry.parsed.passages
    within = (p for p in passages if year in base.milestones and year in _years_of(p, whole=False))
    return next((p for p in passages if year in _years_of(p, whole=True)), None) or next(within, None)


def _years_of(passage: Passage, whole: bool) -> list[str]:
    """The year that a paragraph opens with (`whole`), or those that its sentences do: 到2030年,…."""
    starts = [0] if whole else [start - passage.start for start, _ in passage.sentences]
    pattern = _OPENING_YEAR if whole else OF_YEAR
    return [found[1] for at in starts if (found := pattern.match(passage.text, at))]


OF_YEAR = re.compile(r"(?:到|至)((?:19|20)\d\d)年")


def _by_their_names(entry: Entry) -> Entry:
    """An entry whose claims speak of members of classes by one name each, however a clause writes it."""
    known = {other: member for c in entry.vocabulary.classes for other, member in c.aliases}

    def named(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(m, term=known[m.term]) if m.term in known else m for m in mentions)

    claims = (
        replace(c, subject=named(c.subject), topic=named(c.topic), objects=named(c.objects)) if known else c
        for c in entry.claims
    )
    return replace(entry, claims=tuple(claims))


def _named(heading: str) -> tuple[str, ...]:
    """What a heading names: itself, and each of those that it joins (核心区和中心城区)."""
    name = heading_name(heading)
    return (name, *heading_parts(name))


def _members(mentions: Iterable[object], target: TermClass) -> tuple[str, ...]:
    found = (target.member(m.term) for m in mentions)  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(m for m in found if m))
