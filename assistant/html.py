"""Answers, and what stands around them, as HTML: pure functions, every word escaped.

The page's script (page/script.js) reads the data attributes that stand here: `data-cites` of a turn, `data-ask`,
`data-correct`, `data-open`. It never parses words.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from assistant import sheet
from assistant.places import place
from assistant.sheet import sign_of
from assistant.types import (
    Answer,
    Block,
    Citation,
    Exchange,
    Frame,
    ListBlock,
    ListItem,
    Statement,
    TableBlock,
    Written,
)
from corpus import Parsed

PAUSES = ",,::、 "  # what may stand between a name and what is said of it
VERDICTS: Mapping[str, str] = {"helpful": "有帮助", "wrong": "有问题"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier conversation as the rail lists it; `day` is the day of its last question, `found` what was sought."""

    kept_id: str
    title: str
    day: date
    found: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that is being answered, with the key by which it can be given up.

    It stands last, or in the place of turn `at`; `so_far` is what a model has written of its answer.
    """

    question: str
    key: str = ""
    at: int | None = None
    so_far: Answer | None = None


# ------------------------------------------------------------------------------------------------------ answers


def thread(turns: Sequence[Exchange], pending: Pending | None = None, examples: Sequence[str] = ()) -> str:
    """The conversation: a welcome with example questions when it is empty.

    The page changes what differs and leaves the rest, so an answer that grows is read aloud sentence by sentence.
    """
    if not turns and not pending:
        return welcome(examples)
    last = len(turns) - 1
    parts = [turn(exchange, i, last=i == last and not pending) for i, exchange in enumerate(turns)]
    if pending:
        where = len(turns) if pending.at is None else pending.at
        parts[where : where + 1] = [waiting(pending, where)]
    return f'<div role="log" aria-label="问答">{"".join(parts)}</div>'


def welcome(examples: Sequence[str]) -> str:
    """What an empty conversation says, with questions to press."""
    return (
        '<div class="welcome"><h2>问规划,看原文</h2>'
        "<p>用自己的话提问。回答由规划的原句组成,每一句都能点开出处;规划没有说的,会直说没有。</p>"
        f'<ul class="examples" aria-label="例题">{_buttons(examples)}</ul></div>'
    )


def waiting(pending: Pending, index: int) -> str:
    """A question with its answer so far; that there is none yet is said only after a moment (CSS).

    The line that says so stands where the status will stand: nothing moves when the next sentence or the end comes.
    """
    kind, words, attributes, taken, written = "waiting", "正在查找原文", 'aria-busy="true"', "", ""
    if so_far := pending.so_far:
        kind, words, taken, written = "growing", "模型在写,逐句核对", understood(so_far), blocks(so_far)
        attributes = f'data-cites="{as_json([cite(c, str(c.number)) for c in so_far.citations])}"'
    stop = f'<button type="button" data-stop="{escape(pending.key)}">停止</button>' if pending.key else ""
    return (
        f'<section class="turn" id="turn-{index}" {attributes}>{_asked(pending.question, taken)}'
        f'<div class="answer {kind}"><p class="status silent"><span aria-hidden="true">…</span> {words}{stop}</p>'
        f"{written}</div></section>"
    )


def turn(exchange: Exchange, index: int, last: bool = False) -> str:
    """One question with its answer; follow-up questions stand under the last one only."""
    answer = exchange.answer
    cites = [cite(c, str(c.number)) for c in answer.citations]
    near = [cite(c, f"n{i}") for i, c in enumerate(answer.nearest, 1)]
    return (
        f'<section class="turn" id="turn-{index}" data-turn="{index}" data-cites="{as_json(cites)}" '
        f'data-near="{as_json(near)}">'
        f"{_asked(answer.question, understood(answer))}"
        f'<div class="answer">{status(answer)}{blocks(answer)}{check(answer)}{years(exchange)}{nearest(answer)}'
        f"{notices(exchange)}"
        f"{tools(exchange, index)}</div>"
        f"{follow_ups(answer) if last else ''}</section>"
    )


def understood(answer: Answer) -> str:
    """The question as it was understood, to press and correct, where that differs from what was typed."""
    words = escape(sheet.understood(answer))
    if not words:
        return ""
    return (
        f'<p class="understood">理解为:<button type="button" data-correct title="点一下修改,改好再问">{words}'
        "</button></p>"
    )


def status(answer: Answer) -> str:
    """The status in word, sign and tint."""
    tint, sign, words = sign_of(answer)
    return f'<p class="status {tint}"><span aria-hidden="true">{sign}</span> {words}</p>'


def blocks(answer: Answer) -> str:
    """The blocks in order, with the error in words where there is one."""
    by_number = {c.number: c for c in answer.citations}
    parts = [block(b, by_number) for b in answer.blocks]
    if answer.error and not any(isinstance(b, Frame) and answer.error in b.text for b in answer.blocks):
        parts.append(f'<p class="frame">{escape(answer.error)}</p>')
    return "".join(parts)


def block(item: Block, citations: Mapping[int, Citation]) -> str:
    """One block: the plan's words in `said`, ours in `frame`."""
    if isinstance(item, Statement):
        about = f"<b>{escape(item.about)}</b> " if item.about else ""
        return f'<p class="said">{about}{marked(item.text, [item.citation], citations)}</p>'
    if isinstance(item, Written):
        return f'<p class="said written">{marked(item.text, item.citations, citations)}</p>'
    if isinstance(item, ListBlock):
        return _list(item, citations)
    if isinstance(item, TableBlock):
        return _table(item, citations)
    return f'<p class="frame">{escape(item.text)}</p>'


