"""Follow-ups about those that do not what was asked of all, or of some that a condition took: 哪个例外, 其余的呢."""

from __future__ import annotations

import re

from assistant.followup.narrowing import members, narrowed_from
from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, class_names, kinds_called, kinds_of, label_of, names_in, other_names
from assistant.types import Kind, Turn
from corpus.vocabulary import Vocabulary

MOST_CONDITIONS = 4  # that are denied together
_VERB = "[做搞走在属聚布是涉有参承负打含开设用]"
_END = "(?:对吧|是吧|对吗|是吗|对不对|吗|么|吧|呢)?[?？]?$"
_ALL_DO = re.compile(f"^(?P<those>[^,，哪谁]+?)(?:是不是|是否|难道)?(?:全部?|都)(?P<does>不?{_VERB}[^,，哪谁]*?){_END}")
_EACH_DOES = re.compile(f"^(?P<those>[^,，哪谁]+?)(?:是不是|是否)?(?P<does>不?{_VERB}[^,，哪谁]*?){_END}")
_WHO = "(?:哪(?:[些几]|[一两三四五六]?)[个家座]?|谁)"
_CHOSEN = re.compile("^(?P<those>[^,，]+?)中哪些(?P<does>[^,，哪谁]+?)[?？]?$")
_EXCEPT = re.compile(
    f"^(?:那么?)?[,，]?(?:有没有|有|谁是|{_WHO}(?:是|算)?)?(?:例外|反例)(?:的)?(?:(?:是|有)?{_WHO})?[吗呢]?[?？]?$"
    f"|^(?:那么?)?[,，]?{_WHO}(?:不(?:是|算|属于|符合|同|一样|走|在|做|搞|聚焦|布局)|没有?)[的了呢啊]?(?:什么|哪里|哪儿)?[?？]?$"
    f"|^(?:那么?)?[,，]?不(?:是|算|符合)的(?:(?:是|有)?{_WHO})?呢?[?？]?$"
)
_WHO_IS = re.compile(
    f"^(?:那么?|到底)?[,，]?(?:到底|究竟)?{_WHO}(?:才|来)?(?P<verb>是|算|符合|[一-鿿]{{1,2}}?)的?[呢啊]?(?:什么)?[?？]?$"
)
_WHETHER = re.compile("是不是|是否是?|难道是?")
_OF_THE_SET = re.compile(
    "^(?P<those>[^,，哪谁]{2,24}?)(?:里[面头]?|当?中|之中)的?[,，]?(?:哪(?:[些几]|[一两三四五六七八九十]?)[个家座]?|有(?:哪些|几个|多少个)|谁)?"
    f"(?P<does>(?:既|同时)?不?{_VERB}[^,，哪谁几]{{1,20}}?)(?P<ends>的[^,，哪谁几]{{0,5}}?)?(?:(?:有|是)(?:哪[些几]个?|谁|几个|多少个?))?[?？]?$"
)
_REST = re.compile(
    "^(?:那么?)?[,，]?(?:剩下|剩余|其余|余下|其他|其它|另外)的?(?:那?[几些两]?个|那些)?(?:(?:又|都)?(?:是|有)?(?:哪[些几]个?|谁))?呢?[?？]?$"
)
_IN_THE_REST = re.compile(
    "^(?:那么?)?[,，]?(?:剩下|剩余|其余|余下)的?(?:[这那]?[几些两三四五]?个|那些)?(?:里[面头]?|当?中|之中)[,，]?(?P<rest>.{2,})$"
)
_OTHERS_TOO = re.compile(
    f"^(?:那么?)?[,，]?还有(?:没有)?(?:别的|其他|其它|另外的?)(?P<label>[一-鿿]{{1,4}}?)(?:也|是)?(?P<does>{_VERB}[^,，哪谁几]{{1,16}}?)的?(?:吗|么)?[?？]?$"
)
_WHO_DOES = re.compile(f"^(?:那么?)?[,，]?谁(?P<does>(?:负责|承担|主攻|{_VERB})[^,，哪谁几]{{2,14}}?)的?[呢]?[?？]?$")
_WHO_STILL = re.compile(
    "^(?:那么?)?[,，]?(?:谁还|还有谁|还有哪[些个])(?:也|在)?(?P<verb>聚焦|布局|涉及|参与|[做搞走是])(?:的|它|这个)?(?:什么)?[?？]?$"
)
_WHICH_DO = re.compile(
    f"^(?:那么?)?[,，]?(?:哪(?:[些几]|一?)个?|谁|有谁|又有?哪些)是?(?P<does>不?{_VERB}[^,，哪谁几]{{1,16}}?)的?[呢]?[?？]?$"
)


