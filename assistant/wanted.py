"""The figure, or the one who acts, that a question asks for: its pattern, and whether a sentence has it."""

from __future__ import annotations

import re
from collections import Counter

from assistant import asking
from assistant.question import Question
from index import Retrieved, SentenceHit

CLOSE = 0.7  # of the best score: what has so much may be meant as well
FURTHER = 10  # sentences among which the figure that is asked for is looked for
TIME = re.compile(r"哪一?年|何时|什么时候|什么时间|时间节点|几年|多久|期限|年限|时限|多长时间|到哪年|岁数|年头")
_DURATION = re.compile(r"(?<![过哪那这])几年|多久|多少年|年限|岁数|年头")
_DIGIT = r"[\d一二两三四五六七八九十百千万]"
_SHARE = r"%|百分之"
_ANY_FIGURE = rf"\d|{_DIGIT}+(?=[个种类条项年月日章节大元倍])"
_SPAN_OF_TIME = (
    rf"(?:{_DIGIT}|半)\s*(?:余|个)?(?:工作)?(?:[年月日天周]|季度|星期|小时|分钟)"
    r"|[每按][年季月周]|每半年|定期|之日[起内]|[立及]即|终身|永久"
)
_ASKS_TIME = re.compile(r"多久|多长时间|几年|哪一?[年天]|何时|[什啥]么?时候")
_MEASURES = {  # by what may be asked: what may be written
    "个": "个种类项条大座处所家间名位人张户支件套",
    "种类项条": "个种类项条大",
    "家所座处间": "家所座处间个",
    "名位人": "名位人",
    "张": "张个",
}
_WANTED = (
    (r"面积|占地|多大", rf"{_DIGIT}\s*(?:平方|公顷|亩)"),
    (r"百分|比例|占比|几成", r"%|百分之|[一二两三四五六七八九\d]成"),
    (
        r"钱|资金|投资|[投花]多少|金额|价格|均价|费用|罚|几个?亿",
        rf"{_DIGIT}\s*(?:万|亿)?元|{_SHARE}|(?:不|免)\w{{0,16}}(?:费|钱)|免费|无偿",
    ),
    (r"期限|岁数|年头|时间", _SPAN_OF_TIME),
)
# What is always written with a word of its own: a sentence without it gives a figure of another thing.
_OWN_WORDS = (
    (r"电话|联系方式|热线号码", r"电话|热线|联系方式"),
    (r"工资|薪酬|月薪|年薪|薪水", r"工资|薪"),
    (r"保费", r"保费|保险费"),
    (r"利率", r"利率"),
    (r"注册资[本金]", r"注册资[本金]"),
    (r"床位", r"床"),
    (r"津贴", r"津贴|补贴|补助"),
    (r"水价|电价|气价|票价|房价|油价", r"价"),
    (r"门票|学费|房租|租金", r"票|学费|租"),
    (r"[车泊]位", r"[车泊]位"),
    (r"学位", r"学位"),
    (r"离[^,，]{2,12}?(?:有|是)?(?:多远|多少公里|几公里|多少米)|相距多", r"距|离"),
    (r"(?<![每均])投资(?!强度|额?的|回报)[^,，\d]{0,4}(?:多少|几)[个亿万元]", r"投资|出资|资金|造价|经费"),
)
_NAMED_ACTOR = re.compile(
    r"[由给向归]谁|谁(?:负责|批准|审批|审核|签|决定|拍板|监督|牵头)|哪[一几]?[个些家]?(?:部门|机构|单位|企业|公司|部委|机关)"
)
_HOW_LARGE = re.compile("规模(?:有|是|达到)?(?:多大|多少)|多大的?规模")  # of a fund as of an area
MEASURES = 3  # of these are of one thing: an area, a share, money


def figure_wanted(question: str) -> str:
    """A pattern of the figure that a question asks for: 多少家 → a number and 家."""
    if measure := re.search(
        r"(?:多少|几)(?:个)?(亿|平方公里|公顷|万元|亿元|元|家|项|人|名|次|所|座|条|种|类|个|位|张|处|亩|天|日|个月|年|倍|公里|米|套|间|栋|户|村|辆|台|吨|层|件|场|批|期|届|级|小时|周|分钟)",
        question,
    ):
        unit = "工作?[日天]" if measure[1] in "天日" else re.escape(measure[1])
        unit = next((f"[{alike}]" for asked, alike in _MEASURES.items() if measure[1] in asked), unit)
        return rf"(?:{_DIGIT}|[余多])\s*(?:个|万|亿|余)?{unit.replace('工作?', '(?:工作)?')}"
    if _ASKS_TIME.search(question):
        return _SPAN_OF_TIME
    if _HOW_LARGE.search(question):
        return _ANY_FIGURE
    for asked, wanted in _WANTED:
        if re.search(asked, question):
            return wanted
    return _ANY_FIGURE


def asks_measure(question: str) -> bool:
    """Whether an area, a share or an amount of money is asked for, which is of one thing alone."""
    return any(re.search(asked, question) for asked, _ in _WANTED[:MEASURES])


def has_figure(text: str, question: str) -> bool:
    """Whether a text has a figure of the unit that a question asks for; a year counts only where a date is asked for.

    The figures of a title in 《》 are no answer, nor those of other things where what is asked has words of its own.
    """
    wanted = figure_wanted(question)
    if any(re.search(asked, question) and not re.search(written, text) for asked, written in _OWN_WORDS):
        return False
    bare = re.sub("《[^》]*》", "", text)
    if not TIME.search(question) or _DURATION.search(question):
        bare = re.sub(r"(?:19|20)\d\d年?", "", bare)
    return bool(re.search(wanted, bare))


def lacks_actor(text: str, question: str) -> bool:
    """Whether it is asked who acts (由谁, 哪个部门) and a text names no one beyond those of the question."""
    text = re.sub("《[^》]*》", "", text)  # a title names no one who acts
    actors = Counter(asking.ACTORS.findall(text)) - Counter(asking.ACTORS.findall(question))
    return bool(_NAMED_ACTOR.search(question)) and not actors


def figured(question: Question, retrieved: Retrieved) -> list[SentenceHit]:
    """The best sentence with a figure of the asked unit, beside the best of all or not far behind it; else []."""
    if figure_wanted(question.text) == _ANY_FIGURE:
        return []
    best = retrieved.sentences[0]
    near = (
        h
        for at, h in enumerate(retrieved.sentences)
        if h.passage == best.passage or (at < FURTHER and h.score >= CLOSE * best.score)
    )
    return [h for h in near if has_figure(h.text, question.text)][:1]


def acted(question: Question, retrieved: Retrieved) -> list[SentenceHit]:
    """The best sentence of the section of the best of all that names who acts, not far behind it; else []."""
    best = retrieved.sentences[0]
    near = (h for h in retrieved.sentences if h.passage.section_id == best.passage.section_id)
    return [h for h in near if h.score >= CLOSE * best.score and not lacks_actor(h.text, question.text)][:1]
