"""Forgive slips where one reading is clear: writing forms, traditional characters, a wrong character in a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from assistant.lexicon import look_alikes
from corpus.simplified import simplified
from corpus.vocabulary import LARGE_CLASS, Vocabulary
from corpus.words import base_tokenizer, is_proper, is_word, part_of_speech

LONG_TERM = 5
LOOKED_AT = 4  # characters of a name that may be read with look-alikes in it
MENDED = 300  # characters of a question that are gone through
SMALL_CLASS = 5
LEAST_PIECE = 3  # characters of the first words of a name that stand for it
LEAST_PROPER = 2  # of those that no dictionary has
LONG_SHORT = 5  # characters of a short name that stands for its full name wherever it is written
_FUNCTION = "的了在和与跟是为有不都就而及或把被对能要会可"
COMMON = 1000  # uses of a word in the dictionary's corpus: it is hardly written by mistake
_TELLING_APART = frozenset(
    "国省市区县乡镇村东西南北上下左右前后内外大小新老高低正副"
)  # names that differ in two of them
_NUMERALS = "一两二三四五六七八九十几每各某"
_HEARD = re.compile(
    r"(第[几一二三四五六七八九十\d]{1,3})(?:(张)(?=第|[?？。,，]|$)|结(?=[?？。,，]|$))"
)  # 第几张第几结
_UNENDED = re.compile(r"(?<=[一-鿿]{3})(?<![没还])(?P<verb>都有|包括|有|是|在)[?？]$")
_ENDS = {"都有": "都有哪些?", "包括": "包括哪些?", "有": "有哪些?", "是": "是什么?", "在": "在哪里?"}
PLACE = re.compile("[一-鿿]{2,3}[区县市旗]")  # 城北区: called by its name alone too
_SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@lru_cache(maxsize=4096)
def tidy(question: str) -> str:
    """NFKC, simplified characters, no spaces between Chinese characters, no control characters; 可选的有? ended."""
    text = unicodedata.normalize("NFKC", question)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
    text = _SPACES.sub("", simplified(text)).strip()
    text = _UNENDED.sub(lambda m: _ENDS[m["verb"]], text)
    return _HEARD.sub(lambda m: m[1] + ("章" if m[2] else "节"), text)


Halves = dict[str, list[str]]


def readable(text: str) -> str:
    """A text with a sign in the place of each half of a character (a lone surrogate), which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mend_names(question: str, vocabulary: Vocabulary) -> str:
    """Replace a name with one wrong character by the only name of the text that it can be, near the beginning."""
    if len(question) > MENDED:
        return mend_names(question[:MENDED], vocabulary) + question[MENDED:]
    question = _filled(_as_read(_joined(question, vocabulary), vocabulary), vocabulary)
    free = _free(question, vocabulary)
    for c in vocabulary.classes:
        if not c.suffix or len(c.suffix) < 2:
            continue
        for start, window, near in _one_wrong(question, free, c.members):
            if any(m.endswith(window) for m in c.members):
                continue
            near = [m for m in near if window.endswith(c.suffix) or m[: -len(c.suffix)] == window[: -len(c.suffix)]]
            if len(near) == 1 and len(window) >= len(c.suffix) + 2:
                return mend_names(question[:start] + near[0] + question[start + len(window) :], vocabulary)
    return _mend_terms(question, vocabulary, free)


def _joined(question: str, vocabulary: Vocabulary) -> str:
    """A name of a class that 的 or + stands in (城北的东区校区, 文化+教育) as the text has it; not 城北的校区."""
    for at in (i for i, character in enumerate(question) if character in "的+"):
        whole = question[:at] + question[at + 1 :]
        for mention in vocabulary.mentions(whole):
            inside = mention.start < at < mention.end
            kinds = [c for c in vocabulary.classes_of(mention.term) if c.suffix] if inside else []
            if kinds and (question[at] == "+" or all(whole[at : mention.end] != c.suffix for c in kinds)):
                return _joined(whole, vocabulary)
    return question


