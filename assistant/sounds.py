"""Mend words typed by their sound (规摸 → 规模): the one word of the text that is said the same, tones aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.readings import said
from corpus.words import is_word
from index.tokens import STOPWORDS, Tokens

LONGEST = 6
LONG = 4  # characters from which words of the dictionary are put together too: 平方公理
NAME = 3  # characters from which one of the pieces may be a word: 城北圆
# Two characters of which one often stands alone are no word mistyped: 布局|时|提过.
_ALONE = "时提说讲写问看想去来做搞只都也就才还很不没未能会要"
_CHINESE = re.compile(r"[一-鿿]+")
_RUN = re.compile(r"[一-鿿]+|[^一-鿿]+")


class Sounds:
    """The words of a text by how they are said."""

    def __init__(self, words: Iterable[str], text: str) -> None:
        self._text = text
        self._words: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if 2 <= len(word) <= LONGEST and _CHINESE.fullmatch(word):
                self._words[said(word)].add(word)

    def mend(self, question: str, tokens: Tokens) -> str:
        """The question with what only sounds like a word of the text written as that word."""
        return "".join(self._mend(run, tokens) if _CHINESE.match(run) else run for run in _RUN.findall(question))

    def _mend(self, run: str, tokens: Tokens) -> str:
        pieces = tokens.pieces(run)
        at = 0
        out = ""
        while at < len(pieces):
            for end in range(min(len(pieces), at + LONGEST), at + 1, -1):
                if meant := self._meant(pieces[at:end]):
                    out, at = out + meant, end
                    break
            else:
                out, at = out + pieces[at], at + 1
        return out

    def _meant(self, pieces: list[str]) -> str:
        """The word that pieces sound like, where they are no words of the text or of the dictionary together."""
        window = "".join(pieces)
        single = [len(p) == 1 for p in pieces]
        broken = len(window) >= LONG or all(single) or (len(window) >= NAME and any(single))
        common = any(p in STOPWORDS for p in pieces) or pieces[0] + pieces[1] in self._text
        apart = len(window) == 2 and any(p in _ALONE for p in pieces)
        if not broken or common or apart or len(window) > LONGEST or window in self._text or is_word(window):
            return ""
        words = self._words.get(said(window), set())
        return next(iter(words)) if len(words) == 1 else ""
