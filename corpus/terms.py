"""Mine a document's own vocabulary: its terms, the classes they form and the relation verbs before its lists.

Nothing is listed beforehand. Enumerations (A、B、C等领域) give terms whose ends are certain inside the list; what
stands before a first item that is known from elsewhere is a cue, and cues that are frequent open the lists whose first
item is not known. "A、B等X" names a class X (Hearst 1992); names with one last word that stand beside each other form
a class too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from corpus.dictionary import Tokenizer, dictionary
from corpus.grammar import (
    ADVERBS,
    CLAUSE_MARKS,
    CONJUNCTIONS,
    CONTAINER,
    LEADING,
    MEASURES,
    NUMERALS,
    PREDICATES,
    PREPOSITIONS,
    WAYS,
    split_outside,
    strip_brackets,
)
from corpus.numerals import number
from corpus.types import Mention, Parsed, Section

MAX_TERM = 16
LEAST_PART = 3
LARGE_CLASS = 10  # members of a class of names that a text speaks of one by one
_TERM = re.compile(r"[\w+\-/.·%]{2,16}")
_NUMBER_HEAD = re.compile(
    r"^(第[\w]{1,6}[编篇章节条]|[\d.]+|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])[\s、.．]*"
)
_HEAD_WORDS = tuple(sorted((*PREPOSITIONS, *ADVERBS, *CONJUNCTIONS), key=len, reverse=True))
_NOMINAL = ("n", "l", "b", "m", "s", "a", "x", "f", "z", "q", "k", "g", "j", "i")
_VERBAL = ("v", "d", "p", "vd", "ad")
_COUNTED = re.compile(rf"([{NUMERALS}0-9]{{1,20}})([{MEASURES}])([\w]{{2,8}}?)(?=[,，。;；:：、(（]|$)", re.M)
_OF_MANY = ("现有", "已有", "原有", "其余", "其他", "所有", "各类")  # 现有甲级景区 is no name
OWN = 3  # times the uses of a label its last word may have
# The figure that a list gives for a name is not of the name: 甲园600亩、乙园500亩.
_FIGURE_BEHIND = re.compile(r"(?<=[一-鿿][一-鿿])\d[\d,]*(?:\.\d+)?(?:[%‰]|[万亿]?[一-鿿]{1,3}(?:/[一-鿿]+)?)$")
LEAST_BEHIND = 3  # characters of an item behind a verb that was taken for a part of it
_VAGUE = {"领域", "方面", "区域", "地区", "内容", "工作", "情况", "问题", "各类", "重点领域"}


@dataclass(frozen=True, slots=True)
class TermClass:
    """Names of one kind: `label` is what the text calls them, `suffix` the last word they share ("" for none)."""

    label: str
    suffix: str
    members: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()

    def member(self, term: str) -> str | None:
        """The member that a term is or is another writing of; None when it is neither."""
        if term in self.members:
            return term
        return next((member for other, member in reversed(self.aliases) if other == term), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A document's terms (longest first), classes (largest first) and relation verbs (most frequent first)."""

    terms: tuple[str, ...] = ()
    classes: tuple[TermClass, ...] = ()
    cues: tuple[str, ...] = ()

    def mentions(self, text: str, offset: int = 0) -> tuple[Mention, ...]:
        """Every term in `text`, longest match from the left, with spans shifted by `offset`."""
        found = _pattern(self.terms).finditer(text) if self.terms else ()
        return tuple(Mention(m.group(), offset + m.start(), offset + m.end()) for m in found)

    def classes_of(self, term: str) -> tuple[TermClass, ...]:
        """The classes a term is a member of."""
        return tuple(c for c in self.classes if c.member(term))


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, terms)))


@lru_cache(maxsize=1)
def base_tokenizer() -> Tokenizer:
    """A tokenizer with the general words only, shared by what needs no others."""
    return Tokenizer()


@dataclass(slots=True)
class _Listing:
    """One enumeration: the words before it, its items, what is behind its last item."""

    head: str
    items: list[str]
    tail: str
    first_known: bool = False


def _last_word(text: str) -> str:
    """The last word of a text, a lone last character joined to the word before it (分|园 → 分园)."""
    words: list[str] = base_tokenizer().lcut(text)
    if not words:
        return ""
    return words[-1] if len(words[-1]) > 1 or len(words) == 1 else words[-2] + words[-1]


