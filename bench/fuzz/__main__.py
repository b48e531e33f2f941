"""`python -m bench.fuzz`: the targets in turn; exit 1 where a case crashed, hung, or lost a character."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.fuzz.run import Tally, run
from bench.fuzz.targets import TARGETS, opened
from bench.fuzz.types import Place

app = typer.Typer(add_completion=False)


@app.command()
def main(
    cases: Annotated[int, typer.Option(help="一共多少例,按各门的份额分")] = 100_000,
    seconds: Annotated[float, typer.Option(help="一共最多多少秒,按各门的份额分;0 为不限")] = 0,
    target: Annotated[list[str] | None, typer.Option(help="只试这些门;可写多次")] = None,
    seed: Annotated[int, typer.Option(help="种子:同样的种子,同样的例子")] = 0,
    case: Annotated[int | None, typer.Option(help="只重做这一例(与 --target 合用)")] = None,
) -> None:
    """用坏输入试各个入口;崩溃、超过 2 秒或丢字都算失败。"""
    chosen = [TARGETS[name] for name in target or TARGETS if name in TARGETS]
    if target and len(chosen) < len(target):
        raise typer.BadParameter(f"没有这样的门;现有:{'、'.join(TARGETS)}")
    whole = sum(each.share for each in chosen)
    tallies = []
    with tempfile.TemporaryDirectory() as folder:
        for each in chosen:
            work = Path(folder) / each.name
            work.mkdir()
            numbers = range(case, case + 1) if case is not None else range(cases * each.share // whole)
            allowed = seconds * each.share / whole if seconds else float("inf")
            tally = run(each, Place(work, opened), numbers, seed, allowed)
            tallies.append(tally)
            for finding in tally.findings[:20]:
                print(f"\n{each.name} {seed}:{finding.number} {finding.what}\n{finding.trace}", file=sys.stderr)
    _show(tallies)
    raise typer.Exit(1 if any(tally.findings for tally in tallies) else 0)


def _show(tallies: list[Tally]) -> None:
    table = Table("门", "例", "以错误告知", "发现", "最长(毫秒)", "用时(秒)")
    for each in tallies:
        row = (each.cases, each.refused, len(each.findings), f"{each.longest * 1000:.0f}", f"{each.seconds:.1f}")
        table.add_row(each.target, *map(str, row))
    Console().print(table, f"共 {sum(each.cases for each in tallies)} 例", highlight=False)


if __name__ == "__main__":
    app()
