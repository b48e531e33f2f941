"""The figures of a run stand between the marks of a page, and only there."""

from pathlib import Path

import pytest

from eval.errors import RunError
from eval.figures import BEGIN, END, put


def test_figures_replace_what_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    put(page, "| a |")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\n| a |\n{END}\nafter\n"


def test_a_page_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("nothing\n", "utf-8")
    with pytest.raises(RunError, match=r"README\.md"):
        put(page, "| a |")
    assert page.read_text("utf-8") == "nothing\n"
