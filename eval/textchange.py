"""What changed between two versions of a document, passage by passage, as the update page shows it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from corpus.types import Parsed, Passage
from eval.place import fold_path

ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Alteration:
    """A passage that was added, removed, changed or moved; `old` and `new` are its words, "" where there are none."""

    doc_id: str
    what: Literal["added", "removed", "changed", "moved"]
    path: tuple[str, ...]
    old_path: tuple[str, ...]
    old: str
    new: str


def alterations(before: Mapping[str, Parsed], after: Mapping[str, Parsed]) -> tuple[Alteration, ...]:
    """Every passage that differs, in the order of the new text; documents that only one side has are left out."""
    shared = [doc_id for doc_id in after if doc_id in before]
    return tuple(each for doc_id in shared for each in _of_document(doc_id, before[doc_id], after[doc_id]))


def _of_document(doc_id: str, before: Parsed, after: Parsed) -> list[Alteration]:
    gone = _left(before, after)
    come = _left(after, before)
    pairs = {id(new): old for old, new in _paired(gone, come)}
    taken = {id(old) for old in pairs.values()}
    found: list[tuple[int, Alteration]] = []
    for new in come:
        old = pairs.get(id(new))
        if old is None:
            found.append((new.start, Alteration(doc_id, "added", new.path, (), "", new.text)))
        else:
            what: Literal["moved", "changed"] = "moved" if old.text == new.text else "changed"
            found.append((new.start, Alteration(doc_id, what, new.path, old.path, old.text, new.text)))
    found += [
        (old.start, Alteration(doc_id, "removed", old.path, old.path, old.text, ""))
        for old in gone
        if id(old) not in taken
    ]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _left(one: Parsed, other: Parsed) -> list[Passage]:
    """The passages of one side that the other does not have at the same place of the outline, word for word."""
    there = Counter((fold_path(p.path), p.text) for p in other.passages)
    left = []
    for passage in one.passages:
        key = (fold_path(passage.path), passage.text)
        if there[key]:
            there[key] -= 1
        else:
            left.append(passage)
    return left


def _paired(gone: list[Passage], come: list[Passage]) -> list[tuple[Passage, Passage]]:
    """Old and new passages that are versions of one another, the most alike first."""
    scored = []
    for a, old in enumerate(gone):
        matcher = SequenceMatcher(None, "", old.text, autojunk=False)
        for b, new in enumerate(come):
            matcher.set_seq1(new.text)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                scored.append((matcher.ratio(), a, b))
    pairs = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for ratio, a, b in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if ratio >= ALIKE and a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
            pairs.append((gone[a], come[b]))
    return pairs
