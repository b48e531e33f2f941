"""What a question means by words that the text does not have: 做芯片设计的去哪些校区 where campuses teach 集成电路.

The nearest in meaning of the things that members of the asked class are said to do, if it also stands in the sentence
that fits the question best: by one alone a question that the text leaves open would often be answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from assistant import asking
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind
from corpus.vocabulary import TermClass
from index import Query, Retrieved, Retriever

NEAR = 0.05  # cosine above that of the middle one
SURE = 0.06  # the same, for a term that another, which no good sentence has, is nearer than
BESIDE_THE_BEST = 0.97  # of the best sentence's score, for the sentence that has the term
ASKED = (Kind.LIST, Kind.FACT, Kind.COUNT, Kind.HOW, Kind.WHO)
_ONE_PLACE = re.compile("哪一?[片块边处](?!些)")


def term_meant(
    question: Question, targets: Sequence[TermClass], base: ClaimBase, retrieved: Retrieved, retriever: Retriever
) -> str:
    """The term that the question's own words are taken for; "" where none is near, or one place alone is asked for."""
    further = len(asking.INTERROGATIVE.findall(question.text)) > 1  # 建在哪个片区,用什么改的
    told_apart = further or question.years or question.only or question.most or asking.quoted(question.text)
    if question.kind not in ASKED or told_apart or not (targets and retrieved.sentences):
        return ""
    best = retrieved.sentences[0].score
    fitting = " ".join(h.text for h in retrieved.sentences if h.score >= BESIDE_THE_BEST * best)
    told = {
        term: (cosine, having)
        for term, cosine in retriever.properties(Query(question.text), base.doc_id).items()
        if not any(target.label in term for target in targets) and (having := _having(term, targets, base))
    }
    nearest = max((term for term in told if term in fitting), key=lambda term: told[term][0], default="")
    if not nearest:
        return ""
    cosines = [cosine for cosine, _ in told.values()]
    least = NEAR if told[nearest][0] == max(cosines) else SURE
    if told[nearest][0] - median(cosines) < least:
        return ""
    one = asking.SINGULAR.search(question.text) or _ONE_PLACE.search(question.text)
    return "" if one and told[nearest][1] > 1 else nearest


def _having(term: str, targets: Sequence[TermClass], base: ClaimBase) -> int:
    """How many members of a class are said to do a thing, of the class where these are most; 0 for most of a class."""
    counts = [base.having(term, target) for target in targets]
    few = (count for count, target in zip(counts, targets, strict=True) if count <= len(target.members) // 2)
    return max(few, default=0)
