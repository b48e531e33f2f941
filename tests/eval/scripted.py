"""A small plan, its gold, and an assistant that answers from the gold: right in everything unless a test bends it."""

from collections.abc import Mapping
from typing import Any

from corpus import parse_text
from corpus.types import Parsed, Passage
from eval.answers import view
from eval.gold import parse_item
from eval.place import Documents, find_quote, place
from eval.types import Case, DocSpan, GoldItem, Placed

PLAN = """临江新区发展规划(2021年-2030年)
第一章 总体要求
第一节 发展目标
到2025年,建成区域创新高地。到2030年,全区研发投入强度达到3.5%。
第二节 规划范围
规划面积为31平方公里,分为东湾组团、西岭组团、南港组团3个组团。
第二章 产业布局
第一节 重点产业
东湾组团聚焦集成电路、人工智能等领域,打造设计高地。
西岭组团聚焦生物医药等领域,打造健康谷。
南港组团聚焦人工智能、航运服务等领域,打造开放门户。
第二节 人才保障
建设人才公寓,完善配套服务。
"""
GOALS = ["第一章 总体要求", "第一节 发展目标"]
SCOPE = ["第一章 总体要求", "第二节 规划范围"]
INDUSTRY = ["第二章 产业布局", "第一节 重点产业"]
HOUSING = ["第二章 产业布局", "第二节 人才保障"]
EAST = "东湾组团聚焦集成电路、人工智能等领域,打造设计高地。"
WEST = "西岭组团聚焦生物医药等领域,打造健康谷。"
SOUTH = "南港组团聚焦人工智能、航运服务等领域,打造开放门户。"


def plan(text: str = PLAN) -> dict[str, Parsed]:
    """The small plan as a library holds it."""
    return {"linjiang": parse_text(text, "linjiang")}


def gold_line(item_id: str, question: str, kind: str, **fields: Any) -> dict[str, Any]:
    """A gold line of the small plan."""
    base: dict[str, Any] = {"answerable": True, "points": [], "evidence": [], "doc": "linjiang"}
    return {"id": item_id, "question": question, "type": kind} | base | fields


def evidence(section: list[str], *quotes: str) -> list[dict[str, Any]]:
    return [{"section": section, "quote": quote} for quote in quotes]


LINES: tuple[dict[str, Any], ...] = (
    gold_line(
        "g-value",
        "规划面积多大?",
        "value",
        points=[["31平方公里"]],
        evidence=evidence(SCOPE, "规划面积为31平方公里"),
    ),
    gold_line(
        "g-list",
        "哪些组团聚焦人工智能?",
        "list",
        points=[["东湾组团"], ["南港组团"]],
        members=[["东湾组团", "东湾"], ["南港组团", "南港"]],
        evidence=evidence(INDUSTRY, EAST, SOUTH),
        group="aggregate",
    ),
    gold_line(
        "g-count",
        "几个组团聚焦人工智能?",
        "count",
        points=[["2个", "2"]],
        members=[["东湾组团"], ["南港组团"]],
        evidence=evidence(INDUSTRY, EAST, SOUTH),
        group="aggregate",
        split="test",
    ),
    gold_line(
        "g-fact",
        "西岭组团聚焦什么?",
        "fact",
        points=[["生物医药"]],
        forbidden=["航运服务"],
        evidence=evidence(INDUSTRY, WEST),
        split="test",
    ),
    gold_line(
        "g-follow",
        "那东湾组团呢?",
        "fact",
        history=["西岭组团聚焦什么?"],
        points=[["集成电路"]],
        evidence=evidence(INDUSTRY, EAST),
    ),
    gold_line(
        "g-premise",
        "规划面积为什么是50平方公里?",
        "why",
        points=[["31平方公里"]],
        correction=[["31平方公里"]],
        evidence=evidence(SCOPE, "规划面积为31平方公里"),
        group="premise",
    ),
    gold_line("g-absent", "税收优惠有哪些?", "list", answerable=False, reason="absent", group="absent", doc="linjiang"),
    gold_line(
        "g-figure",
        "人才公寓建多少套?",
        "value",
        answerable=False,
        reason="unquantified",
        group="unquantified",
        split="test",
    ),
)


def gold(lines: tuple[dict[str, Any], ...] = LINES) -> tuple[GoldItem, ...]:
    """The small plan's gold items."""
    return tuple(parse_item(dict(line)) for line in lines)


