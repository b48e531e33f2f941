"""A set that is asked for without its class word: 丙片区里走丁方式的, 走丁方式的是哪五个."""

from __future__ import annotations

import re

from assistant.question import find_names
from assistant.referents import names_in
from assistant.sets import ClaimBase
from corpus.types import Claim

LEAST_FOUND = 2  # names that the clauses about a thing must be of
_VERB = "(?:聚焦|布局|涉及|属于|[走做搞])"
_OF_A_SET = re.compile(
    f"^(?P<those>[^,，、哪谁几]{{2,24}}?)(?:里[面头]?|当?中|之中)的?(?P<does>不?{_VERB}[^,，、哪谁几]{{2,16}}?)的[?？]?$"
)
_OF_ALL = re.compile(
    f"^(?P<does>{_VERB}[^,，、哪谁几]{{2,16}}?)的(?:一共|都)?(?:是|有)?哪(?:些|几个?|[两三四五六七八九十]+个?)[?？]?$"
)


def with_kind(text: str, base: ClaimBase) -> str:
    """A question with the word for the names that the clauses about its last thing are of; else as it stands."""
    question = find_names(text, base.entry.vocabulary)[0] if _OF_A_SET.match(text) or _OF_ALL.match(text) else text
    said = _OF_A_SET.match(question) or _OF_ALL.match(question)
    called = {c.label for c in base.entry.vocabulary.classes if c.suffix and c.label in question}
    label = _label(said["does"], base) if said else ""
    those = said.groupdict().get("those", "").removesuffix("的") if said else ""
    if (
        not said
        or not label
        or any(question.rstrip("?？").endswith(c) for c in called)
        or label in those[-len(label) :]
    ):
        return text
    return f"{those}的{label}中哪些{said['does']}?" if those else f"{said['does']}的{label}有哪些?"


def _label(does: str, base: ClaimBase) -> str:
    """What the names are called that the clauses about a thing speak of, the most of all; "" for few."""
    things = names_in(does, base.entry.vocabulary)
    if not things:
        return ""

    def about(claim: Claim) -> bool:
        return base.says(claim, things[-1])

    found = [(len(base.members_with(kind, about)), kind) for kind in base.places if not any(map(kind.member, things))]
    most, kind = max(found, key=lambda each: each[0], default=(0, None))
    return kind.label if kind and most >= LEAST_FOUND else ""
