"""When to hold back: three reasons, decided from signals with weights that a script fits on the dev split."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path

from assistant import asking
from assistant.asking import INTERROGATIVE
from assistant.lexicon import frame_words, off_topic_words
from assistant.question import Question
from assistant.types import Kind, Reason
from assistant.wanted import has_figure, lacks_actor
from corpus.types import Passage
from corpus.vocabulary import LARGE_CLASS
from corpus.words import is_noun
from index import Retrieved, Retriever
from index.tokens import fold

WEIGHTS = Path(__file__).with_name("refuse.json")
AHEAD_OF = 4
# How the bundled encoder's cosines are drawn out: the best of all sentences, the mean of all, differences of two.
NEAR, NEAR_RANGE = 0.66, 0.27
THEME, THEME_RANGE = 0.54, 0.10
DRAWN = 20
FAR = 0.3  # of the best sentence's cosine, drawn out: few questions that a text answers are as far from it
NEARLY_LEFT = -0.2  # the open questions are about as near as the answered ones
_OF_NAMES = (Kind.FACT, Kind.LIST, Kind.COUNT, Kind.WHO)
ANSWERED = 0.5  # the least chance of an answer that is given
STRANGE = 3  # words that are strange to a text
_REASON = re.compile("为了?|由于|因|基于|推动|依据|根据")
_UNIT = re.compile(r"哪[一几]?[个些家]?(?:部门|机构|单位|企业|公司)")
_DEFINING = re.compile("是指|所称|简称|基于|为")
_ACTOR = re.compile(r"谁|哪[个些家]?(?:部门|机构|单位|企业|公司|组织)|哪家")
_WHEN = re.compile(r"什么时候|何时|啥时候|什么时间")  # a condition answers too: 决策前
_IN_WORDS = (Kind.HOW, Kind.WHY, Kind.YESNO, Kind.WHO, Kind.OVERVIEW, Kind.DEFINITION)
_TRADE = re.compile("(?:做|搞|办|造|卖|开发|研发|生产|经营)[^,，。]{1,24}的[,，]")
_NUMBER = re.compile(r"多少|多久|(?<![过哪])几[天日年]")
_NOT_COUNTED = re.compile(
    r"第几|十几|哪几[个样种类条项家位处座所]|(?:今后|未来|头|近|(?<![提之以])前|这|那|的)几[年天个条]|怎样|如何"
)
_MEASURED = re.compile(
    r"多少(?!个?[编篇章节条])|多大|百分之几|多久|(?<!过)几年|(?<!第)几次|比例|金额|面积|价格|均价|多高|几[亿万]|多少[亿万元家项人]|几[位人家户张]"
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for or against an answer, each about 0..1 (`left` about -1..1).

    `similarity`: the best cosine, drawn out; `far`: by how much that of the best sentence is below nearly all of those
    that are answered; `theme`: the mean of all sentences: how near the question is to what the text is about;
    `asked`: how near the stored questions are, 0 in a text without any; `left`: by how much those that the text leaves
    open are nearer than those that it answers, drawn out; `ahead`: by how much the nearest is ahead of the fifth;
    `coverage`: the share of the question's words, by rarity, in the best passage; `missing`: the share of its content
    words that stand nowhere in the text and that the lexicon knows no other word for; `lacking`: the two together, a
    topic that is there and a point that is not; `strange`: how many of the missing words stand in no stored question
    either, of three;
    `named`: whether it holds a name or term of the text; `stranger`: whether it joins a name of a class with a noun
    that the text has nowhere; `elsewhere`: whether it speaks of what plans do not deal with;
    `point`: the share, by rarity, of the words of what is asked (由谁签字, 哪些情形) that the best passage, or that of
    the best sentence, has; `who`: the share that it lacks where an actor is asked for, which a text leaves open more
    often than a thing; `noun`: whether the noun that is asked for (哪些条件) stands neither in the best sentences nor
    above them;
    `measured`: whether a figure or a date is asked for; `figure`: whether the best sentence has it; `reasoned` and
    `defined`: whether reasons or a definition are asked for and the best sentence has the words of neither;
    `margin`: by how much the best passage is ahead of the fourth.
    """

    similarity: float
    coverage: float
    missing: float
    lacking: float
    named: float
    elsewhere: float
    asked: float
    theme: float
    point: float
    who: float
    figure: float
    stranger: float
    noun: float
    measured: float
    far: float
    margin: float
    left: float
    ahead: float
    strange: float
    reasoned: float
    defined: float


