"""Follow-ups about the other end of what was ordered (最大的呢), both ends, or two that were asked of in turn."""

from __future__ import annotations

import re

from assistant.followup.types import FollowUp

_END = re.compile("最[多大高长早先少小低短晚迟]")
_OTHER_END = re.compile(
    "^(?:那么?)?[,，]?(?P<end>最[多大高长早先少小低短晚迟])的?(?:又?是?(?:哪一?[个家座条]|谁))?[呢呀]?[?？]?$"
)
_BOTH_ENDS = re.compile(
    "^(?:那么?)?[,，]?(?:它们|[两二]者|[这那]?[两俩]个?)(?:之?间)?的?(?P<gap>相?差(?:了|着|距)?(?:是|有)?(?:多少|几|多大).*)$"
)
_TOGETHER = re.compile(
    "^(?:那么?)?[,，]?(?:[这那]?[两俩]个?|[两二]者|它们)(?P<sum>(?:加|合(?!作)|总共|一共|共(?![有同])).*)$"
)
_SINCE = re.compile(r"^(?:那么?)?[,，]?(?P<since>[比较](?:19|20)\d\d年.*(?:多少|几|多大).*)$")
_ASKING = re.compile("(?:目标)?(?:(?:[是为]|要达到|达到|有)?(?:多少|多大|几)[^,，]{0,3})?$")
_OF_WHAT = re.compile("[一-鿿]{2,16}?(?=涉及|共?有|是|为|达到|多少|多大|几|的)")  # whose figure was asked for
_WHICH = re.compile("(?:又?[是有])?(?:哪一?[个家座条]|谁)[^,，]{0,4}$")
_YEAR = re.compile(r"(?:19|20)\d\d年")


def other_end(asked: FollowUp) -> str | None:
    """最大的呢 after 面积最小的是哪个: the last question with the other word."""
    said = _OTHER_END.match(asked.text)
    if not said or len(_END.findall(asked.last.standalone)) != 1:
        return None
    return _END.sub(said["end"], asked.last.standalone, count=1)


def both_ends(asked: FollowUp) -> str | None:
    """两者相差多少 after the most and then the least: how far they are apart."""
    said = _BOTH_ENDS.match(asked.text)
    two = [t.standalone for t in asked.turns[-2:]]
    ends = [found[0] for question in two if (found := _END.search(question))]
    if not said or len(ends) < 2 or _END.sub("", two[0]) != _END.sub("", two[1]) or ends[0] == ends[1]:
        return None
    return f"{_WHICH.sub('', two[0])}和{ends[1]}的{said['gap']}"


def together(asked: FollowUp) -> str | None:
    """两个加一块儿多少户 after 甲多少户 and 乙呢: the sum of these two."""
    said = _TOGETHER.match(asked.text)
    spoken = [found[0] for t in asked.turns[-2:] if (found := _OF_WHAT.match(t.standalone))]
    if not said or len(spoken) < 2 or spoken[0] == spoken[1]:
        return None
    return f"{'和'.join(spoken)}{said['sum']}"


def since(asked: FollowUp) -> str | None:
    """比2023年多多少 after 2030年的产值是多少: what was asked of that year, since the other."""
    said = _SINCE.match(asked.text)
    if not said or len(_YEAR.findall(asked.last.standalone)) != 1 or said["since"][1:6] in asked.last.standalone:
        return None
    return f"{_ASKING.sub('', asked.last.standalone.rstrip('?？'))}{said['since']}"
