"""Cut a text into the word pieces of XLM-RoBERTa (SentencePiece's unigram model, Kudo 2018).

The pieces are compiled once a home into a trie and arrays that are memory-mapped: as lists they take 1.5 s and 300 MB.
"""

from __future__ import annotations

import json
import re
from array import array
from pathlib import Path

from marisa_trie import Trie

from corpus.compiled import numbers
from index.bundled.weights import Weights

MARK = "▁"  # stands for a blank
UNKNOWN = 10.0  # a character that is no piece is so much less likely than the least likely piece
_BLANKS = re.compile(" {2,}")


class Cutter:
    """The pieces of a text as their numbers, the likeliest way to cut it."""

    def __init__(self, folder: Path) -> None:
        self._trie = Trie().mmap(str(folder / "pieces.marisa"))
        self._scores, self._numbers = numbers(folder / "scores", "f"), numbers(folder / "numbers", "I")
        known = json.loads((folder / "pieces.json").read_text(encoding="utf-8"))
        self._written = {int(code): text for code, text in known["written"].items()}
        self._longest: int = known["longest"]
        self._least: float = known["least"]
        self._unknown: int = known["unknown"]

    def cut(self, text: str) -> list[int]:
        """The numbers of the pieces, without those of the beginning and the end of a text (Viterbi's algorithm)."""
        text = _BLANKS.sub(" ", text.translate(self._written))
        text = (text if text.startswith(" ") else f" {text}").replace(" ", MARK)
        best = [0.0, *[-1e30] * len(text)]
        came = [(0, 0)] * (len(text) + 1)
        for at in range(len(text)):
            here = best[at]
            for piece, place in self._trie.iter_prefixes_with_ids(text[at : at + self._longest]):
                end, number, chance = at + len(piece), self._numbers[place], here + self._scores[place]
                if chance > best[end] and number != self._unknown:
                    best[end], came[end] = chance, (number, at)
            if here + self._least > best[at + 1]:
                best[at + 1], came[at + 1] = here + self._least, (self._unknown, at)
        found, at = [], len(text)
        while at:
            number, at = came[at]
            found.append(number)
        return found[::-1]


def compile_pieces(weights: Weights, folder: Path) -> None:
    """Write what a `Cutter` reads."""
    pieces = weights.pieces()
    trie = Trie(pieces.texts)
    trie.save(str(folder / "pieces.marisa"))
    order = sorted(range(len(pieces.texts)), key=lambda number: trie.key_id(pieces.texts[number]))
    (folder / "numbers").write_bytes(array("I", order).tobytes())
    (folder / "scores").write_bytes(array("f", (pieces.scores[number] for number in order)).tobytes())
    known = {
        "written": pieces.written,
        "longest": max(map(len, pieces.texts)),
        "least": min(pieces.scores) - UNKNOWN,
        "unknown": pieces.specials["unknown"],
    }
    (folder / "pieces.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
