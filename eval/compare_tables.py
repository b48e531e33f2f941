"""A comparison in the terminal and as the message of a commit that moves the baseline."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.compare import Comparison, Difference, Flip
from eval.summary import TITLES, chapter_of, shown


def comparison_tables(comparison: Comparison, *, flips: int = 20) -> Group:
    """Notices, a table for each split, the flipped items with both answers' difference, and where they are."""
    title = f"{comparison.before.run_id} → {comparison.after.run_id}"
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts += [Text(f"注意:{notice}", style="yellow") for notice in comparison.notices]
    parts += [_table(split, rows) for split, rows in comparison.differences.items()]
    parts.append(Text(flip_counts(comparison)))
    parts += [_flip(each) for each in comparison.flips[:flips]]
    if len(comparison.flips) > flips:
        parts.append(Text(f"另有 {len(comparison.flips) - flips} 题,见报告", style="dim"))
    return Group(*parts)


def flip_counts(comparison: Comparison) -> str:
    """How many items turned right or wrong, by kind and by chapter."""
    lost = [each.after for each in comparison.flips if not each.gained]
    gained = [each.after for each in comparison.flips if each.gained]
    line = f"由错变对 {len(gained)} 题,由对变错 {len(lost)} 题;答案文字有变的 {len(comparison.changed_answers)} 题"
    for label, some in (("变对", gained), ("变错", lost)):
        if some:
            kinds = Counter(str(item.gold["type"]) for item in some)
            chapters = Counter(chapter_of(item) for item in some)
            counted = "、".join(f"{name} {count}" for name, count in [*kinds.most_common(), *chapters.most_common()])
            line += f"\n{label}:{counted}"
    return line


def comparison_text(comparison: Comparison) -> str:
    """The comparison in a few plain lines, for a commit message."""
    lines = [f"{comparison.before.run_id} -> {comparison.after.run_id}", *comparison.notices]
    for split, rows in comparison.differences.items():
        lines += [
            f"{split} {row.measure.name} {row.before:.4f} -> {row.after:.4f} "
            f"({row.delta:+.4f} [{row.low:+.4f}, {row.high:+.4f}], n={row.n}, p={row.p:.3f})"
            for row in rows
            if row.delta
        ]
    return "\n".join([*lines, flip_counts(comparison)])


def _table(split: str, rows: tuple[Difference, ...]) -> Table:
    table = Table(title=split, title_justify="left")
    for heading in ("指标", "前", "后", "差", "95% 区间", "p", "n"):
        table.add_column(heading, justify="left" if heading == "指标" else "right", no_wrap=True)
    for row in rows:
        style = "" if not row.delta or row.measure.better == "neither" else "red" if row.worse else "green"
        name = row.measure.name
        table.add_row(
            TITLES[name],
            shown(name, row.before),
            shown(name, row.after),
            f"{row.delta:+.3f}",
            f"{row.low:+.3f} … {row.high:+.3f}",
            f"{row.p:.3f}" + (" M" if row.test == "mcnemar" else ""),
            str(row.n),
            style=style,
        )
    table.caption = "p:M 为 McNemar 精确检验,其余为配对置换检验"
    return table


def _flip(flip: Flip) -> Text:
    mark, style = ("✓ 变对", "green") if flip.gained else ("✗ 变错", "red")
    text = Text(f"{mark} {flip.after.item_id} {flip.after.gold['question']}", style=style)
    text.append("  " + "、".join(TITLES[name] for name in flip.moved if name in TITLES) + "\n", style="dim")
    for line in flip.answer_diff[:8]:
        text.append(f"    {line}\n", style="red" if line.startswith("-") else "green")
    return text
