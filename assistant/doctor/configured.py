"""The settings: whether they can be read, and what in them has no effect or should not stand there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from assistant.doctor.types import Finding
from assistant.settings import Settings

PREFIX = "CEWEN_"
WITH_PASSWORD = re.compile(r"://[^/@\s]+@")


def settings(given: Settings) -> Iterator[Finding]:
    """Variables that are no setting, and addresses with a password in them; the values are not shown."""
    sections = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = [name for name in map(str.upper, os.environ) if name.startswith(PREFIX)]
    unknown = [name for name in unknown if name.split("__")[0] not in sections]
    if unknown:
        yield Finding("设置", "warning", f"没有这个设置:{'、'.join(unknown)},它不起作用", "检查拼写;进一层用两个下划线")
    addresses = {"llm.base_url": given.llm.base_url, "index.uri": given.index.uri}
    for name, address in addresses.items():
        if WITH_PASSWORD.search(address):
            yield Finding(
                "设置", "warning", f"{name} 里写着名字和口令", "口令用 CEWEN_LLM__API_KEY 或 CEWEN_INDEX__TOKEN"
            )
    yield Finding("设置", "ok", f"CEWEN_HOME 是 {given.home},{'用' if given.llm.on else '不用'}语言模型")
