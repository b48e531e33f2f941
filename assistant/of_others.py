"""Whether the figure that was found is of another thing than the one that a question asks of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import asking
from assistant.evidence import shared_words
from assistant.question import Question
from assistant.referents import class_names
from assistant.refuse import wants_figure
from assistant.selecting import label_in
from assistant.sets import ClaimBase
from assistant.wanted import asks_measure, has_figure
from corpus.vocabulary import LARGE_CLASS
from corpus.words import base_tokenizer, part_of_speech
from index import SentenceHit

LONG_NAME = 4  # characters of a term that is not met by chance


def of_others(question: Question, hits: Sequence[SentenceHit], base: ClaimBase) -> bool:
    """Whether the area, share or money found is not that of the names, or of each of the class, asked of."""
    if not (asks_measure(question.text) and wants_figure(question)):
        return False
    told = " ".join(
        part for h in hits if has_figure(h.text, question.text) for part in (*h.passage.path, _told_around(h))
    )
    names = class_names(question.subjects, base.entry.vocabulary)
    names = names or [t for t in question.terms if len(t) >= LONG_NAME]
    names = names or [w for w in [shared_words(question.text, "", base.entry.parsed.document.text)] if _is_a_name(w)]
    if names:
        return bool(told) and not any(written in told for n in names for written in base.writings(n))
    label = label_in(question.text, question.names, base) if asking.EACH.search(question.text) else None
    if label is None or len(label.members) < LARGE_CLASS:
        return False
    return sum(any(written in told for written in base.writings(m)) for m in label.members) < 2


def _is_a_name(words: str) -> bool:
    """Whether words can be a name: they end in a noun, and none of them joins or says anything (旅游 may be said)."""
    tags = [part_of_speech(word) for word in base_tokenizer().lcut(words)]
    return tags[-1:] == ["n"] and not any(t[0] in "vudpcrm" and t != "vn" for t in tags)


def _told_around(hit: SentenceHit) -> str:
    """A sentence with the one before it and the first of its paragraph, which say what it is about."""
    sentences = hit.passage.sentences
    at = next((i for i, (start, end) in enumerate(sentences) if start <= hit.start < end), 0)
    spans = dict.fromkeys((sentences[0], sentences[max(0, at - 1)], (hit.start, hit.end)))
    return "".join(hit.passage.text[start - hit.passage.start : end - hit.passage.start] for start, end in spans)
