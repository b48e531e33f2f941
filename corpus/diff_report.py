"""The difference of two documents as text, as JSON and as a page that stands by itself."""

import html
from collections import Counter
from difflib import SequenceMatcher
from typing import Any

from corpus.types import Detail, Difference, SectionChange, SentenceChange

KINDS = {"added": "新增", "removed": "删去", "renamed": "改名", "moved": "移动", "changed": "修改"}
DETAILS = {"number": "数字", "date": "日期", "member": "列举"}
_STYLE = """
body{font-family:system-ui,"Noto Sans CJK SC",sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
body{line-height:1.7}
h2{font-size:1.05rem;margin:1.8rem 0 .4rem}
.kind{font-size:.8rem;border:1px solid;border-radius:.3rem;padding:0 .4rem;margin-right:.4rem}
table{width:100%;border-collapse:collapse;table-layout:fixed}
td{vertical-align:top;padding:.4rem .6rem;border-top:1px solid #8884}
ins{background:#2da44e33;text-decoration:none}
del{background:#cf222e2b}
.detail{font-size:.85rem;opacity:.8}
@media(max-width:40rem){td{display:block;border-top:0}tr{display:block;border-top:1px solid #8884}}
@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}}
"""


def data(difference: Difference) -> dict[str, Any]:
    """Give the difference as plain data for JSON."""
    return {
        "old": _document(difference, "old"),
        "new": _document(difference, "new"),
        "summary": {**counts(difference), "unchanged": difference.unchanged},
        "sections": [
            {
                "kinds": list(change.kinds),
                "old_path": None if change.old_path is None else list(change.old_path),
                "new_path": None if change.new_path is None else list(change.new_path),
                "sentences": [
                    {
                        "old": s.old,
                        "new": s.new,
                        "old_span": s.old_span,
                        "new_span": s.new_span,
                        "details": [{"kind": d.kind, "old": d.old, "new": d.new} for d in s.details],
                    }
                    for s in change.sentences
                ],
            }
            for change in difference.sections
        ],
    }


def counts(difference: Difference) -> dict[str, int]:
    """Count the sections of each kind of change."""
    counted: Counter[str] = Counter(kind for change in difference.sections for kind in change.kinds)
    return {kind: counted[kind] for kind in KINDS}


def text(difference: Difference) -> str:
    """Give the difference as text for the terminal, old sentences with -, new ones with +."""
    lines = [_headline(difference), _summary(difference)]
    for change in difference.sections:
        lines += ["", f"【{'、'.join(KINDS[k] for k in change.kinds)}】{_where(change)}"]
        for sentence in change.sentences:
            lines += [f"  - {sentence.old}"] if sentence.old is not None else []
            lines += [f"  + {sentence.new}"] if sentence.new is not None else []
            lines += [f"    {line}" for line in called_out(sentence)]
    return "\n".join(lines)


def page(difference: Difference) -> str:
    """Give the difference as an HTML page, the two texts side by side."""
    parts = [
        "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>{html.escape(_headline(difference))}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{html.escape(difference.new.title)}</h1><p>{html.escape(_headline(difference))}</p>",
        f"<p>{html.escape(_summary(difference))}</p>",
    ]
    for change in difference.sections:
        labels = "".join(f"<span class='kind'>{KINDS[k]}</span>" for k in change.kinds)
        parts.append(f"<h2>{labels}{html.escape(_where(change))}</h2>")
        rows = "".join(_row(sentence) for sentence in change.sentences)
        parts.append(f"<table>{rows}</table>" if rows else "")
    if not difference.sections:
        parts.append("<p>两份文本没有差异。</p>")
    return "\n".join([*parts, "</body></html>"])


def _document(difference: Difference, side: str) -> dict[str, str]:
    document = difference.old if side == "old" else difference.new
    return {"doc_id": document.doc_id, "version": document.version, "title": document.title, "source": document.source}


def _headline(difference: Difference) -> str:
    old, new = difference.old, difference.new
    return f"{old.doc_id}({old.version})→ {new.doc_id}({new.version})"


def _summary(difference: Difference) -> str:
    counted = "、".join(f"{KINDS[kind]} {count}" for kind, count in counts(difference).items() if count)
    return f"{counted or '没有差异'};未变 {difference.unchanged} 节"


def _where(change: SectionChange) -> str:
    old, new = (None if path is None else " / ".join(path) or "卷首" for path in (change.old_path, change.new_path))
    if old is None or new is None or old == new:
        return new or old or "卷首"
    return f"{old} → {new}"


def called_out(sentence: SentenceChange) -> list[str]:
    """What changed in figures, dates and enumerations: 数字:31→32, 新增:朝阳园."""
    lines = [f"{DETAILS[d.kind]}:{d.old}→{d.new}" for d in sentence.details if d.old and d.new]
    for name, side in (("新增", "new"), ("删去", "old")):
        alone = [_only(d, side) for d in sentence.details if bool(d.old) != bool(d.new) and _only(d, side)]
        lines += [f"{name}:{'、'.join(alone)}"] if alone else []
    return lines


def _only(detail: Detail, side: str) -> str:
    return detail.new if side == "new" else detail.old


def _row(sentence: SentenceChange) -> str:
    old, new = _marked(sentence.old or "", sentence.new or "")
    notes = "".join(f"<div class='detail'>{html.escape(line)}</div>" for line in called_out(sentence))
    return f"<tr><td>{old}</td><td>{new}{notes}</td></tr>"


def _marked(old: str, new: str) -> tuple[str, str]:
    left, right = [], []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        one, other = html.escape(old[a:b]), html.escape(new[c:d])
        left.append(one if tag == "equal" or not one else f"<del>{one}</del>")
        right.append(other if tag == "equal" or not other else f"<ins>{other}</ins>")
    return "".join(left), "".join(right)
