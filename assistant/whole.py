"""Whole sections, years and names: all that stands under a heading or of a year, and all that is said of one name."""

from __future__ import annotations

import re

from assistant import asking, classes, compose, listing, outlines
from assistant.asked import Asked
from assistant.draft import Draft
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
from assistant.located import LONG_WORD
from assistant.question import KEYWORDS
from assistant.selecting import asking_clause
from assistant.sets import paragraph_of_year
from assistant.types import Kind
from corpus.names import heading_name
from corpus.types import Section
from corpus.vocabulary import LARGE_CLASS

_A_SECTION = re.compile(r"(?:这|该|一)[一]?(?:章|节|编|篇|部分)")
_PLACED_WHERE = re.compile("(?:布局|分布)[在于到]哪")
MOSTLY = 0.6  # of a heading, that a question says
_NAMES = re.compile("哪|几|多少|什么|啥")
FEW_BESIDES = 3  # words of a question that is about a name as a whole
_GATHERED = re.compile(
    "归拢|全篇|综合说|汇总|[梳清]理|翻遍|通篇|全文|各处|有关的?(?:安排|内容|说法|规定|部署)|(?:各个?|每个).{1,6}(?:里|中)分别"
)
_OF_STAGES = re.compile("阶段|节点|时点|步走|每一步|[目指]标")


def under_a_heading(asked: Asked) -> Draft | None:
    """All that a heading stands over, where the question says no more than it: its class of names, or its parts."""
    question, base, target = asked.question, asked.base, asked.question.target
    if question.kind not in classes.NAMING or question.subjects or _PLACED_WHERE.search(question.text):
        return None
    counted = question.kind is Kind.COUNT and target is not None and len(target.members) >= LARGE_CLASS
    clause = asking_clause(question.text)
    about = [*asked.content_words(clause), *question.terms]
    about += [target.label] if target else []
    framed = asked.retriever.tokens.words(clause)
    asks = _NAMES.search(clause) or len(clause) <= KEYWORDS
    narrowed = question.years or question.only or question.most or question.excluded or question.reverse
    if target and classes.all_asked(question):
        return classes.whole_class(target, base)
    section = section_asked(about, framed, base) if asks and not narrowed else None
    if section is None or (target and asking.SINGULAR.search(clause)):
        return None
    if covered(heading_name(section.heading), about) < LEAST_SHARED and not all(w in section.heading for w in framed):
        return None  # 草案里还得补哪块内容 asks of more than what stands under 草案的形成
    if target and target.member(heading_name(section.heading)):
        return None  # one of the class, not what stands over it
    if target and heading_name(section.heading).endswith(target.label):
        if counted:
            return classes.counted_class(target, base, asked.retrieved)
        return classes.whole_class(target, base, question.kind is Kind.COUNT)
    name = heading_name(section.heading)
    if not counted and (made := outlines.parts_answer(section, base)):
        return made
    said = covered(name, (*about, *framed)) >= MOSTLY * len(name) and question.kind is not Kind.COUNT
    alone = len(opening_passages(section, base)) == 1
    return compose.overview_answer(section, base) if said and alone else None


def section(asked: Asked) -> Draft | None:
    """A section that is named, or whose heading a question says; the contents, where all is asked for."""
    question, base = asked.question, asked.base
    named = question.sections or _A_SECTION.search(question.text) or section_by_place(question.text)
    whole = question.kind in (Kind.LIST, Kind.FACT) and named and not question.subjects
    found = None
    if question.kind is Kind.OVERVIEW or whole:
        found = section_named(question, base) or _section_meant(asked) or _section_of_theme(asked)
    if question.kind in (Kind.OVERVIEW, Kind.LIST) and not (question.names or question.excluded):
        found = found or section_in_words(question, base, asked.retriever.tokens)
    if found:
        return compose.overview_answer(found, base)
    if question.kind is Kind.OVERVIEW and not (_said(asked) or question.years or question.sections):
        return outlines.contents_answer(base)
    return None


def years(asked: Asked) -> Draft | None:
    """The paragraphs of the years that are asked for."""
    question, base = asked.question, asked.base
    dated = [p for y in dict.fromkeys(question.years) if (p := paragraph_of_year(y, base))]
    if dated and not _said(asked) and question.kind in (Kind.FACT, Kind.LIST, Kind.HOW):
        return compose.passages_answer(dated, base)
    if (question.kind is Kind.OVERVIEW and dated) or (len(dated) > 1 and question.kind is not Kind.YESNO):
        words = [w for w in (*question.terms, *question.rest) if not _OF_STAGES.search(w)]
        return compose.passages_answer(dated, base, (*words, *question.variants))
    return None


def name(asked: Asked) -> Draft | None:
    """All that a text says of one name of a class and of those called after it, where little else is asked."""
    question, base = asked.question, asked.base
    bare = question.text.strip("?？。") in question.names  # 我想了解甲业
    overview = question.kind is Kind.OVERVIEW or (bare and len(base.postings.get(question.names[0], ())) > 1)
    if not overview and not _GATHERED.search(question.text):
        return None
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


def passage(asked: Asked) -> Draft | None:
    """The best passage whole, of an overview that asks for no section."""
    if asked.question.kind is not Kind.OVERVIEW or not asked.retrieved.hits or asked.reason_against():
        return None
    return compose.passages_answer([asked.retrieved.hits[0].passage], asked.base)


def _section_meant(asked: Asked) -> Section | None:
    """The section that words before 这一节 name: 校车这一章讲什么."""
    said = _A_SECTION.search(asked.text)
    words = asked.content_words(asked.text[: said.start()]) if said else []
    return section_of_words(words, asked.base)


def _section_of_theme(asked: Asked) -> Section | None:
    """The section whose heading has all that an overview is asked of: 空间整合集聚上的思路 → 加强空间整合集聚."""
    question = asked.question
    if question.kind is not Kind.OVERVIEW or question.subjects or question.years or question.excluded:
        return None
    about = [*asked.content_words(), *question.terms]
    return section_asked(about, asked.retriever.tokens.words(asked.text), asked.base)


def _said(asked: Asked) -> list[str]:
    """What a question is about beside the text itself."""
    words = (*asked.question.names, *asked.content_words())
    return [w for w in words if w not in asked.base.entry.parsed.document.title]
