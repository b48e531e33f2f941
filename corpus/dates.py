"""Dates as official texts write them: 2021年3月11日, 二〇二〇年九月."""

import re

_YEAR = r"(?:[12１２]\s?\d{3}|[〇零○O0一二三四五六七八九]{4})\s?年"
_PART = r"[\d一二三四五六七八九十]{1,3}"
DATE = re.compile(rf"{_YEAR}(?:\s?{_PART}\s?月(?:\s?{_PART}\s?日)?)?")


def bare_date(text: str) -> str | None:
    """Give the date that a line consists of, brackets around it left off; None where it is more than a date."""
    bare = text.strip("()（） \u3000")
    return bare if DATE.fullmatch(bare) else None


def is_date(text: str) -> bool:
    """Tell whether a line is a date with its month and nothing else, as under a signature."""
    bare = bare_date(text)
    return bare is not None and "月" in bare
