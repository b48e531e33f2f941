"""Follow-ups about those who do what was spoken of: which of them leads, who else does it, what part they have."""

from __future__ import annotations

import re

from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, matter, topic
from assistant.units import units_said

_WHO_LEADS = re.compile(
    "^(?:那|那么)?(?:[这那上]?面?[两几三四五]?[家个]?(?:单位|部门|家)?)?(?:里面?|中|当中|里头)?[,，]?(?:谁|哪一?个?[家个](?:单位|部门)?)"
    "(?:是|当|算|来|为)?(?:主责|牵头|主办|第一责任|领头|挑头|为主|主要负责)(?:单位|部门|的|人)?[呢啊]?"
    "(?P<why>[,，?？](?:依据|根据|凭据|理由|凭[啥什]|为什么|怎么看)[^?？,，]{0,8})?[?？]?$"
)
_WHO_ELSE = re.compile(
    "^(?:那|那么)?还有(?:谁|哪[些几]?[个家]?(?:单位|部门|[局家])?)[,，]?(?:也|都|在|会|一起|一同|共同|参与|负责|配合|协助|管|干|做|承担)*[?？]?$"
)
_PART = re.compile("牵头|主责|配合|协助|参与|负责|独家|单独|一家|共同")
_HOW_MANY = re.compile(
    "^(?:那|那么)?[,，]?(?:一共|总共|合计)?(?:有|是)?(?:几|多少)[项个条件](?:任务|工作|事)?[呢啊]?[?？]?$"
)
_BOTH = re.compile("^(?:那|那么)?(?:[这那]?[两俩]个?家?(?:单位|部门|局)?|它们|他们)(?=.{0,4}(?:共同|一起|都|联合))")
_IT = re.compile("^(?:那|那么)?它(?!们)")
_ONLY_NAMED = re.compile("(?:那|那么)?(?:换成)?□(?:呢|的呢|又?有?什么)?[?？]?")
_SUMMED = re.compile("^(?:那|那么)?[,，]?(?:其中|里[面头]|当中|这[些几里]?[个项]?(?:里面?|中|当中)?)?(?:的|[,，])?")
_NONE_OF_THEM = re.compile("部门|单位|机构|谁|[局委厅办]")


def who_leads(asked: FollowUp) -> str | None:
    """这两家谁是主责 after 甲工程由哪些单位负责: who leads that."""
    found = asked.units and _WHO_LEADS.match(asked.text)
    return f"{_spoken_of(asked)}由谁牵头?" if found else None


def who_else(asked: FollowUp) -> str | None:
    """还有哪些单位一起负责 after what a unit does, or how it is done: of that."""
    found = asked.units and _WHO_ELSE.match(asked.text) and _NONE_OF_THEM.search(asked.text)
    return f"{_spoken_of(asked)}由哪些单位一起负责?" if found else None


def another(asked: FollowUp) -> str | None:
    """乙局呢 after what another unit does: the same of this one."""
    told, own = units_said(asked.last.standalone, asked.units), units_said(asked.text, asked.units)
    if len(told) != 1 or len(own) != 1:
        return None
    rest = f"{asked.text[: own[0].start]}□{asked.text[own[0].end :]}"
    last = asked.last.standalone
    return f"{last[: told[0].start]}{own[0].unit}{last[told[0].end :]}" if _ONLY_NAMED.fullmatch(rest) else None


def their_part(asked: FollowUp) -> str | None:
    """其中牵头的有哪几项, 一共几项 after 甲局负责哪些任务: the unit with its part."""
    both = _BOTH.match(asked.text)
    spoken = "".join(t.standalone for t in asked.turns[-2:]) if both else asked.last.standalone
    units = tuple(dict.fromkeys(u.unit for u in units_said(spoken, asked.units)))
    units = units or tuple(m for m in asked.last.members if len(asked.last.members) == 1 and m in asked.units)
    counts, part = _HOW_MANY.match(asked.text), _PART.search(asked.text)
    if not units or not (counts or part) or len(asked.text) > LONGEST_BARE:
        return None
    if units_said(asked.text, asked.units) or _NONE_OF_THEM.search(asked.text):
        return None
    who = "、".join(units)
    if counts:
        did = _PART.search(asked.last.standalone)
        return f"{who}{did[0] if did else '负责'}的一共几项?"
    text = asked.text[both.end() :] if both else _IT.sub("", asked.text)
    return f"{who}{_SUMMED.sub('', re.sub('的?呢[?？]?$', '的有哪些?', text), count=1)}"


def of_their_task(asked: FollowUp) -> str | None:
    """补助标准是多少 after 甲局参与哪项工作, where that is one: of the task."""
    told = units_said(asked.last.standalone, asked.units) and len(asked.last.members) == 1
    if not told or asked.names or len(asked.text) > LONGEST_BARE or asked.last.members[0] in asked.units:
        return None
    return None if units_said(asked.text, asked.units) else f"{asked.last.members[0]},{asked.text}"


def _spoken_of(asked: FollowUp) -> str:
    """The only task that was listed, or else what the last question was about without its units."""
    if len(asked.last.members) == 1 and asked.last.members[0] not in asked.units:
        return asked.last.members[0]
    return topic(asked.last) or re.sub(
        "[,，]?(?:责任|牵头|配合|主责)?(?:单位|部门)?(?:负责|牵头)?[由是有]*$", "", matter(asked.last)
    )
