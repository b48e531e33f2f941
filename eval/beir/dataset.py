"""A folder of BEIR layout: corpus.jsonl {_id, title, text}, queries.jsonl {_id, text}, qrels/SPLIT.tsv."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import BeirError


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents by id (title and text as one), the queries that have a positive, and their graded positives.

    `unjudged` counts queries of the split without a positive: they have no score.
    """

    name: str
    split: str
    documents: dict[str, str]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]
    unjudged: int


def load_dataset(folder: Path, split: str = "test") -> Dataset:
    """Read a dataset; BeirError says which file is missing or which line is wrong."""
    qrels_path = folder / "qrels" / f"{split}.tsv"
    for path in (folder / "corpus.jsonl", folder / "queries.jsonl", qrels_path):
        if not path.is_file():
            known = "、".join(sorted(each.stem for each in (folder / "qrels").glob("*.tsv"))) or "无"
            raise BeirError(
                f"没有 {path};BEIR 布局要 corpus.jsonl、queries.jsonl、qrels/{split}.tsv(现有的部分:{known})"
            )
    documents = {
        str(line["_id"]): "\n".join(filter(None, (str(line.get("title") or ""), str(line.get("text") or ""))))
        for line in _lines(folder / "corpus.jsonl")
    }
    texts = {str(line["_id"]): str(line["text"]) for line in _lines(folder / "queries.jsonl")}
    judged = _qrels(qrels_path)
    qrels = {
        query: positive
        for query, grades in judged.items()
        if (positive := {doc: grade for doc, grade in grades.items() if grade > 0}) and query in texts
    }
    queries = {query: texts[query] for query in qrels}
    return Dataset(folder.name, split, documents, queries, qrels, len(judged) - len(qrels))


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query; a header line is passed over, whatever it is called."""
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if not row or (number == 1 and not row[-1].strip().lstrip("-").isdigit()):
                continue
            try:
                query, document, grade = row[0], row[-2], int(row[-1])
            except (IndexError, ValueError) as error:
                raise BeirError(f"{path.name} 第 {number} 行不是“题号、文档号、等级”三列") from error
            judged.setdefault(query, {})[document] = grade
    return judged


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
                fields["_id"]
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise BeirError(f"{path.name} 第 {number} 行不是带 _id 的 JSON 对象") from error
            yield fields
