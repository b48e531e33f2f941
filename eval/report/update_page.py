"""The page of an update: the text's changes, the questions they touch, the answers that changed, what got worse."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from corpus import SectionChange
from corpus.types import Parsed
from eval.compare import Flip
from eval.nearest import changes_of
from eval.record import ItemRecord
from eval.report.render import page
from eval.report.run_page import Failure, failure
from eval.summary import TITLES, shown
from eval.text import fold
from eval.update import Update

CONTEXT = 60
WHAT = {"added": "新增", "removed": "删去", "changed": "修改", "moved": "移动", "renamed": "改名"}


def update_page(update: Update, documents: Mapping[str, Parsed] | None = None) -> str:
    """One self-contained HTML page."""
    flips = update.comparison.flips if update.comparison else ()
    flipped = {flip.after.item_id for flip in flips}
    changed = [
        (old, new)
        for old, new in (update.comparison.changed_answers if update.comparison else ())
        if new.item_id not in flipped
    ]
    return page(
        "update.html",
        update=update,
        record=update.record,
        sections=[
            (each.new.title, "、".join(WHAT[kind] for kind in change.kinds), _path(change), _words(change))
            for each in update.differences
            for change in each.sections
        ],
        worse=[_flip(flip, documents or {}) for flip in flips if not flip.gained],
        better=[_flip(flip, documents or {}) for flip in flips if flip.gained],
        changed=[(new, answer_difference(old, new)) for old, new in changed],
        findings=[
            (each, difference(each.evidence.quote, each.mended.quote) if each.mended else None)
            for each in update.audit.findings
        ],
        titles=TITLES,
        shown=shown,
    )


def difference(old: str, new: str, context: int = 0) -> Markup:
    """Words with what was taken out struck and what came in marked; with `context`, only so many beside them."""
    parts = changes_of(old, new)
    last = len(parts) - 1
    return Markup("").join(
        escape(_near(come, context, first=number == 0, last=number == last))
        if gone == come
        else Markup("<del>{}</del><ins>{}</ins>").format(gone, come)
        for number, (gone, come) in enumerate(parts)
    )


def answer_difference(old: ItemRecord, new: ItemRecord) -> Markup:
    """Two answers to one item as one text."""
    return difference(str(old.answer.get("text", "")), str(new.answer.get("text", "")))


def _path(change: SectionChange) -> str:
    old, new = (None if path is None else _joined(path) for path in (change.old_path, change.new_path))
    return f"{old} → {new}" if old and new and old != new else new or old or ""


def _joined(path: tuple[str, ...]) -> str:
    return " › ".join(map(fold, path)) or "全文之首"


def _words(change: SectionChange) -> list[Markup]:
    return [difference(each.old or "", each.new or "", CONTEXT) for each in change.sentences]


def _near(words: str, context: int, *, first: bool, last: bool) -> str:
    """Unchanged words cut to those beside a change."""
    if not context or len(words) <= 2 * context:
        return words
    head = "" if first else words[:context]
    return f"{head}…{'' if last else words[-context:]}"


def _flip(flip: Flip, documents: Mapping[str, Parsed]) -> tuple[Failure, Markup]:
    return failure(flip.after, documents), answer_difference(flip.before, flip.after)
