"""What each part adds to finding the evidence: `python -m eval.ablation [BEIR folder]`.

The retrieval of every single question of the gold set is made again without the lexicon, without the stored questions,
and with equal weights for all signals; the table gives recall with the whole and the paired difference with its 95 %
bootstrap interval. On a folder of BEIR layout (everyday legal questions: STARD) BM25 is scored with and without the
lexicon's widening, split by split; nothing is encoded there. Nothing is fitted here, and nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from assistant import load_settings
from assistant.answering import Answering
from assistant.instructions import set_aside
from assistant.lexicon import widen
from assistant.slips import tidy
from eval.beir import load_dataset
from eval.beir.rankers import LexicalRanker
from eval.console import console
from eval.gold import load_gold
from eval.interval import estimate
from eval.metrics.retrieval import recall
from eval.place import place
from eval.subject import library_documents
from eval.types import Placed
from index import Retriever, load_encoder, store_of
from index.ranker import weights
from index.retriever import VARIANT_WEIGHT

DEPTHS = (1, 5)
Found = dict[int, float | None]
Weigh = Callable[[dict[str, float]], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is left out: whether the lexicon stays, and how the ranker's weights change."""

    name: str
    lexicon: bool = True
    weigh: Weigh = dict


PARTS = (
    Part("词典", lexicon=False),
    Part("预存的问题", weigh=lambda w: w | {"question": 0.0, "asked": 0.0}),
    Part("学得的权重(改为等权)", weigh=lambda w: dict.fromkeys(w, 1 / len(w))),
)


def main(folders: Sequence[str] = ()) -> None:
    """Print the tables."""
    settings = load_settings()
    retriever = Retriever.open(settings.home, load_encoder(settings.encoder.model), store_of(settings.index))
    answering = Answering(retriever)
    items = load_gold()
    texts = library_documents(items, settings.home)
    placed = [p for item in items if not item.history if isinstance(p := place(item, texts), Placed)]
    placed = [p for p in placed if p.relevant and set_aside(tidy(p.item.question))[0]]
    whole = [_found(p, answering, Part("")) for p in placed]
    without = {part.name: [_found(p, answering, part) for p in placed] for part in PARTS}
    console.print(_table(placed, whole, without, answering))
    for folder in folders:
        console.print(_widened(Path(folder)))


def _found(placed: Placed, answering: Answering, part: Part) -> Found:
    """Recall at each depth of one question."""
    question, _ = set_aside(tidy(placed.item.question))
    with _weighted(part.weigh):
        hits = answering.retrieved(question, placed.item.doc, lexicon=part.lexicon).hits
    ranking = [hit.passage.passage_id for hit in hits]
    return {k: recall(ranking, placed.relevant, k) for k in DEPTHS}


@contextmanager
def _weighted(weigh: Weigh) -> Iterator[None]:
    """The ranker of passages with other weights."""
    kept = weights()["passage"]
    weights()["passage"] = weigh(kept)
    try:
        yield
    finally:
        weights()["passage"] = kept


def _table(placed: list[Placed], whole: list[Found], without: dict[str, list[Found]], answering: Answering) -> Table:
    table = Table(title="证据召回:有了它,多多少(95% 区间)")
    for title in ("题", "n", *(f"召回@{k}" for k in DEPTHS), *(f"{n} @{k}" for n in without for k in DEPTHS)):
        table.add_column(title, justify="right")
    for label, of in _groups(answering):
        kept = [i for i, p in enumerate(placed) if of(p)]
        if not kept:
            continue
        row = [label, str(len(kept))]
        row += [f"{estimate([whole[i][k] for i in kept]).mean:.3f}" for k in DEPTHS]
        for found in without.values():
            row += [_gain([(whole[i][k] or 0.0) - (found[i][k] or 0.0) for i in kept]) for k in DEPTHS]
        table.add_row(*row)
    return table


def _gain(differences: list[float]) -> str:
    gain = estimate(differences, bounded=False)
    return f"{gain.mean:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"


def _groups(answering: Answering) -> list[tuple[str, Callable[[Placed], bool]]]:
    """The rows: each split whole, its paraphrases, and its questions that share no content word with their evidence."""

    def alien(p: Placed) -> bool:
        return not answering.shares_words(p.item.question, "".join(e.quote for e in p.item.evidence))

    rows: list[tuple[str, Callable[[Placed], bool]]] = []
    for split in ("dev", "test"):
        rows.append((split, lambda p, s=split: p.item.split == s))  # type: ignore[misc]
        rows.append((f"{split} 换说法", lambda p, s=split: p.item.split == s and p.item.group == "paraphrase"))  # type: ignore[misc]
        rows.append((f"{split} 无共同词", lambda p, s=split: p.item.split == s and alien(p)))  # type: ignore[misc]
    return rows


def _widened(folder: Path) -> Table:
    """BM25 of an outside set with and without the lexicon; every split, since none was fitted on."""
    splits = sorted(path.stem for path in (folder / "qrels").glob("*.tsv")) or ["test"]
    datasets = [load_dataset(folder, split) for split in splits]
    ranker = LexicalRanker(list(datasets[0].documents.values()))
    table = Table(title=f"{folder.name}:BM25,有无词典")
    for title in ("题", "n", "扩了词", "召回@5", "有词典", "差(95% 区间)"):
        table.add_column(title, justify="right")
    for dataset in datasets:
        rows = [
            _both(query, dataset.qrels[number], list(dataset.documents), ranker)
            for number, query in dataset.queries.items()
        ]
        plain, wide, widened = [r[0] for r in rows], [r[1] for r in rows], sum(r[2] for r in rows)
        means = (f"{estimate(column).mean:.3f}" for column in (plain, wide))
        table.add_row(
            dataset.split,
            str(len(rows)),
            str(widened),
            *means,
            _gain([b - a for a, b in zip(plain, wide, strict=True)]),
        )
    return table


def _both(query: str, relevant: Mapping[str, int], ids: list[str], ranker: LexicalRanker) -> tuple[float, float, bool]:
    """Recall at 5 of one query without and with the lexicon, and whether the lexicon had a word for it."""
    bare = ranker.scores(query)
    variants = [w for _, words in widen(query) for w in words]
    more = bare + VARIANT_WEIGHT * ranker.scores(" ".join(variants)) if variants else bare
    found = ([ids[i] for i in scores.argsort()[::-1][:5]] for scores in (bare, more))
    plain, wide = (recall(best, relevant, 5) or 0.0 for best in found)
    return plain, wide, bool(variants)


if __name__ == "__main__":
    main(sys.argv[1:])
