"""Follow-ups that leave some of the last list out: 不要甲园的, 去掉甲园还剩几个, 除了甲园,其余的打造什么."""

from __future__ import annotations

import re

from assistant.followup.exceptions import denied
from assistant.followup.members import counted
from assistant.followup.narrowing import but_for, members, narrowed_from
from assistant.followup.types import FollowUp
from assistant.referents import kinds_of, names_in

_GONE = "除去|除掉|除开|除了?|不要|去掉|拿掉|抛开|减去|扣除|不算|不看|不含|排除|剔除|刨去"
_BEHIND = "去掉|除掉|拿掉|排除|剔除|刨掉|刨去|不要|不算|除外|之外|以外|外|的话|了|的"
_MANY = "(?:一共|总共|合计)?(?:还|就|只)?(?:剩下?|有|是)?(?:几|多少)[个家]?"
_LEFT = "(?:还|就|只)?(?:(?:剩下?|有|余)的?(?:都?是)?(?:谁|哪[些几]?[个家]?|什么|吗)?|呢|吧)?"
_REST = "(?:其余|剩下|其他|其它|余下|另外)的?(?:那?[几些两三四五]?个|那些)?(?:[^,，的]{1,4}的?)??"
_WITHOUT = re.compile(
    f"^(?:那么?|再)?[,，]?(?:要是|如果|再)?(?:(?:{_GONE}|[把将])(?P<name>[^,，]{{2,20}}?)|(?P<named>[^,，]{{2,14}}?)(?=不要|不算|除外|之外|以外|去掉|排除))"
    f"(?:{_BEHIND})*[,，]?(?:(?P<many>{_MANY})|{_REST}(?P<what>(?:都|分别|各自?)?[做搞走在属聚布是涉有参承负打][^,，]{{1,16}})|{_LEFT})[?？]?$"
)
_CONDITION = re.compile("^[做搞走在属聚布是涉有参承负打].{2}")
_EACH = re.compile("^(?:都|分别|各自?)")


def without(asked: FollowUp) -> str | None:
    """不要甲园的, 除甲园外呢: the last question but for members that it listed, or for those that meet a condition."""
    said = _WITHOUT.match(asked.text)
    listed = members(asked, asked.last)
    if not said or not listed:
        return None
    name = said["name"] or said["named"]
    said_of = names_in(name, asked.vocabulary)
    gone = [m for m in listed if m in said_of or m.startswith(name)]
    kept = [m for m in listed if m not in gone]
    alike = kinds_of(asked.own, asked.vocabulary) & kinds_of(listed[:1], asked.vocabulary)
    if not kept or (not gone and (alike or said["what"])):
        return None
    if not gone and not (said_of or _CONDITION.match(name)):
        return None
    if not gone:
        return f"{'、'.join(listed)}中{'有几个' if said['many'] else '哪些'}{denied(_condition(name, asked))}?"
    if said["what"]:
        return f"{'、'.join(kept)}{'' if _EACH.match(said['what']) else '分别'}{said['what']}"
    last = (counted(asked.last, asked) if said["many"] else None) or asked.last.standalone
    if begun := narrowed_from(asked, asked.last):
        left = "、".join(m for m in begun if m not in gone)
        return f"{left}{last.removeprefix('、'.join(begun))}"
    return but_for(gone, last)


def _condition(name: str, asked: FollowUp) -> str:
    """What is left out, as something said of a member: 走丙方式 stays, 丙片区 → 在丙片区, 丙方式 → 属于丙方式."""
    if _CONDITION.match(name):
        return name
    kinds = [c for n in asked.names for c in asked.vocabulary.classes_of(n)]
    verb = "属于" if any(c.suffix for c in kinds) else "涉及" if kinds else "在"
    return f"{verb}{name}"
