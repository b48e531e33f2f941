"""Which section a question means: by its number, by the words of its heading, or as all that a heading stands over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.sets import ClaimBase, Found
from corpus.names import heading_name, heading_parts
from corpus.numerals import number
from corpus.types import Passage, Section
from corpus.vocabulary import TermClass
from index.tokens import Tokens

_BY_PLACE = re.compile(
    r"(?:倒数第(?P<back>[一二两三四五六七八九十\d]{1,3})|(?:最后|末尾|最末)一)(?P<family>[编篇章节条])(?![件例约余课])"
)
LEAST_SHARED = 4  # characters of a heading that stand in a question


def section_named(question: Question, base: ClaimBase) -> Section | None:
    """The section that a question names by number (第五章, 第三章第二节) or by its heading's words."""
    sections = base.entry.parsed.sections
    found: Section | None = None
    for named in question.sections:
        for part in re.findall(r"第[^第]+", named):
            inside = [s for s in sections if s.path and s.heading.replace(" ", "").startswith(part)]
            inside = [s for s in inside if found is None or s.path[: len(found.path)] == found.path] or inside
            found = inside[0] if inside else found
    if counted := _BY_PLACE.search(question.text):
        inside = [s for s in sections if s.family == counted["family"]]
        inside = [s for s in inside if found is None or s.path[: len(found.path)] == found.path] or inside
        back = number(counted["back"]) if counted["back"] else 1
        return inside[-back] if back and back <= len(inside) else found
    if found:
        return found
    named_by_words = [
        s for s in sections if len(heading_name(s.heading)) >= 2 and heading_name(s.heading) in question.text
    ]
    return max(named_by_words, key=lambda s: len(s.heading), default=None)


def class_headings(kind: TermClass, base: ClaimBase) -> tuple[Section, ...]:
    """The headings of the members of a class, where all of them stand side by side under one; () where not."""
    own = tuple(s for s in base.entry.parsed.sections if s.path and kind.member(heading_name(s.heading)))
    return own if len(own) == len(kind.members) and len({s.path[:-1] for s in own}) == 1 else ()


def section_by_place(question: str) -> bool:
    """Whether a section is named by its place from the end: 最后一章, 倒数第二节."""
    return bool(_BY_PLACE.search(question))


def section_in_words(question: Question, base: ClaimBase, tokens: Tokens) -> Section | None:
    """The section whose heading's words all stand in the question: 空间布局优化有哪些原则 → 空间布局优化原则."""
    asked = set(tokens.search(question.text))
    best: Section | None = None
    for section in base.entry.parsed.sections:
        words = tokens.words(heading_name(section.heading)) if section.path else []
        if sum(map(len, words)) >= 4 and all(w in asked for w in words):
            best = section if best is None or len(section.heading) > len(best.heading) else best
    return best


def section_of_words(words: Sequence[str], base: ClaimBase) -> Section | None:
    """The section whose heading has all the words, of four characters or more: 校区、模式 → 第一节 建立校区管理模式."""
    if sum(map(len, set(words))) < 4:
        return None
    fitting = [s for s in base.entry.parsed.sections if s.path and all(w in heading_name(s.heading) for w in words)]
    return min(fitting, key=lambda s: len(s.heading), default=None)


def opening_passages(section: Section, base: ClaimBase) -> list[tuple[Section, Passage]]:
    """A section and each section below it that has text, with its first paragraph."""
    parsed = base.entry.parsed
    below = [s for s in parsed.sections if s.path[: len(section.path)] == section.path]
    found = []
    for s in below:
        passage = next((p for p in parsed.passages if p.section_id == s.section_id), None)
        if passage:
            found.append((s, passage))
    return found


def section_asked(about: Sequence[str], framed: Sequence[str], base: ClaimBase) -> Section | None:
    """The section whose heading has all that a question is about: 重点产业有哪些 → 提升四个重点产业发展质量.

    The words that it is framed in (重点, 发展) count where the heading has them. What shares less than four characters
    is meant only where it is in one of the headings of the highest level: 产业有哪些 → 第二章 优化产业结构布局.
    """
    if not about:
        return None
    fitting = [s for s in base.entry.parsed.sections if s.path and all(w in heading_name(s.heading) for w in about)]
    fitting = [s for s in fitting if _speaks_of(heading_name(s.heading), (*about, *framed))]
    shared = {s.section_id: covered(heading_name(s.heading), (*about, *framed)) for s in fitting}
    enough = [s for s in fitting if shared[s.section_id] >= LEAST_SHARED]
    if enough:
        return max(enough, key=lambda s: (shared[s.section_id], -len(s.heading)))
    top = [s for s in fitting if len(s.path) == 1]
    return top[0] if len(top) == 1 else None


def _speaks_of(heading: str, words: Sequence[str]) -> bool:
    """Whether words say what a heading is of: 处罚的决定 is of 决定, not of 处罚."""
    _, of, head = heading.rpartition("的")
    return not of or any(w in head for w in words)


def joined_heading(names: Sequence[str], found: Found, base: ClaimBase) -> str:
    """The heading that names one of the names beside others (副中心和多点地区) and has a set under it; else ""."""
    places = [base.passages[c.passage_id].path for m in found.matches for c in m.claims]
    for heading in dict.fromkeys(h for path in places for h in path):
        parts = heading_parts(heading_name(heading))
        if any(n.endswith(part) for n in names for part in parts) and all(heading in path for path in places):
            return heading
    return ""


def covered(heading: str, words: Sequence[str]) -> int:
    """How many characters of a heading belong to one of the words."""
    taken = {i for w in words for m in re.finditer(re.escape(w), heading) for i in range(m.start(), m.end())}
    return len(taken)
