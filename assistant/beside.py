"""Two things side by side: what the text says of each, looked for alone."""

from __future__ import annotations

import re

from assistant import compose
from assistant.asked import Asked
from assistant.draft import Draft
from assistant.evidence import ranked_spans
from assistant.sides import sides
from assistant.wanted import figured

_WHICH_MORE = re.compile(
    "(?:哪一?[个家边座条处]|谁)的?[^,，]{0,6}?更?[多大高长少小低短](?=[,，?？。]|$|一?[些点]|多少|出|几)|相差|差(?:了)?(?:多少|几)|差距有?多"
)


def compares_figures(asked: Asked) -> bool:
    """Whether it is asked which of two is more: 哪个更大, 相差多少."""
    return _WHICH_MORE.search(asked.text) is not None


def side_by_side(asked: Asked) -> Draft | None:
    """What the text says of each of some things that are compared, looked for alone; None where it says the same.

    Of a side that the text does not speak of it is said; where figures are compared, each side has one.
    """
    base = asked.base
    told = sides(asked.text, base.entry.vocabulary)
    title = base.entry.parsed.document.title
    if told is None or any(name in title for name in told.names):  # beside others: the text is of the one alone
        return None
    figures = compares_figures(asked)
    draft, found = Draft(), list[tuple[tuple[int, int], ...]]()
    for name, question in zip(told.names, told.questions, strict=True):
        alone = asked.again(question)
        hits = ranked_spans(alone.question, alone.retrieved, base.entry.vocabulary)
        hits = (figured(alone.question, alone.retrieved) or hits) if figures and alone.unmeasured(hits) else hits
        sure = hits and alone.reason_against(" ".join(h.text for h in hits)) is None
        sure = sure and not (figures and alone.unmeasured(hits))
        found.append(tuple((h.start, h.end) for h in hits) if sure else ())
        draft.say(f"{name}:" if sure else f"{name}:文中没有写到所问的这一点。")
        if sure:
            draft.extend(compose.ranked_answer(hits, asked.base, whole=False))
    enough = any(found) if figures else all(found)
    return draft if enough and len(set(found)) == len(found) else None
