"""The installation: Python, the packages, and whether a torch for graphics cards came along."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distributions, version

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from assistant.doctor.types import Finding
from index.program import python_wanted, requirements

INSTALL = "在程序的文件夹里重新安装:make chat,或 pip install -c constraints.txt -e ."
CPU_TORCH = "能用,但多占数 GB;要 CPU 版,先 make clean,再用 PIP_INDEX_URL 或 PIP_FIND_LINKS 指向提供它的源"


def python() -> Iterator[Finding]:
    """The version of Python."""
    runs, wanted = platform.python_version(), python_wanted()
    if SpecifierSet(wanted).contains(runs, prereleases=True):
        yield Finding("Python", "ok", runs)
    else:
        yield Finding("Python", "problem", f"{runs},要 {wanted}", "换一个 Python 重新安装")


def packages() -> Iterator[Finding]:
    """Each package that is needed, in a version that will do."""
    needed = [it for it in map(Requirement, requirements()) if it.marker is None or it.marker.evaluate()]
    wrong = [said for said in map(_wrong, needed) if said]
    if wrong:
        yield Finding("依赖", "problem", "、".join(wrong), INSTALL)
    else:
        yield Finding("依赖", "ok", f"{len(needed)} 个包都在,版本相符")


def torch() -> Iterator[Finding]:
    """Whether torch is a build for graphics cards, which nothing here uses."""
    names = [it.name.lower() for it in distributions()]
    local = Version(version("torch")).local if "torch" in names else None
    if any(name.startswith("nvidia-") for name in names) or (local or "").startswith("cu"):
        yield Finding("torch", "warning", "装上的是 CUDA 版", CPU_TORCH)


def _wrong(needed: Requirement) -> str:
    """What is wrong with a package, "" where nothing is."""
    try:
        has = version(needed.name)
    except PackageNotFoundError:
        return f"缺少 {needed.name}"
    return "" if needed.specifier.contains(has, prereleases=True) else f"{needed.name} 是 {has},要 {needed.specifier}"
