"""The library: the documents that ship with the package and those that were added, with their versions."""

from pathlib import Path

from corpus.errors import LibraryError
from corpus.load import PLAIN
from corpus.parse import parse_file
from corpus.types import DocumentInfo, Parsed

PLANS = Path(__file__).parent / "plans"


class Library:
    """The documents under `home` together with the shipped plans; reads and writes files, keeps nothing open."""

    def __init__(self, home: Path | str, plans: Path = PLANS) -> None:
        """Open a library; `home` need not exist yet."""
        self.home = Path(home)
        self.plans = plans
        self._parsed: dict[str, Parsed] = {}

    def list(self) -> tuple[DocumentInfo, ...]:
        """List the documents by id, each with its current version."""
        return tuple(self._info(path) for path in self._shipped())

    def get(self, doc_id: str, version: str | None = None) -> Parsed:
        """Give a document's current version, or the one asked for. Raises LibraryError."""
        for path in self._shipped():
            if path.stem == doc_id:
                parsed = self._parse(path)
                if version in (None, parsed.document.version):
                    return parsed
                raise LibraryError(f"{doc_id} 没有版本 {version};用 `python -m corpus show {doc_id}` 查看现有版本")
        raise LibraryError(f"没有文档 {doc_id};用 `python -m corpus list` 查看现有文档")

    def _shipped(self) -> tuple[Path, ...]:
        return tuple(sorted(path for path in self.plans.glob("*") if path.suffix in PLAIN))

    def _parse(self, path: Path) -> Parsed:
        if path.stem not in self._parsed:
            self._parsed[path.stem] = parse_file(path)
        return self._parsed[path.stem]

    def _info(self, path: Path) -> DocumentInfo:
        document = self._parse(path).document
        versions = (document.version,)
        return DocumentInfo(
            path.stem, document.title, document.source, document.version, versions, len(document.text), True
        )
