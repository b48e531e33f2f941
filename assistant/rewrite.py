"""Write a follow-up out as a question that stands alone, from earlier turns; no model is needed.

Ellipsis (那乙园呢?), pronouns (它、那里、它们), ordinals (第二个呢?), correction (说错了,应该是…) and "anyone else"
(还有谁也是) are understood; a question with names of its own and no sign of reference is a new topic and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Turn
from corpus.terms import Vocabulary

_ELLIPSIS = re.compile(
    r"^(?:那么?|哦|嗯|好的?|再问|换成|改成|要是|如果是)?[,，]?(?P<body>.{2,24}?)(?:呢|又如何|怎么样|又怎么样|又是)[?？]?$"
)
_PLURAL = re.compile(
    r"它们|他们|这些(?:[\w]{0,4})?|那些(?:[\w]{0,4})?|上述(?:[\w]{0,4})?|这几[个种家]|前者和后者|两者|二者"
)
_SINGULAR = re.compile(
    r"(?<!其)(?:它|该(?=[\w]{1,4})|这里|那里|那儿|这儿|此(?=[\w]{1,4}))|这[个家种](?=\w{0,4})|那[个家种](?=\w{0,4})"
)
_ITS = re.compile(r"^(?:那|那么)?其(?!中|他|余|实|次)")
_AMONG = re.compile(r"^(?:那|那么)?[,，]?其中")
_ORDINAL = re.compile(
    r"第(?P<n>[一二两三四五六七八九十\d]+)[个家种项](?![\w]*(?:章|节|条))|(?P<last>最后一[个家种项])|(?P<former>前者)|(?P<latter>后者)"
)
_CORRECTION = re.compile(
    r"^(?:不对|不是|说错了|我说错了|写错了|打错了|口误|更正)[,，。!！]?(?:我?(?:是想问|想问的?是|要问的?是|说的是|问的是|应该是|应为|是)[:：]?)?(?P<body>.+)$"
)
_COMPARED = re.compile(r"(?:比|相比|比较|对比)(?:呢|一下|起来)?[?？]?$|有什么(?:不同|区别)[?？]?$")
_MORE = re.compile(r"还有(?:谁|哪些|哪个|哪几个|别的|其他)|别的呢|其他的?呢")
_ORDINALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def standalone(question: str, turns: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """The question written out; as it stands when it refers to nothing."""
    if not turns:
        return question
    last = turns[-1]
    corrected = _CORRECTION.match(question)
    if corrected:
        return _replace_subject(last, corrected["body"].rstrip("?？呢吧。"), vocabulary) or corrected["body"]
    with_ordinal = _ordinal(question, turns)
    if with_ordinal:
        body = _ELLIPSIS.match(with_ordinal[0])
        if body and body["body"] in with_ordinal[1]:
            return _replace_subject(last, with_ordinal[1], vocabulary) or with_ordinal[0]
        return with_ordinal[0]
    names = [m.term for m in vocabulary.mentions(question)]
    if _COMPARED.search(question) and len(names_of_class(names, vocabulary)) == 1:
        one = _one(turns, question, vocabulary)
        if one and one != names[0]:
            return f"{one}和{names_of_class(names, vocabulary)[0]}有什么不同?"
    ellipsis = _ELLIPSIS.match(question)
    if ellipsis and not re.search(r"什么|哪|多少|谁", ellipsis["body"]):
        return _replace_subject(last, ellipsis["body"], vocabulary) or question
    if _AMONG.match(question) and last.members:
        return _AMONG.sub("、".join(last.members) + "中", question)
    if _PLURAL.search(question) and not names_of_class(names, vocabulary):
        referred = _many(turns)
        if referred:
            return _PLURAL.sub("、".join(referred), question, count=1)
    if _SINGULAR.search(question) or _ITS.match(question):
        one = _one(turns, question, vocabulary)
        if last.members and not names_of_class(last.subjects, vocabulary):
            one = "、".join(last.members)
        if one and one not in question:
            return _swap_pronoun(question, one)
    if _MORE.search(question) and len(question) <= 12:
        return _more(last, vocabulary)
    if not names and len(question) <= 14 and not last.standalone.startswith(question) and _lacks_subject(question):
        subject = _one(turns, question, vocabulary)
        if subject:
            return f"{subject}{question}"
    return question


def _more(last: Turn, vocabulary: Vocabulary) -> str:
    """还有谁也是: the others that share what the last answer found of its subject; else the last question again."""
    labels = [c.label for s in last.subjects for c in vocabulary.classes_of(s) if c.suffix]
    return f"哪些{labels[0]}属于{last.members[0]}?" if labels and len(last.members) == 1 else last.standalone


def names_of_class(names: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Those of the names that are members of a class of names."""
    return [n for n in names if any(c.suffix for c in vocabulary.classes_of(n))]


