"""Mine a document's own vocabulary: its terms, the classes they form and the relation verbs before its lists.

Nothing is listed beforehand. Enumerations (A、B、C等领域) give terms whose ends are certain inside the list; what stands
before a first item that is known from elsewhere is a cue, and cues that are frequent open the lists whose first item is
not known. "A、B等X" names a class X (Hearst 1992); names with one last word that stand beside each other form a class too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

import jieba

from corpus.grammar import ADVERBS, CLAUSE_MARKS, CONJUNCTIONS, CONTAINER, PREPOSITIONS, split_outside, strip_brackets
from corpus.types import Mention, Parsed

MAX_TERM = 16
_TERM = re.compile(r"[\w+\-/.·%]{2,16}")
_NUMBER_HEAD = re.compile(
    r"^(第[\w]{1,6}[编篇章节条]|[\d.]+|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])[\s、.．]*"
)
_HEAD_WORDS = tuple(sorted((*PREPOSITIONS, *ADVERBS, *CONJUNCTIONS), key=len, reverse=True))
_VAGUE = {"领域", "方面", "区域", "地区", "内容", "工作", "情况", "问题", "各类", "重点领域"}


@dataclass(frozen=True, slots=True)
class TermClass:
    """Names of one kind: `label` is what the text calls them, `suffix` the last word they share ("" for none)."""

    label: str
    suffix: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A document's terms (longest first), their classes (largest first) and its relation verbs (most frequent first)."""

    terms: tuple[str, ...] = ()
    classes: tuple[TermClass, ...] = ()
    cues: tuple[str, ...] = ()

    def mentions(self, text: str, offset: int = 0) -> tuple[Mention, ...]:
        """Every term in `text`, longest match from the left, with spans shifted by `offset`."""
        found = _pattern(self.terms).finditer(text) if self.terms else ()
        return tuple(Mention(m.group(), offset + m.start(), offset + m.end()) for m in found)

    def classes_of(self, term: str) -> tuple[TermClass, ...]:
        """The classes a term is a member of."""
        return tuple(c for c in self.classes if term in c.members)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, terms)))


@lru_cache(maxsize=1)
def base_tokenizer() -> jieba.Tokenizer:
    """jieba with its own dictionary only, shared by what needs general words (never the module-level one)."""
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@dataclass(slots=True)
class _Listing:
    """One enumeration: the words before it, its items, what is behind its last item."""

    head: str
    items: list[str]
    tail: str
    first_known: bool = False


def _is_word(text: str) -> bool:
    return bool(base_tokenizer().FREQ.get(text))


def _last_word(text: str) -> str:
    """The last word of a text, a lone last character joined to the word before it (分|园 → 分园)."""
    words = base_tokenizer().lcut(text)
    if not words:
        return ""
    return words[-1] if len(words[-1]) > 1 or len(words) == 1 else words[-2] + words[-1]


def _usable(item: str) -> bool:
    return bool(_TERM.fullmatch(item)) and not item.isdecimal() and not item.endswith(("的", "了", "等"))


def _raw_listings(parsed: Parsed) -> list[_Listing]:
    listings = []
    for passage in parsed.passages:
        for start, end in split_outside(passage.text, CLAUSE_MARKS):
            parts = [passage.text[s:e] for s, e in split_outside(passage.text[start:end], "、", start)]
            if len(parts) >= 2:
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
    """Words that stand directly before the first item of a list, counted where that item is known."""
    cues: Counter[str] = Counter()
    for listing in listings:
        first = _ends_with_known(strip_brackets(listing.head), known)
        before = strip_brackets(listing.head)[: -len(first)] if first else ""
        if before:
            word = base_tokenizer().lcut(before)[-1]
            if len(word) >= 2 and word not in ADVERBS:
                cues[word] += 1
    return Counter({w: n for w, n in cues.items() if n >= 2})


def _first_item(head: str, known: Counter[str], cues: Counter[str]) -> str:
    head = strip_brackets(head)
    first = _ends_with_known(head, known)
    cut = max((head.rfind(c) + len(c) for c in (*cues, *PREPOSITIONS) if c in head), default=0)
    rest = head[cut:]
    for word in _HEAD_WORDS:
        rest = rest.removeprefix(word)
    if len(first) >= len(rest) or not _usable(rest):
        return first
    return _without_verb(rest)


def _without_verb(item: str) -> str:
    """An item without the verbs it opens with: 带动|大兴园, 重点引导|甲组团."""
    words = base_tokenizer().lcut(item)
    while len(words) > 1 and (_pos(words[0]) in ("v", "d", "p", "vd") or words[0] in _HEAD_WORDS):
        words = words[1:]
    rest = "".join(words)
    return rest if _usable(rest) else item


def _last_items(tail: str, known: Counter[str], tails: Counter[str]) -> tuple[list[str], str]:
    """The last item or two of a list and the class word behind them."""
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
    if not known[tail]:
        for joint in ("以及", "和", "及"):
            left, found, right = tail.partition(joint)
            if found and _usable(left) and len(right) >= 2:
                return [left, *_last_items(right, known, tails)[0]], hyper
    if not etc and not hyper:
        prefix = _starts_with_known(tail, known)
        if prefix and tail[len(prefix) :]:
            return [prefix], tail[len(prefix) :]
        for word in sorted(tails, key=len, reverse=True):
            if tail.endswith(word) and len(tail) - len(word) >= 2:
                return [tail[: -len(word)]], word
    return [tail], hyper


