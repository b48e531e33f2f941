"""What the claims and the outline of a text answer: a list of renderers, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant import asking, classes, comparing, compose, listing, outlines, whole
from assistant.asked import Asked
from assistant.beside import compares_figures, side_by_side
from assistant.by_kind import by_their_kind
from assistant.counting import counted_against, counted_groups, share
from assistant.draft import Draft
from assistant.everywhere import figures_everywhere, spoken_of
from assistant.extremes import most_below
from assistant.figure_of import figure_of
from assistant.items import tagged
from assistant.located import located
from assistant.measured import measured
from assistant.numbered import numbered_below
from assistant.over_years import over_years
from assistant.placed import below_heading, heading_over, headings_over
from assistant.playing import played
from assistant.question import Question
from assistant.relations import all_related, related
from assistant.roles import things_placed
from assistant.sets import ClaimBase
from assistant.sharing import beyond, more_listed, whether_shared
from assistant.spread import spread
from assistant.types import Kind
from assistant.unique import unique
from assistant.worked_out import worked_out
from corpus.vocabulary import TermClass
from index import Retrieved

Step = Callable[[Asked], Draft | None]
_PLACES = re.compile(
    r"哪里|哪儿|去哪(?!些[^地片区园块处])|在哪(?!一?[些个几]?(?:方面|事|环节|点|问题|领域))|哪[片块个些几]?[片块]?(?:片区|地方|区域|地区|地段|处)|(?:片区|地方|地块)(?:的|都|有哪些|请|帮我|给我|列|捋|理|个|一份|出)*全?名单|哪几处|何处|什么地方|(?:布局|分布)(?:情况)?[?？。]?$|(?:怎么|如何|怎样|咋)(?:分布|布局)"
)
_WHOSE = re.compile(
    "归(?:谁(?!管)|哪(?![一几]?[个些家]?(?:部门|单位|机构|局|委)))|给谁|(?:引导|带动|收|覆盖|点名?|安排|支持)(?:的是|了)?(?:谁|哪[些几]?家)|谁(?:家|[在来]?(?:做|搞|弄|干))"
)


def structured(asked: Asked) -> Draft | None:
    """The answer of the first renderer that is sure; None where none is."""
    return next((made for step in _STEPS if (made := step(asked))), None)


def asked_classes(asked: Asked) -> tuple[TermClass, ...]:
    """The classes whose members are asked for: that which is named, or those of `base.places` where 哪里 asks."""
    question, places = asked.question, tuple(asked.base.places)
    if question.target:
        return (question.target,) if question.target in places else ()
    return places if question.reverse or _asks_where(question.text) else ()


def _of(renderer: Callable[[Question, ClaimBase], Draft | None], *kinds: Kind) -> Step:
    """A renderer that needs nothing that was found; for the kinds of question that are given, or for all."""
    return lambda asked: None if kinds and asked.question.kind not in kinds else renderer(asked.question, asked.base)


def _contents(asked: Asked) -> Draft | None:
    return outlines.contents_answer(asked.base) if outlines.asks_for_contents(asked.question) else None


def _measured(asked: Asked) -> Draft | None:
    return measured(asked.question, asked.base, asked.retrieved)


def _which_is_more(asked: Asked) -> Draft | None:
    return side_by_side(asked) if compares_figures(asked) else None


def _comparison(asked: Asked) -> Draft | None:
    names = _compared(asked.question, asked.base) if asked.question.kind is Kind.COMPARE else ()
    return comparing.compare_answer(asked.question, names, asked.base, asked.retrieved) if len(names) > 1 else None


def _definition(asked: Asked) -> Draft | None:
    if asked.question.kind is not Kind.DEFINITION:
        return None
    undefined = _undefined(asked.question, asked.retrieved)
    return compose.definition_answer(asked.question, asked.base) or (asked.refused("absent") if undefined else None)


def _verdict(asked: Asked) -> Draft | None:
    whether = asked.question.kind is Kind.YESNO
    return classes.verdict(asked.question, asked.base, asked.retrieved) if whether else None


def _each_of_several(asked: Asked) -> Draft | None:
    return listing.each_subject(asked.question, asked.base) if classes.of_each(asked.question) else None


def _set(asked: Asked) -> Draft | None:
    """A set, where a class is asked for or a place, but not why, what or where one of them is."""
    kind, text = asked.question.kind, asked.text
    sets = asked.question.target or asked.question.reverse or _asks_where(text) or _WHOSE.search(text)
    whether = kind is Kind.YESNO and asking.WHETHER_MAY.search(text)
    if not sets or whether or kind in (Kind.WHY, Kind.DEFINITION, Kind.LOCATE) or classes.of_each(asked.question):
        return None
    return classes.set_asked(asked.question, asked.base, asked.retrieved)


_COUNTED = (Kind.COUNT, Kind.LIST, Kind.FACT)
_STEPS: tuple[Step, ...] = (
    _contents,
    _of(outlines.summed_parts),
    _of(worked_out),
    _of(figure_of),
    _measured,
    _of(over_years),
    _of(most_below),
    _of(whether_shared),
    _of(beyond),
    _of(counted_groups),
    _of(counted_against),
    _of(share),
    _of(spread),
    _of(unique),
    _of(played),
    _of(all_related),
    _of(headings_over),
    _of(more_listed),
    _of(tagged),
    _of(things_placed),
    _of(figures_everywhere),
    _of(spoken_of),
    _of(related),
    _of(numbered_below, *_COUNTED),
    _of(outlines.structure_answer, *_COUNTED),
    _of(outlines.counted_below, *_COUNTED),
    by_their_kind,
    located,
    _which_is_more,
    _comparison,
    _definition,
    whole.under_a_heading,
    whole.section,
    whole.years,
    whole.name,
    whole.passage,
    _verdict,
    _of(heading_over, *classes.NAMING, Kind.LOCATE),
    _each_of_several,
    _of(below_heading, *classes.NAMING),
    _of(classes.set_properties),
    _of(classes.each_of_a_set),
    _of(classes.each_of_all),
    _set,
)


def _asks_where(question: str) -> bool:
    """Whether places are asked for: 在哪里, or a few words before 布局; not 哪几个产业的布局."""
    place = _PLACES.search(question)
    return place is not None and not (place.group().startswith(("布局", "分布")) and asking.ASKS.search(question))


def _compared(question: Question, base: ClaimBase) -> tuple[str, ...]:
    """The names that are compared: members of one class, or all where the text knows every word of the question."""
    by_class: dict[str, list[str]] = {}
    for name in question.names:
        for c in base.entry.vocabulary.classes_of(name):
            by_class.setdefault(c.label, []).append(name)
    alike = max(by_class.values(), key=len) if by_class else []
    if len(alike) > 1:
        return tuple(alike)
    return () if question.unknown else question.names


def _undefined(question: Question, retrieved: Retrieved) -> bool:
    """Whether a definition is asked for and the best sentence does not even begin with what is to be defined."""
    best = retrieved.sentences[0].text if retrieved.sentences else ""
    told = any(re.match(f"[“《]?{re.escape(name)}", best) for name in (*question.names, *question.rest))
    return bool(asking.DEFINED.search(question.text)) and not told
