"""The difference of two documents, or of two versions of one: what became of each section and each sentence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.details import details
from corpus.headings import Line, read
from corpus.text import key
from corpus.types import Difference, Parsed, Section, SectionChange, SectionChangeKind, SentenceChange, Span

ALIKE = 0.5
SAME_PLACE = 0.3


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with what it is compared by."""

    section: Section
    sentences: tuple[Span, ...]
    keys: tuple[str, ...]
    pairs: Counter[str]
    title: str

    @property
    def body(self) -> str:
        return "".join(self.keys)


def compare(old: Parsed, new: Parsed) -> Difference:
    """Compare two documents. Sections are matched by their words first, then by path, title and likeness."""
    before, after = _parts(old), _parts(new)
    matched = _match(before, after)
    back = {b.section.section_id: a.section.section_id for a, b in matched}
    shifted = _shifted(matched)
    partner = {b.section.section_id: a for a, b in matched}
    changes: list[SectionChange] = []
    gone = {a.section.section_id for a in before} - {a.section.section_id for a, _ in matched}
    waiting = [a for a in before if a.section.section_id in gone]
    unchanged = 0
    for part in after:
        counterpart = partner.get(part.section.section_id)
        if counterpart is None:
            changes.append(SectionChange(("added",), None, part.section.path, _alone(new, part, added=True)))
            continue
        while waiting and waiting[0].section.start < counterpart.section.start:
            changes.append(_removed(old, waiting.pop(0)))
        kinds = _kinds(counterpart, part, back, shifted)
        sentences = _sentences(old, new, counterpart, part)
        if sentences:
            kinds = (*kinds, "changed")
        if kinds:
            changes.append(SectionChange(kinds, counterpart.section.path, part.section.path, sentences))
        else:
            unchanged += 1
    changes += [_removed(old, part) for part in waiting]
    return Difference(old.document, new.document, tuple(changes), unchanged)


def _parts(parsed: Parsed) -> list[_Part]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for passage in parsed.passages:
        spans[passage.section_id].extend(passage.sentences)
    parts = []
    for section in parsed.sections:
        own = tuple(spans[section.section_id])
        keys = tuple(key(parsed.document.text[a:b]) for a, b in own)
        parts.append(_Part(section, own, keys, _pairs("".join(keys)), _title(section.heading)))
    return parts


def _match(before: Sequence[_Part], after: Sequence[_Part]) -> list[tuple[_Part, _Part]]:
    """Pair the sections, surest ways first; each section is used once."""
    free_old = {p.section.section_id: p for p in before}
    free_new = {p.section.section_id: p for p in after}
    matched: list[tuple[_Part, _Part]] = []

    def take(pairs: Iterable[tuple[_Part, _Part]]) -> None:
        for a, b in pairs:
            if a.section.section_id in free_old and b.section.section_id in free_new:
                del free_old[a.section.section_id], free_new[b.section.section_id]
                matched.append((a, b))

    def together(name: Callable[[_Part], Hashable], least: float) -> None:
        groups: dict[Hashable, list[_Part]] = defaultdict(list)
        for part in free_new.values():
            groups[name(part)].append(part)
        pairs = [(likeness(a, b), a, b) for a in free_old.values() for b in groups.get(name(a), ())]
        pairs.sort(key=lambda p: -p[0])
        take((a, b) for score, a, b in pairs if score >= least)

    take([(before[0], after[0])])
    together(lambda p: (p.section.path, p.body), 0)
    together(lambda p: (p.title, p.body) if len(p.body) > 8 else p.section.section_id, 0)
    together(lambda p: p.body if len(p.body) > 16 else p.section.section_id, 0)
    together(lambda p: p.section.path, SAME_PLACE)
    together(lambda p: (p.title, p.section.family) if p.title else p.section.section_id, SAME_PLACE)
    together(lambda p: p.section.level, ALIKE)
    together(lambda p: (p.section.path, p.title) if p.title else p.section.section_id, 0)
    return matched


def likeness(a: _Part, b: _Part) -> float:
    """Give the share (0..1) of pairs of characters that two sections' texts have in common (Dice)."""
    if not a.pairs and not b.pairs:
        return float(a.title == b.title)
    total = a.pairs.total() + b.pairs.total()
    return 2 * (a.pairs & b.pairs).total() / total if total else 0.0


