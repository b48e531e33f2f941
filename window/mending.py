"""What an audit of the gold proposed and which of it was taken in: one list for all pages of the window."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from eval.errors import GoldError
from eval.mending import Examined, Proposal, examine, put_back, take_in
from eval.report.desk import mending


class Mending:
    """The last audit, with the ids of what was taken in. Thread-safe; errors are GoldError."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._found: Examined | None = None
        self._taken: set[str] = set()
        self._one_at_a_time = Lock()

    def html(self) -> str:
        """The list; "" where there is none."""
        return mending(self._found, self._taken) if self._found else ""

    def audit(self) -> None:
        """Look at the gold as it is now."""
        with self._one_at_a_time:
            self._found, self._taken = examine(self._home), set()

    def close(self) -> None:
        """Put the list away; what was taken in stays."""
        self._found = None

    def accept(self, item_id: str = "") -> str:
        """Take a proposal in, or all that wait; gives what was done, in words."""
        with self._one_at_a_time:
            chosen = self._chosen(item_id, taken=False)
            changed = take_in(chosen, self._home)
            self._taken |= {each.item.item_id for each in chosen}
        return f"改了 {changed} 题,已写进题目文件。再评测一遍,指标才随之更新。"

    def undo(self, item_id: str = "") -> str:
        """Put an item back as it was, or all that were taken in; gives what was done, in words."""
        with self._one_at_a_time:
            chosen = self._chosen(item_id, taken=True)
            changed = put_back(chosen)
            self._taken -= {each.item.item_id for each in chosen}
        return f"{changed} 题已恢复原样。"

    def _chosen(self, item_id: str, taken: bool) -> Sequence[Proposal]:
        found = self._found.proposals if self._found else ()
        every = [each for each in found if (each.item.item_id in self._taken) == taken]
        chosen = [each for each in every if item_id in ("", each.item.item_id)]
        if not chosen:
            raise GoldError("这一页显示的已不是最近的核对;请重新核对")
        return chosen
