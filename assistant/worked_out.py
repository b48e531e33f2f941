"""What the asker's own numbers come to by a clause: 3条线 at 每条30万元, 投资4亿元 where 3亿元以上 get 600万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.bounds import bounds_in
from assistant.called import called_in
from assistant.draft import Draft, Span
from assistant.measures import Amount
from assistant.question import Question
from assistant.sets import ClaimBase
from corpus.grammar import split_outside
from corpus.numerals import number

_DIGITS = r"\d[\d,]*(?:\.\d+)?|[一两二三四五六七八九十百]+"
_OWN = re.compile(rf"(?<![第每前后近\d.])(?P<digits>{_DIGITS})(?P<scale>[万亿]?)(?P<behind>[^\d,，。?？]*)")
_ASKS = re.compile("多少|几[元万千百]|(?:能|可以)[^,，]{0,4}[补奖拿领]|[补奖拿领][^,，]{0,4}[吗么]")
_GIVEN = re.compile("[补奖拿领罚给缴交]|资助|支持")
_COUNTERS = "[个家名位人项座所条张套场次批期台辆]"
_MONEY = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)元")
_MEASURE = re.compile("[人吨户亩件株度千立平公斤头辆次条个家只台米]")  # behind 4亿, where no 元 is left out
_EACH = re.compile(
    r"每(?P<unit>(?![年月日天季学])[一-鿿]{1,3}?)(?:每(?P<time>[年月天日]))?[^,，\d每]{0,12}?(?P<money>\d[\d,.]*[万亿]?元)"
)
_PERCENT = r"(?:\d+(?:\.\d+)?%|百分之[一二三四五六七八九十]+)"
_SHARE = re.compile(
    rf"按照?(?P<of>[^,，\d]{{2,14}}?)的?(?P<share>{_PERCENT})|(?:提高|上浮|增加)[到至](?P<to>{_PERCENT})"
)
_BY_DAY = re.compile("(?:每[日天]|按[日天])[^,，]{0,4}$")
_LEAST = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>[一-鿿]{1,4}?)及?以上")
_CAP = re.compile(r"(?:最高|不超过|上限|封顶)[^,，\d]{0,8}?(?P<money>\d[\d,.]*[万亿]?元)")
_LOOSE = re.compile("最高|不超过|上限|封顶|不低于|不少于|以内|至多|至少|左右")
_TIMES = {"年": "年", "月": "个?月", "天": "[天日]", "日": "[天日]"}
_TERM = re.compile(r"(?:期限|连续[^,，\d]{0,4}|为期)(?P<most>不超过|最长)?(?P<n>\d+)(?P<unit>年|个月)")
_IF = "(以符合条文所写的条件为限)"
_YEAR = re.compile(r"(?:19|20)\d\d年")
_ALTOGETHER = re.compile("一共|总共|合计|总计|累计|加起来|全部")
_FIXED = re.compile(r"(?:补助|补贴|奖励|奖补|资助|给予)(?P<money>\d[\d,.]*[万亿]?元)(?!以|至|/|[-—])[^\d]*$")
LEAST_TIERS = 2
MOST_CLAUSES = 2  # that a number of the question may come under
ENOUGH = 0.6  # of the words of a question that a clause has


@dataclass(frozen=True, slots=True)
class _Own:
    """A number of the question, how it is written, and what it is of, behind it."""

    value: float
    digits: str
    scale: str
    behind: str

    def written(self, unit: str) -> str:
        """As it is written, with its unit."""
        return f"{self.digits}{self.scale}{unit}"

    def of(self, unit: str) -> bool:
        """Whether it is in a unit: 3|条航线 of 条, 3个人 of 人, 4亿 of 元."""
        if unit == "元":
            return bool(self.scale and not _MEASURE.match(self.behind)) or self.behind.startswith("元")
        return bool(re.match(f"{_COUNTERS}?{re.escape(unit)}", self.behind))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence: what it needs at least, and what it gives."""

    text: str
    least: Amount | None


