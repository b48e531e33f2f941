"""Words as they are compared: folded, and matched so that no number is found inside a longer one."""

import re
import unicodedata

CHINESE_DIGITS = "〇零一二三四五六七八九十百千万亿两"

_SPACE = re.compile(r"\s+")
_MARKER = re.compile(r"(?:\[\d+\])+")
_LIST_NUMBER = re.compile(r"^\s*(?:\d+[.)、]\s+|[-*+]\s+|#+\s+|>\s*)", re.MULTILINE)
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|\s*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")


def fold(text: str) -> str:
    """The text in NFKC without any white space: how two wordings are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def plain(markdown: str) -> str:
    """Markdown as it is read aloud, folded: no [1] markers, list numbers, emphasis or table lines."""
    text = _MARKER.sub("", _LINK.sub(r"\1", markdown))
    text = _TABLE_RULE.sub("", text)
    text = _LIST_NUMBER.sub("", text)
    return fold(text.replace("**", "").replace("|", "\n").replace("`", ""))


def stands(form: str, said: str) -> bool:
    """Whether a form stands in folded words, and not as a piece of a longer number.

    "9" does not stand in "19个", "9.5" or "9%"; "五类" does not stand in "十五类".
    """
    wanted = fold(form)
    if not wanted:
        return False
    start = said.find(wanted)
    while start >= 0:
        if _whole(wanted, said, start):
            return True
        start = said.find(wanted, start + 1)
    return False


def any_stands(forms: tuple[str, ...], said: str) -> bool:
    """Whether one of several acceptable forms stands."""
    return any(stands(form, said) for form in forms)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers written in Arabic digits, in order, folded."""
    return tuple(NUMBER.findall(fold(text)))


def _whole(form: str, said: str, start: int) -> bool:
    """Whether the occurrence at `start` neither continues a number before it nor is continued by digits after it."""
    before, after = said[:start][-2:], said[start + len(form) :][:2]
    if form[0].isdigit() and re.search(r"\d$|\d[.,]$", before):
        return False
    if form[-1].isdigit() and re.match(r"\d|[.,]\d|%", after):
        return False
    return not (form[0] in CHINESE_DIGITS and before[-1:] in CHINESE_DIGITS and before[-1:])
