"""The real assistant on all the gold that ships: nothing fails, and it is quick."""

import pytest

from eval.gold import load_gold
from eval.runner import run
from eval.subject import open_subject
from index import IndexFailure


@pytest.mark.model
def test_a_run_of_all_gold_has_no_failure_and_takes_under_a_minute() -> None:
    try:
        subject = open_subject()
    except IndexFailure as error:
        pytest.skip(str(error))
    items = load_gold()
    record = run(items, subject.about(items), subject.ask)
    assert record.failures == []
    assert [document.lost for document in record.documents] == [0] * len(record.documents)
    assert record.seconds * 300 / len(items) < 60
    assert all(item.scores["citation_verbatim"] in (None, 1.0) for item in record.items)
