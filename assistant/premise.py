"""What a question takes for granted and the text contradicts: a number, a year, a name joined with the wrong thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.asking import TEXT
from assistant.bounds import is_condition
from assistant.evidence import shared_words
from assistant.headings import class_headings
from assistant.question import Question
from assistant.selecting import properties_of
from assistant.sets import ClaimBase
from assistant.types import Kind
from corpus.names import heading_name
from corpus.numerals import number
from corpus.types import Claim, Section
from index import Retrieved

_STATED = re.compile(
    r"(\d{1,15}(?:\.\d{1,9})?|[一二两三四五六七八九十百千万]{1,15})[多余]?(平方公里|公顷|万元|亿元|%|[个大]|[种类项条章节]|年)([\w]{0,4})"
)
_ENDS = "都在的有是分为和与中里各吗呢被由上"  # what comes behind a noun
_COUNTED = re.compile(
    r"(?<![第前头后百千\d一二两三四五六七八九十])(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})[个种类项大]"
)
_SAYS = re.compile("[哪几什谁的在去进到走用是和与由归分]")  # stands between a number and a class word of other things
_WHOLE = re.compile("(?:一共|总共|共|共有|分为|分成|设了?)$")
_WHICH = re.compile("(?:分别|都|各|具体)*(?:是|有|指|叫)哪")  # 五种模式|是哪五种
_OF_A_KIND = re.compile(
    "(?:不?算|不?是|属于|归|作为|列为|当作)[^,，。?？]{0,6}?(?P<kind>(?:(?!的)[一-鿿]){2,3}(?:产业|领域|任务|工程|行业|措施|原则))"
)
BETWEEN = 4  # characters between a heading's name and what is said of it
_OF_ALL = re.compile("(?:一共|总共|共|全市|全区|全县|全省)(?:[^,，]{0,3}了)?$")
_CHOSEN = re.compile("、.{1,80}(?:[中里]|之中).{0,40}(?:哪|谁)")  # 甲、乙中丙有的是哪些 takes nothing for granted
_TAKEN = re.compile(
    "[吗吧嘛]|(?<![什怎这那多要])么|是不是|是否|对不对|既然|为什么|为何|怎么"
)  # asks nothing of the year but takes it so
_PART = re.compile("[哪每某任另]$")
NEARNESS = 0.5  # what a figure of the same size counts for, in shared words
LONGEST_VERB = 2  # characters of a verb before a name
SHARED = 2  # words of a question in a clause that states a figure of nothing in particular
_EXACT = ("平方公里", "公顷", "万元", "亿元", "%", "年")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the question says, and the clause that says otherwise."""

    said: str
    written: str
    claim: Claim


_TITLE = re.compile(r"《[^》\n]*》")


def wrong_figure(question: Question, base: ClaimBase, retrieved: Retrieved) -> Contradiction | None:
    """A figure of the question that is nowhere in the text, and the nearest clause with another of that unit."""
    numbers = _numbers(base.entry.parsed.document.text)
    places = {h.passage.passage_id: 1 / h.rank for h in retrieved.hits}
    for match in _STATED.finditer(question.text):
        value, unit, noun = number(match[1]), match[2], match[3]
        if (
            value is None
            or (unit == "年" and len(match[1]) != 4)
            or question.text[match.start() - 1 : match.start()] == "第"
            or is_condition(question.text, match.start(), match.end(2))
        ):
            continue
        of_all = _OF_ALL.search(question.text[: match.start()])
        part_of = not of_all and any(
            c.suffix and noun and (c.label in noun or noun.startswith(c.suffix)) and value < len(c.members)
            for c in base.entry.vocabulary.classes
        )
        if (
            part_of
            or value == len(question.subjects)
            or unit in "章节条"
            or noun[:1] in tuple("章节条")
            or (unit in _EXACT and value in numbers)
        ):
            continue
        if unit not in _EXACT and _states(base, value, unit, noun):
            continue
        before = question.text[: match.start()]
        best: tuple[float, Contradiction] | None = None
        for claim in base.entry.claims:
            for other in re.finditer(
                rf"(\d+|[一二两三四五六七八九十百千]+)\s*{re.escape(unit)}([\w]{{0,4}})", base.text(claim)
            ):
                shared = sum(w in base.text(claim) for w in question.rest)
                told = (
                    shared > 0 or places.get(claim.passage_id) == 1 or any(base.says(claim, n) for n in question.names)
                )
                if unit == "年" and (not told or _titled(claim, other.start(), base)):
                    continue
                bare = not _noun(noun) and not _noun(other[2]) and shared >= SHARED and not _PART.search(before)
                # Fewer than there are takes nothing for granted: 这两类 of three.
                bare = bare and 1 < (number(other[1]) or 0) < value
                if number(other[1]) in (1, value) and unit not in _EXACT:  # 一个机关 is no count of them
                    continue
                if number(other[1]) == value or (
                    unit not in _EXACT
                    and not bare
                    and not _same_counted(noun, other[2], value > (number(other[1]) or 0))
                ):
                    continue
                near = places.get(claim.passage_id, 0.0) + shared + NEARNESS * _near(value, number(other[1]) or 0)
                if near > 0 and (best is None or near > best[0]):
                    said, written = (m.group().removesuffix(n) for m, n in ((match, noun), (other, other[2])))
                    best = near, Contradiction(said, written, claim)
        if best:
            return best[1]
    return None


