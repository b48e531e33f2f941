"""An answer sheet as Markdown: what was asked and answered, the clauses behind it, and of which version they are.

A clause's locator 〔document@version:start-end〕 lets `python -m assistant verify` find it again in the text.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.places import reference
from assistant.types import Answer, Citation, Exchange

SIGNS: Mapping[str, tuple[str, str, str]] = {  # status or reason -> tint, sign, words
    "answered": ("ok", "✓", "已回答"),
    "corrected": ("amended", "✎", "已更正"),
    "absent": ("silent", "∅", "规划未涉及"),
    "unquantified": ("silent", "∅", "规划未给出数值"),
    "out_of_scope": ("silent", "∅", "与本规划无关"),
    "invalid": ("failed", "⚠", "请改一改问题"),
    "error": ("failed", "⚠", "出错"),
}
SOURCES, NEAREST = "出处", "最接近的条文(不是答案)"


def sign_of(answer: Answer) -> tuple[str, str, str]:
    """Tint, sign and words for an answer's status, by its reason where it has one."""
    return SIGNS[answer.reason or ("absent" if answer.status == "refused" else answer.status)]


def understood(answer: Answer) -> str:
    """The question as it was understood; "" where that is what was asked."""
    return answer.standalone if answer.standalone.strip() != answer.question.strip() else ""


def cited(answer: Answer) -> list[tuple[int, Citation]]:
    """The clauses behind an answer with their numbers, or the nearest ones of a refusal."""
    return [(c.number if c.number > 0 else i, c) for i, c in enumerate(answer.citations or answer.nearest, 1)]


def locator(citation: Citation) -> str:
    """Where a clause stands, for a program: 〔document@version:start-end〕."""
    return f"〔{citation.doc_id}@{citation.version}:{citation.start}-{citation.end}〕"


def basis(answer: Answer, at: datetime | None) -> str:
    """Which versions an answer rests on, and when it was given."""
    texts = dict.fromkeys(f"《{c.title}》版本 {c.version}" for _, c in cited(answer))
    when = [f"{at.astimezone():%Y年%-m月%-d日 %H:%M} 作答"] if at else []
    return ";".join([f"依据:{'、'.join(texts)}"] * bool(texts) + when)


def markdown(exchange: Exchange, locators: bool = True) -> str:
    """One answer with its sources; without locators for pasting. Not HTML: escape it before it is shown."""
    answer = exchange.answer
    _, sign, words = sign_of(answer)
    parts = [f"## {_line(answer.question)}"]
    if understood(answer):
        parts.append(f"理解为:{_line(answer.standalone)}")
    parts += [f"{sign} {words}", (answer.text or answer.error or "").strip()]
    if sources := cited(answer):
        parts.append(f"{SOURCES if answer.citations else NEAREST}:")
        parts += [_source(number, c, exchange, locators) for number, c in sources]
    if rest := basis(answer, exchange.at):
        parts.append(rest)
    return "\n\n".join(part for part in parts if part) + "\n"


def conversation(title: str, exchanges: Sequence[Exchange]) -> str:
    """A whole conversation under its title."""
    return "\n".join([f"# {_line(title)}\n", *(markdown(exchange) for exchange in exchanges)])


def where(citation: Citation, exchange: Exchange) -> str:
    """Where a clause stands as it is cited in writing, the year that it speaks of without saying so, and its page."""
    year = exchange.years.get(citation.number)
    said = f"(说的是{year})" if year else ""
    return f"{reference(citation.title, citation.path, citation.paragraph)}{said}{citation.original}"


def _source(number: int, c: Citation, exchange: Exchange, locators: bool) -> str:
    return f"[{number}] {_line(c.quote)}\n    ——{where(c, exchange)}{locator(c) if locators else ''}"


def _line(words: str) -> str:
    return " ".join(words.split())
