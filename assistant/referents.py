"""What a follow-up can refer to in earlier turns: a name, a pair, a list, or the matter of the last question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import find_names
from assistant.types import Turn
from corpus.terms import Vocabulary

ORDINAL = re.compile(
    r"(?P<back>倒数)?第(?P<n>[一二两三四五六七八九十\d]+)(?:[个家种项类条步点块款](?!\w*(?:章|节))|(?=呢))"
    r"|(?P<first>(?:头|打头的?|开头的?|最前面的?)(?:一|那|这)[个家种项类条步])|(?P<last>最后(?:一|那|这)?[个家种项类步])|(?P<former>前者)|(?P<latter>后者)"
)
_EARLIEST = re.compile("一开始|最开始|最初|最早|开头列|先前列")
LABEL = re.compile(r"(?:这|那|该|此)[个家种类条项些]?([一-鿿]{1,4})")
_ASKING = re.compile(
    r"[要会能可是有]不[要会能可是]以?|有没有|什么时候|什么|哪[些个种几家里年]+|多少|多久|几[个种类项条]|谁|如何|怎[么样]+|"
    r"为什么|为何|啥|[吗呢吧啊呀]|[?？,，。]"
)
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def class_names(names: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Those of the names that are members of a class of names."""
    return [n for n in names if any(c.suffix for c in vocabulary.classes_of(n))]


def names_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """The names and terms in a text, short forms written out."""
    return list(dict.fromkeys(m.term for m in find_names(text, vocabulary)[1]))


def listing(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The latest list of two or more; a turn that itself counted (第一个…) leaves the list before it in place."""
    lists = (t.members or t.subjects for t in reversed(turns) if not ORDINAL.search(t.question))
    return next((names for names in lists if len(names) > 1), ())


def some(turns: Sequence[Turn], side: str, numeral: str) -> tuple[str, ...]:
    """The first or last few of the latest list; () when it has no more than that."""
    listed, number = listing(turns), _number(numeral)
    if not 0 < number < len(listed):
        return ()
    return listed[:number] if side in "前头" else listed[-number:]


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else _NUMERALS.get(numeral, 0)


def counted(turns: Sequence[Turn], ordinal: re.Match[str]) -> str:
    """The name that an ordinal picks from the latest list (一开始列的…第二个: the earliest); "" when there is none."""
    listed = listing(turns[::-1] if _EARLIEST.search(ordinal.string) else turns)
    if not listed:
        return ""
    if ordinal["last"] or ordinal["latter"]:
        return str(listed[-1])
    if ordinal["former"] or ordinal["first"]:
        return str(listed[0])
    number = _number(ordinal["n"])
    if ordinal["back"] and number:
        number = len(listed) + 1 - number
    return str(listed[number - 1]) if 1 <= number <= len(listed) else ""


def one(turns: Sequence[Turn], question: str, vocabulary: Vocabulary) -> str:
    """What 它 refers to: the only member of the last answer, or the last subject; "" when there is none.

    A class word (这个模式) chooses among all that was named; a name of the kind that the question itself names or asks
    for is not meant.
    """
    own = class_names(names_in(question, vocabulary), vocabulary)
    kinds = {c.label for n in own for c in vocabulary.classes_of(n)}
    label = LABEL.search(question)
    for turn in reversed(turns):
        single = turn.members if len(turn.members) == 1 else ()
        spoken: list[str] = list(dict.fromkeys((*single, *turn.subjects, *names_in(turn.standalone, vocabulary))))
        if label:
            pieces = [label[1][:n] for n in range(len(label[1]), 1, -1)]
            fitting = [n for n in (*spoken, *turn.members) if any(n.endswith(p) for p in pieces)]
            if fitting:
                return fitting[0]
        others = [n for n in spoken if not kinds & {c.label for c in vocabulary.classes_of(n)}]
        if others:
            return others[0]
    return ""


def several(turns: Sequence[Turn], vocabulary: Vocabulary, two: bool = False, label: str = "") -> tuple[str, ...]:
    """What 它们 refers to: the last list, or the subjects of the last turns, one a turn; `two`: at most two of them.

    With a class word (那几个校区) the names of that class that the last answer quoted, where it listed none.
    """
    gathered: list[str] = []
    for turn in reversed(turns):
        quoted = tuple(n for n in turn.quoted if label and n.endswith(label))
        if len(quoted) > 1 and not any(m.endswith(label) for m in turn.members):
            return quoted
        listed = turn.members if len(turn.members) > 1 else turn.subjects
        if len(listed) == 2 or (len(listed) > 2 and not two):
            return listed
        gathered = [n for n in class_names(turn.subjects, vocabulary) if n not in gathered] + gathered
        if len(gathered) > 1:
            return tuple(gathered[-2:])
    return turns[-1].members or turns[-1].subjects


def sibling(body: str, old: str, vocabulary: Vocabulary) -> str:
    """The member of a name's class that a piece of it means: of 甲港东作业区, 西区 → 甲港西作业区; "" when unclear."""
    fitting = {m for c in vocabulary.classes_of(old) for m in c.members if m != old and body in m and m[:2] == old[:2]}
    return fitting.pop() if len(fitting) == 1 else ""


def matter(turn: Turn) -> str:
    """What the last question was about: its words without those that ask."""
    return _ASKING.sub("", turn.standalone)
