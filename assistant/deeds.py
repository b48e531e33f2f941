"""Who does something, and what somebody does, from the clauses that say who acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.acting import Act
from assistant.draft import Draft, section_at
from assistant.question import Question
from assistant.sets import ClaimBase

LEAST_SAID = 4  # characters of what is done, that a question says
LEAST_SHARED = 4  # of them that a clause has one behind the other, where it has not all of its words
LEAST_PART = 1 / 3  # of a question that those are
MOST_TOLD = 3  # clauses that answer who does something
ASKS_WHO = re.compile(
    "(?:由|归|让|靠|给)?(?:谁|哪一?[几个家些]?(?:部门|单位|公司|机构|[局委厅]))(?:来|去)?(?=[一-鿿]{1,6}[呢啊]?[?？]?$)"
)
_CONTENT = re.compile("(?![的了呢啊是做干办弄搞管在])[一-鿿]")


def who_does(question: Question, words: Sequence[str], base: ClaimBase) -> Draft | None:
    """The clauses that say who does what is asked of (名录由哪个部门公布) and have all of its words; else None."""
    if not ASKS_WHO.search(question.text) or len("".join(words)) < LEAST_SAID:
        return None
    asked = ASKS_WHO.sub("", question.text)
    spans = dict.fromkeys(a.span for a in base.acts if _says(a, asked, words, base))
    return _quoted(list(spans), base) if 0 < len(spans) <= MOST_TOLD else None


def who_may(question: Question, base: ClaimBase) -> Draft | None:
    """The one clause (甲局负责…) that shares most with what is asked, word for word; None where none does."""
    asked = ASKS_WHO.sub(" ", question.text)
    text = base.entry.parsed.document.text
    shared = {a.span: _run(asked, text[slice(*a.span)].partition(a.actor)[2]) for a in base.acts if a.opens}
    best = max(shared.values(), default=0)
    spans = [span for span, run in shared.items() if run == best]
    enough = best >= max(LEAST_SHARED, LEAST_PART * len(_CONTENT.findall(asked)))
    return _quoted(spans, base) if enough and len(spans) == 1 else None


def deeds(unit: str, base: ClaimBase) -> Draft | None:
    """All clauses in which one acts, where one of them opens with that (甲局负责…); else None."""
    own = [act for act in base.acts if act.actor == unit]
    return _quoted(list(dict.fromkeys(act.span for act in own)), base) if any(act.opens for act in own) else None


def say_also(unit: str, draft: Draft, base: ClaimBase) -> None:
    """Add the clauses in which a unit acts, other than in the tasks that it is told to do."""
    spans = dict.fromkeys(a.span for a in base.acts if a.actor == unit)
    beside = [s for s in spans if not any(t.span[0] <= s[0] < t.span[1] for t in base.tasks)]
    if beside:
        draft.say("另外写到:")
        draft.extend(_quoted(beside, base))


def _says(act: Act, asked: str, words: Sequence[str], base: ClaimBase) -> bool:
    """Whether a clause and the heading above it have all that is asked, and the clause the last word, what is done.

    All is every character, or 南 of 南码头, which is no word, would be left out.
    """
    clause = base.entry.parsed.document.text[slice(*act.span)]
    above = section_at(base.entry.parsed, act.span[0]).heading
    said = set(_CONTENT.findall(asked))
    return words[-1] in clause and all(word in clause or word in above for word in {*words, *said})


def _run(asked: str, clause: str) -> int:
    """How many characters a question and a clause have one behind the other."""
    return SequenceMatcher(None, asked, clause, autojunk=False).find_longest_match().size


def _quoted(spans: Sequence[tuple[int, int]], base: ClaimBase) -> Draft:
    draft = Draft()
    for span in spans:
        draft.quote(base.entry, span)
    return draft
