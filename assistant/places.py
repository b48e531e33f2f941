"""Where a clause stands, in words: beside an answer (›) and as it is cited in writing (《…》第三章第二节,第4段)."""

import re
from collections.abc import Sequence

from corpus.numerals import CHINESE

_NUMBERED = re.compile(rf"第[{CHINESE}\d]+(?:部分|分编|编|篇|章|节|条)")


def number_of(heading: str) -> str:
    """Shorten a heading to its number: 第一章 总则 -> 第一章, 第一章总则 too. Any other without a space stays whole."""
    head, _, rest = heading.partition(" ")
    if not rest and (numbered := _NUMBERED.match(heading)):
        return numbered.group()
    return head if rest and len(head) > 1 else heading


def place(path: Sequence[str], paragraph: int = 0) -> str:
    """Say where a clause stands: 第四章 › 第一节 › 3.高端产业集群模式 › 第1段, only the last heading in full.

    Paragraph 0 is the heading itself.
    """
    steps = [number_of(step) for step in path[:-1]] + list(path[-1:]) or ["文前"]
    return " › ".join([*steps, f"第{paragraph}段"] if paragraph else steps)


def reference(title: str, path: Sequence[str], paragraph: int) -> str:
    """Name a clause as it is cited in writing: 《…》第三章第二节,第4段; paragraph 0 is the heading itself."""
    return f"{standing(title, path)},第{paragraph}段" if paragraph else standing(title, path)


def standing(title: str, path: Sequence[str]) -> str:
    """Name a section as it is cited in writing: 《…》第三章第二节."""
    numbers = [number_of(step) for step in path]
    return " ".join([f"《{title}》{''.join(numbers[:2])}", *numbers[2:]])
