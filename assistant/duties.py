"""What a unit is told to do: the tasks behind which brackets name it, by the part that it has in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.assigned import (
    Asked,
    Condition,
    Part,
    Wanted,
    ahead,
    fitting,
    has_part,
    of_each,
    of_every,
    part_in,
    verdict,
    widest,
)
from assistant.deeds import deeds, say_also
from assistant.draft import Draft
from assistant.due import due_in, kept
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.tasks import Task
from assistant.units import Said, units_said
from corpus.numerals import number

_HELPS = r"不(?:当|做|是|算)?(?:牵头|主责)|非牵头|(?<!有)没有?牵头|配合|协助|协办|打下手|打配合"
_LEADS = r"牵头|主责|主办|领头|领衔|挂帅|抓总|带头|为主|说了算|排在?(?:首位|第一|最前)"
_PART = re.compile(f"(?P<helps>{_HELPS})|(?P<leads>{_LEADS})")
_EITHER_PART = re.compile(
    "(?:牵头|主责)(?:和|与|及|或者?|或是|以及|还是|、)?(?:参与|参加|配合)|(?:参与|参加|配合)(?:和|与|及|或者?|、)?牵头"
)
_WHO = re.compile(
    r"谁|哪[一几两些]?[个家]?(?:部门|单位|机构|委办局|局委办|[局委办厅家])|(?:单位|部门|哪方面?)(?:都)?(?:是|有)(?:哪|什么|谁)"
)
_ROLES = re.compile(f"{_PART.pattern}|负责|参与|参加|承担|担负|职责|任务|分工|责任|落实|角色|[管抓做干](?!部)|活儿?|事")
_ASKS = re.compile(
    "什么|啥|哪|谁|几|多少|有何|有没有|有无|有吗|的(?:任务|工作|事项?|职责)?呢?[?？]?$|[列理查找]出|列|梳理|清单|名单|干[嘛吗]|介绍|说说|讲讲|罗列"
)
_WHETHER = re.compile("(?<!有)吗|是不是|是否|对不对|有没有份|参不参与|负不负责")
_NOT_ASKED = re.compile("为什么|为何|怎么|如何|何时|什么时候|能不能")
_ALONE_BEFORE = re.compile("(?<!不)(?:只|仅|单|光)(?:有|是|由|归|让|靠)*$")
_ALONE_BEHIND = re.compile(
    "(?:这|自己)?(?<!哪)[一两](?:个?[家方](?:单位|部门)?|个(?:单位|部门|局))|单独|单干|独自|独家|独立"
)
_LEFT_OUT = re.compile(
    "(?:除(?:了|开|去|掉)?|没有?(?:写|提|列|含|带)?[到有明]?|不(?:含|包括|涉及|带|是?由|归|用|靠)|不是|并非|非)(?:让|由|归)?$"
)
_CALLED = re.compile(f"(?:{_HELPS}|{_LEADS})的?(?:单位|部门)?[里中面头]*(?:是|为|有|由)$")
_TAKES_NO_PART = re.compile(
    "(?:都|也|并)?(?:没有?|不|未)(?:参与|参加|负责|涉及|管|承担|出现|写到|列入|在内|介入|沾边?)"
)
_NEGATED = re.compile("不|没|未|无|非|(?<!分)别(?!的)")
_WHICH_PART = re.compile("(?:牵头|主责)[^,，]{0,3}还是|还是[^,，]{0,3}(?:牵头|主责)|什么角色")
_WIDEST = re.compile(
    "(?:单位|部门)(?:数量?|个数)?最多的是?(?:任务|工作|哪[一几]?项)"
    "|哪[一几]?[项个](?:任务|工作)?[^,，]{0,6}(?:单位|部门)(?:数量?)?最多"
)
_EITHER = re.compile("或|或者|任一|其中一")
_EACH = re.compile("分别|各自|各(?=负责|牵头|有|管|承担|参与|配合)")
_EVERY = re.compile(
    "(?:各个?|每一?个|所有|全部)(?:部门|单位|委办局|[局委])|共[^,，]{0,3}(?:多少|几)[个家]*(?:责任|牵头|配合)?(?:单位|部门)"
)
_MOST = re.compile(
    "(?P<most>最多|数量?第一|更多|多(?=[?？]|$|一?些|几|多少))|(?P<least>最少|更少|少(?=[?？]|$|一?些|几|多少))"
)
_OTHER = re.compile("还|另外|其他|其它|别的|除")
_JOINTS = re.compile("[和与跟同及、,]|或者?|以及|还有|同时有|共同|一起|联合|都|一道|会同|的|两家|两个|单位|部门|局")
_FRAME_WORDS = """
它 它们 光 扛 挑 下 份 那边 这边 算作 算 一块儿 一块 一道 一并 请问 麻烦 帮我 帮 告诉我 告诉 想知道 查一下 查查 查
数一下 数 文件 规划 意见 纲要 方案 文中 全文 全篇 本文 通篇 这份 这个 这些 这项 这 那份 那个 那些 那项 那 哪些 哪几
哪一 哪 什么 多少 有何 没有 一共 总共 总计 合计 全部 所有 都 共 各自 各 每一个 每个 每 分别 主要 具体 工作 事项
事情 事儿 事 项目 内容 方面 单位 部门 机构 委办局 主体 当中 其中 里面 里头 里边 里 之中 之内 之外 只 仅 单独 独自
独家 独立 自己 一家 两家 三家 几家 同时 共同 一起 联合 协同 携手 需要 需 应当 应该 应 得 必须 负 承 担 当 做 作为
作 来 去 干嘛 干吗 不是 不含 不归 不由 不 没 但 却 而 以及 还 另外 其他 其它 别的 除了 除 外 清单 名单 列出 列举 列
罗列 梳理 完整 汇总 写明 写 说 给 呢 吗 了 啊 来着 到底 究竟 数量 最多 最少 更多 更少 最前 首位 第一 位 排 带 出现
含 包括 涉及 归 由 让 我们 我 咱们 咱 找 分 活儿 活 件 条 个 种 类 项 样 们 且 既 又 也 要 该 被 把 在 从 对 于
名下 身上 头上 手里 手上 的 是 有 和 与 跟 同 及 或者 或 以 为 谁 啥 几 多 少 一 二 两 块 请 看 问 吧 呀 嘛 哦 能
会 可 可以 将 已 已经 名 多少项
"""
_FRAME = re.compile("|".join((_ROLES.pattern, *sorted(map(re.escape, _FRAME_WORDS.split()), key=len, reverse=True))))
_SO_MANY = re.compile("(?P<n>[一两三四五六七八九]|\\d+)个?家?(?:单位|部门)")
_ANY_UNIT = re.compile(
    "(?:^|(?<=[,，、和与由]))(?P<unit>[一-鿿]{2,10}?(?:局|厅|委员会|委|联合会))(?=负责|牵头|参与|配合|承担|管|的(?:任务|职责))"
)
_TOPIC = re.compile(r"[\w“”\"·—-]+")


def duties(question: Question, base: ClaimBase) -> Draft | None:
    """What the units that a question names are told to do, or who has the most; None where it asks no such thing."""
    if _NOT_ASKED.search(question.text) or not _ROLES.search(question.text):
        return None
    made = _of_brackets(question.text, base) if base.tasks else None
    return made or _of_clauses(question.text, base)


def _of_brackets(text: str, base: ClaimBase) -> Draft | None:
    """What brackets tell units to do."""
    tasks, units, in_time, told = base.tasks, base.units, tuple[Task, ...](), ""
    if set_date := due_in(text):
        due, text = set_date
        found = kept(due, tasks, base)
        if found is None or _WHETHER.search(text) or _WHO.search(text):
            return None
        in_time, told = found, due.told
    said = units_said(text, units)
    topics = _topics(text, said)
    if any(len(word) == 1 for word in topics) or (told and topics and not said):
        return None
    if len(said) == 1 and topics and _WHICH_PART.search(text):
        return part_in(said[0].unit, _about(topics, tasks), base)
    if said and topics and _WHETHER.search(text):
        return verdict(_wanted(text, said), _about(topics, tasks), base) if not _unread(text, said) else None
    if _WIDEST.search(text) and not said and not topics:
        return widest(base)
    if not _ASKS.search(text) or _WHETHER.search(text) or _unread(text, said):
        return None
    if _WHO.search(text) or (_EVERY.search(text) and not said):
        return _ranked(text, said, units, base) if not topics else None
    many = None if said else _SO_MANY.search(text)
    if not said and not many and not told:
        return _unknown(text, base)
    found = _about(topics, tasks, but=bool(_OTHER.search(text))) if topics else tasks
    if not found:
        return None
    asked = Asked(found, "、".join(topics), bool(topics and _OTHER.search(text)))
    wanted = _wanted(text, said)
    if len(wanted) > 1 and _EACH.search(text):
        return of_each(wanted, asked, base)
    size = number(many["n"]) if many else None
    alone, either = bool(said) and _alone(text, said), bool(_EITHER.search(text))
    draft = fitting(Condition(tuple(wanted), alone, either, size, told, in_time), asked, base)
    if len(wanted) == 1 and wanted[0].plain and not (alone or topics or told):
        say_also(wanted[0].unit, draft, base)
    return draft


def _of_clauses(text: str, base: ClaimBase) -> Draft | None:
    """What clauses (甲局负责…) say of the only one that a question names."""
    said = units_said(text, tuple(dict.fromkeys(act.actor for act in base.acts)))
    if len(said) != 1 or not _ASKS.search(text) or _WHETHER.search(text) or _WHO.search(text):
        return None
    plain = _part(text) is Part.ANY and not _unread(text, said) and not _topics(text, said)
    return deeds(said[0].unit, base) if plain else None


def _unknown(text: str, base: ClaimBase) -> Draft | None:
    """That no bracket names the unit that a question asks for, where the text has it nowhere."""
    found = _ANY_UNIT.search(text)
    if not found or found["unit"] in base.entry.parsed.document.text:
        return None
    draft = Draft(status="refused", reason="absent")
    draft.say(f"{Asked(base.tasks).told},没有写到{found['unit']}。")
    return draft


def _ranked(text: str, said: Sequence[Said], units: Sequence[str], base: ClaimBase) -> Draft | None:
    """Who has the most or the fewest tasks, or how many each has; None where no such thing is asked for."""
    most, named, part = _MOST.search(text), tuple(s.unit for s in said), _part(text)
    if said and "除" in text[: said[0].start]:
        units, named = [unit for unit in units if unit not in named], ()
    elif len(named) == 1 or not (most or _EVERY.search(text)):
        return None
    counts = {unit: [t for t in base.tasks if has_part(unit, part, t)] for unit in named or units}
    some = counts if named else {unit: own for unit, own in counts.items() if own}
    return of_every(some, part, base) if named or not most else ahead(some, part, base, most=bool(most["most"]))


def _part(words: str) -> Part:
    """The part that words speak of."""
    found = _PART.search(_EITHER_PART.sub("", words))
    return Part.ANY if found is None else Part.LEADS if found["leads"] else Part.HELPS


def _wanted(text: str, said: Sequence[Said]) -> list[Wanted]:
    """Each unit with the part that is said behind it, or before it (牵头单位是甲局的); 甲局和乙局 share theirs."""
    wanted: list[Wanted] = []
    for at in reversed(range(len(said))):
        before = text[said[at - 1].end if at else 0 : said[at].start]
        behind = text[said[at].end : said[at + 1].start if at + 1 < len(said) else len(text)]
        part, left_out = _part(behind), bool(_LEFT_OUT.search(before) or _TAKES_NO_PART.match(behind))
        if part is Part.ANY and not left_out and _CALLED.search(before):
            part = _part(before)
        elif wanted and not _JOINTS.sub("", behind):
            part, left_out = wanted[-1].part, wanted[-1].left_out or left_out
        wanted.append(Wanted(said[at].unit, part, left_out))
    return list(reversed(wanted))


def _unread(text: str, said: Sequence[Said]) -> bool:
    """Whether a question denies something in a way that is not read."""
    at = 0
    for unit in (*said, None):
        words = text[at : unit.start if unit else len(text)]
        words = _LEFT_OUT.sub("", words) if unit else words
        words = _TAKES_NO_PART.sub("", words) if at else words
        if _NEGATED.search(re.sub(f"{_HELPS}|有没有|有无|是不是|对不对|参不参与|负不负责|不[止只光]", "", words)):
            return True
        at = unit.end if unit else at
    return False


def _alone(text: str, said: Sequence[Said]) -> bool:
    """Whether only the units that are named are to be told: 只由甲局负责, 甲局一家负责."""
    return bool(_ALONE_BEFORE.search(text[: said[0].start]) or _ALONE_BEHIND.search(text[said[-1].end :]))


def _topics(text: str, said: Sequence[Said]) -> tuple[str, ...]:
    """The words of a question that say neither who nor what part: 养老床位 of 甲局在养老床位方面负责什么."""
    for unit in reversed(said):
        text = text[: unit.start] + "□" + text[unit.end :]
    return tuple(_TOPIC.findall(_FRAME.sub(" ", text)))


def _about(topics: Sequence[str], tasks: Sequence[Task], *, but: bool = False) -> tuple[Task, ...]:
    """The tasks that words speak of, by the headings and the names, or all but those; () where none are."""
    told = [t for t in tasks if all(any(word in part for part in (t.name, *t.path)) for word in topics)]
    return tuple(t for t in tasks if t not in told) if told and but else tuple(told)
