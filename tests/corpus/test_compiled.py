"""What is compiled is made once, made again where it is damaged, and made for the process where nothing can be kept."""

from pathlib import Path

import pytest

from corpus.compiled import compiled


class Maker:
    """Writes a file and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, folder: Path) -> None:
        self.made += 1
        (folder / "words").write_text("水厂", encoding="utf-8")


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_it_is_made_once(home: Path, make: Maker) -> None:
    assert compiled("toy", make) == compiled("toy", make) == home / "words" / "toy"
    assert make.made == 1
    assert [f.name for f in (home / "words").iterdir()] == ["toy"], "nothing else is left"


@pytest.mark.parametrize("damage", ["水", None])
def test_a_damaged_file_is_made_again(home: Path, make: Maker, damage: str | None) -> None:
    file = compiled("toy", make) / "words"
    file.write_text(damage, "utf-8") if damage else file.unlink()
    assert (compiled("toy", make) / "words").read_text("utf-8") == "水厂"
    assert make.made == 2


def test_where_nothing_can_be_kept_it_is_made_elsewhere(
    tmp_path: Path, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CEWEN_HOME", str(tmp_path / "file"))
    assert (compiled("toy", make) / "words").read_text("utf-8") == "水厂"
