"""Blocks to Markdown with [n] markers: the `text` of an Answer."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.types import Block, Frame, ListBlock, Statement, TableBlock, Written


def markdown(blocks: Iterable[Block]) -> str:
    """Render blocks in order, a blank line between them."""
    return "\n\n".join(_block(b) for b in blocks)


def marks(numbers: Iterable[int]) -> str:
    """[1][2]."""
    return "".join(f"[{n}]" for n in numbers)


def _block(block: Block) -> str:
    match block:
        case Frame():
            return block.text
        case Statement():
            return f"{_name(block.about, block.text)}{block.text}{marks((block.citation,))}"
        case Written():
            return f"{block.text}{marks(block.citations)}"
        case ListBlock():
            lines = [block.label] if block.label else []
            for n, item in enumerate(block.items, 1):
                head = f"{n}. " if block.ordered else "- "
                lines.append(f"{head}{_name(item.name, item.text)}{item.text}{marks(item.citations)}")
            return "\n".join(lines)
        case TableBlock():
            rows = ["| " + " | ".join(block.header) + " |", "|" + " --- |" * len(block.header)]
            rows += ["| " + " | ".join(f"{c.text}{marks(c.citations)}" for c in row) + " |" for row in block.rows]
            return "\n".join(rows)


def _name(name: str, text: str) -> str:
    return f"**{name}**{' ' if text else ''}" if name else ""
