"""Follow-ups that turn away from what was asked, or ask it once more."""

from __future__ import annotations

import re

from assistant.asking import INTERROGATIVE, TEXT
from assistant.followup.types import FollowUp
from assistant.front import of_itself
from assistant.question import find_names
from assistant.referents import class_names
from corpus.vocabulary import Vocabulary

_OPENING = re.compile(
    r"^(?:(?:等等|等一下|[哦啊嗯]*对了|顺便问一?[下句]?|顺便|[嗯哦噢啊]+|好的?|好吧|好嘞|行吧?|可以|收到|原来如此|这样啊|明白了?|谢谢|再问一?[下句个]?|下一个(?=[。!！])|奇怪了?|咦|[诶欸哎唉]?不对[啊呀]?|[诶欸]"
    r"|[^,，。?？]{0,8}(?:清楚|知道|明白|懂|了解)了)[,，。!！…~]+\s*)+"
)
_NOTED = re.compile("(?:^|[,，。])(?:行|好的?|嗯+|哦|噢|明白了?|知道了?|懂了|收到|记下了?|了解了?)[。!！~]?$")
_SO = re.compile("^(?:合着|敢情|照?这么说来?|也就是说|等于说|那就是说|(?:再|还是)?(?:说|讲|聊)回(?=第))[,，]?(?=.{4})")
_DENIED = re.compile("^(?:难道)?不是都?[说讲](?=[^,，]{2,}[吗么嘛][?？]?$)")  # 不是说它走甲模式吗 asks whether it does
_ROUND = re.compile("^(?:那么?)?(?:反过来|倒过来)(?:问|说|看|讲)?[,，](?=.{4})")
_TOPIC_FIRST = re.compile(
    "^(?:那么?)?(?P<topic>[^,，?？哪谁什]{2,12})呢[,，?？](?P<rest>[^,，?？]*(?:哪|什么|多少|谁|几|吗|怎么)[^,，?？]*[?？]?)$"
)
_THEN = re.compile("^那么?(?=它|他们|她|这[^里])")
_REPEATED = re.compile(
    r"(?<=.{2})(?<!多久)(?<!几[年月天日])[,，?？]?(?:(?:请|麻烦|帮我|给我|都|名字|也|再|[,，])*"
    r"(?:(?:说|讲|念|列)(?:一?[遍次下]|出来|全)|(?:数|报)(?:一?[遍下]|出来|全)|别漏了?)[,，]?)+[?？。吧]*$"
)
_SET_DOWN = re.compile(
    r"^.{0,12}?(?:先放一放|放一边|(?:先|再)?不(?:再)?(?:说|谈|聊|管|提|扯|讲|问|看)(?:(?:这个|它)?了?|[^,，。!！?？]{1,8}了)|打住"
    r"|换个(?:话题|问题|事儿?)(?:问问?|说说?)?[哈呀吧]*|[说问聊]点别的|下一?个(?:话题|问题|考点|知识点|议题)|[跟和与][^,，:：]{1,8}(?:没关系|无关)的?(?:问题|事儿?)"
    r"|(?:聊|说|谈|问|讲|看|先|就)到(?:这|此)(?:儿|里|为止)?|(?:聊|说|谈|问)完了(?=[。!！]))(?:这个|这事儿?|这些|它)?[了吧呗啊]*"
    r"[,，。!！:：;；]+\s*(?=.{4})"
)
_ASIDE = re.compile("^(?:另外|顺便|顺带)再?(?:问|打听|请教)一?[下句个嘴]?(?=[,，一-鿿]{4})")
_AGAIN = re.compile(
    r"^(?:那|那么)?(?:原文|原话|文中|文件里?|条文)(?:里|中|上)?(?:是|具体)?"
    r"(?:(?:怎么|如何|咋)(?:说|写|讲|规定|表述)的?|(?:说|写|用|讲)的?是?(?:什么|啥|哪[几些一]?[个句]?)(?:词|话|说法|表述)?)(?:[,，].{0,8})?[?？]?$"
)
_THE_TEXT = re.compile(
    rf"^(?:以后|今后|将来)?[,，]?(?:{TEXT.pattern.removesuffix('|法')})(?:的?内容)?(?=[定编印发颁批改修废]|出台|公布|能不能|可以|还能|会不会)|(?:出台|制定|颁布|为(?:什么|啥|何)要?[出定])(?:它|这个)[?？]?$|[这该本][个份部]?(?:{TEXT.pattern.removesuffix('|法')}|法(?![律规人院定]))"
)


