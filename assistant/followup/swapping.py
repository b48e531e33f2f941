"""Follow-ups that ask the last question of something else: 那乙园呢, 乙园也是吗, 说错了,应该是乙园."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking import INTERROGATIVE
from assistant.followup import matters
from assistant.followup.phases import PHASES, another_phase
from assistant.followup.phrases import MOVES, said_of
from assistant.followup.types import FollowUp
from assistant.question import find_names
from assistant.referents import class_names, is_clause, kinds_of, names_in, other_names, sibling, topic
from assistant.types import Kind
from corpus.vocabulary import Vocabulary

ELLIPSIS = re.compile(
    r"^(?:那么?|哦|嗯|好的?|再问|换成|改成|要是|如果是)?[,，]?(?P<body>.{2,24}?)(?:呢|嘞|咧|哩|(?<=的话)|(?<=方面)|又如何|怎么样|又怎么样|又是|又(?:咋|怎么|如何)\w{1,2})[?？]?$"
)
_NAMED = re.compile(r"^(?:那么?|换成?|改成|再看|再问)?[,，]?(?P<body>[^,，。?？]{2,16})[?？。]?$")
_SLIP = (
    r"(?:(?:[哎唉啊哦呃我你是]|抱歉|对不起|不好意思|刚才|刚刚|上面|年份|名字|数字|单位|地方|不|对)*[,，]?"
    r"(?:不对|(?:说|写|打|问|理解|搞|弄|记)[错反混](?:字|话)?|口误|更正)了?[,，。!！;；]*)"
)
_DENIED = r"不是(?:问|说|指)?(?P<denied{}>[^,，。;；]{{1,14}})[,，。;；]"
_MEANT = (
    r"(?:我?(?:其实|本来)?(?:本意是|指的是|是想问|想问的?是?|要问的?是?|是说|说的是|问的是|是问|应该是|应为|是)[:：]?)"
)
_CORRECTION = re.compile(
    rf"^(?:{_SLIP}+(?:{_DENIED.format('')})?{_MEANT}?|{_DENIED.format('_too')}{_MEANT}|不是(?:[,，。!！]{_MEANT}?|{_MEANT})"
    r"|我?(?:是想问|想问的是|要问的是|说的是|问的是)(?!不是)[:：]?)(?P<body>.+)$"
)
_ALSO = re.compile(
    r"^(?:那么?|哦)?[,，]?(?P<body>.{2,16}?)(?:呢[,，])?(?:也(?:是|一样|算|有|(?:可以|能|要|得|必须|需要)?(?:这样|这么[做办来]|如此))(?:的|这样的?)?[吗么嘛?？]+|不?也算?(?:在|包括在)(?:这?里[头面]|其中|内|之列)[吗么嘛?？]*|(?:是不是|是否)?也(?:走|做|搞|聚焦|属于|是|用|放)(?:的?是)?(?:[这那](?:俩|两[个种]|几[个种]|些)|这个|这种|这条路?)[吗么嘛?？]*|也(?:走|做|搞|聚焦|布局|涉及|参与|发展)(?:的|它|这个)?[吗么嘛][?？]*|(?:是不是|是否)(?:也是|也?(?:一样|这样|算|有))(?:的|这样的?)?[吗?？]*)$"
)
_NOT_COUNTED = re.compile(
    "^(?:那么?)?[,，]?(?P<body>[^,，哪谁什]{2,16}?)呢?[?？,，]?(?:难道)?不(?:算|算在内|算在里面|在其中|在(?:这|里)?里?面?|包括在内)[吗么](?:[?？,，](?!.*(?:[哪谁几]|多少)).{0,24})?[?？]?$"
)
_DOES = "做|搞|干|弄|聚焦|布局|发展|涉及|主攻"
_ALSO_DOES = re.compile(f"也(?:{_DOES})[吗么嘛?？]*$")
_DOES_TOO = re.compile(
    f"^(?:那么?|那它|它)?(?:(?P<what>[^,，哪谁什几]{{2,16}}?)也(?:{_DOES})(?:的|了)?|也(?:{_DOES})(?P<done>[^,，哪谁什几]{{2,16}}?))(?:对吧|是吧|[吗么嘛吧])?[?？]?$"
)
_HAS_THIS = re.compile(
    "^(?:那|那么)?(?:里面|其中|当中)?(?:有没有|有|含|包括|包含|涉及)(?P<what>[^哪谁什几多]{2,16}?)(?:没有|[吗么没不])?[?？]?$"
    "|^(?:那么?)?(?P<told>[^哪谁什几多,，]{2,16}?)(?:算不算|在不在|是不是|算|包括|是否)?[也都]?(?:算|包括|在)?在?(?:这?里[头面]|其中|之内)[吗么]?[?？]?$"
)
_WHAT = re.compile("(?:哪些|哪几[个种项类]|什么|啥)(?!时候)")
_HAS = re.compile("^(?:那么?)?[^,，有]{2,12}?(?:那[边里儿])?(?:也|还)?有(?:没有)?[吗么没不]?[?？]?$")
_LEFT_OVER = re.compile("其余|其他|其它|剩下|余下|剩余|别的|另外")
_SIDE = re.compile("[东西南北中](?P<what>[部片侧岸翼])")
_DOWN_TO = re.compile("^(?:那么?)?(?:具体|细化|落实|落)*(?:到|按|看|说)?(?:各个?)?")
_CAN = re.compile("能|可以|要|必须|应当?|得|[吗么]")
_LIKEWISE = re.compile(
    r"^(?:那么?|再)?[,，]?(?P<body>.{2,16}?)(?:方面)?(?:的?也|同样)(?:照(?:这样|此|旧|样)|这样|一样|给我|帮我)?"
    r"(?:来|查|看|列|说|讲|算)(?:一)?[遍下份个看说出]*[吧呗]?[?？。]?$"
)
_THE_ONE = re.compile(r"的?(?:[那这]一?[个家种项类条]?)?$")
_THAT_KIND = re.compile("的?(?:[那这](?:一?[拨批种类个家些伙]))?$")  # 领军企业的那拨
_AMOUNT = re.compile(
    r"(?:那么?|要是|如果|换成)?[,，]?(?P<amount>\d[\d.]*(?P<unit>周?岁|张|平方米|平方公里|公顷|亩|人|名|户|家|年|个月|[亿万]?元|%|级|层|米|公里|台|吨))(?:以[上下]|左右)?的?(?:话|老人|人|企业)?(?:呢|怎么样|又如何)?[?？]?"
)
_VERBS = ("聚焦", "布局", "涉及", "发展", "走", "做")
_DONE = re.compile("(?P<verb>聚焦|布局|涉及|发展|主攻|属于|[做搞走在])(?P<name>.{2,}?)的?")
_BEFORE = re.compile("不?(?:聚焦|布局|涉及|发展|主攻|属于|[做搞走在])")
_BUT_FOR = re.compile("除[^,，]+外,")
LEAST_NAME = 2  # characters
MODIFIER = 4  # characters before a name that belong to it
_AGAIN = re.compile(
    r"^(?:那么?)?[,，]?(?P<body>[^,，它其这]{2,12}?)又[是在归由放]{0,2}(?P<asks>哪|谁|什么|啥)(?:[儿里]|[些几]?个?[一-鿿]{0,3})?[?？]?$"
)
_SIDE = re.compile("[这那](?:[头边块]儿?|一[头边块]|方面)$")
_TRADE = re.compile(
    "^(?P<we>(?:我们?|我司|咱们?|[本我]公司|我们(?:公司|企业|厂))[^,，做搞]{0,4}?(?:[做搞]|从事))(?P<what>[^,，的]{2,12})(?P<rest>的?[,，].+)$"
)


def corrected(asked: FollowUp) -> str | None:
    """说错了,应该是乙园: the last question asked of what was meant, whatever stands behind (说错了,是研发。哪些…).

    Of one who said what they do (我们做甲,落在哪些校区合适) it is that which they do.
    """
    if not (said := _CORRECTION.match(asked.text)):
        return None
    body = said["body"].rstrip("?？呢吧。")
    first = re.split("[。;；!！]", body)[0]
    if first in PHASES and (of_that := of_another(asked, first)):
        return of_that
    if INTERROGATIVE.search(body):
        return said["body"]
    body = _THE_ONE.sub("", body)
    denied = said["denied"] or said["denied_too"] or ""
    if len(denied) > 1 and denied in asked.last.standalone and not asked.own:
        return asked.last.standalone.replace(denied, body, 1)  # 不是研发,我要问产业化
    return _of_another_trade(asked, body) or of_another(asked, body) or said["body"]


def _of_another_trade(asked: FollowUp, body: str) -> str:
    """我们做丁,落在哪些校区合适 of those who said that they do 丙; "" where the new word is a name they asked for."""
    said, what = _TRADE.match(asked.last.standalone), re.sub("^(?:是?做|搞|从事)", "", body).removesuffix("的")
    if not said or len(what) < LEAST_NAME or what in PHASES:
        return ""
    asked_for = any(kind in said["rest"] for kind in kinds_of(names_in(what, asked.vocabulary), asked.vocabulary))
    return "" if asked_for else f"{said['we']}{what}{said['rest']}"


def likewise(asked: FollowUp) -> str | None:
    """乙园也照这样查一遍: the last question asked of it."""
    said = _LIKEWISE.match(asked.text)
    return of_another(asked, said["body"]) if said else None


def also(asked: FollowUp) -> str | None:
    """乙园也是吗: the last question asked of it; after 哪些园…, 乙园不算吗: whether it has what was asked."""
    if not (said := _ALSO.match(asked.text) or _NOT_COUNTED.match(asked.text)):
        return None
    new = class_names(names_in(said["body"], asked.vocabulary), asked.vocabulary)
    if not new and _ALSO_DOES.search(asked.text):  # 丁也做: see `does_too`
        return None
    kinds = kinds_of(new, asked.vocabulary)
    spoken = names_in(asked.last.standalone, asked.vocabulary)
    if len(new) == 1 and (told := _whether_it_is(asked, asked.last.standalone, new[0])):
        return told
    if kinds & kinds_of(spoken, asked.vocabulary):
        return of_another(asked, said["body"])
    if alike := _sibling(asked, said["body"]):
        return of_another(asked, alike)
    about = topic(asked.last)
    if not new and about and _CAN.search(asked.last.standalone) and not INTERROGATIVE.search(said["body"]):
        return asked.last.standalone.replace(about, said["body"], 1)
    verb = next(
        (
            v
            for v in (*asked.vocabulary.cues, *_VERBS)
            if spoken and f"{v}{spoken[0]}" in re.sub("[“”]", "", asked.last.standalone)
        ),
        "有",
    )
    return f"{new[0]}{verb}{spoken[0]}吗?" if new and spoken else None


def does_too(asked: FollowUp) -> str | None:
    """丁也做? after 甲园做丙吗: whether it does that too."""
    said, last = _DOES_TOO.match(asked.text), asked.last
    kinds = kinds_of(class_names(last.subjects, asked.vocabulary)[:1], asked.vocabulary)
    if not said or not kinds or kinds & kinds_of(asked.own, asked.vocabulary) or last.kind is not Kind.YESNO:
        return None
    before = other_names(last.standalone, kinds, asked.vocabulary)
    return last.standalone.replace(before[0], said["what"] or said["done"], 1) if len(before) == 1 else None


def has_it(asked: FollowUp) -> str | None:
    """乙有吗 after 甲做丙吗: whether it has what was asked about."""
    if not _HAS.match(asked.text) or len(asked.own) != 1:
        return None
    about = other_names(asked.last.standalone, kinds_of(asked.own, asked.vocabulary), asked.vocabulary)
    return f"{asked.own[0]}有{about[0]}吗?" if about else None


def whether_listed(asked: FollowUp) -> str | None:
    """有丙吗 after 甲聚焦哪些领域: whether it does that; 丙算在里面吗: what an earlier question listed."""
    said = _HAS_THIS.match(asked.text)
    if not said or asked.own or not asked.names:
        return None
    turns = [asked.last] if said["what"] else reversed(asked.turns)
    for last in turns:
        of_one = len(class_names(last.subjects, asked.vocabulary)) == 1 and last.kind in (Kind.LIST, Kind.FACT)
        listing = _WHAT.search(last.standalone) if of_one else None
        if listing and (said["what"] or last.kind is Kind.LIST):
            return f"{last.standalone[: listing.start()]}{said['what'] or said['told']}吗?"
    return None


def again(asked: FollowUp) -> str | None:
    """乙园又在哪儿: the last question, which asked the same, of it."""
    said = _AGAIN.match(asked.text)
    if said and said["asks"] in asked.last.standalone and (side := _SIDE.sub("", said["body"])) in PHASES:
        return of_another(asked, side)  # 产业化那头又是哪些校区 after 丙的研发放在哪些校区
    same = said and asked.names and said["asks"] in asked.last.standalone
    if said and not asked.names and said["asks"] in asked.last.standalone and (name := _sibling(asked, said["body"])):
        return of_another(asked, name)
    if not said or not same:
        return None
    spoken = topic(asked.last)
    alike = kinds_of(asked.names, asked.vocabulary) & kinds_of(
        names_in(asked.last.standalone, asked.vocabulary), asked.vocabulary
    )
    return of_another(asked, said["body"]) if alike or not spoken else f"{spoken}{asked.text}"


def another_amount(asked: FollowUp) -> str | None:
    """70岁的呢 after 85岁老人补多少: the last question of another amount of what is measured alike."""
    said = _AMOUNT.fullmatch(asked.text)
    before = re.search(rf"\d[\d.]*{re.escape(said['unit'])}", asked.last.standalone) if said else None
    return asked.last.standalone.replace(before[0], said["amount"], 1) if said and before else None


def named_only(asked: FollowUp) -> str | None:
    """那乙园: nothing but a name."""
    said = _NAMED.match(asked.text)
    whole = find_names(said["body"], asked.vocabulary)[0] if said else ""
    return of_another(asked, whole) if whole and whole == "、".join(asked.names) else None


def another(asked: FollowUp) -> str | None:
    """那乙园呢: the last question of another subject, or of a matter that is no name."""
    said = ELLIPSIS.match(asked.text)
    if not said or re.search(r"什么|哪|多少|谁|[这那][个种条]|^(?:它|其(?![他它余次中实]))", said["body"]):
        return None
    body = said["body"]
    if _LEFT_OVER.match(body):
        return None
    if kind := _of_another_kind(asked, body):
        return kind
    if matters.CASE.search(body):
        return matters.in_case(asked, body)
    if of_it := matters.aspect(asked, body):
        return of_it
    case, _, rest = asked.last.standalone.partition(",")
    if rest and is_clause(case) and is_clause(body):
        return f"{body},{rest}"  # 承办单位造假,谁来管 of another case
    named = class_names(names_in(body, asked.vocabulary), asked.vocabulary)
    if not named and (alike := _sibling(asked, _THAT_KIND.sub("", body))):
        return of_another(asked, alike)
    if re.match("是?做|搞|从事", body) and (trade := _of_another_trade(asked, body)):
        return trade
    whose = matters.of_whom(asked, body) if body.endswith("的") and not named else None
    return whose or of_another(asked, body) or matters.in_place(asked, body) or asked.text


def _of_another_kind(asked: FollowUp, body: str) -> str:
    """具体到校区呢 after 放在哪几个学区: the last question, asking for names of that kind; "" for others."""
    label = _DOWN_TO.sub("", body)
    last = asked.last.standalone
    labels = [c.label for c in asked.vocabulary.classes if c.suffix]
    before = [
        other
        for other in labels
        if other != label and re.search(f"(?:哪[^,，]{{0,3}}|多少个|几个){re.escape(other)}", last)
    ]
    return last.replace(before[0], label, 1) if label in labels and before else ""


def _sibling(asked: FollowUp, body: str) -> str:
    """The name of the kind that the last question spoke of that a piece of it means, "" for none."""
    spoken = class_names(names_in(asked.last.standalone, asked.vocabulary), asked.vocabulary)
    found = (sibling(body, name, asked.vocabulary) for name in spoken if len(body) > 1)
    return next((name for name in found if name), "")


def _not_twice(written: str, behind: str) -> str:
    """A name without the class word that stands behind its place already: 新材料|产业 before 产业怎么分布."""
    ends = (size for size in range(len(written) - 2, 1, -1) if behind.startswith(written[-size:]))
    return written[: -next(ends, 0) or None]


def _of_its_kind(asked: FollowUp, kinds: set[str]) -> FollowUp | None:
    """The conversation up to the latest earlier question with a name of a kind; None where there is none."""
    for at in range(len(asked.turns) - 2, -1, -1):
        if kinds & kinds_of(names_in(asked.turns[at].standalone, asked.vocabulary), asked.vocabulary):
            return replace(asked, turns=asked.turns[: at + 1])
    return None


def _other_side(body: str, last: str) -> str:
    """南部呢 after 北部发展区有哪些校区: the last question of the other side; "" for others."""
    said = _SIDE.fullmatch(body)
    before = re.search(f"[东西南北中]{said['what']}", last) if said else None
    return last.replace(before[0], body, 1) if said and before and before[0] != body else ""


def _whether_it_is(asked: FollowUp, last: str, body: str) -> str:
    """乙园呢 after 哪些园做丙, 丙布局在哪些园: whether it does; "" where no names of its kind were asked for."""
    name = find_names(body, asked.vocabulary)[0]
    for kind in (c for c in asked.vocabulary.classes_of(name) if c.suffix):
        if does := said_of(last, kind.label, kind.suffix):
            return f"{name}{does}吗?"
        called = re.search(
            f"哪[些几]个?(?:{re.escape(kind.label)}|{re.escape(kind.suffix)})(?P<behind>.*?)[?？]?$", last
        )
        if called and (called["behind"] or MOVES.search(last[: called.start()])):
            moved = "" if MOVES.search(last[: called.start()]) else "在"
            return f"{last[: called.start()]}{moved}{name}{called['behind']}吗?"
        about = other_names(last, {kind.label}, asked.vocabulary) if called else []
        if about:
            return f"{name}涉及{about[-1]}吗?"
    return ""


def _as_done(body: str, old: list[str], last: str, vocabulary: Vocabulary) -> str:
    """走乙方式的呢, 做丁的呢 after 做丙的校区: the last question with the verb and the name; "" for others."""
    said = _DONE.fullmatch(body)
    named = names_in(said["name"], vocabulary) if said else []
    if not said or not old or named != [said["name"]] or old[0] not in last:
        return ""
    begins = last.index(old[0])
    verb = next((v.group() for v in _BEFORE.finditer(last) if v.end() == begins), "")
    return f"{last[: begins - len(verb)]}{said['verb']}{said['name']}{last[begins + len(old[0]) :]}" if verb else ""


def of_another(asked: FollowUp, body: str) -> str | None:
    """The last question asked of another subject: the name of the same kind gives way, else the only name in it."""
    last, vocabulary = asked.last.standalone, asked.vocabulary
    body = re.sub(r"^(?:那么?|换成|改成)", "", body)
    if other := another_phase(body, last):
        return other
    if side := _other_side(body, last):
        return side
    old = names_in(last, vocabulary)
    kinds = kinds_of(names_in(body, vocabulary), vocabulary)
    same = [o for o in old if kinds & kinds_of([o], vocabulary)]
    gone = _BUT_FOR.match(last)
    if gone and kinds and (told := _whether_it_is(asked, last[gone.end() :].removeprefix("还有"), body)):
        return told
    if gone and not kinds & kinds_of(names_in(gone[0], vocabulary), vocabulary):
        last = last[gone.end() :]  # another matter is asked of all again
        old = names_in(last, vocabulary)
    if not same and (told := _whether_it_is(asked, last, body)):
        return told
    if kinds and not same and (earlier := _of_its_kind(asked, kinds)):
        return of_another(earlier, body)
    placed = [
        o for o in old if _BEFORE.search(last[: last.find(o)][-3:] or " ") and last[: last.find(o)].endswith("在")
    ]
    candidates = same or (placed if not kinds else []) or class_names(old, vocabulary) or old
    if done := _as_done(body, candidates[:1], last, vocabulary):
        return done
    years = re.findall(r"(?:19|20)\d\d年?", last)
    if re.fullmatch(r"(?:到)?(?:19|20)\d\d年?", body) and years:
        return last.replace(years[0], body.removeprefix("到"))
    if not candidates or body in last:
        return None
    listed = re.search("[、和与跟及]".join(map(re.escape, same)), last) if len(same) > 1 else None
    if listed:  # 甲、乙分别…, 甲和乙都… of one: 丙…
        return f"{last[: listed.start()]}{body}{re.sub('^(?:分别|都)', '', last[listed.end() :])}"
    written = body if same else sibling(body, candidates[0], vocabulary) or body
    written = _not_twice(written, last[last.find(candidates[0]) + len(candidates[0]) :])
    whole = topic(asked.last)
    if whole.endswith(candidates[0]) and len(whole) - len(candidates[0]) <= MODIFIER and "的" not in whole:
        return last.replace(whole, written, 1)  # 地方性|法规 gives way as one
    return last.replace(candidates[0], written, 1)
