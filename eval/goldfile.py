"""Gold files as editors keep them: lines replaced by id, new lines at the end, all else as it was."""

import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus.atomic import write_text
from eval.errors import GoldError
from eval.gold import gold_files, item_to_json, load_gold
from eval.types import GoldItem


def gold_text(item: GoldItem) -> str:
    """An item as a gold file's line."""
    return json.dumps(item_to_json(item), ensure_ascii=False)


def write_items(items: Iterable[GoldItem], path: Path) -> None:
    """Write items to a file of their own, one a line."""
    write_text(path, "".join(gold_text(item) + "\n" for item in items))


def replace_items(items: Iterable[GoldItem], paths: Sequence[Path] = ()) -> int:
    """Put items in the place of those with the same id in the gold files; as `replace_lines`."""
    return replace_lines({item.item_id: gold_text(item) for item in items}, paths)


def gold_lines(paths: Sequence[Path] = ()) -> dict[str, str]:
    """Each item's line in the gold files, by its id."""
    lines = (line for path in gold_files(paths) for line in _lines(path))
    return {item_id: line for line in lines if (item_id := _id_of(line))}


def replace_lines(new: Mapping[str, str], paths: Sequence[Path] = (), was: Mapping[str, str] | None = None) -> int:
    """Put lines in the place of those with the same id in the gold files; returns how many changed.

    `was` are the lines that are meant to be replaced. Raises GoldError where an id is in none of the files, its line is
    not the one that was meant, or a file cannot be written; then nothing is written.
    """
    changed = 0
    rewritten: dict[Path, str] = {}
    left = set(new)
    for path in gold_files(paths):
        lines = _lines(path)
        for number, line in enumerate(lines):
            item_id = _id_of(line)
            if item_id not in new:
                continue
            left.discard(item_id)
            if was is not None and was[item_id] != line:
                raise GoldError(f"{path.name} 里的 {item_id} 在核对之后改过,没有动它;请重新核对")
            if line != new[item_id]:
                changed += 1
                lines[number] = new[item_id]
                rewritten[path] = ""
        if path in rewritten:
            rewritten[path] = "\n".join(lines)
    if left:
        raise GoldError(f"金标文件里没有 {'、'.join(sorted(left))};用 --gold 指明它们所在的文件")
    for path in rewritten:
        _require_writable(path)
    for path, text in rewritten.items():
        write_text(path, text)
    return changed


def append_items(items: Sequence[GoldItem], path: Path) -> None:
    """Add items at the end of a gold file; raises GoldError where an id is taken."""
    known = {item.item_id for item in load_gold([path])} if path.is_file() else set()
    if taken := known & {item.item_id for item in items}:
        raise GoldError(f"{path.name} 里已有 {'、'.join(sorted(taken))};改一个 id 再收入")
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    write_text(path, before + "".join(gold_text(item) + "\n" for item in items))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _id_of(line: str) -> str:
    """The id on a line; "" where it holds no item."""
    try:
        return str(json.loads(line)["id"])
    except (ValueError, LookupError, TypeError):
        return ""


def _require_writable(path: Path) -> None:
    """A file that is marked read-only is left alone, though its folder would let it be replaced."""
    if not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise GoldError(f"不能写 {path};改它和所在文件夹的权限(chmod u+w)再收入")
