"""The real assistant on a sample of the gold that ships: nothing fails. `make eval` asks all of it."""

import pytest

from eval.gold import load_gold
from eval.runner import run
from eval.subject import open_subject
from index import IndexFailure


@pytest.mark.model
def test_a_run_has_no_failure_and_cites_word_for_word() -> None:
    try:
        subject = open_subject()
    except IndexFailure as error:
        pytest.skip(str(error))
    items = load_gold()[::8]
    record = run(items, subject.about(items), subject.ask)
    assert record.failures == []
    assert [document.lost for document in record.documents] == [0] * len(record.documents)
    assert all(item.scores["citation_verbatim"] in (None, 1.0) for item in record.items)