def marked(text: str, numbers: Iterable[int], citations: Mapping[int, Citation]) -> str:
    """Words and their markers; a marker never begins a line, so the last two characters stay with it."""
    return f'{escape(text[:-2])}<span class="tail">{escape(text[-2:])}{markers(numbers, citations)}</span>'


def markers(numbers: Iterable[int], citations: Mapping[int, Citation]) -> str:
    """The [n] of a clause as buttons; a reader of the screen hears where each leads."""
    return "".join(_marker(n, citations.get(n)) for n in numbers)


def _marker(number: int, citation: Citation | None) -> str:
    if citation is None:
        return ""
    where = escape(place(citation.path, citation.paragraph) + citation.original)
    return (
        f'<button type="button" class="cite" data-key="{number}" title="{where}" aria-label="出处 {number}:{where}">'
        f"{number}</button>"
    )


def _list(item: ListBlock, citations: Mapping[int, Citation]) -> str:
    tag = "ol" if item.ordered else "ul"
    label = f'<p class="frame label">{escape(item.label)}</p>' if item.label else ""
    shared = {(i.text, i.citations) for i in item.items}
    if len(item.items) > 1 and len(shared) == 1 and item.items[0].text:  # one clause names them all: say it once
        names = "".join(f"<li><b>{escape(i.name)}</b></li>" for i in item.items)
        said = f'<p class="said">{marked(item.items[0].text, item.items[0].citations, citations)}</p>'
        return f'{label}<{tag} class="names">{names}</{tag}>{said}'
    bare = "" if any(i.text for i in item.items) else ' class="names"'
    return f"{label}<{tag}{bare}>{''.join(_member(i, citations) for i in item.items)}</{tag}>"


def _member(item: ListItem, citations: Mapping[int, Citation]) -> str:
    rest = item.text.removeprefix(item.name).lstrip(PAUSES) if item.name else item.text
    name = f"<b>{escape(item.name)}</b>" if item.name else ""
    said = f'<span class="said">{marked(rest, item.citations, citations)}</span>' if rest else ""
    return f"<li>{name}{said or markers(item.citations, citations)}</li>"


