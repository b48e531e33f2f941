"""How plans of one's own are answered, without stored questions: `python -m eval.others [FOLDER]`.

FOLDER holds texts (any format that is read) and gold questions about them (*.jsonl, `doc` is the file's name without
its ending); eval/other_texts, which ships, holds two made-up plans. They are indexed in a home of their own that is
gone afterwards; nothing is written. This is what a reader gets who adds a plan and asks at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import track

from corpus.load import supported
from eval.console import console
from eval.errors import EvalError
from eval.gold import load_gold
from eval.record import RunRecord
from eval.runner import RunInfo, run
from eval.subject import subject_over
from eval.tables import print_tables

FOLDER = Path(__file__).with_name("other_texts")


def main(folders: Sequence[str] = ()) -> None:
    """Ask the questions of the folders about their texts and print the tables."""
    for folder in [Path(name) for name in folders] or [FOLDER]:
        print_tables(console, asked_of(folder))


def texts_in(folder: Path) -> list[Path]:
    """The texts of a folder, by name; EvalError where it has none that is read."""
    texts = sorted(file for file in folder.glob("*") if file.suffix.lower() in supported())
    if not texts:
        raise EvalError(f"{folder} 里没有读得了的文本({'、'.join(supported())})")
    return texts


def asked_of(folder: Path) -> RunRecord:
    """The run over the texts and questions of one folder; EvalError where it has no texts, GoldError as `load_gold`."""
    texts = texts_in(folder)
    items = load_gold([folder])
    with TemporaryDirectory() as home:
        subject = subject_over(texts, Path(home))
        info = RunInfo(subject.settings, subject.encoder, note=f"{folder.name}:没有预存的问题")
        documents = subject.about(items)
        return run(
            items,
            documents,
            subject.ask,
            info=info,
            track=lambda placed: track(list(placed), "评测", console=console, transient=True),
        )


if __name__ == "__main__":
    main(sys.argv[1:])
