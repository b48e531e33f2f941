"""Whether a sentence that a model wrote says what its citations say; no model takes part.

A sentence is sound when it stands there verbatim, or when its markers lead to citations; its numbers, quoted words,
foreign words and names stand in them, with the bounds, denials and duties that they have there; what it says of a name
is said of it there; and most of its words are theirs. So a right sentence in words of its own may fail, and then the
text stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.figures import COUNTERS, Figure, figures, fold
from assistant.llm.sentences import Sentence
from assistant.sets import ClaimBase
from assistant.types import Check, Citation
from corpus.grammar import CLAUSE_MARKS, split_outside
from corpus.types import Claim, Mention
from corpus.words import base_tokenizer, is_proper, is_word

SUPPORT = 0.5  # of the characters of a sentence's words, at least so many stand in what it cites
_QUOTED = re.compile(r"[《“「『](.{1,500}?)[》”」』]")
_FOREIGN = re.compile(r"[A-Za-z]{2,}")
_DENIAL = re.compile(r"(?:不得|没有|禁止|严禁|[不未没无非勿])(?P<what>[一-鿿]{2})")
_NOT = re.compile(r"不得|没有|禁止|严禁|[不未没无非勿]")
_HARMLESS = ("不同", "不仅", "不断", "不但", "未来", "无论", "非常", "不过", "不少", "不等")
_BINDING = ("应当", "必须", "可以", "不得", "禁止", "严禁", "鼓励", "有权", "优先", "唯一", "只")
_BEFORE_A_KIND = set("各的该这那些上述等个座家处种类项所多全和与及、,在向由为是对")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the sentences of one answer are checked against."""

    base: ClaimBase
    citations: Mapping[int, Citation]
    members: tuple[str, ...] = ()
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence with the words it cites: `quotes` verbatim; `around` with their subjects, headings and title too."""

    sentence: Sentence
    text: str
    quotes: str
    around: str
    ground: Ground


def fault(sentence: Sentence, ground: Ground) -> str:
    """What is wrong with a sentence, in a word; "" when it is sound."""
    cited = [ground.citations[n] for n in sentence.numbers if n in ground.citations]
    if not cited or len(cited) < len(sentence.numbers):
        return "出处"
    quotes = "\n".join(fold(c.quote) for c in cited)
    about = [m.term for c in cited for claim in claims_at(c, ground.base) for m in (*claim.subject, *claim.topic)]
    around = quotes + fold("\n".join((*(part for c in cited for part in (*c.path, c.title)), *about)))
    case = _Case(sentence, fold(sentence.text), quotes, around, ground)
    if _stands(case.text.rstrip("。"), quotes):
        return ""
    return next((word for word, wrong in _RULES if wrong(case)), "")


def _stands(text: str, quotes: str) -> bool:
    """Whether words stand there from the start of a clause to the end of one, so that no 不得 before them is lost."""
    marks = f"[{re.escape(CLAUSE_MARKS)}]"
    return re.search(rf"(?:^|{marks}){re.escape(text)}(?:$|{marks})", quotes) is not None


def _wrong_figure(case: _Case) -> bool:
    """A number, with unit and bounds, that the quotes do not state, unless it counts the members of the list."""
    stated = {figure for figure, _ in figures(case.quotes)}
    places = re.findall(r"第[\d〇零一二两三四五六七八九十百]+[编章节条款项]", case.text)
    text = case.text
    for place in places:
        if place not in case.around:
            return True
        text = text.replace(place, "")
    for figure, rest in figures(text):
        check = case.ground.check
        counts = check is not None and figure.value == str(check.matched) and figure.unit[:1] in COUNTERS
        if figure not in stated and not (
            counts and check and (rest.startswith(check.name) or not rest or rest[0] in ",:;。、、(符")
        ):
            return True
    return False


def _wrong_words(case: _Case) -> bool:
    """Words in quotation marks or in Latin letters that stand nowhere in what is cited."""
    quoted = any(words not in case.around for words in _QUOTED.findall(case.text))
    return quoted or any(w.casefold() not in case.around.casefold() for w in _FOREIGN.findall(case.text))


def _wrong_name(case: _Case) -> bool:
    """A name of the document that is not in what is cited, or one made up with the class word of such names."""
    vocabulary = case.ground.base.entry.vocabulary
    if any(fold(m.term) not in case.around for m in vocabulary.mentions(case.text)):
        return True
    for kind in {c.suffix for c in vocabulary.classes if c.suffix}:
        for found in re.finditer(re.escape(kind), case.text):
            before = case.text[max(0, found.start() - 2) : found.start()]
            if before and before[-1] not in _BEFORE_A_KIND and before + kind not in case.around:
                return True
    words = base_tokenizer().lcut(case.text)
    return any(len(w) > 1 and is_word(w) and is_proper(w) and w not in case.around for w in words)


def _wrong_member(case: _Case) -> bool:
    """Another member of the class that was gone through than those that match."""
    ground = case.ground
    if ground.check is None:
        return False
    vocabulary = ground.base.entry.vocabulary
    kinds = [c for c in vocabulary.classes if c.suffix and c.label == ground.check.name]
    named = {c.member(m.term) for m in vocabulary.mentions(case.text) for c in kinds}
    return any(name is not None and name not in ground.members for name in named)


def _wrong_denial(case: _Case) -> bool:
    """A denial or a duty that the quotes do not have, or a denial of theirs that is lost."""
    for found in _DENIAL.finditer(case.text):
        if not found.group().startswith(_HARMLESS) and found.group()[:2] not in case.quotes:
            return True
    if any(w in case.text and w not in case.quotes for w in _BINDING):
        return True
    bare = _NOT.sub("", case.quotes)
    if any(_NOT.sub("", c) in bare and c not in case.quotes for c, _ in _clauses(case)):
        return True
    for found in _DENIAL.finditer(case.quotes):
        what = found["what"]
        if found.group().startswith(_HARMLESS) or case.quotes.count(what) > len(_denied(what, case.quotes)):
            continue
        if case.text.count(what) > len(_denied(what, case.text)):
            return True
    return False


def _denied(what: str, text: str) -> list[str]:
    return re.findall(rf"(?:不得|没有|禁止|严禁|[不未没无非勿]){what}", text)


def _wrong_pair(case: _Case) -> bool:
    """A member of a class that the clauses cited do not give what the sentence gives it: things, figures, roles.

    What a clause says of a member in words that the quotes have must stand in the cited clauses about that member.
    """
    base = case.ground.base
    vocabulary = base.entry.vocabulary
    cited = [c for n in case.sentence.numbers for c in claims_at(case.ground.citations[n], base)]
    subjects: tuple[Mention, ...] = ()
    for text, mentions in _clauses(case):
        members = tuple(m for m in mentions if any(c.suffix for c in vocabulary.classes_of(m.term)))
        subjects = members or subjects
        if _stands(text, case.quotes):
            continue
        words = [w for w in _words(text, mentions) if w in case.quotes]
        for subject in subjects:
            kinds = [c for c in vocabulary.classes_of(subject.term) if c.suffix]
            things = [m.term for m in mentions if not any(c.member(m.term) or m.term == c.label for c in kinds)]
            about = fold("\n".join(_said_of(c, base) for c in cited if _is_about(c, subject.term, base)))
            if not all(w in about for w in (*map(fold, things), *words)) or not _amounts(text) <= _amounts(about):
                return True
    return False


def _wrong_measure(case: _Case) -> bool:
    """An amount given to something else than in the quotes: no clause there has it with a word of the sentence's."""
    written = [case.quotes[start:end] for start, end in split_outside(case.quotes, CLAUSE_MARKS)]
    for text, mentions in _clauses(case):
        words = [*(m.term for m in mentions), *_words(text, mentions)]
        near = [w for w in words if w in case.quotes]
        for amount in _amounts(text):
            clauses = [c for c in written if amount in _amounts(c)]
            if near and clauses and not any(w in c for w in near for c in clauses):
                return True
    return False


