"""Follow-ups that carry over what the last questions were about: 哪些校区做, 都做丙吗, 三者…, 反过来呢, 谁做丁."""

from __future__ import annotations

import re

from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, class_names, kinds_called, kinds_of, names_in, other_names
from assistant.types import Kind
from corpus.numerals import number
from corpus.vocabulary import Vocabulary

_WHICH_OF = (
    r"^(?:那|那么)?[,，]?(?:都|分别|具体)?(?:对应的?|相应的?)?(?:{}的?是|(?:是|有|在)?哪[些几]?[两三四五六七八九十\d]*个?{})"
    r"(?:在|来|要)?(?:[做搞干弄]|适用|涉及|布局|聚焦|参与)?(?:的|了|呢|哪[些几]?个?)*[?？]?$"
)
_ALL = re.compile(r"^(?:那|那么)?[,，]?(?:(?P<each>各自?|分别)(?=[有是做在走聚属布打])|都(?=[做搞走在属聚布是有打]))")
_SEVERAL = re.compile(
    r"(?:[这那]?(?P<n>[三四五])(?:者|[个家](?!月|年))|[这那它]们?(?P<three>仨)个?|(?:[这那]|它们)(?:俩|两个)|[这那]?两[个家边](?:园|区)?(?=都))(?:里[面头边]?|当中|之中|中)?"
)
_SHARED = re.compile(
    "都(?:有|做|在|聚焦|涉及)的呢?[?？]?$|都(?:有|做|在|聚焦|涉及)(?:的(?:是|有)?(?:哪|什么)|(?:哪[些几]个?|什么))|(?:有(?:什么|哪些))?共同点|共同的?(?:是|有)?(?:什么|哪些)"
)
_REVERSED = re.compile("^(?:那|那么)?[,，]?(?:反过来|倒过来|反之)(?:呢|看呢?|说呢?|比呢?)?[?？]?$")
_VERBAL = re.compile(r"^(?:那|那么)?[,，]?(?:也|还)?(?P<what>[做搞走在属聚布有].{1,14}[吗么])[?？]?$")
_STILL = re.compile(r"^(?:它|[这那]个\w{0,3}|该\w{1,3})(?:还|也)有?(?P<what>哪[些几]个?\w{1,6}|什么\w{1,4})[?？]?$")
_IN_COMMON = re.compile(
    "^(?:那么?)?[,，]?(?:它们|这几个|[这那]些|两者|[这那]两个)?(?:之间)?(?:有没有|有无|有|是否有)?(?:什么|哪些)?(?:共同|共有|重合|相同|交集|重叠)的?(?:领域|地方|点|部分|内容|方向)?(?:[吗么呢没]|有哪些|是什么|是哪些|有吗)*[?？]?$"
)
_THEY = re.compile("(?:^(?:那么?)?[,，]?|(?<=^除)|(?<=^除了))(?:它们|这两个|[这那]俩|两者)")
_IN_ALL = re.compile(
    "^(?:那么?)?[,，]?(?:一共|总共|合计|加起来)(?:涉及|有|是)?(?:了)?(?:几|多少)个(?P<label>[一-鿿]{1,4})[?？]?$"
)
_SAME_KIND = re.compile(
    "^(?:那么?)?[,，]?[跟和与同](?:它|[这那]个)[是走属]?(?:同|一样|相同)(?:[一个种]|于)*的?(?P<kind>[一-鿿]{2})的?(?:[一-鿿]{2})??(?P<among>里[面头]?|当?中|之中)?的?[,，]?(?:还|又|都)?(?P<rest>(?:有?哪|谁|有谁|一?共?有?几个|一?共?有?多少个?).*)$"
)
_IN_WHAT = re.compile("(?P<place>在[^,，哪谁什]{2,12}(?:里[面头]?|中|上|方面|产业|领域))(?P<verb>[一-鿿]{2})")
MOST_COMPARED = 6
LEAST_SHARED = 2  # characters that a question begins with like the one before it


