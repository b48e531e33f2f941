"""Texts of the kinds that offices write, each with its tree beside it: NAME.tree has the title, then the headings."""

from pathlib import Path

import pytest

from corpus import Parsed, parse_file
from tests.corpus.test_parse import check

KINDS = Path(__file__).parents[1] / "data" / "kinds"
TEXTS = sorted(path for path in KINDS.iterdir() if path.suffix != ".tree")


def tree(parsed: Parsed) -> str:
    headings = (f"{'  ' * s.level}{s.heading}" for s in parsed.sections[1:])
    return "\n".join([parsed.document.title, *headings]) + "\n"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_tree(path: Path):
    parsed = parse_file(path)
    check(parsed)
    assert tree(parsed) == path.with_suffix(".tree").read_text(encoding="utf-8")