def _near(a: float, b: float) -> float:
    """How near two figures are, 0..1: a wrong figure is more often taken for one of its size."""
    return min(a, b) / max(a, b) if a and b else 0.0


def _titled(claim: Claim, at: int, base: ClaimBase) -> bool:
    """Whether a year is one of a title."""
    text = base.text(claim)
    return text in base.entry.parsed.document.title or any(m.start() <= at < m.end() for m in _TITLE.finditer(text))


def wrong_total(question: Question, base: ClaimBase) -> tuple[str, tuple[Section, ...]] | None:
    """A number of all the members of a class that stand as headings side by side: what is said, and the headings.

    Only where all are meant (一共四种模式), or more are said than there are.
    """
    if not _COUNTED.search(question.text):
        return None
    for c in (c for c in base.entry.vocabulary.classes if c.suffix):
        if not (own := class_headings(c, base)):
            continue
        word = "|".join(map(re.escape, (c.label, c.suffix)))
        for said in re.finditer(rf"{_COUNTED.pattern}(?P<between>[一-鿿]{{0,6}}?)(?:{word})", question.text):
            others = (k.label for k in base.entry.vocabulary.classes if k.suffix and k is not c)
            first = re.search("最[多少]的$|前$", question.text[: said.start()])  # 最多的三种: not all of them
            if first or _SAYS.search(said["between"]) or any(label in said["between"] for label in others):
                continue
            whole = _WHOLE.search(question.text[: said.start()])
            sections = base.entry.parsed.sections
            beside = sum(s.path[:-1] == own[0].path[:-1] for s in sections)
            alike = sum(s.heading.endswith(c.suffix) for s in sections if len(s.path) == len(own[0].path))
            if max(beside, alike) > len(own):  # they end in another word (甲园、丙基地), or stand elsewhere too
                continue
            named = said["between"] in "".join(own[0].path) and _WHICH.match(question.text, said.end())
            value, all_meant = number(said["count"]), whole or (named and not question.names)
            if value and (value > len(own) or (all_meant and value != len(own))):
                return said[0], own
    return None


@lru_cache(maxsize=32)
def _numbers(text: str) -> frozenset[int | float | None]:
    return frozenset(number(n) for n in re.findall(r"\d+|[零〇一二两三四五六七八九十百千]+", text))


def _states(base: ClaimBase, value: int, unit: str, noun: str) -> bool:
    """Whether the text has this figure with this unit and noun."""
    for found in re.finditer(
        rf"(\d+|[零〇一二两三四五六七八九十百千]+)\s*{re.escape(unit)}([\w]{{0,4}})", base.entry.parsed.document.text
    ):
        if number(found[1]) == value and (unit in _EXACT or _alike(noun, found[2])):
            return True
    return False


def _noun(words: str) -> str:
    """The noun behind a figure, "" where there is none: 五类|是什么."""
    return "" if words[:1] in _ENDS else words


def _alike(a: str, b: str) -> bool:
    """Whether two nouns, cut off after four characters, may be one: 组团都在, 发展组团; not 发展区, 发展组团."""
    if len(a) < 2 or len(b) < 2:
        return False
    if a[:2] == b[:2] and len(a) > 2 and len(b) > 2:
        return a[2] == b[2] or a[2] in _ENDS or b[2] in _ENDS
    return a[:2] in b or b[:2] in a