def of_that_kind(asked: FollowUp) -> str | None:
    """哪些校区(做)? after 丙在哪些园: the names of that kind of what the last question was about."""
    labels = [c.label for c in asked.vocabulary.classes if c.suffix and c.label in asked.text]
    label = max(labels, key=len, default="")
    words = re.escape(label)
    if not label or asked.names or not re.match(_WHICH_OF.format(words, words), asked.text):
        return None
    for turn in reversed(asked.turns):
        about = other_names(turn.standalone, {label}, asked.vocabulary)
        if about and not kinds_of(about[:1], asked.vocabulary) & {label}:
            terms = [n for n in about if not class_names([n], asked.vocabulary)]
            return f"哪些{label}涉及{(terms or about)[-1]}?"
    return None


def how_many_in_all(asked: FollowUp) -> str | None:
    """一共涉及几个校区 after 丙放在哪些校区: of what the last questions for names of that kind were about."""
    said = _IN_ALL.match(asked.text)
    kinds = kinds_called(said["label"], asked.vocabulary) if said else []
    for turn in reversed(asked.turns) if kinds else ():
        about = other_names(turn.standalone, {kinds[0].label}, asked.vocabulary)
        asks = re.search(f"哪[些几]个?(?:{kinds[0].label}|{kinds[0].suffix})", turn.standalone)
        if asks and len(about) == 1 and not class_names(turn.subjects, asked.vocabulary):
            return f"{about[0]}一共涉及几个{kinds[0].label}?"
    return None


def all_of_them(asked: FollowUp) -> str | None:
    """各有几个校区, 都做丙吗 after names of one kind were asked of or listed: of all of those."""
    said = _ALL.match(asked.text)
    if not said or (asked.own and not asked.last.subjects):
        return None
    subjects = asked.last.subjects if said["each"] else ()
    names = subjects if len(subjects) > 1 else _asked_of(asked, 0)
    if len(names) < 2 or kinds_of(names[:1], asked.vocabulary) & kinds_of(asked.own, asked.vocabulary):
        return None
    return f"{'、'.join(names)}{re.sub('^那么?[,，]?', '', asked.text)}"


def so_many(asked: FollowUp) -> str | None:
    """三者有什么共同点, 那两个都做的有哪些: of the last so many names of one kind that were asked of."""
    said = _SEVERAL.search(asked.text)
    count = (number(said["n"] or ("三" if said["three"] else "二")) or 0) if said else 0
    names = _asked_of(asked, count) if said and not asked.own else ()
    if not said or len(names) != count:
        return None
    called = next(iter(kinds_of(names[:1], asked.vocabulary)), "")
    rest, listed = asked.text[said.end() :].removeprefix(called), "、".join(names)
    if _SHARED.match(rest):
        last, name = asked.last.standalone, names[-1]
        in_what = last.startswith((f"{name}在哪", f"{name}涉及哪"))
        return f"{listed}都{last.removeprefix(name)}" if in_what else f"{listed}有什么共同点?"
    if not said["n"] and not said["three"]:  # two of which something else is asked: see pairs
        return None
    return f"{listed}中{rest}" if re.match("哪|谁|有几个|几个", rest) else f"{listed}{rest}"


def turned_round(asked: FollowUp) -> str | None:
    """反过来呢 after 甲比乙多什么: 乙比甲多什么."""
    names = class_names(names_in(asked.last.standalone, asked.vocabulary), asked.vocabulary)
    if not _REVERSED.match(asked.text) or len(names) != 2:
        return None
    first, second = names
    return re.sub(
        f"{re.escape(first)}|{re.escape(second)}",
        lambda m: second if m[0] == first else first,
        asked.last.standalone,
    )


def verb_only(asked: FollowUp) -> str | None:
    """做丁吗 after 甲园做丙吗: of the same name."""
    said, own = _VERBAL.match(asked.text), class_names(asked.last.subjects, asked.vocabulary)[:1]
    alike = kinds_of(own, asked.vocabulary) & kinds_of(asked.own, asked.vocabulary)
    of_it = said and own and asked.last.kind is Kind.YESNO and asked.last.standalone.startswith(own[0])
    return f"{own[0]}{said['what']}?" if said and of_it and not alike else None


def in_the_same_place(asked: FollowUp) -> str | None:
    """那乙园负责研发吗 after 甲园在丙里负责制造吗: in 丙 too."""
    said = asked.own and re.match(
        f"(?:那么?)?(?P<who>{re.escape(asked.own[0])})(?P<does>(?P<verb>[一-鿿]{{2}}).*)$", asked.text
    )
    kinds = kinds_of(asked.own, asked.vocabulary)
    before = _IN_WHAT.search(asked.last.standalone)
    if not said or not before or not before["verb"].startswith(said["verb"]) or len(asked.own) > 1:
        return None
    alike = kinds & kinds_of(names_in(asked.last.standalone, asked.vocabulary), asked.vocabulary)
    asks = alike or any(f"哪些{kind}" in asked.last.standalone for kind in kinds)
    return f"{said['who']}{before['place']}{said['does']}" if asks else None


