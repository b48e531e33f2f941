"""The picture of a text as HTML: tables of names by names, each mark a button that leads to its clauses."""

from collections.abc import Sequence
from html import escape

from assistant.html import as_json, cite
from assistant.matrix import Mark, Matrix, as_csv
from corpus import Parsed


def overview(parsed: Parsed, made: Sequence[Matrix]) -> str:
    """The picture of a document: a matrix of names by names for each pair of classes that its clauses join."""
    name, title = escape(parsed.document.doc_id), escape(parsed.document.title)
    if not made:
        none = f'<p class="how">《{title}》里没有可以成表的名称。</p>'
        return f'<div class="picture" data-of="{name}"><h2>总览</h2>{none}</div>'
    options = "".join(f'<option value="{i}">{escape(_pair(it))}</option>' for i, it in enumerate(made))
    return (
        f'<div class="picture" data-of="{name}"><div class="lead"><h2>总览</h2>'
        f'<select class="pair" aria-label="哪两类名称">{options}</select>'
        '<input type="search" class="sift" placeholder="筛选行与列" aria-label="筛选行与列"></div>'
        f"{''.join(grid(it, i) for i, it in enumerate(made))}</div>"
    )


def grid(it: Matrix, index: int) -> str:
    """A matrix as a table of buttons; each leads to its clauses."""
    marks = {(m.row, m.column): m for m in it.marks}
    head = "".join(
        f'<th scope="col"><button type="button" data-sort-column="{c}" title="按此列排序">{escape(words)}</button></th>'
        for c, words in enumerate(it.columns)
    )
    rows = "".join(
        f'<tr data-row="{r}"><th scope="row"><button type="button" data-sort-row="{r}" title="按此行排序">'
        f"{escape(name)}</button></th>{''.join(_square(it, marks.get((r, c)), c) for c in range(len(it.columns)))}</tr>"
        for r, name in enumerate(it.rows)
    )
    how = (
        f"按同一分句里的说法逐句整理:{it.checked} 个{escape(it.rows_are)}中 {len(it.rows)} 个有所记述,"
        f"共 {len(it.columns)} 列、{len(it.marks)} 格。点一格看原句,点行名或列名排序。"
    )
    return (
        f'<figure class="grid" data-grid="{index}"{" hidden" if index else ""}>'
        f'<figcaption class="how">{how} <button type="button" data-csv>CSV</button></figcaption>'
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(_pair(it))}">'
        f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<pre class="plain" hidden>{escape(as_csv(it))}</pre></figure>'
    )


def _square(it: Matrix, mark: Mark | None, column: int) -> str:
    if mark is None:
        return f'<td data-column="{column}"></td>'
    name = escape(f"{it.rows[mark.row]} × {it.columns[mark.column]}")
    cites = as_json([cite(c, str(i)) for i, c in enumerate(mark.clauses, 1)])
    return (
        f'<td data-column="{column}"><button type="button" class="square" data-square="{cites}" aria-label="{name}" '
        f'title="{name}"></button></td>'
    )


def _pair(it: Matrix) -> str:
    return f"{it.rows_are} × {it.columns_are}"
