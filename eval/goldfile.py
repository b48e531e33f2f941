"""Gold files as editors keep them: lines replaced by id, new lines at the end, all else as it was."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.errors import GoldError
from eval.gold import gold_files, item_to_json, load_gold
from eval.record import write_atomically
from eval.types import GoldItem


def gold_text(item: GoldItem) -> str:
    """An item as a gold file's line."""
    return json.dumps(item_to_json(item), ensure_ascii=False)


def write_items(items: Iterable[GoldItem], path: Path) -> None:
    """Write items to a file of their own, one a line."""
    write_atomically(path, "".join(gold_text(item) + "\n" for item in items))


def replace_items(items: Iterable[GoldItem], paths: Sequence[Path] = ()) -> int:
    """Put items in the place of those with the same id in the gold files; returns how many lines changed.

    Raises GoldError where an id is in none of the files; then nothing is written.
    """
    mended = {item.item_id: item for item in items}
    changed = 0
    rewritten: dict[Path, str] = {}
    left = set(mended)
    for path in gold_files(paths):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines):
            item_id = json.loads(line)["id"] if line.strip() else ""
            if item_id in mended:
                left.discard(item_id)
                new = gold_text(mended[item_id])
                changed += new != line
                lines[number] = new
        rewritten[path] = "\n".join(lines)
    if left:
        raise GoldError(f"金标文件里没有 {'、'.join(sorted(left))};用 --gold 指明它们所在的文件")
    for path, text in rewritten.items():
        write_atomically(path, text)
    return changed


def append_items(items: Sequence[GoldItem], path: Path) -> None:
    """Add items at the end of a gold file; raises GoldError where an id is taken."""
    known = {item.item_id for item in load_gold([path])} if path.is_file() else set()
    if taken := known & {item.item_id for item in items}:
        raise GoldError(f"{path.name} 里已有 {'、'.join(sorted(taken))};改一个 id 再收入")
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    write_atomically(path, before + "".join(gold_text(item) + "\n" for item in items))
