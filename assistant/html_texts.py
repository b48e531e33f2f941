"""The library as HTML: which texts there are, and what a file would become before it is taken in."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant import html_changes
from corpus import Difference, DocumentInfo, Parsed
from corpus.outline import DROP_NAMES, doubt, report

LONGEST_DROPPED = 400  # characters of what was dropped


def progress(what: str, done: int, total: int, stop: bool = False) -> str:
    """How far a long piece of work is; without a total, that it is under way."""
    share = f' value="{done}" max="{total}"' if total else ""
    figures = f"{done} / {total}" if total else ""
    button = '<button type="button" data-halt>停止</button>' if stop else ""
    return (
        f'<p class="going" role="status"><label>{escape(what)} <progress{share}></progress></label> '
        f"<span>{figures}</span> {button}</p>"
    )


def desk(
    infos: Sequence[DocumentInfo],
    indexed: Mapping[str, str],
    looked: str = "",
    said: str = "",
    trouble: str = "",
    going: str = "",
) -> str:
    """The whole view: the texts, what has just been done or went wrong, what is under way, and a file in review."""
    wrong = (
        f'<p class="trouble" role="alert"><span aria-hidden="true">⚠</span> {escape(trouble)}</p>' if trouble else ""
    )
    done = f'<p class="done" role="status"><span aria-hidden="true">✓</span> {escape(said)}</p>' if said else ""
    due = stale(infos, indexed)
    main = ' class="chief"' if due and not looked else ""
    build = "" if going else f'<button type="button"{main} data-make>{"建索引" if due else "重建索引"}</button>'
    score = "" if going or due else '<button type="button" data-score>重新评测</button>'
    return (
        f'<div class="desk" data-indexed="{escape(" ".join(sorted(indexed.values())))}">'
        f'{wrong}{done}{going}{looked}{library(infos, indexed)}<p class="acts">{build}{score}</p></div>'
    )


def library(infos: Sequence[DocumentInfo], indexed: Mapping[str, str]) -> str:
    """The texts with their versions; `indexed` are the versions (by document) that can be asked."""
    rows = "".join(_text(info, indexed.get(info.doc_id, "")) for info in infos)
    return (
        '<table class="texts"><thead><tr><th scope="col">文本</th><th scope="col">编号</th><th scope="col">字数</th>'
        f'<th scope="col">版本</th><th scope="col">索引</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _text(info: DocumentInfo, indexed: str) -> str:
    older = "".join(
        f'<li>{escape(version)} <button type="button" data-back="{escape(version)}" data-doc="{escape(info.doc_id)}">'
        "恢复这一版</button></li>"
        for version in info.versions
        if version != info.version
    )
    older = f"<details><summary>以前的 {len(info.versions) - 1} 版</summary><ul>{older}</ul></details>" if older else ""
    state = "在用" if indexed == info.version else "是旧版本" if indexed else "还没有"
    return (
        f'<tr><th scope="row">{escape(info.title)}</th><td>{escape(info.doc_id)}</td><td>{info.characters}</td>'
        f'<td>{escape(info.version)}{older}</td><td class="{"ok" if state == "在用" else "due"}">{state}</td></tr>'
    )


def stale(infos: Sequence[DocumentInfo], indexed: Mapping[str, str]) -> bool:
    """Whether what can be asked is not what the library holds."""
    return {info.doc_id: info.version for info in infos} != dict(indexed)


def review(parsed: Parsed, name: str, chosen: str, infos: Sequence[DocumentInfo], difference: Difference | None) -> str:
    """A file as it was read, before it is taken in as `chosen`: outline, what was dropped, what differs from before."""
    found = report(parsed)
    families = (
        "、".join(f"{family} {count}" for family, count in found["counts"].items()) or "没有认出标题,全文作为一节"
    )
    unread = [page for page in found["recognised"] if page["confidence"] is not None]
    lost = [reference["text"] for reference in found["references"] if not reference["targets"]]
    facts = [
        f"{found['characters']} 字,{len(parsed.sections) - 1} 节({families}),{len(parsed.passages)} 段",
        f"正文覆盖 {found['coverage']:.2%}",
        *([f"{len(unread)} 页是识别出来的,请核对原件"] if unread else []),
        *([f"没有对应章节的引用 {len(lost)} 处:{'、'.join(dict.fromkeys(lost))}"] if lost else []),
    ]
    return (
        f'<section class="review" aria-label="收入之前"><h3>《{escape(parsed.document.title)}》</h3>'
        f'<p class="how">{escape(name)} · {escape(";".join(facts))}</p>'
        f'<p class="as"><label>收入为 <select class="as-doc">{_choices(chosen, infos)}</select></label>'
        '<button type="button" class="chief" data-accept>收入</button>'
        '<button type="button" data-discard>放弃</button></p>'
        f"{html_changes.changes(difference) if difference else ''}{_dropped(parsed)}{_tree(parsed, found['sections'])}"
        "</section>"
    )


def _choices(chosen: str, infos: Sequence[DocumentInfo]) -> str:
    known = {info.doc_id: f"《{info.title}》的新版本" for info in infos}
    new = {} if chosen in known else {chosen: f"新的文本,编号 {chosen}"}
    return "".join(
        f'<option value="{escape(doc_id)}"{" selected" if doc_id == chosen else ""}>{escape(words)}</option>'
        for doc_id, words in (new | known).items()
    )


def _dropped(parsed: Parsed) -> str:
    rows = "".join(
        f"<li><b>{DROP_NAMES[d.kind]}</b> {escape(' / '.join(d.text.split())[:LONGEST_DROPPED])}</li>"
        for d in parsed.document.dropped
    )
    count = len(parsed.document.dropped)
    return f"<details><summary>没有计入正文的 {count} 处</summary><ul>{rows}</ul></details>" if count else ""


def _tree(parsed: Parsed, sections: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f'<li class="level-{min(s.level, 4)}">{escape(s.heading)} '
        f"<span>{told['passages']} 段{escape(doubt(s))}</span></li>"
        for s, told in zip(parsed.sections, sections, strict=True)
        if s.level
    )
    return f'<details open><summary>读出的目录</summary><ol class="tree">{rows}</ol></details>' if rows else ""