def _same_counted(said: str, written: str, more: bool) -> bool:
    """Whether the text counts what a question counts: its noun goes no further (园区|都, not 园区类项目).

    A noun that the question says more closely (旗舰园区, where the text counts 园区) is of some of them: it is
    contradicted only where more are said than there are.
    """
    if not _alike(said, written):
        return False
    if said[:2] in written:
        at = written.index(said[:2]) + 2
        return said[2:3] in _ENDS or said[2:3] == written[at : at + 1]
    return more


_OF_THE_TEXT = re.compile(f"{TEXT.pattern}|全文|通篇")
_ALTOGETHER = re.compile("(?:一共|总共|共)[有是分]?$")


def _of_the_text(question: str, start: int, end: int, text: str) -> bool:
    """Whether a number of 条 counts articles: 这个办法有12条, 一共12条; not 这个办法里3条|航线一共补多少."""
    behind = question[end : end + 2]
    other = behind[:1] not in tuple(_ENDS) and re.fullmatch("[一-鿿]{2}", behind) and behind in text
    return not other and bool(_OF_THE_TEXT.search(question) or _ALTOGETHER.search(question[:start]))


def wrong_structure(question: Question, base: ClaimBase) -> tuple[str, int, int] | None:
    """A number of chapters or articles that the text does not have: (family, said, real)."""
    for match in re.finditer(
        r"(?<![第一二两三四五六七八九十百\d])(\d{1,9}|[一二两三四五六七八九十百]{1,9})个?(编|篇|章|节|条)(?![例点约能水件款])",
        question.text,
    ):
        if match.start() and question.text[match.start() - 1] in "第哪某每这那上下几前后头首":
            continue
        text = base.entry.parsed.document.text
        if match[2] == "条" and not _of_the_text(question.text, *match.span(), text):
            continue
        real = sum(s.family == match[2] for s in base.entry.parsed.sections)
        said = number(match[1])
        if real and said and said > 1 and said != real:
            return match[2], said, real
    return None


def kind_said(question: Question, base: ClaimBase) -> tuple[Section, Section, Section | None] | None:
    """A heading that is said to be of a kind, which a section's heading names: 新材料算主导产业吧.

    The heading and the section that it stands in; the one whose heading names the kind, where that is another.
    """
    said = _OF_A_KIND.search(question.text)
    before = question.text[: said.start()] if said else ""
    sections = [s for s in base.entry.parsed.sections if s.path] if said else []
    named = [(s, name) for s in sections if len(s.path) > 1 and (name := heading_name(s.heading)) and name in before]
    for own, name in named:
        between = before.rpartition(name)[2]
        above = next((s for s in sections if s.path == own.path[:-1]), None)
        if said is None or above is None or len(between) > BETWEEN or re.search("[,，]", between):
            continue
        if said["kind"] in above.heading:
            return own, above, None
        beside = (s for s in sections if s.path[:-1] == above.path[:-1] and said["kind"] in s.heading)
        if other := next(beside, None):
            return own, above, other
    return None


def wrong_pair(question: Question, base: ClaimBase) -> tuple[str, str, list[Claim]] | None:
    """A subject joined with a thing that the text gives to others: (subject, thing, what it says instead)."""
    names = question.names
    if question.target and sum(bool(question.target.member(n)) for n in names) > 1:
        return None
    if len(names) > 2 and _CHOSEN.search(question.text):
        return None
    for subject in names:
        kinds = [c for c in base.entry.vocabulary.classes_of(subject) if c.suffix]
        if not kinds or question.target in kinds:  # which of them it is is asked: 哪个校区承接甲校区的课
            continue
        for thing in names:
            if thing == subject or any(c.member(thing) for c in kinds) or _side_by_side(subject, thing, question.text):
                continue
            joined = any(base.says(c, thing) or _opens(thing, c, base) for c in base.postings.get(subject, ()))
            owners = [c for c in base.postings.get(thing, ()) if base.members_in(c, kinds[0])]
            place = subject.removesuffix(kinds[0].suffix)  # what the name is called after may be what is meant
            meant = question.kind is not Kind.YESNO and any(place in base.text(c) for c in owners)
            if joined or meant or not owners:
                continue
            instead = _instead(subject, thing, base)
            if instead or question.kind is Kind.YESNO:  # yes or no: that others have it is the answer
                return subject, thing, [*instead, *owners[:1]]
    return _wrong_words(question, base)