def _usable(item: str) -> bool:
    return (
        bool(_TERM.fullmatch(item))
        and not item.isdecimal()
        and not item.endswith(("的", "了", "等", "可以", "应当", "不得", "必须"))
    )


def _raw_listings(parsed: Parsed) -> list[_Listing]:
    listings = []
    for passage in parsed.passages:
        for start, end in split_outside(passage.text, CLAUSE_MARKS):
            parts = [passage.text[s:e] for s, e in split_outside(passage.text[start:end], "、", start)]
            if len(parts) >= 2:
                parts = [_FIGURE_BEHIND.sub("", part) for part in parts]
                listings.append(_Listing(parts[0], [strip_brackets(p) for p in parts[1:-1]], parts[-1]))
    return listings


def _ends_with_known(text: str, known: Counter[str]) -> str:
    for size in range(min(MAX_TERM, len(text)), 1, -1):
        if known[text[-size:]]:
            return text[-size:]
    return ""


def _starts_with_known(text: str, known: Counter[str]) -> str:
    for size in range(min(MAX_TERM, len(text)), 1, -1):
        if known[text[:size]]:
            return text[:size]
    return ""


def _find_cues(listings: list[_Listing], known: Counter[str]) -> Counter[str]:
    """Verbs that stand directly before the first item of a list, counted where that item is known.

    A word behind an adverb is a verb whatever the dictionary says (重点|布局). So is one right behind a name that the
    list is about, where that is known: 甲校区|聚焦|足球、篮球.
    """
    cues: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    done: set[str] = set()
    for listing in listings:
        about = _starts_with_known(listing.head, known)
        if about and (words := base_tokenizer().lcut(listing.head[len(about) :])) and len(words) > 1:
            behind[words[0]] += 1
        first = _ends_with_known(strip_brackets(listing.head), known)
        before = strip_brackets(listing.head)[: -len(first)] if first else ""
        if before:
            *others, word = base_tokenizer().lcut(before)
            if len(word) >= 2 and word not in ADVERBS and word not in WAYS:
                cues[word] += 1
                done.update([word] if others and others[-1] in ADVERBS else ())
    cues += Counter({w: n for w, n in behind.items() if n > 2 and len(w) > 1 and w not in ADVERBS and not cues[w]})
    return Counter({w: n for w, n in cues.items() if n >= 2 and (w in done or _pos(w).startswith("v"))})


def _first_item(head: str, known: Counter[str], cues: Counter[str], openers: _Openers) -> str:
    head = strip_brackets(head)
    first = _ends_with_known(head, known)
    cut = max((head.rfind(c) + len(c) for c in (*cues, *PREPOSITIONS) if c in head), default=0)
    rest = head[cut:]
    for word in _HEAD_WORDS:
        rest = rest.removeprefix(word)
    if len(first) >= len(rest) or not _usable(rest):
        return first
    before = rest[: -len(first)] if first and rest.endswith(first) else ""
    words = base_tokenizer().lcut(before)
    if words and (
        all(_pos(w).startswith(("v", "d", "p")) for w in words) or _starts_with_known(rest, known) not in ("", rest)
    ):
        return first
    return _without_opener(rest, openers)


@dataclass(frozen=True, slots=True)
class _Openers:
    """Verbs that may stand before a first item.

    Those that clauses of this text open with again and again, and any other where what is left stands without it too.
    """

    verbs: frozenset[str]
    text: str

    def opens(self, word: str, rest: str) -> bool:
        """Whether `word` is a verb or adverb before the item `rest`."""
        if word in self.verbs or word in _HEAD_WORDS or word in LEADING:
            return True
        if len(word) < 2 or len(rest) < 3:
            return False
        tag = _pos(word)
        return tag == "d" or (tag.startswith("v") and self.text.count(rest) > self.text.count(word + rest))


def _openers(parsed: Parsed) -> _Openers:
    opening: Counter[str] = Counter()
    for passage in parsed.passages:
        for start, end in split_outside(passage.text, CLAUSE_MARKS):
            words = base_tokenizer().lcut(passage.text[start : min(end, start + 12)])
            opening.update(w for w in words[:2] if len(w) > 1 and _pos(w).startswith("v"))
    return _Openers(frozenset(w for w, n in opening.items() if n >= 3), parsed.document.text)


