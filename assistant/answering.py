"""Answer one question that stands alone: choose its document, read it, find what fits, and draft an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import refuse
from assistant.abbreviated import as_defined, written_out
from assistant.asked import Asked
from assistant.chosen_from import as_meant
from assistant.draft import Draft, passage_at
from assistant.drafting import drafted
from assistant.followup import ranking
from assistant.kind_left_out import with_kind
from assistant.question import Question, read
from assistant.referents import with_siblings
from assistant.sets import ClaimBase
from assistant.slips import tidy
from assistant.sounds import Sounds
from assistant.titled import bare, without_title
from assistant.together import said_together
from assistant.types import Citation
from corpus.types import Passage
from corpus.vocabulary import Vocabulary
from index import Query, Retrieved, Retriever

LOOKED_AT = 5
MOST_CONTINUED = 12  # things that were listed of each of which a later part asks
LITTLE = 2  # words of a part that has its subject in the part before
_BESIDES = re.compile(r"[,，]?(?:另外?|还有|此外|顺便)")
PREFERENCE = 0.5
_KIND_OF_TEXT = re.compile(r"(?:条例|规划|纲要|意见|办法|通知|规定|方案|报告|决定|法)$")


def _has_parts(question: str, base: ClaimBase) -> bool:
    """Whether a text has the chapter that a question counts the sections of: 第五章有几节."""
    said = re.match(r"(?P<above>第[^第]{1,3}[编章])[^,，]{0,4}(?:几|多少|哪[些几])个?(?P<family>[章节])", question)
    if not said:
        return False
    part = re.compile(f"第.{{1,3}}{said['family']}")
    paths = [s.path for s in base.entry.parsed.sections if len(s.path) > 1]
    return any(path[-2].startswith(said["above"]) and part.match(path[-1]) for path in paths)


class Answering:
    """The documents of one index, ready to be asked."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._bases = {e.parsed.document.doc_id: ClaimBase(e) for e in retriever.content}
        self._said: dict[str, Sounds] = {}

    def vocabulary(self, doc: str | None) -> Vocabulary:
        """The vocabulary of a document, or of the first."""
        return self.base(doc).entry.vocabulary

    def passages_of(self, citations: Sequence[Citation]) -> tuple[Passage, ...]:
        """The passages that citations stand in, each once."""
        found = (passage_at(self._bases[c.doc_id].entry.parsed, c.start) for c in citations)
        return tuple(dict.fromkeys(p for p in found if p))

    def base(self, doc: str | None) -> ClaimBase:
        """The claims of a document, or of the first."""
        return self._bases[doc] if doc else next(iter(self._bases.values()))

    def answer(self, text: str, doc: str | None, put: ranking.Put | None = None) -> tuple[Question, Draft, Retrieved]:
        """Read, retrieve, and draft an answer or a refusal; `put`: how a follow-up was put at first."""
        base, question, retrieved = self.found(text, doc, put)
        question = as_meant(question, base)
        draft = drafted(self._asked(question, base, retrieved))
        draft.doc_id = base.entry.parsed.document.doc_id
        if draft.meant and draft.meant not in question.terms:
            question = replace(question, terms=(*question.terms, draft.meant))
        return question, draft, retrieved

    def found(
        self, text: str, doc: str | None, put: ranking.Put | None = None
    ) -> tuple[ClaimBase, Question, Retrieved]:
        """The document, the question as it is read, and what is found for it."""
        base, question, retrieved = self._retrieve(text, doc)
        if put:
            retrieved = ranking.ranked(put, retrieved, base.doc_id, self._retriever)
        return base, question, retrieved

    def of_each_listed(self, part: str, before: Question, said: Draft, doc: str | None) -> str:
        """A later part that asks of each (分别打造成什么), of what the part before was answered with; "" for others."""
        vocabulary = self.vocabulary(doc)
        question = read(part, vocabulary, self._retriever.tokens)
        if not question.each or question.names or question.target or before.target is None:
            return ""
        quoted = vocabulary.mentions(said.citations[0].quote) if len(said.citations) == 1 else ()
        listed = said.members or tuple(m.term for m in quoted if before.target.member(m.term))
        return f"{'、'.join(listed)}{part}" if 1 < len(listed) <= MOST_CONTINUED else ""

    def continued(self, part: str, before: Question, doc: str | None) -> str:
        """A later part of a compound question that asks for a set or says little is about what the first named."""
        question = read(part, self.vocabulary(doc), self._retriever.tokens)
        little = len(question.rest) <= LITTLE and not _BESIDES.match(part)
        lacks = (question.target or little) and not question.names and not question.years and before.names
        every = question.each and len(before.subjects) > 1
        return f"{'、'.join(before.subjects) if every else before.names[0]}{part}" if lacks else part

    def signals(self, text: str, doc: str | None) -> tuple[Retrieved, refuse.Signals]:
        """What is found for a question and what speaks for or against answering it, as `eval.fit` learns from them."""
        base, question, retrieved = self._retrieve(text, doc)
        return retrieved, self._asked(question, base, retrieved).signals()

    def retrieved(self, text: str, doc: str | None, lexicon: bool = True) -> Retrieved:
        """What is found for a question, with or without what the lexicon knows, as `eval.ablation` compares."""
        return self._retrieve(text, doc, lexicon)[2]

    def shares_words(self, text: str, passage: str) -> bool:
        """Whether a word that says what a question is about stands in a passage, whole or in a longer word's pieces."""
        tokens = self._retriever.tokens
        said = set(tokens.search(passage))
        return any(said & set(tokens.search(word)) for word in refuse.content_words(text, self._retriever))

    def _asked(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> Asked:
        """A question with all that its renderers may look at."""

        def again(text: str) -> Asked:
            _, other, found = self._retrieve(text, base.doc_id)
            return self._asked(other, base, found)

        return Asked(question, base, retrieved, self._retriever, again)

    def _retrieve(self, text: str, doc: str | None, lexicon: bool = True) -> tuple[ClaimBase, Question, Retrieved]:
        base = self.base(doc) if doc or len(self._bases) == 1 else self._likely(text)
        vocabulary = base.entry.vocabulary
        mended = said_together(self._sounds(base).mend(tidy(text), self._retriever.tokens), vocabulary)
        whole, title = base.entry.parsed.document.text, base.entry.parsed.document.title
        defined = mended if bare(title) in mended else as_defined(mended, whole)
        text = with_siblings(written_out(defined, whole), vocabulary)
        text = with_kind(text, base)
        question = read(text, vocabulary, self._retriever.tokens)
        question = question if lexicon else replace(question, widened=())
        query = Query(
            without_title(question.text, title),
            variants=question.variants,
            terms=question.terms,
            subjects=question.subjects,
            kind=question.kind,
            doc_ids=(base.entry.parsed.document.doc_id,),
        )
        retrieved = self._retriever.retrieve(query)
        unknown = refuse.missing_words(question, retrieved, self._retriever)[1]
        return base, replace(question, unknown=tuple(unknown)), retrieved

    def _sounds(self, base: ClaimBase) -> Sounds:
        """How the words of a document are said; made once."""
        document = base.entry.parsed.document
        if document.doc_id not in self._said:
            words = {*self._retriever.tokens.words(document.text), *base.entry.vocabulary.terms}
            self._said[document.doc_id] = Sounds(words, document.text)
        return self._said[document.doc_id]

    def _likely(self, text: str) -> ClaimBase:
        """The document whose passages fit best; one of the kind the question names (条例, 规划 …) is preferred."""
        divided = [base for base in self._bases.values() if _has_parts(text, base)]
        if len(divided) == 1:
            return divided[0]
        chances = dict.fromkeys(self._bases, 0.0)
        for hit in self._retriever.hits(Query(text), top=LOOKED_AT):
            chances[hit.passage.doc_id] += hit.score / hit.rank
        for doc_id, base in self._bases.items():
            kind = _KIND_OF_TEXT.search(bare(base.entry.parsed.document.title))
            chances[doc_id] += PREFERENCE if kind and kind.group() in text else 0.0
        return self._bases[max(chances, key=lambda d: chances[d])]
