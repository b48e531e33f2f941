"""Follow-ups about a matter that is no name: 对个人呢, 情况紧急的话, 要是不合格呢, 乙的呢."""

from __future__ import annotations

import re

from assistant.asking import HOW, INTERROGATIVE
from assistant.followup.types import FollowUp
from assistant.referents import is_clause, matter, names_in, predicate, topic
from corpus.words import base_tokenizer, is_noun, is_verbal

CASE = re.compile(r"(?:时|时候|下|的话|之后|以后)$")
_IF = re.compile("^(?:那么?)?(?:要是|如果|假如|万一)")
_WHETHER = re.compile(r"能不能|可不可以|是不是|有没有|要不要|吗")
_ASKING = re.compile(f"(?:主要|分别|都)*在?(?:{INTERROGATIVE.pattern})")
_CONFIRMS = re.compile("(?P<end>(?:对吧|是吧|吧|吗)[?？]?$)|(?P<verb>[一-鿿])不(?P=verb)")
_FROM_ABOVE = re.compile("^(?:下面|底下|上面|上头)的?")
_PREPOSITIONS = "对给向从由跟和"
# What is asked of a thing by one word (投资呢), and how.
_ASPECTS = {
    "(?:总?投资|估算|金额|资金|造价|面积|规模|长度|里程|人数|数量|产能|能力|比例|标准|期限|年限)额?": "是多少",
    "补[助贴](?:标准|比例)?|奖励|罚款|额度|上限|下限|利率": "是多少",
    "(?:开工|建成|完工|竣工|投产|实施|起始|截止|办理)?时间|日期|工期": "是什么时候",
    "(?:具体)?(?:地点|位置|地址|选址)": "在哪里",
    "(?:负责|责任|牵头|主管|建设|承办|运营)(?:单位|部门|人)": "是谁",
    "(?:申请|申报|准入)?(?:条件|要求|材料|流程|程序|手续)": "是什么",
    "好处|职责|内容|任务|依据|对象|范围|方式|功能|定位": "是什么",
}
_ANY_ASPECT = re.compile("|".join(f"(?:{words})" for words in _ASPECTS))


def aspect(asked: FollowUp, body: str) -> str | None:
    """投资呢 after 甲工程引水到哪里: that of what was spoken of; None for what is no word for one."""
    ends = _ends(body)
    last = asked.last.standalone
    before = _ANY_ASPECT.search(last)
    if before and INTERROGATIVE.search(last, before.end()):
        return last.replace(before[0], body, 1) if ends == _ends(before[0]) else None
    spoken = topic(asked.last) or last[: predicate(last)]
    return f"{spoken}的{body}{ends}?" if ends and len(spoken) > 1 and body not in last else None


def _ends(body: str) -> str:
    """How a word for an aspect is asked: 投资 → 是多少; "" for others."""
    return next((ends for words, ends in _ASPECTS.items() if re.fullmatch(words, body)), "")


def of_whom(asked: FollowUp, body: str) -> str | None:
    """乙的呢 after 甲的职责是什么, 甲职责是什么: what stands before the head of the topic gives way."""
    if is_clause(body):
        return None
    whole = topic(asked.last)
    words = base_tokenizer().lcut(whole)
    if "的" in whole:
        before = names_in(whole[: whole.index("的")], asked.vocabulary)
        if len(before) == 1 and body.removesuffix("的") in asked.names:  # 做丙的校区: the verb stays
            return asked.last.standalone.replace(before[0], body.removesuffix("的"), 1)
        return asked.last.standalone.replace(whole[: whole.index("的") + 1], body, 1)
    if len(words) < 2 or not is_noun(words[0]):
        return None
    return asked.last.standalone.replace(words[0], body.removesuffix("的"), 1)


def in_case(asked: FollowUp, body: str) -> str:
    """情况紧急的话: the case, and the last question."""
    return f"{body},{asked.last.standalone}"


def in_place(asked: FollowUp, body: str) -> str | None:
    """The last question asked of a matter that is no name: the new words, and what it says or asks."""
    last = asked.last.standalone
    asks = _ASKING.search(last)
    if _IF.match(asked.text) and not HOW.search(last):
        of_its_own = len(asked.said) > 1
        return f"{body},怎么办?" if of_its_own else f"{topic(asked.last) or matter(asked.last)},{body},怎么办?"
    spoken = topic(asked.last) or last[: predicate(last)]
    nominal = bool(asked.said) or is_noun(base_tokenizer().lcut(body)[-1])
    if not asks and spoken and nominal and not is_clause(body) and (confirmed := _CONFIRMS.search(last)):
        written = last.replace(spoken, _FROM_ABOVE.sub("", body), 1)
        return _CONFIRMS.sub("吗?", written) if confirmed["end"] else written
    if not asks or not (asked.said or body[0] in "没不未"):
        return None
    if asks.start() == 0:
        return _of_the_asked(body, last)
    if is_clause(body) and _WHETHER.search(last):
        return f"{body}可以吗?"
    if beside := _of_the_case(body, last):
        return beside
    begins = 0 if is_clause(body) else predicate(last)
    return f"{body}{last[begins if 0 < begins < asks.start() else asks.start() :]}"


def _of_the_asked(body: str, last: str) -> str:
    """醉酒的人呢 after 哪些人不予处罚: whether it holds of them; 不罚的情形呢 after 哪些情形从轻: which they are."""
    words = base_tokenizer().lcut(last)
    ends = next((i for i, word in enumerate(words) if i and (word == "的" or is_verbal(word))), len(words))
    asked_for, said = "".join(words[:ends]), "".join(words[ends:]).rstrip("?？")
    alike = len(asked_for) > 2 and body.endswith(asked_for[-2:])
    return f"{body}有哪些?" if alike or not said else f"{body}{said}吗?"


def _of_the_case(body: str, last: str) -> str:
    """对个人呢 after 对公司罚多少: the word behind the same preposition gives way; "" where there is none."""
    words = base_tokenizer().lcut(last)
    at = next((i for i, word in enumerate(words[:-1]) if word == body[0] and word in _PREPOSITIONS), -1)
    return "".join((*words[:at], body, *words[at + 2 :])) if at >= 0 else ""
