"""Answer one question that stands alone: read, retrieve, choose the renderer for its need, or hold back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import asking, classes, comparing, compose, listing, outlines, refuse
from assistant.abbreviated import as_defined, written_out
from assistant.completing import completed
from assistant.correcting import corrected
from assistant.counting import counted_against, counted_groups
from assistant.deeds import ASKS_WHO, who_does, who_may
from assistant.draft import Draft, passage_at
from assistant.duties import duties
from assistant.everywhere import everywhere, figures_everywhere, spoken_of, written_so
from assistant.evidence import ranked_spans
from assistant.extremes import most_below
from assistant.figure_of import figure_of
from assistant.followup import ranking
from assistant.front import beside_the_front, front_answer
from assistant.headings import (
    LEAST_SHARED,
    covered,
    opening_passages,
    section_asked,
    section_by_place,
    section_in_words,
    section_named,
    section_of_words,
)
from assistant.items import announced, counted_items, steps, tagged
from assistant.lexicon import widen
from assistant.meant import term_meant
from assistant.measured import measured
from assistant.of_others import of_others
from assistant.over_years import over_years
from assistant.placed import below_heading, heading_over
from assistant.question import KEYWORDS, Question, read
from assistant.referents import with_siblings
from assistant.relations import related
from assistant.responsible import responsible
from assistant.roles import things_placed
from assistant.selecting import asking_clause
from assistant.sets import ClaimBase, paragraph_of_year
from assistant.sharing import beyond, whether_shared
from assistant.sides import sides
from assistant.slips import tidy
from assistant.sounds import Sounds
from assistant.together import said_together
from assistant.types import Citation, Frame, Kind
from assistant.unique import unique
from assistant.wanted import acted, figured, has_figure, lacks_actor
from corpus.names import heading_name
from corpus.numerals import number
from corpus.types import Passage, Section
from corpus.vocabulary import LARGE_CLASS, TermClass, Vocabulary
from corpus.words import is_noun
from index import Query, Retrieved, Retriever, SentenceHit

PLACES = re.compile(
    r"哪里|哪儿|去哪(?!些[^地片区园块处])|在哪(?!一?[些个几]?(?:方面|事|环节|点|问题|领域))|哪[片块个些几]?[片块]?(?:片区|地方|区域|地区|地段|处)|(?:片区|地方|地块)(?:的|都|有哪些|请|帮我|给我|列|捋|理|个|一份|出)*全?名单|哪几处|何处|什么地方|(?:布局|分布)(?:情况)?[?？。]?$|(?:怎么|如何|怎样|咋)(?:分布|布局)"
)
_A_SECTION = re.compile(r"(?:这|该|一)[一]?(?:章|节|编|篇|部分)")
_WHOSE = re.compile(
    "归(?:谁(?!管)|哪(?![一几]?[个些家]?(?:部门|单位|机构|局|委)))|给谁|(?:引导|带动|收|覆盖|点名?|安排|支持)(?:的是|了)?(?:谁|哪[些几]?家)|谁(?:家|[在来]?(?:做|搞|弄|干))"
)
_WHICH = re.compile(r"哪(?:些|[一几]?[个家所座])|[中里].{1,12}哪[儿里]|谁")
_SPOKEN_OF = re.compile(
    r"提到|提及|说到|写到|讲到|涉及|谈到|(?:有没有|有无|是否|有)(?:提|说|写|讲|谈)(?:过|明)?(?=[一-鿿]{2,6}(?:的?[事问]题?)?(?:吗|么)?[?？。]?$)"
)
_AMONG_TWO = re.compile("、[^,，、]{2,16}中(?:哪|有几个)")
_WHO_DOES = re.compile("(?:谁|哪一?个)(?:在|要|会|也)?(?:做|搞|弄|干|聚焦)")
LOOKED_AT = 5
NAMED = 3  # characters of a word of a title that says what the text is about
MOSTLY = 0.6  # of a heading, that a question says
_NAMES = re.compile("哪|几|多少|什么|啥")
MOST_CONTINUED = 12  # things that were listed of each of which a later part asks
LITTLE = 2  # words of a part that has its subject in the part before
_BESIDES = re.compile(r"[,，]?(?:另外?|还有|此外|顺便)")
PREFERENCE = 0.5
LONG_WORD = 4  # characters of a word that is not met by chance
FEW_BESIDES = 3  # words of a question that is about a name as a whole
_HOW_MANY = re.compile("(?:的|里|中)(?:一共|总共|共|都)?(?:有|是)?(?:几个|多少个|哪几个|哪些|谁)[?？。]?$")
_GATHERED = re.compile(
    "归拢|全篇|综合说|汇总|[梳清]理|翻遍|通篇|全文|各处|有关的?(?:安排|内容|说法|规定|部署)|(?:各个?|每个).{1,6}(?:里|中)分别"
)
_WHICH_MORE = re.compile(
    "(?:哪一?[个家边座条处]|谁)的?[^,，]{0,6}?更?[多大高长少小低短](?=[,，?？。]|$|一?[些点]|多少|出|几)|相差|差(?:了)?(?:多少|几)|差距有?多"
)
_ANY_RULE = re.compile(
    "有没有[^,，]{2,16}?(?:政策|规定|补[贴助]|奖励|措施|安排|优惠|待遇|福利)|(?:政策|补[贴助]|奖励|优惠|待遇|福利)(?:有没有|有吗|有无)"
)
_STAGES = re.compile(
    "(?:(?P<count>[两二三四五六])|各|每|几|分)个?(?:时间)?(?:阶段|节点|时点)(?!性)|(?:(?P<steps>[两二三四五六])步走|每一步)"
)
_OF_STAGES = re.compile("阶段|节点|时点|步走|每一步|[目指]标")
_RANGE = re.compile(r"(?:19|20)\d\d年?(?:到|至|[-—~])+(?:19|20)\d\d")
_KIND_OF_TEXT = re.compile(r"(?:条例|规划|纲要|意见|办法|通知|规定|方案|报告|决定|法)$")
_WIDE = (Kind.HOW, Kind.LIST, Kind.OVERVIEW, Kind.WHY)


def _bare(title: str) -> str:
    """A title without its brackets: 某规划(2020年-2035年)(简版) → 某规划."""
    return re.sub(r"[(（].*", "", title)


def _of_all_milestones(question: Question, base: ClaimBase) -> Question:
    """三个阶段的目标分别是什么: of every year that paragraphs open with, where the text has so many."""
    said = _STAGES.search(question.text) if not question.years or _RANGE.search(question.text) else None
    many = said and (said["count"] or said["steps"])
    count = number(many) if many else len(base.milestones)
    return replace(question, years=base.milestones) if said and count == len(base.milestones) > 1 else question


def _has_parts(question: str, base: ClaimBase) -> bool:
    """Whether a text has the chapter that a question counts the sections of: 第五章有几节."""
    said = re.match(r"(?P<above>第[^第]{1,3}[编章])[^,，]{0,4}(?:几|多少|哪[些几])个?(?P<family>[章节])", question)
    if not said:
        return False
    part = re.compile(f"第.{{1,3}}{said['family']}")
    paths = [s.path for s in base.entry.parsed.sections if len(s.path) > 1]
    return any(path[-2].startswith(said["above"]) and part.match(path[-1]) for path in paths)


def _same_place(said: str, heading: str) -> bool:
    """Whether a heading is the section that was named last: 第5章, 第五章 阅读; of 第五章第一节 the section."""
    family, last = said[-1], said[:-1].rpartition("第")[2]
    own = re.match(f"第(.+?){family}", heading)
    return own is not None and number(own[1]) == number(last)


def _asks_where(question: str) -> bool:
    """Whether places are asked for: 在哪里, or a few words before 布局; not 哪几个产业的布局."""
    place = PLACES.search(question)
    return place is not None and not (place.group().startswith(("布局", "分布")) and asking.ASKS.search(question))


def _without_title(question: str, title: str) -> str:
    """A question without the name of the text it is put to, which would fit the title best."""
    name = _bare(title)
    rest = re.sub(f"[《“]?{re.escape(name)}[》”]?", "", question) if name else question
    return rest if len(rest) > len("什么?") else question


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
        question = _of_all_milestones(self._among(question, base), base)
        draft = self._draft(question, base, retrieved)
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

    def _among(self, question: Question, base: ClaimBase) -> Question:
        """甲、乙中哪些属于丙: the class asked for is that of the names chosen from."""
        if question.target is None and _HOW_MANY.search(question.text) and (within := self._within(question, base)):
            kind = Kind.COUNT if asking.COUNT.search(question.text) else Kind.LIST
            return replace(question, target=within, kind=kind)
        of_two = len(question.names) == 2 and question.rest and _WHO_DOES.search(question.text)
        of_two = of_two or _AMONG_TWO.search(question.text)
        asks_a_kind = question.target and (question.target.suffix or not question.only)
        asks = _WHICH.search(question.text) or question.kind is Kind.COUNT
        if asks_a_kind or (len(question.names) < 3 and not of_two) or not asks:
            return question
        for c in base.entry.vocabulary.classes:
            chosen = [s for s in question.subjects if c.suffix and c.member(s)]
            narrowed = question.only or question.excluded or asking.quoted(question.text)
            apart = of_two or narrowed or len(chosen) < len(question.names)
            if len(chosen) > 1 and apart:
                return replace(question, target=c, kind=Kind.LIST if question.kind is Kind.FACT else question.kind)
        return question

    def _within(self, question: Question, base: ClaimBase) -> TermClass | None:
        """The class of names that stand below a heading that a question names: 河东片里做编程的有几个."""
        headings = [n for n in question.terms if base.heads(n)]
        if not headings or len(question.names) == len(headings):
            return None
        return next(
            (
                kind
                for kind in base.places
                if not any(map(kind.member, question.names))
                and base.select(kind, [lambda c: base.under(c, headings[0])], [], any_of=False).matches
            ),
            None,
        )

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
        _, question, retrieved = self._retrieve(text, doc)
        return retrieved, self._signals_of(question, retrieved)

    def _signals_of(self, question: Question, retrieved: Retrieved) -> refuse.Signals:
        """The signals of a question without the name of the text, whose words say nothing of what is asked."""
        doc = retrieved.hits[0].passage.doc_id if retrieved.hits else None
        bare = _without_title(question.text, self.base(doc).entry.parsed.document.title)
        return refuse.signals(replace(question, text=bare), retrieved, self._retriever)

    def retrieved(self, text: str, doc: str | None, lexicon: bool = True) -> Retrieved:
        """What is found for a question, with or without what the lexicon knows, as `eval.ablation` compares."""
        return self._retrieve(text, doc, lexicon)[2]

    def shares_words(self, text: str, passage: str) -> bool:
        """Whether a word that says what a question is about stands in a passage, whole or in a longer word's pieces."""
        tokens = self._retriever.tokens
        said = set(tokens.search(passage))
        return any(said & set(tokens.search(word)) for word in refuse.content_words(text, self._retriever))

    def _retrieve(self, text: str, doc: str | None, lexicon: bool = True) -> tuple[ClaimBase, Question, Retrieved]:
        base = self.base(doc) if doc or len(self._bases) == 1 else self._likely(text)
        vocabulary = base.entry.vocabulary
        mended = said_together(self._sounds(base).mend(tidy(text), self._retriever.tokens), vocabulary)
        whole, title = base.entry.parsed.document.text, base.entry.parsed.document.title
        defined = mended if _bare(title) in mended else as_defined(mended, whole)
        text = with_siblings(written_out(defined, whole), vocabulary)
        question = read(text, vocabulary, self._retriever.tokens)
        question = question if lexicon else replace(question, widened=())
        query = Query(
            _without_title(question.text, title),
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
            kind = _KIND_OF_TEXT.search(_bare(base.entry.parsed.document.title))
            chances[doc_id] += PREFERENCE if kind and kind.group() in text else 0.0
        return self._bases[max(chances, key=lambda d: chances[d])]

    def _draft(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft:
        said = beside_the_front(question, retrieved.sentences, base.entry.parsed.document)
        retrieved = replace(retrieved, sentences=said)
        if made := duties(question, base) or who_does(question, self._asked_of_whom(question), base):
            return made
        if made := corrected(question, base, retrieved, lambda: self._structured(question, base, retrieved)):
            return made
        whether = question.kind is Kind.YESNO and not asking.ASKS.search(question.text)
        spoken = _SPOKEN_OF.search(question.text) if whether else None
        if whether and _ANY_RULE.search(question.text) and any(map(is_noun, question.unknown)):
            return compose.refusal_answer(question, "absent", base, retrieved)
        if spoken and (question.unknown or not self._known(question.text[spoken.end() :], base)):
            return compose.refusal_answer(question, "absent", base, retrieved)
        if made := front_answer(question, base):
            return made
        structured = self._structured(question, base, retrieved)
        if structured:
            return structured
        best = retrieved.hits[0].passage.text if retrieved.hits else ""
        hits = ranked_spans(question, retrieved, base.entry.vocabulary)
        if made := responsible(question, hits, base):
            return made
        found = everywhere(question, base)
        if found and asking.quoted(question.text):
            return found
        if made := counted_items(question, hits, retrieved.sentences, base):
            return made
        if made := announced(question, hits, base):
            return made
        if question.kind is Kind.HOW and (made := steps(question, retrieved.sentences, base)):
            return made
        if found:
            return found
        if made := completed(question, hits, base):
            return made
        beside = question.kind is Kind.COMPARE or question.each
        looked_at = _WHICH_MORE.search(question.text)  # side by side already: it told nothing
        if beside and not question.subjects and not looked_at and (made := self._side_by_side(question, base)):
            return made
        if self._unmeasured(question, hits):
            hits = figured(question, retrieved) or hits
        if hits and lacks_actor(" ".join(h.text for h in hits), question.text):
            hits = acted(question, retrieved) or hits
        if hits and lacks_actor(" ".join(h.text for h in hits), question.text) and (made := who_may(question, base)):
            return made
        if of_others(question, hits, base):
            return compose.refusal_answer(question, "unquantified", base, retrieved)
        if question.kind in classes.NAMING and (made := listing.focus(question, base)):
            return made
        if (
            question.names
            and not question.unknown
            and not self._unmeasured(question, hits)
            and hits
            and hits[0].passage.path[-1:]
            and heading_name(hits[0].passage.path[-1]) in question.names
        ):
            return compose.ranked_answer(hits, self._bases, whole=True)
        signals = self._signals_of(question, retrieved)
        reason = refuse.decide(question, signals, " ".join(h.text for h in hits) or best)
        if reason == "out_of_scope" and self._of_the_title(question, base):
            reason = "absent"
        if reason:
            return written_so(question, base) or compose.refusal_answer(question, reason, base, retrieved)
        if made := self._set_meant(question, base, retrieved):
            return made
        if question.unknown and self._asked_classes(question, base) and refuse.hardly_spoken_of(question, signals):
            return compose.refusal_answer(question, "absent", base, retrieved)
        draft = compose.ranked_answer(hits, self._bases, whole=question.kind in _WIDE)
        if question.reverse:
            draft.blocks.insert(0, Frame("文中没有逐字写到所问的业务;意思最近的条文是:"))
        return draft

    def _asked_of_whom(self, question: Question) -> list[str]:
        """The words of what is done, of a question that asks who does it."""
        return refuse.content_words(ASKS_WHO.sub(" ", question.text), self._retriever)

    def _set_meant(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
        """The set that a question asks for by what it means, where the text does not have its words."""
        term = term_meant(question, self._asked_classes(question, base), base, retrieved, self._retriever)
        kind_of = (
            w for w in question.unknown for other in question.rest if f"{w}{other}" in question.text and other in term
        )
        if next(kind_of, ""):
            return compose.refusal_answer(question, "absent", base, retrieved)  # 信息技术 is no 量子信息技术
        asked = replace(question, terms=(*question.terms, term), unknown=(), each=False)
        made = classes.set_asked(asked, base, retrieved) if term else None
        if made and made.members:
            made.meant = term
            if term not in question.text:
                made.blocks.insert(0, Frame(f"文中没有逐字这样写;意思最近的是“{term}”:"))
        return made if made and made.members else None

    def _asked_classes(self, question: Question, base: ClaimBase) -> Sequence[TermClass]:
        """The classes whose members are asked for: that which is named, or those of `base.places` where 哪里 asks."""
        if question.target:
            return [question.target] if question.target in base.places else []
        return base.places if question.reverse or _asks_where(question.text) else []

    def _side_by_side(self, question: Question, base: ClaimBase) -> Draft | None:
        """What the text says of each of some things that are compared, looked for alone; None where it says the same.

        Of a side that the text does not speak of it is said; where figures are compared, each side has one.
        """
        told = sides(question.text, base.entry.vocabulary)
        title = base.entry.parsed.document.title
        if told is None or any(name in title for name in told.names):  # beside others: the text is of the one alone
            return None
        figures = _WHICH_MORE.search(question.text) is not None
        draft, found = Draft(), list[tuple[tuple[int, int], ...]]()
        for name, asked in zip(told.names, told.questions, strict=True):
            _, alone, retrieved = self._retrieve(asked, base.doc_id)
            hits = ranked_spans(alone, retrieved, base.entry.vocabulary)
            hits = (figured(alone, retrieved) or hits) if figures and self._unmeasured(alone, hits) else hits
            said = " ".join(h.text for h in hits)
            sure = hits and refuse.decide(alone, self._signals_of(alone, retrieved), said) is None
            sure = sure and not (figures and self._unmeasured(alone, hits))
            found.append(tuple((h.start, h.end) for h in hits) if sure else ())
            draft.say(f"{name}:" if sure else f"{name}:文中没有写到所问的这一点。")
            if sure:
                draft.extend(compose.ranked_answer(hits, self._bases, whole=False))
        enough = any(found) if figures else all(found)
        return draft if enough and len(set(found)) == len(found) else None

    def _of_the_title(self, question: Question, base: ClaimBase) -> bool:
        """Whether a question has a long word of the title, and speaks of nothing that plans leave out."""
        words = self._retriever.tokens.search(_bare(base.entry.parsed.document.title))
        named = any(len(w) >= NAMED and w in question.text for w in words)
        return named and not refuse.elsewhere(question, self._retriever)

    def _unmeasured(self, question: Question, hits: Sequence[SentenceHit]) -> bool:
        """Whether a figure is asked for and none of the sentences has it."""
        return refuse.wants_figure(question) and not has_figure(" ".join(h.text for h in hits), question.text)

    def _structured(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
        """The renderers that answer from the claims and the outline, the surest first."""
        kind = question.kind
        if outlines.asks_for_contents(question) and (made := outlines.contents_answer(base)):
            return made
        if made := figure_of(question, base) or measured(question, base, retrieved):
            return made
        if made := over_years(question, base) or most_below(question, base):
            return made
        if made := whether_shared(question, base) or beyond(question, base):
            return made
        if made := counted_groups(question, base) or counted_against(question, base):
            return made
        if made := unique(question, base):
            return made
        if made := tagged(question, base) or things_placed(question, base):
            return made
        if made := (figures_everywhere(question, base) or spoken_of(question, base) or related(question, base)):
            return made
        if kind in (Kind.COUNT, Kind.LIST, Kind.FACT) and (
            made := outlines.structure_answer(question, base) or outlines.counted_below(question, base)
        ):
            return made
        if kind is Kind.LOCATE and (inside := self._headed(question, base, retrieved)):
            return self._located(question, inside[0], base)
        if (
            kind is Kind.LOCATE
            and retrieved.sentences
            and (self._written(question, retrieved) or self._sure(question, retrieved))
        ):
            return self._located(question, retrieved.sentences[0], base)
        if _WHICH_MORE.search(question.text) and (made := self._side_by_side(question, base)):
            return made
        if kind is Kind.COMPARE:
            names = self._compared(question, base)
            if len(names) >= 2 and (made := comparing.compare_answer(question, names, base, retrieved)):
                return made
        if kind is Kind.DEFINITION:
            if made := compose.definition_answer(question, base):
                return made
            if self._undefined(question, retrieved):
                return compose.refusal_answer(question, "absent", base, retrieved)
        if kind in classes.NAMING and not question.subjects and (made := self._whole(question, base, retrieved)):
            return made
        named = question.sections or _A_SECTION.search(question.text) or section_by_place(question.text)
        whole = kind is Kind.OVERVIEW or (kind in (Kind.LIST, Kind.FACT) and named and not question.subjects)
        if whole and (section := section_named(question, base) or self._section_meant(question, base)):
            return compose.overview_answer(section, base)
        if (
            kind in (Kind.OVERVIEW, Kind.LIST)
            and not (question.names or question.excluded)
            and (section := section_in_words(question, base, self._retriever.tokens))
        ):
            return compose.overview_answer(section, base)
        dated = [p for y in dict.fromkeys(question.years) if (p := paragraph_of_year(y, base))]
        about = [*question.names, *refuse.content_words(question.text, self._retriever)]
        said = [w for w in about if w not in base.entry.parsed.document.title]
        if kind is Kind.OVERVIEW and not (said or question.years or question.sections):
            return outlines.contents_answer(base)
        if dated and not said and kind in (Kind.FACT, Kind.LIST, Kind.HOW):
            return compose.passages_answer(dated, base)
        if (kind is Kind.OVERVIEW and dated) or (len(dated) > 1 and kind is not Kind.YESNO):
            words = [w for w in (*question.terms, *question.rest) if not _OF_STAGES.search(w)]
            return compose.passages_answer(dated, base, (*words, *question.variants))
        if (kind is Kind.OVERVIEW or _GATHERED.search(question.text)) and (made := self._all_of_name(question, base)):
            return made
        if kind is Kind.OVERVIEW and retrieved.hits and self._sure(question, retrieved):
            return compose.passages_answer([retrieved.hits[0].passage], base)
        if kind is Kind.YESNO and (made := classes.verdict(question, base, retrieved)):
            return made
        if kind in (*classes.NAMING, Kind.LOCATE) and (made := heading_over(question, base)):
            return made
        if classes.of_each(question):
            return listing.each_subject(question, base)
        if kind in classes.NAMING and (made := below_heading(question, base)):
            return made
        if made := classes.set_properties(question, base) or classes.each_of_a_set(question, base):
            return made
        if made := classes.each_of_all(question, base):
            return made
        sets = question.target or question.reverse or _asks_where(question.text) or _WHOSE.search(question.text)
        whether = kind is Kind.YESNO and asking.WHETHER_MAY.search(question.text)
        if sets and not whether and kind not in (Kind.WHY, Kind.DEFINITION, Kind.LOCATE):
            return classes.set_asked(question, base, retrieved)
        return None

    def _located(self, question: Question, hit: SentenceHit, base: ClaimBase) -> Draft:
        """Where a sentence stands; a chapter or section that the question takes it to be in is corrected."""
        draft = compose.locate_answer(hit, base)
        said = [
            s
            for s in question.sections
            if re.search(f"(?<!除){s}(?:[里中的讲写说]|第几|哪)", question.text) and s[-1] in "编篇章节"
        ]
        wrong = [s for s in said if not any(_same_place(s, part) for part in hit.passage.path)]
        if wrong and hit.passage.path and not asking.NOT.search(question.text):
            draft.status = "corrected"
            draft.blocks.insert(0, Frame(f"问题说{wrong[0]},文本写在{hit.passage.path[0].split()[0]}:"))
        return draft

    def _headed(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> list[SentenceHit]:
        """The best sentences of the section whose heading has every word of a question for a chapter or a section."""
        if asking.PARAGRAPH.search(question.text):
            return []
        words = refuse.content_words(asking.LOCATE.sub(" ", question.text), self._retriever)
        section = section_of_words([w for w in words if not asking.LOCATING.fullmatch(w)], base)
        path = section.path if section else ()
        return [h for h in retrieved.sentences if path and h.passage.path[: len(path)] == path]

    def _all_of_name(self, question: Question, base: ClaimBase) -> Draft | None:
        """All that a text says of one name of a class and of those called after it, where little else is asked."""
        alone = () if question.rest or question.years or question.sections else question.names
        long = len(alone) == 1 and len(alone[0]) >= LONG_WORD
        if long and (made := listing.mentions_answer(alone[0], base)):
            return made
        subject = question.subjects[0] if len(question.subjects) == 1 else ""
        kind = next((c for c in base.entry.vocabulary.classes_of(subject) if c.suffix), None)
        labels = {c.label for c in base.entry.vocabulary.classes}
        said = [w for w in (*question.terms, *question.rest) if w not in base.entry.parsed.document.title]
        said = [w for w in said if w not in labels and not _GATHERED.search(w)]
        if kind is None or question.years or len(said) > FEW_BESIDES:
            return None
        stem = subject.removesuffix(kind.suffix)
        return listing.mentions_answer(stem if len(stem) > 1 else subject, base)

    def _known(self, thing: str, base: ClaimBase) -> bool:
        """Whether a thing, or a word of it, stands in a text, or a word that the lexicon knows for one."""
        text = base.entry.parsed.document.text
        words = [*refuse.content_words(thing, self._retriever), *(w for _, found in widen(thing) for w in found)]
        return any(w in text for w in (thing.rstrip("吗么呢?？。"), *words))

    def _undefined(self, question: Question, retrieved: Retrieved) -> bool:
        """Whether a definition is asked for and the best sentence does not even begin with what is to be defined."""
        best = retrieved.sentences[0].text if retrieved.sentences else ""
        told = any(re.match(f"[“《]?{re.escape(name)}", best) for name in (*question.names, *question.rest))
        return bool(asking.DEFINED.search(question.text)) and not told

    def _written(self, question: Question, retrieved: Retrieved) -> bool:
        """Whether the name or the long word that a question is about stands in the best passage, whatever is asked."""
        best = retrieved.sentences[0].passage.text
        quoted = asking.quoted(question.text)
        if quoted and all(w in best for w in quoted) and "《" not in question.text:
            return True
        said = (*asking.quoted(question.text), *question.names, *(w for w in question.rest if len(w) >= LONG_WORD))
        return bool(said) and not question.unknown and all(w in best for w in (*said, *question.rest))

    def _sure(self, question: Question, retrieved: Retrieved) -> bool:
        return refuse.decide(question, self._signals_of(question, retrieved), "") is None

    def _section_meant(self, question: Question, base: ClaimBase) -> Section | None:
        """The section that words before 这一节 name: 校车这一章讲什么."""
        said = _A_SECTION.search(question.text)
        words = refuse.content_words(question.text[: said.start()], self._retriever) if said else []
        return section_of_words(words, base)

    def _whole(self, question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
        """All that a heading stands over, where the question says no more than it: its class of names, or its parts."""
        target = question.target
        counted = question.kind is Kind.COUNT and target is not None and len(target.members) >= LARGE_CLASS
        clause = asking_clause(question.text)
        about = [*refuse.content_words(clause, self._retriever), *question.terms]
        about += [target.label] if target else []
        framed = self._retriever.tokens.words(clause)
        asks = _NAMES.search(clause) or len(clause) <= KEYWORDS
        narrowed = question.years or question.only or question.most or question.excluded or question.reverse
        if target and classes.all_asked(question):
            return classes.whole_class(target, base)
        section = section_asked(about, framed, base) if asks and not narrowed else None
        if section is None or (target and asking.SINGULAR.search(clause)):
            return None
        if covered(heading_name(section.heading), about) < LEAST_SHARED and not all(
            w in section.heading for w in framed
        ):
            return None  # 草案里还得补哪块内容 asks of more than what stands under 草案的形成
        if target and target.member(heading_name(section.heading)):
            return None  # one of the class, not what stands over it
        if target and heading_name(section.heading).endswith(target.label):
            if counted:
                return classes.counted_class(target, base, retrieved)
            return classes.whole_class(target, base, question.kind is Kind.COUNT)
        name = heading_name(section.heading)
        if not counted and (made := outlines.parts_answer(section, base)):
            return made
        said = covered(name, (*about, *framed)) >= MOSTLY * len(name) and question.kind is not Kind.COUNT
        alone = len(opening_passages(section, base)) == 1
        return compose.overview_answer(section, base) if said and alone else None

    def _compared(self, question: Question, base: ClaimBase) -> tuple[str, ...]:
        """The names that are compared: members of one class, or all where the text knows every word of the question."""
        by_class: dict[str, list[str]] = {}
        for name in question.names:
            for c in base.entry.vocabulary.classes_of(name):
                by_class.setdefault(c.label, []).append(name)
        alike = max(by_class.values(), key=len) if by_class else []
        if len(alike) > 1:
            return tuple(alike)
        return () if question.unknown else question.names
