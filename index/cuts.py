"""Words kept by hash of the text, so that a build does not cut again what nothing could cut otherwise by now."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import jieba

import corpus.dictionary
import index.tokens
from corpus.atomic import write_text
from index.tokens import Tokens, fold
from index.vectors import key_of

MOST_NEW = 1000  # terms come or gone, past which to look for each of them takes as long as to cut anew


class CutCache:
    """The search tokens of texts, cut by the general dictionary and the terms of a build.

    The terms of all documents are words, so one more document can change how the others' texts are cut: what is kept of
    a text holds while no term that it contains has come or gone since. Only what was asked for is saved.
    """

    def __init__(self, file: Path, terms: Iterable[str]) -> None:
        self._file, self._terms = file, sorted(set(terms))
        self._tokens = Tokens(self._terms)
        was, self._kept = _read(file)
        self._new = set(self._terms) ^ set(was)
        if len(self._new) > MOST_NEW:
            self._kept, self._new = {}, set()
        self._used: dict[str, str] = {}
        self.cut = 0

    def search(self, text: str) -> list[str]:
        """What `Tokens.search` gives for a text."""
        key = key_of(text)
        if key not in self._used:
            self._used[key] = self._of(key, text)
        return self._used[key].split()

    def save(self) -> None:
        """Write the tokens of every text that was asked for, with the terms that cut them."""
        kept = json.dumps({"by": _by(), "terms": self._terms, "texts": self._used}, ensure_ascii=False)
        write_text(self._file, f"{_seal(kept)}\n{kept}")

    def _of(self, key: str, text: str) -> str:
        kept = self._kept.get(key)
        if kept is not None:
            folded = fold(text)
            if not any(term in folded for term in self._new):
                return kept
        self.cut += 1
        return " ".join(self._tokens.search(text))


@lru_cache(maxsize=1)
def _by() -> str:
    """What cuts: our code, and jieba with its dictionary."""
    code = "".join(inspect.getsource(module) for module in (corpus.dictionary, index.tokens))
    return hashlib.sha256(f"{code}{jieba.__version__}".encode()).hexdigest()


def _read(file: Path) -> tuple[list[str], dict[str, str]]:
    """The terms and the tokens that are kept; nothing where the file is missing or damaged or something else cut."""
    try:
        seal, _, text = file.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return [], {}
    kept = json.loads(text) if seal == _seal(text) else {}
    return (kept["terms"], kept["texts"]) if kept.get("by") == _by() else ([], {})


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