_FIRST = re.compile(
    r"^(?:那么?|再|还是)*[,，]?(?:(?:说|转|绕)?回(?:到|去|头)?(?:再)?(?:说|问|看|讲)?|刚才?|刚刚)我?"
    r"(?:最(?:早|初|开始|先|开头)|第一|头一|一开始|开头)[个次回]?(?:问)?的?(?:那个?)?(?:(?:问题|话题|一?问(?!题)|年份)[,，]?|[,，])[里中]?(?=.{3})"
)
_BESIDE = re.compile(
    r"(?<=[一-鿿])(?<![在到往向跟和与对把从给由比离及同用去来就拿说问看是,，。])[这那](?:边|一?块儿?)(?=\w)"
)
_THAT_ONE = re.compile(r"[这那](?:个|家|块儿?|边儿?|一?片)(?=[一-鿿])(?!里)")
_WITH_IT = re.compile(r"^(?:那么?)?[,，]?[跟和与同](?:它|他)们?[^,，。]{1,14}?的")


def trimmed(question: str, vocabulary: Vocabulary) -> str:
    """A question without what says nothing of its matter.

    对了, before it, 再说一遍 behind it, 那边 behind a noun, 那个 behind a name, what a name has in common with 它
    (跟它同在甲的乙).
    """
    question = _ROUND.sub("", question)
    question = _THEN.sub(
        "", _BESIDE.sub("", _REPEATED.sub("", _SO.sub("", _DENIED.sub("", _OPENING.sub("", question)))))
    )
    written, mentions = find_names(question, vocabulary) if _THAT_ONE.search(question) else ("", ())
    for mention in mentions:
        if class_names([mention.term], vocabulary) and (that := _THAT_ONE.match(written, mention.end)):
            question = written[: that.start()] + written[that.end() :]
            break
    first = _TOPIC_FIRST.match(question)
    if first and any(term.startswith(first["topic"]) for term in vocabulary.terms):  # 丙呢?放在哪几个校区 is of 丙
        question = f"{first['topic']}{first['rest']}"
    behind = _WITH_IT.sub("", question)
    written, mentions = find_names(behind, vocabulary)
    named = mentions[:1] and mentions[0].start == 0 and class_names([mentions[0].term], vocabulary)
    return written if named and behind != question else question


def acknowledges(question: str) -> bool:
    """Whether a turn only took note of the answer before it: 不少于7天,行."""
    return bool(_NOTED.search(question)) and not INTERROGATIVE.search(question)


def to_the_first(question: str) -> str:
    """What is asked behind 回到第一个问题, of the first question; "" where it goes back to none."""
    question = _OPENING.sub("", question)
    said = _FIRST.match(question)
    return question[said.end() :] if said else ""


def new_topic(asked: FollowUp) -> str | None:
    """园区的事先放一放,规划期限到哪年: the question behind the turn, by itself."""
    moved = _SET_DOWN.sub("", asked.text)
    return moved if moved != asked.text else None


def once_more(asked: FollowUp) -> str | None:
    """原文怎么说的: the last question again."""
    return asked.last.standalone if _AGAIN.match(asked.text) else None


def of_the_text(asked: FollowUp) -> str | None:
    """这份规划…, 从哪天起施行: what is asked of the text itself refers to no earlier question."""
    its_own = _THE_TEXT.search(asked.text) or of_itself(asked.text)
    return re.sub("(?:它|这个)(?=[?？]?$)", "这份文件", asked.text) if its_own else None


def leaves(question: str) -> bool:
    """Whether a question says that it leaves the matter, or asks of the text itself."""
    return bool(
        _ASIDE.match(question) or _SET_DOWN.search(question) or _THE_TEXT.search(question) or of_itself(question)
    )


def turns_away(question: str) -> bool:
    """Whether a question leaves the matter, or may: it opens with 对了, 好的."""
    return leaves(question) or bool(_OPENING.match(question))