def _lacks_subject(question: str) -> bool:
    return bool(
        re.match(
            r"^(?:那|那么|又|另外|以及)?(?:归到?|走|要|准备|将|又|聚焦|属于|布局|打造|面积|是什么|有哪|由谁|在哪|有多|重点|主要|为什么|怎么|如何|什么时候|目标|定位)",
            question,
        )
    )


def _ordinal(question: str, turns: Sequence[Turn]) -> tuple[str, str] | None:
    found = _ORDINAL.search(question)
    members = next((t.members or t.subjects for t in reversed(turns) if len(t.members or t.subjects) > 1), ())
    if not found or not members:
        return None
    if found["last"] or found["latter"]:
        name = members[-1]
    elif found["former"]:
        name = members[0]
    else:
        number = int(found["n"]) if found["n"].isdecimal() else _ORDINALS.get(found["n"], 0)
        if not 1 <= number <= len(members):
            return None
        name = members[number - 1]
    return question[: found.start()] + name + question[found.end() :], name


def _replace_subject(last: Turn, body: str, vocabulary: Vocabulary) -> str:
    """The last question asked of another subject: the name of the same kind gives way, else the only name in it."""
    body = re.sub(r"^(?:那么?|换成|改成)", "", body)
    new = [m.term for m in vocabulary.mentions(body)]
    old = [m.term for m in vocabulary.mentions(last.standalone)]
    kinds = {c.label for n in new for c in vocabulary.classes_of(n)}
    same = [o for o in old if kinds & {c.label for c in vocabulary.classes_of(o)}]
    candidates = same or old[:1]
    years = re.findall(r"(?:19|20)\d\d年?", last.standalone)
    if re.fullmatch(r"(?:到)?(?:19|20)\d\d年?", body) and years:
        return last.standalone.replace(years[0], body.removeprefix("到"))
    if not candidates or body in last.standalone:
        return ""
    return last.standalone.replace(candidates[0], body, 1)


def _many(turns: Sequence[Turn]) -> tuple[str, ...]:
    for turn in reversed(turns):
        if len(turn.members) > 1:
            return turn.members
        if len(turn.subjects) > 1:
            return turn.subjects
    return turns[-1].members or turns[-1].subjects


def _one(turns: Sequence[Turn], question: str, vocabulary: Vocabulary) -> str:
    """What 它 refers to: the last turn's subject, or its only member; a class word after 这个 chooses among them."""
    label = re.search(r"(?:这|那|该|此)[个家种]?([\w]{1,4})", question)
    for turn in reversed(turns):
        candidates: list[str] = [*turn.subjects, *(turn.members if len(turn.members) == 1 else ())]
        if label:
            fitting = [
                c
                for c in (*turn.members, *turn.subjects)
                if any(c.endswith(label[1][:n]) for n in range(len(label[1]), 1, -1))
            ]
            if fitting:
                return fitting[-1] if len(fitting) == 1 else fitting[0]
        if len(turn.members) == 1:
            return turn.members[0]
        if candidates:
            return candidates[0]
    return ""


def _swap_pronoun(question: str, name: str) -> str:
    swapped: str = re.sub(
        rf"(?:这|那|该|此)[个家种]?({re.escape(name[-2:])}|{re.escape(name[-3:])})", name, question, count=1
    )
    if swapped != question:
        return swapped
    if _ITS.match(question):
        return _ITS.sub(f"{name}的", question)
    return _SINGULAR.sub(name, question, count=1)
