"""Gold questions: read from .jsonl, checked for form, and turned into frozen items.

Form only: whether a quote stands in its text is asked in eval/place.py, because that depends on the text's version.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.errors import GoldError
from eval.types import Evidence, Forms, GoldItem

GOLD_DIR = Path(__file__).parent / "gold"

KindName = Literal[
    "fact", "value", "list", "count", "compare", "locate", "definition", "yesno", "how", "why", "who", "overview"
]
KINDS: tuple[str, ...] = get_args(KindName)


class EvidenceLine(BaseModel):
    """Evidence as a gold file writes it."""

    model_config = ConfigDict(extra="forbid")
    section: list[str]
    quote: str = Field(min_length=1)


class GoldLine(BaseModel):
    """A gold item as a gold file writes it: one JSON object a line."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    type: KindName
    answerable: bool
    points: list[list[str]]
    evidence: list[EvidenceLine]
    doc: str = ""
    history: list[str] = []
    split: Literal["dev", "test"] = "dev"
    group: str = "plain"
    members: list[list[str]] | None = None
    forbidden: list[str] = []
    reason: Literal["absent", "unquantified", "out_of_scope"] | None = None
    correction: list[list[str]] = []
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "GoldLine":
        """An answerable item says what a right answer says and where it stands; another says why there is none."""
        if self.answerable and not self.evidence:
            raise ValueError("可回答的题要有 evidence")
        if self.answerable and not (self.points or self.members):
            raise ValueError("可回答的题要有 points 或 members")
        if self.answerable and self.reason:
            raise ValueError("可回答的题不应有 reason")
        if not self.answerable and not self.reason:
            raise ValueError("不可回答的题要有 reason(absent、unquantified 或 out_of_scope)")
        groups = [*self.points, *self.correction, *(self.members or [])]
        if any(not forms or not all(form.strip() for form in forms) for forms in groups):
            raise ValueError("points、members、correction 里不能有空的说法")
        return self


def load_gold(paths: Sequence[Path] = ()) -> tuple[GoldItem, ...]:
    """Read gold items from files or folders; without any, all that ship in eval/gold.

    Raises GoldError with the number of problems and three examples: a line that is not JSON, a field that is unknown or
    missing, an id used twice.
    """
    items, problems = read_gold(paths)
    raise_problems(problems, "金标题目有误")
    if not items:
        raise GoldError("没有金标题目;把 .jsonl 放进 eval/gold,或用 --gold 指明文件")
    return items


def read_gold(paths: Sequence[Path] = ()) -> tuple[tuple[GoldItem, ...], tuple[str, ...]]:
    """The items that are well formed, and every problem with the others in words."""
    problems: list[str] = []
    items: list[GoldItem] = []
    seen: dict[str, str] = {}
    for path in gold_files(paths):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
            if not line.strip():
                continue
            where = f"{path.name} 第 {number} 行"
            try:
                item = parse_item(json.loads(line))
            except json.JSONDecodeError as error:
                problems.append(f"{where}不是 JSON:{error.msg}(第 {error.colno} 列)")
                continue
            except (ValueError, RecursionError):
                problems.append(f"{where}有太长的数或太深的括号,读不出来")
                continue
            except GoldError as error:
                problems.append(f"{where}:{error}")
                continue
            if item.item_id in seen:
                problems.append(f"{where}:id {item.item_id} 已在{seen[item.item_id]}用过")
                continue
            seen[item.item_id] = where
            items.append(item)
    return tuple(items), tuple(problems)


def parse_item(fields: dict[str, Any]) -> GoldItem:
    """One gold item from its JSON object; raises GoldError that names the field."""
    try:
        line = GoldLine.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "整行"
        raise GoldError(f"{place}:{first['msg']}") from error
    return GoldItem(
        item_id=line.id,
        question=line.question,
        type=line.type,
        answerable=line.answerable,
        points=_forms(line.points),
        evidence=tuple(Evidence(tuple(piece.section), piece.quote) for piece in line.evidence),
        doc=line.doc,
        history=tuple(line.history),
        split=line.split,
        group=line.group,
        members=None if line.members is None else _forms(line.members),
        forbidden=tuple(line.forbidden),
        reason=line.reason,
        correction=_forms(line.correction),
        note=line.note,
    )


def item_to_json(item: GoldItem) -> dict[str, Any]:
    """The JSON object of a gold item, in the order in which gold files write it."""
    return {
        "id": item.item_id,
        "doc": item.doc,
        "question": item.question,
        "history": list(item.history),
        "type": item.type,
        "split": item.split,
        "group": item.group,
        "answerable": item.answerable,
        "points": [list(forms) for forms in item.points],
        "members": None if item.members is None else [list(forms) for forms in item.members],
        "forbidden": list(item.forbidden),
        "evidence": [{"section": list(piece.section), "quote": piece.quote} for piece in item.evidence],
        "reason": item.reason,
        "correction": [list(forms) for forms in item.correction],
        "note": item.note,
    }


def select(
    items: Iterable[GoldItem],
    *,
    split: str | None = None,
    kind: str | None = None,
    group: str | None = None,
    limit: int | None = None,
) -> tuple[GoldItem, ...]:
    """The items of one split, type or group, at most `limit` of them, in their order."""
    chosen = [
        item
        for item in items
        if (split is None or item.split == split)
        and (kind is None or item.type == kind)
        and (group is None or item.group == group)
    ]
    if not chosen:
        raise GoldError(f"没有符合条件的题(split={split}、type={kind}、tag={group});去掉一个条件再试")
    return tuple(chosen[:limit])


def gold_hash(items: Iterable[GoldItem]) -> str:
    """A short hash of the items as a set: the same for any order of files."""
    lines = sorted(json.dumps(item_to_json(item), ensure_ascii=False, sort_keys=True) for item in items)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def raise_problems(problems: Sequence[str], title: str) -> None:
    """Raise GoldError with the count and three examples, if there is any problem."""
    if problems:
        shown = "\n".join(f"  {problem}" for problem in problems[:3])
        more = f"\n  另有 {len(problems) - 3} 处" if len(problems) > 3 else ""
        raise GoldError(f"{title},共 {len(problems)} 处:\n{shown}{more}\n用 `python -m eval audit` 查看全部问题")


def gold_files(paths: Sequence[Path] = ()) -> list[Path]:
    """The gold files that some paths mean; all that ship without any."""
    found: list[Path] = []
    for path in paths or (GOLD_DIR,):
        if path.is_dir():
            found.extend(sorted(path.glob("*.jsonl")))
        elif path.is_file():
            found.append(path)
        else:
            raise GoldError(f"没有金标文件 {path};`ls eval/gold` 查看已有的")
    return found


def _forms(lists: list[list[str]]) -> tuple[Forms, ...]:
    return tuple(tuple(forms) for forms in lists)
