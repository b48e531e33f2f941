"""The documents of a library as sources of a build, with the questions that stand beside them."""

from __future__ import annotations

from pathlib import Path

from corpus import Library, Parsed
from index.building import BuildReport, Source, build_held, building
from index.encoder import Encoder
from index.fields import Progress
from index.questions import file_name, read_questions
from index.settings import ROOT
from index.stores.types import Store

SHIPPED = ROOT / "corpus" / "plans"


def sources_of(library: Library, home: Path) -> tuple[Source, ...]:
    """Every document of the library in its current version; questions from `corpus/plans` and `var/questions`."""
    return tuple(_source(library.get(info.doc_id), home) for info in library.list())


def older_sources(library: Library, home: Path) -> tuple[Source, ...]:
    """Every older version that the library keeps of its documents."""
    older = ((info.doc_id, v) for info in library.list() for v in info.versions if v != info.version)
    return tuple(_source(library.get(doc_id, version), home) for doc_id, version in older)


def build_library(library: Library, home: Path, encoder: Encoder, progress: Progress, store: Store) -> BuildReport:
    """Build what the library holds and its older versions.

    The library is read when the build has begun: a text that was taken in before the one who waits builds is in it,
    and no build of fewer texts can follow. Errors as `build`, and CorpusError.
    """
    with building(home):
        sources, older = sources_of(library, home), older_sources(library, home)
        return build_held(home, sources, encoder, progress, older, store)


def _source(parsed: Parsed, home: Path) -> Source:
    name = file_name(parsed.document.doc_id)
    return Source(parsed, read_questions(parsed, SHIPPED / name, home / "questions" / name))
