"""A new version of the shipped plan, with the real encoder: only what is new is encoded."""

from pathlib import Path

import pytest

from corpus import Library, parse_text
from index import Source, build, load_encoder
from index.encoder import Encoder, Vectors
from index.questions import read_questions
from index.sources import SHIPPED, older_sources, sources_of
from tests.index.toy import ToyEncoder

PLAN = "zgc-2020-2035"


class Counting:
    """The real encoder, with the texts that it was given."""

    def __init__(self, real: Encoder) -> None:
        self.fingerprint, self.dim, self._real = real.fingerprint, real.dim, real
        self.given: list[str] = []

    def queries(self, texts: list[str]) -> Vectors:
        return self._real.queries(texts)

    def documents(self, texts: list[str]) -> Vectors:
        self.given += texts
        return self._real.documents(texts)


def edited(library: Library, old: str, new: str) -> Source:
    text = library.get(PLAN).document.text
    assert text.count(old) == 1
    parsed = parse_text(text.replace(old, new), PLAN)
    return Source(parsed, read_questions(parsed, SHIPPED / f"{PLAN}.questions.jsonl"))


@pytest.mark.model
def test_a_changed_paragraph_is_all_that_is_encoded(home: Path) -> None:
    library, encoder = Library(home), Counting(load_encoder())
    (plan,) = (s for s in sources_of(library, home) if s.parsed.document.doc_id == PLAN)
    bare = Source(plan.parsed)  # without its stored questions, which take the longest and are not what changes
    build(home, (bare,), encoder)
    passages = {p.text for p in bare.parsed.passages}
    encoder.given.clear()
    again = build(home, (bare,), encoder)
    assert (again.added, again.removed, again.encoded, encoder.given) == (0, 0, 0, [])
    new = Source(edited(library, "新一代信息技术产业以海淀园为核心", "新一代信息技术产业以昌平园为核心").parsed)
    report = build(home, (new,), encoder, older=(bare,))
    assert (report.added, report.removed, report.kept) == (1, 1, len(passages) - 1)
    assert report.encoded == len(encoder.given)
    assert sum(p.text in encoder.given for p in new.parsed.passages) <= 2
    assert all("昌平园为核心" in text for text in encoder.given), "the passage and the sentence that was changed"
    encoder.given.clear()
    renamed = Source(edited(library, "1.三城一区\n", "1.三城一区和其他\n").parsed)
    build(home, (renamed,), encoder, older=(bare,))
    assert encoder.given == [], "a heading is no part of what is embedded"


def test_every_kept_version_has_an_index(home: Path, tmp_path: Path) -> None:
    library = Library(home, plans=tmp_path / "none")
    for number in (1, 2, 3):
        file = tmp_path / "plan.txt"
        file.write_text(f"某市规划\n第一章 甲\n建设{number}个园区。\n第二章 乙\n正文不变。", "utf-8")
        library.add(file, "plan")
    sources, older = sources_of(library, home), older_sources(library, home)
    assert len(older) == 2
    encoder = ToyEncoder()
    first = build(home, sources, encoder, older=older)
    assert build(home, sources, encoder, older=older).encoded == 0
    names = {f.name for f in (home / "index" / "versions").iterdir()}
    assert names == {f"plan@{s.parsed.document.version}" for s in older}
    assert first.added == len(sources[0].parsed.passages), "the older versions are not counted"
