"""Names that a question says together by what they share: 甲园南北两个校区, 甲园那两个, 甲和乙这两个校区."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from corpus.numerals import number
from corpus.terms import TermClass, Vocabulary

_SIDE = re.compile("^(?P<place>.{2,}?)(?P<side>[东西南北])[区部片]?$")
_PAIR = (
    "(?:[这那]边|[这那]里|那|的)?分?(?P<one>[东西南北])[区部片]?[和与跟同及、]?(?P<other>[东西南北])[区部片]?"
    "(?:[这那]?(?:[两二]|俩)[个块片边家]?(?:{label})?)?"
)
_SO_MANY = "的?[这那]?(?P<count>[两二三四五]|俩)[个家]?"
_GENERAL = "园区城县市"  # the last character of a place that may be left out: 甲(园)


def said_together(question: str, vocabulary: Vocabulary) -> str:
    """The question with each of the names written out; as it is where it is not clear which are meant."""
    for kind in (c for c in vocabulary.classes if c.suffix):
        question = _each_named(question, kind)
        if len(kind.suffix) > 1:
            question = _of_a_place(_sides(question, kind), kind)
    return question


def _sides(question: str, kind: TermClass) -> str:
    """甲园的东区和西区 → 甲园东校区和甲园西校区."""
    places = _by_side(kind)
    if not places:
        return question

    def written(said: re.Match[str]) -> str:
        members = places[said["place"]]
        both = [members.get(said[side], "") for side in ("one", "other")]
        return "和".join(both) if all(both) and both[0] != both[1] else said.group()

    return re.sub(f"(?P<place>{_any(places)}){_PAIR.format(label=re.escape(kind.label))}", written, question)


def _of_a_place(question: str, kind: TermClass) -> str:
    """甲园那两个 → the two whose names begin with 甲园, where these are two."""
    places = _by_place(kind)
    if not places:
        return question

    def written(said: re.Match[str]) -> str:
        members = places[said["place"]]
        count = number(said["count"].replace("俩", "两"))
        pointed = "那" in said.group() or "这" in said.group() or said["label"]
        return "和".join(members) if pointed and count == len(members) else said.group()

    label = f"(?P<label>{re.escape(kind.label)})?"
    return re.sub(f"(?P<place>{_any(places)}){_SO_MANY}{label}(?![一-鿿]?[章节条])", written, question)


def _each_named(question: str, kind: TermClass) -> str:
    """甲和乙这两个校区 → 甲校区和乙校区, where each is the short name of one."""
    shorts = _shorts(kind)
    names = _any(shorts)
    label = f"(?:{_any(dict.fromkeys((kind.label, kind.suffix), ''))})"
    listed = f"(?P<names>(?:{names})(?:[和与跟同及、](?:{names}))+)"
    several = f"{listed}(?P<these>[这那])?(?P<count>[两二三四五俩几])[个家]{label}"

    def written(said: re.Match[str]) -> str:
        members = [shorts[name] for name in re.split("[和与跟同及、]", said["names"])]
        counted = number(said["count"].replace("俩", "两")) == len(members)
        return "和".join(members) if counted or said["these"] else said.group()

    def one(said: re.Match[str]) -> str:
        return shorts[said["name"]]

    if not shorts:
        return question
    alone = f"(?P<name>{names})[这那]个{re.escape(kind.label)}"  # 甲那个校区
    return re.sub(alone, one, re.sub(several, written, question))


def _any(words: dict[str, object] | dict[str, str] | dict[str, list[str]] | dict[str, dict[str, str]]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _place_of(stem: str) -> tuple[str, ...]:
    """A place as it may be said: 甲园, 甲."""
    return (stem, stem[:-1]) if stem[-1] in _GENERAL and len(stem) > 2 else (stem,)


@lru_cache(maxsize=64)
def _by_side(kind: TermClass) -> dict[str, dict[str, str]]:
    """Places with members on several sides: by side, the member."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for member in kind.members:
        if said := _SIDE.match(member.removesuffix(kind.suffix)):
            for place in _place_of(said["place"]):
                found[place][said["side"]] = member
    return {place: sides for place, sides in found.items() if len(sides) > 1}


@lru_cache(maxsize=64)
def _by_place(kind: TermClass) -> dict[str, list[str]]:
    """Beginnings that several members share: the members."""
    found: dict[str, list[str]] = defaultdict(list)
    for member in kind.members:
        stem = member.removesuffix(kind.suffix)
        for size in range(2, len(stem)):
            found[stem[:size]].append(member)
    return {place: members for place, members in found.items() if len(members) > 1}


@lru_cache(maxsize=64)
def _shorts(kind: TermClass) -> dict[str, str]:
    """Beginnings of names that one member alone has, its whole stem among them."""
    found: dict[str, set[str]] = defaultdict(set)
    for member in kind.members:
        stem = member.removesuffix(kind.suffix)
        for size in range(2, len(stem) + 1):
            found[stem[:size]].add(member)
        found[member].add(member)
    return {short: next(iter(members)) for short, members in found.items() if len(members) == 1}
