"""Citations against evidence spans, in document offsets.

Precision and recall follow ALCE (Gao et al. 2023) with a gold span in place of an entailment model; the overlap is the
character F1 of SQuAD (Rajpurkar et al. 2016) over document positions.
"""

from collections.abc import Iterable

from eval.text import any_stands, fold
from eval.types import Case, Cited, DocSpan


def precision(case: Case) -> float | None:
    """Share of citations that overlap an evidence span.

    Where the item has members, a citation whose quote names a member counts too: another clause can say the same.
    Eligible: answerable items whose answer cites something.
    """
    if not case.item.answerable or not case.answer.citations:
        return None
    right = sum(1 for citation in case.answer.citations if _supported(citation, case))
    return right / len(case.answer.citations)


def recall(case: Case) -> float | None:
    """Share of evidence spans that a citation overlaps; 0 where an answerable item was refused."""
    spans = case.placed.spans
    if not case.item.answerable or not spans:
        return None
    cited = [citation.span for citation in case.answer.citations]
    return sum(1 for span in spans if any(span.overlaps(each) for each in cited)) / len(spans)


def overlap(case: Case) -> float | None:
    """Character F1 of what is cited and what is evidence: 2·|C ∩ E| / (|C| + |E|), each character counted once."""
    if not case.item.answerable or not case.placed.spans:
        return None
    cited = _characters(citation.span for citation in case.answer.citations)
    evidence = _characters(case.placed.spans)
    return 2 * len(cited & evidence) / (len(cited) + len(evidence))


def verbatim(case: Case) -> float | None:
    """Share of citations whose quote is the text between their offsets, character for character."""
    if not case.answer.citations:
        return None
    right = sum(
        1
        for each in case.answer.citations
        if case.texts.get(each.span.doc_id, "")[each.span.start : each.span.end] == each.quote and each.quote
    )
    return right / len(case.answer.citations)


def whole(case: Case) -> float | None:
    """Share of citations that begin and end where a clause does: at punctuation, a line or the text's edge.

    Catches offsets that are off by a character together with their quote, which `verbatim` cannot see.
    """
    if not case.answer.citations:
        return None
    right = sum(1 for each in case.answer.citations if _whole(each.span, case.texts.get(each.span.doc_id, "")))
    return right / len(case.answer.citations)


def _whole(span: DocSpan, text: str) -> bool:
    before, first = text[: span.start][-1:], text[span.start : span.start + 1]
    last, after = text[: span.end][-1:], text[span.end : span.end + 1]
    begins = (not before or not before.isalnum()) and (first.isalnum() or first in "“《〈「『((【[‘+")
    return begins and (not after or not last.isalnum() or not after.isalnum())


def _supported(citation: Cited, case: Case) -> bool:
    if any(citation.span.overlaps(span) for span in case.placed.spans):
        return True
    quote = fold(citation.quote)
    return any(any_stands(forms, quote) for forms in case.item.members or ())


def _characters(spans: Iterable[DocSpan]) -> set[tuple[str, int]]:
    return {(span.doc_id, at) for span in spans for at in range(span.start, span.end)}
