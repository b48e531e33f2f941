"""The evaluation as the window shows it: a run's figures, another beside it, and an item with its evidence."""

import json
from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from corpus.types import Parsed
from eval.compare import Comparison
from eval.mending import Examined
from eval.record import ItemRecord, RunRecord
from eval.report.render import page
from eval.report.run_page import failure
from eval.report.update_page import difference
from eval.summary import TITLES, Summary, by_split, shown


def desk(
    names: Sequence[str],
    record: RunRecord | None,
    before: str = "",
    comparison: Comparison | None = None,
    item: ItemRecord | None = None,
    documents: Mapping[str, Parsed] | None = None,
    said: str = "",
    trouble: str = "",
    going: str = "",
    mended: str = "",
) -> str:
    """The view as HTML. `names` are the runs there are, newest first, `before` the one compared with.

    `going` is HTML of what is under way, `mended` of what an audit proposes.
    """
    return page(
        "desk.html",
        names=names,
        record=record,
        before=before,
        comparison=comparison,
        item=failure(item, documents or {}) if item else None,
        cites=json.dumps(_cites(item, documents or {}), ensure_ascii=False) if item and item.spans else "",
        splits=by_split(record) if record else {},
        wrong=sum(each.scores["exact"] != 1.0 for each in record.items) if record else 0,
        titles=TITLES,
        shown=shown,
        any_n=_any,
        said=said,
        trouble=trouble,
        going=Markup(going),  # noqa: S704  made by us
        mended=Markup(mended),  # noqa: S704
    )


def mending(found: Examined, taken: Collection[str]) -> str:
    """What an audit proposes, each with what would change; `taken` are the ids of those that were taken in."""
    waiting = len(found.proposals) - len(taken)
    return page("mending.html", found=found, taken=taken, waiting=waiting, difference=difference)


def _any(splits: Mapping[str, Summary], name: str) -> bool:
    return any(summary[name].n for summary in splits.values())


def _cites(item: ItemRecord, documents: Mapping[str, Parsed]) -> list[dict[str, object]]:
    """The item's evidence as the script marks it in the source."""
    return [
        {
            "key": str(number),
            "doc": doc_id,
            "version": documents[doc_id].document.version if doc_id in documents else "",
            "start": start,
            "end": end,
            "path": "证据",
            "paragraph": 0,
            "quote": "",
        }
        for number, (doc_id, start, end) in enumerate(item.spans, 1)
    ]
