"""Selectors: from a question that was read to the spans that answer it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.asking import ASKS, TEXT
from assistant.question import Question
from assistant.sets import ClaimBase, Found, Test
from assistant.slips import short_names
from assistant.types import Kind
from corpus.names import heading_name
from corpus.numerals import CHINESE
from corpus.types import Claim, Passage
from corpus.vocabulary import TermClass, Vocabulary
from index import Retrieved, SentenceHit

Span = tuple[int, int]
LONG_PART = 4  # characters of a part of a name that mean it
CLOSE = 0.7
COUNTED = 0.5  # of the best score, for a sentence that says how many there are of what is counted
OWN = 1.25
GAP = 0.8  # of a sentence's score: what has less is clearly worse
MOST_ALIKE = 4
LONGEST_JOINED = 160  # characters of sentences that semicolons join and that are quoted as one
FEW_CLAIMS = 3  # that speak of what a heading groups
LONGEST_LISTED = 500
NEAR_OPENING = 0.85  # of the best score, for the sentence that a paragraph opens with and that may give the reason
LEAST_ALIKE = 8  # characters that sentences begin with which are of one form
LONG_WORDS = 6  # characters that are hardly the same by chance
FURTHER = 10  # sentences among which the figure that is asked for is looked for
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
_PICTURE = re.compile(r"[图表]|专栏")
POINTS_BACK = re.compile(r"\s*(?:具体|上述|前[款项]|该(?=\w)|此|其(?![他它中余]))")
_SAID_OF = re.compile(
    "^[^,，]{1,20}是|的[,，]|应当|不得|必须"
)  # of something, or for a case: no bidding to do something
_ASKS_LIST = re.compile("[列找]出|列举|名单|清单|[列找]全|罗列")
_DEGREE = re.compile(
    "(?P<word>主要|重点|优先)是?(?:[在放摆布分落去由靠集安]|哪)"
)  # how a thing is placed, as plans say it
_SEVERAL = re.compile(
    "哪[些几]|都(?!不)|分别|各|汇总|归[总拢]|[列找凑]全|列[出齐]|全[部文]|[一总]共|几[种类项条样个处]|有哪|所有"
)
_CLAUSE = re.compile("[,，。;；:：]")
_SO_MANY = re.compile("(?<!第)[两二三四五六七八九][个种类项条大点]")
_ROUTE = re.compile("路子|套路|打法|路数")
_REASON = re.compile(r"^(?:为了?(?!主)|由于|因为|鉴于)|旨在|以便|目的")
_TIME = re.compile(r"哪一?年|何时|什么时候|什么时间|时间节点|几年|多久|期限|年限|时限|多长时间|到哪年|岁数|年头")
_DURATION = re.compile(r"(?<![过哪那这])几年|多久|多少年|年限|岁数|年头")
_YEAR = re.compile(r"(?:19|20)\d\d年|\d余?年|[一二三四五六七八九十]年")
_DIGIT = r"[\d一二两三四五六七八九十百千万]"
_SHARE = r"%|百分之"
_ANY_FIGURE = rf"\d|{_DIGIT}+(?=[个种类条项年月日章节大元倍])"
_SPAN_OF_TIME = (
    rf"(?:{_DIGIT}|半)\s*(?:余|个)?(?:工作)?(?:[年月日天周]|季度|星期|小时|分钟)"
    r"|[每按][年季月周]|每半年|定期|之日[起内]|[立及]即|终身|永久"
)
_ASKS_TIME = re.compile(r"多久|多长时间|几年|哪一?[年天]|何时|[什啥]么?时候")
_MEASURES = {  # by what may be asked: what may be written
    "个": "个种类项条大座处所家间名位人张户支件套",
    "种类项条": "个种类项条大",
    "家所座处间": "家所座处间个",
    "名位人": "名位人",
    "张": "张个",
}
_WANTED = (
    (r"面积|占地|多大", rf"{_DIGIT}\s*(?:平方|公顷|亩)"),
    (r"百分|比例|占比|几成", r"%|百分之|[一二两三四五六七八九\d]成"),
    (
        r"钱|资金|投资|[投花]多少|金额|价格|均价|费用|罚|几个?亿",
        rf"{_DIGIT}\s*(?:万|亿)?元|{_SHARE}|(?:不|免)\w{{0,16}}(?:费|钱)|免费|无偿",
    ),
    (r"期限|岁数|年头|时间", _SPAN_OF_TIME),
)


MEASURES = 3  # of these are of one thing: an area, a share, money


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing a member must have: a term of the text, or a word with what plans write for it."""

    label: str
    words: tuple[str, ...]
    is_term: bool