def worked_out(question: Question, base: ClaimBase) -> Draft | None:
    """What the numbers of a question come to; None where it has none, or no clause is surely meant."""
    if not (_ASKS.search(question.text) and _GIVEN.search(question.text)) or _YEAR.search(question.text):
        return None
    if made := _of_names(question, base):
        return made
    owns = list(_owns(question.text))
    words = {w for w in (*question.rest, *question.terms, *question.subjects) if len(w) > 1 and not re.search(r"\d", w)}
    words = {w for w in words if not re.search(rf"\d[万亿]?{re.escape(w)}|\d{re.escape(w)}", question.text)}
    found: list[tuple[int, Span, str]] = []
    for span, text, path in _sentences(base) if owns and words else ():
        shared = sum(word in f"{text}{path}" for word in words)
        said = _of_parts(text, owns, question) if shared else ""
        found += [(shared, span, said)] if said else []
    best = max((shared for shared, *_ in found), default=0)
    told = [(span, said) for shared, span, said in found if shared == best]
    if not 0 < len(told) <= MOST_CLAUSES or best < ENOUGH * len(words):
        return None
    draft = Draft()
    for span, said in told:
        draft.say(f"按条文所写的标准,{said}:")
        draft.quote(base.entry, span)
    return draft


def _sentences(base: ClaimBase) -> Iterator[tuple[Span, str, str]]:
    """Every sentence up to its full stop, with all that stands behind its semicolons, and the heading over it.

    A heading that is a sentence itself (1.改造3座旧馆,每座补助80万元) is one too.
    """
    for section in (section for section in base.entry.parsed.sections if re.search(r"\d元|[万亿]元", section.heading)):
        yield section.opening, section.heading, ""
    text = base.entry.parsed.document.text
    for passage in base.entry.parsed.passages:
        for start, end in split_outside(passage.text, "。\n", passage.start):
            yield (start, end), text[start:end], "".join(passage.path[-1:])


def _owns(text: str) -> Iterator[_Own]:
    """The numbers of a question that are no years and no bounds."""
    bounds = [bound.span for bound in bounds_in(text)]
    for m in _OWN.finditer(text):
        plain = m["digits"].replace(",", "")
        value = float(plain) if plain[0].isdigit() else number(plain)
        bounded = any(start <= m.start() < end for start, end in bounds)
        if value and plain != "一" and not bounded and not (len(plain) == 4 and m["behind"].startswith("年")):
            yield _Own(Amount.of(value, m["scale"]).value, m["digits"], m["scale"], m["behind"])


def _of_names(question: Question, base: ClaimBase) -> Draft | None:
    """So many of each name that figures are dealt out to (2个甲级 at 5万元), or what one gets over the whole term."""
    for row in (row for row in base.rows if row.in_order and row.measures[0].amount.unit == "元"):
        own = called_in(row, question.text)
        others = [w for w in (*question.rest, *question.terms) if not any(w in m.name for m in own)]
        if not own or not any(w in row.text for w in others if not re.search(r"\d", w)):
            continue
        counts = [_count_before(m.name, question.text) for m in own]
        sentence = base.entry.parsed.document.text[own[0].start : own[0].end]
        by, months = re.search("每(?P<time>[年月])", sentence), 1
        term_unit = ""
        if by and by[0] in question.text:
            by = None
        elif by and _ALTOGETHER.search(question.text):
            term = _TERM.search(sentence)
            if not term or term["most"] or term["unit"][-1] != by["time"]:
                return None
            months, term_unit = int(term["n"]), term["unit"]
        elif max(counts) == 1 or by:
            continue
        pieces = [
            f"{m.name}{f'{n}×' if n > 1 else ''}{m.written}{f'×{months}{term_unit}' if months > 1 else ''}"
            for m, n in zip(own, counts, strict=True)
        ]
        whole = sum(m.amount.value * n * months for m, n in zip(own, counts, strict=True))
        draft = Draft(members=tuple(m.name for m in own))
        whole_of = "合计" if len(pieces) > 1 or months > 1 else "共"
        draft.say(f"按条文所写的标准,{'、'.join(pieces)},{whole_of} {_money(whole)}{_IF}:")
        draft.quote(base.entry, (own[0].start, own[0].end))
        return draft
    return None


def _count_before(name: str, text: str) -> int:
    """How many of a name a question speaks of: 2个甲级工厂; 1 where it does not say."""
    said = re.search(rf"(?<![第\d.])(?P<n>\d{{1,3}}|[两二三四五六七八九十]){_COUNTERS}{re.escape(name)}", text)
    return int(number(said["n"]) or 1) if said else 1


