"""What the encoder learns: the same vectors by torch and by the graph, and questions nearer to what answers them."""

from pathlib import Path

import numpy as np
import pytest
import torch

from index.bundled import additions, tuning
from index.bundled.model import Bundled
from index.bundled.tuning import Layers

GROUPS: list[tuning.Group] = [
    (["水厂每年检修一次。", "检修由水务局负责。"], [("多久修一回", 0), ("归谁管", 1)]),
    (["图书馆周一闭馆。", "借书证免费办理。"], [("哪天不开门", 0), ("办证花钱吗", 1)]),
    (["公交每十分钟一班。"], [("等车要多长时间", 0)]),
]


@pytest.mark.model
def test_the_graph_computes_what_was_learnt() -> None:
    texts = ["query: 房东不退押金", "passage: 河堤要加固,闸门要更换。"]
    layers, model = Layers(), Bundled()
    below = layers.below(texts)
    learnt = {name: tuple(map(torch.tensor, pair)) for name, pair in additions.additions().items()}
    with torch.no_grad():
        by_torch = layers.above([below[text] for text in texts], learnt).numpy()
        plain = layers.above([below[text] for text in texts], {}).numpy()
    ours = np.stack(model.encode_all(texts))
    ours /= np.linalg.norm(ours, axis=1, keepdims=True)
    assert np.vecdot(by_torch, ours).min() > 0.999, "what differs is rounding to 8 bits"
    assert np.vecdot(plain, ours).max() < 0.99


@pytest.mark.model
def test_questions_come_nearer_to_what_answers_them(tmp_path: Path) -> None:
    additions.keep(tuning.learn(GROUPS, steps=8), tmp_path / "tuned.npz")
    with np.load(tmp_path / "tuned.npz") as stored:
        learnt = {
            name: (torch.tensor(stored[f"{name}.down"]).float(), torch.tensor(stored[f"{name}.up"]).float())
            for name in {file.rpartition(".")[0] for file in stored.files}
        }
    layers = Layers()
    asked = [f"query: {text}" for _, questions in GROUPS for text, _ in questions]
    answers = [f"passage: {own[place]}" for own, questions in GROUPS for _, place in questions]
    below = layers.below([*asked, *answers])

    def margin(additions: dict[str, tuple[torch.Tensor, torch.Tensor]]) -> float:
        with torch.no_grad():
            near = layers.above([below[text] for text in asked], additions)
            near = near @ layers.above([below[text] for text in answers], additions).T
        own = torch.eye(len(asked), dtype=torch.bool)
        return float(near[own].mean() - near[~own].mean())

    assert margin(learnt) > margin({})


def test_the_pairs_that_ship_name_sentences_that_are_there() -> None:
    groups = tuning.load()
    assert len(groups) > 1000
    assert all(0 <= place < len(own) and text for own, questions in groups for text, place in questions)
    assert all(questions for _, questions in groups)
