"""Enumerations: the paragraphs (一)…;(二)… or ——…。 that stand one under the other, and the answer that counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import Draft
from assistant.sets import ClaimBase
from assistant.types import Check, ListBlock, ListItem
from corpus.types import Passage
from index import SentenceHit

COUNTED = re.compile(r"(?:几|多少)(?:大)?(?P<unit>[项条种类个点步款])")
_NUMBERED = re.compile(r"^\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、])")
_DASHED = re.compile(r"^\s*(?:——|—|•|·)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items, two or more, and the paragraph that opens them; dashed items may have none."""

    opening: Passage | None
    items: tuple[Passage, ...]


def enumeration(passage: Passage, base: ClaimBase) -> Enumeration | None:
    """The enumeration that a paragraph opens or is an item of; None where it is part of none."""
    inside = [p for p in base.entry.parsed.passages if p.section_id == passage.section_id]
    at = inside.index(passage)
    dashed = bool(_DASHED.match(passage.text))
    mark = _DASHED if dashed else _NUMBERED
    begin = at
    while begin > 0 and mark.match(inside[begin].text):
        begin -= 1
    opens = inside[begin].text.rstrip().endswith((":", "："))
    if mark.match(inside[begin].text):
        opens, begin = False, begin - 1
    if not opens and not dashed:
        return None
    if not dashed and begin + 1 < len(inside) and _DASHED.match(inside[begin + 1].text):
        mark = _DASHED
    end = begin + 1
    while end < len(inside) and mark.match(inside[end].text):
        end += 1
    items = tuple(inside[begin + 1 : end])
    return Enumeration(inside[begin] if opens else None, items) if len(items) > 1 else None


def add_items(draft: Draft, found: Enumeration, base: ClaimBase) -> None:
    """Quote the opening and list the items: a numbered one whole, a dashed one by its first sentence."""
    if found.opening:
        draft.quote(base.entry, (found.opening.start, found.opening.end))
    spans = [p.sentences[0] if _DASHED.match(p.text) else (p.start, p.end) for p in found.items]
    numbers = [draft.cite(base.entry, span) for span in spans]
    listed = tuple(ListItem("", draft.citations[n - 1].quote, (n,)) for n in numbers)
    draft.blocks.append(ListBlock(listed, ordered=False))


def counted_items(question: str, hits: Sequence[SentenceHit], base: ClaimBase) -> Draft | None:
    """How many items the enumeration has that a best sentence stands in (列了几项), and which; None for none."""
    asked = COUNTED.search(question)
    for hit in hits:
        found = enumeration(hit.passage, base) if hit.passage.doc_id == base.entry.parsed.document.doc_id else None
        if asked and found:
            draft = Draft(check=Check("条目", len(found.items), len(found.items)))
            draft.say(f"共列出 {len(found.items)} {asked['unit']}:")
            add_items(draft, found, base)
            return draft
    return None
