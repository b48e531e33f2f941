"""Names that a question says together by what they share: 甲园南北两个校区, 甲园那两个, 甲和乙这两个校区."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from corpus.numerals import number
from corpus.vocabulary import LARGE_CLASS, TermClass, Vocabulary

# A question without one of these says no names together.
_SIGNS = re.compile("[两二三四五俩几]|[东西南北].{0,3}[东西南北]|[这那]个|的|[和与跟及、]")
_SIDE = re.compile("^(?P<place>.{2,}?)(?P<side>[东西南北])[区部片]?$")
_JOINS = "[和与跟同及、]"
_GENERAL = "园区城县市"  # the last character of a place that may be left out: 甲(园)
# What may stand behind 甲园那两个 where no class word does: 还有哪些, 的目标.
_BEHIND = r"(?=$|[,，。?？、;；:：]|[还都各有做搞是比哪的谁呢里中怎在走归属]|以外|之外|外[,，还]|分别)"
LEAST = 2  # characters of a beginning that stands for a name


def said_together(question: str, vocabulary: Vocabulary) -> str:
    """The question with each of the names written out; as it is where it is not clear which are meant."""
    if not _SIGNS.search(question):
        return question
    for kind in (c for c in vocabulary.classes if c.suffix):
        question = _each_named(question, kind)
        if len(kind.suffix) > 1:
            question = _of_a_place(_sides(question, kind), kind)
    return question


def _sides(question: str, kind: TermClass) -> str:
    """甲园的东区和西区 → 甲园东校区和甲园西校区."""
    places, pattern = _by_side(kind)

    def written(said: re.Match[str]) -> str:
        both = [places[said["place"]].get(said[side], "") for side in ("one", "other")]
        clear = (said["first"] and said["second"]) or said["two"] or said["label"]
        return "和".join(both) if clear and all(both) and both[0] != both[1] else said.group()

    return pattern.sub(written, question) if places else question


def _of_a_place(question: str, kind: TermClass) -> str:
    """甲园那两个 → the two whose names begin with 甲园, where these are two."""
    places, pattern = _by_place(kind)

    def written(said: re.Match[str]) -> str:
        members = places[said["place"]]
        pointed = said["these"] or said["label"]
        return "和".join(members) if pointed and _count(said["count"]) == len(members) else said.group()

    return pattern.sub(written, question) if places else question


def _each_named(question: str, kind: TermClass) -> str:
    """甲和乙这两个校区 → 甲校区和乙校区, 甲那个校区 → 甲校区, where each is the short name of one."""
    shorts, several, alone = _by_short(kind)
    called, joined = _with_one_label(kind)

    def written(said: re.Match[str]) -> str:
        members = [shorts[name] for name in re.split(_JOINS, said["names"])]
        counted = said["count"] == "几" or _count(said["count"]) == len(members)
        return "和".join(members) if counted else said.group()

    if not shorts:
        return question
    question = several.sub(written, question)
    if len(kind.suffix) > 1:
        one = re.compile(_any(called))
        question = joined.sub(lambda m: one.sub(lambda n: called[n[0]], m["names"]), question)
    return alone.sub(lambda m: shorts[m["name"]], question) if len(kind.members) >= LARGE_CLASS else question


def _count(said: str) -> int | float | None:
    return number(said.replace("俩", "两"))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _class_word(kind: TermClass) -> str:
    return f"(?:{_any({kind.label, kind.suffix})})(?!群)"


@lru_cache(maxsize=64)
def _by_side(kind: TermClass) -> tuple[dict[str, dict[str, str]], re.Pattern[str]]:
    """Places with members on several sides (by side, the member), and what says two of one place together."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for member in kind.members:
        if said := _SIDE.match(member.removesuffix(kind.suffix)):
            place = said["place"]
            shorter = [place[:-1]] if place[-1] in _GENERAL and len(place) > LEAST else []
            for name in (place, *shorter):
                found[name][said["side"]] = member
    places = {place: sides for place, sides in found.items() if len(sides) > 1}
    two = "(?P<two>[这那]?(?:[两二][个块片边家区]|俩)[区块片部]?)?"
    return places, re.compile(
        f"(?P<place>{_any(places)})(?:[这那][边里]|[那的也又还])?(?:分[成为]?|有)?(?P<one>[东西南北])(?P<first>[区部片])?{_JOINS}?"
        f"(?P<other>[东西南北])(?P<second>[区部片])?{two}(?P<label>{_class_word(kind)})?"
    )


@lru_cache(maxsize=64)
def _by_place(kind: TermClass) -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Beginnings that several members share, with these, and what says them together."""
    found: dict[str, list[str]] = defaultdict(list)
    for member in kind.members:
        stem = member.removesuffix(kind.suffix)
        for size in range(LEAST, len(stem)):
            found[stem[:size]].append(member)
    places = {place: members for place, members in found.items() if len(members) > 1}
    so_many = "的?(?P<these>[这那])?(?P<count>[两二三四五](?=[个家])|俩)[个家]?"
    return places, re.compile(f"(?P<place>{_any(places)}){so_many}(?:(?P<label>{_class_word(kind)})|{_BEHIND})")


@lru_cache(maxsize=64)
def _with_one_label(kind: TermClass) -> tuple[dict[str, str], re.Pattern[str]]:
    """甲和乙校区: names of which the last alone has the class word; what each may be called by, with its name."""
    called = {**_by_short(kind)[0], **{member.removesuffix(kind.suffix): member for member in kind.members}}
    names = _any(called)
    return called, re.compile(f"(?P<names>(?:{names})(?:{_JOINS}(?:{names}))+){_class_word(kind)}")


@lru_cache(maxsize=64)
def _by_short(kind: TermClass) -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Beginnings that no other member has in it, with their member; what joins several of them, what points at one."""
    found = {name[:size] for name in kind.members for size in range(LEAST, len(name) + 1)}
    holders = {short: [m for m in kind.members if short in m] for short in found}
    shorts = {short: held[0] for short, held in holders.items() if len(held) == 1 and held[0].startswith(short)}
    names, label = _any(shorts), _class_word(kind)
    several = f"(?P<names>(?:{names})(?:{_JOINS}(?:{names}))+)[这那]?(?P<count>[两二三四五几]|俩)[个家]?{label}"
    return (
        shorts,
        re.compile(several),
        re.compile(
            f"(?P<name>{names})(?:[这那]个|的){label}(?!(?:都|一共|总共)*(?:有|是|包括|里|中)?(?:哪|几|多少|名单))"
        ),
    )
