"""What a bench run holds: numbers with their spread, in the words of the table that shows them."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.types import Estimate

Unit = Literal["ms", "s", "MB", "1/s", "", "字"]
ROOT = Path(__file__).resolve().parent.parent


class Number(BaseModel):
    """A value with the interval it lies in and how many observations it rests on."""

    model_config = ConfigDict(extra="forbid")
    value: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, estimate: Estimate, scale: float = 1.0) -> "Number":
        """A mean or quantile with its 95 % bootstrap interval."""
        value = estimate.mean if estimate.mean is not None else float("nan")
        low = value if estimate.low is None else estimate.low
        high = value if estimate.high is None else estimate.high
        return cls(value=value * scale, low=low * scale, high=high * scale, n=estimate.n)

    @classmethod
    def middle(cls, values: list[float]) -> "Number":
        """The median of a few repeats, between the least and the most."""
        ordered = sorted(values)
        half = len(ordered) // 2
        median = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
        return cls(value=median, low=ordered[0], high=ordered[-1], n=len(ordered))


class Line(BaseModel):
    """One measure of one subject."""

    model_config = ConfigDict(extra="forbid")
    group: str
    measure: str
    unit: Unit
    subject: str
    number: Number


class Machine(BaseModel):
    """Where the run was made, as far as numbers depend on it; no names."""

    model_config = ConfigDict(extra="forbid")
    cores: int
    processor: str
    memory_gb: float
    python: str
    load_before: float
    load_after: float


class Run(BaseModel):
    """A bench run as kept under var/bench/."""

    model_config = ConfigDict(extra="forbid")
    at: str
    commit: str
    quick: bool
    texts: dict[str, int]
    questions: int
    encoder: str
    machine: Machine
    lines: list[Line]
    notes: list[str]
