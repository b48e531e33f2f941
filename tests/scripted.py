"""A scripted assistant over the shipped plan: the shapes of every answer, with real citations, and no index."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Literal

from assistant import Assistant
from assistant.errors import QuestionError
from assistant.render import markdown
from assistant.types import (
    Answer,
    Block,
    Cell,
    Check,
    Citation,
    Frame,
    Kind,
    ListBlock,
    ListItem,
    Reason,
    Statement,
    TableBlock,
    Understood,
)
from corpus import Library, Parsed, parse_text
from tests.conftest import ROOT

PLAN = ROOT / "corpus" / "plans" / "zgc-2020-2035.txt"
RESEARCH = "研发服务主要布局在哪些园?"
BYLAW = "每年评估一次😀并公布结果"
OTHER = f"园区管理办法\n第一章 总则\n为了管理园区,制定本办法。\n第二章 评估\n园区由管委会评估,{BYLAW}。\n"
XSS = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>${window.hit=1}{{x}}`"'


class Scripted(Assistant):
    """Answers as `Assistant` does, from a script."""

    def __init__(self, plan: Path = PLAN) -> None:
        self.parsed = parse_text(plan.read_text("utf-8"), PLAN.stem)
        self.other = parse_text(OTHER, "other")
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.patience = Event()  # a question with 等 waits for it

    def documents(self) -> tuple[Parsed, ...]:
        return (self.other, self.parsed)

    def examples(self) -> tuple[str, ...]:
        return (RESEARCH, "哪些组团聚焦无人机?", "到2025年的目标是什么?", "大兴生物医药基地组团聚焦什么?")

    def cite(self, number: int, quote: str, parsed: Parsed | None = None) -> Citation:
        parsed = parsed or self.parsed
        it = parsed.document
        start = it.text.index(quote, next(p.start for p in parsed.passages if p.path))
        passage = next(p for p in parsed.passages if p.start <= start < p.end)
        return Citation(
            number, it.doc_id, it.version, it.title, passage.path, passage.paragraph, None, quote, start,
            start + len(quote),
        )  # fmt: skip

    def document(self, doc_id: str, version: str) -> Parsed:
        return Library().get(doc_id, version)

    def sentence(self, words: str) -> str:
        """The sentence of the plan that these words stand in."""
        text = self.parsed.document.text
        at = text.index(words)
        start = max(text.rfind(sign, 0, at) for sign in "。\n") + 1
        return text[start : text.index("。", at) + 1]

    def stream(
        self, question: str, history: Sequence[str] = (), doc: str | Sequence[str] | None = None
    ) -> Iterator[Answer]:
        yield self.ask(question, history, doc)

    def ask(self, question: str, history: Sequence[str] = (), doc: str | Sequence[str] | None = None) -> Answer:
        self.asked.append((question, tuple(history)))
        if not question.strip():
            raise QuestionError("问题是空的;请输入要问的内容")
        if "等" in question:
            self.patience.wait(60)
        if "炸" in question:
            raise RuntimeError("scripted failure")
        if "无人机" in question:
            first, second = (
                "窦店组团聚焦高端医疗器械、智能装备、新能源汽车、无人机等领域",
                "平谷园组团聚焦生物农业、无人机等领域",
            )
            items = (ListItem("窦店组团", first, (1,)), ListItem("平谷园组团", second, (2,)))
            return self.answer(
                question,
                (Frame("31 个组团逐一核对,2 个符合:"), ListBlock(items)),
                (self.cite(1, first), self.cite(2, second)),
                check=Check("组团", 31, 2),
                follow_ups=("它们分别属于什么模式?", "窦店组团聚焦什么?"),
            )
        if "模式" in question:
            table = TableBlock(
                ("组团", "发展模式"),
                (
                    (Cell("窦店组团"), Cell("高端产业集群模式", (1,))),
                    (Cell("平谷园组团"), Cell("特色小镇模式", (2,))),
                    (Cell("无名组团"), Cell("")),
                ),
            )
            cites = (
                self.cite(1, self.sentence("向高端产业集群模式发展")),
                self.cite(2, self.sentence("特色小镇模式发展")),
            )
            return self.answer(question, (table,), cites, standalone="窦店组团、平谷园组团分别属于什么发展模式?")
        if "面积" in question:
            frame = Frame("本文本(简版)提到平谷园组团,但没有给出它的面积。")
            near = (self.cite(1, "平谷园组团聚焦生物农业、无人机等领域"),)
            return self.answer(question, (frame,), (), "refused", "unquantified", near)
        if "办法" in question:
            return self.answer(question, (Statement(BYLAW, 1),), (self.cite(1, BYLAW, self.other),))
        if "天气" in question or "<" in question:
            return self.answer(question, (Frame(f"这个问题与规划无关:{question}"),), (), "refused", "out_of_scope")
        said = "其中研发服务主要在海淀园、怀柔园、大兴园等区域布局"
        return self.answer(
            question, (Statement(said, 1),), (self.cite(1, said),), follow_ups=("创业孵化服务主要在哪里布局?",)
        )

    def answer(
        self,
        question: str,
        blocks: tuple[Block, ...],
        citations: tuple[Citation, ...],
        status: Literal["answered", "corrected", "refused", "error"] = "answered",
        reason: Reason | None = None,
        nearest: tuple[Citation, ...] = (),
        check: Check | None = None,
        follow_ups: tuple[str, ...] = (),
        standalone: str = "",
    ) -> Answer:
        return Answer(
            question, standalone or question, Understood(Kind.FACT), status, reason, blocks, markdown(blocks),
            citations, (),
            check=check, nearest=nearest, timings_ms={"total": 18.0}, follow_ups=follow_ups,
        )  # fmt: skip
