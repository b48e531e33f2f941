"""What share of a class a set is: 做丙的校区占全部校区的比例是多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Check

_SHARE = re.compile("占(?:全部|所有|总数|了|到)?[^,，]{0,8}?(?:比例|比重|几成|百分之几|多少|多大)|占比")


def share_of(asked: str, counted: Sequence[Check | None]) -> str:
    """What share of those that were gone through matched, where that is asked for; "" elsewhere."""
    check = counted[0] if len(counted) == 1 else None
    if check is None or not 0 < check.matched < check.checked or not _SHARE.search(asked):
        return ""
    return f"占 {check.matched}/{check.checked},约 {check.matched / check.checked:.1%}。"
