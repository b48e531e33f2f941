"""Follow-ups about what stands in brackets behind a name: 只做研发的呢 after 哪些校区做丙, where it is 丙(研发)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.followup.types import FollowUp

_QUALIFIED = re.compile(r"[一-鿿]{2,12}\([一-鿿]{1,6}\)")
_SAID = re.compile(
    r"^(?:那么?)?[,，]?(?:只|仅|单|光)?(?:做|搞|标|写|限|管|负责)?(?:为|明|了|的是)?\(?(?P<which>[一-鿿]{1,6}?)\)?(?:环节|阶段)?的?(?:有哪些|是哪些|呢)*[?？]?$"
)


@lru_cache(maxsize=8)
def bracketed(text: str) -> frozenset[str]:
    """The names of a text with what stands in brackets behind them, and whatever is written before them."""
    return frozenset(_QUALIFIED.findall(text))


def of_the_bracket(asked: FollowUp) -> str | None:
    """只做研发的呢, (制造)的呢: the last question of the name with that in brackets."""
    said, last = _SAID.match(asked.text), asked.last.standalone
    for name in (m.term for m in asked.vocabulary.mentions(last)) if said else ():
        qualified = f"{name}({said['which']})" if said else ""
        if any(written.endswith(qualified) for written in asked.bracketed) and qualified not in last:
            return re.sub(rf"{re.escape(name)}(?:\([一-鿿]{{1,6}}\))?", qualified, last, count=1)
    return None
