"""Questions to offer: examples for a new reader and follow-ups after an answer, all of which the corpus answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.instructions import set_aside
from corpus.names import heading_name
from index import Content, Entry, Retrieved

MOST_EXAMPLES = 6
MOST_FOLLOW_UPS = 3
LONGEST = 26


def examples(content: Content) -> tuple[str, ...]:
    """Examples of several kinds, from the text with the most names first: lists, comparisons, passages, parts."""
    richest = sorted(content, key=lambda e: -sum(len(c.members) for c in e.vocabulary.classes if c.suffix))
    made = [q for entry in richest for q in _of(entry)]
    return tuple(dict.fromkeys(made))[:MOST_EXAMPLES]


def _of(entry: Entry) -> Iterable[str]:
    for target in [c for c in entry.vocabulary.classes if c.suffix and len(c.members) >= 5][:1]:
        claims = [c for c in entry.claims if any(target.member(m.term) for m in c.subject) and c.objects and c.cue]
        if claims:
            chosen = claims[len(claims) // 2]
            yield f"哪些{target.label}{chosen.cue}{chosen.objects[-1].term}?"
            pair = list(dict.fromkeys(m.term for c in claims for m in c.subject if target.member(m.term)))[-2:]
            if len(pair) == 2:
                yield f"{pair[0]}和{pair[1]}有什么不同?"
    inside = {p.passage_id for p in entry.parsed.passages if p.path}
    rows = (row for row in entry.questions if row.passage_id in inside)
    written = [q for row in rows for q in row.questions[:1] if _can_be_offered(q)]
    yield from written[:: max(1, len(written) // 4)][:4]
    named = [s for s in entry.parsed.sections if len(heading_name(s.heading)) >= 4]
    yield from (f"{heading_name(s.heading)}讲了什么?" for s in named[:3])


@lru_cache(maxsize=8192)
def _can_be_offered(question: str) -> bool:
    """Short, and no order to the program: a model can have written it for a text that gives one."""
    return len(question) <= LONGEST and not set_aside(question)[1]


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(str.__add__, text, text[1:]))


def _unlike(question: str, other: str) -> bool:
    """Whether less than half of the pairs of characters of the shorter question stand in the other."""
    one, two = _pairs(question), _pairs(other)
    return 2 * len(one & two) < min(len(one), len(two))


def follow_ups(content: Content, retrieved: Retrieved, question: str) -> tuple[str, ...]:
    """Questions that the passages next to the answer were written to answer, each naming a term of the text."""
    entries = {e.parsed.document.doc_id: e for e in content}
    questions = {q.passage_id: q.questions for e in content for q in e.questions}
    offered: list[str] = []
    for hit in retrieved.hits:
        vocabulary = entries[hit.passage.doc_id].vocabulary
        fitting = (
            q
            for q in questions.get(hit.passage.passage_id, ())
            if q not in offered and _can_be_offered(q) and _unlike(q, question) and vocabulary.mentions(q)
        )
        if first := next(fitting, None):
            offered.append(first)
        if len(offered) == MOST_FOLLOW_UPS:
            break
    return tuple(offered)
