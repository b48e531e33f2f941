"""Follow-ups about the year last spoken of, or another one."""

from __future__ import annotations

import re

from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE
from corpus.numerals import number

YEAR = re.compile(r"(?:19|20)\d\d年?")
_THESE = re.compile(r"[这那]两[个]?年(?:份)?|[这那]两个(?:时间)?(?:节点|点)|[这那]两个(?P<what>目标|阶段)")
_N = r"(?P<{}>[一两二三四五六七八九十\d]+)年"
_LATER = re.compile(
    rf"(?:往后|再过|又过|过后|往后推|推后|向后推?|后推)了?{_N.format('n')}|{_N.format('m')}(?:以后|之后|后|过后)"
)
_EARLIER = re.compile(rf"(?:往前推?|前推|提前){_N.format('n')}|{_N.format('m')}(?:以前|之前|前)")

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)([%‰]|[万亿]?[一-鿿])")
FEW_TERMS = 2  # of fewer there is none in the middle
_THEN = re.compile("^(?:那么?)?(?:那时候?|到时候?|届时|那个时候|到那时候?|那会儿)")
_TERM = re.compile("[近中远]期|(?:到|至)?(?:19|20)\\d\\d年")
_STAGE = "(?:阶段|节点|时点)"
_NEXT = re.compile(rf"再往后(?!推|{_N.format('p')})|再后来|再下一步|下一?个{_STAGE}")
_BEFORE = re.compile(rf"再往前(?!推|{_N.format('q')})|[上前]一?个{_STAGE}")
_FINAL = re.compile(rf"最后(?:的|那|一)?个?{_STAGE}")


def these_years(asked: FollowUp) -> str | None:
    """这两年的提法有什么不一样: the last two years that were named."""
    named = dict.fromkeys(y.rstrip("年") for t in asked.turns for y in YEAR.findall(t.standalone))
    if len(named) < 2 or not _THESE.search(asked.text):
        return None
    two = "和".join(f"{y}年" for y in list(named)[-2:])
    return _THESE.sub(lambda m: f"{two}的{m['what']}" if m["what"] else two, asked.text, count=1)


def another_year(asked: FollowUp) -> str | None:
    """2050年又要到哪一步, 再往后五年呢: the last question of another year, where either names a single one."""
    new, old = YEAR.findall(asked.text), YEAR.findall(asked.last.standalone)
    if len(old) == 1 and (apart := _apart(asked.text)):
        new = [str(int(old[0].rstrip("年")) + apart)]
    if len(new) != 1 or len(old) != 1 or len(asked.text) > LONGEST_BARE or asked.names:
        return None
    other = asked.last.standalone.replace(old[0].rstrip("年"), new[0].rstrip("年"))
    said, before = _figures(asked.text), _figures(other)
    if len(said) == len(before) == 1 and said[0][2] == before[0][2]:
        other = other.replace(before[0][0], said[0][0], 1)  # 2026年是60公顷吗 after 2025年是70公顷吗
    return other


def _figures(text: str) -> list[re.Match[str]]:
    """The figures of a question that are no years."""
    return [m for m in _FIGURE.finditer(text) if m[2] != "年"]


def next_stage(asked: FollowUp) -> str | None:
    """再往后呢, 上一个阶段呢: the last question of the milestone after, or before, that which it named."""
    years = [y.rstrip("年") for y in YEAR.findall(asked.last.standalone)]
    if len(years) != 1 or years[0] not in asked.milestones or len(asked.text) > LONGEST_BARE or asked.names:
        return None
    at = asked.milestones.index(years[0])
    if _FINAL.search(asked.text):
        at = len(asked.milestones) - 1
    elif _NEXT.search(asked.text) or _BEFORE.search(asked.text):
        at += 1 if _NEXT.search(asked.text) else -1
    else:
        return None
    found = asked.milestones[at] if 0 <= at < len(asked.milestones) else ""
    return asked.last.standalone.replace(years[0], found) if found else None


def _apart(text: str) -> int:
    """How many years a question moves on from the last (再往后五年: 5); 0 where it does not."""
    later, earlier = _LATER.search(text), _EARLIER.search(text)
    moved = later or earlier
    return (number(moved["n"] or moved["m"]) or 0) * (1 if later else -1) if moved else 0


def at_that_time(asked: FollowUp) -> str | None:
    """那时候要建成什么 after 近期到哪年: of the term or the year that was named last."""
    said = _THEN.match(asked.text)
    if not said:
        return None
    named = (_TERM.search(turn.standalone) for turn in reversed(asked.turns))
    term = next((found[0] for found in named if found), "")
    at = {"近期": 0, "远期": -1, "中期": 1 if len(asked.milestones) > FEW_TERMS else None}.get(term)
    if asked.milestones and at is not None:
        term = f"到{asked.milestones[at]}年"
    return f"{term}{asked.text[said.end() :]}" if term else None