def constraints(question: Question, base: ClaimBase) -> list[Constraint]:
    """The terms of a question, or else its other words that stand in the text or that the lexicon knows.

    A word that is the short name of one thing means that, where names of another class are asked for.
    """
    target = question.target
    names = [n for n in question.names if not (target and target.member(n))]
    text = base.entry.parsed.document.text
    found = [Constraint(n, (n,), True) for n in (*names, *_said_short(question, base))]
    if found:
        unwritten = {w: [t for t in terms if t in base.postings] for w, terms in question.widened if w not in text}
        found += [Constraint(w, tuple(unwritten[w]), False) for w in question.rest if unwritten.get(w)]
    else:
        widened = dict(question.widened)
        title = base.entry.parsed.document.title
        # A word of the title is true of the whole text.
        for word in (w for w in joined(question, text) if w not in title and not w.isdecimal()):
            meant = short_names(base.entry.vocabulary).get(word, [])
            if len(meant) == 1 and target and target.suffix and not target.member(meant[0]):
                found.append(Constraint(meant[0], (meant[0],), True))
                continue
            words = tuple(w for w in (word, *widened.get(word, ())) if w in text)
            if words:
                found.append(Constraint(word, words, False))
        if not found:
            written = tuple(w for _, words in question.widened for w in words if w in base.postings)
            if written:
                found.append(Constraint("、".join(k for k, _ in question.widened), written, False))
    return found


def _said_short(question: Question, base: ClaimBase) -> list[str]:
    """The names of another class than is asked for of which a question has a part that the text only has in them.

    The part is a short form, or words that stand together: 总部经济 for 创新型总部经济模式.
    """
    text, target = base.entry.parsed.document.text, question.target
    if target is None or not target.suffix:
        return []
    meant = [(short, names[0]) for short, names in short_names(base.entry.vocabulary).items() if len(names) == 1]
    members = {m for c in base.entry.vocabulary.classes if c.suffix and c is not target for m in c.members}
    for word in (w for w in joined(question, text) if len(w) >= LONG_PART):
        holding = [m for m in members if word in m]
        meant += [(word, holding[0])] if len(holding) == 1 else []
    found = [
        name
        for short, name in meant
        if short in question.text and name not in question.text and not target.member(name)
        if text.count(short) == text.count(name) and not any(short in known for known in question.names)
    ]
    return list(dict.fromkeys(found))


def joined(question: Question, text: str) -> list[str]:
    """The other words of a question; those that stand together in it and in the text are one: 特色|小镇."""
    words: list[str] = []
    for word in question.rest:
        both = f"{words[-1]}{word}" if words else ""
        if both and both in question.text and both in text:
            words[-1] = both
        else:
            words.append(word)
    return words


def test_of(constraint: Constraint, base: ClaimBase, under: bool) -> Test:
    """Whether a claim meets a constraint; `under` also takes what stands below a heading of that name."""
    if not constraint.is_term:
        label = constraint.label
        return lambda claim: base.contains(claim, constraint.words) or (under and base.under(claim, label))
    term = constraint.words[0]
    if under:
        return lambda claim: base.says(claim, term) or base.under(claim, term)
    return lambda claim: base.says(claim, term)


def _below(heading: str, base: ClaimBase) -> Test:
    """Whether a claim stands under a heading of that name."""
    return lambda claim: base.under(claim, heading)


def select_set(question: Question, target: TermClass, base: ClaimBase) -> Found | None:
    """The complete set that a question asks for; None when nothing in it can be checked against claims."""
    wanted = constraints(question, base)
    asked = [n for n in question.subjects if target.member(n)]
    if not wanted and not question.excluded:
        return None
    tests = []
    for c in wanted:
        direct = test_of(c, base, under=False)
        if _is_heading_only(c, base):
            tests.append(_below(c.label, base))
        else:
            whole = len(wanted) > 1 and base.heads(c.label)
            told = not whole and base.members_with(target, direct)
            tests.append(direct if told else test_of(c, base, under=True))
    named_out = {m for x in question.excluded if (m := target.member(x))}
    named_out |= {m for x in question.excluded for m in target.members if m.startswith(x)}  # 甲园之外: no 甲园校区
    excluded = [
        test_of(Constraint(x, (x,), True), base, under=base.heads(x)) for x in question.excluded if not target.member(x)
    ]
    # 发展组团 does not ask what is 发展.
    said_bare = re.sub(f"[一-鿿]{{2}}{re.escape(target.label)}", "", question.text)
    cue = next((c for c in base.entry.vocabulary.cues if c in said_bare), None)
    found = _without(base.select(target, tests, excluded, question.any_of), named_out)
    if cue and found.matches:
        with_cue = base.select(target, [_both(t, cue, base) for t in tests], excluded, question.any_of)
        found = kept if (kept := _without(with_cue, named_out)).matches else found
    if said := _DEGREE.search(question.text):
        so = tuple(m for m in found.matches if all(said["word"] in base.text(c) for c in m.claims))
        found = Found(target, so, found.checked) if so else found
    clause = asking_clause(question.text)
    for word in question.rest:
        part_of_name = any(f"{word}{n}" in clause for n in question.names)
        if (
            word.isdecimal()
            or any(c.label == word for c in wanted)
            or len(found.matches) < 2
            or word not in clause
            or part_of_name
            or any(word in x for x in question.excluded)
        ):
            continue
        found = _narrowed(found, word, base)
    if question.only and not re.search("一个|一项|一种|单一", question.text):
        found = _only(found, base, [n for c in wanted for n in c.words])
    if asked and len(asked) > 1:
        found = Found(target, tuple(m for m in found.matches if m.member in asked), len(asked))
    return found