SIGNALS = tuple(f.name for f in fields(Signals))


def missing_words(question: Question, retrieved: Retrieved, retriever: Retriever) -> tuple[list[str], list[str]]:
    """The content words of a question, and those of them that the text has in no form."""
    words = content_words(question.text, retriever)
    written = {asked for asked, forms in question.widened if any(f in retriever.rarity for f in forms)}
    missing = [w for w in words if w in retrieved.unseen and not any(w in a or a in w for a in written)]
    return words, missing


def signals(question: Question, retrieved: Retrieved, retriever: Retriever) -> Signals:
    """Read the signals of a retrieval."""
    if not retrieved.hits:
        return Signals(**dict.fromkeys(SIGNALS, 0.0) | {"missing": 1.0})
    words, missing = missing_words(question, retrieved, retriever)
    coverage = retrieved.hits[0].why["coverage"]
    share = len(missing) / max(len(words), 1)
    best = [retrieved.hits[0].passage, *(s.passage for s in retrieved.sentences[:1])]
    point = max(_point(question, passage, retriever) for passage in dict.fromkeys(best))
    sentence = retrieved.sentences[0].text if retrieved.sentences else ""
    measured = wants_figure(question) or _WHEN.search(question.text)
    return Signals(
        similarity=(retrieved.similarity - NEAR) / NEAR_RANGE,
        coverage=coverage,
        missing=share,
        lacking=min(coverage, 0.5) * 2 * min(len(missing), 2) / 2,
        named=1.0 if question.names else 0.0,
        elsewhere=1.0 if elsewhere(question, retriever) else 0.0,
        asked=retrieved.asked,
        theme=(retrieved.theme - THEME) / THEME_RANGE,
        point=point,
        who=1.0 - point if _ACTOR.search(question.text) else 0.0,
        figure=1.0 if measured and has_figure(sentence, question.text) else 0.0,
        stranger=1.0 if question.subjects and any(map(is_noun, _asked(question, missing))) else 0.0,
        noun=1.0 if _noun_missing(question, retrieved, retriever) else 0.0,
        measured=1.0 if measured else 0.0,
        far=max(0.0, FAR - (retrieved.sentence - NEAR) / NEAR_RANGE) / FAR,
        margin=retrieved.hits[0].score - retrieved.hits[:AHEAD_OF][-1].score,
        left=(retrieved.open - retrieved.asked) * DRAWN if retrieved.open and retrieved.asked else 0.0,
        ahead=retrieved.ahead * DRAWN,
        strange=sum(not retriever.asked_of(best[0].doc_id, w) for w in missing[:STRANGE]) / STRANGE,
        reasoned=1.0 if question.kind is Kind.WHY and not _REASON.search(sentence) else 0.0,
        defined=1.0 if question.kind is Kind.DEFINITION and not _DEFINING.search(sentence) else 0.0,
    )


def _asked(question: Question, words: list[str]) -> list[str]:
    """Those of the words that stand behind the first interrogative: 有哪几所|大学."""
    first = INTERROGATIVE.search(question.text)
    return [w for w in words if first and question.text.find(w) >= first.start()]


def _noun_missing(question: Question, retrieved: Retrieved, retriever: Retriever) -> bool:
    """Whether a noun is asked for and no word of it stands in the two best sentences or above them."""
    asked = asking.NOUN.search(question.text)
    said = re.split("[的在是有能可会要才就给对为]", asked["behind"] or asked["before"])[0] if asked else ""
    words = content_words(said, retriever)
    text = "".join(f"{s.text}{''.join(s.passage.path)}" for s in retrieved.sentences[:2])
    if _UNIT.search(asked.group() if asked else "") and not lacks_actor(text, question.text):
        return False
    written = dict(question.widened)
    if not words or any(w in text or any(v in text for v in written.get(w, ())) for w in words):
        return False
    folded = fold(text)
    return not any(piece in folded for w in words for piece in retriever.tokens.search(w))


