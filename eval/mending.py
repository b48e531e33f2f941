"""Mended gold: what an audit proposes, beside each item as its file has it; taken into the files and put back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.audit import Audit, Finding, audit
from eval.gold import read_gold
from eval.goldfile import gold_lines, gold_text, replace_lines
from eval.place import place_all, require_placed
from eval.record import last_run, runs_dir
from eval.subject import library_documents, previous_documents
from eval.texts import recorded_documents
from eval.types import Forms, GoldItem


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item as it would be mended, with what was found, and its line in the gold file as it was then."""

    mended: GoldItem
    findings: tuple[Finding, ...]
    line: str

    @property
    def item(self) -> GoldItem:
        """The item as it is."""
        return self.findings[0].item

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What a right answer says, before and after, where that would change."""
        pairs = zip(_forms(self.item), _forms(self.mended), strict=True)
        return tuple(next((a, b) for a, b in zip(old, new, strict=True) if a != b) for old, new in pairs if old != new)


@dataclass(frozen=True, slots=True)
class Examined:
    """An audit by item: proposals, what a person must mend, and problems of form in the files."""

    checked: int
    proposals: tuple[Proposal, ...]
    by_hand: tuple[Finding, ...]
    problems: tuple[str, ...]


def audited(home: Path, paths: Sequence[Path] = ()) -> tuple[Audit, tuple[str, ...]]:
    """Audit the gold against the library as it is, knowing the version before; with every problem of form."""
    items, problems = read_gold(paths)
    documents = library_documents(items, home)
    last = last_run(runs_dir(home))
    before = recorded_documents(last, runs_dir(home), home) if last is not None else {}
    return audit(items, documents, before | previous_documents(documents, home)), problems


def examine(home: Path, paths: Sequence[Path] = ()) -> Examined:
    """What an audit finds, item by item."""
    lines = gold_lines(paths)  # read first: what is edited after that is noticed
    found, problems = audited(home, paths)
    by_item: dict[str, list[Finding]] = {}
    for finding in found.findings:
        by_item.setdefault(finding.item.item_id, []).append(finding)
    proposals = tuple(
        Proposal(mended, tuple(by_item.pop(mended.item_id)), lines.get(mended.item_id, ""))
        for mended in found.proposals
    )
    return Examined(found.checked, proposals, tuple(each for some in by_item.values() for each in some), problems)


def take_in(proposals: Sequence[Proposal], home: Path, paths: Sequence[Path] = ()) -> int:
    """Put mended items into the gold files; returns how many lines changed.

    Raises GoldError, and writes nothing, where the text or an item's line has changed since, or a file cannot be
    written.
    """
    require_standing([each.mended for each in proposals], home)
    return replace_lines(_after(proposals), paths, was=_before(proposals))


def put_back(proposals: Sequence[Proposal], paths: Sequence[Path] = ()) -> int:
    """Put the lines back as they were; raises GoldError as `take_in`, whatever the text says."""
    return replace_lines(_before(proposals), paths, was=_after(proposals))


def require_standing(items: Iterable[GoldItem], home: Path) -> None:
    """Raise GoldError where the evidence of an item does not stand in the library's text."""
    items = tuple(items)
    _, misplaced = place_all(items, library_documents(items, home))
    require_placed(misplaced)


def _before(proposals: Sequence[Proposal]) -> dict[str, str]:
    return {each.mended.item_id: each.line for each in proposals}


def _after(proposals: Sequence[Proposal]) -> dict[str, str]:
    return {each.mended.item_id: gold_text(each.mended) for each in proposals}


def _forms(item: GoldItem) -> tuple[Forms, ...]:
    return (*item.points, *(item.members or ()), *item.correction)