def _without(found: Found, names: Collection[str]) -> Found:
    """A set without some members."""
    return Found(found.target, tuple(m for m in found.matches if m.member not in names), found.checked)


def asking_clause(question: str) -> str:
    """The clause of a question that asks: 我们是做教育的公司,|哪些校区开设编程课|. All of it where no clause does."""
    clauses = re.split("[,，。;；?？!！]", question)
    return next((c for asks in (ASKS, _ASKS_LIST) for c in clauses if asks.search(c)), question)


def called_after(question: Question, target: TermClass, base: ClaimBase) -> tuple[str, Found] | None:
    """The members whose names hold the one name that a question gives: 城北有几个校区 → 城北, its two campuses."""
    name = "".join(dict.fromkeys((*question.names, *question.rest)))
    if name not in question.text or not target.suffix:
        return None
    kinds = base.entry.vocabulary.classes_of(name)
    short = next((name.removesuffix(c.suffix) for c in kinds if c.suffix), name)
    every = base.select(target, [], [], any_of=False)
    kept = tuple(m for m in every.matches if short in m.member and m.member != name)
    return (short, Found(target, kept, every.checked)) if len(short) > 1 and kept else None


def _is_heading_only(constraint: Constraint, base: ClaimBase) -> bool:
    """Whether a term is the name of a heading that groups others: its section is meant, not the word."""
    told = sum(constraint.label in base.text(c) for c in base.entry.claims)
    return told <= FEW_CLAIMS and base.heads(constraint.label)


def _both(test: Test, cue: str, base: ClaimBase) -> Test:
    return lambda claim: test(claim) and cue in base.text(claim)


def _narrowed(found: Found, word: str, base: ClaimBase) -> Found:
    """The matches whose clause, or else its neighbours up to the semicolon, hold another word of the question."""
    for around in (lambda c: (c,), base.segment):
        kept = tuple(m for m in found.matches if any(word in base.text(x) for c in m.claims for x in around(c)))
        if kept:
            return Found(found.target, kept, found.checked)
    return found


def _only(found: Found, base: ClaimBase, words: Sequence[str]) -> Found:
    kept = tuple(
        m
        for m in found.matches
        if all(len({o.term for o in c.objects}) == 1 for c in m.claims if any(base.says(c, w) for w in words))
    )
    return Found(found.target, kept, found.checked) if kept else found


def properties_of(subject: str, target: TermClass, base: ClaimBase) -> list[tuple[str, Claim]]:
    """The members of a class that the text joins with a subject, each with its clause (乙校区 → its 学区)."""
    found: dict[str, Claim] = {}
    written = base.writings(subject)
    for claim in (c for name in written for c in base.postings.get(name, ())):
        about = {m.term for m in claim.subject}
        for mention in (*claim.subject, *claim.topic, *claim.objects):
            member = target.member(mention.term)
            own = not about.isdisjoint(written) or not about & set(_same_class(subject, base))
            if member and member != subject and own and member not in found:
                found[member] = claim
    return list(found.items())


def joined_mostly(own: TermClass, target: TermClass, base: ClaimBase) -> dict[str, list[tuple[str, Claim]]]:
    """For each member of a class `properties_of` it, where the text joins most of them with the target; else {}."""
    rows = {member: properties_of(member, target, base) for member in own.members}
    return rows if sum(map(bool, rows.values())) * 2 > len(rows) else {}


def _same_class(subject: str, base: ClaimBase) -> tuple[str, ...]:
    return tuple(m for c in base.entry.vocabulary.classes_of(subject) if c.suffix for m in c.members)


