"""Split a compound question into the questions it holds."""

from __future__ import annotations

import re

_ASK = re.compile(
    r"哪|什么|多少|多大|多长|多久|(?<![没好这那十])第?(?<!的)几[个种类处条项章年天日月次号](?![^,，。?？]{1,8}(?:了(?:[,，]|$)|之间|谈不拢|谈崩|吵))|(?<=的)几[个种类处条项](?=呢?$)|谁|如何|怎么|怎样|是否|是不是|有没有|能不能|吗|(?:^|[,，])(?:请|并|同时|还请|请同时|并且?请?)(?:分别)?(?:说明|列出|给出|写出|介绍|指出|注明|标明)|为何|为什么|啥|(?P<verb>[一-鿿])不(?P=verb)"
)
_PLACE = re.compile(
    r"(?:请问|麻烦)?(?:这些?|这段话?|分别)?(?:写|说|讲|出自|出现|见|规定|翻到?|看|是)?(?:在|于)?(?:规划|条例|文件|文中|原文)?里?的?"
    r"(?:哪一?个?(?:部分|位置|章节?|节|条|地方)|第几[章节条])(?:的?(?:哪一?[节条款]|第几[节条款]))?(?:[,，].{0,8})?[?？。]*"
)
# 分别是哪两个, behind a question that asks for them.
_ONLY_NAMES = re.compile(
    "(?:又|都|请)?(?:分别|各自?|具体)(?:是|叫|指|为|有|属于|归)?(?:哪[些几一两二三四]?[个种类家项条样]?|什么|啥|谁)(?:名字)?(?:来着|呢|啊|呀)?"
)
# 有没有个指标数, behind a question for it.
_ONLY_WHETHER = re.compile(
    "有没有(?:谁|哪个)?(?:落下|漏掉?|漏下|例外)的?|(?:文中|规划|文件)?(?:里|中)?有没有(?:个|具体|明确|量化|的)*(?:指标数?|数字?|数目|说法|规定|标准|名单|清单|下文)"
)
_TELL = re.compile("^(?:请|并|同时|还|且|再)+(?:分别)?(?:说明|列出|给出|写出|介绍|指出|注明|标明)(?:一下)?")
SHORTEST = 5
SHORTEST_SENTENCE = 3
_BACKGROUND = re.compile(
    "^(?:我们?|咱们?)?(?:想|打算|准备)(?:听|看|了解)[^,，]*怎么(?:说|想|看)$"
)  # 想听听群众怎么说,有哪些形式
_NUMBERED = re.compile(r"(?:^|[。；;:：,，\s])[(（]?(?:[1-9]|[①-⑨]|[一二三四五])[)）.、]\s*")
_BREAK = re.compile(
    r"[,，](?=(?:另外|还有|以及|同时|并且|此外|又|它|其|而且|再|而)|(?:[^,，]{0,12}(?:又|还|另外)))|(?<=[吗呢])[,，]"
)


def split(question: str) -> tuple[str, ...]:
    """The parts that each ask something; the question itself when there is only one."""
    numbered = [p.strip(" ;；,，") for p in _NUMBERED.split(question)]
    if len(numbered) >= 3 and all(_ASK.search(p) or len(p) > 3 for p in numbered[1:]):
        return tuple(p for p in numbered[1:] if p)
    parts: list[str] = []
    for whole in filter(None, map(str.strip, re.split("[?？;；]", question))):
        for piece in (c for p in _BREAK.split(whole) if p and p.strip(" ,，。") for c in _at_commas(p.strip())):
            least = SHORTEST_SENTENCE if piece == whole else SHORTEST
            asks = _ASK.search(piece) and _ASK.search(parts[-1]) if parts else None
            if parts and not (
                asks
                and (len(piece) > least or (len(piece) == least and (piece[0] in "都各" or f"、{piece}" in whole)))
                and (parts[-1][-1] in "吗么" or not (_ONLY_NAMES.fullmatch(piece) or _ONLY_WHETHER.fullmatch(piece)))
            ):
                parts[-1] += f",{piece}"
            else:
                parts.append(piece)
    parts = [_asked(part) for part in parts] if len(parts) > 1 else parts
    if len(parts) > 1 and _PLACE.fullmatch(parts[-1]):  # 讲技术和资金怎么结合的,在第几章第几节
        parts = [*parts[:-2], f"{parts[-2]},{parts[-1]}"]
    return tuple(parts) if len(parts) > 1 else (question,)


def _asked(part: str) -> str:
    """A part that tells what to say (请同时说明它们的模式。) as a question for it."""
    what = _TELL.sub("", part).rstrip("。")
    return part if what == part or _ASK.search(what) else f"{what}分别是什么"


def _at_commas(piece: str) -> list[str]:
    """Clauses that each ask something; one that does not ask goes with the next."""
    clauses: list[str] = []
    held = ""
    for clause in (c for whole in re.split("[,，]", piece) for c in _at_pauses(whole)):
        held = f"{held},{clause}" if held else clause
        if _ASK.search(clause) and not _BACKGROUND.match(clause):
            clauses.append(held)
            held = ""
    if held:
        clauses = [*clauses[:-1], f"{clauses[-1]},{held}"] if clauses else [held]
    return clauses


def _at_pauses(clause: str) -> list[str]:
    """What 、 joins, where each piece asks something: 哪天公布、从哪天起施行."""
    pieces = clause.split("、")
    return pieces if all(_ASK.search(p) and len(p) >= SHORTEST and p[0] not in "又也还" for p in pieces) else [clause]