def item(item_id: str) -> GoldItem:
    return next(each for each in gold() if each.item_id == item_id)


class Oracle:
    """Answers each gold item as the gold wants it, from the documents as they are now."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def __call__(self, item: GoldItem) -> dict[str, Any]:
        return scripted_answer(item, self.documents)


def scripted_answer(item: GoldItem, documents: Documents) -> dict[str, Any]:
    """A right answer in the JSON of docs/design.md §4."""
    parsed = documents[item.doc] if item.doc else next(iter(documents.values()))
    spans = [span for piece in item.evidence if (span := find_quote(piece, parsed)) is not None]
    citations = [citation(number, span, parsed) for number, span in enumerate(spans, start=1)]
    blocks: list[dict[str, Any]] = []
    if not item.answerable:
        blocks = [{"type": "frame", "text": "规划没有说。"}]
    elif item.members:
        said = "、".join(forms[0] for forms in (*item.points, *item.correction))
        blocks = [{"type": "frame", "text": said}, _list(item, citations)]
    else:
        blocks = [
            {"type": "frame", "text": "规划说:" + ";".join(forms[0] for forms in (*item.points, *item.correction))}
        ]
        blocks += [{"type": "statement", "text": each["quote"], "citation": each["number"]} for each in citations]
    return {
        "id": item.item_id,
        "question": item.question,
        "standalone": item.question,
        "understood": {"kind": item.type, "subjects": [], "constraint": ""},
        "status": "refused" if not item.answerable else "corrected" if item.correction else "answered",
        "reason": item.reason,
        "blocks": blocks,
        "text": text_of(blocks),
        "citations": citations if item.answerable else [],
        "hits": hits(spans, parsed),
        "check": None,
        "nearest": [],
        "notices": [],
        "engine": "extractive",
        "usage": None,
        "timings_ms": {"total": 12.0},
        "error": None,
    }


def text_of(blocks: list[dict[str, Any]]) -> str:
    """Blocks as Markdown."""
    lines: list[str] = []
    for block in blocks:
        if block["type"] == "list":
            lines += [f"{n}. {each['name']}:{each['text']}" for n, each in enumerate(block["items"], start=1)]
        else:
            marker = f"[{block['citation']}]" if block["type"] == "statement" else ""
            lines.append(block["text"] + marker)
    return "\n\n".join(lines)


def citation(number: int, span: DocSpan, parsed: Parsed) -> dict[str, Any]:
    inside = [p for p in parsed.passages if p.start < span.end and span.start < p.end]  # none for front matter
    return {
        "number": number,
        "doc_id": span.doc_id,
        "version": parsed.document.version,
        "title": parsed.document.title,
        "path": list(inside[0].path) if inside else [],
        "paragraph": inside[0].paragraph if inside else 1,
        "page": None,
        "quote": parsed.document.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
    }


def hits(spans: list[DocSpan], parsed: Parsed) -> list[dict[str, Any]]:
    """Relevant passages first, then the rest, at most 20."""

    def relevant(passage: Passage) -> bool:
        return any(passage.start < span.end and span.start < passage.end for span in spans)

    ordered = sorted(parsed.passages, key=lambda p: not relevant(p))[:20]
    return [
        {"rank": rank, "passage_id": p.passage_id, "path": list(p.path), "text": p.text, "score": 1 / rank}
        for rank, p in enumerate(ordered, start=1)
    ]


def case(item: GoldItem, answer: Mapping[str, Any] | None = None, documents: Documents | None = None) -> Case:
    """An item with an answer (a right one unless given), ready for a measure."""
    documents = documents or plan()
    placed = place(item, documents)
    assert isinstance(placed, Placed), placed
    texts = {doc_id: parsed.document.text for doc_id, parsed in documents.items()}
    return Case(placed, view(answer or scripted_answer(item, documents), documents), texts)


def _list(item: GoldItem, citations: list[dict[str, Any]]) -> dict[str, Any]:
    items = []
    for forms in item.members or ():
        own = [each for each in citations if any(form in each["quote"] for form in forms)] or citations
        items.append({"name": forms[0], "text": own[0]["quote"], "citations": [each["number"] for each in own]})
    return {"type": "list", "items": items, "label": "", "ordered": True}
