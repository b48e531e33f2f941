"""Answers that quote: ranked sentences, paragraphs, sections, where a thing stands, and refusals. None knows a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import asking
from assistant.draft import Draft, Span, citation, section_at
from assistant.evidence import in_context
from assistant.headings import opening_passages
from assistant.items import add_items, enumeration, exceptions
from assistant.question import Question
from assistant.sets import OF_YEAR, ClaimBase
from assistant.types import ListBlock, ListItem, Reason
from corpus.names import heading_name
from corpus.types import Passage, Section
from index import Retrieved, SentenceHit

NEAREST = 3  # clauses that come nearest, beside a refusal
MOST_OVERVIEW = 12
MOST_QUOTED = 8  # sentences of an overview, shared among its parts
LITTLE = 16  # sentences of a section that are shown whole
LONGEST_DEFINITION = 120  # characters of a sentence that gives a short form and is quoted whole
_DEFINING = r"(?:[,，]?是指|指的是|指|是|为|基于|,是|\(以下简称)"


def locate_answer(best: SentenceHit, base: ClaimBase) -> Draft:
    """Where the text speaks of something: the heading path and the sentence."""
    draft = Draft()
    draft.say(f"在 {' › '.join(best.passage.path) or '文首'},第{best.passage.paragraph}段:")
    draft.quote(base.entry, (best.start, best.end))
    return draft


def definition_answer(question: Question, base: ClaimBase) -> Draft | None:
    """The sentence that defines what the question quotes or names, or the words that a short form stands for."""
    quoted = re.findall('[“"《]([^”"》]{2,20})[”"》]', question.text)
    names = sorted((*question.names, *(w for w in question.rest if len(w) > 2)), key=len, reverse=True)
    for name in dict.fromkeys((*quoted, *asking.defined(question.text), *names)):
        for passage in base.entry.parsed.passages:
            for start, end in passage.sentences:
                sentence = passage.text[start - passage.start : end - passage.start]
                short = re.search(
                    rf"([^,，。、;；]{{2,40}})[(（]以下(?:简称|称)[“\"《]?{re.escape(name)}[”\"》]?[)）]", sentence
                )
                if short or re.match(rf"(?:本\w{{1,4}}所称的?)?[“\"《]?{re.escape(name)}[”\"》]?{_DEFINING}", sentence):
                    draft = Draft()
                    span = (start, end)
                    if short and end - start > LONGEST_DEFINITION:
                        span = (start + short.start(), start + short.end())
                    draft.quote(base.entry, span)
                    return draft
    return None


def overview_answer(section: Section, base: ClaimBase) -> Draft:
    """A section's outline: every part of it whole where that is little, else with what it opens with.

    Of a section without parts, its paragraphs.
    """
    draft = Draft()
    rows = opening_passages(section, base)
    if len(rows) == 1:
        inside = [p for p in base.entry.parsed.passages if p.section_id == rows[0][0].section_id]
        return passages_answer(inside[:MOST_OVERVIEW], base)
    draft.say(
        f"{section.heading} 共 {len(rows)} 个部分:"
        if len(rows) <= MOST_OVERVIEW
        else f"{section.heading} 前 {MOST_OVERVIEW} 个部分:"
    )
    items = []
    entire = {part.section_id: _entire(part, base) for part, _ in rows}
    little = sum(map(len, entire.values())) <= LITTLE
    for part, passage in rows[:MOST_OVERVIEW]:
        spans = entire[part.section_id] if little else _leading(passage, MOST_QUOTED // len(rows), base)
        numbers = tuple(draft.cite(base.entry, s) for s in spans)
        items.append(ListItem(part.heading, "".join(draft.citations[n - 1].quote for n in numbers), numbers))
    draft.blocks.append(ListBlock(tuple(items), ordered=False))
    return draft


def _entire(part: Section, base: ClaimBase) -> list[Span]:
    """All sentences of a section's own paragraphs."""
    return [span for p in base.entry.parsed.passages if p.section_id == part.section_id for span in p.sentences]


