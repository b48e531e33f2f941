"""Bounds and ranges that a question sets (超过50亿元的, 10到20平方公里之间), which take nothing for granted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.measures import Amount, Measure
from corpus.numerals import number

_BEFORE = re.compile(
    "(?P<least>不少于|不低于|不小于|至少)|(?P<most>不超过|不多于|不高于|至多)"
    "|(?P<above>超过|高于|大于|多于|突破|上|过)|(?P<below>低于|少于|小于|不足|不到)"
)
_BEHIND = re.compile("[一-鿿]{0,4}?及?(?:(?P<least>以上|起(?![来步草点降止])|往上|开外)|(?P<most>以下|以内|之内|往下))")
_DIGITS = r"\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+"
_FIGURE = re.compile(rf"(?P<digits>{_DIGITS})(?P<scale>[万亿]?)")
_RANGE = re.compile(
    rf"(?P<low>{_DIGITS})[万亿]?[一-鿿%]{{0,4}}?(?:到|至|和|与|[-—~～]+)(?P<high>{_DIGITS})(?P<scale>[万亿]?)"
)
_BETWEEN = re.compile("[一-鿿%]{0,4}?(?:之间|之内|以内|范围)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年[一-鿿]{2})")  # 2027年建成的, of rows that give each name its year
_BY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?=年(?P<whole>[底末])?(?:之|以)?(?P<side>[前后])[一-鿿]{2})"
)  # 2027年底前建成的
_OF_NAMES = re.compile("哪[些几个一]|谁|几[个座处家]|名单|加起来|合计|总和|一共|总共")
_UNSAID = re.compile("的|以[上下内]|起|往|[,，?？]|$")
_ASKS_WHICH = re.compile(
    "哪|谁|几[个座处家项种]|多少[个座处家项种]|名单|清单|[列找挑选]出|的(?:项目|企业|园区)?[?？。]?$"
)
# 25%可以申请吗: the asker's own case, which is held against the text and corrects nothing.
_OWN_CASE = re.compile("(?:可以|能(?![源耗级])|可否|是否|够|符合|满足|达标|合格|行)[^。?？]*(?:吗|么|不|没|呢|[?？]|$)")
_PASSES: dict[str, Callable[[float, float], bool]] = {
    "least": lambda value, bound: value >= bound,
    "most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "in": lambda value, year: int(value) == year,
    "by": lambda value, year: int(value) <= year,
    "before": lambda value, year: int(value) < year,
    "after": lambda value, year: int(value) > year,
}
_YEARLY = ("in", "by", "before", "after")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that figures are to reach, and how (a key of _PASSES); what it is written with, and what follows it.

    `to` is the other end of a range, `span` where the number stands in the question.
    """

    value: float
    how: str
    scale: str
    behind: str
    span: tuple[int, int]
    to: float | None = None

    def fits(self, measure: Measure) -> bool:
        """Whether a figure is in the unit of the bound, or of its scale where the unit is left out: 100亿."""
        unit = measure.amount.unit
        if self.how in _YEARLY:
            return bool(re.match(f"年[一-鿿]{{0,4}}{unit[1:]}", self.behind)) if unit.startswith("年") else False
        if self.behind.startswith(unit):
            return True
        return bool(self.scale and self.scale in measure.written and _UNSAID.match(self.behind))

    def passed_by(self, measure: Measure) -> bool:
        """Whether a figure reaches the bound, or lies in the range."""
        value = measure.amount.value
        return _PASSES[self.how](value, self.value) and (self.to is None or value <= self.to)


def bounds_in(text: str) -> Iterator[Bound]:
    """The ranges and bounds of a question, in its order; a year that names are asked by is the last."""
    for both in _RANGE.finditer(text):
        low, high = _value(both["low"], both["scale"]), _value(both["high"], both["scale"])
        if _BETWEEN.match(text, both.end()) and low is not None and high is not None:
            yield Bound(low, "least", both["scale"], text[both.end() :], both.span(), high)
    for figure in _FIGURE.finditer(text):
        before = next((m for m in _BEFORE.finditer(text, 0, figure.start()) if m.end() == figure.start()), None)
        found = before or _BEHIND.match(text, figure.end())
        value = _value(figure["digits"], figure["scale"])
        if found and found.lastgroup and value is not None:
            yield Bound(value, found.lastgroup, figure["scale"], text[figure.end() :], figure.span())
    for year in _BY.finditer(text):
        how = "after" if year["side"] == "后" else "by" if year["whole"] else "before"
        yield Bound(float(year["year"]), how, "", text[year.end() :], year.span())
    if (of := _YEAR.search(text)) and _OF_NAMES.search(text):
        yield Bound(float(of[0]), "in", "", text[of.end() :], of.span())


def said_before(text: str, bound: Bound) -> str:
    """What a question says before a bound, without the word for it: 总投资 of 总投资超过5亿元."""
    before = text[: bound.span[0]]
    return next((before[: m.start()] for m in _BEFORE.finditer(before) if m.end() == len(before)), before)


def is_condition(text: str, start: int, end: int) -> bool:
    """Whether the figure of a question from `start` to `end` says which things are asked for, or the asker's case."""
    within = any(b.span[0] < end and start < b.span[1] for b in bounds_in(text))
    return bool((within and _ASKS_WHICH.search(text)) or _OWN_CASE.search(text, end))


def _value(digits: str, scale: str) -> float | None:
    plain = digits.replace(",", "")
    value = float(plain) if plain[0].isdigit() else number(plain)
    return None if value is None else Amount.of(value, scale).value
