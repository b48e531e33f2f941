"""Words of answers and clauses as HTML."""

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_MARKER = re.compile(r"\[(\d+)\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def page(template: str, **fields: Any) -> str:
    """A page from a template of this folder, everything escaped that is not Markup."""
    return environment().get_template(template).render(**fields)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates beside this file."""
    folder = Path(__file__).parent
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["answer"] = answer_html
    made.globals["css"] = Markup((folder / "page.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
    return made


def answer_html(text: str) -> Markup:
    """An answer's Markdown as it is read: markers raised, bold kept, lines as they are."""
    safe = html.escape(text)
    safe = _MARKER.sub(r"<sup>[\1]</sup>", safe)
    return Markup(_BOLD.sub(r"<b>\1</b>", safe))  # noqa: S704  escaped above


def marked(text: str, start: int, spans: Iterable[Sequence[int]]) -> Markup:
    """Words that stand at `start` in a document, with the spans marked."""
    inside = bytearray(len(text))
    for low, high in spans:
        low, high = max(0, low - start), min(len(text), high - start)
        if low < high:
            inside[low:high] = b"\x01" * (high - low)
    parts, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and inside[end] == inside[at]:
            end += 1
        words = html.escape(text[at:end])
        parts.append(f"<mark>{words}</mark>" if inside[at] else words)
        at = end
    return Markup("".join(parts))  # noqa: S704  escaped above
