"""Lists of the tasks that brackets assign to units: what was gone through, what fits, and what each bracket says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.draft import Draft
from assistant.sets import ClaimBase
from assistant.tasks import Task, first_leads
from assistant.types import Check, ListBlock, ListItem

Counts = Mapping[str, Sequence[Task]]
MOST_CITED = 400  # characters of a task that is cited whole
_MARKS = " 。;；:：,，"
CHECKED = "写明责任单位的任务"


class Part(Enum):
    """The part that a unit has in a task, in the words of answers."""

    ANY = "负责"
    LEADS = "牵头"
    HELPS = "配合"


def has_part(unit: str, part: Part, task: Task) -> bool:
    """Whether a unit has a part in a task."""
    if part is Part.LEADS:
        return unit in task.leads
    return unit in task.units and (part is Part.ANY or unit not in task.leads)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit and its part in the tasks that are wanted, or, where `left_out`, in those that are not."""

    unit: str
    part: Part
    left_out: bool = False

    @property
    def plain(self) -> bool:
        """Whether any part is wanted."""
        return self.part is Part.ANY and not self.left_out

    def fits(self, task: Task) -> bool:
        """Whether a task is one of those."""
        return has_part(self.unit, self.part, task) != self.left_out

    @property
    def told(self) -> str:
        """The condition in words: 甲局牵头, 没有乙局."""
        if self.part is Part.ANY:
            return f"{'没有' if self.left_out else '写有'}{self.unit}"
        return f"{'不由' if self.left_out else ''}{self.unit}{self.part.value}"


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked of tasks.

    Every unit has its part (`either`: one of them); no others are told (`alone`); so many units are told (`size`); it
    is one of those that are due as asked (`due`, `in_time`).
    """

    wanted: tuple[Wanted, ...]
    alone: bool = False
    either: bool = False
    size: int | None = None
    due: str = ""
    in_time: tuple[Task, ...] = ()

    def fits(self, task: Task) -> bool:
        """Whether a task fulfils it."""
        parts = [w.fits(task) for w in self.wanted]
        alone = not self.alone or set(task.units) == {w.unit for w in self.wanted if not w.left_out}
        whole = not parts or (any(parts) if self.either else all(parts))
        in_time = not self.due or task in self.in_time
        return whole and alone and in_time and self.size in (None, len(task.units))

    @property
    def told(self) -> str:
        """The condition in words."""
        if self.size is not None:
            return f"写有 {self.size} 家单位"
        units = f"{'只' if self.alone else ''}{('或' if self.either else '、').join(w.told for w in self.wanted)}"
        return ",".join(part for part in (units, self.due) if part)


@dataclass(frozen=True, slots=True)
class Asked:
    """The tasks that are gone through: all, those that words (`about`) speak of, or the `others`."""

    tasks: tuple[Task, ...]
    about: str = ""
    others: bool = False

    @property
    def told(self) -> str:
        """How many there are, in words."""
        if self.others:
            return f"除“{self.about}”外,{len(self.tasks)} 项{CHECKED}逐一核对"
        return f"{f'“{self.about}”方面的 ' if self.about else ''}{len(self.tasks)} 项{CHECKED}逐一核对"


def fitting(condition: Condition, asked: Asked, base: ClaimBase) -> Draft:
    """The tasks that fit; where there are none it is said, and those that name all of the units are shown."""
    wanted, found = condition.wanted, [task for task in asked.tasks if condition.fits(task)]
    draft = Draft(check=Check(CHECKED, len(asked.tasks), len(found)))
    if found:
        draft.say(f"{asked.told},{len(found)} 项符合({condition.told}):")
        _list(found, draft, base)
    else:
        named = [w.unit for w in wanted if not w.left_out]
        near = [task for task in asked.tasks if named and set(named) <= set(task.units)]
        beside = f"写有{'、'.join(named)}的有 {len(near)} 项:" if near else ""
        draft.say(f"{asked.told},没有符合的({condition.told})。{beside}")
        _list(near, draft, base)
    return _ranked(_part(wanted), found or asked.tasks, draft, base)


def part_in(unit: str, tasks: Sequence[Task], base: ClaimBase) -> Draft | None:
    """Which part a unit has in some tasks (是牵头还是配合); None where it has different ones, or none."""
    parts = {part for task in tasks for part in (Part.LEADS, Part.HELPS) if has_part(unit, part, task)}
    if len(parts) != 1 or not all(has_part(unit, Part.ANY, task) for task in tasks):
        return None
    draft, part = Draft(), parts.pop()
    draft.say(f"{unit}{part.value}。依据:")
    _list(tasks, draft, base)
    return _ranked(part, tasks, draft, base)


def widest(base: ClaimBase) -> Draft:
    """The tasks that most units are told to do."""
    size = max(len(task.units) for task in base.tasks)
    found = [task for task in base.tasks if len(task.units) == size]
    draft = Draft(check=Check(CHECKED, len(base.tasks), len(found)))
    draft.say(f"{len(base.tasks)} 项{CHECKED}逐一核对,单位最多的写有 {size} 家,有 {len(found)} 项:")
    _list(found, draft, base)
    return draft


def verdict(wanted: Sequence[Wanted], tasks: Sequence[Task], base: ClaimBase) -> Draft | None:
    """Whether units have their parts in some tasks; None where they have them in some of them only."""
    fit = [all(w.fits(t) for w in wanted) for t in tasks]
    if not fit or len(set(fit)) > 1:
        return None
    draft = Draft()
    draft.say("是。依据:" if fit[0] else "否。依据:")
    _list(tasks, draft, base)
    return _ranked(_part(wanted), tasks, draft, base)


def of_each(wanted: Sequence[Wanted], asked: Asked, base: ClaimBase) -> Draft:
    """The tasks of each of several units, one list after the other."""
    draft = Draft()
    draft.say(f"{asked.told}。")
    for one in wanted:
        found = [t for t in asked.tasks if one.fits(t)]
        draft.say(f"{one.unit}{one.part.value}的 {len(found)} 项{':' if found else '。'}")
        _list(found, draft, base)
    return _ranked(_part(wanted), asked.tasks, draft, base)


def ahead(counts: Counts, part: Part, base: ClaimBase, *, most: bool) -> Draft:
    """The tasks of the unit that has a part in most of them (or in fewest), of several units how many each has."""
    pick, word = (max, "多") if most else (min, "少")
    extreme = pick(map(len, counts.values()))
    winners = {unit: own for unit, own in counts.items() if len(own) == extreme}
    draft = Draft(check=Check(CHECKED, len(base.tasks), extreme))
    each = "各 " if len(winners) > 1 else ""
    told = f"{part.value}最{word}的是{'、'.join(winners)},{each}{extreme} 项:"
    draft.say(f"{len(base.tasks)} 项{CHECKED}逐一核对,{told}")
    if len(winners) == 1:
        _list(next(iter(winners.values())), draft, base)
    else:
        _count(winners, draft, base)
    draft.members = tuple(winners)
    return _ranked(part, base.tasks, draft, base)


def of_every(counts: Counts, part: Part, base: ClaimBase) -> Draft:
    """How many tasks each unit has a part in, the most first."""
    draft = Draft(members=tuple(counts))
    draft.say(f"{len(base.tasks)} 项{CHECKED}逐一核对,{len(counts)} 家单位{part.value}的项数:")
    _count(dict(sorted(counts.items(), key=lambda own: -len(own[1]))), draft, base)
    return _ranked(part, base.tasks, draft, base)


def say_who_leads(task: Task, draft: Draft, base: ClaimBase) -> None:
    """Who leads a task, where the bracket does not say so and another clause says that the first does."""
    rule = first_leads(base.entry.parsed)
    if not task.ranked and rule:
        draft.say(f"排在首位的是{task.leads[0]}。")
        draft.quote(base.entry, rule)
    elif not task.ranked:
        draft.say(f"排在首位的是{task.leads[0]};文中没有写明谁牵头。")


def _part(wanted: Sequence[Wanted]) -> Part:
    """The part that is asked for, of one unit or another."""
    return next((w.part for w in wanted if w.part is not Part.ANY), Part.ANY)


def _list(tasks: Sequence[Task], draft: Draft, base: ClaimBase) -> None:
    """Each task by its name, with how it opens and the bracket; one alone with all of its text."""
    if tasks:
        draft.blocks.append(ListBlock(tuple(_item(task, draft, base, alone=len(tasks) == 1) for task in tasks)))
        draft.members = tuple(dict.fromkeys((*draft.members, *(task.name for task in tasks))))


def _item(task: Task, draft: Draft, base: ClaimBase, *, alone: bool) -> ListItem:
    text = base.entry.parsed.document.text
    parts = [task.opening, task.told] if task.opening and not task.named_so(text) else [task.told]
    whole = task.span[1] - task.span[0] <= MOST_CITED
    if whole and alone:
        parts = [(task.opening[1] if task.opening and task.named_so(text) else task.span[0], task.span[1])]
    numbers = tuple(draft.cite(base.entry, span) for span in ([task.span] if whole else parts))
    return ListItem(task.name, "……".join(text[slice(*span)].strip(_MARKS) for span in parts), numbers)


def _count(counts: Counts, draft: Draft, base: ClaimBase) -> None:
    """Each unit with how many tasks it has, and the brackets that say so."""
    draft.say(f"{'、'.join(f'{unit} {len(own)} 项' for unit, own in counts.items())}。")
    items = (
        ListItem(unit, "", tuple(draft.cite(base.entry, task.told) for task in own)) for unit, own in counts.items()
    )
    draft.blocks.append(ListBlock(tuple(items)))


def _ranked(part: Part, tasks: Sequence[Task], draft: Draft, base: ClaimBase) -> Draft:
    """A draft with what makes a unit the one that leads, where it was asked who leads and brackets do not say so."""
    if part is Part.ANY or all(task.ranked for task in tasks):
        return draft
    if rule := first_leads(base.entry.parsed):
        draft.quote(base.entry, rule)
    else:
        draft.say("文中没有写明谁牵头;这里把排在首位的单位算作牵头单位。")
    return draft