def _as_read(question: str, vocabulary: Vocabulary) -> str:
    """Write a name as the text has it where they differ in look-alikes only: a reader took 门头沟园 for 内头沟园."""
    folded = question.translate(look_alikes())
    for term, plain in _folded(vocabulary.terms):
        at = folded.find(plain)
        end = at + len(term)
        named = at < 0 or any(m.start <= at and end <= m.end for m in vocabulary.mentions(question))
        question = question if named else question[:at] + term + question[end:]
    return question


def _filled(question: str, vocabulary: Vocabulary) -> str:
    """A long term that a character inside is left out of, written out: 新能源车 → 新能源汽车."""
    shorts, sizes = _left_out(vocabulary.terms)
    for at in range(len(question)):
        for size in sizes:
            term = shorts.get(short := question[at : at + size])
            if term is None or _ends_in_a_common_word(question, at + size):
                continue
            if not any(m.end > at + size or m.start < at < m.end for m in vocabulary.mentions(question)):
                return question.replace(short, term, 1)
    return question


@lru_cache(maxsize=64)
def _left_out(terms: tuple[str, ...]) -> tuple[dict[str, str], list[int]]:
    """Long terms without one of their inner characters, each with the only term that it can be; their sizes."""
    shorts: dict[str, set[str]] = defaultdict(set)
    for term in (t for t in terms if len(t) >= LONG_TERM):
        for at in range(2, len(term) - 1):
            shorts[term[:at] + term[at + 1 :]].add(term)
    known = set(terms)
    only = {s: next(iter(t)) for s, t in shorts.items() if len(t) == 1 and s not in known and not is_word(s)}
    return only, sorted({len(s) for s in only}, reverse=True)


