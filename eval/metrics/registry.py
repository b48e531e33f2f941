"""Every measure by name: what it is called in a table, which way is better, and the function of a case."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from eval.metrics import citation, guard, members, numbers, points, refusal, retrieval, whole
from eval.types import Better, Case, Scores


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure. `binary` ones are pass or fail for each item; `unit` is "" for shares in 0..1."""

    name: str
    title: str
    score: Callable[[Case], float | None]
    better: Better = "higher"
    binary: bool = False
    unit: str = ""
    timed: bool = False

    @property
    def definition(self) -> str:
        """The first line of the measure's docstring."""
        function = self.score.func if isinstance(self.score, partial) else self.score
        return (function.__doc__ or "").strip().splitlines()[0]


MEASURES: tuple[Measure, ...] = (
    Measure("exact", "全对", whole.exact, binary=True),
    Measure("points", "要点", points.points),
    Measure("recall@1", "召回@1", partial(retrieval.recall_at, k=1)),
    Measure("recall@3", "召回@3", partial(retrieval.recall_at, k=3)),
    Measure("recall@5", "召回@5", partial(retrieval.recall_at, k=5)),
    Measure("recall@10", "召回@10", partial(retrieval.recall_at, k=10)),
    Measure("mrr@10", "MRR@10", retrieval.rr_at_10),
    Measure("ndcg@10", "nDCG@10", retrieval.ndcg_at_10),
    Measure("citation_precision", "引用精确", citation.precision),
    Measure("citation_recall", "引用召回", citation.recall),
    Measure("citation_overlap", "引文重合", citation.overlap),
    Measure("citation_verbatim", "引文逐字", citation.verbatim),
    Measure("citation_whole", "引文完整", citation.whole),
    Measure("member_precision", "成员精确", members.precision),
    Measure("member_recall", "成员召回", members.recall),
    Measure("member_f1", "成员 F1", members.f1),
    Measure("number_accuracy", "数字正确", numbers.accuracy),
    Measure("kind", "问法识别", whole.kind_recognised, binary=True),
    Measure("follow_up", "追问全对", whole.follow_up, binary=True),
    Measure("refusal_precision", "拒答精确", refusal.precision, binary=True),
    Measure("refusal_recall", "拒答召回", refusal.recall, binary=True),
    Measure("refusal_reason", "拒答理由", refusal.right_reason, binary=True),
    Measure("false_refusal", "误拒", refusal.false_refusal, better="lower", binary=True),
    Measure("premise_corrected", "前提更正", refusal.premise_corrected, binary=True),
    Measure("forbidden_unsaid", "未说错话", points.nothing_forbidden, binary=True),
    Measure("guard_violations", "守卫违例", guard.violations, better="lower", unit="次"),
    Measure("length_ratio", "长度比", whole.length_ratio, better="neither", unit="倍"),
    Measure("latency", "用时", whole.latency, better="lower", unit="ms", timed=True),
)
BY_NAME = {measure.name: measure for measure in MEASURES}


def score(case: Case) -> Scores:
    """Every measure of one case."""
    return {measure.name: measure.score(case) for measure in MEASURES}
