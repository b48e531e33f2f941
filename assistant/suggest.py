"""Questions to offer: examples for a new reader and follow-ups after an answer, all of which the corpus answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Content, Retrieved

MOST_EXAMPLES = 6
MOST_FOLLOW_UPS = 3


def examples(content: Content) -> tuple[str, ...]:
    """Lists, counts and comparisons over the largest classes of names, then questions written for passages."""
    made: list[str] = []
    for entry in content:
        named = [c for c in entry.vocabulary.classes if c.suffix and len(c.members) >= 5]
        for target in named[:2]:
            claims = [c for c in entry.claims if any(target.member(m.term) for m in c.subject) and c.objects and c.cue]
            if claims:
                term = claims[len(claims) // 2].objects[-1].term
                made.append(f"哪些{target.label}{claims[0].cue}{term}?")
            if len(target.members) >= 2 and claims:
                pair = list(dict.fromkeys(m.term for c in claims for m in c.subject))[:2]
                if len(pair) == 2:
                    made.append(f"{pair[0]}和{pair[1]}有什么不同?")
        asked = [q.questions[0] for q in entry.questions]
        made += asked[:: max(1, len(asked) // 4)][:4]
        if not asked:
            headings = [s for s in entry.parsed.sections if s.level >= 2][:3]
            made += [f"{re.sub(r'^[^ ]+ ', '', s.heading)}讲了什么?" for s in headings]
    return tuple(dict.fromkeys(made))[:MOST_EXAMPLES]


def follow_ups(content: Content, retrieved: Retrieved, question: str) -> tuple[str, ...]:
    """Questions that the passages next to the answer were written to answer."""
    questions = {q.passage_id: q.questions for e in content for q in e.questions}
    offered: list[str] = []
    for hit in retrieved.hits[:MOST_FOLLOW_UPS]:
        written: Sequence[str] = questions.get(hit.passage.passage_id, ())
        offered += [q for q in written if q.rstrip("?？") != question.rstrip("?？")][:1]
    return tuple(dict.fromkeys(offered))