def _clauses(case: _Case) -> list[tuple[str, tuple[Mention, ...]]]:
    """The clauses of a sentence with the names in each."""
    texts = [case.text[start:end] for start, end in split_outside(case.text, CLAUSE_MARKS)]
    return [(text, case.ground.base.entry.vocabulary.mentions(text)) for text in texts]


def _words(text: str, mentions: Iterable[Mention]) -> list[str]:
    """The words of a clause beside the names in it."""
    for mention in mentions:
        text = text.replace(mention.term, "\n")
    return [w for w in base_tokenizer().lcut(text) if len(w) > 1]


def _amounts(text: str) -> set[Figure]:
    """The figures that are no years."""
    return {figure for figure, _ in figures(text) if not figure.unit.startswith("年")}


def _is_about(claim: Claim, subject: str, base: ClaimBase) -> bool:
    return base.says(claim, subject) or base.under(claim, subject)


def _said_of(claim: Claim, base: ClaimBase) -> str:
    """A clause with what it is about and the headings above it."""
    about = (m.term for m in (*claim.subject, *claim.topic))
    return "\n".join((base.text(claim), *about, *base.passages[claim.passage_id].path))


def claims_at(citation: Citation, base: ClaimBase) -> list[Claim]:
    """The clauses that stand in a cited span."""
    return [c for c in base.entry.claims if c.start < citation.end and citation.start < c.end]


def _unsupported(case: _Case) -> bool:
    """Most of the sentence's words stand nowhere in what is cited."""
    words = [w for w in base_tokenizer().lcut(case.text) if len(w) > 1 and not w.isascii()]
    found = sum(len(w) for w in words if w in case.around)
    return bool(words) and found < SUPPORT * sum(map(len, words))


_RULES: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("数字", _wrong_figure),
    ("文字", _wrong_words),
    ("名称", _wrong_name),
    ("名单", _wrong_member),
    ("限定", _wrong_denial),
    ("关系", _wrong_pair),
    ("数量", _wrong_measure),
    ("依据", _unsupported),
)