def _class_word(hyper: str) -> str:
    """The noun a list's tail opens with: 周边分园渗透 → 分园, 领域 → 领域."""
    words = base_tokenizer().lcut(hyper)
    nouns: list[str] = []
    for word in words:
        if _pos(word).startswith(("n", "l", "b", "m", "s", "a", "x", "f", "z", "d")) or len(word) == 1:
            nouns.append(word)
        else:
            break
    if not nouns or "".join(nouns)[0] in "的了":
        return ""
    return _last_word("".join(nouns).partition("的")[0])


@lru_cache(maxsize=50_000)
def _pos(word: str) -> str:
    return _pos_table().get(word, "x")


@lru_cache(maxsize=1)
def _pos_table() -> dict[str, str]:
    table = {}
    with base_tokenizer().get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split(" ")
            table[word] = tag.strip()
    return table


def _names_before_cues(parsed: Parsed, cues: Counter[str], suffixes: set[str]) -> Counter[str]:
    """Names that open a paragraph and stand right before a cue: 甲组团|聚焦…, kept when the text repeats them or
    when their last word is one that many such names share."""
    opening: Counter[str] = Counter()
    for passage in parsed.passages:
        for start, end in passage.sentences:
            sentence = passage.text[start - passage.start : end - passage.start]
            clause = sentence[
                : min((i for i in (sentence.find(m) for m in CLAUSE_MARKS) if i > 0), default=len(sentence))
            ]
            at = min((clause.find(c) for c in cues if clause.find(c) >= 2), default=-1)
            if 2 <= at <= MAX_TERM and _usable(clause[:at]):
                opening[_strip_adverbs(clause[:at])] += 1
    text = parsed.document.text
    last = Counter(_last_word(name) for name in opening)
    return Counter(
        {
            n: c
            for n, c in opening.items()
            if _usable(n) and (last[_last_word(n)] >= 3 or text.count(n) >= 2 or _last_word(n) in suffixes)
        }
    )


def _strip_adverbs(text: str) -> str:
    for word in sorted(ADVERBS, key=len, reverse=True):
        text = text.removesuffix(word)
    return text


def heading_name(heading: str) -> str:
    """A heading without its number: 2.生物与健康 → 生物与健康."""
    return _NUMBER_HEAD.sub("", heading).strip()


def _suffix_classes(terms: Counter[str], together: set[frozenset[str]]) -> list[TermClass]:
    """Names that share a last word: at least four, or three that stand beside each other in lists."""
    groups: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for size in range(1, min(4, len(term) - 1) + 1):
            groups[term[-size:]].add(term)
    classes = []
    for suffix, members in groups.items():
        if len(members) < 3 or (len(suffix) > 1 and not _is_word(suffix) and not terms[suffix]):
            if not (len(suffix) > 1 and len(members) >= 4 and _last_word(next(iter(members))) == suffix):
                continue
        longer = [s for s in groups if s != suffix and s.endswith(suffix) and len(groups[s]) >= 0.8 * len(members)]
        if longer:
            continue
        if len(suffix) == 1:
            members = {m for m in members if sum(frozenset((m, o)) in together for o in members if o != m) >= 1}
            if len(members) < 4:
                continue
        classes.append(TermClass(suffix, suffix, tuple(sorted(members))))
    return classes


def mine(parsed: Parsed) -> Vocabulary:
    """Mine one document. Deterministic; linear in the text but for the pairs inside a list."""
    listings = _raw_listings(parsed)
    known: Counter[str] = Counter(i for li in listings for i in li.items if _usable(i))
    for section in parsed.sections:
        name = heading_name(section.heading)
        if _usable(name) and len(name) <= 10:
            known[name] += 1
    for quoted in re.findall(r"[“《]([^“”《》]{2,30})[”》]", parsed.document.text):
        known[strip_brackets(quoted)] += 1
    for _ in range(2):
        cues = _find_cues(listings, known)
        known.update(_names_before_cues(parsed, cues, set()).keys() - known.keys())
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
            first = _first_item(listing.head, known, cues)
            last, hyper = _last_items(listing.tail, known, tails)
            items = [i for i in (first, *listing.items, *last) if _usable(i)]
            found.update(items)
            together.update(frozenset((a, b)) for a in items for b in items if a != b)
            label = _class_word(hyper)
            if len(label) >= 2:
                hearst[label].update(items)
        known.update(found.keys() - known.keys())
    clean = Counter({t: n for t, n in known.items() if 2 <= len(t) <= 30 and t not in _VAGUE})
    classes = _merge(_suffix_classes(clean, together), hearst)
    return Vocabulary(
        terms=tuple(sorted(clean, key=lambda t: (-len(t), t))),
        classes=tuple(sorted(classes, key=lambda c: (-len(c.members), c.label))),
        cues=tuple(c for c, _ in cues.most_common()),
    )


def _merge(suffixed: list[TermClass], hearst: dict[str, Counter[str]]) -> list[TermClass]:
    """One class for a shared last word and the class word of its lists: 园 and 等分园 → 分园."""
    merged = []
    taken: set[str] = set()
    for c in suffixed:
        labels = [
            label
            for label, items in hearst.items()
            if label.endswith(c.suffix) and sum(i.endswith(c.suffix) for i in items) * 2 > len(items)
        ]
        label = max(labels, key=lambda la: len(hearst[la]), default=c.label)
        taken.update(labels)
        others = {m for la, items in hearst.items() if la not in labels and not la.endswith(c.suffix) for m in items}
        own = {m for la in labels for m in hearst[la] if m.endswith(c.suffix)}
        members = tuple(m for m in c.members if m in own or m not in others or len(c.suffix) > 1)
        merged.append(TermClass(label, c.suffix, tuple(sorted({*members, *own}))))
    merged += [
        TermClass(label, "", tuple(sorted(items)))
        for label, items in hearst.items()
        if label not in taken and len(items) >= 3
    ]
    return merged
