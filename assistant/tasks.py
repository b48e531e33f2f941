"""What is to be done and by whom: the brackets (责任单位:甲局、乙局) of a text, each bound to its task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.grammar import split_outside
from corpus.names import heading_name
from corpus.types import Parsed, Passage, Section, Span

LONGEST_OPENING = 45  # characters of the opening clause of a task
_INSIDE = r"(?:[^()（）]|[(（][^()（）]*[)）])+"
_LABEL = r"(?P<kind>责任|牵头|主责|主管|主办|配合|协办|协助|落实|承办|参与|实施)(?:责任)?(?:单位|部门|主体)[:：]"
_PLAIN = _LABEL.replace("?P<kind>", "?:")
_DOES = (
    r"(?:共同)?(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:分别|共同|具体)?"
    r"(?P<does>牵头(?:负责|落实|组织实施)?|负责|主办|配合|参与|协办|落实)"
)
_PLAIN_DOES = _DOES.replace("?P<does>", "?:")
_UNIT_ENDS = "[局委办厅院部会室府队所署行社心联司团组关]"
_NAMED = rf"[^()（）。;；:：,，]*?{_UNIT_ENDS}(?:等(?:有关)?(?:部门|单位)?)?{_PLAIN_DOES}"
_TOLD = re.compile(
    rf"[(（](?:{_PLAIN}){_INSIDE}[)）]|(?:^|(?<=[。;；])){_PLAIN}[^。\n]+|[(（]由?{_NAMED}(?:[,，;；]{_NAMED})*[)）]"
)
_LABELLED = re.compile(_LABEL)
_LED = re.compile(rf"由?(?P<units>.+?)(?:等(?:有关)?(?:部门|单位)?)?{_DOES}")
_HELPING = re.compile("配合|协办|协助|参与")
_LEADING = re.compile("牵头|主责|主管|主办|承办")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_TITLE = re.compile("[^,，;；:：\\d]{4,24}。")  # 支持企业开拓市场。|每年组织…
_FIRST_LEADS = re.compile(
    "[^。;；]*(?:首位|首个|首家|第一位|第一个|第一家|最前)[^。;；]{0,8}(?:牵头|主责|主办)[^。;；]*[。;；]?"
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done and who is told in a bracket behind it.

    `name` is the heading, or else the clause or title that its text opens with; `opening` is where that is, None where
    there is only the heading; `told` is the bracket. `units` stand in the order of the bracket; `leads` are those that
    it calls so, or, where it does not (not `ranked`), the first.
    """

    name: str
    path: tuple[str, ...]
    opening: Span | None
    told: Span
    units: tuple[str, ...]
    leads: tuple[str, ...]
    ranked: bool

    @property
    def span(self) -> Span:
        """From where its text opens to the end of the bracket."""
        return (self.opening or self.told)[0], self.told[1]

    def named_so(self, text: str) -> bool:
        """Whether its name is how its text opens."""
        return self.opening is not None and self.name in text[slice(*self.opening)]


def tasks_of(parsed: Parsed) -> tuple[Task, ...]:
    """The tasks of a text with the units that brackets behind them name, in reading order."""
    sections = {s.section_id: s for s in parsed.sections}
    grouped = groupby(parsed.passages, key=lambda p: p.section_id)
    return tuple(task for key, inside in grouped for task in _below(sections[key], list(inside), parsed.document.text))


def first_leads(parsed: Parsed) -> Span | None:
    """The clause that says that the first of the units leads (排在首位的为牵头单位); None where none does."""
    found = ((p.start, _FIRST_LEADS.search(p.text)) for p in parsed.passages)
    return next(((at + said.start(), at + said.end()) for at, said in found if said), None)


