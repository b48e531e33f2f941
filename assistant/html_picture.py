"""The picture of a text as HTML: tables of names by names, each mark a button that leads to its clauses."""

from collections.abc import Sequence
from html import escape

from assistant.coverage import Covered
from assistant.html import as_json, cite
from assistant.matrix import Mark, Matrix, as_csv, table_csv
from assistant.places import place
from corpus import Parsed


def overview(parsed: Parsed, made: Sequence[Matrix], covered: Sequence[Covered] = ()) -> str:
    """The picture of a document: a matrix for each pair of classes that its clauses join, and what questions cover."""
    name, title = escape(parsed.document.doc_id), escape(parsed.document.title)
    none = "" if made else f'<p class="how">《{title}》里没有可以成表的名称。</p>'
    pairs = [*map(_pair, made), *(["目录 × 题目与提问"] if covered else [])]
    options = "".join(f'<option value="{i}">{escape(pair)}</option>' for i, pair in enumerate(pairs))
    lead = (
        f'<select class="pair" aria-label="看哪一张表">{options}</select>'
        '<input type="search" class="sift" placeholder="筛选行与列" aria-label="筛选行与列">'
        if pairs
        else ""
    )
    figures = [grid(it, i) for i, it in enumerate(made)] + ([outline(covered, len(made))] if covered else [])
    lead = f'<div class="lead"><h2>总览</h2>{lead}</div>'
    return f'<div class="picture" data-of="{name}">{lead}{none}{"".join(figures)}</div>'


def outline(covered: Sequence[Covered], index: int) -> str:
    """The outline with how many stored questions and how many that people asked rest on each heading."""
    widest = max((c.gold for c in covered), default=0), max((c.asked for c in covered), default=0)
    rows = "".join(
        f'<tr class="level-{min(len(c.path), 4)}"><th scope="row"><button type="button" data-to="{c.start}" '
        f'title="{escape(place(c.path))}">{escape(c.path[-1])}</button></th>'
        f"{_bar(c.gold, widest[0])}{_bar(c.asked, widest[1])}</tr>"
        for c in covered
    )
    silent = sum(not c.gold for c in covered)
    how = f"每一节(连同其下各节)有多少评测题目以它为据,又有多少次回答引到它;{silent} 节还没有题目。点标题看原文。"
    plain = table_csv([["章节", "题目", "提问"], *([place(c.path), str(c.gold), str(c.asked)] for c in covered)])
    return (
        f'<figure class="grid cover" data-grid="{index}"{" hidden" if index else ""}>{_caption(how)}'
        '<div class="table" tabindex="0" role="region" aria-label="目录 × 题目与提问"><table><thead><tr><td></td>'
        f'<th scope="col">题目</th><th scope="col">提问</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f'<pre class="plain" hidden>{escape(plain)}</pre></figure>'
    )


def _bar(count: int, widest: int) -> str:
    share = round(100 * count / widest) if widest else 0
    return f'<td class="bar-cell"><i style="width:{share}%" aria-hidden="true"></i><span>{count or "—"}</span></td>'


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
        f"{_caption(how)}"
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


def _caption(how: str) -> str:
    files = '<button type="button" data-csv>CSV</button> <button type="button" data-table>xlsx</button>'
    return (
        f'<figcaption class="how">{how} <span class="files" role="group" aria-label="下载">{files}</span></figcaption>'
    )
