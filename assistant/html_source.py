"""A document as one readable page: each sentence anchored by its offsets (code points of `Document.text`)."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant import html_changes
from assistant.places import place, standing
from corpus import Difference, Parsed, Passage, Reference, Section, references
from corpus.outline import doubt


def document(parsed: Parsed, newest: bool = True, versions: Sequence[str] = (), since: Difference | None = None) -> str:
    """A document as one readable page with a bar above it and its outline behind a button; an old version says so.

    `versions` can be switched to; `since` is the difference with another version, shown in its place.
    """
    it = parsed.document
    of_section = {k: tuple(v) for k, v in groupby(parsed.passages, key=lambda passage: passage.section_id)}
    links = Links(parsed)
    body = _old(it.version, newest)
    parts = [section(parsed, part, of_section.get(part.section_id, ()), links) for part in parsed.sections]
    body += html_changes.in_place(parsed.sections, parts, since) if since else "".join(parts)
    return (
        f'<div class="reader" data-doc="{escape(it.doc_id)}" data-version="{escape(it.version)}" '
        f'data-title="{escape(it.title)}">{_bar(it.title, html_changes.switch(it.version, versions, since))}'
        f'<nav class="outline" id="outline" aria-label="目录" hidden>{outline(parsed.sections)}</nav>'
        f'<article class="page" lang="zh-CN" tabindex="0" aria-label="原文:{escape(it.title)}">{body}'
        f"{_dropped(parsed)}</article></div>"
    )


class Links:
    """The cross-references of a document (见第三章), as buttons to the sections they mean."""

    def __init__(self, parsed: Parsed) -> None:
        self._sections = {part.section_id: part for part in parsed.sections}
        self._references = [found for found in references(parsed) if found.targets]

    def of(self, start: int, end: int) -> str:
        """Those made between two offsets, each section once; "" where there is none."""
        inside = {found.targets[0]: found for found in self._references if start <= found.start < end}
        return f'<span class="refs">{"".join(map(self._link, inside.values()))}</span>' if inside else ""

    def _link(self, found: Reference) -> str:
        part = self._sections[found.targets[0]]
        where = escape(place(part.path))
        return (
            f'<button type="button" data-to="{part.start}" title="{where}" aria-label="转到 {where}">'
            f"{escape(found.text)}</button>"
        )


def section(parsed: Parsed, part: Section, passages: Sequence[Passage], links: Links) -> str:
    """A section's own heading and paragraphs; its children follow as sections of their own."""
    paragraphs = [tuple(group) for _, group in groupby(passages, key=lambda passage: passage.paragraph)]
    front = part.level == 0
    body = "".join(_front(parsed, group) if front else _paragraph(parsed, group, links) for group in paragraphs)
    head = "" if front else _heading(parsed, part)
    return (
        f'<section class="part" data-a="{part.start}" data-path="{escape(place(part.path))}" '
        f'data-ref="{escape(standing(parsed.document.title, part.path))}">{head}{body}</section>'
    )


def outline(sections: Sequence[Section]) -> str:
    """The outline as one list of buttons, indented by level; each leads to its heading."""
    items = (
        f'<li class="level-{min(part.level, 4)}"><button type="button" data-to="{part.start}">'
        f"{escape(part.heading + doubt(part))}</button></li>"
        for part in sections
        if part.level > 0
    )
    return f"<ol>{''.join(items)}</ol>"


def _heading(parsed: Parsed, part: Section) -> str:
    start, end = part.heading_span if part.heading_span[0] >= 0 else (part.start, part.start)
    tag = f"h{min(part.level + 1, 6)}"
    words = span(parsed, start, end) if end > start else escape(part.heading)
    return f"<{tag}>{words}</{tag}>"


def _front(parsed: Parsed, group: Sequence[Passage]) -> str:
    start, end = group[0].start, group[-1].end
    title = parsed.document.front.title
    tag = "h1" if title is not None and title.start <= start < title.end else "p"
    return f'<{tag} class="front">{span(parsed, start, end)}</{tag}>'


def _paragraph(parsed: Parsed, group: Sequence[Passage], links: Links) -> str:
    number = group[0].paragraph
    sentences = "".join(span(parsed, start, end) for passage in group for start, end in passage.sentences)
    refs = links.of(group[0].start, group[-1].end)
    return (
        f'<p class="para" data-para="{number}"><button type="button" class="num" aria-haspopup="true" '
        f'aria-label="第{number}段:提问或引用">{number}</button>{sentences}{refs}</p>'
    )


def span(parsed: Parsed, start: int, end: int) -> str:
    """A sentence of the document, anchored by its offsets."""
    return f'<span class="s" data-a="{start}" data-b="{end}">{escape(parsed.document.text[start:end])}</span>'


def _bar(title: str, switch: str) -> str:
    return (
        f'<header class="bar"><p class="where" aria-live="polite"><b>{escape(title)}</b><span class="nth"></span></p>'
        f'<span class="count"></span>{switch}'
        '<button type="button" data-step="-1" aria-label="上一处引用" title="上一处引用(Alt+↑)">‹</button>'
        '<button type="button" data-step="1" aria-label="下一处引用" title="下一处引用(Alt+↓)">›</button>'
        '<button type="button" data-outline aria-expanded="false" aria-controls="outline">目录</button>'
        '<button type="button" class="close" data-close aria-label="收起原文">✕</button></header>'
    )


def _old(version: str, newest: bool) -> str:
    return (
        ""
        if newest
        else (
            f'<p class="dropped">这是以前的版本 {escape(version)},为核对当时的回答而显示。'
            '<button type="button" data-newest>看现在的版本</button></p>'
        )
    )


def _dropped(parsed: Parsed) -> str:
    names = {
        "contents": "目录",
        "header": "页眉",
        "footer": "页脚",
        "page_number": "页码",
        "furniture": "网页附带的文字",
    }
    kinds = list(dict.fromkeys(names[d.kind] for d in parsed.document.dropped))
    return f'<p class="dropped">未作为正文显示:{"、".join(kinds)}。</p>' if kinds else ""
