"""The evaluation as the window shows it: every word escaped, an item with its evidence, two runs beside each other."""

from dataclasses import replace

from eval.compare import compare
from eval.report.desk import desk
from eval.runner import run
from tests.eval.scripted import Oracle, gold, plan
from tests.eval.test_compare import record

ITEM = next(item for item in gold() if item.evidence)


def test_without_a_run_it_offers_one() -> None:
    page = desk((), None, going="<p>正在评测</p>")
    assert "还没有评测记录" in page
    assert "<p>正在评测</p>" in page


def test_an_item_stands_beside_its_evidence_escaped() -> None:
    documents = plan()
    found = run((replace(ITEM, question="<img src=x>"),), documents, Oracle(documents))
    page = desk((found.run_id,), found, item=found.items[0], documents=documents)
    assert "<img" not in page
    assert "<mark>" in page
    assert "&#34;key&#34;: &#34;1&#34;" in page
    assert "全对" in page


def test_two_runs_are_compared_and_the_choice_stays() -> None:
    before, after = record(), record()
    page = desk(("b", "a"), after, "a", compare(before, after))
    assert '<option value="a" selected>a</option>' in page
    assert "比较:" in page
