"""The store on this machine: FAISS and bm25s files in the folder of the build."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.dense import Dense
from index.lexical import Lexical
from index.stores.mapped import mapped
from index.stores.types import DENSE, LEXICAL, POSTINGS, Fields, Owners, Rows

WORDS = tuple(dict.fromkeys((*LEXICAL, *POSTINGS)))


class LocalStore:
    """Structures chosen by size (see index/dense.py); everything large is memory-mapped when it is opened."""

    name = "faiss"

    def save(self, rows: Rows, folder: Path) -> None:
        """Index rows and write the files."""
        save_owners(rows.owners, folder)
        for name in DENSE:
            Dense.build(rows.vectors[name]).save(folder / f"{name}.faiss")
        for name in WORDS:
            Lexical.build(rows.words[name]).save(folder / name)

    def open(self, folder: Path) -> Fields:
        """Open what `save` wrote."""
        words = {name: Lexical.load(folder / name) for name in WORDS}
        return Fields(
            {name: Dense.load(folder / f"{name}.faiss") for name in DENSE},
            load_owners(folder),
            {name: words[name] for name in LEXICAL},
            {name: words[name] for name in POSTINGS},
        )


def save_owners(owners: dict[str, Owners], folder: Path) -> None:
    """Write the passage number of each row of each vector field."""
    for name in DENSE:
        np.save(folder / f"{name}.owners.npy", owners[name])


def load_owners(folder: Path) -> dict[str, Owners]:
    """Read what `save_owners` wrote."""
    return {name: mapped(folder / f"{name}.owners.npy") for name in DENSE}
