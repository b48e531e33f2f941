"""`python -m assistant backup`, `restore` and `doctor`: what keeps an installation in order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.told import told

Force = Annotated[bool, typer.Option("--force", help="已有的换掉;恢复时,现有的移到旁边,可以再换回来")]
REBUILD = "索引不在备份里:python -m index build 会从文本重建"


def backup(target: Annotated[Path, typer.Argument(help="写到哪个文件")], force: Force = False) -> None:
    """备份文本(各版)、提问记录、评价、评测记录和设置(不含密钥);写完再读一遍核对。"""
    with told():
        from assistant.backup import PARTS
        from assistant.backup import backup as write
        from assistant.settings import load_settings
        from index.logs import event, log_to

        settings = load_settings()
        log_to(settings)
        manifest = write(settings, target, force)
        event("backup", files=len(manifest.members), bytes=manifest.bytes)
        counts = Counter(PARTS[name.split("/")[0]] for name in manifest.members)
        listed = "、".join(f"{kind} {count}" for kind, count in counts.items())
        typer.echo(f"备份写在 {target}:{listed}(个文件),共 {manifest.bytes / 1000:,.0f} kB,已读回核对。{REBUILD}。")


def restore(
    source: Annotated[Path, typer.Argument(help="备份文件,或以前恢复时换下的文件夹")], force: Force = False
) -> None:
    """从备份恢复;先核对全部校验和,有一处不对就什么也不动。"""
    with told():
        from assistant.backup import PARTS, SETTINGS
        from assistant.backup import restore as bring_back
        from assistant.settings import load_settings
        from index.logs import event, log_to

        settings = load_settings()
        restored = bring_back(settings.home, source, force)
        log_to(settings)
        event("restore", parts=list(restored.parts))
        typer.echo(f"已恢复到 {settings.home}:{'、'.join(PARTS[name] for name in restored.parts)}。{REBUILD}。")
        if SETTINGS in restored.parts:
            typer.echo(f"备份时的设置在 {settings.home / SETTINGS};要用就拷到启动策问的文件夹。")
        if restored.replaced:
            typer.echo(f"原来的在 {restored.replaced};换回来:python -m assistant restore '{restored.replaced}' --force")


def doctor(as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False) -> None:
    """检查安装、设置、文本、索引、题目、提问记录、磁盘和权限:✓ 好,! 留意,✗ 要改;有 ✗ 则以 1 退出。"""
    import json
    from dataclasses import asdict

    from assistant.doctor import examine, worst
    from index.program import version

    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            typer.echo(finding.line)
    level = worst(findings)
    if as_json:
        shown = {"status": level, "version": version(), "findings": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    raise typer.Exit(1 if level == "problem" else 0)
