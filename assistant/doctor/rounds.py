"""The rounds: every check in turn; one that breaks is a finding too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from assistant.doctor import configured, installation, kept, place, searched
from assistant.doctor.types import Finding
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

Check = Callable[[], Iterator[Finding]]
INSTALLATION: dict[str, Check] = {
    "Python": installation.python,
    "依赖": installation.packages,
    "torch": installation.torch,
}
HOME: dict[str, Callable[[Settings], Iterator[Finding]]] = {
    "设置": configured.settings,
    "磁盘": place.disk,
    "权限": place.permissions,
    "恢复": place.leftovers,
    "文本": kept.documents,
    "提问记录": kept.sessions,
    "评价": kept.verdicts,
    "编码模型": searched.encoder,
    "重排模型": searched.reranker,
    "索引": searched.index,
    "题目": kept.gold,
}


def examine() -> Iterator[Finding]:
    """Every finding as it is made. Where the settings cannot be read, only the installation is looked at."""
    for about, check in INSTALLATION.items():
        yield from _guarded(about, check)
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("设置", "problem", str(error), "改好之后再检查一次,其余的还没有看")
        return
    for about, look in HOME.items():
        yield from _guarded(about, partial(look, settings))


def _guarded(about: str, check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - what breaks a check is what the doctor is asked about
        yield Finding(about, "problem", f"检查没有做成({type(error).__name__}:{error})")
