"""A warm process: latency by kind, questions a second over threads, evidence found, memory. Prints JSON lines.

`python -m bench.warm SUBJECT HOME FOLDER PASSES COUNT`: SUBJECT is `ours` or a variant of bench.stock; COUNT questions
are asked, each kind with its share.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.gold import Asked, documents, questions, recall, sample, within
from bench.measure import Took, peak_memory, rate, timed
from bench.types import Line, Number, Unit
from eval.interval import estimate, quantile_estimate
from eval.types import DocSpan

THREADS = (1, 2, 4, 8)
BUDGET = 1000
RATED = 0.4  # of the questions are asked to see how many a second are answered: four times over, by threads
QUANTILES = (0.5, 0.95, 0.99)
Ask = Callable[[Asked], object]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: `fresh()` gives an asker that has seen no question; `found` gives the texts it ranks first."""

    name: str
    fresh: Callable[[], Ask]
    found: Callable[[Asked], list[DocSpan]]
    warm_up: Sequence[Asked]


def ours(home: Path) -> Subject:
    """The assistant: read the question, retrieve, collect, compose, check."""
    from assistant import Assistant, load_settings
    from index import Retriever, load_encoder

    settings = load_settings()

    def opened() -> Assistant:
        # A retriever of its own as well: it remembers the vectors of the last questions.
        return Assistant(Retriever.open(home, load_encoder()), settings)

    def fresh() -> Ask:
        assistant = opened()
        return lambda asked: assistant.ask(asked.question, asked.history)

    first = cache(opened)  # not before it is needed: the peak is that of one assistant

    def found(asked: Asked) -> list[DocSpan]:
        hits = first().ask(asked.question, asked.history).hits
        return [places[h.passage_id] for h in hits]

    known = documents(home).values()
    places = {p.passage_id: DocSpan(p.doc_id, p.start, p.end) for parsed in known for p in parsed.passages}
    return Subject("ours", fresh, found, _openings(p.text for parsed in known for p in parsed.passages[:3]))


def ours_retrieve(home: Path) -> Subject:
    """Our retriever alone, given the question as it stands."""
    from index import Query, Retriever, load_encoder

    retriever = Retriever.open(home, load_encoder())

    def fresh() -> Ask:
        unused = Retriever.open(home, load_encoder())
        return lambda asked: unused.retrieve(Query(asked.question))

    def found(asked: Asked) -> list[DocSpan]:
        hits = retriever.retrieve(Query(asked.question)).hits
        return [DocSpan(h.passage.doc_id, h.passage.start, h.passage.end) for h in hits]

    return Subject("ours retrieve", fresh, found, _openings(retriever.passages[i].text for i in range(6)))


def stock(name: str, folder: Path, home: Path) -> Subject:
    """A variant of the stock pipeline; it retrieves and does not answer, which takes a language model."""
    from bench.stock import VARIANTS, retriever, spans

    opened = retriever(VARIANTS[name], folder)
    texts = [p.text for parsed in documents(home).values() for p in parsed.passages[:6]]
    return Subject(
        name,
        lambda: lambda asked: opened.retrieve(asked.question),
        lambda a: spans(opened, a.question),
        _openings(texts),
    )


def _openings(texts: object) -> list[Asked]:
    return [Asked(f"{text[:12]}是什么?", "", (), "", ()) for text in texts]  # type: ignore[attr-defined]


def measure(subject: Subject, asked: Sequence[Asked], passes: int) -> list[Line]:
    """Every measure of a warm subject."""

    def line(group: str, measure: str, unit: Unit, number: Number) -> Line:
        return Line(group=group, measure=measure, unit=unit, subject=subject.name, number=number)

    took = [_pass(_warmed(subject), asked)]
    peak = Number.middle([peak_memory()])
    took += [_pass(_warmed(subject), asked) for _ in range(passes - 1)]
    walls = [sorted(t[i].wall for t in took)[passes // 2] for i in range(len(asked))]
    cpus = [sorted(t[i].cpu for t in took)[passes // 2] for i in range(len(asked))]
    lines = [
        line("热态用时", f"p{int(q * 100)}", "ms", Number.of(quantile_estimate(walls, q), 1000)) for q in QUANTILES
    ]
    lines.append(line("热态用时", "CPU p50", "ms", Number.of(quantile_estimate(cpus, 0.5), 1000)))
    by_kind: dict[str, list[float]] = defaultdict(list)
    for each, wall in zip(asked, walls, strict=True):
        by_kind[each.kind].append(wall)
    lines += [
        line("各类问题", f"{kind} p{int(q * 100)}", "ms", Number.of(quantile_estimate(by_kind[kind], q), 1000))
        for kind in sorted(by_kind)
        for q in QUANTILES
    ]
    single = [a for a in asked if not a.history]
    rated = sample(single, max(1, round(RATED * len(single))))
    for threads in THREADS:
        rates = []
        for _ in range(passes):
            fresh = _warmed(subject)
            rates.append(rate(lambda i, ask=fresh: ask(rated[i]), len(rated), threads))  # type: ignore[misc]
        lines.append(line("每秒问题", f"{threads} 线程", "1/s", Number.middle(rates)))
    lines.append(line("大小", "峰值内存", "MB", peak))
    found = [subject.found(a) for a in single]
    at_five = [recall(f, a.evidence) for f, a in zip(found, single, strict=True)]
    budgeted = [recall(within(f, BUDGET), a.evidence, len(f)) for f, a in zip(found, single, strict=True)]
    read = [float(sum(s.end - s.start for s in f[:5])) for f in found]
    lines.append(line("证据", "召回@5", "", Number.of(estimate(at_five))))
    lines.append(line("证据", f"前 {BUDGET} 字召回", "", Number.of(estimate(budgeted))))
    lines.append(line("证据", "前 5 段字数", "字", Number.of(estimate(list(read), bounded=False))))
    return lines


def _warmed(subject: Subject) -> Ask:
    """An asker that has answered other questions than those that are measured."""
    ask = subject.fresh()
    for each in subject.warm_up:
        ask(each)
    return ask


def _pass(ask: Ask, asked: Sequence[Asked]) -> list[Took]:
    """Ask each question once; the earlier questions of a conversation are asked before the clock starts."""
    took = []
    for each in asked:
        if each.history:
            ask(Asked(each.history[-1], "", each.history[:-1], each.doc, ()))
        took.append(timed(lambda each=each: ask(each))[1])  # type: ignore[misc]
    return took


def main(name: str, home: str, folder: str, passes: str, count: str) -> None:
    """Measure one subject and print its lines."""
    asked = sample(questions(documents(Path(home))), int(count))
    if name == "ours":
        subject = ours(Path(home))
    elif name == "ours retrieve":
        subject = ours_retrieve(Path(home))
    else:
        subject = stock(name, Path(folder), Path(home))
    for line in measure(subject, asked, int(passes)):
        print(line.model_dump_json())


if __name__ == "__main__":
    main(*sys.argv[1:])
