"""Teach the encoder how people ask: `python -m index.bundled.tuning` writes tuned.npz, which ships (half an hour).

Learnt are low-rank additions to the products of the last layers, from pairs.jsonl: sentences of statutes and of made-up
plans, each with questions in everyday words that it answers. A batch's other sentences, its passage's own among them,
are the negatives (InfoNCE, van den Oord et al. 2018). No text of the evaluation and no question of it is among them.
A quarter of what is learnt is kept: between the weights as they were and those that are learnt lie better ones for
other texts (Wortsman et al. 2022).
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from index.bundled.additions import LAYERS, RANK, Additions, keep
from index.bundled.embedding import Embedding
from index.bundled.tensors import PRODUCTS
from index.bundled.weights import Weights, whole

PAIRS = Path(__file__).with_name("pairs.jsonl")
STEPS = 900
PASSAGES = 20  # a batch
ASKED = 2  # questions of each
SIBLINGS = 2  # sentences of a passage that are negatives beside those that answer
RATE = 1e-3
WARM = 30  # steps until the rate is reached; it falls to nothing from there
DECAY = 0.01
TEMPERATURE = 0.02
SHARE = 0.25  # of what is learnt
LONGEST = 160  # characters of a sentence
AT_ONCE = 64  # texts that go through the layers below together

# The sentences of a passage, and questions, each with the place of the sentence that answers it.
Group = tuple[list[str], list[tuple[str, int]]]
Tensor = Any  # of torch, whose types mypy is not shown


class Layers:
    """The encoder in torch: what lies below the layers that learn is run once a text and kept.

    `seen` is shown what goes into each product (by its name, "l8.qkv"), padding included.
    """

    def __init__(self, seen: Callable[[str, Tensor], None] = lambda _name, _x: None) -> None:
        self._seen = seen
        weights = Weights()
        self.dim, self.heads, self.epsilon = weights.sizes["dim"], weights.sizes["heads"], weights.epsilon
        self._weights, self._embedding = weights, Embedding(weights)
        self._layers = [self._layer(number) for number in range(weights.sizes["layers"])]

    def below(self, texts: Sequence[str]) -> dict[str, Tensor]:
        """What goes into the first layer that learns, by text, shape (tokens, dim), in half precision."""
        embedded = {text: torch.tensor(self._embedding.windows(text)[0]) for text in dict.fromkeys(texts)}
        order = sorted(embedded, key=lambda text: len(embedded[text]))
        found: dict[str, Tensor] = {}
        first = (self._float("emb.ln.w"), self._float("emb.ln.b"))
        for at in range(0, len(order), AT_ONCE):
            chosen = order[at : at + AT_ONCE]
            x, mask = padded([embedded[text] for text in chosen])
            with torch.no_grad():
                x = self._norm(x, first)
                for number in range(LAYERS[0]):
                    x = self._run(x, mask, number, {})
            found |= {text: x[row, : len(embedded[text])].half() for row, text in enumerate(chosen)}
        return found

    def above(self, below: Sequence[Tensor], learnt: dict[str, Any]) -> Tensor:
        """Unit vectors, shape (texts, dim)."""
        x, mask = padded(below)
        for number in LAYERS:
            x = self._run(x, mask, number, learnt)
        shares = mask[..., None].float()
        return functional.normalize((x * shares).sum(1) / shares.sum(1), dim=1)

    def shapes(self) -> dict[str, tuple[int, int]]:
        """The rows and columns of each product that learns."""
        return {
            f"l{number}.{name}": tuple(self._layers[number][name][0].shape) for number in LAYERS for name in PRODUCTS
        }

    def _run(self, x: Tensor, mask: Tensor, number: int, learnt: dict[str, Any]) -> Tensor:
        layer, (rows, tokens, _) = self._layers[number], x.shape

        def product(x: Tensor, name: str) -> Tensor:
            self._seen(f"l{number}.{name}", x)
            plain = functional.linear(x, *layer[name])
            if (own := learnt.get(f"l{number}.{name}")) is None:
                return plain
            return plain + x @ own[0] @ own[1]

        query, key, value = product(x, "qkv").view(rows, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        x = self._norm(x + product(seen.transpose(1, 2).reshape(x.shape), "ao"), layer["aln"])
        return self._norm(x + product(functional.gelu(product(x, "fi")), "fo"), layer["oln"])

    def _norm(self, x: Tensor, parts: tuple[Tensor, Tensor]) -> Tensor:
        return functional.layer_norm(x, (self.dim,), *parts, self.epsilon)

    def _layer(self, number: int) -> dict[str, tuple[Tensor, Tensor]]:
        found = {}
        for name, parts in PRODUCTS.items():
            bias = torch.cat([self._float(f"l{number}.{part}.b") for part in parts])
            rows = [whole(self._weights.blocks(f"l{number}.{part}.w")) for part in parts]
            found[name] = (torch.tensor(np.concatenate(rows).reshape(len(bias), -1)), bias)
        for name in ("aln", "oln"):
            found[name] = (self._float(f"l{number}.{name}.w"), self._float(f"l{number}.{name}.b"))
        return found

    def _float(self, name: str) -> Tensor:
        return torch.tensor(self._weights.floats(name))


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of different lengths as one tensor, and which of its places are theirs."""
    x = torch.nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return x, torch.arange(x.shape[1])[None] < lengths[:, None]


