"""What all tests share: where the texts are, a home of their own, a browser, and no silent skips under CI."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# Before any library is imported: nothing calls out, and the encoder's threads do not spin.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# No example has a deadline: how long one takes says how busy the machine is.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def plans_dir() -> Path:
    """The plan texts that ship."""
    return ROOT / "corpus" / "plans"


@pytest.fixture(scope="session")
def shared_dir() -> Path | None:
    """A folder of further texts beside the checkout, or None where there is none."""
    folder = ROOT.parent / "shared"
    return folder if folder.is_dir() else None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty CEWEN_HOME, so that a test never touches the user's var/."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CEWEN_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium to drive; skips where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium fonts-noto-cjk")
    return path


def _ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true")


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"skipped, which counts as failed where CI is set: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI a skipped test has failed: a test that did not run proves nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _ci():
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    if report.skipped and _ci():
        _fail(report)
    return report
