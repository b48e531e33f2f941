"""A draft of an answer: who is assigned, what is corrected, what the structure gives; else a quotation or a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import asking, classes, compose, listing, refuse
from assistant.asked import Asked
from assistant.beside import compares_figures, side_by_side
from assistant.completing import completed
from assistant.correcting import corrected
from assistant.deeds import ASKS_WHO, who_does, who_may
from assistant.draft import Draft
from assistant.duties import duties
from assistant.everywhere import everywhere, written_so
from assistant.evidence import ranked_spans
from assistant.front import beside_the_front, front_answer
from assistant.items import announced, counted_items, steps
from assistant.lexicon import widen
from assistant.meant import term_meant
from assistant.of_others import of_others
from assistant.responsible import responsible
from assistant.structured import asked_classes, structured
from assistant.titled import bare
from assistant.types import Frame, Kind
from assistant.wanted import acted, figured, lacks_actor
from corpus.names import heading_name
from corpus.words import is_noun
from index import SentenceHit

_SPOKEN_OF = re.compile(
    r"提到|提及|说到|写到|讲到|涉及|谈到|(?:有没有|有无|是否|有)(?:提|说|写|讲|谈)(?:过|明)?(?=[一-鿿]{2,6}(?:的?[事问]题?)?(?:吗|么)?[?？。]?$)"
)
_ANY_RULE = re.compile(
    "有没有[^,，]{2,16}?(?:政策|规定|补[贴助]|奖励|措施|安排|优惠|待遇|福利)|(?:政策|补[贴助]|奖励|优惠|待遇|福利)(?:有没有|有吗|有无)"
)
_WIDE = (Kind.HOW, Kind.LIST, Kind.OVERVIEW, Kind.WHY)
LEAST_NAMED = 3  # characters of a word of a title that says what the text is about


def drafted(asked: Asked) -> Draft:
    """The answer to a question, or why the text does not give one."""
    question, base = asked.question, asked.base
    said = beside_the_front(question, asked.retrieved.sentences, base.entry.parsed.document)
    asked = replace(asked, retrieved=replace(asked.retrieved, sentences=said))
    does = asked.content_words(ASKS_WHO.sub(" ", question.text))
    return (
        duties(question, base)
        or who_does(question, does, base)
        or corrected(question, base, asked.retrieved, lambda: structured(asked))
        or _not_spoken_of(asked)
        or front_answer(question, base)
        or structured(asked)
        or _from_sentences(asked)
    )


def _not_spoken_of(asked: Asked) -> Draft | None:
    """A refusal where it is asked whether the text speaks of something, and it does not."""
    question = asked.question
    if question.kind is not Kind.YESNO or asking.ASKS.search(question.text):
        return None
    spoken = _SPOKEN_OF.search(question.text)
    no_rule = _ANY_RULE.search(question.text) and any(map(is_noun, question.unknown))
    unspoken = spoken and (question.unknown or not _known(question.text[spoken.end() :], asked))
    return asked.refused("absent") if no_rule or unspoken else None


def _from_sentences(asked: Asked) -> Draft:
    """What the best sentences give: an enumeration, a set that they are of, what they say; or a refusal."""
    question, base, retrieved = asked.question, asked.base, asked.retrieved
    hits = ranked_spans(question, retrieved, base.entry.vocabulary)
    if made := _enumerated(asked, hits):
        return made
    if asked.unmeasured(hits):
        hits = figured(question, retrieved) or hits
    if hits and lacks_actor(" ".join(h.text for h in hits), question.text):
        hits = acted(question, retrieved) or hits
    if hits and lacks_actor(" ".join(h.text for h in hits), question.text) and (made := who_may(question, base)):
        return made
    if of_others(question, hits, base):
        return asked.refused("unquantified")
    if question.kind in classes.NAMING and (made := listing.focus(question, base)):
        return made
    if hits and _under_its_name(asked, hits):
        return compose.ranked_answer(hits, asked.base, whole=True)
    best = retrieved.hits[0].passage.text if retrieved.hits else ""
    reason = asked.reason_against(" ".join(h.text for h in hits) or best)
    if reason == "out_of_scope" and _of_the_title(asked):
        reason = "absent"
    if reason:
        return written_so(question, base) or asked.refused(reason)
    if made := _set_meant(asked):
        return made
    if question.unknown and asked_classes(asked) and refuse.hardly_spoken_of(question, asked.signals()):
        return asked.refused("absent")
    draft = compose.ranked_answer(hits, asked.base, whole=question.kind in _WIDE)
    if question.reverse:
        draft.blocks.insert(0, Frame("文中没有逐字写到所问的业务;意思最近的条文是:"))
    return draft


def _enumerated(asked: Asked, hits: Sequence[SentenceHit]) -> Draft | None:
    """Who is responsible, the items of an enumeration, every sentence that says so, or what is said of each side."""
    question, base, sentences = asked.question, asked.base, asked.retrieved.sentences
    if made := responsible(question, hits, base):
        return made
    found = everywhere(question, base)
    if found and asking.quoted(question.text):
        return found
    if made := counted_items(question, hits, sentences, base) or announced(question, hits, base):
        return made
    if question.kind is Kind.HOW and (made := steps(question, sentences, base)):
        return made
    if made := found or completed(question, hits, base):
        return made
    beside = (question.kind is Kind.COMPARE or question.each) and not question.subjects
    return side_by_side(asked) if beside and not compares_figures(asked) else None  # that was looked at already


def _under_its_name(asked: Asked, hits: Sequence[SentenceHit]) -> bool:
    """Whether the best sentence stands under the heading of a name that is asked of, in words that the text knows."""
    question, path = asked.question, hits[0].passage.path
    known = question.names and not question.unknown and not asked.unmeasured(hits)
    return bool(known and path) and heading_name(path[-1]) in question.names


def _set_meant(asked: Asked) -> Draft | None:
    """The set that a question asks for by what it means, where the text does not have its words."""
    question = asked.question
    term = term_meant(question, asked_classes(asked), asked.base, asked.retrieved, asked.retriever)
    kind_of = (
        w for w in question.unknown for other in question.rest if f"{w}{other}" in question.text and other in term
    )
    if next(kind_of, ""):
        return asked.refused("absent")  # 信息技术 is no 量子信息技术
    set_of_it = replace(question, terms=(*question.terms, term), unknown=(), each=False)
    made = classes.set_asked(set_of_it, asked.base, asked.retrieved) if term else None
    if made and made.members:
        made.meant = term
        if term not in question.text:
            made.blocks.insert(0, Frame(f"文中没有逐字这样写;意思最近的是“{term}”:"))
    return made if made and made.members else None


def _of_the_title(asked: Asked) -> bool:
    """Whether a question has a long word of the title, and speaks of nothing that plans leave out."""
    words = asked.retriever.tokens.search(bare(asked.base.entry.parsed.document.title))
    named = any(len(w) >= LEAST_NAMED and w in asked.text for w in words)
    return named and not refuse.elsewhere(asked.question, asked.retriever)


def _known(thing: str, asked: Asked) -> bool:
    """Whether a thing, or a word of it, stands in a text, or a word that the lexicon knows for one."""
    text = asked.base.entry.parsed.document.text
    words = [*asked.content_words(thing), *(w for _, found in widen(thing) for w in found)]
    return any(w in text for w in (thing.rstrip("吗么呢?？。"), *words))
