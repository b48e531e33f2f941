"""The words of a text that are nearest to a quote that no longer stands in it, and what differs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.types import Parsed
from eval.types import DocSpan

NEAR_ENOUGH = 0.5
CLAUSE_ENDS = ",。;:!?,;:、\n"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stand in place of others; "" where words were added or taken out."""

    old: str
    new: str


def nearest_span(
    quote: str, parsed: Parsed, preferred: Sequence[tuple[int, int]] = (), previous: str = ""
) -> DocSpan | None:
    """The run of sentences in one passage that shares most character pairs with the quote, cut to its length.

    None where less than half of the quote's pairs are shared. Among equals, what stands within `preferred` wins. What
    stood in the previous text already is no new wording of the quote, and is passed over.
    """
    wanted = _pairs(quote)
    best: tuple[float, bool, float, int, int] | None = None
    for start, end in _windows(parsed, quote.count("。") + 2):
        window = parsed.document.text[start:end]
        if window in previous:
            continue
        found = _pairs(window)
        shared = sum((wanted & found).values())
        score = shared / max(1, sum(wanted.values()))
        density = shared / max(1, sum(found.values()))
        near = any(low <= start and end <= high for low, high in preferred)
        candidate = (round(score, 2), near, density, start, end)
        if best is None or candidate[:3] > best[:3]:
            best = candidate
    if best is None or best[0] < NEAR_ENOUGH:
        return None
    start, end = _cut(quote, parsed.document.text, best[3], best[4])
    return DocSpan(parsed.document.doc_id, start, end)


def changes_of(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Both texts as pairs in order: equal pairs stayed, others changed; a number is one word: 31 → 32, not 1 → 2."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in codes)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What stands in place of what."""
    return tuple(Change(gone, come) for gone, come in changes_of(old, new) if gone != come)


def marked_difference(old: str, new: str) -> str:
    """The new words with what changed marked: 面积为〔31→32〕平方公里; 〔完善→〕 was taken out."""
    return "".join(come if gone == come else f"〔{gone}→{come}〕" for gone, come in changes_of(old, new))


def _windows(parsed: Parsed, longest: int) -> Iterator[tuple[int, int]]:
    """Every run of up to `longest` sentences of a passage."""
    for passage in parsed.passages:
        spans = passage.sentences or ((passage.start, passage.end),)
        for first in range(len(spans)):
            for last in range(first, min(len(spans), first + longest)):
                yield spans[first][0], spans[last][1]


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _cut(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a window that answers to the quote, from clause to clause."""
    blocks = SequenceMatcher(None, quote, text[start:end], autojunk=False).get_matching_blocks()[:-1]
    solid = [block for block in blocks if block.size > 1] or blocks
    if not solid:
        return start, end
    first, last = start + solid[0].b, start + solid[-1].b + solid[-1].size
    if solid[0].a == 0:
        begin = first
    else:
        begin = max((at for at in range(start, first + 1) if at == start or text[at - 1] in CLAUSE_ENDS), default=start)
    if solid[-1].a + solid[-1].size == len(quote):
        return begin, last
    finish = next((at for at in range(last, end) if text[at] in CLAUSE_ENDS), end)
    closed = finish < end and quote[-1] in CLAUSE_ENDS
    return begin, finish + 1 if closed else finish
