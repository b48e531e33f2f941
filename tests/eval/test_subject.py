"""What a run records of the settings: all that can change an answer, and no place on this machine."""

from assistant import Settings
from eval.subject import recorded_settings
from index.settings import StoreSettings


def test_a_reranker_is_recorded_by_name_and_weight_where_one_is_set() -> None:
    plain = recorded_settings(Settings().model_dump(mode="json"))
    assert "reranker" not in plain
    index = StoreSettings(reranker="/models/bge-reranker-base", reranker_weight=0.25)
    recorded = recorded_settings(Settings(index=index).model_dump(mode="json"))
    assert recorded == plain | {"reranker": "bge-reranker-base×0.25"}
