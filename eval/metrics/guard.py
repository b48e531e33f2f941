"""What the assistant's own guard promises (docs/design.md §3.6), counted from outside, on the answer alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from eval.metrics.members import shown_members
from eval.text import fold, numbers, plain, stands
from eval.types import AnswerView, Case


def violations(case: Case) -> float | None:
    """How many times the answer shows what its citations do not carry; 0 is right.

    Counted: a number in a statement, written sentence, list or table that stands in none of the cited quotes; a listed
    name that stands nowhere in the cited documents; a marker without citation; a completeness count that is not the
    number of members shown. Eligible: everything that was not refused.
    """
    return None if case.answer.refused else float(len(tuple(found(case.answer, case.texts))))


def found(answer: AnswerView, texts: Mapping[str, str]) -> Iterator[str]:
    """Each violation in words; `texts` are the documents' texts by id."""
    quotes = {citation.number: fold(citation.quote) for citation in answer.citations}
    words = {c.number: fold(texts[c.span.doc_id]) for c in answer.citations if c.span.doc_id in texts}
    for text, name, cites in _claims(answer):
        yield from (f"标号 [{number}] 没有引文" for number in cites if number not in quotes)
        quoted = "\n".join(quotes[number] for number in cites if number in quotes)
        yield from (f"数字 {each} 不在所引原文" for each in numbers(plain(text)) if not stands(each, quoted))
        if name and not cites:
            yield f"“{name}”没有引文"
        elif name and not any(fold(name) in words.get(number, fold(name)) for number in cites):
            yield f"“{name}”不在所引文档里"
    matched = (answer.check or {}).get("matched")
    shown = shown_members(answer)
    if matched is not None and shown and matched not in _sizes(answer):
        yield f"称 {matched} 个符合,列出 {len(shown)} 个"


def _claims(answer: AnswerView) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Each cited piece of an answer: its words, the name it is listed under, and the numbers it cites."""
    for block in answer.blocks:
        if block.get("type") == "statement":
            yield str(block.get("text", "")), "", (int(block["citation"]),)
        elif block.get("type") == "written":
            counted = (answer.check or {}).get("matched")  # how many there are is said of the set, not of a clause
            yield re.sub(rf"(?<!\d){counted}\s*个", "", str(block.get("text", ""))), "", _cites(block)
        elif block.get("type") == "list":
            for item in block.get("items", ()):
                yield str(item.get("text", "")), str(item.get("name", "")), _cites(item)
        elif block.get("type") == "table":
            for row in block.get("rows", ()):
                for cell in row[1:]:
                    if cell.get("text"):
                        yield str(cell["text"]), "", _cites(cell)


def _cites(piece: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(int(number) for number in piece.get("citations", ()))


def _sizes(answer: AnswerView) -> set[int]:
    """How many members an answer can be said to show: those of each list and table, and all together."""
    sizes = [len(block.get("items") or block.get("rows") or ()) for block in answer.blocks]
    return {*sizes, sum(sizes), len(set(shown_members(answer) or ()))}
