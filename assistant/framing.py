"""What a question is wrapped in is set aside: greetings, who asks and what for, and 文件里讲了吗 at its end."""

from __future__ import annotations

import re

_FILLER = re.compile(  # 嗯……有哪些; 有哪些啊
    r"^(?:[嗯呃哎诶欸额唔]+|那个|就是|话说)[,，…。.~、]+"
    r"|(?<=[一-鿿])(?:[啊呀哈哇哟呗嘞咧噢喔呐]|来着)+(?=[,，?？。!！~]|$)"
)
_GREETING = re.compile(
    r"^(?:(?:各位|老师|大家|领导)?(?:您好|你好|好)|哈喽|嗨|打扰(?:一?下)?了?|劳驾|麻烦(?:您|你)?(?:问)?一?下|请问(?:一?下)?)[,，!！。:：~]+"
)
_TRADES = "做搞办开造产销研"  # we make drones, where should we go: what is asked depends on it
_ASKER = re.compile(
    rf"^(?:(?:作为|身为)[^,，。{_TRADES}]{{1,24}}|(?:我|本人|俺)(?:就?是|在)[^,，。{_TRADES}]{{1,20}}"
    r"(?:的|人|员|者|[学新考研]生|研究生|师|民|户|主|编辑|干部|工作|上班))[,，]"
)
_PURPOSE = re.compile(
    r"^(?:[^,，。:：?？哪什多几谁]{0,14}(?:核实|请教|咨询|打听|确认|查证|问)(?:一?下|个事儿?|一件事|个问题)?"
    r"|(?:给|为)?[^,，。:：?？哪什多几谁]{1,12}用)[:：]"
)
_PIECE = re.compile(  # what the answer is for: 老师让写规划的目标,…; 采访提纲要写现状,…
    r"^[^,，。?？哪谁几“\"「]{0,12}(?:采访|提纲|作业|论文|讲话稿|发言稿|汇报|报道|稿子|课件|PPT|ppt|调研报告|老师(?:让|要|叫|布置))"
    r"[^,，。?？哪什谁几吗“\"「]{0,14}[,，:：](?!.*(?:[这那][个里种些]|它))"
)
_WANTS = re.compile(r"^(?:我|俺|咱们?|我们)?想(?:要)?(?:了解|知道|请教|咨询|问)(?:一?下|问)?[,，:：]?")
_SAID = re.compile(
    r"[,，。](?:(?:这[份个部])?(?:文件|规划|条例|法律|文本|原文|文中|法|办法|意见|材料)(?:里|中|上|当中)?|这[事点个])"
    r"(?:有没有|有|是否)?(?:讲|说|写|提|规定|明确|交代|涉及)(?:到|了|过|明白?|清楚)*(?:没有?|吗|么|嘛)?[?？。]*$"
)
_HOW_SAID = re.compile(  # behind a question: …怎么补偿?规划里怎么说?; …有哪些,能列个名单吗
    r"(?<=[?？,，。])(?:(?:这[份个部])?(?:文件|规划|条例|法律|文本|原文|文中|法|办法|意见)(?:里|中|上|当中)?(?:对此|对这个?|在这方面)?"
    r"(?:是|有)?(?:怎么|如何|咋)(?:说|讲|写|规定|表述|要求)的?"
    r"|(?:能不能|能|可以|可否|请|麻烦|帮我|给我)*列(?:个|一下|出来?|一?份)?(?:名单|清单|出来)?(?:吗|吧|呗)?)[?？。!！]*$"
)
_POINTS_BACK = re.compile("刚才?|刚刚|上面|上述|前面|[说提讲列报](?:到|出|过)?的")
_CARES = re.compile(  # 我老板更关心甲,那个呢
    r"^(?:我|我们|咱们?)?(?:老板|领导|客户|同事|老师)?们?(?:其实)?(?:更|最|比较|就|倒是)?(?:关心|想知道|在意|看重)(?:的是)?(?P<what>[^,，。?？]{2,12})"
    r"[,，](?:那个?|它|这个?)(?:呢|怎么样)?[?？]?$"
)
_TELL = re.compile(  # 河东片那几个校区按顺序说说
    r"(?<=[一-鿿]{2})[那这]几[个种类项家](?P<noun>[一-鿿]{2,4}?)(?:按顺序|依次|挨个|都|请|麻烦|给我|帮我)*"
    r"(?:说说|讲讲|列一?下|报一?[下遍]|数一?[下遍]|[列报]出来|说一?遍)[吧呗]?[?？。]*$"
)
_ASKED_BEFORE = re.compile("哪|什么|多少|几|谁|怎么|怎样|如何|是否|是不是|有没有|能不能|吗|为何|为什么|啥|咋")
_ASIDE = re.compile(  # what the answer is for, behind the question: …还有哪几个?我想一起采访
    r"(?<=[?？])\s*(?:我们?|咱们?|俺)(?:想|要|得|准备|打算|好)(?:一起|顺便|再|去|好)*"
    r"(?:采访|联系|加|引用|标|走访|拜访|考察|写|参考|汇报|对比|核对|安排|做|跑)[^?？,，]{0,8}"
    r"(?:[,，](?:麻烦|请|帮我|给我|求|劳驾)*(?:都|全|一并|逐个|一个个)?列[^?？,，]{0,4})?[。!！]?$"
)
_TEXT_SAYS = re.compile(  # 这个规划说的两个主导产业是哪两个
    r"^(?:[一-鿿]{0,6}(?:这[份个部]|该|本))?(?:文件|规划|条例|办法|意见|方案|纲要|通知)(?:里面?|中|上|当中)?"
    r"(?:所?(?:说|提|写|讲|列)(?:到|出|明)?过?|明确|规定|要求)的(?=[^,，。?？]{2,}(?:哪|什么|多少|几|谁|啥))"
)
_THANKS = re.compile(r"[,，。!！?？](?:谢谢|多谢|感谢|拜托|麻烦了|辛苦)[^,，?？]{0,6}$")
SHORTEST = 4  # characters of what is left


def unframed(question: str) -> str:
    """The question without what it is wrapped in; the question itself where nothing else would be left."""
    said = _FILLER.sub("", question)
    left = _CARES.sub(lambda m: f"那{m['what']}呢?", said if len(said) >= SHORTEST else question)
    for pattern in (_GREETING, _PURPOSE, _PIECE, _ASKER, _WANTS, _TEXT_SAYS, _ASIDE, _THANKS, _SAID):
        rest = pattern.sub("", left)
        left = rest if len(rest) >= SHORTEST else left
    if not (_POINTS_BACK.search(left) or _ASKED_BEFORE.search(left.replace("几", ""))):
        left = _TELL.sub(lambda m: f"有哪些{m['noun']}?", left)
    whole = _HOW_SAID.sub("", left).rstrip(",，")
    return whole if len(whole) >= SHORTEST and _ASKED_BEFORE.search(whole) else left
