"""Follow-ups that point back with a pronoun (它, 那里, 这种…), or leave out what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import HOW
from assistant.followup.turning import turns_away
from assistant.followup.types import FollowUp
from assistant.followup.years import ASKS_YEAR, YEAR
from assistant.referents import LONGEST_BARE, LONGEST_NAME, actor, class_names, kinds_of, matter, one, several, topic
from assistant.types import Kind, Turn
from corpus.vocabulary import Vocabulary
from corpus.words import is_verbal

_PLURAL = re.compile(
    r"它们|他们(?!说)|(?:(?:这|那)(?:些|几[个种家])|上述)\w{0,4}?"
    r"(?=分别|各自|都|又|的|是|有|在|怎|咋|打造|聚焦|属于|为什么|哪|呢|$|[,，?？])"
    r"|(?:(?:这|那)(?:些|几[个种家])|上述)\w{0,4}"
)
_SINGULAR = re.compile(
    r"(?<!其)(?:它(?![们俩])|(?:(?<![一-鿿])|(?<=[在对把给向跟和与按到于由那]))该(?![去走怎如由找谁做选放是有用给往到从按向配几什哪当不])(?=\w{1,4})|[这那](?:里(?!头|面|边)|儿|边)|当地|(?<![因从由对])此(?=\w{1,4}))|(?:(?<!的)|(?=[这那]个(?:要|是|有|在|走|呢|打|能|会|做|的)))[这那][个家条项](?=\w{0,4})"
    # 育种这类农业 only sums up what stands before it
    r"|(?:(?<![一-鿿])|(?<=[在对把给向跟和与按到于归做搞走用为是有那,，]))[这那][种类](?=\w{0,4})"
)
_THIS = re.compile(
    "[这那](?:[笔份件次场批桩门](?=[一-鿿])|里[头面边]|事儿?(?=由|归|谁|要|得|该)|一?[条句段款](?:话|规定)?(?=写|在|出自))"
)
_HOW_MANY = re.compile("(?:几|多少)[一-鿿]{1,2}[?？]?$")
_WHEN = re.compile(
    "(?:那|那么)?[,，]?(?:大概|具体|是|在)?(?P<asks>(?:什么|啥)时候|何时|几时|哪一?年|到?哪一年)(?:呢|啊)?[?？]?"
)
_WHETHER = re.compile("[,，]?(?:是吧|对吧|对吗|是吗|[吗么吧])?[?？]?$")
_THIS_HOW = re.compile(
    "^(?:那|那么)?[这那][个种](?=(?:具体|到底|究竟)?(?:怎么?|如何|咋|是什么|是啥|指什么|啥意思|什么意思))"
)
MOST_NAMED = 12  # names that are written out
OF_ITS_OWN = 2  # words of a question that is about a matter of its own: 那产业发展空间分成哪几类
BARE_ASKING = 4  # characters of a question that only asks: 多久, of all that the last question said
BARE = 6  # characters of a question that can name no topic
_TOO = re.compile(r"也(?:需?要|得|能|可以|会|必须|应当?)(?P<verb>[一-鿿]{1,2}?)[吗么嘛?？]+$")
_VERB_FIRST = re.compile(r"^(?:那|那么)?(?P<verb>[一-鿿]{2})给?(?=哪|什么|啥|多少|几|谁)")
_THEY = re.compile("(?<!其)[他她]们?(?![俩人])")
_ONE = re.compile("它(?!们)|[这那]个")
_BUT_THIS = re.compile("除了?(?:[这那]个|它|此)")
_ITS = re.compile(r"^(?:那|那么)?其(?!中|他|余|实|次)")
_AMONG = re.compile(r"^(?:那|那么)?[,，]?其中")
_COUNTED = re.compile(
    r"(?:有|共|是|占|凑|圈了|设了|列了|建了|(?<=[区园片类种]))(?:几|多少)个(?=(?:[,，](?:都|分别|各)?(?:是|叫)(?:谁|什么|啥|哪[些几]?个?))?[?？]?$)"
)
_WRITTEN = re.compile(
    "^(?:那么?)?(?:这[个些条]?|它)?[是写说出见放定]?(?:在|于|自)?(?:(?:第几|哪一?)[章节条编])+(?:里|中|写的|说的|规定的)?[呢啊]?(?:[,，].{0,8})?[?？]?$"
)
_THIS_IS = re.compile("^(?:那么?)?(?:这[个些条]?|它)")
_CONNECTED = re.compile(r"^(?:那么?|然后|接着|后来|随后|之后)[,，]?(?=.{3})")
_MENTIONED = re.compile("(?:有没有|有无|是否|提没)(?:提|说|写|讲)(?:到|及|过)?[?？]?$")  # 村镇银行有没有提到
_QUOTES = re.compile("^(?:那么?)?[“「][^”」]{2,}[”」]")
_CASE = re.compile("^(?:要是|如果|假如|万一)|呢")
_LACKING = re.compile(
    r"^(?:那|那么|又|另外|以及)?(?:一共|总共|归到?|走|要(?!是)|准备|将|又|聚焦|属于|布局|打造|面积|是什么|是哪[一几]?个?[一-鿿]{1,4}的?[?？]?$|有哪|由谁|在哪|有多|重点|主要|有(?:什么|啥)(?!变化)|(?:由|归|是)?哪[一几]?[个些家](?:部门|单位|机构|局)|"
    r"为什么|怎么|如何|什么时候|目标|定位|通过什么|通过哪|以什么|以哪|用什么|按什么|向谁|报给谁|几天|多久|至少|最多|最长|最晚)"
)


def them(asked: FollowUp) -> str | None:
    """它们分别打造什么: the last list; the question as it stands where that is of whole clauses."""
    if _THEY.search(asked.text) and (who := actor(asked.turns)):
        return _THEY.sub(who, asked.text, count=1)
    plural = _PLURAL.search(asked.text)
    beside = plural and re.match("[和跟与同、]", asked.text[plural.end() :])  # 它们和丙
    if not plural or sum(name in asked.text[: plural.start()] for name in asked.own) > 1:  # 甲和乙,它们
        return None
    classes = asked.vocabulary.classes
    label = next((c.label for c in classes if c.suffix and c.label in plural[0]), "")
    referred = several(asked.turns, asked.vocabulary, label=label)
    alike = kinds_of(referred, asked.vocabulary) & kinds_of(asked.own, asked.vocabulary)
    if not referred or (asked.own and not beside and (alike or not class_names(referred, asked.vocabulary))):
        return None
    if any(len(name) > LONGEST_NAME for name in referred):
        return asked.text
    return _PLURAL.sub("、".join(referred), asked.text, count=1)


def when(asked: FollowUp) -> str | None:
    """什么时候 after 要建成…吗, 要建成几处: of the whole statement."""
    said, last = _WHEN.fullmatch(asked.text), asked.last.standalone
    stated = _WHETHER.sub("", last) if asked.last.kind is Kind.YESNO else ""
    stated = stated or (_HOW_MANY.sub("", last) if _HOW_MANY.search(last) else "")
    return f"{stated}是{said['asks']}?" if said and stated else None


def what_it_was_said_to_be(asked: FollowUp) -> str | None:
    """这个具体怎么做 after 甲走哪种模式: the kind that was the answer."""
    asks_a_kind = re.search("(?:哪一?[种类]|什么样?的?)[一-鿿]", asked.last.standalone)
    if not asks_a_kind or len(asked.last.members) != 1 or not _THIS_HOW.match(asked.text):
        return None
    return _THIS_HOW.sub(asked.last.members[0], asked.text, count=1)


def where_written(asked: FollowUp) -> str | None:
    """这个出自哪一章, 在第几节: of what the last question was about."""
    bare = _WRITTEN.match(asked.text) and not asked.names
    how = HOW.search(asked.last.standalone) and topic(asked.last)  # 甲打算怎么推: 甲, and not 甲打算推
    spoken = how or matter(asked.last).removesuffix("没有")
    return f"{spoken}{_THIS_IS.sub('', asked.text)}" if bare else None


def it(asked: FollowUp) -> str | None:
    """它打造什么: the question with the pronoun written out."""
    if not _SINGULAR.search(asked.text) and not _ITS.match(asked.text):
        return None
    last, text = asked.last, asked.text
    name = one(asked.turns, text, asked.vocabulary)
    if _BUT_THIS.match(text):
        name = next(iter(last.subjects), name)
    elif len(last.members) > 1 and not class_names(last.subjects, asked.vocabulary) and not _ONE.search(text):
        name = "、".join(last.members)
    if not name or name in text:
        return None
    for size in (4, 3, 2, 1):
        if len(name) > size:
            label = rf"(?:[这那][个家种类条项]?|该|此){re.escape(name[-size:])}"
            swapped = re.sub(label, name, text, count=1)
            if swapped != text:
                return swapped
    return _ITS.sub(f"{name}的", text) if _ITS.match(text) else _SINGULAR.sub(name, text, count=1)


def this_matter(asked: FollowUp) -> str | None:
    """这笔钱花到哪里: a noun that points to what the last question was about; that, and then the question."""
    said = _THIS.search(asked.text)
    if not said or asked.own:
        return None
    inside = said[0][1:2] == "里"  # 审计机关在这里头做什么 is of the text as much as of the matter
    return asked.text if inside and len(asked.said) >= OF_ITS_OWN else f"{matter(asked.last)},{asked.text}"


def its_topic(asked: FollowUp) -> str | None:
    """县里也要建吗, 公开哪些内容: what is said of a topic that is left out; its verb is one of the last question."""
    spoken = topic(asked.last)
    said = _TOO.search(asked.text) or _VERB_FIRST.match(asked.text)
    if not spoken or not said or asked.names or len(asked.text) > LONGEST_BARE or not is_verbal(said["verb"]):
        return None
    begun = len(asked.text) <= BARE or said["verb"] in asked.last.standalone.removeprefix(spoken)
    begun = begun and spoken not in asked.text
    return f"{spoken}{'' if said.re is _VERB_FIRST else ','}{asked.text}" if begun else None


def left_out(asked: FollowUp) -> str | None:
    """A short question without a subject, of the last subject; one with no word of the text, in the last matter."""
    last, text = asked.last, asked.text
    if (counted := _COUNTED.search(text)) and (label := _label(asked)):
        return f"{_AMONG.sub('', text[: counted.end()] + label + text[counted.end() :]).rstrip('?？')}?"
    if len(text) > LONGEST_BARE or last.standalone.startswith(text) or asked.own:
        return None
    spoken = matter(last) if len(text) <= BARE_ASKING else topic(last)
    reversed_ = asked.names and re.search(
        r"谁|哪|的是|的有|的[一-鿿]{2,6}有?(?:几|多少)", text
    )  # 聚焦甲的是谁 lacks no subject
    if _LACKING.match(text) and not reversed_ and (listed := _several_spoken_of(last, text, asked.vocabulary)):
        return f"{listed}{'' if text.startswith(('都', '分别', '各')) else '分别'}{text}"
    if _LACKING.match(text) and not reversed_ and (subject := one(asked.turns, text, asked.vocabulary) or spoken):
        return f"{subject}{text}"
    if asked.names:
        return None
    if re.match("[它其](?![中他余实次们])", text) and len(text) > LONGEST_BARE // 2:
        return text[1:]
    refers = _AMONG.match(text) or _SINGULAR.search(text)
    if (goes_on := _CONNECTED.sub("", text)) != text:
        apart = any(len(word) > OF_ITS_OWN for word in asked.said) and not _CASE.search(goes_on)
        own = len(asked.said) >= OF_ITS_OWN or apart
        if own and not refers:
            return goes_on
        return f"{matter(last)},{goes_on}"
    if "," in text and not refers:  # 来的人多,住得下吗 says what it is about
        return None
    about, bare = matter(last), _AMONG.sub("", text)
    about = about.removesuffix(bare[0])  # 每月能补|补多久
    return f"{about}{bare}" if refers or not asked.said else None


def _several_spoken_of(last: Turn, text: str, vocabulary: Vocabulary) -> str:
    """The names of one kind that the last question was about, or that it asked for (丙片区有哪些校区); "" for less."""
    if last.kind is Kind.COMPARE:
        return ""
    for names in (last.subjects, last.members):
        kinds = [kinds_of([n], vocabulary) for n in names]
        listed = class_names(names, vocabulary) if kinds and set.intersection(*kinds) else []
        asked_for = names is last.members and not class_names(last.subjects, vocabulary)
        began = last.standalone.startswith(names[0]) if names else False
        called = [w for n in names[:1] for c in vocabulary.classes_of(n) for w in (c.label, c.suffix) if w]
        if 1 < len(listed) == len(names) <= MOST_NAMED and (asked_for or began) and not any(w in text for w in called):
            return "、".join(names)
    return ""


def _label(asked: FollowUp) -> str:
    """The class word that a question after a number leaves out (那里有几个?): that of the last question."""
    labels = [c.label for c in asked.vocabulary.classes if c.suffix and len(c.label) > 1]
    if any(label in asked.text for label in labels):
        return ""
    for turn in reversed(asked.turns):
        ends = turn.members[0] if turn.members else ""
        said = [la for la in labels if la in turn.standalone or (ends and ends.endswith(la))]
        if said:
            return said[0]
    return ""


def goes_on(question: str, said: Sequence[str], last: Turn, vocabulary: Vocabulary) -> bool:
    """Whether a question that was left as it stands is so short and bare that it may be about the last matter.

    It has few words of its own (`said`), and none that a name of the last kind is known by (北区).
    """
    bare = len(question) <= LONGEST_BARE and len(said) <= OF_ITS_OWN and not vocabulary.mentions(question)
    if not bare or not last.doc_id or turns_away(question) or YEAR.search(question) or re.search("[,也又]", question):
        return False
    if said and ASKS_YEAR.search(question) and re.search(f"{YEAR.pattern}|{ASKS_YEAR.pattern}", last.standalone):
        return False  # of which year it is, the one that was spoken of says nothing
    if said and (_MENTIONED.search(question) or _QUOTES.search(question)):
        return False
    kin = {m for n in (*last.subjects, *last.members) for c in vocabulary.classes_of(n) if c.suffix for m in c.members}
    return not any(word in name for word in said for name in kin)


def in_the_same_matter(question: str, last: Turn) -> str:
    """A short question of the last topic: 有例外没 after 没过审查能上会吗."""
    return f"{topic(last) or matter(last)},{question.removeprefix('那')}"
