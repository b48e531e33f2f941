"""Where something stands: the chapter and section of the sentence that says it."""

from __future__ import annotations

import re

from assistant import asking, compose
from assistant.asked import Asked
from assistant.draft import Draft
from assistant.headings import section_of_words
from assistant.types import Frame, Kind
from corpus.numerals import number
from index import SentenceHit

LONG_WORD = 4  # characters of a word that is not met by chance


def located(asked: Asked) -> Draft | None:
    """The heading path of what a question looks for; None where it looks for nothing, or nothing sure is found."""
    if asked.question.kind is not Kind.LOCATE:
        return None
    if inside := _headed(asked):
        return _answer(asked, inside[0])
    sentences = asked.retrieved.sentences
    sure = sentences and (_written(asked) or asked.reason_against() is None)
    return _answer(asked, sentences[0]) if sure else None


def _answer(asked: Asked, hit: SentenceHit) -> Draft:
    """Where a sentence stands; a chapter or section that the question takes it to be in is corrected."""
    question, draft = asked.question, compose.locate_answer(hit, asked.base)
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


def _headed(asked: Asked) -> list[SentenceHit]:
    """The best sentences of the section whose heading has every word of a question for a chapter or a section."""
    if asking.PARAGRAPH.search(asked.text):
        return []
    words = asked.content_words(asking.LOCATE.sub(" ", asked.text))
    section = section_of_words([w for w in words if not asking.LOCATING.fullmatch(w)], asked.base)
    path = section.path if section else ()
    return [h for h in asked.retrieved.sentences if path and h.passage.path[: len(path)] == path]


def _written(asked: Asked) -> bool:
    """Whether the name or the long word that a question is about stands in the best passage, whatever is asked."""
    question, best = asked.question, asked.retrieved.sentences[0].passage.text
    quoted = asking.quoted(question.text)
    if quoted and all(w in best for w in quoted) and "《" not in question.text:
        return True
    said = (*quoted, *question.names, *(w for w in question.rest if len(w) >= LONG_WORD))
    return bool(said) and not question.unknown and all(w in best for w in (*said, *question.rest))


def _same_place(said: str, heading: str) -> bool:
    """Whether a heading is the section that was named last: 第5章, 第五章 阅读; of 第五章第一节 the section."""
    family, last = said[-1], said[:-1].rpartition("第")[2]
    own = re.match(f"第(.+?){family}", heading)
    return own is not None and number(own[1]) == number(last)
