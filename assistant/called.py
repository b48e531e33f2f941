"""Which names of a row of figures a question calls: whole, or by what tells them apart (轻度 of 轻度老年人)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from unicodedata import normalize

from assistant.measures import Measure, Row

LEAST_CALLED = 2  # characters of a part that a name is called by
_PLACE_BEHIND = re.compile("(?:片|新|开发)?[区县市镇乡州]")
_ENDS = "(?=[的和与跟同比,，、?？。这那哪谁]|项目|两|$)"  # behind a name that is cut short
Written = Callable[[str, Sequence[str], str], str]


def named_in(row: Row, text: str) -> list[Measure]:
    """The measures whose names a text has, whole or without their last character: 甲区, 甲; not 技师 in 高级技师."""
    return _found(row, text, _whole)


def called_in(row: Row, text: str) -> list[Measure]:
    """The measures that a text names, or calls by a part that no other name of the row has."""
    return _found(row, text, lambda name, names, said: _whole(name, names, said) or _part(name, names, said))


def _found(row: Row, text: str, written: Written) -> list[Measure]:
    """The measures with a writing in a text that stands outside the longer writings of others."""
    names = [_folded(m.name) for m in row.measures]
    called = {m: w for m, name in zip(row.measures, names, strict=True) if (w := written(name, names, text))}
    longer = {m: [w for w in called.values() if own in w and w != own] for m, own in called.items()}
    apart = {m: re.sub("|".join(map(re.escape, longer[m])) or "$^", "□", text) for m in called}
    return [m for m, own in called.items() if own in apart[m]]


def _folded(name: str) -> str:
    """A name as a question is tidied: Ⅱ期 → II期."""
    return normalize("NFKC", name)


def _whole(name: str, names: Sequence[str], text: str) -> str:
    """A name as a text has it, whole or without its last character where no other begins so; "" for neither."""
    if name in text:
        return name
    short = name[:-1]
    alone = len(short) >= LEAST_CALLED and sum(other.startswith(short) for other in names) == 1
    return short if alone and short in text else ""


def _part(name: str, names: Sequence[str], text: str) -> str:
    """The part of a name that a text has and no other name: what it has apart from them, or its beginning."""
    before, behind = _shared(names), _shared([other[::-1] for other in names])
    apart = (name[before:end] for end in range(len(name), len(name) - behind - 1, -1))
    begun = (name[:size] for size in range(len(name) - 1, LEAST_CALLED - 1, -1))
    for part, ends in (*((part, "") for part in apart), *((part, _ENDS) for part in begun)):
        alone = len(part) >= LEAST_CALLED and sum(part in other for other in names) == 1
        if alone and re.search(f"{re.escape(part)}(?!{_PLACE_BEHIND.pattern}){ends}", text):
            return part
    return ""


def _shared(names: Sequence[str]) -> int:
    """How many characters all of some names begin with."""
    return sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False)))
