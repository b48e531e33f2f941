"""After a corpus update: what changed in the text, which questions that touches, which answers changed or got worse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import Difference, SectionChange
from corpus import compare as compare_texts
from corpus.types import Parsed
from eval.audit import Audit, audit
from eval.compare import Comparison, compare
from eval.place import Documents, fold_path
from eval.record import RunRecord
from eval.types import Evidence, GoldItem


@dataclass(frozen=True, slots=True)
class Update:
    """Everything on the update's one page. `unknown` are changed documents whose earlier version is not kept."""

    differences: tuple[Difference, ...]
    audit: Audit
    touched: tuple[GoldItem, ...]
    comparison: Comparison | None
    record: RunRecord
    unknown: tuple[str, ...]

    @property
    def worse(self) -> tuple[str, ...]:
        """The items that were right and are wrong now."""
        return tuple(flip.after.item_id for flip in self.comparison.flips if not flip.gained) if self.comparison else ()

    @property
    def sections(self) -> int:
        """How many sections changed."""
        return sum(len(each.sections) for each in self.differences)


def examine_update(
    items: Sequence[GoldItem],
    before: Mapping[str, Parsed],
    after: Documents,
    record: RunRecord,
    last: RunRecord | None,
) -> Update:
    """Put together the text's changes, the audit, and the comparison of a new run with the last one.

    `before` holds the documents' earlier versions, as far as they are kept.
    """
    differences = tuple(
        compare_texts(before[doc_id], parsed)
        for doc_id, parsed in after.items()
        if doc_id in before and before[doc_id].document.version != parsed.document.version
    )
    found = audit(items, after, before)
    versions = {each.doc_id: each.version for each in last.documents} if last else {}
    return Update(
        differences=differences,
        audit=found,
        touched=touched_items(items, differences, found),
        comparison=compare(last, record) if last is not None else None,
        record=record,
        unknown=tuple(
            doc_id
            for doc_id, parsed in after.items()
            if doc_id not in before and versions.get(doc_id, parsed.document.version) != parsed.document.version
        ),
    )


def touched_items(items: Sequence[GoldItem], differences: Sequence[Difference], found: Audit) -> tuple[GoldItem, ...]:
    """The items whose evidence does not stand, or stands in a sentence that changed.

    Of an item with members every change in a section of its evidence counts: a sentence that came in can be one more.
    """
    stale = {finding.item.item_id for finding in found.findings}
    return tuple(
        item
        for item in items
        if item.item_id in stale
        or any(_touches(change, piece, item) for piece in item.evidence for change in _changes(item, differences))
    )


def _changes(item: GoldItem, differences: Sequence[Difference]) -> Iterator[SectionChange]:
    for difference in differences:
        if item.doc in ("", difference.new.doc_id):
            yield from difference.sections


def _touches(change: SectionChange, piece: Evidence, item: GoldItem) -> bool:
    length = len(piece.section)
    paths = [fold_path(path[:length]) for path in (change.old_path, change.new_path) if path is not None]
    if fold_path(piece.section) not in paths:
        return False
    if item.members and change.sentences:
        return True
    words = (words for each in change.sentences for words in (each.old, each.new) if words)
    return any(piece.quote in each or each.strip() in piece.quote for each in words)
