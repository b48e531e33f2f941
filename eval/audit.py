"""Whether the gold still stands in the text: what moved, what changed, what is gone, and what no item asks about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from corpus.types import Parsed, Section
from eval.nearest import Change, changes, marked_difference, nearest_span
from eval.place import Documents, find_quote, fold_path, passages_over, section_spans, subtree_end, uncovered
from eval.recount import Uncounted, recount
from eval.text import stands
from eval.types import DocSpan, Evidence, Forms, GoldItem

Standing = Literal["stands", "moved", "changed", "gone", "lost", "no_document"]
WORDS: Mapping[Standing, str] = {
    "stands": "在",
    "moved": "移到别处",
    "changed": "文字有变",
    "gone": "已不在",
    "lost": "解析时丢失",
    "no_document": "文档不在库里",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: how it stands now, and where there is one the evidence that would mend it."""

    item: GoldItem
    evidence: Evidence
    standing: Standing
    mended: Evidence | None = None
    difference: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def word(self) -> str:
        """The standing in words."""
        return WORDS[self.standing]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many gold items rest on a section's own text."""

    doc_id: str
    path: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True)
class Audit:
    """All evidence that does not stand, the items that would mend it, and the sections with how many items ask them.

    `uncounted` are the items whose set does not follow from their own evidence, whatever the text says.
    """

    checked: int
    findings: tuple[Finding, ...]
    proposals: tuple[GoldItem, ...]
    coverage: tuple[Coverage, ...]
    uncounted: tuple[Uncounted, ...] = ()

    @property
    def unasked(self) -> tuple[Coverage, ...]:
        """Sections with text of their own that no item rests on."""
        return tuple(each for each in self.coverage if not each.items)

    @property
    def to_mend(self) -> tuple[Uncounted, ...]:
        """The items whose set is to be mended: those of dev, since nobody looks into those of test."""
        return tuple(each for each in self.uncounted if each.item.split == "dev")


def audit(items: Iterable[GoldItem], documents: Documents, previous: Documents | None = None) -> Audit:
    """Look at every piece of evidence of every item; the previous versions tell a new wording from an old neighbour."""
    items = tuple(items)
    texts = {
        doc_id: parsed.document.text
        for doc_id, parsed in (previous or {}).items()
        if doc_id not in documents or documents[doc_id].document.version != parsed.document.version
    }
    checked = 0
    findings: list[Finding] = []
    proposals: list[GoldItem] = []
    spans: list[tuple[str, DocSpan]] = []
    for item in items:
        checked += 1
        found = [examine(item, piece, documents, texts) for piece in item.evidence]
        spans += [(item.item_id, span) for each in found if (span := _stands_at(each, documents)) is not None]
        wrong = [each for each in found if each.standing != "stands"]
        findings += wrong
        if wrong and all(each.mended is not None for each in wrong):
            proposals.append(mend(item, found))
    return Audit(checked, tuple(findings), tuple(proposals), tuple(coverage(documents, spans)), recount(items))


def examine(
    item: GoldItem, piece: Evidence, documents: Documents, previous: Mapping[str, str] | None = None
) -> Finding:
    """How one piece of evidence stands."""
    candidates = [documents[item.doc]] if item.doc in documents else [] if item.doc else list(documents.values())
    if not candidates:
        return Finding(item, piece, "no_document")
    for parsed in candidates:
        if (span := find_quote(piece, parsed)) is not None:
            lost = uncovered(parsed, span.start, span.end)
            return Finding(item, piece, "lost" if lost else "stands")
    for parsed in candidates:
        if (span := find_quote(Evidence((), piece.quote), parsed)) is not None:
            mended = Evidence(path_at(parsed, span), piece.quote)
            return Finding(item, piece, "moved", mended, f"{_joined(piece.section)} → {_joined(mended.section)}")
    for parsed in candidates:
        before = (previous or {}).get(parsed.document.doc_id, "")
        if (span := nearest_span(piece.quote, parsed, _preferred(piece, parsed), before)) is not None:
            words = parsed.document.text[span.start : span.end]
            return Finding(
                item,
                piece,
                "changed",
                Evidence(path_at(parsed, span), words),
                marked_difference(piece.quote, words),
                changes(piece.quote, words),
            )
    return Finding(item, piece, "gone")


def mend(item: GoldItem, found: Iterable[Finding]) -> GoldItem:
    """The item with mended evidence; a number that changed in the evidence changes in what a right answer says too.

    A proposal: a person accepts or edits it.
    """
    found = list(found)
    edits = [change for each in found for change in each.changes]
    evidence = tuple(each.mended or each.evidence for each in found)
    return replace(
        item,
        evidence=evidence,
        points=_mended_forms(item.points, edits),
        members=None if item.members is None else _mended_forms(item.members, edits),
        correction=_mended_forms(item.correction, edits),
    )


def coverage(documents: Documents, spans: Iterable[tuple[str, DocSpan]]) -> Iterator[Coverage]:
    """Each section that has passages of its own, with the number of items whose evidence touches them."""
    spans = list(spans)
    for doc_id, parsed in documents.items():
        asked: dict[str, set[str]] = {}
        for item_id, span in spans:
            if span.doc_id == doc_id:
                for passage_id in passages_over(parsed, span):
                    asked.setdefault(passage_id, set()).add(item_id)
        for section in parsed.sections:
            own = [p.passage_id for p in parsed.passages if p.section_id == section.section_id]
            if own and section.path:
                items = set().union(*(asked.get(passage_id, set()) for passage_id in own))
                yield Coverage(doc_id, section.path, len(items))


def path_at(parsed: Parsed, span: DocSpan) -> tuple[str, ...]:
    """The path of the deepest section whose subtree holds the whole span."""
    best: Section | None = None
    for number, section in enumerate(parsed.sections):
        holds = section.start <= span.start and span.end <= subtree_end(parsed.sections, number)
        if holds and section.path and (best is None or section.level > best.level):
            best = section
    return best.path if best is not None else ()


def _preferred(piece: Evidence, parsed: Parsed) -> tuple[tuple[int, int], ...]:
    """Where the evidence used to stand; its parent section where it has no section of that name any more."""
    path = piece.section
    while path:
        if spans := tuple(section_spans(path, parsed)):
            return spans
        path = path[:-1]
    return ()


def _stands_at(finding: Finding, documents: Documents) -> DocSpan | None:
    piece = finding.mended or finding.evidence
    names = [finding.item.doc] if finding.item.doc else list(documents)
    found = (find_quote(piece, documents[name]) for name in names if name in documents)
    return next((span for span in found if span is not None), None)


def _mended_forms(groups: tuple[Forms, ...], edits: list[Change]) -> tuple[Forms, ...]:
    return tuple(tuple(_mended(form, edits) for form in forms) for forms in groups)


def _mended(form: str, edits: list[Change]) -> str:
    for change in edits:
        if change.old and change.new and (len(change.old) > 1 or change.old.isdigit()) and stands(change.old, form):
            form = form.replace(change.old, change.new)
    return form


def _joined(path: tuple[str, ...]) -> str:
    return " › ".join(fold_path(path)) or "全文"