def _table(item: TableBlock, citations: Mapping[int, Citation]) -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' if words else "<td></td>" for words in item.header)
    rows = []
    for row in item.rows:
        cells = []
        for i, cell in enumerate(row):
            if i == 0:
                cells.append(f'<th scope="row">{escape(cell.text)}{markers(cell.citations, citations)}</th>')
            elif cell.text:
                cells.append(f'<td class="said">{marked(cell.text, cell.citations, citations)}</td>')
            else:
                cells.append('<td class="none"><span aria-label="规划未提到">—</span></td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="table" tabindex="0" role="region" aria-label="对照表">{table}</div>'


def check(answer: Answer) -> str:
    """The completeness line, unless a frame already says it."""
    found = answer.check
    if found is None or any(isinstance(b, Frame) and str(found.checked) in b.text for b in answer.blocks):
        return ""
    return f'<p class="frame">{found.checked} 个{escape(found.name)}逐一核对,{found.matched} 个符合。</p>'


def nearest(answer: Answer) -> str:
    """The nearest clauses of a refusal, marked as no answer."""
    if not answer.nearest:
        return ""
    quotes = "".join(
        f"<blockquote><p>{escape(c.quote)}</p>"
        f'<button type="button" class="near" data-key="n{i}">{escape(place(c.path, c.paragraph) + c.original)}</button>'
        "</blockquote>"
        for i, c in enumerate(answer.nearest, 1)
    )
    said = any(isinstance(b, Frame) and "不是答案" in b.text for b in answer.blocks)
    label = "" if said else '<p class="frame">最接近的条文(不是答案):</p>'
    return f'<div class="nearest">{label}{quotes}</div>'


def years(exchange: Exchange) -> str:
    """The years that clauses speak of without saying so, with the clauses."""
    citations = {c.number: c for c in exchange.answer.citations}
    said = [
        f"{escape(year)} {markers(sorted(n for n, y in exchange.years.items() if y == year), citations)}"
        for year in dict.fromkeys(exchange.years.values())
    ]
    return f'<p class="frame years">说的是:{"  ".join(said)}</p>' if said else ""


def notices(exchange: Exchange) -> str:
    """Remarks on the answer, one a line."""
    aged = ("这条回答依据的文本已有新版本;可以再问一次。",) if exchange.aged else ()
    return "".join(f'<p class="notice">{escape(words)}</p>' for words in (*exchange.answer.notices, *aged))


def tools(exchange: Exchange, index: int) -> str:
    """Copy, ask again, export, a verdict with a note, and the time it took."""
    judge = "".join(
        f'<button type="button" data-verdict="{verdict}" aria-pressed="{str(exchange.verdict == verdict).lower()}">'
        f"{words}</button>"
        for verdict, words in VERDICTS.items()
    )
    thanks = '<span class="thanks" role="status">已记下</span>' if exchange.verdict else ""
    total = exchange.answer.timings_ms.get("total")
    took = f'<span class="took">{duration(total)}</span>' if total is not None else ""
    return (
        '<div class="tools" role="group" aria-label="对这个回答" aria-live="off">'
        '<button type="button" data-copy>复制(带出处)</button>'
        '<button type="button" data-again>再问一次</button>'
        f"{_exports('导出')}{judge}{thanks}{took}"
        f'<pre class="plain" hidden>{escape(sheet.markdown(exchange, locators=False))}</pre></div>'
        '<form class="note" hidden><input name="note" maxlength="500" aria-label="哪里有问题" '
        'placeholder="哪里有问题?(可不填)" autocomplete="off"><button type="submit">发送</button>'
        '<button type="button" data-cancel>取消</button></form>'
    )


def _exports(what: str) -> str:
    kinds = {"md": "Markdown", "docx": "Word"}
    buttons = "".join(
        f'<button type="button" data-export="{kind}" aria-label="{what}为 {name}">{name}</button>'
        for kind, name in kinds.items()
    )
    return f'<span class="exports" role="group" aria-label="{what}">{what}:{buttons}</span>'


def parcel(name: str, content: bytes, kind: str, number: int) -> str:
    """A file for the script to save; `number` tells one parcel from the same one sent again."""
    packed = b64encode(content).decode()
    return (
        f'<a hidden data-name="{escape(name)}" data-kind="{escape(kind)}" data-number="{number}" '
        f'data-packed="{packed}"></a>'
    )


def duration(milliseconds: float) -> str:
    """A time in words: 18 毫秒, 1.3 秒."""
    return f"{max(1, round(milliseconds))} 毫秒" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} 秒"


def follow_ups(answer: Answer) -> str:
    """Questions that the corpus can answer next."""
    if not answer.follow_ups:
        return ""
    return f'<ul class="follow" aria-label="接着问">{_buttons(answer.follow_ups)}</ul>'


def _asked(question: str, understood: str) -> str:
    return f'<div class="question"><p class="asked"><span>{escape(question)}</span></p>{understood}</div>'


def _buttons(questions: Iterable[str]) -> str:
    return "".join(
        f'<li><button type="button" data-ask="{escape(words)}">{escape(words)}</button></li>' for words in questions
    )


def cite(citation: Citation, key: str) -> dict[str, object]:
    """What the script needs to show a citation in the source."""
    return {
        "key": key,
        "doc": citation.doc_id,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "path": place(citation.path),
        "paragraph": citation.paragraph,
        "quote": citation.quote,
    }


