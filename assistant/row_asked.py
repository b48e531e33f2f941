"""Which row of items a question asks of (总投资超过15亿元的项目), and which of its items (东区的, 两个旗舰园区)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.bounds import Bound, bounds_in
from assistant.called import called_in, named_in
from assistant.measures import Measure, Row
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.wanted import figure_wanted
from corpus.names import heading_name
from corpus.numerals import CHINESE, number

LEAST_TOLD = 2  # characters at the end of what is measured that a question has
_TAIL = re.compile("(?:目标|总额|数量|数|规模)$")
_MANY = re.compile(
    rf"(?<![第前后每哪最百千万{CHINESE}\d])(?P<n>[两{CHINESE}]+|\d{{1,3}})(?:个(?![月百])|[座家项处条片园]|大(?=[一-鿿]{{2}}))"
)
_IN = re.compile("(?:在|位于)(?P<place>[一-鿿]{2,8}?)(?=的|里|内|有|[,，?？。]|$)")
_OF = re.compile("(?:^|[,，])(?P<place>(?:(?![哪几各每个全的])[一-鿿]){1,5}(?:(?<!园)区|[县市镇乡]|街道))")
_OF_AREA = re.compile("平方|公顷|亩")
_INVESTED = re.compile("投(?=多少|了|几|得)|[花投]钱|投入")
EVERY = re.compile("全[都加部]|全加|所有|[各每][个区县市镇]|都加")
_LARGER = re.compile("(?:谁|哪一?[个座家片块])[^,，]{0,6}[更最]?[大小](?!于)")
_OUTRIGHT = re.compile("(?:谁|哪一?[个条家边座])[^,，]{0,4}更[大高多]")
_LIES = re.compile("(?:位于|选址在?|落户|设在|布局在|坐落于?)")
_IN_A_NAME = re.compile(rf"一[一-鿿](?:[两{CHINESE}][一-鿿])+")  # 一港五园 is how things are called
_SETTING = re.compile("最.*|以[上下内]|超过|不到|低于|高于|不足|大于|小于|多于|少于")  # words that say no thing
_SEGMENT = re.compile("[^;；。\n]+")


TOP = re.compile(
    rf"(?P<end>最[多大高长少小低短早晚])的?前?(?P<n>[两{CHINESE}]|\d{{1,2}})[个家座项处条]"
)  # 投资最多的三个


def many(text: str) -> int | None:
    """How many things a question speaks of (六个项目, 三大集群); None where it does not say, or speaks of one."""
    said = [number(m["n"]) for m in _MANY.finditer(_IN_A_NAME.sub("", TOP.sub("", text)))]
    return next((n for n in said if n and n > 1), None)


def told(row: Row, question: Question) -> int:
    """How much of what a row measures a question says, from its end on (投资 of 总投资), or by its unit (户数)."""
    said = "\n".join((_INVESTED.sub("投资", question.text), *(f for _, forms in question.widened for f in forms)))
    what = _TAIL.sub("", row.what) or row.what
    size = next((size for size in range(len(what), 0, -1) if what[-size:] in said), 0)
    unit = row.measures[0].amount.unit
    by_unit = unit not in "个项元" and re.search(f"(?:多少|几){re.escape(unit)}|{re.escape(unit)}数", question.text)
    return max(size if size >= min(LEAST_TOLD, len(what)) else 0, LEAST_TOLD if by_unit else 0)


def item_row(question: Question, base: ClaimBase, bound: Bound | None, end: int | None = None) -> Row | None:
    """The row of items that a question asks of; None where none measures what it says of the things that it names.

    Where nothing is said of what is measured (哪个最大) it is the area; what stands nearest to the word for the most or
    the least (`end`) is told first.
    """
    years = set(question.years) - _dated(question, base)
    count = many(question.text)
    fitting = []
    for row in (row for row in base.rows if row.what):
        size = told(row, question) or _hinted(row, question)
        if not size or not _of_the_kind(row, question, bound, end) or (row.year and years and row.year not in years):
            continue
        words = _words(question, row)
        fit = sum((word in row.kind) * 2 or word[-2:] in row.kind for word in words)
        ends = [word[0] for word in words if size * 2 > len(row.what)]
        fit += any(2 * sum(m.name.endswith(end_of) for m in row.measures) > len(row.measures) for end_of in ends)
        counted = count in (len(row.measures), len(_ending(row.measures, question.text)))
        wholly_said = (end is not None or bound) and not [w for w in words if not _SETTING.fullmatch(w)]
        alone = wholly_said and _alone(row, base)
        if fit or (count and counted) or alone or len(called_in(row, question.text)) > 1:
            near = -_distance(row, question.text, end) if end is not None else 0
            wholly = size / len(row.what)
            fitting.append((len(row.measures) == count, fit, near, wholly, size, len(row.measures), row))
    best = max(fitting, key=lambda each: each[:6], default=None)
    if best is None:
        return None if bound else _only_row(question, years, base)
    row = best[-1]
    names = {m.name for m in row.measures}
    if not _named_apart(row, question, base):
        wholes = (e[-1] for e in fitting if (e[-1].what, e[-1].year) == (row.what, row.year))
        row = next((r for r in wholes if names < {m.name for m in r.measures}), row)
    rival = any(r.year != row.year and r.what == row.what and r.kind == row.kind for *_, r in fitting)
    return None if rival else row


def _named_apart(row: Row, question: Question, base: ClaimBase) -> bool:
    """Whether a question has what tells the heading of a row from others (历史类 of 历史类单元, 居住类单元)."""
    others = [r.under for r in base.rows if r.what == row.what and r.under != row.under]
    said = SequenceMatcher(None, row.under, question.text, autojunk=False).find_longest_match()
    piece = row.under[said.a : said.a + said.size]
    return len(piece) > 1 and not any(piece in other for other in others)


def _only_row(question: Question, years: set[str], base: ClaimBase) -> Row | None:
    """The only row, of the years asked of, that has two names which are weighed (甲链和乙链哪条做得更大)."""
    if not _OUTRIGHT.search(question.text):
        return None
    rows = [row for row in base.rows if row.what and (not row.year or not years or row.year in years)]
    rows = [row for row in rows if not row.measures[0].amount.unit.startswith("年")]
    having = [row for row in rows if len(called_in(row, question.text)) > 1]
    return having[0] if len({(row.what, row.year) for row in having}) == 1 else None


def _hinted(row: Row, question: Question) -> int:
    """1 where what is measured is only hinted at: areas (哪个大), or of two names a word of it (单户 of 单户最高)."""
    area = _LARGER.search(question.text) and _OF_AREA.search(row.measures[0].written)
    pieces = (row.what[at : at + LEAST_TOLD] for at in range(len(row.what) - 1))
    word = any(piece in question.text for piece in pieces) and len(called_in(row, question.text)) > 1
    return int(bool(area or word))


def _dated(question: Question, base: ClaimBase) -> set[str]:
    """The years of a question by which things are done (2027年开工的), which are no years of what is measured."""
    bounds = [bound for bound in bounds_in(question.text) if f"{bound.value:g}" in question.years]
    return {f"{b.value:g}" for b in bounds if any(all(map(b.fits, row.measures)) for row in base.rows if row.what)}


def _of_the_kind(row: Row, question: Question, bound: Bound | None, end: int | None) -> bool:
    """Whether a row has the figures, or the dates, that a bound or a question speaks of."""
    if bound:
        return all(map(bound.fits, row.measures))
    dated = row.measures[0].amount.unit.startswith("年")
    if dated or (end is not None and question.text[end + 1 : end + 2] in tuple("早先晚迟后")):
        return dated and end is not None and question.text[end + 1 : end + 2] in tuple("早先晚迟后")
    return bool(re.search(figure_wanted(question.text), row.measures[0].written))


def _distance(row: Row, text: str, at: int) -> int:
    """How far what a row measures stands from a place in a question."""
    tails = (row.what[-size:] for size in range(len(row.what), 0, -1))
    found = next((tail for tail in tails if tail in text), "")
    return (
        min((abs(m.start() - at) for m in re.finditer(re.escape(found), text)), default=len(text))
        if found
        else len(text)
    )


def _words(question: Question, row: Row) -> set[str]:
    """The words of a question that say of which things it asks, not what is measured of them."""
    label = (question.target.label,) if question.target else ()
    words = {*question.rest, *question.terms, *question.subjects, *label}
    return {w for w in words if len(w) > 1 and w not in row.what and row.what[-2:] not in w and not re.search(r"\d", w)}


def among(row: Row, question: Question, base: ClaimBase) -> tuple[Measure, ...] | None:
    """The items of a row that a question asks of: those it names, groups or places, or else all.

    None where it names a place or a number of things and the items there, or so many, are not found.
    """
    named = called_in(row, question.text)
    if len(named) > 1 and not EVERY.search(question.text):
        return tuple(named)
    placed = _placed(row, question, base)
    if placed is not None and not placed:
        return None
    chosen = placed if placed is not None else row.measures
    count = many(question.text)
    if count and len(chosen) != count:
        ending = _ending(chosen, question.text)
        if len(ending) == count:
            return ending
        grouped = _grouped(row, question, base)
        chosen = tuple(m for m in chosen if m in grouped)
        return chosen if len(chosen) == count else None
    grouped = () if count else _grouped(row, question, base)
    return tuple(m for m in chosen if m in grouped) or tuple(chosen)


def _alone(row: Row, base: ClaimBase) -> bool:
    """Whether a text measures so of no other things: 占地最大的是哪一个 is of these."""
    figures = re.findall(rf"{re.escape(row.what)}[^\d,，。;；]{{0,4}}\d", base.entry.parsed.document.text)
    return len(figures) <= len(row.measures)


def _ending(measures: Sequence[Measure], text: str) -> tuple[Measure, ...]:
    """The items that end in the noun that a question counts: 六个园 of 甲园 and 乙谷."""
    said = next((m for m in _MANY.finditer(text)), None)
    noun = text[said.end() : said.end() + 4] if said else ""
    endings = (noun[:size] for size in range(len(noun), 0, -1))
    return next((own for end in endings if (own := tuple(m for m in measures if m.name.endswith(end)))), ())


def standing_in(place: str, noun: str, base: ClaimBase) -> tuple[Row, tuple[Measure, ...]] | None:
    """The items, of those called by a noun, whose own words say that they stand in a place; None where none do."""
    rows = [row for row in base.rows if row.what and _called_so(row, noun)]
    for row in sorted(rows, key=lambda r: -len(r.measures)):
        there = tuple(m for m in row.measures if _located(place).search(_own(m, base)))
        if there and all(_LIES.search(_own(m, base)) for m in row.measures):
            return row, there
    return None


def _called_so(row: Row, noun: str) -> bool:
    """Whether most items of a row end as a noun begins (园区: 甲园), or in it."""
    ends = sum(m.name.endswith((noun, noun[0])) for m in row.measures)
    return ends * 2 > len(row.measures)


def _placed(row: Row, question: Question, base: ClaimBase) -> tuple[Measure, ...] | None:
    """The items that stand in a place, by their own words or those of the heading that they name; None for no place."""
    text = {m: _own(m, base) for m in row.measures}
    whole = base.entry.parsed.document.text
    said = [m["place"] for m in _OF.finditer(question.text)]
    said = [p for p in said if p not in whole or _located(p).search(whole)]  # else it is the whole: 全县, 示范区
    own_names = {name for m in row.measures for name in (m.name, m.name[:-1])}
    names = [n for n in question.names if n not in row.kind and n not in row.what and n not in own_names]
    places = [*(m["place"] for m in _IN.finditer(question.text)), *said]
    places += [n for n in names if 0 < sum(n in t for t in text.values()) < len(text)]
    if not places:
        return None
    headings = (p.path[-1] for p in base.passages.values() if p.path and _located(places[0]).match(p.text))
    inside = [_located(name) for name in (places[0], *map(heading_name, headings))]
    there = tuple(m for m, own in text.items() if any(name.search(own) for name in inside))
    return there or tuple(m for m, own in text.items() if places[0] in own)


def _located(place: str) -> re.Pattern[str]:
    """What says that something stands in a place."""
    return re.compile(f"{_LIES.pattern}{re.escape(place)}")


def _own(measure: Measure, base: ClaimBase) -> str:
    """What a text says of an item: all below its heading, or its own line."""
    headed = [p.text for p in base.passages.values() if p.path and heading_name(p.path[-1]) == measure.name]
    return "".join(headed) or base.entry.parsed.document.text[measure.start : measure.end]


def _grouped(row: Row, question: Question, base: ClaimBase) -> Sequence[Measure]:
    """The items that a clause sums up by words of the question, as many as it says (旗舰园区2个,为甲和乙)."""
    number_of = rf"(?P<n>[两{CHINESE}\d]+)[个大]"
    forms = (rf"{number_of}(?P<label>[一-鿿]{{3,8}})", rf"(?P<label>[一-鿿]{{3,8}}){number_of}")
    for segment in _SEGMENT.finditer(base.entry.parsed.document.text):
        for clause in (*re.split("[,，]", segment[0]), segment[0]):
            for found in (m for form in forms for m in re.finditer(form, clause)):
                label = found["label"]
                said = next((label[:size] for size in range(len(label), 2, -1) if label[:size] in question.text), "")
                kept = said and not any(m.name.endswith(said) for m in row.measures)
                own = (named_in(row, clause) or called_in(row, clause)) if kept else []
                if own and len(own) == number(found["n"]):
                    return own
    return ()
