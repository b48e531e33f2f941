"""The same plan through every format."""

import pytest
from hypothesis import given, settings

from corpus.load import load
from corpus.parse import parse_loaded
from tests.corpus.files import as_docx, as_html, as_markdown, as_pdf
from tests.corpus.generate import Plan, laws, plans
from tests.corpus.test_parse import check

WRITERS = {
    ".txt": lambda plan: plan.text.encode(),
    ".gb.txt": lambda plan: plan.text.encode("gb18030"),
    ".bom.txt": lambda plan: plan.text.replace("\n", "\r\n").encode("utf-8-sig"),
    ".md": lambda plan: as_markdown(plan).encode(),
    ".html": lambda plan: as_html(plan).encode(),
    ".docx": as_docx,
    ".pdf": lambda plan: as_pdf([line for _, line in plan.rows]),
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_tree_from_every_format(suffix, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")

    @given(plans() | laws())
    @settings(max_examples=16, deadline=None)
    def same(plan: Plan):
        path = folder / f"plan{suffix}"
        path.write_bytes(WRITERS[suffix](plan))
        parsed = parse_loaded(load(path), "plan", path.name)
        check(parsed)
        paths = [tuple(part.replace("　", " ") for part in path) for path in plan.paths]
        assert [tuple(part.replace("　", " ") for part in s.path) for s in parsed.sections[1:]] == paths
        assert parsed.document.title == plan.rows[0][1]
        paragraphs: dict[tuple[str, int], list[str]] = {}
        for p in parsed.passages:
            paragraphs.setdefault((p.section_id, p.paragraph), []).append(p.text)
        assert ["".join(parts) for parts in paragraphs.values()] == plan.bodies

    same()
