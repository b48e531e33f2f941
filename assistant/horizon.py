"""The year that a clause speaks of: said in it, before it in its sentence, or at the opening of its paragraph.

Plans set a year once (到2025年,…。…) and mean it until the next; a clause that is quoted alone loses it.
"""

import re
from collections.abc import Iterable, Mapping

from assistant.types import Citation

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年"
_END = r"(?:年?[底末]前?|以?前|之前)"
_BY = re.compile(rf"(?:力争)?(?<!年)(?:到|至|截至|截止到?){_YEAR}{_END}?|{_YEAR}{_END}")
_OPENING = re.compile(rf"\s*((?:力争)?[到至在]?{_YEAR}{_END}?)(?=[,,、])")
_NAMED = re.compile(r"《[^》\n]*》|[((][^))\n]*[))]")  # the years of a title are not what a clause speaks of
_SENTENCE = re.compile(r"[^。!?!?;;\n]*[。!?!?;;]?")


def year_of(text: str, start: int, end: int) -> str:
    """The year that governs text[start:end], in the text's words (到2025年); "" where there is none."""
    first = text.rfind("\n", 0, start) + 1
    paragraph = _NAMED.sub(lambda named: " " * len(named[0]), text[first:end])
    at = start - first
    said = _BY.search(paragraph, at) or _OPENING.match(paragraph, at)
    if said:
        return said[0].strip()
    sentences = [m for m in _SENTENCE.finditer(paragraph, 0, at) if m[0]]
    for sentence in reversed(sentences):
        opening = _OPENING.match(sentence[0])
        if sentence.end() == at and sentence[0][-1] not in "。!?!?;;":  # the clause's own sentence
            before = list(_BY.finditer(sentence[0]))
            if before:
                return before[-1][0]
        if opening:
            return opening[1]
    return ""


def years(citations: Iterable[Citation], texts: Mapping[tuple[str, str], str]) -> dict[int, str]:
    """The years that citations speak of without saying so, by number; `texts` by document id and version."""
    found = {
        c.number: year_of(texts[c.doc_id, c.version], c.start, c.end)
        for c in citations
        if (c.doc_id, c.version) in texts
    }
    quotes = {c.number: c.quote for c in citations}
    return {number: year for number, year in found.items() if year and year not in quotes[number]}
