"""Traditional characters as simplified ones: zhconv's table compiled into a trie that is memory-mapped.

Zhconv itself reads the tables of every region at the first question, 0.1 s and 10 MB. What comes out is the same.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from marisa_trie import BytesTrie

from corpus.compiled import compiled
from corpus.phrases import written

FILES = 1  # another number makes the file of an installed zhconv anew
LONGEST = 24  # characters of a phrase that are looked at


def simplified(text: str) -> str:
    """The text in simplified characters and the words of the mainland (園區 → 园区, 軟體 → 软件), the longest first."""
    return "".join(written(text, _table(), LONGEST))


def prepare() -> None:
    """Compile the table now, where it is not there yet, and not at the first question."""
    _table()


@lru_cache(maxsize=1)
def _table() -> BytesTrie:
    return BytesTrie().mmap(str(compiled(f"zhconv-{version('zhconv')}-{FILES}", _compile) / "simplified.marisa"))


def _compile(folder: Path) -> None:
    tables = json.loads(files("zhconv").joinpath("zhcdict.json").read_text(encoding="utf-8"))
    table = tables["zh2Hans"] | tables["zh2CN"]  # as `zhconv.convert` has it for zh-cn
    BytesTrie((key, value.encode("utf-8")) for key, value in table.items()).save(str(folder / "simplified.marisa"))
