"""Classes of names: those that share a last word, that lists call by one word, or that headings are counted as."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import takewhile

from corpus.grammar import MEASURES, NUMERALS
from corpus.names import heading_name, is_clause, usable
from corpus.numerals import number
from corpus.types import Parsed, Section
from corpus.vocabulary import TermClass
from corpus.words import base_tokenizer, first_word, is_word, last_word, part_of_speech

_COUNTED = re.compile(rf"([{NUMERALS}0-9]{{1,20}})([{MEASURES}])([\w]{{2,8}}?)(?=[,，。;；:：、(（]|$)", re.M)
_PLACES = frozenset("园谷城镇乡村县市州街港湾馆站厂场库湖河江岛")  # one character that says what a name is of
_LEADS = ("在", "至", "向", "由", "从")  # 企业在|甲园 is no name
OWN = 3  # times the uses of a label its last word may have


def suffix_classes(terms: Counter[str], together: set[frozenset[str]]) -> list[TermClass]:
    """Names that share a last word: at least four, or three that stand beside each other in lists."""
    groups: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for size in range(1, min(4, len(term) - 1) + 1):
            groups[term[-size:]].add(term)
    classes = []
    for suffix, members in groups.items():
        named = len(members) >= 3 and (len(suffix) == 1 or is_word(suffix) or bool(terms[suffix]))
        shared = len(suffix) > 1 and len(members) >= 4 and last_word(min(members)) == suffix
        if not (named or shared):
            continue
        if part_of_speech(suffix).startswith("v"):
            continue
        longer = [s for s in groups if s != suffix and s.endswith(suffix) and len(groups[s]) >= 0.8 * len(members)]
        if longer:
            continue
        members = {m for m in members if len(m) > len(suffix) + 1 and not is_clause(m)}
        members -= {m for m in members for o in members if m != o and m.endswith(tuple(f"{p}{o}" for p in _LEADS))}
        if len(members) < 3:
            continue
        if len(suffix) == 1:
            members = {m for m in members if sum(frozenset((m, o)) in together for o in members if o != m) >= 1}
            if len(members) < 4:
                continue
        classes.append(TermClass(suffix, suffix, tuple(sorted(members))))
    return classes


def _names_below(parsed: Parsed) -> list[tuple[Section, tuple[str, ...]]]:
    """The sections that have three headings or more right below them, most of which can be names."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for section in parsed.sections:
        below[section.parent_id].append(heading_name(section.heading))
    found = ((section, tuple(below[section.section_id])) for section in parsed.sections)
    return [
        (section, names)
        for section, names in found
        if len(names) >= 3 and all(map(usable, names))
        if sum(is_clause(name) or part_of_speech(first_word(name)).startswith("v") for name in names) * 2 <= len(names)
    ]


def counted_headings(parsed: Parsed) -> dict[str, tuple[str, ...]]:
    """The headings below a section by what its own text calls them, where it says how many (建设六个特色基地).

    The number must be that of the headings.
    """
    found = {}
    for section, names in _names_below(parsed):
        for said in _COUNTED.finditer(parsed.document.text[section.start : section.end]):
            if number(said[1]) == len(names) and len(label := _noun(said[3])) > 2:
                found[label] = names
    return found


def headed_as(parsed: Parsed) -> dict[str, tuple[str, ...]]:
    """The headings below one that has their last word in it (核心景区|提质工程): that of a third of them, or of two."""
    return {
        label: names
        for section, names in _names_below(parsed)
        for label, times in Counter(map(last_word, names)).items()
        if len(label) > 1 and times >= max(2, len(names) / 3)
        if label in section.heading and not section.heading.endswith(label)
    }


def _noun(phrase: str) -> str:
    """The words of a phrase before a verb: 重点产业|发展质量. The first may be one: 创新平台."""
    words = base_tokenizer().lcut(phrase)
    return "".join((words[0], *takewhile(lambda word: not part_of_speech(word).startswith("v"), words[1:])))


def with_counted(classes: list[TermClass], counted: dict[str, tuple[str, ...]], text: str) -> list[TermClass]:
    """Classes with those that headings are counted as: added to one that most of them share a last word with.

    A last word that the text mostly uses of other things (重点|产业) is not what they are called by.
    """
    for label, names in counted.items():
        own = {c.suffix: c for c in classes if c.suffix}
        suffix = _suffix_of(label, list(own.values()))
        if suffix and (label == suffix or sum(name.endswith(suffix) for name in names) * 2 > len(names)):
            whole = replace(own[suffix], members=tuple(sorted({*own[suffix].members, *names})))
            classes = [whole if c is own[suffix] else c for c in classes]
        else:
            last = last_word(label)
            called = last if text.count(last) <= OWN * text.count(label) else ""
            classes = [*classes, TermClass(label, called, tuple(sorted(names)))]
    return classes


def with_aliases(c: TermClass, together: set[frozenset[str]], text: str) -> TermClass:
    """Fold a name that is another one with a character left out (城南校区, 城南园校区) into the one used more."""
    aliases = {}
    for short in c.members:
        for name in c.members:
            one_less = len(name) == len(short) + 1 and any(
                name[:i] + name[i + 1 :] == short for i in range(1, len(name) - 1)
            )
            if one_less and c.suffix and len(short) > len(c.suffix) + 1 and frozenset((short, name)) not in together:
                aliases[short] = name
    return TermClass(c.label, c.suffix, tuple(m for m in c.members if m not in aliases), tuple(sorted(aliases.items())))


def _suffix_of(label: str, suffixed: list[TermClass]) -> str:
    """The longest last word of a class that a label ends in."""
    return max((c.suffix for c in suffixed if label.endswith(c.suffix)), key=len, default="")


def merge(suffixed: list[TermClass], hearst: dict[str, Counter[str]]) -> list[TermClass]:
    """One class for a shared last word and the class word of its lists: 园 and 等分园 → 分园."""
    merged = []
    taken: set[str] = set()
    for c in suffixed:
        labels = [
            label
            for label, items in hearst.items()
            if _suffix_of(label, suffixed) == c.suffix and sum(i.endswith(c.suffix) for i in items) * 2 > len(items)
        ]
        label = max(labels, key=lambda la: len(hearst[la]), default=c.label)
        taken.update(labels)
        if len(label) < 2 and label not in _PLACES:
            continue
        own = {m for la in labels for m in hearst[la] if m.endswith(c.suffix) and not is_clause(m)}
        elsewhere = {m for la, found in hearst.items() if la not in labels for m in found if la.endswith(c.suffix)}
        merged.append(TermClass(label, c.suffix, tuple(sorted({*c.members, *own} - (elsewhere - own)))))
    merged += [
        TermClass(label, "", tuple(sorted(items)))
        for label, items in hearst.items()
        if label not in taken and len(items) >= 3
    ]
    return merged


def counted_labels(text: str) -> set[str]:
    """What a text counts (六个|特色基地): labels of kinds, no names."""
    return {m.group(3) for m in _COUNTED.finditer(text)}
