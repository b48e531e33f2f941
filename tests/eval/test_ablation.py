"""What the lexicon adds on an outside set, split by split."""

import json
from pathlib import Path

from eval.ablation import _widened
from eval.console import console

DOCUMENTS = {
    "1": "医疗服务应当便利。",
    "2": "房屋登记。",
    "3": "道路交通。",
    "4": "森林防火。",
    "5": "粮食收购。",
    "6": "水源保护。",
}


def test_every_split_has_its_row(tmp_path: Path) -> None:
    lines = [json.dumps({"_id": number, "text": text}) for number, text in DOCUMENTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    asked = [{"_id": "a", "text": "到哪里看病"}, {"_id": "b", "text": "森林防火"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("a\t1\t1\n", "utf-8")
    (tmp_path / "qrels" / "train.tsv").write_text("b\t4\t1\n", "utf-8")
    with console.capture() as captured:
        console.print(_widened(tmp_path))
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in captured.get().splitlines() if "│" in line]
    assert [row[:5] for row in rows] == [["test", "1", "1", "0.000", "1.000"], ["train", "1", "0", "1.000", "1.000"]]
    assert rows[0][5].startswith("+1.000")
