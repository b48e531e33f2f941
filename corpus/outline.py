"""What `python -m corpus outline` shows: the tree, what was dropped, and how much of the body it covers."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from corpus.ocr import SURE, caution
from corpus.references import references
from corpus.sections import own_text
from corpus.types import Parsed, Passage, Section

DROP_NAMES = {
    "contents": "目录",
    "header": "页眉",
    "footer": "页脚",
    "page_number": "页码",
    "furniture": "网页附属文字",
}


def coverage(parsed: Parsed) -> float:
    """Give the share of the body's letters and figures that stand in a heading or a passage (1.0 is all of them)."""
    text = parsed.document.text
    dropped = [(d.start, d.end) for d in parsed.document.dropped if d.start >= 0]
    spans = [(p.start, p.end) for p in parsed.passages] + [s.heading_span for s in parsed.sections[1:]]
    inside = sum(_letters(text[start:end]) for start, end in spans)
    body = sum(_letters(text[start:end]) for s in parsed.sections for start, end in own_text(s, dropped))
    return inside / body if body else 1.0


def report(parsed: Parsed) -> dict[str, Any]:
    """Give the outline as plain data for JSON."""
    document = parsed.document
    paragraphs = Counter(p.section_id for p in parsed.passages)
    paths = {s.section_id: s.path for s in parsed.sections}
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "source": document.source,
        "version": document.version,
        "characters": len(document.text),
        "pages": len(document.pages) or None,
        "recognised": [{"page": p.number, "confidence": p.confidence} for p in document.pages if p.confidence],
        "unsure": [
            {"start": p.start, "end": p.end, "page": p.page, "confidence": p.confidence} for p in _unsure(parsed)
        ],
        "front": {name: field for name, field in asdict(document.front).items() if field is not None},
        "counts": dict(Counter(s.family for s in parsed.sections[1:])),
        "coverage": round(coverage(parsed), 6),
        "references": [
            {
                "text": r.text,
                "start": r.start,
                "end": r.end,
                "from": list(paths[r.section_id]),
                "targets": [list(paths[target]) for target in r.targets],
            }
            for r in references(parsed)
        ],
        "dropped": [asdict(d) for d in document.dropped],
        "sections": [
            {
                "level": s.level,
                "family": s.family,
                "heading": s.heading,
                "path": list(s.path),
                "start": s.start,
                "end": s.end,
                "passages": paragraphs[s.section_id],
                "confidence": s.confidence,
                "caution": caution(s.confidence),
            }
            for s in parsed.sections
        ],
    }


def render(parsed: Parsed) -> str:
    """Give the outline as text for the terminal."""
    document = parsed.document
    lines = [f"{document.title}  ({document.source},版本 {document.version},{len(document.text)} 字)"]
    names = {"date": "日期", "issuer": "发文机关", "number": "文号", "edition": "版本说明"}
    fields = ((label, getattr(document.front, name)) for name, label in names.items())
    lines += [f"{label}:{field.text}" for label, field in fields if field is not None]
    counts = Counter(p.section_id for p in parsed.passages)
    lines.append("")
    lines += [f"{'  ' * (s.level - 1)}{s.heading}  · {counts[s.section_id]} 段{doubt(s)}" for s in parsed.sections[1:]]
    if len(parsed.sections) == 1:
        lines.append("(没有认出标题,全文作为一节)")
    lines.append("")
    lines += [f"未计入正文 · {DROP_NAMES[d.kind]}:{_brief(d.text)}" for d in document.dropped]
    read = [page for page in document.pages if page.confidence is not None]
    if read:
        lines.append(f"{caution(1.0)}:第 {'、'.join(str(page.number) for page in read)} 页")
    lines += [
        f"{caution(p.confidence)} · 第 {p.page} 页,{(p.path or ('文首',))[-1]},第 {p.paragraph} 段:{_brief(p.text)}"
        for p in _unsure(parsed)
    ]
    lost = [r.text for r in references(parsed) if not r.targets]
    if lost:
        lines.append(f"没有对应章节的引用 {len(lost)} 处:{'、'.join(dict.fromkeys(lost))}")
    families = "、".join(
        f"{family} {count}" for family, count in Counter(s.family for s in parsed.sections[1:]).items()
    )
    lines.append(f"{len(parsed.sections) - 1} 节({families}),{len(parsed.passages)} 段,正文覆盖 {coverage(parsed):.2%}")
    return "\n".join(lines)


def doubt(section: Section) -> str:
    """Say that a heading was read with little confidence, as it is said behind it; "" where it was not."""
    unsure = section.confidence is not None and section.confidence < SURE
    return f"  · {caution(section.confidence)}" if unsure else ""


def _unsure(parsed: Parsed) -> list[Passage]:
    return [p for p in parsed.passages if p.confidence is not None and p.confidence < SURE]


def _brief(text: str) -> str:
    line = " / ".join(part.strip() for part in text.split("\n") if part.strip())
    return line if len(line) <= 60 else f"{line[:40]} … {line[-16:]}"


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
