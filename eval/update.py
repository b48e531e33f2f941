"""After a corpus update: what changed in the text, which questions that touches, which answers changed or got worse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Parsed
from eval.audit import Audit, audit
from eval.compare import Comparison, compare
from eval.place import Documents, fold_path
from eval.record import RunRecord
from eval.textchange import Alteration, alterations
from eval.types import GoldItem


@dataclass(frozen=True, slots=True)
class Update:
    """Everything on the update's one page."""

    alterations: tuple[Alteration, ...]
    audit: Audit
    touched: tuple[GoldItem, ...]
    comparison: Comparison | None
    record: RunRecord
    unknown: tuple[str, ...]

    @property
    def worse(self) -> tuple[str, ...]:
        """The items that were right and are wrong now."""
        return tuple(flip.after.item_id for flip in self.comparison.flips if not flip.gained) if self.comparison else ()


def examine_update(
    items: Sequence[GoldItem],
    before: Mapping[str, Parsed],
    after: Documents,
    record: RunRecord,
    last: RunRecord | None,
) -> Update:
    """Put together the text's changes, the audit, and the comparison of a new run with the last one.

    `before` holds the documents' earlier versions; a changed document whose earlier version is not kept is `unknown`.
    """
    changed = alterations(before, after)
    found = audit(items, after, before)
    versions = {each.doc_id: each.version for each in last.documents} if last else {}
    unknown = tuple(
        doc_id
        for doc_id, parsed in after.items()
        if doc_id not in before and versions.get(doc_id, parsed.document.version) != parsed.document.version
    )
    return Update(
        alterations=changed,
        audit=found,
        touched=touched_items(items, changed, found),
        comparison=compare(last, record) if last is not None else None,
        record=record,
        unknown=unknown,
    )


def touched_items(items: Sequence[GoldItem], changed: Sequence[Alteration], found: Audit) -> tuple[GoldItem, ...]:
    """The items whose evidence does not stand any more, or stands in a passage that changed."""
    stale = {finding.item.item_id for finding in found.findings}
    return tuple(
        item
        for item in items
        if item.item_id in stale
        or any(
            item.doc in ("", each.doc_id)
            and (piece.quote in each.old or piece.quote in each.new)
            and fold_path(piece.section) in (_prefix(each.path, piece.section), _prefix(each.old_path, piece.section))
            for piece in item.evidence
            for each in changed
        )
    )


def _prefix(path: tuple[str, ...], section: tuple[str, ...]) -> tuple[str, ...]:
    return fold_path(path[: len(section)])
