"""What is fuzzed: a target makes one case from a source of chances and raises where something is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assistant import Assistant, AssistantError
from corpus import CorpusError
from eval.errors import EvalError
from index import IndexFailure

OWN = (AssistantError, CorpusError, EvalError, IndexFailure)  # errors that say what to do: never a finding

Case = Callable[[Random], None]


class Fault(Exception):  # noqa: N818 - what it is called is its meaning
    """What must hold does not: a lost character, an offset that is wrong, an error without words."""


class Hang(BaseException):
    """A case took too long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where targets work: a folder of their own, and how an assistant is opened."""

    folder: Path
    assistant: Callable[[], Assistant]


@dataclass(frozen=True, slots=True)
class Target:
    """One door of the program. `share` of a thousand cases are its own; `prepare` does once what all cases need."""

    name: str
    share: int
    prepare: Callable[[Place], Case]


def claim(holds: bool, what: str) -> None:
    """Raise a Fault unless something holds."""
    if not holds:
        raise Fault(what)
