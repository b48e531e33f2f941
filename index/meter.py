"""What the calls of a language model for one question cost, and the time they have. Known without its libraries."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a language model; the token counts are None where the server does not tell them."""

    purpose: str
    model: str
    outcome: str
    attempts: int
    prompt_tokens: int | None
    completion_tokens: int | None
    seconds: float


@dataclass(slots=True)
class Meter:
    """The calls made for one question, within one time limit of so many seconds from now."""

    seconds: float
    calls: list[Call] = field(default_factory=list)
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        """Seconds until the limit; 0 after it."""
        return max(0.0, self.deadline - time.monotonic())
