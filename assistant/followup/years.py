"""Follow-ups about the year last spoken of, or another one."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE
from corpus.numerals import number

YEAR = re.compile(r"(?:19|20)\d\d年?")
_THESE = re.compile(r"[这那]两[个]?年(?:份)?|[这那]两个(?:时间)?(?:节点|点)|[这那]两个(?P<what>目标|阶段)")
_N = r"(?P<{}>[一两二三四五六七八九十\d]+)年"
_ASKED_FIRST = re.compile(
    "^(?:那么?)?我?(?:最先|最早|最初|最开始|一开始|开头|先前)(?:问|说|提)(?:到|过)?的(?=[这那]两)"
)
_LATER = re.compile(
    rf"(?:往后|再过|又过|过后|往后推|推后|向后推?|后推)了?{_N.format('n')}|{_N.format('m')}(?:以后|之后|后|过后)"
)
_EARLIER = re.compile(rf"(?:往前推?|前推|提前){_N.format('n')}|{_N.format('m')}(?:以前|之前|前)")

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)([%‰]|[万亿]?[一-鿿])")
_CLAIMS = re.compile("(?:吗|么|对吧|是吧|吧|对不对|是不是)[?？]?$")
ASKS_YEAR = re.compile("哪一?年|什么时候|何时|几几年")
_BESIDE = re.compile(
    r"^(?:那么?)?[,，]?(?:它|[这那]个?|后者)?(?:比起?|较|[跟和与同])(?P<year>(?:19|20)\d\d年?)的?[^,，\d]{0,6}?(?:相?比)?[,，]?(?:[高强新进深多]|不同|不一样|区别|变化|有什么|哪)[^,，\d]{0,8}[?？]?$"
)
_ONLY_YEAR = re.compile(r"^(?:那么?)?[,，]?(?:到)?(?:19|20)\d\d年?呢?[?？]?$")
FEW_TERMS = 2  # of fewer there is none in the middle
_THEN = re.compile("^(?:那么?)?(?:那时候?|到时候?|届时|那个时候|到那时候?|那会儿)")
_TERM = re.compile("[近中远]期|(?:到|至)?(?:19|20)\\d\\d年")
_STAGE = "(?:阶段|节点|时点)"
_NEXT = re.compile(rf"再往后(?!推|{_N.format('p')})|再后来|再下一步|下一?个{_STAGE}")
_BEFORE = re.compile(rf"再往前(?!推|{_N.format('q')})|[上前]一?个{_STAGE}")
_FINAL = re.compile(rf"最后(?:的|那|一)?个?{_STAGE}")


def these_years(asked: FollowUp) -> str | None:
    """这两年的提法有什么不一样: the last two years that were named; 我最先问的那两年…: the first two."""
    named = dict.fromkeys(y.rstrip("年") for t in asked.turns for y in YEAR.findall(t.standalone))
    if len(named) < 2 or not _THESE.search(asked.text):
        return None
    meant = list(named)[:2] if _ASKED_FIRST.search(asked.text) else list(named)[-2:]
    two, text = "和".join(f"{y}年" for y in meant), _ASKED_FIRST.sub("", asked.text)
    return _THESE.sub(lambda m: f"{two}的{m['what']}" if m["what"] else two, text, count=1)


def another_year(asked: FollowUp) -> str | None:
    """2050年又要到哪一步, 再往后五年呢: the last question of another year, where either names a single one."""
    new, old = YEAR.findall(asked.text), YEAR.findall(asked.last.standalone)
    if len(new) == len(old) == len(set(old)) == 2 and not asked.names:  # 2024年比2023年呢 after 2027年比2026年多几个
        return _in_place(asked.last.standalone, old, new)
    if len(old) > 1 and len(new) == 1 and _ONLY_YEAR.match(asked.text):  # after two were set side by side
        asked = replace(asked, turns=asked.turns[: _of_one_year(asked) + 1])
        old = YEAR.findall(asked.last.standalone)
    if len(old) == 1 and (apart := _apart(asked.text)):
        new = [str(int(old[0].rstrip("年")) + apart)]
    if len(new) != 1 or len(old) != 1 or len(asked.text) > LONGEST_BARE or asked.names:
        return None
    if _CLAIMS.search(asked.text) and _says_more(asked):
        return re.sub("^(?:那么?)?[,，]?", "", asked.text)  # 2030年是一流对吧 is judged by its own words
    other = asked.last.standalone.replace(old[0].rstrip("年"), new[0].rstrip("年"))
    said, before = _figures(asked.text), _figures(other)
    if len(said) == len(before) == 1 and said[0][2] == before[0][2]:
        other = other.replace(before[0][0], said[0][0], 1)  # 2026年是60公顷吗 after 2025年是70公顷吗
    return other


def _of_one_year(asked: FollowUp) -> int:
    """Which turn was the last that named a single year; the last of all where none did."""
    at = (i for i in reversed(range(len(asked.turns))) if len(YEAR.findall(asked.turns[i].standalone)) == 1)
    return next(at, len(asked.turns) - 1)


def _says_more(asked: FollowUp) -> bool:
    """Whether a question says something that the last one did not, and gives no figure for its."""
    new = [w for w in asked.said if w not in asked.last.standalone and not YEAR.search(w)]
    return bool(new) and not _figures(asked.text)


def which_year(asked: FollowUp) -> str | None:
    """哪一年要成为丙 after 到2025年的目标: the year is asked for, so that none is carried over."""
    asks, known = ASKS_YEAR.search(asked.text), any(YEAR.search(t.standalone) for t in asked.turns[-2:])
    own = [w for w in asked.said if not ASKS_YEAR.search(w)]
    if not asks or not known or not own or YEAR.search(asked.text) or re.search("它|[这那]个", asked.text):
        return None
    return re.sub("^(?:那么?)[,，]?", "", asked.text)


def beside_a_year(asked: FollowUp) -> str | None:
    """它比2025年的提法高在哪儿 after 2030年呢: what is said of the two years, side by side."""
    said, old = _BESIDE.match(asked.text), YEAR.findall(asked.last.standalone)
    if not said or len(old) != 1 or said["year"].rstrip("年") in old[0] or asked.names:
        return None
    about = next((w for w in ("目标", "要求", "任务", "定位", "指标") if w in asked.last.standalone), "目标")
    return f"{old[0].rstrip('年')}年和{said['year'].rstrip('年')}年的{about}有什么不同?"


def _in_place(text: str, old: list[str], new: list[str]) -> str:
    """A question with other years at the places of its own."""
    written = dict(zip((year.rstrip("年") for year in old), (year.rstrip("年") for year in new), strict=True))
    return re.sub("|".join(written), lambda found: written[found[0]], text)


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
