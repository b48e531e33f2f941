"""How far questions cover an outline: how many stored ones, and how many that people asked, rest on each section."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Parsed

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A section with how many questions rest on it or on what stands below it."""

    path: Path
    start: int
    gold: int
    asked: int


def coverage(parsed: Parsed, gold: Iterable[Iterable[Path]], asked: Iterable[Iterable[Path]]) -> tuple[Covered, ...]:
    """Count questions, each given as the sections it rests on, once in every heading that it stands under.

    Sections are known by path, so that what was asked of an earlier version counts where the heading still stands.
    """
    stored, people = _counted(gold), _counted(asked)
    return tuple(Covered(s.path, s.start, stored[s.path], people[s.path]) for s in parsed.sections if s.path)


def _counted(questions: Iterable[Iterable[Path]]) -> Counter[Path]:
    counts: Counter[Path] = Counter()
    for paths in questions:
        counts.update({path[:depth] for path in paths for depth in range(1, len(path) + 1)})
    return counts
