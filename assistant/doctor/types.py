"""What a check finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "problem"]
MARKS: dict[Level, str] = {"ok": "✓", "warning": "!", "problem": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it is, and what to do ("" where nothing, or where `said` names it)."""

    about: str
    level: Level
    said: str
    fix: str = ""

    @property
    def line(self) -> str:
        """The finding as it is printed."""
        said = " ".join(f"{self.said};{self.fix}".split()) if self.fix else " ".join(self.said.split())
        return f"{MARKS[self.level]} {self.about}:{said}"


def worst(findings: Iterable[Finding]) -> Level:
    """The level of the worst of them."""
    levels = {finding.level for finding in findings}
    return "problem" if "problem" in levels else "warning" if "warning" in levels else "ok"