def _without_opener(item: str, openers: _Openers) -> str:
    """An item without the verbs and adverbs it opens with: 带动|乙园, 重点引导|甲校区."""
    words = base_tokenizer().lcut(item)
    while len(words) > 1 and openers.opens(words[0], "".join(words[1:])):
        words = words[1:]
    for k in range(1, len(words)):
        tail = "".join(words[k:])
        verbal = all(_pos(w).startswith(("v", "d", "p")) for w in words[:k])
        if verbal and len(tail) > 2 and openers.text.count(tail) > openers.text.count("".join(words)):
            words = words[k:]
            break
    rest = "".join(words)
    led = item.removesuffix(rest) in LEADING
    return rest if _usable(rest) and (len(rest) > 2 or (led and len(rest) == 2)) else item


def _predicate(after: str, openers: _Openers) -> str:
    """What follows the verb behind a name that ends one list and opens another: 丙模式|重点布局|甲空间和乙园."""
    words = base_tokenizer().lcut(after)
    taken = 0
    while taken < len(words) and (words[taken] in openers.verbs or words[taken] in ADVERBS):
        taken += 1
    rest = "".join(words[taken:])
    return rest if taken and len(rest) > 2 and any(j in rest for j in "和及") else ""


def _last_items(
    tail: str, before_last: str, known: Counter[str], tails: Counter[str], openers: _Openers
) -> tuple[list[str], str]:
    """The last item or two of a list and the class word behind them.

    `before_last` is the last character of the item before: names of one kind share it (一园、二园|以生产为主).
    """
    before, etc, after = tail.partition("等")
    hyper = ""
    if etc and len(before) >= 2:
        tail = before
        hyper = after
    else:
        container = CONTAINER.search(tail)
        if container and container.start() >= 2:
            tail, hyper = tail[: container.start()], tail[container.end() :]
    tail = strip_brackets(tail)
    prefix = _starts_with_known(tail, known)
    if prefix and (predicate := _predicate(tail[len(prefix) :], openers)):
        return [prefix, *_last_items(predicate, " ", known, tails, openers)[0]], hyper
    if not known[tail]:
        for joint in ("以及", "和", "及"):
            left, found, right = tail.partition(joint)
            if found and _usable(left) and len(right) >= 2:
                left = (before_last == " " and _ends_with_known(left, known)) or left
                return [left, *_last_items(right, left[-1], known, tails, openers)[0]], hyper
    if not etc and not hyper:
        if prefix:
            return [prefix], ""
        for size in range(2, len(tail)):
            if tail[size - 1] == before_last and tail[size] != before_last:
                return [tail[:size]], ""
        for word in sorted(tails, key=len, reverse=True):
            if tail.endswith(word) and len(tail) - len(word) >= 2:
                return [tail[: -len(word)]], ""
    return [tail], hyper


def _class_word(hyper: str, items: list[str]) -> str:
    """The noun a list's tail opens with: 周边分园渗透 → 分园 (its items end in 园 too), 领域 → 领域."""
    lasts = {i[-1] for i in items}
    if len(lasts) == 1 and (at := hyper.find(next(iter(lasts)))) >= 0:
        return _last_word(hyper[: at + 1])
    nouns: list[str] = []
    for word in base_tokenizer().lcut(hyper):
        if not _pos(word).startswith(_NOMINAL) or word == "的":
            break
        nouns.append(word)
    label = _last_word("".join(nouns))
    return label if label and _pos(label).startswith(("n", "x", "s", "l")) else ""


def first_word(text: str) -> str:
    """The word that a text opens with, as the general dictionary cuts it."""
    return next(iter(base_tokenizer().lcut(text)), "")


def is_word(text: str) -> bool:
    """Whether the general dictionary has this word."""
    return bool(dictionary().count(text))


def is_proper(word: str) -> bool:
    """Whether a word is a proper noun, or unknown to the general dictionary."""
    return _pos(word).startswith(("ns", "nr", "nt", "nz", "x"))


def is_verbal(word: str) -> bool:
    """Whether a word is a verb or an adverb in the general dictionary."""
    return _pos(word) != "vn" and _pos(word).startswith(("v", "d", "p", "c", "u"))


def is_noun(word: str) -> bool:
    """Whether the general dictionary has a word, as a noun."""
    return _pos(word).startswith("n")


def is_topical(word: str) -> bool:
    """Whether a word can be what a sentence is about: a noun, a verb that stands for one, or unknown; no time word."""
    return _pos(word).startswith(("n", "v", "x", "an", "l", "i", "j"))


