"""Clauses that say who does what: 甲局负责公布名录;乙局负责监管, 绿道由丙公司运营."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.grammar import split_outside
from corpus.types import Parsed, Passage, Span

LONGEST_TOLD = 130  # characters of a sentence that is told whole where only one acts in it
_DOES = "负责|承担|牵头|作为|会同|统筹|组织|委托|实施|约谈"
_ENDS = "(?:集团|公司|学院|大学|中心|协会|银行|小组|政府|部门|单位|办公室|[委院署厅局会办站队])"
_NUMBER = r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)?"
_ACTOR = rf"(?P<actor>(?:(?!{_DOES})[^,，。;；:：、()（）的对将由在]){{1,20}}{_ENDS}(?![同托]))"
_OPENS = re.compile(rf"{_NUMBER}{_ACTOR}(?:具体|统一|共同)?(?:负责(?![制人])|承担|牵头|作为|会同|统筹)")
_BY = re.compile(rf"由{_ACTOR}(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, and the clause that says what is done; `opens` where it opens with that (甲局负责…)."""

    actor: str
    span: Span
    opens: bool


def acts_of(parsed: Parsed) -> tuple[Act, ...]:
    """The clauses that open with who does something, or say by whom it is done, in reading order."""
    return tuple(act for passage in parsed.passages for act in _inside(passage))


def _inside(passage: Passage) -> Iterator[Act]:
    """The acts of a paragraph: of a sentence in which several act each has its own clauses."""
    for start, end in split_outside(passage.text, "。;；\n"):
        clauses = split_outside(passage.text[start:end], ",，", start)
        acting = [(said, clause) for clause in clauses if (said := _actors(passage.text[slice(*clause)]))]
        several = len(acting) > 1 or end - start > LONGEST_TOLD
        begins = [begin for _, (begin, _) in acting]
        for at, (said, (begin, stop)) in enumerate(acting):
            behind = (
                next((b for _, b in reversed(clauses) if b < begins[at + 1]), stop) if at + 1 < len(begins) else end
            )
            span = (begin, behind) if several else (start, end)
            span = (span[0], span[1] + (passage.text[span[1] : span[1] + 1] in tuple("。;；")))
            placed = (passage.start + span[0], passage.start + span[1])
            yield from (Act(actor, placed, opens) for actor, opens in said)


def _actors(clause: str) -> list[tuple[str, bool]]:
    """Those who act in a clause, and whether it opens with that."""
    opening = _OPENS.match(clause)
    return [*([(opening["actor"], True)] if opening else []), *((by["actor"], False) for by in _BY.finditer(clause))]