def as_json(value: object) -> str:
    """A value for a data attribute."""
    return escape(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


# ------------------------------------------------------------------------------------------------------ the rest


def masthead(documents: Sequence[Parsed], shown: str = "", desk: bool = False) -> str:
    """The top line: the seal, the name, the views, and the document that is open; a choice where there are several.

    `desk` adds the views of those who keep the texts.
    """
    views = {"picture": "总览"} | ({"texts": "文本", "evaluation": "评测"} if desk else {})
    buttons = "".join(f'<button type="button" data-view="{name}">{words}</button>' for name, words in views.items())
    return (
        '<header class="mast"><button type="button" class="menu" data-rail aria-label="提问记录" '
        'aria-expanded="false">☰</button><span class="seal" aria-hidden="true">策<br>问</span><h1>策问</h1>'
        '<nav class="views" aria-label="页面"><button type="button" data-view="chat" aria-current="page">问答</button>'
        f"{buttons}</nav>"
        f'<span class="gap"></span>{_choice(documents, shown)}'
        '<button type="button" class="read" data-read>原文</button></header>'
    )


def _choice(documents: Sequence[Parsed], shown: str) -> str:
    if len(documents) == 1:
        return f'<span class="doc">{escape(documents[0].document.title)}</span>'
    options = "".join(
        f'<option value="{escape(p.document.doc_id)}"{" selected" if p.document.doc_id == shown else ""}>'
        f"{escape(p.document.title)}</option>"
        for p in documents
    )
    return f'<span class="choice"><select class="doc" aria-label="原文">{options}</select></span>'


def finder() -> str:
    """What stands above the list of conversations: a new one, and the search."""
    return (
        '<div class="finder"><button type="button" class="new" data-new>+ 新的提问</button>'
        '<input type="search" class="find" placeholder="查找提问和回答" aria-label="查找提问和回答" '
        'maxlength="100"></div>'
    )


def rail(
    kept: Sequence[Kept],
    current: str,
    turns: Sequence[Exchange],
    today: date,
    words: str = "",
    deleted: Kept | None = None,
    trouble: str = "",
) -> str:
    """Earlier conversations by day, the open one with its questions under it.

    `words` are what was searched for; `deleted` can be brought back; `trouble` says why none can be kept.
    """
    groups = [
        f"<h2>{escape(name)}</h2><ul>{''.join(_kept(k, turns if k.kept_id == current else None) for k in group)}</ul>"
        for name, group in groupby(kept, key=lambda k: day(k.day, today))
    ]
    undo = ""
    if deleted is not None:
        undo = (
            f'<p class="undo" role="status">已删除“{escape(deleted.title)}” '
            f'<button type="button" data-restore="{escape(deleted.kept_id)}">撤销</button></p>'
        )
    wrong = f'<p class="undo" role="alert">⚠ {escape(trouble)}</p>' if trouble else ""
    none = '<p class="undo">没有找到</p>' if words and not kept else ""
    inner = f"{wrong}{undo}{none}{''.join(groups)}"
    return f'<nav class="kept" aria-label="提问记录" data-find="{escape(words)}">{inner}</nav>'


def day(of: date, today: date) -> str:
    """A day as people say it."""
    days = (today - of).days
    return "今天" if days <= 0 else "昨天" if days == 1 else "近七天" if days < 7 else "更早"


def _kept(kept: Kept, turns: Sequence[Exchange] | None) -> str:
    name, key = escape(kept.title), escape(kept.kept_id)
    here = ' aria-current="true"' if turns is not None else ""
    inner = f'<p class="found">{escape(kept.found)}</p>' if kept.found else ""
    if turns is not None and len(turns) > 1:
        steps = "".join(
            f'<li><button type="button" data-turn-to="{i}">{escape(t.answer.question)}</button></li>'
            for i, t in enumerate(turns)
        )
        inner += f"<ol>{steps}</ol>"
    if turns:
        inner += f'<p class="whole">{_exports("全部导出")}</p>'
    return (
        f'<li class="one" data-title="{name}"{here}><div>'
        f'<button type="button" class="open" data-open="{key}"{here}>{name}</button>'
        f'<button type="button" class="act" data-rename="{key}" aria-label="改名:{name}">改名</button>'
        f'<button type="button" class="act" data-delete="{key}" aria-label="删除:{name}">删除</button></div>'
        f"{inner}</li>"
    )