def _pos(word: str) -> str:
    return dictionary().tag(word)


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
            name = _without_last_verb(_strip_adverbs(clause[:at]), known) if 2 <= at <= MAX_TERM else ""
            if _usable(name):
                opening[name] += 1
    text = parsed.document.text
    last = Counter(_last_word(name) for name in opening)
    return Counter(
        {n: c for n, c in opening.items() if _usable(n) and (last[_last_word(n)] >= 3 or text.count(n) >= 2)}
    )


def _titles(parsed: Parsed) -> Counter[str]:
    """Names that paragraphs open with as titles (城北校区。位于…); they share a last word with two others."""
    opening = [p.text[: p.sentences[0][1] - p.start].rstrip("。:：") for p in parsed.passages if len(p.sentences) > 1]
    names = Counter(strip_brackets(heading_name(t)) for t in opening if len(t) <= MAX_TERM)
    names = Counter({n: c for n, c in names.items() if _usable(n) and not is_verbal(first_word(n))})
    last = Counter(map(_last_word, names))
    return Counter({n: c for n, c in names.items() if last[_last_word(n)] >= 3})


def _without_last_verb(name: str, known: Counter[str]) -> str:
    """A known name without the verb between it and the cue: 甲园聚焦|发展 → 甲园."""
    words = base_tokenizer().lcut(name)
    rest = "".join(words[:-1])
    return rest if known[rest] and is_verbal(words[-1]) else name


def _strip_adverbs(text: str) -> str:
    for word in sorted(ADVERBS, key=len, reverse=True):
        text = text.removesuffix(word)
    return text


def heading_name(heading: str) -> str:
    """A heading without its number: 2.生物与健康 → 生物与健康."""
    return _NUMBER_HEAD.sub("", heading).strip()


def heading_parts(name: str) -> tuple[str, ...]:
    """The names that a heading joins, of three characters or more: 核心区和中心城区; () for one name."""
    parts = tuple(part for part in re.split("[和与及、]", name))
    return parts if len(parts) > 1 and all(len(part) >= LEAST_PART for part in parts) else ()


def _suffix_classes(terms: Counter[str], together: set[frozenset[str]]) -> list[TermClass]:
    """Names that share a last word: at least four, or three that stand beside each other in lists."""
    groups: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for size in range(1, min(4, len(term) - 1) + 1):
            groups[term[-size:]].add(term)
    classes = []
    for suffix, members in groups.items():
        named = len(members) >= 3 and (len(suffix) == 1 or is_word(suffix) or bool(terms[suffix]))
        shared = len(suffix) > 1 and len(members) >= 4 and _last_word(min(members)) == suffix
        if not (named or shared):
            continue
        if _pos(suffix).startswith("v"):
            continue
        longer = [s for s in groups if s != suffix and s.endswith(suffix) and len(groups[s]) >= 0.8 * len(members)]
        if longer:
            continue
        members = {m for m in members if len(m) > len(suffix) + 1 and not _is_clause(m)}
        if len(members) < 3:
            continue
        if len(suffix) == 1:
            members = {m for m in members if sum(frozenset((m, o)) in together for o in members if o != m) >= 1}
            if len(members) < 4:
                continue
        classes.append(TermClass(suffix, suffix, tuple(sorted(members))))
    return classes


def _is_clause(name: str) -> bool:
    """Whether a name says what is done, or of which of many (各): it is no member of a class of names."""
    return name.startswith(_OF_MANY) or "各" in name[1:] or not PREDICATES.isdisjoint(base_tokenizer().lcut(name))


def _says_of_a_name(item: str, known: Counter[str]) -> bool:
    """Whether an item of a list is a clause about a name: 乙园|进行研发."""
    name = _starts_with_known(item[:-1], known)
    return len(name) >= LEAST_PART and not PREDICATES.isdisjoint(base_tokenizer().lcut(item[len(name) :]))


