"""Chinese words for the lexical side: jieba search tokens with the corpus's own terms in the dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from corpus.dictionary import Tokenizer

_WORD = re.compile(r"[\w.%+-]*\w[\w%]*")
# Function words and the words that questions are made of: they say what is wanted, not what it is about.
_STOPWORDS = """
的 了 和 与 及 或 在 是 有 对 为 以 从 向 到 由 将 把 被 也 都 就 还 并 而 但 其 之 这 那 该 此 等 中 上 下 里
个 各 每 吗 呢 吧 啊 呀 什么 怎么 怎样 如何 哪些 哪个 哪里 哪儿 哪 几 几个 多少 多大 谁 为什么 为何 是否 是不是
有没有 请问 请 一下 告诉 我 我们 你 你们 他们 它 它们 想 想要 知道 了解 介绍 说说 说 讲 问 能 能否 可以 会 要 应
应该 需要 怎么样 什么样 干什么 规划 文件 文本 本 根据 按照 关于 对于 里面 当中 以及 其中 主要 重点 具体 哪几个
哪种 哪一 一个 一些 有关 相关 方面
"""
STOPWORDS = frozenset(_STOPWORDS.split())


class Tokens:
    """A jieba tokenizer of our own with mined terms added; one instance an index."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._tokenizer = Tokenizer(terms)
        self._cached = lru_cache(maxsize=4096)(self._search)
        self._whole = lru_cache(maxsize=256)(self._words)

    def search(self, text: str) -> list[str]:
        """Search tokens of a text: words and the shorter words inside them, NFKC, lower case, no function words."""
        return list(self._cached(text))

    def words(self, text: str) -> list[str]:
        """The words of a text, each once in the order they stand, none inside another; no function words."""
        return list(self._whole(text))

    def pieces(self, text: str) -> list[str]:
        """The text cut into words, nothing left out or folded."""
        return list(self._tokenizer.cut(text, HMM=False))

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(w for w in (t.strip() for t in self._tokenizer.cut(fold(text), HMM=False)) if _content(w))

    def _search(self, text: str) -> tuple[str, ...]:
        return tuple(w for w in self._tokenizer.cut_for_search(fold(text)) if _content(w))


def fold(text: str) -> str:
    """NFKC and lower case: what two writings of one word share."""
    return unicodedata.normalize("NFKC", text).lower()


def _content(word: str) -> bool:
    return word not in STOPWORDS and bool(_WORD.fullmatch(word))
