"""How many numbered items stand below a chapter or an article (第六条有几项), and which they are."""

from __future__ import annotations

import re

from assistant.draft import Draft, Span
from assistant.headings import section_named
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Check, ListBlock, ListItem
from corpus.types import Section

_ASKS = re.compile(
    "第[^第,，]{1,4}[编章节条](?:里|中|下面?|当中)?(?:一共|总共|共)?(?:有|列了?|写了?|分为?|安排了?)?(?:几|多少)[项个点]"
    "(?:任务|措施|工作|内容|事项|举措|要求|规定)?[?？]?$"
)
_NUMBERED = (
    re.compile(r"^\s*\d{1,3}[.．、](?!\d)", re.M),
    re.compile(r"^\s*[(（][一二三四五六七八九十\d]{1,3}[)）]", re.M),
)
FEWEST = 2
LONGEST = 60  # characters of an item that are shown


def numbered_below(question: Question, base: ClaimBase) -> Draft | None:
    """The items of the part that a question names; None where it has none, or items of two kinds."""
    section = section_named(question, base) if _ASKS.search(question.text) else None
    if section is None:
        return None
    start, end = _whole(section, base)
    text = base.entry.parsed.document.text
    kinds = [found for pattern in _NUMBERED if (found := list(pattern.finditer(text[start:end])))]
    if len(kinds) != 1 or len(kinds[0]) < FEWEST:
        return None
    begins = [start + m.start() + len(m[0]) - len(m[0].lstrip()) for m in kinds[0]]
    draft = Draft(check=Check("条目", len(begins), len(begins)))
    draft.say(f"“{section.heading}”下编了号的有 {len(begins)} 项:")
    items = []
    for begin in begins:
        line = text[begin:end].split("\n", 1)[0]
        shown = re.split("[。;；]", line, maxsplit=1)[0][:LONGEST]
        items.append(ListItem("", shown, (draft.cite(base.entry, (begin, begin + len(line))),)))
    draft.blocks.append(ListBlock(tuple(items), ordered=False))
    return draft


def _whole(section: Section, base: ClaimBase) -> Span:
    """A section with all that stands below it."""
    sections = base.entry.parsed.sections
    behind = sections[sections.index(section) + 1 :]
    after = next((s.start for s in behind if s.path[: len(section.path)] != section.path), None)
    return section.start, after if after is not None else len(base.entry.parsed.document.text)
