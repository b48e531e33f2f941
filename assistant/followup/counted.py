"""Follow-ups about how many there are: 列一下 after a count, 占多大比例, 加上丙片区一共多少, 哪个片区最多."""

from __future__ import annotations

import re

from assistant.followup.phrases import noun_phrase
from assistant.followup.swapping import of_another
from assistant.followup.types import FollowUp
from assistant.referents import class_names
from assistant.types import Kind
from corpus.vocabulary import TermClass

_LIST_THEM = re.compile(
    "^(?:那么?)?[,，]?(?:请|麻烦|帮我|给我|把它们|把名字|把名单|都|全部?|名字|逐个|一一|[,，])*(?:列|说|报|念|写|数)(?:一?下|出来|一?列|个名单|清楚|全)(?:名单|名字|看看|吧|呗)*[?？。]?$"
    "|^(?:那么?)?[,，]?(?:都|分别|各自?|具体)?(?:是|有)?(?:哪[些几]?个?|谁)(?:呢|啊)?[?？]?$|^(?:那么?)?(?:名单|名字|清单)(?:呢|是什么|有哪些)?[?？]?$"
)
_SHARE = re.compile(
    "^(?:那么?)?[,，]?(?:这)?占(?:了|到|全部|总数|所有)?(?:的)?(?:多大|多少|几成|百分之几|什么)?(?:的?比例|比重|几成|百分之几|多少)?(?:呢|是多少)?[?？]?$|^(?:那么?)?占比(?:呢|是?多少|多大)?[?？]?$"
)
_ADDED = re.compile(
    "^(?:那么?)?[,，]?(?:再|要是|如果)?(?:加上|算上|连上|连同)(?P<what>[^,，]{2,16}?)(?:的话|的)?[,，]?(?:一共|总共|合计|共|就)?(?:是|有)?(?:多少|几)个?[^,，]{0,4}[?？]?$"
)
_WHICH_MOST = re.compile(
    "^(?:那么?)?[,，]?(?P<which>哪一?[个片块](?P<noun>[一-鿿]{2,4}?))的?(?P<end>最[多少])(?:呢|啊)?[?？]?$"
)
_MOST_KIND = re.compile(
    "^(?:那么?)?[,，]?(?:哪一?[个种类](?:的)?(?P<behind>最[多少])|(?P<end>最[多少])的(?:是|又是)?(?:哪一?[个种类])?)(?:呢|啊)?[?？]?$"
)
_MORE_THAN_LEAST = re.compile(
    "^(?:那么?)?[,，]?(?:它)?比最[多少]的[多少](?:了|出)?(?:几|多少)个?[?？]?$|^(?:那么?)?(?:最多和最少|[两二]者)的?(?:相?差|差了)(?:几|多少)个?[?？]?$"
)
_EACH_KIND = re.compile(
    "(?:[两二三四五六七八九十\\d]+(?P<unit>[种类个]))?(?:[一-鿿]{2}(?:发展)?)?(?P<kind>[一-鿿]{2})(?:各自?|分别)(?:有|是)?(?:几|多少)个(?P<label>[一-鿿]{1,4})[?？]?$"
)
_COUNTS = re.compile("(?:有|是|共)?(?:几|多少)(?P<unit>[个种类项条家处])")
_BARE_COUNT = re.compile("的(?:一共|总共|共)?(?:还|就)?有(?:多少|几)个?[?？]?$")


def list_them(asked: FollowUp) -> str | None:
    """列一下, 都是谁 after 有几个校区做丙: which they are."""
    if asked.last.kind is not Kind.COUNT or not _LIST_THEM.match(asked.text) or len(asked.last.members) < 1:
        return None
    written, found = _COUNTS.subn(lambda m: "有哪些" if m[0][0] in "有是共" else "哪些", asked.last.standalone, count=1)
    return written if found else None


def share(asked: FollowUp) -> str | None:
    """占多大比例 after 有几个校区做丙: of all of them."""
    if not _SHARE.match(asked.text):
        return None
    kind = _kind_of_members(asked)
    phrase = noun_phrase(asked.last.standalone, kind.label, kind.suffix) if kind else ""
    return f"{phrase}占全部{kind.label}的比例是多少?" if kind and phrase else None


def added(asked: FollowUp) -> str | None:
    """加上丙片区一共多少 after 丁片区有几个校区: both counts, which are then added up."""
    said = _ADDED.match(asked.text)
    at = next((i for i in reversed(range(len(asked.turns))) if _counts_one(asked, i)), -1)
    if not said or at < 0:
        return None
    before = FollowUp(asked.text, asked.turns[: at + 1], asked.vocabulary)
    other = of_another(before, said["what"])
    return f"{before.last.standalone.rstrip('?？')}?{other}" if other else None


def which_most(asked: FollowUp) -> str | None:
    """哪个片区最多 after 丙片区有几个校区: in which of them most of these are."""
    said = _WHICH_MOST.match(asked.text)
    kinds = [c for c in asked.vocabulary.classes if c.suffix and c.label in asked.last.standalone]
    kinds = kinds or [k for k in [_kind_of_members(asked)] if k]
    if not said or asked.last.kind is not Kind.COUNT or not kinds or asked.own:
        return None
    return None if said["noun"] == kinds[0].label else f"{said['which']}的{kinds[0].label}{said['end']}?"


def which_kind_most(asked: FollowUp) -> str | None:
    """最多的是哪种 after 六种方式各有几个校区: of which kind most are; 比最少的多几个: of which least, too."""
    most, more = _MOST_KIND.match(asked.text), _MORE_THAN_LEAST.match(asked.text)
    each = _EACH_KIND.search(asked.last.standalone)
    if most and each:
        return f"哪{each['unit'] or '个'}{each['kind']}的{each['label']}{most['end'] or most['behind']}?"
    if more and (least := re.fullmatch("(哪[一-鿿]+的[一-鿿]+)最[多少][?？]?", asked.last.standalone)):
        return f"{least[1]}最多?{least[1]}最少?"
    return None


def with_kind(written: str, asked: FollowUp) -> str:
    """不做丙的有多少, of what the last answer listed: 不做丙的校区有多少个."""
    said, kind = _BARE_COUNT.search(written), _kind_of_members(asked)
    if not said or kind is None or any(c.label in written[said.start() :] for c in asked.vocabulary.classes):
        return written
    return f"{written[: said.start()]}的{kind.label}有多少个?" if "、" not in written else written


def _kind_of_members(asked: FollowUp) -> TermClass | None:
    """The class of names that the last answer listed; None for none."""
    listed = class_names(asked.last.members[:1], asked.vocabulary)
    return next((c for n in listed for c in asked.vocabulary.classes_of(n) if c.suffix), None)


def _counts_one(asked: FollowUp, at: int) -> bool:
    """Whether a turn counted one set: 丙片区有几个校区, not 比它少几个."""
    turn = asked.turns[at]
    return (
        turn.kind is Kind.COUNT
        and bool(turn.members)
        and "比" not in turn.standalone
        and not re.search("[?？].", turn.standalone)
    )
