"""The page of a run: headline, heat map, trend, latency, and every failure with its evidence in the clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus.types import Parsed
from eval.answers import view
from eval.metrics import BY_NAME
from eval.metrics.guard import found as guard_findings
from eval.metrics.members import member_of, shown_members
from eval.record import ItemRecord, RunRecord
from eval.report.outline import lay_over
from eval.report.plots import heat_plot, interval_plot, latency_plot, trend_plot
from eval.report.render import marked, page
from eval.summary import TITLES, by_split, false_refusals, group_of, grouped, kind_of, shown
from eval.text import any_stands, fold
from eval.types import Forms

HEADLINE = (
    "exact",
    "points",
    "recall@5",
    "citation_precision",
    "citation_recall",
    "member_f1",
    "number_accuracy",
    "refusal_recall",
)
BREAKDOWN = ("exact", "points", "recall@5", "citation_precision", "citation_recall", "member_f1")


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that is not exact, as the page shows it."""

    record: ItemRecord
    points: tuple[tuple[str, bool], ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    clauses: tuple[tuple[str, Markup], ...]
    guard: tuple[str, ...]

    @property
    def scores(self) -> tuple[tuple[str, str], ...]:
        """The scores that are not full marks, by title."""
        return tuple(
            (TITLES[name], shown(name, score))
            for name, score in self.record.scores.items()
            if score is not None and name in TITLES and not BY_NAME[name].unit and score != _full(name)
        )


def run_page(
    record: RunRecord, history: Sequence[RunRecord] = (), documents: Mapping[str, Parsed] | None = None
) -> str:
    """One self-contained HTML page; `documents` in the record's versions let evidence stand in its clause."""
    splits = by_split(record)
    known = {each.doc_id: each.version for each in record.documents}
    texts = {n: p for n, p in (documents or {}).items() if p.document.version == known.get(n)}
    wrong = [failure(item, texts) for item in record.items if item.scores["exact"] != 1.0]
    outlines = sorted((lay_over(document, record.items) for document in record.documents), key=lambda o: -o.asked)
    comparable = [each for each in history if not each.gold.filters and not each.gold.paths]
    return page(
        "run.html",
        record=record,
        splits=splits,
        headline=[(name, TITLES[name], {s: splits[s][name] for s in splits}) for name in HEADLINE],
        measures=[
            (
                TITLES[name],
                BY_NAME[name].definition if name in BY_NAME else "",
                name,
                {s: splits[s][name] for s in splits},
            )
            for name in TITLES
            if any(summary[name].n for summary in splits.values())
        ],
        shown=shown,
        intervals=Markup(interval_plot(splits)),  # noqa: S704  drawn by us
        heats=[(each.document.title, Markup(heat_plot(each))) for each in outlines if len(each.kinds) > 1],  # noqa: S704
        trend=Markup(trend_plot(comparable)) if len(comparable) > 1 else None,  # noqa: S704
        latency=Markup(latency_plot(record.items)),  # noqa: S704
        breakdowns=[
            (title, grouped(record.items, key, BREAKDOWN)) for title, key in (("问法", kind_of), ("题组", group_of))
        ],
        breakdown_names=[(name, TITLES[name]) for name in BREAKDOWN],
        refusals=false_refusals(record.items).most_common(),
        failures=sorted(wrong, key=lambda each: (each.record.split, each.record.item_id)),
    )


def failure(item: ItemRecord, documents: Mapping[str, Parsed]) -> Failure:
    """What the page shows of an item that is not right."""
    answer = view(item.answer, documents)
    members: tuple[Forms, ...] = tuple(tuple(forms) for forms in item.gold["members"] or ())
    names = shown_members(answer) or ()
    had = {member_of(name, members) for name in names} if members else set()
    said = "" if answer.refused else answer.said
    return Failure(
        record=item,
        points=tuple((" / ".join(forms), any_stands(tuple(forms), said)) for forms in item.gold["points"]),
        missing=tuple(
            forms[0]
            for number, forms in enumerate(members)
            if number not in had and not (not names and any_stands(forms, said))
        ),
        extra=tuple(name for name in names if members and member_of(name, members) is None),
        clauses=clauses(item, documents),
        guard=tuple(guard_findings(answer, {n: p.document.text for n, p in documents.items()}))
        if not answer.refused
        else (),
    )


def clauses(item: ItemRecord, documents: Mapping[str, Parsed]) -> tuple[tuple[str, Markup], ...]:
    """The passages that hold the item's evidence, marked; the quotes alone where the text is not at hand."""
    found: list[tuple[str, Markup]] = []
    for doc_id in dict.fromkeys(doc_id for doc_id, _, _ in item.spans):
        spans = [(start, end) for name, start, end in item.spans if name == doc_id]
        found += [
            (" › ".join(map(fold, passage.path)), marked(passage.text, passage.start, spans))
            for passage in (documents[doc_id].passages if doc_id in documents else ())
            if any(passage.start < end and start < passage.end for start, end in spans)
        ]
    if found or not item.gold["evidence"]:
        return tuple(found)
    return tuple(
        (" › ".join(map(fold, piece["section"])), marked(piece["quote"], 0, [(0, len(piece["quote"]))]))
        for piece in item.gold["evidence"]
    )


def _full(name: str) -> float:
    return 0.0 if BY_NAME[name].better == "lower" else 1.0
