"""Where gold evidence stands: quotes become document spans, and spans the passages that a retriever should find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Parsed, Section
from eval.gold import raise_problems
from eval.text import fold
from eval.types import DocSpan, Evidence, GoldItem, Placed

Documents = Mapping[str, Parsed]
"""The parsed documents by id, each in the version that is asked."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A gold item that does not stand in the text, and why."""

    item: GoldItem
    problem: str


def place_all(items: Iterable[GoldItem], documents: Documents) -> tuple[tuple[Placed, ...], tuple[Misplaced, ...]]:
    """Place every item; those whose evidence does not stand in the text come apart, with the reason."""
    placed: list[Placed] = []
    misplaced: list[Misplaced] = []
    for item in items:
        outcome = place(item, documents)
        if isinstance(outcome, Placed):
            placed.append(outcome)
        else:
            misplaced.append(outcome)
    return tuple(placed), tuple(misplaced)


def require_placed(misplaced: Sequence[Misplaced]) -> None:
    """Raise GoldError with the count and three examples, if any item does not stand in its text."""
    raise_problems([f"{wrong.item.item_id} {wrong.problem}" for wrong in misplaced], "金标证据与原文不符")


def place(item: GoldItem, documents: Documents) -> Placed | Misplaced:
    """Find each quote inside the subtree of its section; a quote no passage carries is misplaced too."""
    if item.doc and item.doc not in documents:
        return Misplaced(item, f"的文档 {item.doc} 不在文档库里;用 `python -m corpus list` 查看")
    candidates = [documents[item.doc]] if item.doc else list(documents.values())
    spans: list[DocSpan] = []
    relevant: set[str] = set()
    for piece in item.evidence:
        span = next((found for parsed in candidates if (found := find_quote(piece, parsed)) is not None), None)
        if span is None:
            return Misplaced(item, f"的引文不在“{' › '.join(piece.section) or '全文'}”:{piece.quote[:40]}")
        parsed = documents[span.doc_id]
        if lost := uncovered(parsed, span.start, span.end):
            return Misplaced(item, f"的引文有 {lost} 字不在任何段落里,解析时丢失:{piece.quote[:40]}")
        spans.append(span)
        relevant.update(passages_over(parsed, span))
    return Placed(item, tuple(spans), frozenset(relevant))


def find_quote(piece: Evidence, parsed: Parsed) -> DocSpan | None:
    """The first place of a quote within the subtree of a section with that path."""
    text = parsed.document.text
    for start, end in section_spans(piece.section, parsed):
        found = text.find(piece.quote, start, end)
        if found >= 0:
            return DocSpan(parsed.document.doc_id, found, found + len(piece.quote))
    return None


def section_spans(path: tuple[str, ...], parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The subtree spans of every section with that path (two sections can have the same); () is the whole text."""
    if not path:
        yield 0, len(parsed.document.text)
        return
    wanted = fold_path(path)
    for number, section in enumerate(parsed.sections):
        if fold_path(section.path) == wanted:
            yield section.start, subtree_end(parsed.sections, number)


def subtree_end(sections: Sequence[Section], number: int) -> int:
    """Where the last descendant of a section ends (sections are in reading order)."""
    end = sections[number].end
    for later in sections[number + 1 :]:
        if later.level <= sections[number].level:
            break
        end = later.end
    return end


def fold_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path as it is compared: 序 言 and 序言 are one."""
    return tuple(fold(heading) for heading in path)


def passages_over(parsed: Parsed, span: DocSpan) -> tuple[str, ...]:
    """The ids of the passages that share a character with the span."""
    return tuple(p.passage_id for p in parsed.passages if p.start < span.end and span.start < p.end)


def uncovered(parsed: Parsed, start: int = 0, end: int | None = None) -> int:
    """How many characters of [start, end) are in no passage, heading, front matter or dropped text; spaces are none.

    Over the whole text this is 0 unless the parser loses words.
    """
    text = parsed.document.text
    end = len(text) if end is None else end
    kept = bytearray(len(text))
    for low, high in _accounted(parsed):
        kept[low:high] = b"\x01" * (high - low)
    return sum(1 for at in range(start, end) if not kept[at] and not text[at].isspace())


def _accounted(parsed: Parsed) -> Iterator[tuple[int, int]]:
    for passage in parsed.passages:
        yield passage.start, passage.end
    for section in parsed.sections:
        yield section.start, max(section.start, section.body_start)
    front = parsed.document.front
    for field in (front.title, front.date, front.issuer, front.edition):
        if field is not None:
            yield field.start, field.end
    for dropped in parsed.document.dropped:
        if dropped.start >= 0:
            yield dropped.start, dropped.end