@lru_cache(maxsize=256)
def _folded(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The longer terms that have look-alikes, the longest first, and how they read with these folded."""
    table = look_alikes()
    alike = {*map(chr, table), *table.values()}
    held = sorted((t for t in terms if len(t) >= LOOKED_AT and not alike.isdisjoint(t)), key=len, reverse=True)
    return tuple((term, term.translate(table)) for term in held)


def _mend_terms(question: str, vocabulary: Vocabulary, free: list[int]) -> str:
    """Replace a long term with one wrong character: 实验小字 → 实验小学."""
    for start, window, near in _one_wrong(question, free, vocabulary.terms, LONG_TERM):
        if len(near) == 1:
            return question[:start] + near[0] + question[start + len(window) :]
    return question


def _free(question: str, vocabulary: Vocabulary) -> list[int]:
    """How many characters from each one on belong to no term of the text."""
    taken = {i for m in vocabulary.mentions(question) for i in range(m.start, m.end)}
    free = [0] * (len(question) + 1)
    for i in reversed(range(len(question))):
        free[i] = 0 if i in taken else free[i + 1] + 1
    return free[:-1]


def _one_wrong(
    question: str, free: list[int], names: tuple[str, ...], least: int = 1
) -> Iterator[tuple[int, str, list[str]]]:
    """Where a question has a word outside terms that one character keeps from being a name: start, word, the names.

    Long names come first.
    """
    longest = max(free, default=0)
    for size, first, second in _halves(names):
        half = size // 2
        for start, room in enumerate(free) if least <= size <= longest else ():
            if room < size:
                continue
            window = question[start : start + size]
            near = (*first.get(window[:half], ()), *second.get(window[half:], ()))
            found = [name for name in near if _one_apart(name, window)]
            wrong = next((at for name in found for at in range(size) if name[at] != window[at]), None)
            if wrong is not None and not _common_at(question, start + wrong):
                yield start, window, found


@lru_cache(maxsize=256)
def _common_words(question: str) -> tuple[tuple[int, int], ...]:
    """Where common words of two characters or more stand in a question."""
    tokenizer, at, found = base_tokenizer(), 0, []
    for word in tokenizer.lcut(question):
        if len(word) > 1 and (tokenizer.FREQ.get(word) or 0) >= COMMON:
            found.append((at, at + len(word)))
        at += len(word)
    return tuple(found)


def _common_at(question: str, at: int) -> bool:
    """Whether a character is of a common word: 科技创新方|向 is no slip for 科技创新局."""
    return any(start <= at < end for start, end in _common_words(question))


def _ends_in_a_common_word(question: str, end: int) -> bool:
    """Whether a common word ends here: 总|要求 is no 总体要求 with a character left out."""
    return any(close == end for _, close in _common_words(question))


def _one_apart(name: str, word: str) -> bool:
    """Whether one character differs, which is no function word in the word: 市科技成果 is not meant by 的科技成果.

    Nor is 一切法律 by 一部法律: what it opens with counts, and counts something else; nor 市人民政府 by 区人民政府.
    """
    wrong = [(at, written) for at, (right, written) in enumerate(zip(name, word, strict=True)) if right != written]
    if len(wrong) != 1:
        return False
    ((at, written),) = wrong
    telling = {name[at], written} <= _TELLING_APART or (at == 1 and word[0] in _NUMERALS)
    return written not in _FUNCTION and not telling


@lru_cache(maxsize=256)
def _halves(names: tuple[str, ...]) -> tuple[tuple[int, Halves, Halves], ...]:
    """Names by length, longest first, and by each half: a word with one wrong character has one of the halves right."""
    sizes = []
    for size in sorted({len(name) for name in names}, reverse=True):
        first: Halves = defaultdict(list)
        second: Halves = defaultdict(list)
        for name in (n for n in names if len(n) == size):
            first[name[: size // 2]].append(name)
            second[name[size // 2 :]].append(name)
        sizes.append((size, dict(first), dict(second)))
    return tuple(sizes)


@lru_cache(maxsize=64)
def short_names(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Names without their class word, and the members each may mean: 城北 → 城北校区.

    A general word is no short name (空间 is not 空间规划) but in a large class of names, or where it is part of no
    other term. In a large class what a name begins with is one too where no other begins so, and a name without the
    class word of the place that it begins with: 城北园东区校区 → 城北东区. A district has one too: 城北区. What a name
    ends in with its class word is one where no other does: 总部经济模式 of 创新型总部经济模式.
    """
    shorts: dict[str, list[str]] = {}
    for c in vocabulary.classes:
        if not c.suffix or len(c.members) < SMALL_CLASS:
            continue
        for member in c.members:
            short = member.removesuffix(c.suffix)
            own = len(short) > 3 and (is_proper(short) or not any(short in t for t in vocabulary.terms if t != member))
            if len(short) >= 2 and (len(c.members) >= LARGE_CLASS or own):
                shorts.setdefault(short, []).append(member)
    for c in (c for c in vocabulary.classes if len(c.suffix) > 1 and len(c.members) >= SMALL_CLASS):
        tails: dict[str, list[str]] = defaultdict(list)
        for member in c.members:
            for tail in _tails(member.removesuffix(c.suffix)):
                tails[f"{tail}{c.suffix}"].append(member)
        for tail, members in tails.items():
            if (
                len(members) == 1
                and tail not in shorts
                and not any(tail in t for t in vocabulary.terms if t != members[0])
            ):
                shorts[tail] = members
    for place in filter(PLACE.fullmatch, vocabulary.terms):
        if is_proper(place[:-1]) and place[:-1] not in vocabulary.terms:
            shorts.setdefault(place[:-1], []).append(place)
    for c in (c for c in vocabulary.classes if c.suffix and len(c.members) >= SMALL_CLASS):
        for member in c.members:
            for piece in _pieces(member.removesuffix(c.suffix), vocabulary):
                if (
                    piece not in shorts
                    and (len(c.members) >= LARGE_CLASS or is_proper(piece))
                    and not is_word(piece)
                    and not any(piece in t for t in vocabulary.terms if t != member)
                ):
                    shorts[piece] = [member]
    return shorts


def _tails(short: str) -> Iterator[str]:
    """What a name without its class word ends in, from a word of it on: 总部经济 of 创新型总部经济."""
    words: list[str] = base_tokenizer().lcut(short, HMM=False)
    yield from ("".join(words[at:]) for at in range(1, len(words)))


def _pieces(short: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What else a name may be called: its first words, and it without the class word inside it."""
    words, end = base_tokenizer().lcut(short, HMM=False), 0
    for word in words[:-1]:
        end += len(word)
        if end >= LEAST_PIECE or (end == LEAST_PROPER and part_of_speech(short[:end]) == "x"):
            yield short[:end]
    for c in vocabulary.classes:
        for place in c.members if c.suffix else ():
            if short.startswith(place) and len(short) > len(place):
                yield place.removesuffix(c.suffix) + short[len(place) :]
