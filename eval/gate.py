"""The gate: named floors and tolerances that a run must keep, and the reasons where it does not.

Floors stand in eval/gate.toml; tolerances are against eval/baseline.json, a committed run with its answers cut to their
words. Moving the baseline is a commit of its own, with the comparison in its message.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from corpus.atomic import write_text
from eval.compare import common, difference
from eval.errors import GateError
from eval.metrics import BY_NAME, MEASURES
from eval.record import ItemRecord, RunRecord, load_run
from eval.summary import SPLITS, TITLES, Summary, by_split, shown

RULES = Path(__file__).parent / "gate.toml"
BASELINE = Path(__file__).parent / "baseline.json"
KEPT = ("text", "status", "reason", "understood")
EPSILON = 1e-9


class Limits(BaseModel):
    """How many of each thing a run may have."""

    model_config = ConfigDict(extra="forbid")
    failures: int = 0
    stale: int = 0
    lost_characters: int = 0
    missing_items: int = 0


class Rules(BaseModel):
    """The gate's rules as eval/gate.toml has them; a measure's name that is unknown fails at load."""

    model_config = ConfigDict(extra="forbid")
    limits: Limits = Limits()
    always: dict[str, float] = {}
    floor: dict[str, dict[str, float]] = {}
    tolerance: dict[str, float] = {}

    @field_validator("always", "tolerance")
    @classmethod
    def _known(cls, named: dict[str, float]) -> dict[str, float]:
        if unknown := set(named) - {measure.name for measure in MEASURES if not measure.timed}:
            raise ValueError(f"没有指标 {'、'.join(sorted(unknown))}")
        return named

    @field_validator("floor")
    @classmethod
    def _known_splits(cls, floor: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        if unknown := set(floor) - set(SPLITS):
            raise ValueError(f"没有 {'、'.join(sorted(unknown))} 这一部分")
        for named in floor.values():
            cls._known(named)
        return floor


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a run breaks: its name, in which split, and the reason in words with the items that show it."""

    rule: str
    name: str
    split: str
    reason: str
    items: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line."""
        where = f"[{self.split}] " if self.split else ""
        shown_items = f"({'、'.join(self.items[:5])}{'…' if len(self.items) > 5 else ''})" if self.items else ""
        return f"{where}{self.reason}{shown_items}"


def load_rules(path: Path = RULES) -> Rules:
    """Read the rules; GateError names what is wrong."""
    try:
        return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise GateError(f"门槛文件 {path} 读不了:{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise GateError(f"门槛文件 {path} 的 {'.'.join(map(str, first['loc']))}:{first['msg']}") from error


def load_baseline(path: Path = BASELINE) -> RunRecord:
    """The committed baseline; GateError says how to make one."""
    if not path.is_file():
        raise GateError(f"没有基线 {path};先 `python -m eval run`,再 `python -m eval gate --accept` 写下基线并单独提交")
    return load_run(str(path), path.parent)


def save_baseline(record: RunRecord, path: Path = BASELINE) -> None:
    """Make a run the baseline: its items by id, one a line, answers and gold cut to what a comparison reads."""
    items = [_kept(item) for item in sorted(record.items, key=lambda item: item.item_id)]
    documents = [each.model_copy(update={"sections": []}) for each in record.documents]
    kept = record.model_copy(update={"items": [], "documents": documents, "seconds": 0.0})
    head = kept.model_dump(mode="json", exclude={"items"})
    lines = ",\n".join(json.dumps(item.model_dump(mode="json"), ensure_ascii=False) for item in items)
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    write_text(path, f'{opening},\n "items": [\n{lines}\n]}}\n')


def _kept(item: ItemRecord) -> ItemRecord:
    """An item as the baseline holds it: no times, hits or quotes."""
    evidence = [piece | {"quote": ""} for piece in item.gold["evidence"][:1]]
    scores = {name: round(score, 6) for name, score in item.scores.items() if score is not None and name != "latency"}
    return ItemRecord(
        gold=item.gold | {"evidence": evidence},
        spans=[],
        relevant=[],
        answer={name: item.answer.get(name) for name in KEPT},
        scores=dict(scores),
        seconds=0.0,
    )


def check(record: RunRecord, rules: Rules, baseline: RunRecord | None) -> tuple[Breach, ...]:
    """Every rule that a run breaks; () is a pass."""
    splits = by_split(record)
    breaches = [*_limits(record, rules.limits, baseline), *_always(record, rules.always)]
    for split, named in rules.floor.items():
        breaches += _floors(split, splits.get(split, {}), named)
    if baseline is not None:
        breaches += _tolerances(record, baseline, rules.tolerance)
    return tuple(breaches)


def _limits(record: RunRecord, limits: Limits, baseline: RunRecord | None) -> Iterator[Breach]:
    failed = tuple(each.item_id for each in record.failures if not each.stale)
    if len(failed) > limits.failures:
        yield Breach("limit", "failures", "", f"{len(failed)} 题未能评分,允许 {limits.failures}", failed)
    stale = tuple(each.item_id for each in record.failures if each.stale)
    if len(stale) > limits.stale:
        reason = f"{len(stale)} 题的证据与原文不符,允许 {limits.stale};用 `python -m eval audit` 查看"
        yield Breach("limit", "stale", "", reason, stale)
    for document in record.documents:
        if document.lost > limits.lost_characters:
            reason = f"文档 {document.doc_id} 有 {document.lost} 字不在任何段落或标题里,允许 {limits.lost_characters}"
            yield Breach("limit", "lost_characters", "", reason)
    if baseline is not None:
        scored = {item.item_id for item in record.items} | {each.item_id for each in record.failures}
        missing = tuple(item.item_id for item in baseline.items if item.item_id not in scored)
        if len(missing) > limits.missing_items:
            reason = f"基线里有 {len(missing)} 题这一轮没有评,允许 {limits.missing_items}"
            yield Breach("limit", "missing_items", "", reason, missing)


def _always(record: RunRecord, named: Mapping[str, float]) -> Iterator[Breach]:
    for name, wanted in named.items():
        short = tuple(item.item_id for item in record.items if _short(name, item.scores.get(name), wanted))
        if short:
            reason = f"{TITLES[name]}在 {len(short)} 题上不是 {wanted:g},任何答案都应做到"
            yield Breach("always", name, "", reason, short)


def _floors(split: str, summary: Summary, named: Mapping[str, float]) -> Iterator[Breach]:
    for name, wanted in named.items():
        estimate = summary.get(name)
        if estimate is not None and _short(name, estimate.mean, wanted):
            found = shown(name, estimate.mean)
            yield Breach("floor", name, split, f"{TITLES[name]} {found} 未到下限 {wanted:g}(n={estimate.n})")


def _tolerances(record: RunRecord, baseline: RunRecord, named: Mapping[str, float]) -> Iterator[Breach]:
    pairs = common(baseline, record)
    for split in SPLITS:
        some = [pair for pair in pairs if pair[1].split == split]
        for name, allowed in named.items():
            each = difference(BY_NAME[name], some)
            if each is None or not each.worse or abs(each.delta) <= allowed + EPSILON:
                continue
            reason = (
                f"{TITLES[name]} {shown(name, each.before)} → {shown(name, each.after)},"
                f"差 {each.delta:+.3f} [{each.low:+.3f}, {each.high:+.3f}],容差 {allowed:g},p={each.p:.3f}(n={each.n})"
            )
            yield Breach("tolerance", name, split, reason, _worse_items(name, some))


def _worse_items(name: str, pairs: list[tuple[ItemRecord, ItemRecord]]) -> tuple[str, ...]:
    """The items whose score got worse, most first."""
    sign = -1 if BY_NAME[name].better == "lower" else 1
    falls = []
    for old, new in pairs:
        before, after = old.scores.get(name), new.scores.get(name)
        if before is not None and after is not None and sign * (after - before) < 0:
            falls.append((sign * (after - before), new.item_id))
    return tuple(item_id for _, item_id in sorted(falls))


def _short(name: str, found: float | None, wanted: float) -> bool:
    if found is None:
        return False
    if BY_NAME[name].better == "lower":
        return found > wanted + EPSILON
    return found < wanted - EPSILON
