"""Mine a document's own vocabulary: its terms, the classes they form and the relation verbs before its lists.

Nothing is listed beforehand. Enumerations (A、B、C等领域) give terms whose ends are certain inside the list; what
stands before a first item that is known from elsewhere is a cue, and cues that are frequent open the lists whose first
item is not known. "A、B等X" names a class X (Hearst 1992); names with one last word that stand beside each other form
a class too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from corpus.classes import (
    counted_headings,
    counted_labels,
    headed_as,
    merge,
    suffix_classes,
    with_aliases,
    with_counted,
)
from corpus.grammar import ADVERBS, CLAUSE_MARKS, PREDICATES, strip_brackets
from corpus.listings import Openers, find_cues, openers_of, raw_listings, read_listings, without_opener
from corpus.names import (
    MAX_TERM,
    ends_with_known,
    heading_name,
    heading_parts,
    starts_with_known,
    strip_adverbs,
    usable,
)
from corpus.types import Parsed
from corpus.vocabulary import LEAST_PART, Vocabulary
from corpus.words import base_tokenizer, first_word, is_verbal, is_word, last_word, part_of_speech

_VERBAL = ("v", "d", "p", "vd", "ad")
LEAST_BEHIND = 3  # characters of an item behind a verb that was taken for a part of it
_VAGUE = {"领域", "方面", "区域", "地区", "内容", "工作", "情况", "问题", "各类", "重点领域"}


def mine(parsed: Parsed) -> Vocabulary:
    """Mine one document. Deterministic; linear in the text but for the pairs inside a list."""
    listings = raw_listings(parsed)
    text = parsed.document.text
    known: Counter[str] = Counter(i for li in listings for i in li.items if usable(i))
    openers = openers_of(parsed)
    headings = _heading_terms(parsed, openers)
    known.update(headings)
    titles = _titles(parsed)
    known.update(titles)
    known.update(strip_brackets(q) for q in re.findall(r"[“《]([^“”《》]{2,30})[”》]", text))
    cues: Counter[str] = Counter()
    hearst: dict[str, Counter[str]] = {}
    together: set[frozenset[str]] = set()
    items: Counter[str] = Counter()
    for _ in range(2):
        cues = find_cues(listings, known)
        opening = _names_before_cues(parsed, cues, known)
        known.update(opening.keys() - known.keys())
        items, hearst, together = read_listings(listings, known, cues, openers)
        items.update(opening)
        items.update(titles)
        known.update(items.keys() - known.keys())
        known = Counter({t: n for t, n in known.items() if not _with_verb(t, text, known)})
    known = Counter({t: n for t, n in known.items() if not _says_of_a_name(t, known)})
    terms = Counter({t: n for t, n in known.items() if _is_term(t, n + items[t], text, cues)})
    labels = counted_labels(text)
    names = Counter(
        {t: n for t, n in terms.items() if (items[t] or t in _siblings(parsed)) and "的" not in t and t not in labels}
    )
    classes = merge(suffix_classes(names, together), hearst)
    classes = with_counted(classes, counted_headings(parsed) | headed_as(parsed), text)
    members = {m for c in classes for m in c.members}
    return Vocabulary(
        terms=tuple(sorted({*terms, *members}, key=lambda t: (-len(t), t))),
        classes=tuple(
            sorted((with_aliases(c, together, text) for c in classes), key=lambda c: (-len(c.members), c.label))
        ),
        cues=tuple(c for c, _ in cues.most_common()),
    )


def _names_before_cues(parsed: Parsed, cues: Counter[str], known: Counter[str]) -> Counter[str]:
    """Names that open a paragraph and stand right before a cue: 甲校区|聚焦….

    Kept when the text repeats them or when their last word is one that many such names share.
    """
    opening: Counter[str] = Counter()
    for passage in parsed.passages:
        for start, end in passage.sentences:
            sentence = passage.text[start - passage.start : end - passage.start]
            clause = sentence[
                : min((i for i in (sentence.find(m) for m in CLAUSE_MARKS) if i > 0), default=len(sentence))
            ]
            at = min((clause.find(c) for c in cues if clause.find(c) >= 2), default=-1)
            name = _without_last_verb(strip_adverbs(clause[:at]), known) if 2 <= at <= MAX_TERM else ""
            if usable(name):
                opening[name] += 1
    text = parsed.document.text
    last = Counter(last_word(name) for name in opening)
    return Counter({n: c for n, c in opening.items() if usable(n) and (last[last_word(n)] >= 3 or text.count(n) >= 2)})


def _titles(parsed: Parsed) -> Counter[str]:
    """Names that paragraphs open with as titles (城北校区。位于…); they share a last word with two others."""
    opening = [p.text[: p.sentences[0][1] - p.start].rstrip("。:：") for p in parsed.passages if len(p.sentences) > 1]
    names = Counter(strip_brackets(heading_name(t)) for t in opening if len(t) <= MAX_TERM)
    names = Counter({n: c for n, c in names.items() if usable(n) and not is_verbal(first_word(n))})
    last = Counter(map(last_word, names))
    return Counter({n: c for n, c in names.items() if last[last_word(n)] >= 3})


def _without_last_verb(name: str, known: Counter[str]) -> str:
    """A known name without the verb between it and the cue: 甲园聚焦|发展 → 甲园."""
    words = base_tokenizer().lcut(name)
    rest = "".join(words[:-1])
    return rest if known[rest] and is_verbal(words[-1]) else name


def _says_of_a_name(item: str, known: Counter[str]) -> bool:
    """Whether an item of a list is a clause about a name: 乙园|进行研发."""
    name = starts_with_known(item[:-1], known)
    return len(name) >= LEAST_PART and not PREDICATES.isdisjoint(base_tokenizer().lcut(item[len(name) :]))


def _with_verb(item: str, text: str, known: Counter[str]) -> bool:
    """Whether an item is a known one and the verb before it, as the adverb before both tells: 重点|布局|微集群空间."""
    shorter = ends_with_known(item[1:], known)
    if len(shorter) < LEAST_BEHIND or not is_word(item[: -len(shorter)]):
        return False
    led = any(f"{adverb}{item}" in text for adverb in ADVERBS)
    return led and text.count(item) == sum(text.count(f"{adverb}{item}") for adverb in ADVERBS)


def _heading_terms(parsed: Parsed, openers: Openers) -> Counter[str]:
    """What headings name, whole, in parts, and without the verb they open with: 大力发展现代服务业 → 现代服务业."""
    names: Counter[str] = Counter()
    for section in parsed.sections:
        name = heading_name(section.heading)
        for form in {name, without_opener(name, openers), *heading_parts(name)}:
            if usable(form) and len(form) <= 12:
                names[form] += 1
    return names


def _siblings(parsed: Parsed) -> set[str]:
    """Heading names that share their last word with two sections beside them."""
    groups: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for section in parsed.sections:
        name = heading_name(section.heading)
        groups[section.parent_id, last_word(name)].append(name)
    return {name for names in groups.values() if len(names) >= 3 for name in names}


def _is_term(term: str, uses: int, text: str, cues: Counter[str]) -> bool:
    """Not a cue, not vague, and not a general word that lists use now and then among many other uses."""
    if not 2 <= len(term) <= 30 or term in _VAGUE or term in cues:
        return False
    if len(term) == 2 and part_of_speech(term) in (*_VERBAL, "a", "vn", "an", "b"):
        return False
    return len(term) > 3 or not is_word(term) or uses / max(text.count(term), 1) >= 0.25
