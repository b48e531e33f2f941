"""The doctor: whether an installation and its home are in order; a line a finding, with what to do about it."""

from assistant.doctor.rounds import examine
from assistant.doctor.types import MARKS, Finding, Level, worst

__all__ = ["MARKS", "Finding", "Level", "examine", "worst"]
