"""What a question for names of a kind says of them, whichever way it asks: 做丙的校区有哪些, 有几个校区做丙."""

from __future__ import annotations

import re

_ASKS = "(?:哪(?:[些几]|[一两三四五六七八九十]+)?[个家座处]?|多少[个家座处]?|几[个家座处]|谁)"
_HAS = "(?:一共|总共|共|都|分别)*(?:有|是)?"
_FORMS = (
    "^(?:有|是)?{asks}(?P<label>{label})(?P<does>[^,，哪谁几]{{2,}}?)[?？]?$",
    "^(?P<does>[^,，哪谁几]{{2,}}?)的{has}{asks}(?P<label>{label})?[?？]?$",
    "^(?P<does>[^,，哪谁几]{{2,}}?)的(?P<label>{label}){has}{asks}[?？]?$",
    "^(?P<place>[^,，哪谁几]{{2,}}?)(?:一共|总共|共|都|分别)*(?:有|包括){asks}(?P<label>{label})[?？]?$",
)
MOVES = re.compile("(?:放|落|布局|安排|集中|分布|在|到|向|聚焦|涉及|带动|辐射|由|给)+$")


def said_of(question: str, label: str, suffix: str) -> str:
    """What a question says of the names of a kind that it asks for: 做丙 of all the forms; "" where it says nothing."""
    called = f"(?:发展)?(?:{re.escape(label)}|{re.escape(suffix)})"
    for form in _FORMS:
        said = re.match(form.format(asks=_ASKS, label=called, has=_HAS), question)
        if said and "does" in said.groupdict():
            return said["does"]
        if said:
            return "" if MOVES.search(said["place"]) else f"在{said['place'].removeprefix('在')}"
    return ""


def noun_phrase(question: str, label: str, suffix: str) -> str:
    """The names that a question asks for, as a noun: 做丙的校区, 丙片区的校区; "" where its form is another."""
    does = said_of(question, label, suffix)
    return f"{does}的{label}" if does else ""
