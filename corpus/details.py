"""What is not the same in two wordings of a sentence: numbers, dates, members of lists."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.dates import DATE
from corpus.types import Detail, DetailKind

_NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s?(?:[%‰]|(?:(?![的和与及等在为以至是有])[\u4e00-\u9fff]){0,6})"
    r"|[一二两三四五六七八九十百千万亿]{1,8}[个家项条类所座倍成户名位大处批]"
)
_CLAUSE = re.compile(r"[,,。;;::!?!?()()“”\"—]+")
_LAST = re.compile(r"(?:以及|和|及|与)")
_TAIL = re.compile(r"等.{0,12}$")


def details(old: str, new: str) -> tuple[Detail, ...]:
    """Call out the dates, the numbers and the list members that two wordings do not share."""
    dates = _changed("date", [m.group() for m in DATE.finditer(old)], [m.group() for m in DATE.finditer(new)])
    bare_old, bare_new = DATE.sub(" ", old), DATE.sub(" ", new)
    numbers = _changed("number", _NUMBER.findall(bare_old), _NUMBER.findall(bare_new))
    return (*dates, *(d for d in numbers if _value(d.old) != _value(d.new)), *_members(old, new))


def members(sentence: str) -> list[str]:
    """Give the members of a sentence's lists (甲、乙和丙等领域 → 甲, 乙, 丙); the first one keeps what leads to it."""
    found: list[str] = []
    for clause in _CLAUSE.split(sentence):
        if "、" not in clause:
            continue
        *first, last = clause.split("、")
        found += first
        found += _LAST.split(_TAIL.sub("", last), maxsplit=1)
    return [member.strip() for member in found if member.strip()]


def listed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Give the members of two sentences' lists without what follows the last of both (的原则)."""
    before, after = members(old), members(new)
    if before and after and before[-1] != after[-1]:
        tail = _shared_tail(before[-1], after[-1])
        before[-1], after[-1] = before[-1].removesuffix(tail), after[-1].removesuffix(tail)
    return before, after


def _changed(kind: DetailKind, old: Sequence[str], new: Sequence[str]) -> list[Detail]:
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        length = max(b - a, d - c)
        one = [*old[a:b], *[""] * (length - (b - a))]
        other = [*new[c:d], *[""] * (length - (d - c))]
        found += [Detail(kind, x, y) for x, y in zip(one, other, strict=True)]
    return found


def _members(old: str, new: str) -> list[Detail]:
    before, after = listed(old, new)
    if not before or not after:
        return []
    removed = [m for m in dict.fromkeys(before) if m not in after]
    added = [m for m in dict.fromkeys(after) if m not in before]
    for one, other in ((removed, added), (added, removed)):
        for member in list(one):
            same = next((m for m in other if member != m and member.endswith(m)), None)
            if same is not None:
                lead = member[: -len(same)]
                one.remove(member)
                other.remove(same)
                other[:] = [m.removeprefix(lead) for m in other]
                one[:] = [m.removeprefix(lead) for m in one]
    gone = [Detail("member", m, "") for m in removed if m not in added]
    return [*gone, *(Detail("member", "", m) for m in added if m not in removed)]


def _shared_tail(one: str, other: str) -> str:
    """Give what follows the last member of two lists alike, from a 的 on: 的原则; "" where there is no such thing."""
    _, of, rest = one.partition("的")
    return of + rest if of and other.endswith(of + rest) else ""


def _value(text: str) -> str:
    match = re.match(r"[\d,.]+\s?[%‰]?|[一二两三四五六七八九十百千万亿]+", text)
    return match.group() if match else text
