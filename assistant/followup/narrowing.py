"""Follow-ups that go on with the set of the last answer: 哪个在城北, 不要甲园的, 再加上做丙的, 剩下的呢."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.followup.phrases import said_of
from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, LONGEST_NAME, class_names, kinds_of
from assistant.types import Turn

MOST_NAMED = 20  # names that are written out
_WHICH = re.compile(
    r"^(?:那|那么)?[,，]?(?:(?P<count>(?:一共|总共|共)?有(?:几|多少)个)|哪(?:[些几]?个?|一个)是?|谁是?|有谁|有没有(?=不?[做搞在属走聚布])|有(?=[做搞在属走聚布].{1,12}[吗么]))"
    r"(?P<what>(?:也|都|又|不|没|没有)?(?:[做搞干走在属聚布是有跟和与涉含]|聚焦|属于|布局|涉及|关于|包括).*)$"
)
_AHEAD = re.compile(
    r"^(?:那|那么)?[,，]?(?:哪一?个|谁)的?[^,，哪谁]{0,12}?(?:最|更)?[大小高低多少早晚长短快慢][呢啊]?[?？]?$"
)
_NOT = re.compile(
    r"^(?:那|那么)?[,，]?(?P<what>(?:都|全|也)?(?:不|没有?)[做搞走在属聚布涉含是有][^几多]{1,16}?)的?(?:有?哪[些几]个?|是谁|呢)?[?？]?$"
)
_SHARE = re.compile(
    "^(?:那么?)?[,，]?(?P<what>(?:[做走在属聚布是涉含有]|位于|靠近)[^,，哪谁]{2,14}?)的?(?:占了?|有|是)(?:几|多少)[个家]?[?？]?$"
)
_FURTHER = re.compile(
    r"^(?:那|那么)?[,，]?(?:(?:要是|如果|假如)?(?:还|又|同时|再)(?:得|要|想要?|希望)(?:能|是)?|(?:再|还)(?:加上?|限定|要求|算上)|同时(?:还|又|也)?|并且(?:还|又|也)?)"
    r"(?:一?[个条]?条件[:：,，]?)?(?P<what>[^哪谁什几多]{2,16}?)(?:的话|的|呢)*[?？]?$"
)
_REST = re.compile(
    r"^(?:那|那么)?[,，]?(?:(?:剩下|剩余|其余|余下|其他|其它)的?(?:那?[几些]?个|那些)?|不(?:[在是做搞走]|属于|符合|涉及|算)(?:里面|其中|这里)?的)(?P<rest>[^,，]*)$"
)
_BARE = re.compile(r"(?:都?是?(?:哪[些几]?个?|谁|什么)|有(?:哪[些几]个?|谁)|呢)*[?？]?")
_SO_MANY = re.compile("哪[两三四五六七八九十]+个?")  # fewer than that are left
_OF_PLACE = re.compile(
    "^(?:那么?)?[,，]?(?P<place>[^,，哪谁几]{2,12}?)的(?:有|是)?(?:哪[些几]个?|谁|(?P<count>几个|多少个?))[?？]?$"
)
_ASKED_TWICE = re.compile("(?:里面?)?的(?:都?是|有)哪[^,，]{0,3}$")
_DOING = re.compile("^(?:[做搞干走在属聚布是涉含有]|靠近|位于)")


def within(asked: FollowUp) -> str | None:
    """哪个在城北, 有几个做丙, 在城北的占了几个, 都不做丁的有哪些: among the members that were listed last."""
    said = _WHICH.match(asked.text) or _NOT.match(asked.text) or _SHARE.match(asked.text)
    listed = members(asked, base(asked))
    if not said or not chosen_among(asked, listed) or len(asked.text) > LONGEST_BARE:
        return None
    count = said.re is _SHARE or ("count" in said.re.groupindex and said["count"])
    return (
        f"{'、'.join(listed)}中{'有几个' if count else '哪些'}{_ASKED_TWICE.sub('', said['what'].rstrip('?？吗么'))}?"
    )


def in_a_place(asked: FollowUp) -> str | None:
    """城北片区的有哪些 after 哪些校区做丙: among those listed; after 城南片区有哪些校区: of the other place."""
    said, listed = _OF_PLACE.match(asked.text), members(asked, base(asked))
    if not said or _DOING.match(said["place"]) or asked.own or asked.names != [said["place"]]:
        return None
    if not chosen_among(asked, listed):
        return None
    if placed := _placed(asked, listed):
        return base(asked).standalone.replace(placed, said["place"], 1)
    return f"{'、'.join(listed)}中{'有几个' if said['count'] else '哪些'}在{said['place']}?"


def _placed(asked: FollowUp, listed: tuple[str, ...]) -> str:
    """The place that the names of a list were asked for by (城北片区有哪些校区); "" for what is no place."""
    kind = next((c for c in asked.vocabulary.classes_of(listed[0]) if c.suffix), None)
    does = said_of(base(asked).standalone, kind.label, kind.suffix).removeprefix("在") if kind else ""
    return does if does in asked.vocabulary.terms else ""


def ahead_of_them(asked: FollowUp) -> str | None:
    """哪个面积最大 after some were listed: of those."""
    listed = _listed(asked)
    if not _AHEAD.match(asked.text) or not listed or _names_a_class(asked) or asked.own:
        return None
    return f"{'、'.join(listed)}中{re.sub('^那么?[,，]?', '', asked.text)}"


def further(asked: FollowUp) -> str | None:
    """再加上做丙的, 要是还想靠近城北呢: among the members that were listed last."""
    said, listed = _FURTHER.match(asked.text), members(asked, asked.last)
    if not said or not chosen_among(asked, listed):
        return None
    what = said["what"] if _DOING.match(said["what"]) else f"涉及{said['what']}"
    return f"{'、'.join(listed)}中哪些{what}?"


def the_rest(asked: FollowUp) -> str | None:
    """剩下的呢 after 其中哪些…: those of the list before that the last answer left out."""
    said = _REST.match(asked.text)
    begun = narrowed_from(asked, asked.last) if said else ()
    left = [m for m in begun if m not in asked.last.members]
    if not said or not left or not asked.last.members:
        return None
    if not _BARE.fullmatch(said["rest"]):
        return f"{'、'.join(left)}{said['rest'].lstrip('的')}"
    whole = next(t for t in reversed(asked.turns) if set(begun) <= set(t.members))
    named = {n for n in begun if n in whole.standalone}
    return f"{'、'.join(left)}呢?" if named else but_for(asked.last.members, whole.standalone)


def but_for(gone: Sequence[str], question: str) -> str:
    """A question of all but some names; those that it leaves out already are said with them."""
    before = re.match("除(?P<names>[^,，]+?)外,", question)
    names = "、".join((*([before["names"]] if before else []), *gone))
    return f"除{names}外,{_SO_MANY.sub('哪些', question[before.end() if before else 0 :])}"


def members(asked: FollowUp, turn: Turn) -> tuple[str, ...]:
    """The members of one class that a turn listed, where they are few enough to be written out; else ()."""
    names = turn.members
    alike = len(names) > 1 and len(class_names(names, asked.vocabulary)) == len(names) <= MOST_NAMED
    return names if alike and all(len(n) <= LONGEST_NAME for n in names) else ()


def _listed(asked: FollowUp) -> tuple[str, ...]:
    """What the last answer listed by names, be they of a class or not, or what its only sentence joins."""
    names = asked.last.members if len(asked.last.members) > 1 else asked.last.joined
    return names if 1 < len(names) <= MOST_NAMED and all(len(n) <= LONGEST_NAME for n in names) else ()


def narrowed_from(asked: FollowUp, turn: Turn) -> tuple[str, ...]:
    """The members of the earlier turn that a turn chose among (甲、乙、丙中哪些…); () where it chose among none."""
    before = asked.turns[: asked.turns.index(turn)]
    lists = (t.members for t in reversed(before) if len(t.members) > 1)
    return next((names for names in lists if turn.standalone.startswith("、".join(names))), ())


def base(asked: FollowUp) -> Turn:
    """The turn whose list is chosen among: 哪个在城北 and then 哪些做丙 both choose from the list before them."""
    return next(turn for turn in reversed(asked.turns) if not narrowed_from(asked, turn))  # the first never is


def chosen_among(asked: FollowUp, listed: tuple[str, ...]) -> bool:
    """Whether a question can choose among some names: there are some, and it names none of their kind and no class."""
    alike = kinds_of(asked.own, asked.vocabulary) & kinds_of(listed[:1], asked.vocabulary)
    return bool(listed) and not alike and not _names_a_class(asked)


def _names_a_class(asked: FollowUp) -> bool:
    """Whether a question says names of which class it asks for."""
    labels = {word for c in asked.vocabulary.classes if c.suffix for word in (c.label, c.suffix) if len(word) > 1}
    return any(label in asked.text for label in labels if not any(label in name for name in asked.names))