def exception(asked: FollowUp) -> str | None:
    """哪个例外, 哪个不是 after 甲、乙都走丙方式吗: which of them do not."""
    if not _EXCEPT.match(asked.text):
        return None
    those, does = _asked_of_all(asked)
    if not those and len(class_names(asked.last.subjects, asked.vocabulary)) > 1:
        return asked.last.standalone  # 分别走哪种方式 tells of each
    return f"{those}中哪些{denied(does)}?" if those else None


def who_does(asked: FollowUp) -> str | None:
    """那谁是, 谁做 after 甲是不是丙方式: which names of its kind are; 哪些是 after 甲、乙都是…吗: which of them."""
    said = _WHO_IS.match(asked.text)
    if not said:
        return None
    those, does = _asked_of_all(asked)
    own = class_names(asked.last.subjects[:1], asked.vocabulary)
    if (
        not those
        and own
        and asked.last.kind is Kind.YESNO
        and (alone := _EACH_DOES.match(_WHETHER.sub("是", asked.last.standalone, count=1)))
    ):
        those = f"哪些{label_of(own[0], asked.vocabulary)}" if alone["those"] == own[0] else ""
        does = alone["does"]
    elif those:
        those = f"{those}中哪些"
    meant = said["verb"] in ("是", "算", "符合") or said["verb"] in does
    return f"{those}{does}?" if those and meant else None


def others_of_the_set(asked: FollowUp) -> str | None:
    """其余的呢 after 丙片区的校区中哪些走丁方式: those of the same set that do not."""
    scope = _scope(asked.last, asked.vocabulary) if _REST.match(asked.text) else None
    if scope is None:
        return None
    done = [said[1] for t in asked.turns if (said := _scope(t, asked.vocabulary)) and said[0] == scope[0]]
    gone = list(dict.fromkeys(d for d in done if d == scope[1] or same_kind(d, scope[1], asked.vocabulary)))
    gone = gone[-MOST_CONDITIONS:]
    both = f"既{'也'.join(map(denied, gone))}" if len(gone) > 1 else denied(gone[0])
    return f"{scope[0]}中哪些{both}?"


def of_the_set(asked: FollowUp) -> str | None:
    """哪些走戊方式 after 丙片区的校区中哪些走丁方式: of that set, and not of those that were found, which have one."""
    said = _WHICH_DO.match(asked.text)
    scope = _scope(asked.last, asked.vocabulary) if said and len(asked.text) <= LONGEST_BARE else None
    if not said or scope is None or not same_kind(said["does"], scope[1], asked.vocabulary):
        return None
    return f"{scope[0]}中哪些{said['does']}?"


def among_the_rest(asked: FollowUp) -> str | None:
    """剩下的里哪些做丙: of those that 剩下的呢 told last, or else of those that the last answer left out."""
    said = _IN_THE_REST.match(asked.text)
    begun = narrowed_from(asked, asked.last) if said else ()
    told = members(asked, asked.last) if said and _REST.match(asked.last.question) else ()
    left = told or tuple(n for n in begun if n not in asked.last.members)
    return f"{'、'.join(left)}中{said['rest']}" if said and len(left) > 1 else None


