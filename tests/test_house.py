"""The house itself: one door a package, imports in order, and papers that say what the code does."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib

import pytest
import typer

from tests.conftest import ROOT

PACKAGES = ("corpus", "index", "assistant")
COMMAND_LINES = (*PACKAGES, "eval")
ROOMS = (*COMMAND_LINES, "window")
UI_MAY_IMPORT = {"gradio", "corpus", "index", "assistant", "window"}


def commands(package: str) -> list[str]:
    """The names of a package's commands, as its typer app knows them."""
    app = importlib.import_module(f"{package}.__main__").app
    group = typer.main.get_group(app)
    return sorted(name for name, command in group.commands.items() if not command.hidden)


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_sorted_and_there(package: str) -> None:
    module = importlib.import_module(package)
    names = list(module.__all__)
    assert names, f"{package}/__init__.py re-exports nothing"
    assert names == sorted(set(names), key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert not [name for name in names if not hasattr(module, name)]


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_documented(package: str) -> None:
    module = importlib.import_module(package)
    members = {name: getattr(module, name) for name in module.__all__}
    ours = {name: it for name, it in members.items() if inspect.isclass(it) or inspect.isfunction(it)}
    assert not [name for name, it in ours.items() if not (it.__doc__ or "").strip()]


def test_changelog_opens_with_the_package_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version


def test_ui_imports_only_its_neighbours() -> None:
    tree = ast.parse((ROOT / "ui.py").read_text("utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert imported - set(sys.stdlib_module_names) <= UI_MAY_IMPORT


@pytest.mark.parametrize("package", COMMAND_LINES)
def test_every_command_stands_in_the_readme(package: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in commands(package) if not re.search(rf"python -m {package} {name}\b", readme)]
    assert not missing, f"README.md does not show: {', '.join(f'python -m {package} {name}' for name in missing)}"


@pytest.mark.parametrize("package", COMMAND_LINES)
def test_every_command_has_a_help_line(package: str) -> None:
    group = typer.main.get_group(importlib.import_module(f"{package}.__main__").app)
    assert not [name for name, command in group.commands.items() if not (command.help or "").strip()]


@pytest.mark.parametrize("package", COMMAND_LINES)
def test_help_works(package: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", package, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"python -m {package}" in done.stdout


@pytest.mark.parametrize("program", ["-m corpus", "-m index", "-m assistant", "-m eval", "ui.py"])
def test_help_waits_for_no_library_that_loads_slowly(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *program.split(), "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"faiss", "gradio", "httpx", "jieba", "llama_index", "scipy", "torch"}


def test_every_make_target_stands_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [target for target in targets if f"make {target}" not in readme]


def test_every_room_stands_in_the_design() -> None:
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    rooms = design.split("<!-- rooms: begin -->")[1].split("<!-- rooms: end -->")[0]
    lines = {package: line for package in ROOMS for line in rooms.splitlines() if line.startswith(f"| {package}/")}
    found = [(package, file.stem) for package in ROOMS for file in sorted((ROOT / package).glob("*.py"))]
    assert not [f"{p}/{stem}.py" for p, stem in found if stem != "__init__" and not re.search(rf"\b{stem}\b", lines[p])]


def test_test_folders_do_not_hide_the_packages() -> None:
    bare = [folder for folder in (ROOT / "tests").rglob("*/") if list(folder.glob("test_*.py"))]
    assert not [folder for folder in bare if not (folder / "__init__.py").exists()]


def test_constraints_pin_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {normal(line.split("==")[0]) for line in lines if "==" in line}
    asked = {normal(re.split(r"[<>=!~\[; ]", line)[0]) for line in [*project["dependencies"], *extras]}
    assert not asked - pinned - {"cewen"}
    assert "torch==2.13.0" in lines
    assert not [name for name in pinned if name.startswith("nvidia-")]


def normal(name: str) -> str:
    """A distribution's name in one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
