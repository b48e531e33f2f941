"""By when tasks are to be done: the date that a question sets (2025年底前要完成的), and which tasks keep it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.sets import ClaimBase
from assistant.tasks import Task

_DATE = r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:年?(?P<end>[底末]))?(?:之|以)?"
_BY = re.compile(rf"{_DATE}前")
_DONE = "(?:就|都|必须|需要|应当|应该|[要须需应得该能])*(?:完成|建成|办完|做完|干完|落实|上线|启动|到期|截止|交付)"
_ASKED = re.compile(rf"(?:到|在)?{_DATE}(?P<side>[前内])?{_DONE}")
_UNDATED = re.compile(
    "(?:没有?|未|不)(?:写明?|规定|明确|注明|给出|设)(?:具体)?(?:的)?(?:完成)?(?:时间|时限|期限|日期)(?:要求)?"
)
LAST = 12  # month of a year that is named alone


@dataclass(frozen=True, slots=True)
class Due:
    """What a question sets, in its words: the last month (None: no date at all), or `within` a year and no other."""

    told: str
    until: tuple[int, int] | None
    within: bool

    def kept_by(self, date: tuple[int, int] | None) -> bool:
        """Whether a task that is due then is one of those."""
        if self.until is None or date is None:
            return self.until == date
        return date[0] == self.until[0] if self.within else date <= self.until


def due_in(text: str) -> tuple[Due, str] | None:
    """What a question sets, with the rest of the question; None where it sets no date."""
    if undated := _UNDATED.search(text):
        return Due("没有写完成时间", None, within=False), text.replace(undated[0], "")
    said = _ASKED.search(text)
    if not said or not (said["side"] or said["end"]):
        return None
    if said["side"] == "前" and not (said["month"] or said["end"]):
        return None  # 2025年前 may be with that year or without
    date = int(said["year"]), int(said["month"] or LAST)
    return Due(said[0], date, within=said["side"] != "前"), text.replace(said[0], "")


def kept(due: Due, tasks: Sequence[Task], base: ClaimBase) -> tuple[Task, ...] | None:
    """The tasks that are due so; None where one of them has several dates."""
    found = []
    for task in tasks:
        text = f"{task.name}{base.entry.parsed.document.text[slice(*task.span)]}"
        dates = {(int(m["year"]), int(m["month"] or LAST)) for m in _BY.finditer(text)}
        if len(dates) > 1:
            return None
        undated = due.until is None and re.search(r"(?:19|20)\d\d年", text)
        if not undated and due.kept_by(next(iter(dates), None)):
            found.append(task)
    return tuple(found)
