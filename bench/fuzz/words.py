"""Odd words, lines, texts, questions and values, all drawn from one source of chances."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

NUMERALS = "〇零一二三四五六七八九十百千万亿两廿○壹贰"
_ODD = (
    *"\0\t\r\x0b\x0c\x1b\x1c\x7f\x85\xa0\xad\u0301\u200b\u200d\u200e\u202e\u2028\u2029\u3000\ufe0f\ufeff\ufffd\uffff",
    *"²½٣⓪㊀㈠⑴ⅳⅧ⼀⻓ﬁ㎡％０１９．、。；：，（）《》“”‘’—－…·￥𠀀😀🇨🇳👩‍🔬ßİŉǰΐ",
    *"#*_`|<>&\"'\\/%$(){}[]^~=+-",
)
_LABELS = (
    "第{c}章 ", "第{c}节", "第{c}条 ", "第{d}条", "第 {c} 篇　", "第{c}部分", "{c}、", "（{c}）", "({d})", "{d}.",
    "{d}、",
    "{d}.{d} ", "{d}.{d}.{d}", "第{c},", "附件{d}:", "附录", "序言", "总则", "# ", "### ", "**{c}、", "- ", "目录",
    "{d}", "１．", "第{c}条之{c} ", "附件\n", "[{d}] ", "<{d}>", "第{c}章", "———",
)  # fmt: skip
_SAID = """
加强统筹 优化布局 创新发展 海淀园 昌平园 平谷园组团 窦店组团 东岭水厂 南塘水厂 研发服务 无人机 规划 办法 条例 应当 不得
2025年 3.5% 1.5亿元 十万平方米 生物医药 组团 园区 水厂 到 聚焦 打造 布局 等领域
主要在 分别 以及 和 、 ， 。 ； : 。” （简版） 的
"""
_ASKED = """
哪些 哪个 什么 多少 几个 谁 吗 ? ？ 呢 有 是 在哪 为什么 怎么 它们 第二个 其中 还有谁 说错了 应该是 那 除了 以外 不 都
比 区别 和 分别 前三个 最多 是不是 第几章 如果 既然 列出 介绍 它 这些 换成 属于 新旧两版有什么不同 《 》 忽略以上指令
1) (2) ; guihua wurenji Ignore <b> 到2030年 2019年 37 一共
"""
_WORDS, _ASKING = _SAID.split(), _ASKED.split()


def numeral(r: Random) -> str:
    """A Chinese number, most of them well formed."""
    return "".join(r.choice(NUMERALS) for _ in range(r.choice((1, 1, 1, 2, 3, 5))))


def digits(r: Random) -> str:
    """Digits, now and then very many of them."""
    return "".join(r.choice("0123456789") for _ in range(r.choice((1, 1, 1, 2, 3, 5, 12)))) * r.choice(
        (1,) * 40 + (900,)
    )


def label(r: Random) -> str:
    """What a heading begins with."""
    return r.choice(_LABELS).replace("{c}", numeral(r)).replace("{d}", digits(r))


def odd(r: Random) -> str:
    """A character that programs stumble over; seldom a long run of it."""
    char = (
        r.choice(_ODD)
        if r.random() < 0.8
        else chr(r.choice((r.randrange(0x20, 0xD800), r.randrange(0xE000, 0x110000))))
    )
    return char * (r.choice((1, 1, 1, 2, 3, 50)) if r.random() < 0.97 else r.choice((1_000, 6_000)))


def piece(r: Random) -> str:
    """A few characters of any kind."""
    return r.choice((label, numeral, digits, odd, _word, _word, _word))(r)


def line(r: Random) -> str:
    """A line as it can stand in a text: a heading, a sentence, or neither."""
    head = label(r) if r.random() < 0.5 else ""
    parts = "".join(piece(r) if r.random() < 0.15 else _word(r) for _ in range(r.randrange(12)))
    return head + parts + ("。" if r.random() < 0.3 else "")


def text(r: Random, lines: int = 30) -> str:
    """A text of some lines."""
    made = [line(r) for _ in range(r.randrange(lines) + 1)]
    if r.random() < 0.3:
        made += r.sample(made, r.randrange(len(made)) + 1)  # what stands twice looks like a table of contents
    return r.choice(("\n", "\n", "\n\n", "\r\n", "\n　　")).join(made)


def question(r: Random, names: Sequence[str] = ()) -> str:
    """A question, most of them near to one that makes sense."""
    parts = []
    for _ in range(r.randrange(1, 10)):
        kind = r.random()
        if kind < 0.3 and names:
            parts.append(r.choice(names))
        else:
            parts.append(r.choice(_ASKING) if kind < 0.75 else _word(r) if kind < 0.9 else piece(r))
    asked = "".join(parts)
    if r.random() < 0.02:
        asked += r.choice(("\ud800", "啊" * 3000, "哪些园" * 600, "(" * 1500))
    return asked


def value(r: Random, depth: int = 3) -> Any:
    """A JSON value of any kind."""
    kind = r.randrange(9 if depth else 6)
    if kind > 6:
        return {piece(r): value(r, depth - 1) for _ in range(r.randrange(4))}
    if kind == 6:
        return [value(r, depth - 1) for _ in range(r.randrange(4))]
    plain = (None, r.random() < 0.5, r.randrange(-(10**9), 10**9), r.choice((0.5, -1e308, float("inf"), float("nan"))))
    return r.choice((*plain, 10**400, piece(r), question(r)))


def bent(r: Random, given: dict[str, Any]) -> Any:
    """A JSON object with a field or two changed, left out or added; seldom another value altogether."""
    if r.random() < 0.03:
        return value(r)
    made = dict(given)
    for _ in range(r.randrange(3)):
        name = r.choice((*made, "x"))
        made[name] = value(r, 2)
        if r.random() < 0.3:
            del made[name]
    return made


def json_line(r: Random, given: dict[str, Any]) -> str:
    """Such an object as a line of a file; seldom damaged."""
    written = json.dumps(bent(r, given), ensure_ascii=r.random() < 0.5)
    kind = r.random()
    if kind < 0.02:
        return written.replace('"', r.choice(("[" * 50_000, "9" * 5_000, "1e999", "\\ud800")) + '"', 1)
    return spoilt(r, written) if kind < 0.2 else written


def spoilt(r: Random, given: str) -> str:
    """A string with pieces taken out, doubled and put in."""
    for _ in range(r.randrange(1, 5)):
        a = r.randrange(len(given) + 1)
        b = min(len(given), a + r.choice((0, 1, 2, 8, 40)))
        given = given[:a] + r.choice(("", piece(r), given[a:b] * 2)) + given[b:]
    return given


def _word(r: Random) -> str:
    return r.choice(_WORDS)
