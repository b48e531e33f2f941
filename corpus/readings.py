"""How words are said, tones aside: pypinyin's tables compiled into a trie that is memory-mapped.

Pypinyin itself reads its phrases into lists at every start, 0.3 s and 75 MB.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from marisa_trie import BytesTrie

from corpus.compiled import compiled
from corpus.phrases import written

FILES = 1  # another number makes the file of an installed pypinyin anew
LONGEST = 16  # characters of a phrase that are looked at


def said(word: str) -> str:
    """The syllables of a word, a blank between them: 行业 → hang ye; what has no reading stands as it is.

    The longest phrase that is known is read as one, since a character may be said differently in it.
    """
    return " ".join(written(word, _table(), LONGEST))


def prepare() -> None:
    """Compile the table now, where it is not there yet, and not at the first question."""
    _table()


@lru_cache(maxsize=1)
def _table() -> BytesTrie:
    return BytesTrie().mmap(str(compiled(f"pypinyin-{version('pypinyin')}-{FILES}", _compile) / "readings.marisa"))


def _compile(folder: Path) -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    plain = lru_cache(maxsize=None)(to_normal)
    readings = {chr(code): plain(each.partition(",")[0]) for code, each in PINYIN_DICT.items()}
    for phrase, syllables in PHRASES_DICT.items():
        readings[phrase] = " ".join(plain(each[0]) for each in syllables)
    BytesTrie((key, value.encode("utf-8")) for key, value in readings.items()).save(str(folder / "readings.marisa"))
