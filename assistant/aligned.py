"""Figures in the order of names (甲、乙、丙分别给予5万元、10万元、20万元): each is of the name at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.words import base_tokenizer

LEAST = 2  # names that figures are dealt out to
APART = 2  # characters that the first or last name may be longer than those between
_SEGMENT = re.compile("[^;；。:：]+")
_IN_ORDER = re.compile("分别|依次")
_JOINT = re.compile("、|以及|和|及|与")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"[%‰]|[万亿]?(?:元|人|名|个|家|张|户|亩|公顷|平方米|平方公里|公里|米|吨|天|年|日|项|所|处|台|套|倍|次|分)"
_FIGURE = re.compile(rf"(?P<value>{_NUMBER})(?P<unit>{_UNIT})?")
_RUN = re.compile(rf"^(?P<lead>[^\d]{{0,16}}?)(?P<values>{_NUMBER}[^,，]*)")
_LED = re.compile("^.*(?:按照?|评定为|达到|突破|完成|获得|取得|其中|[对为给向由将把])(?=.{2})")
_ENDED = re.compile("的.*$")


class Dealt(NamedTuple):
    """A name with the figure at its place, its digits and its unit; `span` is the segment of the sentence."""

    name: str
    digits: str
    unit: str
    span: tuple[int, int]


def dealt(sentence: str) -> Iterator[tuple[Dealt, ...]]:
    """The names and figures of each segment of a sentence that deals them out, as many of the one as of the other."""
    for segment in _SEGMENT.finditer(sentence):
        said = _IN_ORDER.search(segment[0])
        run = _RUN.match(segment[0][said.end() :]) if said else None
        figures = _figures(run["values"]) if run else []
        names = _names(segment[0][: said.start()], len(figures)) if said and len(figures) >= LEAST else []
        if names:
            pairs = zip(names, figures, strict=True)
            yield tuple(Dealt(name, digits, unit, segment.span()) for name, (digits, unit) in pairs)


def _figures(values: str) -> list[tuple[str, str]]:
    """Figures joined by 、 in one unit, which may stand behind the last alone: 5、10、20万元; [] where they are not."""
    found = []
    pieces = _JOINT.split(values)
    for at, piece in enumerate(pieces):
        figure = _FIGURE.match(piece)
        if not figure or (figure.end() < len(piece) and at < len(pieces) - 1 and figure["unit"]):
            break
        found.append((figure["value"], figure["unit"] or ""))
        if figure.end() < len(piece):
            break
    last = found[-1][1] if found else ""
    bare = all(not unit for _, unit in found[:-1])
    found = [(digits, last) for digits, _ in found] if bare else found
    return found if last and len({unit.lstrip("万亿") for _, unit in found}) == 1 else []


def _names(before: str, many: int) -> list[str]:
    """The names of the last clause that joins so many; [] where none does or they have figures of their own."""
    for clause in reversed(re.split("[,，]", before)):
        names = _JOINT.split(clause)
        if len(names) == many:
            break
    else:
        return []
    usual = max(map(len, names[1:-1] or [min(names, key=len)]))
    first = _LED.sub("", names[0])
    if len(first) > usual + APART and first[-1] == names[1][-1]:
        first = _whole_words(first, usual)
    last = _ENDED.sub("", names[-1])
    before_it = names[-2][-1]
    if len(last) > usual and before_it in last[1:-1]:
        last = last[: last.index(before_it, 1) + 1]
    names = [first, *names[1:-1], last]
    figured = [bool(re.search(r"\d", name)) for name in names]
    whole = all(_FIGURE.fullmatch(name) and not name.endswith("年") for name in names)
    return names if all(len(name) > 1 for name in names) and (whole or not any(figured)) else []


def _whole_words(words: str, size: int) -> str:
    """The last words of so many characters at least, none of them cut: 新认定的国家级, 2 → 国家级."""
    kept = ""
    for word in reversed(base_tokenizer().lcut(words)):
        if len(kept) >= size:
            break
        kept = word + kept
    return kept
