"""The figure of one name among several (乙类补多少), and whether a figure that a question gives is of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import asking
from assistant.bounds import bounds_in, is_condition
from assistant.called import called_in
from assistant.draft import Draft, Span
from assistant.measures import MARKS, VERBS, Amount, Measure, Row
from assistant.question import Question
from assistant.sets import ClaimBase
from assistant.types import Kind
from assistant.wanted import figure_wanted
from corpus.grammar import split_outside

_FIGURE = re.compile(r"(?<![\d.])(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[%‰]|[万亿]?[一-鿿]{1,4})")
_HOW_MUCH = re.compile("多少|多[大高长]|几[元万亿天年个张家]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_ON_A_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:就|要|能|会)?(?P<done>[一-鿿]{2,4})")
_OWN_YEAR = re.compile(r"(?<![比较\d—-])(?:19|20)\d\d(?=年)")
_OF_YEAR = re.compile(rf"(?P<year>(?:19|20)\d\d)年(?:{VERBS.pattern.removesuffix('+$')})*(?=\d)")
LEAST_YEARS = 2  # that a sentence gives figures of
_OF_SEVERAL = re.compile("最|差|一共|合计|加起来|总共|分别|各")


def figure_of(question: Question, base: ClaimBase) -> Draft | None:
    """The figure of the one name that is asked of, or the verdict on a figure; None where neither is asked."""
    if question.kind is Kind.YESNO:
        return _verdict(question, base)
    asks = question.kind in (Kind.VALUE, Kind.FACT, Kind.COUNT) and _HOW_MUCH.search(question.text)
    if not asks or _OF_SEVERAL.search(question.text):
        return None
    for row, own in _of_one(question, base):
        if row.in_order and re.search(figure_wanted(question.text), own.written):
            draft = Draft(members=(own.name,))
            draft.say(f"按前后次序,{own.name}对应的是 {own.written}:")
            draft.quote(base.entry, (own.start, own.end))
            return draft
    return None


def _of_one(question: Question, base: ClaimBase) -> Iterator[tuple[Row, Measure]]:
    """The rows of which a question calls one name, with its figure.

    The rest of what is asked is told there too: 甲级园区奖励多少 of rewards for 园区.
    """
    for row in () if question.unknown or question.years else base.rows:
        own = called_in(row, question.text)
        others = [w for w in (*question.rest, *question.terms) if len(own) == 1 and w not in own[0].name]
        if len(own) == 1 and any(w in row.text and not re.search(r"\d", w) for w in others):
            yield row, own[0]


def _verdict(question: Question, base: ClaimBase) -> Draft | None:
    """是 where the figure of a question is that of the very thing, 否 where it is that of another beside it."""
    if made := _on_its_date(question, base):
        return made
    figures = [m for m in _FIGURE.finditer(question.text) if not re.match(r"\d{4}年", m[0])]
    if len(figures) != 1 or is_condition(question.text, *figures[0].span()):
        return None
    said = figures[0]
    amount = Amount.of(float(said["digits"].replace(",", "")), said["unit"])
    bound = next((b for b in bounds_in(question.text) if b.span[0] == said.start()), None)
    if by_year := _of_its_year(question, amount, base):
        sentence, written = by_year
        told, right = base.entry.parsed.document.text[slice(*sentence)], written.value == amount.value
        alike = bound is None or (right and question.text[max(0, said.start() - 3) : said.end("digits")] in told)
        return _judged(question, right, sentence, "", base) if alike else None
    if bound:
        return None
    return _in_its_place(question, amount, base) or _in_its_clause(question, amount, base)


def _on_its_date(question: Question, base: ClaimBase) -> Draft | None:
    """Whether the one item that is named was begun or is done then: 甲园是2024年3月开工的吗; None for 2024年前."""
    if not (said := _ON_A_DATE.search(question.text)):
        return None
    for row in (row for row in base.rows if row.what and row.measures[0].amount.unit.startswith("年")):
        own = called_in(row, question.text)
        if len(own) != 1 or not said["done"].startswith(row.what):
            continue
        year, month = divmod(round(own[0].amount.value * 100), 100)
        right = int(said["year"]) == year and (not said["month"] or int(said["month"]) == month)
        if right and said["month"] and not month:
            return None
        because = "" if right else f"{own[0].name}写的是 {own[0].written}"
        return _judged(question, right, (own[0].start, own[0].end), because, base)
    return None


def _in_its_place(question: Question, said: Amount, base: ClaimBase) -> Draft | None:
    """The verdict by a row: its own figure, or that of another name; neither of them only where they stand in order."""
    for row, own in _of_one(question, base):
        others = [m for m in row.measures if m.amount.value == said.value and m is not own]
        right = own.amount.value == said.value
        if not said.unit.startswith(own.amount.unit) or not (others or row.in_order):
            continue
        told = f"{own.name}对应的是 {own.written}" if row.in_order or not right else ""
        whose = "" if right or not others else f",{others[0].written}是{'、'.join(m.name for m in others)}的"
        draft = _judged(question, right, (own.start, own.end), f"{told}{whose}", base)
        for other in others if not right else ():
            draft.quote(base.entry, (other.start, other.end))
        return draft
    return None


def _of_its_year(question: Question, said: Amount, base: ClaimBase) -> tuple[Span, Amount] | None:
    """The sentence that gives what is asked a figure for the year asked of, and that figure.

    The sentence goes through years (其中2025年5公顷、2026年7公顷), or stands under one (到2025年,…). None where no
    sentence does, or two say different things.
    """
    compared = {year for year in question.years if re.search(f"[比较]{year}", question.text)}
    main = [year for year in question.years if year not in compared]
    words = {w for w in (*question.rest, *question.terms, *question.subjects) if len(w) > 1 and not re.search(r"\d", w)}
    words = {w for w in words if not VERBS.fullmatch(w)}
    if len(main) != 1 or not words:
        return None
    text, told = base.entry.parsed.document.text, list[tuple[Span, Amount]]()
    for span in (span for passage in base.entry.parsed.passages for span in passage.sentences):
        sentence = text[slice(*span)]
        if not compared and all(w in sentence for w in words) and (own := _through_years(sentence, said.unit)):
            told += [(span, own[main[0]])] if main[0] in own else []
            continue
        told += [(span, amount) for amount in _under_year(sentence, main[0], {*words, *compared}, said.unit)]
    return told[0] if len({amount for _, amount in told}) == 1 else None


def _under_year(sentence: str, year: str, words: set[str], unit: str) -> Iterator[Amount]:
    """The figures of clauses that have every word, below the year that a clause before them opens with, or with it."""
    under = ""
    for clause in (sentence[slice(*span)] for span in split_outside(sentence, MARKS)):
        own = _OWN_YEAR.findall(clause)
        under = own[-1] if own else under
        amounts = _amounts(clause, unit)
        if under == year and len(set(own)) < LEAST_YEARS and len(amounts) == 1 and all(w in clause for w in words):
            yield amounts[0]


def _through_years(sentence: str, unit: str) -> dict[str, Amount]:
    """The figures that a sentence goes through year by year behind what they are of; {} where it gives others too."""
    found: dict[str, Amount] = {}
    for clause in (sentence[slice(*span)] for span in split_outside(sentence, MARKS)):
        amounts, year = _amounts(clause, unit), _OF_YEAR.search(clause)
        if year and len(amounts) == 1 and year["year"] not in found:
            found[year["year"]] = amounts[0]
        elif amounts and (year or found):  # of another thing
            return {}
    return found if len(found) >= LEAST_YEARS else {}


def _in_its_clause(question: Question, said: Amount, base: ClaimBase) -> Draft | None:
    """The verdict by the clauses of one sentence that give a figure each: that which has most of what is asked."""
    words = {w for w in (*question.rest, *question.terms, *question.subjects) if len(w) > 1 and not re.search(r"\d", w)}
    text = base.entry.parsed.document.text
    for span in (span for passage in base.entry.parsed.passages for span in passage.sentences):
        told = [
            (clause, amount, {w for w in words if w in text[slice(*clause)]})
            for clause in split_outside(text[slice(*span)], MARKS, span[0])
            for amount in _amounts(text[slice(*clause)], said.unit)
        ]
        if question.years and any(_YEAR.search(text[slice(*clause)]) for clause, _, _ in told):
            continue  # the figure of a year is not that of the whole
        mine = max(told, key=lambda each: len(each[2]), default=None)
        if mine is None or len(mine[2]) < 2:
            continue
        others = [each for each in told if each[0] != mine[0]]
        alone = others and all(each[2] < mine[2] for each in others) and mine[2] == set.union(*(e[2] for e in told))
        amounts = {amount.value for clause, amount, _ in told if clause == mine[0]}
        elsewhere = [clause for clause, amount, _ in others if amount.value == said.value]
        if alone and len(amounts) == 1 and elsewhere and said.value not in amounts:
            draft = _judged(question, False, mine[0], "", base)
            draft.say("问题说的数写在:")
            draft.quote(base.entry, elsewhere[0])
            return draft
    return None


def _amounts(clause: str, unit: str) -> list[Amount]:
    """The figures of a clause in the unit of a question, which may go on behind it (20万元|对吗)."""
    found = (Amount.of(float(m["digits"].replace(",", "")), m["unit"]) for m in _FIGURE.finditer(clause))
    return [amount for amount in found if amount.unit[:1] == unit[:1]]


def _judged(question: Question, right: bool, span: Span, because: str, base: ClaimBase) -> Draft:
    """A verdict with the clause that it rests on."""
    draft = Draft()
    draft.status = "corrected" if not right and asking.ASSERTED.search(question.text) else "answered"
    draft.say(f"{'是' if right else '否'}{f':{because}' if because else ''}。依据:")
    draft.quote(base.entry, span)
    return draft
