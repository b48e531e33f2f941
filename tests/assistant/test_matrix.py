"""The matrix holds what the clauses say, each mark with its clause."""

import csv
import io

import pytest

from assistant.matrix import Mark, Matrix, as_csv, matrices
from tests.assistant.test_html import CITATION
from tests.scripted import Scripted

PARSED = Scripted().parsed


@pytest.fixture(scope="module")
def made():
    return matrices(PARSED)


def test_the_largest_joins_the_groups_and_their_fields(made):
    it = made[0]
    assert (it.rows_are, it.columns_are, it.checked) == ("组团", "领域", 31)
    joined = {(it.rows[m.row], it.columns[m.column]) for m in it.marks}
    assert {row for row, column in joined if column == "无人机"} == {"窦店组团", "平谷园组团"}


def test_every_mark_stands_in_the_text(made):
    for it in made:
        for mark in it.marks:
            assert mark.clauses
            for c in mark.clauses:
                assert PARSED.document.text[c.start : c.end] == c.quote


def test_rows_stand_in_the_order_of_the_text(made):
    it = made[0]
    starts = [min(c.start for m in it.marks if m.row == r for c in m.clauses) for r in range(len(it.rows))]
    assert starts == sorted(starts)


def test_csv_holds_the_clauses_and_no_formula():
    it = Matrix("园", "领域", ("甲园", "=1+1"), ("芯片", "软件"), (Mark(0, 1, (CITATION,)),), 2)
    assert list(csv.reader(io.StringIO(as_csv(it)))) == [
        ["园 × 领域", "芯片", "软件"],
        ["甲园", "", "到2025年"],
        ["'=1+1", "", ""],
    ]
