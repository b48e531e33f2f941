"""Words that are kept are those that would be cut now."""

import random
from pathlib import Path

import pytest

from corpus import parse_text
from index import Layout, Source, build
from index.cuts import CutCache
from index.tokens import Tokens
from tests.index.toy import DATA, ToyEncoder, source

TEXTS = tuple(line for line in (DATA / "water.txt").read_text("utf-8").splitlines() if line)
TERMS = ("东岭水厂", "白石水厂", "膜过滤", "智能加药")


def kept(file: Path, terms: tuple[str, ...]) -> tuple[dict[str, list[str]], int]:
    """What a cache gives for every text, and how many it had to cut."""
    cache = CutCache(file, terms)
    found = {text: cache.search(text) for text in TEXTS}
    cache.save()
    return found, cache.cut


def test_only_texts_with_a_term_that_came_or_went_are_cut_again(tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    assert kept(file, TERMS)[1] == len(set(TEXTS))
    assert kept(file, TERMS)[1] == 0
    for terms in ((*TERMS, "清水样板厂"), TERMS[1:]):
        found, cut = kept(file, terms)
        assert 0 < cut < len(TEXTS) / 2
        assert found == {text: Tokens(terms).search(text) for text in TEXTS}


def test_whatever_terms_come_and_go_the_words_are_those_of_now(tmp_path: Path) -> None:
    chance = random.Random(4)
    text = "".join(TEXTS)
    places = [chance.randrange(len(text) - 6) for _ in range(60)]
    pieces = [text[at : at + chance.randrange(2, 6)] for at in places]
    for _ in range(12):
        terms = tuple(chance.sample(pieces, 20))
        found, _ = kept(tmp_path / "words.json", terms)
        assert found == {text: Tokens(terms).search(text) for text in TEXTS}


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"0\n{"])
def test_a_damaged_file_is_cut_anew(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "words.json"
    found, cut = kept(file, TERMS)
    whole = file.read_bytes()
    for content in (damage, whole[:-1], whole.replace("膜".encode(), "腊".encode(), 1)):
        file.write_bytes(content)
        assert kept(file, TERMS) == (found, cut)


def test_a_build_cuts_only_what_another_document_changes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []
    search = Tokens.search

    def counted(self: Tokens, text: str) -> list[str]:
        cut.append(text)
        return search(self, text)

    monkeypatch.setattr(Tokens, "search", counted)
    build(home, (source("water"),), ToyEncoder())
    first = len(cut)
    assert Layout(home).words.is_file()
    cut.clear()
    build(home, (source("water"), Source(parse_text("第一章 总则\n本办法自公布之日起施行。", "law"))), ToyEncoder())
    assert 0 < len(cut) < first / 2
