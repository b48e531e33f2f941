"""Things that a question sets side by side (甲和乙,启动的前提有什么不同): the question of each of them alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.asking import INTERROGATIVE
from corpus.vocabulary import Vocabulary

LEAST = 2  # characters of a side
LONGEST = 24
_JOINED = re.compile(
    r"[,，]?(?:和|与|跟|(?<!^)(?<![不相共会])同(?!样|时|一|级|行|类|学|事|意|等|步|期)|、|以及|还是|相比于?|对比|比起|vs\.?|VS\.?)"
)
_LEAD = re.compile(
    r"^(?:请问|请|比较一?下?|对比一?下?|比一比|说说|讲讲|谈谈|[分辨]清|区分一?下?|概括一?下?|规划|条例)+"
)
_NO_THING = re.compile(f"{INTERROGATIVE.pattern}|要是|如果|[它他她这那][们里个]?$|^[它他她我你咱俺](?!国)")
_TOPIC = re.compile(r"^.*[,，:：](?=.{2})")  # 建专家库这件事,|省里和市里
_TURNS = re.compile(  # where what is asked of both begins
    r"[,，。:：?？]|之?间的?|(?:这|那)?[两二俩三四五六](?:个|者|种|项|类|方面|边|家|样|条|章|节)(?![一-鿿]{0,1}[和与跟])|各自?|分别|都|"
    r"在(?=[^,，]{2,}(?:上|方面|时))|的(?=[^,，]{1,10}(?:不同|区别|差|异|一样|比|各|分别|有|是))|有(?:什么|何|啥|哪|没)|哪一?[个种边家]|谁|怎[么样]|"
    r"(?:是不是|是否)|相比|比(?![例如])|(?:到底|究竟)|相?差|区别|不同|不一样|侧重"
)
_DIFFERENCE = re.compile(
    r"(?:有|的)?(?:着)?(?:什么|啥|何|哪些)?(?:不同|区别|差[别异]|不一样|异同)(?:之?[处点])?(?:在哪里?儿?|是什么)?"
    r"|差在哪里?儿?|区别(?:在哪里?儿?)?|比一比|对比一?下?|比较一?下?|相比|哪一?[个种边]更\w{1,3}|谁更\w{1,3}|各自?(?=[^项类种])|分别(?:是)?|到底|究竟|(?:这|那)?[两二俩](?:个|者|种|项|类|边|家|样)"
)

_MORE = re.compile("(?:谁|哪一?[个边家])的(?P<what>[一-鿿]{2,6}?)(?:更|比较)?[多大高长少小低短]")  # 谁的面积大


class Sides(NamedTuple):
    """The names of two things or more, and what is asked of each by itself."""

    names: tuple[str, ...]
    questions: tuple[str, ...]


def sides(question: str, vocabulary: Vocabulary) -> Sides | None:
    """The things that a question compares, each with the question of it alone; None where they are not told."""
    names = vocabulary.mentions(question)
    for joint in _JOINED.finditer(question):
        if any(name.start < joint.end() and joint.start() < name.end for name in names):
            continue
        before, behind = question[: joint.start()], question[joint.end() :].lstrip(",，")
        topic = found.group() if (found := _TOPIC.match(before)) else ""
        left = _LEAD.sub("", before[len(topic) :])
        turn = _TURNS.search(behind, LEAST)
        right = behind[: turn.start()] if turn else ""
        whole = all(LEAST <= len(side) <= LONGEST and not _NO_THING.search(side) for side in (left, right))
        if not whole:
            continue
        asked = _MORE.sub(lambda m: f"{m['what']}是多少", behind[len(right) :])
        asked = _DIFFERENCE.sub("", asked).strip(",，、?？。的")
        named = (left, *(right.split("、") if joint.group() == "、" else (right,)))
        return Sides(named, tuple(f"{topic}{name}{asked}" for name in named))
    return None
