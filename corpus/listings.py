"""Enumerations (A、B、C等领域): their items, the verb before the first, the class word behind (Hearst 1992)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.grammar import (
    ADVERBS,
    CLAUSE_MARKS,
    CONJUNCTIONS,
    CONTAINER,
    LEADING,
    PREPOSITIONS,
    WAYS,
    split_outside,
    strip_brackets,
)
from corpus.names import ends_with_known, starts_with_known, usable
from corpus.numerals import number
from corpus.types import Parsed
from corpus.words import base_tokenizer, last_word, part_of_speech

_HEAD_WORDS = tuple(sorted((*PREPOSITIONS, *ADVERBS, *CONJUNCTIONS), key=len, reverse=True))
_NOMINAL = ("n", "l", "b", "m", "s", "a", "x", "f", "z", "q", "k", "g", "j", "i")
# The figure that a list gives for a name is not of the name: 甲园600亩、乙园500亩.
_FIGURE_BEHIND = re.compile(r"(?<=[一-鿿][一-鿿])\d[\d,]*(?:\.\d+)?(?:[%‰]|[万亿]?[一-鿿]{1,3}(?:/[一-鿿]+)?)$")


@dataclass(slots=True)
class Listing:
    """One enumeration: the words before it, its items, what is behind its last item."""

    head: str
    items: list[str]
    tail: str
    first_known: bool = False


def raw_listings(parsed: Parsed) -> list[Listing]:
    """Every clause that 、 cuts, with its pieces."""
    listings = []
    for passage in parsed.passages:
        for start, end in split_outside(passage.text, CLAUSE_MARKS):
            parts = [passage.text[s:e] for s, e in split_outside(passage.text[start:end], "、", start)]
            if len(parts) >= 2:
                parts = [_FIGURE_BEHIND.sub("", part) for part in parts]
                listings.append(Listing(parts[0], [strip_brackets(p) for p in parts[1:-1]], parts[-1]))
    return listings


def find_cues(listings: list[Listing], known: Counter[str]) -> Counter[str]:
    """Verbs that stand directly before the first item of a list, counted where that item is known.

    A word behind an adverb is a verb whatever the dictionary says (重点|布局). So is one right behind a name that the
    list is about, where that is known: 甲校区|聚焦|足球、篮球.
    """
    cues: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    done: set[str] = set()
    for listing in listings:
        about = starts_with_known(listing.head, known)
        if about and (words := base_tokenizer().lcut(listing.head[len(about) :])) and len(words) > 1:
            behind[words[0]] += 1
        first = ends_with_known(strip_brackets(listing.head), known)
        before = strip_brackets(listing.head)[: -len(first)] if first else ""
        if before:
            *others, word = base_tokenizer().lcut(before)
            if len(word) >= 2 and word not in ADVERBS and word not in WAYS:
                cues[word] += 1
                done.update([word] if others and others[-1] in ADVERBS else ())
    cues += Counter({w: n for w, n in behind.items() if n > 2 and len(w) > 1 and w not in ADVERBS and not cues[w]})
    return Counter({w: n for w, n in cues.items() if n >= 2 and (w in done or part_of_speech(w).startswith("v"))})


def _first_item(head: str, known: Counter[str], cues: Counter[str], openers: Openers) -> str:
    head = strip_brackets(head)
    first = ends_with_known(head, known)
    cut = max((head.rfind(c) + len(c) for c in (*cues, *PREPOSITIONS) if c in head), default=0)
    rest = head[cut:]
    for word in _HEAD_WORDS:
        rest = rest.removeprefix(word)
    if len(first) >= len(rest) or not usable(rest):
        return first
    before = rest[: -len(first)] if first and rest.endswith(first) else ""
    words = base_tokenizer().lcut(before)
    if words and (
        all(part_of_speech(w).startswith(("v", "d", "p")) for w in words)
        or starts_with_known(rest, known) not in ("", rest)
    ):
        return first
    return without_opener(rest, openers)


@dataclass(frozen=True, slots=True)
class Openers:
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
        tag = part_of_speech(word)
        return tag == "d" or (tag.startswith("v") and self.text.count(rest) > self.text.count(word + rest))


def openers_of(parsed: Parsed) -> Openers:
    """The verbs that clauses of a text open with three times or more."""
    opening: Counter[str] = Counter()
    for passage in parsed.passages:
        for start, end in split_outside(passage.text, CLAUSE_MARKS):
            words = base_tokenizer().lcut(passage.text[start : min(end, start + 12)])
            opening.update(w for w in words[:2] if len(w) > 1 and part_of_speech(w).startswith("v"))
    return Openers(frozenset(w for w, n in opening.items() if n >= 3), parsed.document.text)


def without_opener(item: str, openers: Openers) -> str:
    """An item without the verbs and adverbs it opens with: 带动|乙园, 重点引导|甲校区."""
    words = base_tokenizer().lcut(item)
    while len(words) > 1 and openers.opens(words[0], "".join(words[1:])):
        words = words[1:]
    for k in range(1, len(words)):
        tail = "".join(words[k:])
        verbal = all(part_of_speech(w).startswith(("v", "d", "p")) for w in words[:k])
        if verbal and len(tail) > 2 and openers.text.count(tail) > openers.text.count("".join(words)):
            words = words[k:]
            break
    rest = "".join(words)
    led = item.removesuffix(rest) in LEADING
    return rest if usable(rest) and (len(rest) > 2 or (led and len(rest) == 2)) else item


def _predicate(after: str, openers: Openers) -> str:
    """What follows the verb behind a name that ends one list and opens another: 丙模式|重点布局|甲空间和乙园."""
    words = base_tokenizer().lcut(after)
    taken = 0
    while taken < len(words) and (words[taken] in openers.verbs or words[taken] in ADVERBS):
        taken += 1
    rest = "".join(words[taken:])
    return rest if taken and len(rest) > 2 and any(j in rest for j in "和及") else ""


def _last_items(
    tail: str, before_last: str, known: Counter[str], tails: Counter[str], openers: Openers
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
    prefix = starts_with_known(tail, known)
    if prefix and (predicate := _predicate(tail[len(prefix) :], openers)):
        return [prefix, *_last_items(predicate, " ", known, tails, openers)[0]], hyper
    if not known[tail]:
        for joint in ("以及", "和", "及"):
            left, found, right = tail.partition(joint)
            if found and usable(left) and len(right) >= 2:
                left = (before_last == " " and ends_with_known(left, known)) or left
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
        return last_word(hyper[: at + 1])
    nouns: list[str] = []
    for word in base_tokenizer().lcut(hyper):
        if not part_of_speech(word).startswith(_NOMINAL) or word == "的":
            break
        nouns.append(word)
    label = last_word("".join(nouns))
    return label if label and part_of_speech(label).startswith(("n", "x", "s", "l")) else ""


def read_listings(
    listings: list[Listing], known: Counter[str], cues: Counter[str], openers: Openers
) -> tuple[Counter[str], dict[str, Counter[str]], set[frozenset[str]]]:
    """The items of all lists, the class words behind them, and which items stand together."""
    tails: Counter[str] = Counter()
    for listing in listings:
        prefix = starts_with_known(listing.tail, known)
        if prefix and 1 < len(listing.tail) - len(prefix) <= 6:
            tails[listing.tail[len(prefix) :]] += 1
    tails = Counter({t: n for t, n in tails.items() if n >= 2})
    hearst: dict[str, Counter[str]] = defaultdict(Counter)
    together: set[frozenset[str]] = set()
    found: Counter[str] = Counter()
    for listing in listings:
        first = _first_item(listing.head, known, cues, openers)
        last, hyper = _last_items(listing.tail, ([first or " ", *listing.items])[-1][-1:], known, tails, openers)
        items = [i for i in (first, *listing.items, *last) if usable(i)]
        found.update(items)
        together.update(frozenset((a, b)) for a in items for b in items if a != b)
        label = _class_word(hyper, items) if _counts_them(listing.tail, len(items)) else ""
        if len(label) >= 2:
            hearst[label].update(items)
    return found, hearst, together


def _counts_them(tail: str, count: int) -> bool:
    """Whether a number behind a list (A、B和C三类) is the number of its items; true where there is none."""
    container = None if "等" in tail else CONTAINER.search(tail)
    return container is None or number(container[1]) in (None, count)
