"""Which of the sentences that were found answer, and how much beside each is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.question import Question
from assistant.types import Kind
from assistant.wanted import CLOSE, FURTHER, TIME, has_figure
from corpus.names import heading_name
from corpus.numerals import CHINESE
from corpus.types import Passage
from corpus.vocabulary import Vocabulary
from index import Retrieved, SentenceHit

Span = tuple[int, int]
COUNTED = 0.5  # of the best score, for a sentence that says how many there are of what is counted
OWN = 1.25
GAP = 0.8  # of a sentence's score: what has less is clearly worse
MOST_ALIKE = 4
LONGEST_JOINED = 160  # characters of sentences that semicolons join and that are quoted as one
LONGEST_LISTED = 500
NEAR_OPENING = 0.85  # of the best score, for the sentence that a paragraph opens with and that may give the reason
LEAST_ALIKE = 8  # characters that sentences begin with which are of one form
LONG_WORDS = 6  # characters that are hardly the same by chance
_BREADTH = {
    Kind.HOW: (1, 1.0),
    Kind.LIST: (2, 0.92),
    Kind.WHY: (1, 1.0),
    Kind.OVERVIEW: (4, 0.8),
    Kind.COMPARE: (2, 0.7),
}
# Where stored questions tell which sentence answers, one does.
_NARROW = _BREADTH | {Kind.COMPARE: (2, 0.93), Kind.YESNO: (1, 1.0), Kind.WHO: (1, 1.0), Kind.DEFINITION: (1, 1.0)}
# Beside those, of the paragraph of the best: how many more, and from what share of its score. Steps often stand one
# behind the other, and of two that fit all but the same either may be meant.
_BESIDE = dict.fromkeys((Kind.FACT, Kind.YESNO, Kind.VALUE, Kind.WHO), (1, 0.95)) | {Kind.HOW: (2, 0.9)}
LEAST_SAID = 3  # letters of a sentence that says something
_CAPTION = re.compile(r"\s*(?:附?[图表]|专栏)\s?\d+(?:[-—.]\d+)*[^,，。:：;；]{0,40}$")
_PICTURE = re.compile(r"图(?!啥|什么|个|的是)|表(?!态|决|达|示|现|明|述)|专栏")
POINTS_BACK = re.compile(r"\s*(?:具体|上述|前[款项]|该(?=\w)|此|其(?![他它中余]))")
_SAID_OF = re.compile(
    "^[^,，]{1,20}是|的[,，]|应当|不得|必须"
)  # of something, or for a case: no bidding to do something
_CASE = re.compile(r"(?P<said>[^,，。;；:：]{3,10})的[,，]")
_SEVERAL = re.compile(
    "哪[些几]|都(?!不)|分别|各|汇总|归[总拢]|[列找凑]全|列[出齐]|全[部文]|[一总]共|几[种类项条样个处]|有哪|所有"
)
_CLAUSE = re.compile("[,，。;；:：]")
_SO_MANY = re.compile("(?<!第)[两二三四五六七八九][个种类项条大点]")
_REASON = re.compile(r"^(?:为了?(?!主)|由于|因为|鉴于)|旨在|以便|目的")
_YEAR = re.compile(r"(?:19|20)\d\d年|\d余?年|[一二三四五六七八九十]年")


def ranked_spans(question: Question, retrieved: Retrieved, vocabulary: Vocabulary) -> list[SentenceHit]:
    """The best sentences: the first, and those close behind it, in reading order.

    Sentences below a heading that the question names, or in a paragraph that opens with its year, go before others;
    a question about time also gets the sentence of the paragraph that holds the year, one about reasons those that
    give one.
    """
    said = [h for h in retrieved.sentences if not says_nothing(h.text) or _PICTURE.search(question.text)]
    pool = _preferred(question, said or retrieved.sentences, vocabulary)
    if not pool:
        return []
    best = pool[0]
    kind = Kind.COMPARE if question.each else question.kind  # each of several is told of by itself
    most, near = (_NARROW if retrieved.asked else _BREADTH).get(kind, (2, 0.98))
    kept = [best]
    for hit in pool[1:12]:
        if len(kept) == most:
            break
        if hit.score >= near * best.score and hit.why["coverage"] > 0:
            kept.append(hit)
    more, level = _BESIDE.get(kind, (0, 1.0))
    beside = [
        h
        for h in pool[1:FURTHER]
        if h.passage == best.passage and h.score >= level * best.score and h.why["coverage"] > 0
    ]
    kept += [h for h in beside if h not in kept][:more]
    whole = question.kind not in (Kind.YESNO, Kind.WHY, Kind.VALUE)
    several = whole and _SEVERAL.search(question.text)
    if several and not retrieved.asked:  # stored questions tell better how many sentences answer
        kept += [h for h in _above_the_gap(pool) if h not in kept]
    if several or (whole and _SO_MANY.search(question.text)):
        kept += [h for h in pool[1:FURTHER] if _alike(best.text, h.text) and h not in kept]
    kept += [h for h in pool if _goes_on(best, h, question.rest) and h not in kept]
    kept += [h for h in pool if _of_the_case(question, best, h) and h not in kept]
    if TIME.search(question.text) and not any(_YEAR.search(h.text) for h in kept):
        kept += [h for h in retrieved.sentences if h.passage == best.passage and _YEAR.search(h.text)][:1]
    if question.kind is Kind.WHY:
        kept = kept[:2]
        first = (h for h in pool if h.passage == best.passage and h.start == best.passage.start)
        opening = [h for h in first if h not in kept and h.score >= NEAR_OPENING * best.score]
        kept = [*(h for h in kept if _SAID_OF.search(h.text) or not opening), *opening]
    return sorted(kept, key=lambda h: (h.passage.doc_id != best.passage.doc_id, h.start))


def _alike(one: str, other: str) -> bool:
    """Whether sentences are of one form, as those are that say one thing each of several: 应当遵循甲原则."""
    first, second = (_CLAUSE.split(text, maxsplit=1)[0] for text in (one, other))
    return first[:LEAST_ALIKE] == second[:LEAST_ALIKE] and first[-2:] == second[-2:]


def _above_the_gap(pool: Sequence[SentenceHit]) -> Sequence[SentenceHit]:
    """The few best sentences that are about as good, where the next is clearly worse; () where no gap is."""
    for last, (hit, behind) in enumerate(pairwise(pool[1 : MOST_ALIKE + 2]), 1):
        if hit.score < CLOSE * pool[0].score:
            break
        if behind.score <= GAP * hit.score:
            return pool[: last + 1]
    return ()


@lru_cache(maxsize=4096)
def says_nothing(sentence: str) -> bool:
    """Whether a sentence is the caption of a picture, or a letter or two that a line was broken off from."""
    return bool(_CAPTION.match(sentence)) or sum(c.isalnum() for c in sentence) < LEAST_SAID


def _goes_on(best: SentenceHit, hit: SentenceHit, words: Sequence[str]) -> bool:
    """Whether a sentence is the next one, points back, and has a word of the question that the best one lacks."""
    after = [s for s in best.passage.sentences if s[0] >= best.end][:1]
    follows = hit.passage == best.passage and (hit.start, hit.end) in after and bool(POINTS_BACK.match(hit.text))
    return follows and any(w in hit.text and w not in best.text for w in words)


def _of_the_case(question: Question, best: SentenceHit, hit: SentenceHit) -> bool:
    """Whether a sentence of the paragraph opens with a case that a question names (情节严重的,…), unlike the best."""
    case = _CASE.match(hit.text) if hit.passage == best.passage else None
    return case is not None and case["said"] in question.text and case["said"] not in best.text


def _preferred(question: Question, hits: Sequence[SentenceHit], vocabulary: Vocabulary) -> Sequence[SentenceHit]:
    if not hits:
        return hits
    names = question.names if question.kind is Kind.VALUE else question.terms
    named = [h for h in hits if h.passage.path and heading_name(h.passage.path[-1]) in names]
    if named and named[0].score >= CLOSE * hits[0].score:
        return named
    if len(question.subjects) == 1 and question.kind in (Kind.FACT, Kind.LIST, Kind.OVERVIEW, Kind.HOW):
        name = question.subjects[0]
        below = {h.start for h in hits if name in map(heading_name, h.passage.path)}
        own = below | {h.start for h in hits if name in {m.term for m in vocabulary.mentions(h.text)}}
        hits = sorted(hits, key=lambda h: -h.score * (OWN if h.start in own else 1))
    if len(question.years) == 1:
        dated = [h for h in hits if re.match(rf"(?:到|至)?{question.years[0]}年", h.passage.text)]
        if dated and dated[0].score >= CLOSE * hits[0].score:
            words = [w for w in (*question.terms, *question.rest) if not w[:4].isdecimal()]
            return sorted(dated, key=lambda h: -sum(w in h.text for w in words))
    if question.kind is Kind.COUNT and not has_figure(hits[0].text, question.text):
        counted = [h for h in hits if _counts(question, h.text)]
        if counted and counted[0].score >= COUNTED * hits[0].score:
            return counted
    if question.kind is Kind.WHY:
        reasons = [h for h in hits[:6] if _REASON.search(h.text)]
        if reasons and reasons[0].score >= CLOSE * hits[0].score:
            return reasons
    return hits


def _counts(question: Question, sentence: str) -> bool:
    """Whether a sentence says how many there are of something that a question names: 重点建设12个组团."""
    nouns = "|".join(map(re.escape, (*question.rest, *question.names)))
    return bool(nouns) and re.search(rf"(?:\d|[{CHINESE}])\s*[个家项条类座所]?(?:{nouns})", sentence) is not None


def in_context(passage: Passage, span: Span) -> Span:
    """A sentence with what it cannot be read without.

    That is the one before it where it opens with a word that points back (具体办法由…, 前款…), and what semicolons join
    to it, where all of that is not long; longer where a colon opens it (主要表现在:…;…).
    """
    spans, text, first = passage.sentences, passage.text, passage.start
    goes_on = [text[start - first : end - first].rstrip()[-1:] in ";；" for start, end in spans]
    at = next((i for i, s in enumerate(spans) if s[0] <= span[0] < s[1]), None)
    if at is None:
        return span
    begin, end = at, at
    while begin > 0 and goes_on[begin - 1]:
        begin -= 1
    while end + 1 < len(spans) and goes_on[end]:
        end += 1
    listed = any(mark in text[spans[begin][0] - first : spans[begin][1] - first] for mark in ":：")
    if spans[end][1] - spans[begin][0] > (LONGEST_LISTED if listed else LONGEST_JOINED):
        begin = end = at
    if begin and begin == at and POINTS_BACK.match(text[span[0] - first :]):
        begin -= 1
    return spans[begin][0], spans[end][1]


def shared_words(question: str, but: str, text: str) -> str:
    """The longest words of a question that stand in a text, outside one name; "" where they are few."""
    longest = ""
    for clause in re.split(rf"[,，。;；?？!！]{f'|{re.escape(but)}' if but else ''}", question):
        for begin in range(len(clause)):
            end = begin + max(len(longest) + 1, LONG_WORDS)
            while end <= len(clause) and clause[begin:end] in text:
                longest, end = clause[begin:end], end + 1
    return longest
