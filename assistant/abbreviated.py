"""Names of organisations that a question shortens as people do: 文旅投集团 for 文旅投资集团, 发改委 for 发展改革委.

The short form has characters of the name in their order and ends as it does; it is written out where the text has one
name that fits.
"""

from __future__ import annotations

import re

LEAST = 3  # characters of a short form
MOST = 8
GAP = 3  # characters left out at one place
_ENDS = re.compile("集团|公司|学院|大学|中心|协会|银行|[局委办院署]")


def written_out(question: str, text: str) -> str:
    """The question with short forms written as the text has them."""
    for end in reversed([m.end() for m in _ENDS.finditer(question)]):
        for start in range(max(0, end - MOST), end - LEAST + 1):
            short = question[start:end]
            if re.fullmatch("[一-鿿]+", short) and (name := _name(short, text)):
                question = question[:start] + name + question[end:]
                break
            if short in text:
                break
    return question


def _name(short: str, text: str) -> str:
    """The only name of a text that a short form can be of; "" for none or several, or where it stands there itself."""
    if short in text:
        return ""
    ends = next(m[0] for m in _ENDS.finditer(short) if m.end() == len(short))
    characters = [*short[: -len(ends)], ends]
    if len(characters) < LEAST:
        return ""
    pattern = f"[一-鿿]{{0,{GAP}}}?".join(map(re.escape, characters))
    found = set(re.findall(pattern, text))
    return found.pop() if len(found) == 1 else ""
