"""An audit in the terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.audit import Audit


def audit_tables(found: Audit, problems: tuple[str, ...] = (), *, coverage: bool = False) -> Group:
    """Problems of form, evidence that does not stand with what would mend it, and what no item asks about."""
    parts: list[RenderableType] = []
    if problems:
        parts.append(Text("金标文件的格式问题:\n" + "\n".join(f"  {each}" for each in problems), style="red"))
    stale = len({finding.item.item_id for finding in found.findings})
    parts.append(Text(f"查了 {found.checked} 题,{stale} 题有证据不在原处", style="red" if stale else "green"))
    if found.findings:
        table = Table(show_lines=True)
        for heading in ("题", "情况", "引文", "现在的文字"):
            table.add_column(heading, no_wrap=heading in ("题", "情况"))
        for each in found.findings:
            now = each.difference or ("需人工处理" if each.mended is None else "")
            table.add_row(each.item.item_id, each.word, each.evidence.quote[:80], now)
        parts.append(table)
    if found.to_mend:
        lines = "\n".join(f"  {each.item.item_id} {each.problem}" for each in found.to_mend)
        parts.append(Text(f"成员或数目与自己的引文对不上 {len(found.to_mend)} 处:\n{lines}", style="red"))
    if test := list(dict.fromkeys(each.item.item_id for each in found.uncounted if each.item.split == "test")):
        parts.append(Text(f"test 里成员或数目与自己的引文对不上的 {len(test)} 题(不看内容,只记题号):{'、'.join(test)}"))
    if unasked := found.unasked:
        lines = "\n".join(f"  {each.doc_id} {' › '.join(each.path)}" for each in unasked)
        parts.append(Text(f"没有题问到的章节 {len(unasked)} 处:\n{lines}"))
    if coverage:
        table = Table(title="每节有多少题", title_justify="left")
        table.add_column("章节")
        table.add_column("题", justify="right")
        for row in found.coverage:
            table.add_row(" › ".join(row.path), str(row.items), style="yellow" if not row.items else "")
        parts.append(table)
    return Group(*parts)