def _below(section: Section, inside: Sequence[Passage], text: str) -> Iterator[Task]:
    """The tasks of one section."""
    told = _joined([(p.start + m.start(), p.start + m.end()) for p in inside for m in _TOLD.finditer(p.text)], text)
    after = 0
    for span in told:
        start = _begin(span, after, inside, alone=len(told) == 1)
        task = _task(section, start, span, text, whole=start in (None, inside[0].start) and len(told) == 1)
        after = span[1]
        if task:
            yield task


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Brackets that follow one on the other (牵头单位:…, and on the next line 配合单位:…) as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" \n\t。;；"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _begin(told: Span, after: int, inside: Sequence[Passage], *, alone: bool) -> int | None:
    """Where the task of a bracket begins, behind the bracket before it; None where nothing stands before it.

    It begins with the paragraph; with one before it where the bracket is a paragraph of its own, or where the only
    bracket of a section stands behind several paragraphs that have no numbers.
    """
    before = [p for p in inside if p.end > after and p.start < told[0]]
    own = [p for p in before if p.paragraph == before[-1].paragraph]
    rest = [p for p in before if p not in own]
    standing = before and before[-1].end <= told[0]
    while rest and (standing or (alone and not _NUMBERED.match(own[0].text))):
        own = [p for p in rest if p.paragraph == rest[-1].paragraph]
        rest = [p for p in rest if p not in own]
    return max(own[0].start, after) if own else None


def _task(section: Section, start: int | None, told: Span, text: str, *, whole: bool) -> Task | None:
    """The task between two places; None where the bracket names nobody."""
    units, leads, ranked = _units(text[slice(*told)])
    if not units:
        return None
    opening = _opening(text, start, told[0]) if start is not None else None
    numbered = opening is not None and _NUMBERED.match(text[slice(*opening)])
    titled = opening and _TITLE.fullmatch(text[slice(*opening)]) and text[opening[1] : told[0]].strip()
    called = heading_name(section.heading).strip(" 。;；:：")  # "" of a heading that is a number alone: 1.|新建…
    headed = bool(called) and (opening is None or (whole and not numbered and not titled))
    name = called if headed else text[slice(*opening)][numbered.end() if numbered else 0 :] if opening else ""
    path = section.path[:-1] if headed or not called else section.path
    return Task(name.strip(" 。;；:："), path, opening, told, units, leads, ranked) if name else None


def _opening(text: str, start: int, end: int) -> Span | None:
    """The clause that a task opens with: to its first full stop or colon, or where that is long to a comma."""
    while start < end and text[start] in " \n\t。;；":
        start += 1
    stop = next((m.end() for m in re.compile("[。;；:：]").finditer(text, start, end)), end)
    if stop - start > LONGEST_OPENING:
        commas = [m.start() for m in re.compile("(?<![的下后时])[,，]").finditer(text, start, stop)]
        short = [at for at in commas if at - start <= LONGEST_OPENING]
        stop = short[-1] if short else next(iter(commas), stop)
    return (start, stop) if stop > start else None


def _units(told: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The units that a bracket names, those of them that lead, and whether it says so."""
    parts = [(kind, name) for kind, names in _parts(told) for name in names]
    units = tuple(dict.fromkeys(name for _, name in parts))
    leads = tuple(dict.fromkeys(name for kind, name in parts if _LEADING.search(kind)))
    helps = {name for kind, name in parts if _HELPING.search(kind)}
    if not leads and helps:
        leads = tuple(name for name in units if name not in helps)
    ranked = bool(leads or helps) or len(units) == 1
    return units, leads or (() if helps else units[:1]), ranked


def _parts(told: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a bracket calls some units (牵头, 责任; 配合), and their names."""
    inner = re.sub(r"^[(（]|[)）]$", "", told) if told[0] in "(（" else told
    labels = list(_LABELLED.finditer(inner))
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(inner)
        yield label["kind"], _names(inner[label.end() : end])
    for start, end in () if labels else split_outside(inner, ",，;；"):
        if led := _LED.fullmatch(inner[start:end]):
            yield led["does"], _names(led["units"])


def _names(text: str) -> tuple[str, ...]:
    """The names that 、 and commas divide, without 等 behind the last."""
    pieces = (text[start:end].strip(" \n\t。") for start, end in split_outside(text, "、,，;；\n"))
    names = (re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", piece) for piece in pieces)
    return tuple(name for name in names if name)