def _leading(passage: Passage, share: int, base: ClaimBase) -> list[Span]:
    """What a passage opens with: its first sentences, `share` of them, one at least; with an opening its items."""
    found = enumeration(passage, base) if share > 1 else None
    if found and found.opening == passage:
        return [(p.start, p.end) for p in (passage, *found.items)]
    return list(passage.sentences[: max(share, 1)])


def passages_answer(passages: Sequence[Passage], base: ClaimBase, words: Sequence[str] = ()) -> Draft:
    """A passage whole, or of each of several what it opens with; with words the sentence that has most of them.

    Of sentences that have as many, one that opens with a year (到2030年,…).
    """
    draft = Draft()
    text = base.entry.parsed.document.text
    few = sum(len(p.sentences) for p in passages) <= MOST_QUOTED
    if len(passages) == 1 and (found := enumeration(passages[0], base)):
        add_items(draft, found, base)
        return draft
    for passage in passages:
        spans = _leading(passage, MOST_QUOTED if few else MOST_QUOTED // len(passages), base)
        if len(passages) > 1 and words:
            spans = [max(passage.sentences, key=lambda s: _fit(text[s[0] : s[1]], words))]
        for span in spans:
            draft.quote(base.entry, span)
    return draft


def _fit(sentence: str, words: Sequence[str]) -> tuple[int, bool]:
    return sum(w in sentence for w in words), bool(OF_YEAR.match(sentence))


_UNITS_ALONE = re.compile(r"\s*[(（]?(?:责任|牵头|主责|配合|承办)(?:单位|部门)[:：]")


def ranked_answer(hits: Sequence[SentenceHit], base: ClaimBase, whole: bool) -> Draft:
    """The sentences that fit best, in reading order; an enumeration that one opens (`whole`: is part of) entire."""
    draft = Draft()
    for hit in hits:
        opens = hit.text.rstrip().endswith((":", "："))
        found = enumeration(hit.passage, base) if opens or whole else None
        if not found:
            if _UNITS_ALONE.match(hit.text) and len(hit.passage.path):  # of what its heading says
                draft.quote(base.entry, section_at(base.entry.parsed, hit.start).opening)
            if (title := _title(hit.passage, base)) and title != (hit.start, hit.end):
                draft.quote(base.entry, title)
            draft.quote(base.entry, in_context(hit.passage, (hit.start, hit.end)))
            for span in exceptions(hit.passage, base):
                draft.quote(base.entry, span)
        elif not any(isinstance(b, ListBlock) for b in draft.blocks):
            add_items(draft, found, base)
    return draft


def _title(passage: Passage, base: ClaimBase) -> Span | None:
    """The name that a paragraph opens with as its title, of which all of it speaks: 城北校区。位于…."""
    start, end = passage.sentences[0]
    name = heading_name(passage.text[: end - passage.start]).rstrip("。:：")
    return (start, end) if len(passage.sentences) > 1 and base.entry.vocabulary.classes_of(name) else None


def refusal_answer(question: Question, reason: Reason, base: ClaimBase, retrieved: Retrieved) -> Draft:
    """That the text does not say what is asked, with the clauses that come nearest, which are no answer."""
    document = base.entry.parsed.document
    edition = document.front.edition
    name = f"本文本({edition.text})" if edition else "本文本"
    asked = "、".join(question.names) or "所问内容"
    words = {
        "absent": f"{name}未提及所问内容。",
        "unquantified": f"{name}提到{asked},但没有给出所问的数值。"
        if question.names
        else f"{name}有相关表述,但没有给出所问的数值。",
        "out_of_scope": f"这个问题与{name}无关,不作回答。",
        "invalid": "问题无法理解。",
    }
    draft = Draft(status="refused", reason=reason)
    draft.say(words[reason] + ("最接近的条文(不是答案)列在下面。" if reason != "out_of_scope" else ""))
    if reason != "out_of_scope":
        draft.nearest = tuple(
            citation(base.entry.parsed, (h.start, h.end), n) for n, h in enumerate(retrieved.sentences[:NEAREST], 1)
        )
    return draft