def _kinds(a: _Part, b: _Part, back: dict[str, str], shifted: set[str]) -> tuple[SectionChangeKind, ...]:
    kinds: list[SectionChangeKind] = []
    if key(a.section.heading) != key(b.section.heading):
        kinds.append("renamed")
    parent = back.get(b.section.parent_id or "")
    if ((a.section.parent_id or None) != parent and b.section.parent_id is not None) or b.section.section_id in shifted:
        kinds.append("moved")
    return tuple(kinds)


def _shifted(matched: Sequence[tuple[_Part, _Part]]) -> set[str]:
    """Find the sections that stand in another order among their siblings: those outside the longest common order."""
    moved: set[str] = set()
    families: dict[tuple[str | None, str | None], list[tuple[_Part, _Part]]] = defaultdict(list)
    for a, b in matched:
        families[a.section.parent_id, b.section.parent_id].append((a, b))
    for pairs in families.values():
        old_order = [a.section.section_id for a, _ in sorted(pairs, key=lambda p: p[0].section.start)]
        in_new = sorted(pairs, key=lambda p: p[1].section.start)
        new_order = [a.section.section_id for a, _ in in_new]
        blocks = SequenceMatcher(None, old_order, new_order, autojunk=False).get_matching_blocks()
        kept = {place for block in blocks for place in range(block.b, block.b + block.size)}
        moved |= {b.section.section_id for place, (_, b) in enumerate(in_new) if place not in kept}
    return moved


def _sentences(old: Parsed, new: Parsed, a: _Part, b: _Part) -> tuple[SentenceChange, ...]:
    changes: list[SentenceChange] = []
    for tag, i, j, k, m in SequenceMatcher(None, a.keys, b.keys, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += _pair_up(old, new, a.sentences[i:j], b.sentences[k:m])
    return tuple(changes)


def _pair_up(old: Parsed, new: Parsed, ones: Sequence[Span], others: Sequence[Span]) -> list[SentenceChange]:
    """Set sentences that were put in each other's place side by side, in order, by their likeness."""
    texts = [old.document.text[a:b].strip() for a, b in ones]
    news = [new.document.text[a:b].strip() for a, b in others]
    grams, new_grams = [_pairs(key(t)) for t in texts], [_pairs(key(t)) for t in news]
    changes: list[SentenceChange] = []
    place = 0
    for i, span in enumerate(ones):
        scores = [(_dice(grams[i], new_grams[j]), -j) for j in range(place, len(others))]
        score, j = max(scores, default=(0.0, 0))
        if score < ALIKE - 0.1:
            changes.append(SentenceChange(texts[i], None, span, None))
            continue
        changes += [SentenceChange(None, news[k], None, others[k]) for k in range(place, -j)]
        changes.append(SentenceChange(texts[i], news[-j], span, others[-j], details(texts[i], news[-j])))
        place = -j + 1
    changes += [SentenceChange(None, news[k], None, others[k]) for k in range(place, len(others))]
    return changes


def _alone(parsed: Parsed, part: _Part, *, added: bool) -> tuple[SentenceChange, ...]:
    text = parsed.document.text
    if added:
        return tuple(SentenceChange(None, text[a:b].strip(), None, (a, b)) for a, b in part.sentences)
    return tuple(SentenceChange(text[a:b].strip(), None, (a, b), None) for a, b in part.sentences)


def _removed(old: Parsed, part: _Part) -> SectionChange:
    return SectionChange(("removed",), part.section.path, None, _alone(old, part, added=False))


def _title(heading: str) -> str:
    """Give a heading without its number: 第三章 空间布局 → 空间布局."""
    found = read(Line(0, len(heading), heading))
    if found is None or not found.numbers:
        return key(heading)
    bare = key(heading)
    for mark in ("章", "节", "条", "篇", "编", "、", ")", "."):
        head, stop, tail = bare.partition(mark)
        if stop and len(head) <= 9:
            return tail.lstrip("0123456789.、")
    return bare


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
