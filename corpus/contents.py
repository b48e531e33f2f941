"""The contents table: found with or without page numbers, with or without links."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.headings import Line, marked, read
from corpus.text import key

LED = 80  # characters at the end of a line by which it is told that leaders and a page number stand there
_TITLE = re.compile(r"(目录|目次|contents|tableofcontents)[:]?")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_PAGE = re.compile(r"(?:[.·…‥\s_\-]{2,}|\s|(?<=[.…·]))[(-]?\s*(\d{1,4}|[ivxlc]{1,5})\s*[)-]?$", re.IGNORECASE)
_LEADERS = re.compile(r"[.·…‥_]{3,}|\s{4,}|\t")


def contents(lines: Sequence[Line]) -> range:
    """Give the indices of the lines that are the contents table, empty where there is none.

    Its end is where its first entry comes again, or the first line that is not said again later in the text.
    """
    for place, line in enumerate(lines[:400]):
        if len(line.text) <= 20 and _TITLE.fullmatch(key(line.text).strip("*#_【】[]")):
            return range(place, _end(lines, place))
    return _leaders(lines)


def entry(text: str) -> tuple[str, bool]:
    """Give a line's key as an entry of a contents table, and whether it carries a page number."""
    text = _LINK.sub(r"\1", text).strip().strip("*_>-•· \u3000").strip()
    bare = _PAGE.sub("", text)
    paged = bare != text and (bool(_LEADERS.search(text)) or read(marked(Line(0, len(bare), bare))) is not None)
    return key(bare if paged else text).rstrip(".·…‥_"), paged


def _end(lines: Sequence[Line], title: int) -> int:
    rest = [entry(line.text[:80]) for line in lines[title + 1 :]]
    keys = [key(marked(line).text) if len(line.text) <= 80 else "" for line in lines[title + 1 :]]
    later = Counter(keys)
    whole = _recurrence(lines, title, [name for name, _ in rest], later)
    if whole is not None:
        return whole
    end, first = title + 1, ""
    pending = ""
    for offset, (name, paged) in enumerate(rest):
        later[keys[offset]] -= 1
        if first and name == first and not paged:
            break
        said_again = later[name] > 0 or paged or (pending and later[pending + name] > 0)
        if said_again and name:
            end, first, pending = title + 2 + offset, first or name, ""
        elif name and len(name) <= 40 and not pending and any(k.startswith(name) and k != name for k in later):
            pending = name
        else:
            break
    return end


def _recurrence(lines: Sequence[Line], title: int, names: Sequence[str], later: Counter[str]) -> int | None:
    """Give the end of a table that runs to where its first entry comes again, a few entries misread or reworded."""
    for place, name in enumerate(names[1:], 1):
        line = lines[title + 1 + place]
        if name == names[0]:
            again = sum(later[n] > 1 for n in names[:place])
            return title + 1 + place if place > 2 and again >= 0.7 * place else None
        if len(line.text) > 60 or line.text.endswith(("。", "；", ";")):
            return None
    return None


def _leaders(lines: Sequence[Line]) -> range:
    """Find a contents table without a title by three or more lines in a row that end in leaders and a page number."""
    start = None
    for place, line in enumerate([*lines[:400], Line(0, 0, "")]):
        led = bool(re.search(r"[.·…‥]{3}\s*\d{1,4}$", line.text[-LED:]))
        if led and start is None:
            start = place
        elif not led and start is not None:
            if place - start >= 3:
                return range(start, place)
            start = None
    return range(0)
