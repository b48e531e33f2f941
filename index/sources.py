"""The documents of a library as sources of a build, with the questions that stand beside them."""

from __future__ import annotations

from pathlib import Path

from corpus import Library, Parsed
from index.building import Source
from index.questions import read_questions
from index.settings import ROOT

SHIPPED = ROOT / "corpus" / "plans"


def sources_of(library: Library, home: Path) -> tuple[Source, ...]:
    """Every document of the library in its current version; questions from `corpus/plans` and `var/questions`."""
    return tuple(_source(library.get(info.doc_id), home) for info in library.list())


def older_sources(library: Library, home: Path) -> tuple[Source, ...]:
    """Every older version that the library keeps of its documents."""
    older = ((info.doc_id, v) for info in library.list() for v in info.versions if v != info.version)
    return tuple(_source(library.get(doc_id, version), home) for doc_id, version in older)


def _source(parsed: Parsed, home: Path) -> Source:
    name = f"{parsed.document.doc_id}.questions.jsonl"
    return Source(parsed, read_questions(parsed, SHIPPED / name, home / "questions" / name))