def others_too(asked: FollowUp) -> str | None:
    """还有别的校区做丙吗 after 甲、乙都做丙吗: which others do."""
    said = _OTHERS_TOO.match(asked.text)
    kinds = kinds_called(said["label"], asked.vocabulary) if said else []
    spoken = class_names((*asked.last.subjects, *asked.last.members), asked.vocabulary)
    named = [n for n in dict.fromkeys(spoken) if kinds and kinds[0].member(n)]
    if not said or not named or asked.own:
        return None
    return f"除{'、'.join(named)}外,还有哪些{kinds[0].label}{said['does']}?"


def who_still(asked: FollowUp) -> str | None:
    """谁还做 after 甲做丙吗: which others do."""
    said, own = _WHO_STILL.match(asked.text), class_names(asked.last.subjects[:1], asked.vocabulary)
    told = _EACH_DOES.match(asked.last.standalone) if said and own and asked.last.kind is Kind.YESNO else None
    if not said or not told or told["those"] != own[0] or said["verb"] not in told["does"]:
        return None
    return f"除{own[0]}外,还有哪些{label_of(own[0], asked.vocabulary)}{told['does']}?"


def who_of_its_kind(asked: FollowUp) -> str | None:
    """那谁做丁, 谁负责研发 after 甲做丙吗: which names of its kind; with no matter of its own, in that of 甲."""
    said, own = _WHO_DOES.match(asked.text), class_names(asked.last.subjects, asked.vocabulary)
    kinds = kinds_of(own[:1], asked.vocabulary)
    if not said or not own or kinds & kinds_of(asked.own, asked.vocabulary) or asked.last.kind is not Kind.YESNO:
        return None
    about = other_names(asked.last.standalone, kinds, asked.vocabulary)
    inside = "" if asked.names or len(about) != 1 else f"在{about[0]}里"
    return f"哪些{label_of(own[0], asked.vocabulary)}{inside}{said['does']}?" if inside or asked.names else None


def denied(does: str) -> str:
    """What is said of some, said not to be so: 走丙方式 → 不走丙方式, 有丙 → 没有丙; twice denied is said."""
    if does.startswith(("不", "没")):
        return does[1:]
    return f"没{does}" if does.startswith("有") else f"不{does}"


def same_kind(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two statements name things of one class of names, of which each has but one: 走丙方式, 走丁方式."""
    first, second = (class_names(names_in(said, vocabulary), vocabulary) for said in (one, other))
    return bool(kinds_of(first, vocabulary) & kinds_of(second, vocabulary))


def _asked_of_all(asked: FollowUp) -> tuple[str, str]:
    """Those of whom the last question asked whether they all do something, or which do, and that; else ("", "")."""
    last = asked.last
    if chosen := _CHOSEN.match(last.standalone) if last.kind is Kind.LIST else None:
        return chosen["those"], denied(chosen["does"]) if chosen["does"].startswith(("不", "没")) else chosen["does"]
    said = _ALL_DO.match(last.standalone) if last.kind is Kind.YESNO else None
    if said is None:
        return "", ""
    names = class_names(names_in(said["those"], asked.vocabulary), asked.vocabulary)
    if len(names) > 1:
        return "、".join(names), said["does"]
    labels = {c.label for c in asked.vocabulary.classes if c.suffix}
    whole = any(said["those"].endswith(label) for label in labels)
    return (said["those"], said["does"]) if whole else ("", "")


def _scope(turn: Turn, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The set that a question chose from, in words with their class word, and what it asked of it; else None."""
    said = _OF_THE_SET.match(turn.standalone)
    if said is None or "、" in said["those"]:
        return None
    labels = [label_of(m, vocabulary) for m in turn.members[:1]]
    labels += [c.label for c in vocabulary.classes if c.suffix and (said["ends"] or "").endswith(c.label)]
    label = next(filter(None, labels), "")
    those = said["those"].removesuffix("的")
    if not label:
        return None
    return (those if those.endswith(label) else f"{those}的{label}"), said["does"]