def mine(parsed: Parsed) -> Vocabulary:
    """Mine one document. Deterministic; linear in the text but for the pairs inside a list."""
    listings = _raw_listings(parsed)
    text = parsed.document.text
    known: Counter[str] = Counter(i for li in listings for i in li.items if _usable(i))
    openers = _openers(parsed)
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
        cues = _find_cues(listings, known)
        opening = _names_before_cues(parsed, cues, known)
        known.update(opening.keys() - known.keys())
        items, hearst, together = _read_listings(listings, known, cues, openers)
        items.update(opening)
        items.update(titles)
        known.update(items.keys() - known.keys())
        known = Counter({t: n for t, n in known.items() if not _with_verb(t, text, known)})
    known = Counter({t: n for t, n in known.items() if not _says_of_a_name(t, known)})
    terms = Counter({t: n for t, n in known.items() if _is_term(t, n + items[t], text, cues)})
    labels = {m.group(3) for m in _COUNTED.finditer(text)}
    names = Counter(
        {t: n for t, n in terms.items() if (items[t] or t in _siblings(parsed)) and "的" not in t and t not in labels}
    )
    classes = _merge(_suffix_classes(names, together), hearst)
    classes = _with_counted(classes, _counted_headings(parsed) | _headed_as(parsed), text)
    members = {m for c in classes for m in c.members}
    return Vocabulary(
        terms=tuple(sorted({*terms, *members}, key=lambda t: (-len(t), t))),
        classes=tuple(
            sorted((_with_aliases(c, together, text) for c in classes), key=lambda c: (-len(c.members), c.label))
        ),
        cues=tuple(c for c, _ in cues.most_common()),
    )


def _read_listings(
    listings: list[_Listing], known: Counter[str], cues: Counter[str], openers: _Openers
) -> tuple[Counter[str], dict[str, Counter[str]], set[frozenset[str]]]:
    """The items of all lists, the class words behind them, and which items stand together."""
    tails: Counter[str] = Counter()
    for listing in listings:
        prefix = _starts_with_known(listing.tail, known)
        if prefix and 1 < len(listing.tail) - len(prefix) <= 6:
            tails[listing.tail[len(prefix) :]] += 1
    tails = Counter({t: n for t, n in tails.items() if n >= 2})
    hearst: dict[str, Counter[str]] = defaultdict(Counter)
    together: set[frozenset[str]] = set()
    found: Counter[str] = Counter()
    for listing in listings:
        first = _first_item(listing.head, known, cues, openers)
        last, hyper = _last_items(listing.tail, ([first or " ", *listing.items])[-1][-1:], known, tails, openers)
        items = [i for i in (first, *listing.items, *last) if _usable(i)]
        found.update(items)
        together.update(frozenset((a, b)) for a in items for b in items if a != b)
        label = _class_word(hyper, items) if _counts_them(listing.tail, len(items)) else ""
        if len(label) >= 2:
            hearst[label].update(items)
    return found, hearst, together


def _with_verb(item: str, text: str, known: Counter[str]) -> bool:
    """Whether an item is a known one and the verb before it, as the adverb before both tells: 重点|布局|微集群空间."""
    shorter = _ends_with_known(item[1:], known)
    if len(shorter) < LEAST_BEHIND or not is_word(item[: -len(shorter)]):
        return False
    led = any(f"{adverb}{item}" in text for adverb in ADVERBS)
    return led and text.count(item) == sum(text.count(f"{adverb}{item}") for adverb in ADVERBS)


def _counts_them(tail: str, count: int) -> bool:
    """Whether a number behind a list (A、B和C三类) is the number of its items; true where there is none."""
    container = None if "等" in tail else CONTAINER.search(tail)
    return container is None or number(container[1]) in (None, count)


def _heading_terms(parsed: Parsed, openers: _Openers) -> Counter[str]:
    """What headings name, whole, in parts, and without the verb they open with: 大力发展现代服务业 → 现代服务业."""
    names: Counter[str] = Counter()
    for section in parsed.sections:
        name = heading_name(section.heading)
        for form in {name, _without_opener(name, openers), *heading_parts(name)}:
            if _usable(form) and len(form) <= 12:
                names[form] += 1
    return names


def _siblings(parsed: Parsed) -> set[str]:
    """Heading names that share their last word with two sections beside them."""
    groups: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for section in parsed.sections:
        name = heading_name(section.heading)
        groups[section.parent_id, _last_word(name)].append(name)
    return {name for names in groups.values() if len(names) >= 3 for name in names}