def learn(groups: Sequence[Group], steps: int = STEPS) -> Additions:
    """The additions that some passages with their questions teach; the same groups give the same."""
    draw, layers = random.Random(0), Layers()  # noqa: S311  # which passages make a batch
    torch.manual_seed(0)
    below = layers.below(
        [text for group in groups for text in (*map(passage, group[0]), *(query(q) for q, _ in group[1]))]
    )
    learnt = {
        name: (
            torch.nn.Parameter(torch.randn(columns, RANK) / math.sqrt(columns)),
            torch.nn.Parameter(torch.zeros(RANK, rows)),
        )
        for name, (rows, columns) in layers.shapes().items()
    }
    optimizer = torch.optim.AdamW([m for pair in learnt.values() for m in pair], lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min(1, at / WARM) * (1 - at / steps))
    began = time.perf_counter()
    for step in range(steps):
        asked, sentences, right = _batch(groups, draw)
        queries = layers.above([below[query(text)] for text in asked], learnt)
        answers = layers.above([below[passage(text)] for text in sentences], learnt)
        cosines = queries @ answers.T
        loss = functional.cross_entropy(cosines / TEMPERATURE, torch.tensor(right))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            hit = (cosines.argmax(1) == torch.tensor(right)).float().mean()
            print(
                f"{step}/{steps} loss {loss.item():.3f} hit {hit:.2f} {time.perf_counter() - began:.0f} s", flush=True
            )
    return {name: (down.detach().numpy(), SHARE * up.detach().numpy()) for name, (down, up) in learnt.items()}


def _batch(groups: Sequence[Group], draw: random.Random) -> tuple[list[str], list[str], list[int]]:
    """Questions, sentences, and for each question the place of the sentence that answers it."""
    asked: list[str] = []
    sentences: list[str] = []
    right: list[int] = []
    for own, questions in draw.sample(list(groups), min(PASSAGES, len(groups))):
        taken = draw.sample(questions, min(ASKED, len(questions)))
        kept = sorted({place for _, place in taken} | set(draw.sample(range(len(own)), min(SIBLINGS, len(own)))))
        right += [len(sentences) + kept.index(place) for _, place in taken]
        asked += [text for text, _ in taken]
        sentences += [own[place] for place in kept]
    return asked, sentences, right


def query(text: str) -> str:
    """A question as the encoder is given it."""
    return f"query: {text}"[:LONGEST]


def passage(text: str) -> str:
    """A sentence as the encoder is given it."""
    return f"passage: {text}"[:LONGEST]


def load(file: Path = PAIRS) -> list[Group]:
    """The passages of pairs.jsonl with their questions."""
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [(line["sentences"], [(text, place) for text, place in line["questions"]]) for line in lines]


if __name__ == "__main__":
    keep(learn(load()))