def _of_parts(sentence: str, owns: list[_Own], question: Question) -> str:
    """What a sentence gives for the numbers of a question, in words; "" where it does not certainly say."""
    parts = [_Part(part, _least(part)) for part in (sentence[slice(*s)] for s in split_outside(sentence, ";；。"))]
    if "分别" in sentence:
        return _tier_in_order(sentence, owns)
    giving = [part for part in parts if _EACH.search(part.text) or _SHARE.search(part.text)]
    if not giving:
        return _tier_by_part(parts, owns)
    tiers = [part for part in giving if part.least]
    part = giving[0]
    if len(giving) > 1 and len(tiers) == len(giving):
        own = next((o for o in owns if all(p.least and o.of(p.least.unit) for p in tiers)), None)
        reached = [p for p in tiers if own and p.least and p.least.value <= own.value]
        if own is None:
            return ""
        if not reached:
            return _below(own, min(tiers, key=lambda p: p.least.value if p.least else 0.0))
        part = max(reached, key=lambda p: p.least.value if p.least else 0.0)
    elif len(giving) > 1:
        meant = [p for p in giving[1:] if _named_by(question, p.text, giving[0].text)]
        part = meant[0] if len(meant) == 1 else giving[0]
        if len(meant) > 1 or (meant and meant[0] is not part):
            return ""
    least = part.least or giving[0].least
    own = next((o for o in owns if least and o.of(least.unit)), None)
    if least and own and own.value < least.value:
        return _below(own, giving[0] if part.least is None else part)
    caps = [_CAP.search(part.text), *(_CAP.search(p.text) for p in parts if p not in giving and p.least is None)]
    cap = next((_amount(found["money"]) for found in caps if found), None)
    return _by_share(part.text, owns, giving[0], cap, question) or _by_each(part.text, sentence, owns, cap, question)


def _named_by(question: Question, part: str, first: str) -> bool:
    """Whether a question has a word of the condition of a part that the first part has not."""
    condition = re.split("[,，]", part)[0]
    return any(w in condition and w not in first for w in (*question.rest, *question.terms) if len(w) > 1)


def _least(part: str) -> Amount | None:
    """What a part needs at least: 投资500万元以上的."""
    found = list(_LEAST.finditer(part))
    if len(found) != 1:
        return None
    return Amount.of(float(found[0]["digits"].replace(",", "")), f"{found[0]['scale']}{found[0]['unit']}")


def _below(own: _Own, part: _Part) -> str:
    """That a number is less than what a part needs."""
    least = _LEAST.search(part.text)
    return f"{own.written(least['unit'])}没有达到“{least[0]}”" if least else ""


def _tier_in_order(sentence: str, owns: list[_Own]) -> str:
    """甲1亿元以上、3亿元以上的,分别给予200万元、600万元: what a number of the question is given."""
    before, _, behind = sentence.partition("分别")
    tiers = [m for m in _LEAST.finditer(before) if m["unit"]]
    amounts = list(_MONEY.finditer(re.split("[;；。]", behind)[0]))
    if len(tiers) < LEAST_TIERS or len(tiers) != len(amounts) or len({m["unit"] for m in tiers}) != 1:
        return ""
    own = next((o for o in owns if o.of(tiers[0]["unit"])), None)
    if own is None:
        return ""
    least = [Amount.of(float(m["digits"].replace(",", "")), f"{m['scale']}{m['unit']}").value for m in tiers]
    reached = [at for at, value in enumerate(least) if value <= own.value]
    if least != sorted(least):
        return ""
    if not reached:
        return f"{own.written(tiers[0]['unit'])}没有达到最低的一档“{tiers[0][0]}”"
    above = f"、没有达到“{tiers[reached[-1] + 1][0]}”" if reached[-1] + 1 < len(tiers) else ""
    own_written = own.written(tiers[0]["unit"])
    return f"{own_written}达到“{tiers[reached[-1]][0]}”{above},对应的是 {amounts[reached[-1]][0]}{_IF}"