def of_its_kind(asked: FollowUp) -> str | None:
    """和它同方式的里面谁在丙片区 after 甲走哪种方式: the names of the kind that was the answer."""
    said, found = _SAME_KIND.match(asked.text), asked.last.members
    labels = [c.label for n in found[:1] for c in asked.vocabulary.classes_of(n) if c.suffix]
    own = class_names(asked.last.subjects[:1], asked.vocabulary)
    called = [c.label for n in own for c in asked.vocabulary.classes_of(n) if c.suffix]
    if not said or len(found) != 1 or not called or said["kind"] not in labels:
        return None
    whose = f"{found[0]}的{called[0]}"
    return f"{whose}中{said['rest']}" if said["among"] else f"除{own[0]}外,{whose}{said['rest']}"


def still_of_it(asked: FollowUp) -> str | None:
    """它还有哪些课 after 开设丙的是哪个校区: what else there is of the one that was found, not who else."""
    said, found = _STILL.match(asked.text), asked.last.members
    if not said or len(found) != 1 or not class_names(found, asked.vocabulary):
        return None
    kinds = kinds_of(found, asked.vocabulary)
    return None if any(kind in said["what"] for kind in kinds) else f"{found[0]}有{said['what']}?"


def in_the_same_frame(asked: FollowUp) -> str | None:
    """谁做丁 after 谁做丙 that was read as 甲产业,谁做丙: of the same matter."""
    before, _, rest = asked.last.standalone.rpartition(",")
    bare, last = asked.text.rstrip("?？"), asked.last.question.rstrip("?？")
    if not before or rest.rstrip("?？") != last or len(bare) > LONGEST_BARE or asked.own:
        return None
    return f"{before},{asked.text}" if bare != last and bare[:LEAST_SHARED] == last[:LEAST_SHARED] else None


def shared_by_them(asked: FollowUp) -> str | None:
    """有共同的吗, 它们共有的呢: what the names that were asked of or listed last have in common."""
    names = _asked_of(asked, 0) if _IN_COMMON.match(asked.text) and not asked.own else ()
    return f"{'、'.join(names)}有什么共同点?" if 1 < len(names) <= MOST_COMPARED else None


def of_the_compared(asked: FollowUp) -> str | None:
    """它们的模式一样吗 after 甲园和乙园有什么共同点: of the two, and not of what they share."""
    names = class_names(asked.last.subjects, asked.vocabulary)
    if asked.last.kind is not Kind.COMPARE or len(names) < 2 or asked.own or not _THEY.search(asked.text):
        return None
    return _THEY.sub("、".join(names), asked.text, count=1)


def _asked_of(asked: FollowUp, count: int) -> tuple[str, ...]:
    """The names of one kind that the last turns asked of, or the last listed; `count` of them, 0 for as many as are.

    What was listed of one name (its fields) is of a smaller class than names like it, and is not meant.
    """
    vocabulary, listed = asked.vocabulary, asked.last.members
    alike = len(listed) > 1 and len(class_names(listed, vocabulary)) == len(listed)
    names: list[str] = []
    for turn in reversed(asked.turns):
        subjects = [n for n in class_names(turn.subjects, vocabulary) if n not in names]
        kinds = kinds_of((names or subjects)[:1], vocabulary)
        kin = [n for n in subjects if kinds & kinds_of([n], vocabulary)]
        if names and subjects and not kin:
            break
        names = [*kin, *names]
        if count and len(names) >= count:
            break
    meant = alike and count in (0, len(listed)) and asked.last.kind is not Kind.YESNO
    if meant and _size(listed[0], vocabulary) >= _size(names[0] if names else "", vocabulary):
        return listed
    return tuple(names[-count:]) if len(names) >= count else ()


def _size(name: str, vocabulary: Vocabulary) -> int:
    """Of how many names the class of a name is; 0 for one of none."""
    return max((len(c.members) for c in vocabulary.classes_of(name) if c.suffix), default=0)
