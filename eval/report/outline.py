"""Pass rates laid over a document's outline: what the heat map shows."""

from collections import Counter
from dataclasses import dataclass, field

from eval.gold import KINDS
from eval.record import DocumentInfo, ItemRecord

DEPTH = 2
ALL = "合计"


@dataclass(slots=True)
class Row:
    """A heading with how many items rest on its subtree, and how many of them are right, by kind."""

    path: tuple[str, ...]
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    @property
    def label(self) -> str:
        """The heading itself."""
        return self.path[-1]

    @property
    def depth(self) -> int:
        """0 for a chapter."""
        return len(self.path) - 1


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows of a document's outline, to two levels, and the kinds that have items."""

    document: DocumentInfo
    rows: tuple[Row, ...]
    kinds: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many items rest on the document, each counted in every chapter that it rests on."""
        return sum(row.asked[ALL] for row in self.rows if row.depth == 0)


def lay_over(document: DocumentInfo, items: list[ItemRecord]) -> Outline:
    """Count each item once in every heading that its evidence stands under."""
    paths = list(dict.fromkeys(tuple(path[:DEPTH]) for path in document.sections if path))
    rows = {path: Row(path) for each in paths for path in (each[:1], each)}
    ordered = [rows[path] for path in paths]
    used: set[str] = set()
    for item in items:
        if not any(doc_id == document.doc_id for doc_id, _, _ in item.spans):
            continue
        kind = str(item.gold["type"])
        headings = {tuple(piece["section"][:depth]) for piece in item.gold["evidence"] for depth in range(1, DEPTH + 1)}
        for row in (rows[path] for path in headings if path in rows):
            used.add(kind)
            for name in (kind, ALL):
                row.asked[name] += 1
                row.right[name] += item.scores["exact"] == 1.0
    return Outline(document, tuple(ordered), (*(kind for kind in KINDS if kind in used), ALL))