def _side_by_side(one: str, other: str, text: str) -> bool:
    """Whether a question only names two things together: 甲课和乙校区."""
    return any(re.search(f"{re.escape(a)}[和与跟及、]{re.escape(b)}", text) for a, b in ((one, other), (other, one)))


def _opens(thing: str, claim: Claim, base: ClaimBase) -> bool:
    """Whether the sentence of a clause begins with a thing: 丙业以甲园为核心,…;乙园以生产为主."""
    passage = base.passages[claim.passage_id]
    begin = passage.text.rfind("。", 0, claim.start - passage.start) + 1
    return passage.text.startswith(thing, begin)


def _wrong_words(question: Question, base: ClaimBase) -> tuple[str, str, list[Claim]] | None:
    """A subject joined with words of a clause that is about others of its kind: 甲校区要打造|全市体育教学基地."""
    subject = question.subjects[0] if question.subjects else ""
    kind = next((c for c in base.entry.vocabulary.classes_of(subject) if c.suffix), None)
    words = shared_words(question.text, subject, base.entry.parsed.document.text) if kind else ""
    if any(other not in words or (kind and kind.member(other)) for other in question.subjects[1:]):
        return None
    owners = [c for c in base.entry.claims if words and words in base.text(c)]
    told = [base.members_in(c, kind) for c in owners] if kind else []
    if not told or not all(told) or any(subject in names for names in told):
        return None
    own = [c for c in base.postings.get(subject, ()) if any(m.term == subject for m in c.subject)]
    bare = [n for n in question.names if n != subject and n in words and len(words) - len(n) <= LONGEST_VERB]
    if any(base.says(c, n) for n in bare for c in own):
        return None  # 聚焦丙 of another that lists it first
    alike = [c for c in own if any(c.cue == o.cue for o in owners)] or own
    return (subject, words, [*alike[-1:], *owners[:1]]) if alike else None


def _instead(subject: str, thing: str, base: ClaimBase) -> list[Claim]:
    """The clauses that give the subject another thing of that kind, or what it is said to be."""
    for c in base.entry.vocabulary.classes_of(thing):
        if c.suffix:
            others = properties_of(subject, c, base)
            if others:
                return [claim for _, claim in others]
    own = [c for c in base.postings.get(subject, ()) if any(m.term == subject for m in c.subject)]
    owners = base.postings.get(thing, [])
    same_cue = [c for c in own if c.cue and any(c.cue == o.cue for o in owners)]
    return same_cue[:1] or own[:2]


def takes_for_granted(question: Question) -> bool:
    """Whether a question takes its year for that of the text: 2029年建成吗, 近期到2029年,中期呢; not 2029年有多少."""
    stated = re.search(r"(?:19|20)\d\d年[^,，]{0,6}[,，]", question.text)
    return bool(stated or _TAKEN.search(question.text))


def wrong_year(question: Question, base: ClaimBase, retrieved: Retrieved) -> tuple[str, str, Claim] | None:
    """A year in the question where the words it is asked with stand under another year: (said, written, clause)."""
    if len(question.years) != 1:
        return None
    said = question.years[0]
    words = [w for w in (*question.rest, *question.terms) if not w.isdecimal()]
    if len(words) < 2:
        return None
    said_of_it = _TAKEN.search(question.text)
    best: tuple[int, str, Claim] | None = None
    text = base.entry.parsed.document.text
    of_it = (text[slice(*span)] for p in base.passages.values() for span in p.sentences)
    own = max((sum(w in sentence for w in words) for sentence in of_it if said in sentence), default=0)
    for claim in base.entry.claims:
        passage = base.passages[claim.passage_id].text
        year = re.match(r"到?((?:19|20)\d\d)年", passage)
        if not year:
            continue
        count = sum(w in base.text(claim) for w in words)
        if not said_of_it and not shared_words(question.text, "", base.text(claim)):
            count = 0
        if year[1] == said:
            own = max(own, count)
        elif best is None or count > best[0]:
            best = (count, year[1], claim)
    if best and best[0] >= 2 and best[0] > own:
        return said, best[1], best[2]
    return None
