"""What is asked of the text itself: when it was issued and by whom, since when it is in force, number, title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import TEXT
from assistant.draft import Draft, Span
from assistant.question import Question
from assistant.sets import ClaimBase
from corpus.dates import DATE
from corpus.types import Document, FrontField
from index import SentenceHit

_ISSUED = r"(?:(?<!部)署|发布|印发|公布|出台|落款|成文|颁布|发文|下发|签发)"
_WHEN = re.compile(
    rf"{_ISSUED}.{{0,8}}(?:哪一?[年月天日]|什么时候|何时|时间|日期|几月)|(?:哪一?[年月天日]|什么时候|何时|几月).{{0,4}}{_ISSUED}"
)
_FORCE = r"(?:施行|实施|生效|执行)"
_DAY = "(?:哪一?[年月天日]|[什啥]么?时候|何时|几时|几月)"
_SINCE = re.compile(rf"{_DAY}.{{0,6}}{_FORCE}|{_FORCE}.{{0,4}}(?:日期|时间|{_DAY})")
_IN_FORCE = re.compile(rf"自(?:{DATE.pattern}|公布之日|发布之日|印发之日)起{_FORCE}")
_TAKEN = re.compile(rf"(?P<date>{DATE.pattern})(?:就|便|起|开始|已经?|才)*{_FORCE}(?!的)")
_WHO = re.compile(
    rf"(?:谁|哪[一两几]?[个家些](?:部门|单位|机关|机构)?|什么(?:部门|单位|机关|机构)).{{0,6}}(?:{_ISSUED}|发的)|{_ISSUED}(?:单位|机关|部门|机构|者)"
)
_NUMBER = re.compile("文号|第[几多]少?号(?:令|文)?|[几多]少?号(?:令|文)")
_TITLE = re.compile("全称|全名|完整的?(?:名称|标题)|(?:标题|题目|名称|名字)(?:是|叫)")
ROUND = 6  # characters around a date or a title that say no more
_POINTS = re.compile("[它他她其该此这那]")
SHORT = 12  # characters of a question without a matter of its own
HEAD = 12  # lines of a text among which it says when it was issued
_OWN = re.compile(
    rf"{_ISSUED}|{_FORCE}|现行|开始|年月|联合|部门|单位|机关|机构|全称|全名|名称|标题|题目|名字|文号|日期|时间|完整|正式|这份|这部|\d+"
)


def front_answer(question: Question, base: ClaimBase) -> Draft | None:
    """The line that holds the date, the issuer, the number or the title; None where something else is asked."""
    document = base.entry.parsed.document
    front = document.front
    edition = front.edition.text if front.edition else ""
    others = [w for w in question.rest if not (_OWN.search(w) or TEXT.fullmatch(w) or w in edition)]
    own = not others or (bool(TEXT.search(question.text)) and all(w in document.title for w in others))
    if question.names or question.sections or not own:
        return None
    wanted: list[FrontField | None] = []
    if _WHEN.search(question.text):
        wanted.append(_issued(document) or front.date)
    if _WHO.search(question.text):
        wanted.append(front.issuer or front.number or front.title)
    if _NUMBER.search(question.text):
        wanted.append(front.number)
    if _TITLE.search(question.text):
        wanted.append(front.title)
    if _SINCE.search(question.text):
        wanted.append(_in_force(document))
    draft = Draft()
    for field in (f for f in wanted if f):
        draft.quote(base.entry, line_of(field, document))
    return draft if draft.citations else None


def _in_force(document: Document) -> FrontField | None:
    """The last words of a text that say since when it is in force: 自2019年9月1日起施行."""
    said = list(_IN_FORCE.finditer(document.text))
    return FrontField(said[-1].group(), *said[-1].span()) if said else None


def _issued(document: Document) -> FrontField | None:
    """The date on a line at the head of a text that says it was issued then: 2019年4月20日国务院令第713号公布."""
    at = 0
    for line in document.text.split("\n", HEAD)[:HEAD]:
        dated = DATE.search(line) if re.search(_ISSUED, line) else None
        if dated:
            return FrontField(dated.group(), at + dated.start(), at + dated.end())
        at += len(line) + 1
    return None


def line_of(field: FrontField, document: Document) -> Span:
    """The whole line that a field stands in."""
    begin = document.text.rfind("\n", 0, field.start) + 1
    end = document.text.find("\n", field.end)
    return begin, end if end >= 0 else len(document.text)


def wrong_date(question: Question, base: ClaimBase) -> tuple[str, FrontField] | None:
    """A day since which a question takes the text to be in force, and the words of the text that name another."""
    written = _in_force(base.entry.parsed.document)
    said = _TAKEN.search(question.text)
    if not written or not said or not DATE.search(written.text) or not TEXT.search(question.text):
        return None
    plain = "".join(written.text.split())
    return (said["date"], written) if "".join(said["date"].split()) not in plain else None


def of_itself(question: str) -> bool:
    """Whether nothing but the text itself can be meant: 从哪天起施行, 文号是多少."""
    own = not _POINTS.search(question) and any(p.search(question) for p in (_SINCE, _NUMBER))
    return len(question) <= SHORT and own


def beside_the_front(
    question: Question, sentences: Sequence[SentenceHit], document: Document
) -> tuple[SentenceHit, ...]:
    """The sentences that are more than a title, a date or a number at the head, unless these are asked for."""
    if any(p.search(question.text) for p in (_WHEN, _WHO, _NUMBER, _TITLE)):
        return tuple(sentences)
    front = document.front
    fields = [f for f in (front.title, front.date, front.issuer, front.number) if f]

    def bare(hit: SentenceHit) -> bool:
        own = hit.passage.doc_id == document.doc_id
        return own and any(
            hit.start < f.end and f.start < hit.end and len(hit.text) <= len(f.text) + ROUND for f in fields
        )

    return tuple(hit for hit in sentences if not bare(hit))