def _tier_by_part(parts: list[_Part], owns: list[_Own]) -> str:
    """面积1800平方米以上的,补助200万元;面积3000平方米以上的,补助350万元: what a number of the question is given."""
    tiers = [(part, money) for part in parts if part.least and (money := _FIXED.search(part.text))]
    units = {part.least.unit for part, _ in tiers if part.least}
    own = next((o for o in owns if len(units) == 1 and o.of(*units)), None)
    if own is None or len(tiers) < LEAST_TIERS or any(part.least is None for part in parts):
        return ""
    tiers.sort(key=lambda tier: tier[0].least.value if tier[0].least else 0.0)
    reached = [tier for tier in tiers if tier[0].least and tier[0].least.value <= own.value]
    if not reached:
        return _below(own, tiers[0][0])
    part, money = reached[-1]
    least = _LEAST.search(part.text)
    return f"{own.written(*units)}达到“{least[0]}”,对应的是 {money['money']}{_IF}" if least else ""


def _by_share(part: str, owns: list[_Own], first: _Part, cap: float | None, question: Question) -> str:
    """按投资额的12%: of the sum that a question names."""
    share = _SHARE.search(part)
    of = _SHARE.search(first.text)
    own = next((o for o in owns if o.of("元")), None)
    if not share or not of or own is None or _LOOSE.search(part[: share.start()][-6:]):
        return ""
    what = of["of"] or ""
    pieces = [what[at : at + 2] for at in range(len(what) - 1)]
    bounded = first.least and first.least.unit == "元" and any(p in first.text[: of.start()] for p in pieces)
    if not (bounded or any(p in question.text for p in pieces)):
        return ""
    percent = _percent(share["share"] or share["to"])
    daily = _BY_DAY.search(part[: share.start()])
    days = next((o for o in owns if re.match("[天日]", o.behind)), None) if daily else None
    bare = (of["of"] or "").replace("的", "")
    if daily and re.search(f"不得?超[出过]{re.escape(bare)}", part.replace("的", "")):
        cap = own.value
    times, each = (f"×{days.value:g}天", "") if days else ("", "每日 " if daily else "")
    value = own.value * percent / 100 * (days.value if days else 1)
    return f"{own.written('元')}×{percent:g}%{times}={each}{_capped(value, cap)}{_IF}"


def _percent(written: str) -> float:
    """12% and 百分之十二 as 12."""
    return float(written[:-1]) if written.endswith("%") else float(number(written.removeprefix("百分之")) or 0)


def _by_each(part: str, sentence: str, owns: list[_Own], cap: float | None, question: Question) -> str:
    """每条每年30万元: times the number of a question, and its years."""
    found = [m for clause in (part[slice(*s)] for s in split_outside(part, ",，")) for m in _EACH.finditer(clause)]
    if (
        len(found) != 1
        or _LOOSE.search(found[0][0])
        or _LOOSE.search(part[max(0, found[0].start() - 6) : found[0].start()])
    ):
        return ""
    rate, unit, time = _amount(found[0]["money"]), found[0]["unit"], found[0]["time"]
    own = next((o for o in owns if o.of(unit)), None)
    if own is None:
        return ""
    spent = next((o for o in owns if time and o is not own and re.match(_TIMES[time], o.behind)), None)
    term = _TERM.search(sentence)
    if spent and term and term["unit"][-1] == time and spent.value > int(term["n"]):
        return ""
    value = rate * own.value * (spent.value if spent else 1)
    times = f"×{spent.value:g}{'个月' if time == '月' else time}" if spent else ""
    yearly = f"每{time} " if time and not spent else ""
    if spent and cap is not None:  # held to so much a year, or in all
        return ""
    return f"{own.value:g}×{found[0]['money']}{times}={yearly}{_capped(value, cap)}{_IF}"


def _capped(value: float, cap: float | None) -> str:
    """A sum, or what it is held to."""
    return _money(value) if cap is None or value <= cap else f"{_money(value)},超过上限,按 {_money(cap)} 计"


def _amount(money: str) -> float:
    found = _MONEY.match(money)
    return Amount.of(float(found["digits"].replace(",", "")), f"{found['scale']}元").value if found else 0.0


def _money(value: float) -> str:
    """30000 → 3万元."""
    return f"{round(value / 10**4, 6):g}万元" if value >= 10**4 else f"{round(value, 2):g}元"
