"""Settings: the environment wins over the file."""

from pathlib import Path

import pytest

from index import IndexSettings
from index.encoder import BUNDLED


def test_home_and_model_come_from_file_then_environment(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (IndexSettings().home, IndexSettings().encoder.model) == (home, BUNDLED)
    (tmp_path / "cewen.toml").write_text('[encoder]\nmodel = "from-file"\n', "utf-8")
    assert IndexSettings().encoder.model == "from-file"
    monkeypatch.setenv("CEWEN_ENCODER__MODEL", "from-environment")
    assert IndexSettings().encoder.model == "from-environment"


def test_a_typo_below_encoder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cewen.toml").write_text('[encoder]\nmodle = "x"\n', "utf-8")
    with pytest.raises(ValueError, match="modle"):
        IndexSettings()
