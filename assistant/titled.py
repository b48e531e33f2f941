"""The name of a text, in a question that is put to it."""

from __future__ import annotations

import re

LEAST_ASKED = len("什么?")


def bare(title: str) -> str:
    """A title without its brackets: 某规划(2020年-2035年)(简版) → 某规划."""
    return re.sub(r"[(（].*", "", title)


def without_title(question: str, title: str) -> str:
    """A question without the name of the text it is put to, which would fit the title best."""
    name = bare(title)
    rest = re.sub(f"[《“]?{re.escape(name)}[》”]?", "", question) if name else question
    return rest if len(rest) > LEAST_ASKED else question
