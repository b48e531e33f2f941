"""Clauses with the subject that governs them: who is said to do what (docs/design.md §2).

A clause that opens with names is about them. A clause that does not inherits the subject of the clause before it,
of the sentence before it, or of the heading. Names that open a clause but belong to the class that the clause before
spoke *of* (甲产业在一园以研发为主,二园以生产为主) keep the sentence's topic beside them; names of the topic's own
class replace it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from corpus.grammar import CLAUSE_MARKS, CONJUNCTIONS, split_outside
from corpus.names import heading_name
from corpus.types import Claim, Mention, Parsed, Passage, Section
from corpus.vocabulary import LARGE_CLASS, TermClass, Vocabulary

Inherited = Literal["clause", "sentence", "paragraph", "heading"] | None
_JOINTS = "、和与及"
_LEADS = tuple(sorted((*CONJUNCTIONS, "当前", "目前", "重点"), key=len, reverse=True))

LEAST_APART = 5  # members of a class that is asked for as a whole


def claims_of(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """Every clause of the body as a claim, in reading order."""
    sections = {s.section_id: s for s in parsed.sections}
    return tuple(
        claim
        for passage in parsed.passages
        for claim in _passage_claims(passage, sections[passage.section_id], vocabulary)
    )


def spoken_of_apart(vocabulary: Vocabulary, claims: Iterable[Claim]) -> tuple[TermClass, ...]:
    """The classes whose members clauses speak of one by one: large ones, and smaller ones with a clause for each."""
    subjects = {m.term for claim in claims for m in claim.subject}
    some = (c for c in vocabulary.classes if c.suffix and len(c.members) >= LEAST_APART)
    return tuple(c for c in some if len(c.members) >= LARGE_CLASS or subjects.issuperset(c.members))


def _passage_claims(passage: Passage, section: Section, vocabulary: Vocabulary) -> list[Claim]:
    heading = vocabulary.mentions(section.heading, section.start) if section.path else ()
    heading = tuple(m for m in heading if m.term == heading_name(section.heading)) or heading[:1]
    claims: list[Claim] = []
    subject: tuple[Mention, ...] = heading
    main: tuple[Mention, ...] = heading
    topic: tuple[Mention, ...] = ()
    inherited: Inherited = "heading"
    for begin, end in passage.sentences:
        sentence = passage.text[begin - passage.start : end - passage.start]
        spoken_of: set[str] = set()
        first = True
        for start, stop in split_outside(sentence, CLAUSE_MARKS, begin):
            text = passage.text[start - passage.start : stop - passage.start]
            mentions = vocabulary.mentions(text, start)
            opening = _opening(text, start, mentions)
            if opening:
                sub = (
                    not first
                    and _kinds(opening, vocabulary) & spoken_of
                    and not _same_kind(opening, subject, vocabulary)
                )
                within = sub or (not first and text.startswith("其中"))
                topic = topic or subject if within else ()
                if _classes(topic, vocabulary) & _classes(mentions, vocabulary) - _classes(opening, vocabulary):
                    topic = ()
                subject, inherited = opening, None
                if first and not (claims and heading):
                    related = any(
                        o.term != h.term and (o.term.startswith(h.term) or h.term.startswith(o.term))
                        for o in opening
                        for h in heading
                    )
                    main = (*opening, *heading) if related else opening
                    subject = main if related else opening
            elif first:
                topic = ()
                subject, inherited = main, "heading" if main == heading else "paragraph"
            else:
                inherited = "clause"
            objects = tuple(m for m in mentions if m not in opening)
            spoken_of |= _kinds(objects, vocabulary)
            claims.append(
                Claim(
                    doc_id=passage.doc_id,
                    passage_id=passage.passage_id,
                    start=start,
                    end=stop,
                    subject=subject,
                    inherited_from=inherited if subject else None,
                    topic=topic,
                    cue=next((c for c in vocabulary.cues if c in text), ""),
                    objects=objects,
                )
            )
            first = False
    return claims


def _opening(text: str, start: int, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The names a clause opens with (A、B和C…), after a conjunction if there is one."""
    at = start
    for lead in _LEADS:
        if text.startswith(lead):
            at += len(lead)
            break
    names: list[Mention] = []
    for mention in mentions:
        between = text[at - start : mention.start - start]
        if mention.start < at or between.strip("“”《》") not in ("", *_JOINTS):
            break
        names.append(mention)
        at = mention.end
        if text[at - start : at - start + 1] in ("(", "（"):
            close = min((i for i in (text.find(c, at - start) for c in ")）") if i >= 0), default=-1)
            at = start + close + 1 if close >= 0 else at
    return tuple(names)


def _kinds(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> set[str]:
    return {c.label for m in mentions for c in vocabulary.classes_of(m.term) if c.suffix}


def _classes(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> set[str]:
    return {c.label for m in mentions for c in vocabulary.classes_of(m.term)}


def _same_kind(a: tuple[Mention, ...], b: tuple[Mention, ...], vocabulary: Vocabulary) -> bool:
    return bool(_kinds(a, vocabulary) & _kinds(b, vocabulary))
