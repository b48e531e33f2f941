import json
import re
from pathlib import Path

import pytest

from corpus import Library, LibraryError, LoadError

ONE = "某市规划\n第一章 甲\n建设31个组团。\n"
TWO = "某市规划\n第一章 甲\n建设32个组团。\n"


@pytest.fixture
def library(tmp_path) -> Library:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "shipped.txt").write_text(ONE, encoding="utf-8")
    (plans / "README.md").write_text("# 说明\n", encoding="utf-8")
    return Library(tmp_path / "home", plans)


def file(tmp_path: Path, text: str, name: str = "a.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock"}


def test_shipped_plans_are_there_and_nothing_is_written(library):
    (info,) = library.list()
    assert (info.doc_id, info.shipped, len(info.versions)) == ("shipped", True, 1)
    assert library.get("shipped").document.text == ONE
    assert not library.home.exists()


def test_add_new_version_restore(library, tmp_path):
    first = library.add(file(tmp_path, ONE), "plan")
    second = library.add(file(tmp_path, TWO), "plan")
    assert second.versions == (second.version, first.version)
    assert library.get("plan").document.text == TWO
    assert library.get("plan", first.version[:6]).document.text == ONE
    assert library.restore("plan", first.version).version == first.version
    assert Library(library.home, library.plans).get("plan").document.text == ONE
    again = library.add(file(tmp_path, TWO), "plan")
    assert again.version == second.version
    assert len(again.versions) == 2


def test_a_new_version_of_a_shipped_plan_keeps_the_shipped_one(library, tmp_path):
    shipped = library.info("shipped").version
    info = library.add(file(tmp_path, TWO, "shipped.txt"))
    assert not info.shipped
    assert library.get("shipped", shipped).document.text == ONE
    assert library.restore("shipped", shipped).shipped


def test_the_next_release_of_a_shipped_plan_becomes_current_unless_another_was_chosen(library, tmp_path):
    library.remove("shipped")
    old = library.restore("shipped", library._manifest("shipped")["current"]).version
    file(library.plans, TWO, "shipped.txt")
    assert library.get("shipped").document.text == TWO
    assert library.get("shipped", old).document.text == ONE
    chosen = library.add(file(tmp_path, "另一规划\n第一章 乙\n正文。"), "shipped")
    file(library.plans, "再版\n第一章 丙\n正文。", "shipped.txt")
    assert library.get("shipped").document.version == chosen.version


def test_remove_and_bring_back(library, tmp_path):
    info = library.add(file(tmp_path, ONE), "plan")
    library.remove("plan")
    assert [i.doc_id for i in library.list()] == ["shipped"]
    with pytest.raises(LibraryError, match=r"restore plan"):
        library.get("plan")
    library.restore("plan", info.version)
    assert library.get("plan").document.text == ONE


@pytest.mark.parametrize("doc_id", ["../x", "a/b", ".x", "-x", "a\nb", "a\0b", "长" * 100, " x"])
def test_ids_that_are_no_file_names(library, tmp_path, doc_id):
    with pytest.raises(LibraryError, match="--id"):
        library.add(file(tmp_path, ONE), doc_id)
    with pytest.raises(LibraryError):
        library.get(doc_id)


def test_unknown_document_and_version(library):
    with pytest.raises(LibraryError, match="corpus list"):
        library.get("none")
    with pytest.raises(LibraryError, match="现有版本"):
        library.get("shipped", "ffff")
    with pytest.raises(LibraryError):
        library.restore("none", "ffff")


def test_a_bad_file_leaves_the_library_as_it_was(library, tmp_path):
    library.add(file(tmp_path, ONE), "plan")
    before = everything(library.home)
    for name, data in [
        ("a.txt", b""),
        ("b.txt", b"a\0b"),
        ("c.xyz", b"x"),
        ("d.pdf", b"%PDF"),
        ("e.docx", b"PK\x03\x04"),
    ]:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(LoadError):
            library.add(tmp_path / name, "plan")
    assert everything(library.home) == before


def test_a_crash_at_any_write_leaves_the_old_version(library, tmp_path, monkeypatch):
    first = library.add(file(tmp_path, ONE), "plan")
    real = Path.replace
    for moment in range(3):
        calls = iter(range(10))

        def crash(self, target, moment=moment, calls=calls):
            if next(calls) == moment:
                raise KeyboardInterrupt
            return real(self, target)

        monkeypatch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            library.add(file(tmp_path, f"{TWO}{moment}"), "plan")
        monkeypatch.setattr(Path, "replace", real)
        assert Library(library.home, library.plans).get("plan").document.version == first.version
        assert not list(library.home.rglob("*.tmp"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "{",
        lambda text: "[" * 50_000,
        lambda text: "9" * 5_000,
        lambda text: text.replace('"removed": false', '"removed": 0'),
        lambda text: text.replace('"versions": [', '"versions": [7, '),
        lambda text: text.replace('"current": "', '"current": "f'),
        lambda text: text.replace('"doc_id": "plan"', '"doc_id": "../plan"'),
        lambda text: re.sub('"[0-9a-f]{12}"', '"../../secret"', text),
    ],
)
def test_a_damaged_manifest_names_its_file(library, tmp_path, damage):
    library.add(file(tmp_path, ONE), "plan")
    path = library.home / "documents" / "plan" / "document.json"
    path.write_text(damage(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(LibraryError, match=r"document\.json"):
        Library(library.home, library.plans).list()


def test_a_damaged_text_is_noticed(library, tmp_path):
    info = library.add(file(tmp_path, ONE), "plan")
    path = library.home / "documents" / "plan" / f"{info.version}.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(data | {"text": "别的"}), encoding="utf-8")
    with pytest.raises(LibraryError, match="版本号不符"):
        library.get("plan")
    path.write_text(json.dumps(data | {"text": 7}), encoding="utf-8")
    with pytest.raises(LibraryError, match="损坏"):
        library.get("plan")


def test_a_home_that_cannot_be_written(library, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="CEWEN_HOME"):
        Library(tmp_path / "file", library.plans).add(file(tmp_path, ONE), "plan")
