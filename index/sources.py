"""The documents of a library as sources of a build, with the questions that stand beside them."""

from __future__ import annotations

from pathlib import Path

from corpus import Library
from index.build import Source
from index.questions import read_questions
from index.settings import ROOT

SHIPPED = ROOT / "corpus" / "plans"


def sources_of(library: Library, home: Path) -> tuple[Source, ...]:
    """Every document of the library in its current version; questions from `corpus/plans` and `var/questions`."""
    sources = []
    for info in library.list():
        parsed = library.get(info.doc_id)
        name = f"{info.doc_id}.questions.jsonl"
        sources.append(Source(parsed, read_questions(parsed, SHIPPED / name, home / "questions" / name)))
    return tuple(sources)
