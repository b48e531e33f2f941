"""Write a follow-up out as a question that stands alone, from earlier turns; no model is needed.

Ellipsis (那乙园呢?), pronouns (它、那里、它们), ordinals (第二个呢?), correction (说错了,应该是…), comparison
(和乙园比呢?) and "anyone else" (还有谁也是) are understood; a question with names and no sign of reference is
a new topic and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import INTERROGATIVE
from assistant.referents import ORDINAL, class_names, counted, matter, names_in, one, several, sibling, some
from assistant.types import Kind, Turn
from corpus.numerals import number as numeral
from corpus.terms import Vocabulary

LONGEST_BARE = 16
LONGEST_NAME = 16
_ELLIPSIS = re.compile(
    r"^(?:那么?|哦|嗯|好的?|再问|换成|改成|要是|如果是)?[,，]?(?P<body>.{2,24}?)(?:呢|又如何|怎么样|又怎么样|又是|又(?:咋|怎么|如何)\w{1,2})[?？]?$"
)
_TWO = re.compile(r"[这那它他][俩两][个家种]?|两者|二者|前者和后者|(?:两|二)个(?=的|有|各|分别)")
_PLURAL = re.compile(
    r"它们|他们(?!说)|(?:(?:这|那)(?:些|几[个种家])|上述)\w{0,4}?"
    r"(?=分别|各自|都|又|的|是|有|在|怎|咋|打造|聚焦|属于|为什么|哪|呢|$|[,，?？])"
    r"|(?:(?:这|那)(?:些|几[个种家])|上述)\w{0,4}"
)
_SINGULAR = re.compile(
    r"(?<!其)(?:它|该(?=\w{1,4})|[这那](?:里|儿|边)|当地|此(?=\w{1,4}))|[这那][个家种类条项](?=\w{0,4})"
)
_IT = re.compile("它(?!们)")
_BOTH = re.compile(r"^(?:那|那么)?[,，]?(?:哪个|哪一个|谁|哪边)\w{0,6}更|^(?:那|那么)?[,，]?两(?:个|者)?相?比")
_COMPARABLE = (Kind.VALUE, Kind.COUNT)
_ITS = re.compile(r"^(?:那|那么)?其(?!中|他|余|实|次)")
_AMONG = re.compile(r"^(?:那|那么)?[,，]?其中")
_CORRECTION = re.compile(
    r"^(?:(?:不对|不是|说错了|我说错了|写错了|打错了|问错了|口误|更正)[,，。!！]?"
    r"(?:我?(?:是想问|想问的?是|要问的?是|说的是|问的是|应该是|应为|是)[:：]?)?|"
    r"我?(?:是想问|想问的是|要问的是|说的是|问的是)(?!不是)[:：]?)(?P<body>.+)$"
)
_COMPARED = re.compile(
    r"(?:比|相比|比较|对比|比起来)(?:呢|一下)?[?？]?$|有(?:什么|啥|何)(?:不同|区别|差别|不一样)[?？]?$"
)
_WITH = re.compile(r"^(?:那|那么)?(?:和|与|跟|同)(?P<other>.{2,16}?)(?:相?比(?:起来|较|呢)?|对比)")
_MORE = re.compile(r"还有(?:谁|哪些|哪个|哪几个|别的|其他)|别的呢|其他的?呢")
_COUNTED = re.compile(r"(?:有|共|是)(?:几|多少)个[?？]?$")
_ALSO = re.compile(
    r"^(?:那么?|哦)?[,，]?(?P<body>.{2,16}?)(?:呢[,，])?(?:是不是)?也(?:是|一样|这样|算|有)(?:的|这样的?)?[吗么嘛?？]+$"
)
_LIKEWISE = re.compile(
    r"^(?:那么?|再)?[,，]?(?P<body>.{2,16}?)(?:方面)?(?:的?也|同样)(?:照(?:这样|此|旧|样)|这样|一样|给我|帮我)?"
    r"(?:来|查|看|列|说|讲|算)(?:一)?[遍下份个看说出]*[吧呗]?[?？。]?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_THESE_YEARS = re.compile(r"[这那]两[个]?年(?:份)?|[这那]两个(?:时间)?节点")
_FIRST = re.compile(r"(?P<side>前|头|后|最后)(?P<n>[两二三四五\d])[个家种项类条]")
_LATER = re.compile(r"(?:往后|再过|又过|过后)(?P<n>[一两二三四五六七八九十\d]+)年")
_HOW_MANY = re.compile(
    r"^(?:那|那么)?[,，]?(?:一共|总共|合计|加起来)?(?:是|有)?(?:几|多少)[个种类项条样家处](?:来着|呢|啊|呀)?[?？]?$"
)
_LISTED = re.compile(r"(?:有|是|包括|分别是)?(?:哪几|哪些|哪)(?P<unit>[个种类项条家处])?")
_SET_DOWN = re.compile(
    r"^.{0,12}?(?:先放一放|放一边|先不(?:说|谈|聊|管|提)了?|不(?:说|谈|聊)了|打住|换个(?:话题|问题)|说点别的)[,，。!！]+\s*(?=.{4})"
)
_REPEATED = re.compile(r"(?<=.{2})[,，]?(?:请|麻烦)?再?(?:说|讲|念|列)一?[遍次][?？。吧]*$")
_CONNECTED = re.compile(r"^(?:那么?|然后|接着|后来|随后|之后)[,，]?(?=.{3})")
_AGAIN = re.compile(
    r"^(?:那|那么)?(?:原文|原话|文中|文件里?|条文)(?:里|中|上)?(?:是|具体)?(?:怎么|如何|咋)(?:说|写|讲|规定|表述)的?[?？]?$"
)
_OPENING = re.compile(
    r"^(?:等等|等一下|对了|顺便问一?[下句]?|顺便|嗯+|哦+|好的?|好吧|明白了|谢谢|再问一?[下句个]?)[,，。!！]\s*"
)
_THE_TEXT = re.compile(
    r"[这该本][个份部]?(?:规划|条例|纲要|意见|办法|通知|规定|方案|文件|文本|报告|法(?![律规人院定]))"
)
_LACKING = re.compile(
    r"^(?:那|那么|又|另外|以及)?(?:一共|总共|归到?|走|要|准备|将|又|聚焦|属于|布局|打造|面积|是什么|有哪|由谁|在哪|有多|重点|主要|"
    r"为什么|怎么|如何|什么时候|目标|定位)"
)


def standalone(question: str, turns: Sequence[Turn], vocabulary: Vocabulary, said: Sequence[str] = ()) -> str:
    """The question written out; as it stands when it refers to nothing. `said`: what it speaks of itself."""
    if not turns:
        return question
    last = turns[-1]
    question = _REPEATED.sub("", _OPENING.sub("", question))
    if (moved := _SET_DOWN.sub("", question)) != question:
        return moved
    if _AGAIN.match(question):
        return last.standalone
    if _THE_TEXT.search(question):
        return question
    if corrected := _CORRECTION.match(question):
        return _replace_subject(last, corrected["body"].rstrip("?？呢吧。"), vocabulary) or corrected["body"]
    if (like := _LIKEWISE.match(question)) and (asked := _replace_subject(last, like["body"], vocabulary)):
        return asked
    if _THESE_YEARS.search(question) and len(spoken := _years(turns)) > 1:
        return _THESE_YEARS.sub("和".join(f"{y}年" for y in spoken[-2:]), question, count=1)
    if year := _another_year(question, last, vocabulary):
        return year
    if _HOW_MANY.match(question) and last.kind is Kind.LIST and _LISTED.search(last.standalone):
        return _LISTED.sub(lambda m: f"有多少{m['unit'] or '个'}", last.standalone, count=1)
    if (also := _ALSO.match(question)) and (asked := _also(last, also["body"], vocabulary)):
        return asked
    if (first := _FIRST.search(question)) and (names := some(turns, first["side"], first["n"])):
        return question[: first.start()] + "、".join(names) + question[first.end() :]
    ordinal = ORDINAL.search(question)
    if ordinal and (name := counted(turns, ordinal)):
        labels = [c.label for c in vocabulary.classes_of(name) if name.endswith(c.label)]
        rest = question[ordinal.end() :]
        rest = next((rest.removeprefix(label) for label in labels if rest.startswith(label)), rest)
        written = question[: ordinal.start()] + name + rest
        bare = (body := _ELLIPSIS.match(written)) and body["body"] in name
        return (_replace_subject(last, name, vocabulary) if bare else "") or written
    own = class_names(names_in(question, vocabulary), vocabulary)
    if len(own) == 1 and (compared := _compared(question, own[0], turns, vocabulary)):
        return compared
    if _TWO.search(question) and not own:
        return _TWO.sub("和".join(several(turns, vocabulary, two=True)), question, count=1)
    ellipsis = _ELLIPSIS.match(question)
    if ellipsis and not re.search(r"什么|哪|多少|谁|[这那][个种条]", ellipsis["body"]):
        return (
            _replace_subject(last, ellipsis["body"], vocabulary) or _in_place(last, ellipsis["body"], said) or question
        )
    if _AMONG.match(question) and last.members:
        return _AMONG.sub("、".join(last.members) + "中", question)
    if _BOTH.search(question) and not own and len(turns) > 1 and turns[-2].kind in _COMPARABLE:
        both = (re.sub("呢[,，]", "", t.standalone).rstrip("?？") for t in turns[-2:])
        return "".join(f"{asked}?" for asked in both)
    plural = _PLURAL.search(question)
    if plural and not own and (referred := several(turns, vocabulary, label=_class_word(plural[0], vocabulary))):
        return _PLURAL.sub("、".join(referred), question, count=1) if _are_names(referred) else question
    if _MORE.search(question) and not own and len(question) <= LONGEST_BARE and (more := _more(last, vocabulary)):
        return more
    if (_SINGULAR.search(question) or _ITS.match(question)) and (written := _referred(question, turns, vocabulary)):
        return written
    return _with_subject(question, turns, vocabulary, said)


def _class_word(referring: str, vocabulary: Vocabulary) -> str:
    """The class word in 那几个校区; "" where there is none."""
    return next((c.label for c in vocabulary.classes if c.suffix and c.label in referring), "")


def _are_names(referred: Sequence[str]) -> bool:
    """Whether what is referred to can be written into a question: no whole clauses."""
    return all(len(each) <= LONGEST_NAME for each in referred)


def _compared(question: str, name: str, turns: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """和乙园比分工有何不同: the name that was spoken of, and this one."""
    kinds = {c.label for c in vocabulary.classes_of(name)}
    earlier = [n for t in reversed(turns) for n in class_names([*t.subjects, *t.members[:1]], vocabulary)]
    alike = [n for n in earlier if n != name and kinds & {c.label for c in vocabulary.classes_of(n)}]
    if not alike:
        return ""
    if beside := _WITH.match(question):
        rest = question[beside.end() :].strip(",，?？呢") or "有什么不同"
        topic = [n for n in names_in(turns[-1].standalone, vocabulary) if n not in (name, alike[0])][:1]
        about = f"在{topic[0]}上" if topic and topic[0] not in rest else ""
        return f"{alike[0]}和{name}{about}{rest}?"
    return f"{alike[0]}和{name}有什么不同?" if _COMPARED.search(question) else ""


def _years(turns: Sequence[Turn]) -> list[str]:
    """The years that earlier questions named, oldest first, without 年."""
    return list(dict.fromkeys(y.rstrip("年") for t in turns for y in _YEAR.findall(t.standalone)))


def _another_year(question: str, last: Turn, vocabulary: Vocabulary) -> str:
    """2050年又要到哪一步, 再往后五年呢: the last question of another year; "" where either names no single year."""
    new, old = _YEAR.findall(question), _YEAR.findall(last.standalone)
    if (later := _LATER.search(question)) and len(old) == 1 and (years := numeral(later["n"])):
        new = [str(int(old[0].rstrip("年")) + years)]
    if len(new) != 1 or len(old) != 1 or len(question) > LONGEST_BARE or names_in(question, vocabulary):
        return ""
    return last.standalone.replace(old[0].rstrip("年"), new[0].rstrip("年"))


def _also(last: Turn, body: str, vocabulary: Vocabulary) -> str:
    """乙园也是吗: the last question asked of it; after 哪些园…, whether it has what was asked."""
    new = class_names(names_in(body, vocabulary), vocabulary)
    kinds = {c.label for n in new for c in vocabulary.classes_of(n)}
    spoken = names_in(last.standalone, vocabulary)
    if any(kinds & {c.label for c in vocabulary.classes_of(n)} for n in spoken):
        return _replace_subject(last, body, vocabulary)
    return f"{new[0]}有{spoken[0]}吗?" if new and spoken else ""


def _more(last: Turn, vocabulary: Vocabulary) -> str:
    """还有谁也是: the others that share what the last answer found of its subject; else the last question again."""
    labels = [(c.label, s) for s in last.subjects for c in vocabulary.classes_of(s) if c.suffix]
    if labels and len(last.members) == 1:
        return f"除{labels[0][1]}外,哪些{labels[0][0]}属于{last.members[0]}?"
    about = [n for n in names_in(last.standalone, vocabulary) if n not in class_names([n], vocabulary)]
    if labels and about:
        cue = next((c for c in vocabulary.cues if c in last.standalone), "涉及")
        return f"除{labels[0][1]}外,哪些{labels[0][0]}{cue}{about[0]}?"
    return last.standalone


def _referred(question: str, turns: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """The question with the pronoun written out; "" when there is nothing that it could mean."""
    last = turns[-1]
    name = one(turns, question, vocabulary)
    if len(last.members) > 1 and not class_names(last.subjects, vocabulary) and not _IT.search(question):
        name = "、".join(last.members)
    if not name or name in question:
        return ""
    for size in (4, 3, 2, 1):
        if len(name) > size:
            label = rf"(?:[这那][个家种类条项]?|该|此){re.escape(name[-size:])}"
            swapped = re.sub(label, name, question, count=1)
            if swapped != question:
                return swapped
    if _ITS.match(question):
        return _ITS.sub(f"{name}的", question)
    return _SINGULAR.sub(name, question, count=1)


def _with_subject(question: str, turns: Sequence[Turn], vocabulary: Vocabulary, said: Sequence[str]) -> str:
    """A short question without a subject, of the last subject; one with no word of the text, in the last matter."""
    last = turns[-1]
    if _COUNTED.search(question) and (label := _label(last, question, vocabulary)):
        return f"{question.rstrip('?？')}{label}?"
    named = names_in(question, vocabulary)
    if len(question) > LONGEST_BARE or last.standalone.startswith(question) or class_names(named, vocabulary):
        return question
    reversed_ = named and re.search(r"谁|哪|的是|的有", question)  # 聚焦甲的是谁 lacks no subject
    if _LACKING.match(question) and not reversed_ and (subject := one(turns, question, vocabulary)):
        return f"{subject}{question}"
    if named:
        return question
    if re.match("[它其](?![中他余实次])", question) and len(question) > LONGEST_BARE // 2:
        return question[1:]
    refers = _AMONG.match(question) or _SINGULAR.search(question)
    if (goes_on := _CONNECTED.sub("", question)) != question:
        return f"{matter(last)},{goes_on}"
    return f"{matter(last)}{_AMONG.sub('', question)}" if refers or not said else question


def _label(last: Turn, question: str, vocabulary: Vocabulary) -> str:
    """The class word that a question after a number leaves out (那里有几个?): that of the last question."""
    labels = [c.label for c in vocabulary.classes if c.suffix and len(c.label) > 1]
    if any(label in question for label in labels):
        return ""
    return next((label for label in labels if label in last.standalone), "")


def _in_place(last: Turn, body: str, said: Sequence[str]) -> str:
    """The last question asked of a matter that is no name: its interrogative after the new words, or the case added."""
    if re.search(r"(?:时|时候|下|的话|之后|以后)$", body):
        return f"{matter(last)}{body}?"
    asks = re.search(f"(?:主要|分别|都)*在?(?:{INTERROGATIVE.pattern})", last.standalone)
    return f"{body}{last.standalone[asks.start() :]}" if asks and said else ""


def _replace_subject(last: Turn, body: str, vocabulary: Vocabulary) -> str:
    """The last question asked of another subject: the name of the same kind gives way, else the only name in it."""
    body = re.sub(r"^(?:那么?|换成|改成)", "", body)
    new = names_in(body, vocabulary)
    old = names_in(last.standalone, vocabulary)
    kinds = {c.label for n in new for c in vocabulary.classes_of(n)}
    same = [o for o in old if kinds & {c.label for c in vocabulary.classes_of(o)}]
    candidates = same or class_names(old, vocabulary) or old
    years = re.findall(r"(?:19|20)\d\d年?", last.standalone)
    if re.fullmatch(r"(?:到)?(?:19|20)\d\d年?", body) and years:
        return last.standalone.replace(years[0], body.removeprefix("到"))
    if not candidates or body in last.standalone:
        return ""
    listed = "、".join(same)
    if len(same) > 1 and listed in last.standalone:  # 甲、乙分别… of one: 丙…
        return last.standalone.replace(listed, body, 1).replace("分别", "", 1)
    written = body if same else sibling(body, candidates[0], vocabulary) or body
    return last.standalone.replace(candidates[0], written, 1)
