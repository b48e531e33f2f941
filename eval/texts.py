"""The texts that runs were about, kept beside their records, so that a later run can say what changed.

The library keeps the versions that were added to it; a plan that ships and is edited in place is in no library.
"""

from pathlib import Path

from corpus import CorpusError, Library, parse_text
from corpus.atomic import write_text
from corpus.types import Parsed
from eval.place import Documents
from eval.record import RunRecord


def keep_texts(documents: Documents, runs: Path) -> None:
    """Write each document's text once a version."""
    for parsed in documents.values():
        path = _path(runs, parsed.document.doc_id, parsed.document.version)
        if not path.is_file():
            write_text(path, parsed.document.text)


def recorded_documents(record: RunRecord, runs: Path, home: Path) -> dict[str, Parsed]:
    """The documents in the versions that a run was about: from the library, else from beside the record."""
    library = Library(home)
    found: dict[str, Parsed] = {}
    for each in record.documents:
        path = _path(runs, each.doc_id, each.version)
        try:
            found[each.doc_id] = library.get(each.doc_id, each.version)
        except CorpusError:
            if path.is_file():
                with path.open(encoding="utf-8", newline="") as file:
                    found[each.doc_id] = parse_text(file.read(), each.doc_id)
    return found


def _path(runs: Path, doc_id: str, version: str) -> Path:
    return runs / "texts" / f"{doc_id}-{version}.txt"