def _point(question: Question, best: Passage, retriever: Retriever) -> float:
    """How much of what is asked stands in a passage or above it: the words behind the interrogative, or before it."""
    asks = list(INTERROGATIVE.finditer(question.text))
    begin, end = asks[-1].span() if asks else (len(question.text),) * 2
    if actor := _UNIT.match(question.text, begin):  # 哪个部门 asks, 部门 is nothing that is asked for
        end = actor.end()
    words = content_words(question.text[end:], retriever)[:2] or content_words(question.text[:begin], retriever)[-1:]
    text = best.text + "".join(best.path)
    folded, written = fold(text), dict(question.widened)
    total = found = 0.0
    for word in words:
        pieces = retriever.tokens.search(word)
        weight = max((retriever.rarity.get(p, retriever.rarest) for p in pieces), default=0.0)
        total += weight
        whole = word in text or any(w in text for w in written.get(word, ()))
        if whole or (pieces and all(piece in folded for piece in pieces)):
            found += weight
    return found / total if total else 1.0


def content_words(text: str, retriever: Retriever) -> list[str]:
    """The words of a question that say what it is about: no interrogatives, no words of asking, no numerals."""
    words = retriever.tokens.words(INTERROGATIVE.sub(" ", text))
    return [w for w in words if len(w) > 1 and w not in frame_words() and not w.isdecimal()]


def elsewhere(question: Question, retriever: Retriever) -> bool:
    """Whether a question speaks of what plans do not deal with (weather, recipes), and the text neither."""
    trade = _TRADE.search(question.text) if asking.REVERSE.search(question.text) else None  # 做健身软件的,适合去哪
    said = (question.text.replace(trade.group(), "") if trade else question.text).lower()
    return any(w in said and w not in retriever.rarity for w in off_topic_words())


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def chance(model: str, found: Signals) -> float:
    """The fitted chance (logistic regression) that the text answers a question ("answer") or is spoken of ("scope").

    Texts without stored questions have weights of their own ("answer_bare", "scope_bare").
    """
    weights = _weights()[model if found.asked else f"{model}_bare"]
    z = weights["bias"] + sum(weights[name] * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-z))


def wants_figure(question: Question) -> bool:
    """Whether only a figure or a date answers a question."""
    kinds = question.kind in (Kind.VALUE, Kind.COUNT) and not _WHEN.search(question.text)
    measured = _MEASURED.search(question.text) and (question.kind not in _IN_WORDS or _NUMBER.search(question.text))
    return bool(kinds or measured) and not _NOT_COUNTED.search(question.text)


def _untold(question: Question, text: str) -> bool:
    """Whether a name of a class (哪个校区) or an actor (由谁) is asked for and the text has none beyond those."""
    target = question.target
    one_of_many = target and target.suffix and len(target.members) >= LARGE_CLASS
    if target and one_of_many and re.search(f"哪一?[个家所座]{target.label}", question.text):
        return not any(m in text and m not in question.text for m in target.members)
    return lacks_actor(text, question.text)


def hardly_spoken_of(question: Question, found: Signals) -> bool:
    """Whether a member of a class is asked for (量子计算机放在哪个组团) and no stored question is clearly near."""
    return bool(found.asked) and found.left > NEARLY_LEFT and question.kind in _OF_NAMES


def decide(question: Question, found: Signals, best_text: str) -> Reason | None:
    """The reason to refuse, or None to answer; `best_text` is what would be quoted."""
    in_scope = chance("scope", found) >= 0.5
    if in_scope and wants_figure(question) and not has_figure(best_text, question.text):
        return "unquantified"
    if not in_scope:
        return "out_of_scope"
    if _untold(question, best_text):
        return "absent"
    if chance("answer", found) >= ANSWERED:
        return None
    return "unquantified" if wants_figure(question) else "absent"