def _names_below(parsed: Parsed) -> list[tuple[Section, tuple[str, ...]]]:
    """The sections that have three headings or more right below them, most of which can be names."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for section in parsed.sections:
        below[section.parent_id].append(heading_name(section.heading))
    found = ((section, tuple(below[section.section_id])) for section in parsed.sections)
    return [
        (section, names)
        for section, names in found
        if len(names) >= 3 and all(map(_usable, names))
        if sum(_is_clause(name) or _pos(first_word(name)).startswith("v") for name in names) * 2 <= len(names)
    ]


def _counted_headings(parsed: Parsed) -> dict[str, tuple[str, ...]]:
    """The headings below a section by what its own text calls them, where it says how many (建设六个特色基地).

    The number must be that of the headings.
    """
    found = {}
    for section, names in _names_below(parsed):
        for said in _COUNTED.finditer(parsed.document.text[section.start : section.end]):
            if number(said[1]) == len(names) and len(label := _noun(said[3])) > 2:
                found[label] = names
    return found


def _headed_as(parsed: Parsed) -> dict[str, tuple[str, ...]]:
    """The headings below one that has their last word in it (核心景区|提质工程): that of a third of them, or of two."""
    return {
        label: names
        for section, names in _names_below(parsed)
        for label, times in Counter(map(_last_word, names)).items()
        if len(label) > 1 and times >= max(2, len(names) / 3)
        if label in section.heading and not section.heading.endswith(label)
    }


def _noun(phrase: str) -> str:
    """The words of a phrase before a verb: 重点产业|发展质量. The first may be one: 创新平台."""
    words = base_tokenizer().lcut(phrase)
    return "".join((words[0], *takewhile(lambda word: not _pos(word).startswith("v"), words[1:])))


def _with_counted(classes: list[TermClass], counted: dict[str, tuple[str, ...]], text: str) -> list[TermClass]:
    """Classes with those that headings are counted as: added to one that most of them share a last word with.

    A last word that the text mostly uses of other things (重点|产业) is not what they are called by.
    """
    for label, names in counted.items():
        own = {c.suffix: c for c in classes if c.suffix}
        suffix = _suffix_of(label, list(own.values()))
        if suffix and (label == suffix or sum(name.endswith(suffix) for name in names) * 2 > len(names)):
            whole = replace(own[suffix], members=tuple(sorted({*own[suffix].members, *names})))
            classes = [whole if c is own[suffix] else c for c in classes]
        else:
            last = _last_word(label)
            called = last if text.count(last) <= OWN * text.count(label) else ""
            classes = [*classes, TermClass(label, called, tuple(sorted(names)))]
    return classes


def _is_term(term: str, uses: int, text: str, cues: Counter[str]) -> bool:
    """Not a cue, not vague, and not a general word that lists use now and then among many other uses."""
    if not 2 <= len(term) <= 30 or term in _VAGUE or term in cues:
        return False
    if len(term) == 2 and _pos(term) in (*_VERBAL, "a", "vn", "an", "b"):
        return False
    return len(term) > 3 or not is_word(term) or uses / max(text.count(term), 1) >= 0.25


def _with_aliases(c: TermClass, together: set[frozenset[str]], text: str) -> TermClass:
    """Fold a name that is another one with a character left out (城南校区, 城南园校区) into the one used more."""
    aliases = {}
    for short in c.members:
        for name in c.members:
            one_less = len(name) == len(short) + 1 and any(
                name[:i] + name[i + 1 :] == short for i in range(1, len(name) - 1)
            )
            if one_less and c.suffix and len(short) > len(c.suffix) + 1 and frozenset((short, name)) not in together:
                aliases[short] = name
    return TermClass(c.label, c.suffix, tuple(m for m in c.members if m not in aliases), tuple(sorted(aliases.items())))


def _suffix_of(label: str, suffixed: list[TermClass]) -> str:
    """The longest last word of a class that a label ends in."""
    return max((c.suffix for c in suffixed if label.endswith(c.suffix)), key=len, default="")


def _merge(suffixed: list[TermClass], hearst: dict[str, Counter[str]]) -> list[TermClass]:
    """One class for a shared last word and the class word of its lists: 园 and 等分园 → 分园."""
    merged = []
    taken: set[str] = set()
    for c in suffixed:
        labels = [
            label
            for label, items in hearst.items()
            if _suffix_of(label, suffixed) == c.suffix and sum(i.endswith(c.suffix) for i in items) * 2 > len(items)
        ]
        label = max(labels, key=lambda la: len(hearst[la]), default=c.label)
        taken.update(labels)
        if len(label) < 2:
            continue
        own = {m for la in labels for m in hearst[la] if m.endswith(c.suffix) and not _is_clause(m)}
        elsewhere = {m for la, found in hearst.items() if la not in labels for m in found if la.endswith(c.suffix)}
        merged.append(TermClass(label, c.suffix, tuple(sorted({*c.members, *own} - (elsewhere - own)))))
    merged += [
        TermClass(label, "", tuple(sorted(items)))
        for label, items in hearst.items()
        if label not in taken and len(items) >= 3
    ]
    return merged