def claims_about(subject: str, base: ClaimBase) -> list[Claim]:
    """The clauses that a name is the subject of, or is spoken of in where none has it as subject among its own kind."""
    claims = base.postings.get(subject, [])
    return [c for c in claims if any(m.term == subject for m in c.subject)] or claims


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
    if _TIME.search(question.text) and not any(_YEAR.search(h.text) for h in kept):
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


def _preferred(question: Question, hits: Sequence[SentenceHit], vocabulary: Vocabulary) -> Sequence[SentenceHit]:
    if not hits:
        return hits
    named = [h for h in hits if h.passage.path and heading_name(h.passage.path[-1]) in question.terms]
    if named and named[0].score >= CLOSE * hits[0].score:
        return named
    if len(question.subjects) == 1 and question.kind in (Kind.FACT, Kind.LIST, Kind.OVERVIEW, Kind.HOW):
        own = {h.start for h in hits if question.subjects[0] in {m.term for m in vocabulary.mentions(h.text)}}
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


def figure_wanted(question: str) -> str:
    """A pattern of the figure that a question asks for: 多少家 → a number and 家."""
    if measure := re.search(
        r"(?:多少|几)(?:个)?(亿|平方公里|公顷|万元|亿元|元|家|项|人|名|次|所|座|条|种|类|个|位|张|处|亩|天|日|个月|年|倍|公里|米|套|间|栋|户|村|辆|台|吨|层|件|场|批|期|届|级|小时|周|分钟)",
        question,
    ):
        unit = "工作?[日天]" if measure[1] in "天日" else re.escape(measure[1])
        unit = next((f"[{alike}]" for asked, alike in _MEASURES.items() if measure[1] in asked), unit)
        return rf"(?:{_DIGIT}|[余多])\s*(?:个|万|亿|余)?{unit.replace('工作?', '(?:工作)?')}"
    if _ASKS_TIME.search(question):
        return _SPAN_OF_TIME
    for asked, wanted in _WANTED:
        if re.search(asked, question):
            return wanted
    return _ANY_FIGURE


def asks_measure(question: str) -> bool:
    """Whether an area, a share or an amount of money is asked for, which is of one thing alone."""
    return any(re.search(asked, question) for asked, _ in _WANTED[:MEASURES])


def has_figure(text: str, question: str) -> bool:
    """Whether a text has a figure of the unit that a question asks for; a year counts only where a date is asked for.

    The figures of a title in 《》 are no answer.
    """
    wanted = figure_wanted(question)
    bare = re.sub("《[^》]*》", "", text)
    if not _TIME.search(question) or _DURATION.search(question):
        bare = re.sub(r"(?:19|20)\d\d年?", "", bare)
    return bool(re.search(wanted, bare))


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


def figured(question: Question, retrieved: Retrieved) -> list[SentenceHit]:
    """The best sentence with a figure of the asked unit, beside the best of all or not far behind it; else []."""
    if figure_wanted(question.text) == _ANY_FIGURE:
        return []
    best = retrieved.sentences[0]
    near = (
        h
        for at, h in enumerate(retrieved.sentences)
        if h.passage == best.passage or (at < FURTHER and h.score >= CLOSE * best.score)
    )
    return [h for h in near if has_figure(h.text, question.text)][:1]


def shared_words(question: str, but: str, text: str) -> str:
    """The longest words of a question that stand in a text, outside one name; "" where they are few."""
    longest = ""
    for clause in re.split(rf"[,，。;；?？!！]{f'|{re.escape(but)}' if but else ''}", question):
        for begin in range(len(clause)):
            end = begin + max(len(longest) + 1, LONG_WORDS)
            while end <= len(clause) and clause[begin:end] in text:
                longest, end = clause[begin:end], end + 1
    return longest


def role_in(question: str, names: Sequence[str], base: ClaimBase) -> TermClass | None:
    """The class of any kind whose label stands in a question outside the names in it."""
    bare = question
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "□")
    named = [c for c in base.entry.vocabulary.classes if len(c.label) > 1 and c.label in bare]
    return max(named, key=lambda c: (len(c.label), len(c.members)), default=None)


def label_in(question: str, names: Sequence[str], base: ClaimBase, but: TermClass | None = None) -> TermClass | None:
    """The class of names whose label stands in a question outside the names in it; 路子 is said of a 模式."""
    bare = _ROUTE.sub("模式", question)
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "□")
    named = [
        c
        for c in base.entry.vocabulary.classes
        if c.suffix and c is not but and (c.label in bare or c.suffix in bare) and not TEXT.fullmatch(c.label)
    ]
    return max(named, key=lambda c: (bare.rfind(c.label), len(c.members)), default=None)


def items_in(claim: Claim, member: str) -> int:
    """How many things a clause lists for a member that it is about."""
    return len({m.term for m in claim.objects if m.term != member})
