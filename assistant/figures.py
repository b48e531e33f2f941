"""Numbers as a text states them, with their unit and the words that bound them (不超过…, …以上), to be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from corpus.numerals import number

COUNTERS = "个座家项章节条款编年月日亿万倍成类批所名位处片级种次期"
_ARTICLES = "个座家项类批所名位处片级种次期"  # 一个, 一批 states no number
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+")
_SHARE = "百分之"
_BEFORE = re.compile(r"(不低于|不少于|不超过|不高于|不得超过|不得少于|超过|至少|最多|约|近|不足)[一-鿿]{0,3}?$")
_UNIT = re.compile(r"[%‰]|[万亿]+[一-鿿]?|[一-鿿]|[A-Za-z]+")
_AFTER = re.compile(r"[一-鿿]{0,3}?(以上|以下|以内|左右)|(?:以|之)?([前后])|([底末初内])")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as stated: digits, the unit that follows at once, and what stands before and after to bound it."""

    value: str
    unit: str
    bounds: tuple[str, str]


def fold(text: str) -> str:
    """Half-width forms, no white space: what differs only in these says the same."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def figures(text: str) -> list[tuple[Figure, str]]:
    """The numbers of a text, each with the words that follow its unit.

    Numerals in characters count where a counter follows (五座, 百分之八); in words (统一, 十分) they do not.
    """
    text = fold(text)
    found = []
    for match in _NUMERAL.finditer(text):
        digits, start, end = match.group(), match.start(), match.end()
        share = text[:start].endswith(_SHARE)
        unit = _UNIT.match(text, end)
        written = unit.group() if unit else ""
        if not digits[0].isdigit():
            if not share and (written[:1] not in COUNTERS or (digits == "一" and written[:1] in _ARTICLES)):
                continue
            digits = str(number(digits))
        before = _BEFORE.search(text[: start - len(_SHARE) * share])
        after = _AFTER.match(text, end if share or not unit else unit.end())
        bounds = (before[1] if before else "", next((g for g in after.groups() if g), "") if after else "")
        rest = text[unit.end() if unit and not share else end :]
        found.append((Figure(digits.replace(",", ""), "%" if share else written, bounds), rest))
    return found
