"""What can be a name, and what of a heading is one."""

from __future__ import annotations

import re
from collections import Counter

from corpus.grammar import ADVERBS, PREDICATES
from corpus.vocabulary import LEAST_PART
from corpus.words import base_tokenizer

MAX_TERM = 16
_TERM = re.compile(r"[\w+\-/.·%]{2,16}")
_NUMBER_HEAD = re.compile(
    r"^(第[\w]{1,6}[编篇章节条]|[\d.]+|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])[\s、.．]*"
)
_OF_MANY = ("现有", "已有", "原有", "其余", "其他", "所有", "各类")  # 现有甲级景区 is no name


def heading_name(heading: str) -> str:
    """A heading without its number: 2.生物与健康 → 生物与健康."""
    return _NUMBER_HEAD.sub("", heading).strip()


def heading_parts(name: str) -> tuple[str, ...]:
    """The names that a heading joins, of three characters or more: 核心区和中心城区; () for one name."""
    parts = tuple(part for part in re.split("[和与及、]", name))
    return parts if len(parts) > 1 and all(len(part) >= LEAST_PART for part in parts) else ()


def usable(item: str) -> bool:
    """Whether an item of a list can be a name: letters, and no words that hang on others."""
    return (
        bool(_TERM.fullmatch(item))
        and not item.isdecimal()
        and not item.endswith(("的", "了", "等", "可以", "应当", "不得", "必须"))
    )


def is_clause(name: str) -> bool:
    """Whether a name says what is done, or of which of many (各): it is no member of a class of names."""
    return name.startswith(_OF_MANY) or "各" in name[1:] or not PREDICATES.isdisjoint(base_tokenizer().lcut(name))


def strip_adverbs(text: str) -> str:
    """A text without the adverbs at its end: 甲校区|重点."""
    for word in sorted(ADVERBS, key=len, reverse=True):
        text = text.removesuffix(word)
    return text


def ends_with_known(text: str, known: Counter[str]) -> str:
    """The longest known name that a text ends with; "" for none."""
    for size in range(min(MAX_TERM, len(text)), 1, -1):
        if known[text[-size:]]:
            return text[-size:]
    return ""


def starts_with_known(text: str, known: Counter[str]) -> str:
    """The longest known name that a text begins with; "" for none."""
    for size in range(min(MAX_TERM, len(text)), 1, -1):
        if known[text[:size]]:
            return text[:size]
    return ""
