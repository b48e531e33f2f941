"""The program itself: which version it is, and which packages it needs."""

import tomllib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import Any

from index.settings import ROOT

NAME = "cewen"


@lru_cache(maxsize=1)
def version() -> str:
    """The version that runs: of the checkout, else of the installed package; "" where neither says."""
    if project := _project():
        return str(project["version"])
    try:
        return metadata(NAME)["Version"]
    except PackageNotFoundError:
        return ""


def requirements() -> tuple[str, ...]:
    """What it needs, a line a package as pyproject.toml writes them; extras left out."""
    if project := _project():
        return tuple(project["dependencies"])
    try:
        lines = requires(NAME) or []
    except PackageNotFoundError:
        return ()
    return tuple(line for line in lines if "extra ==" not in line)


def python_wanted() -> str:
    """The versions of Python it runs on, as a specifier."""
    project = _project()
    return str(project["requires-python"]) if project else str(metadata(NAME)["Requires-Python"])


def _project() -> dict[str, Any]:
    """The table [project] of the checkout, empty where the package was installed without one."""
    file = ROOT / "pyproject.toml"
    project: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))["project"] if file.is_file() else {}
    return project if project.get("name") == NAME else {}
