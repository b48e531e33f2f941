"""Write a follow-up out as a question that stands alone, from earlier turns; no model is needed.

The steps are tried in this order, and the first that knows the form of the question writes it: turning away before
everything, what picks one thing (a year, a number) before what only points, and a subject left out last. A question
with names and no sign of reference is a new topic and is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asking import LOCATE
from assistant.followup import (
    both,
    brackets,
    carrying,
    counted,
    doers,
    exceptions,
    leaving_out,
    members,
    narrowing,
    pairs,
    phases,
    picking,
    pointing,
    superlatives,
    swapping,
    turning,
    years,
)
from assistant.followup.brackets import bracketed
from assistant.followup.pointing import goes_on, in_the_same_matter
from assistant.followup.types import FollowUp
from assistant.referents import of_the_kind
from assistant.together import said_together
from assistant.types import Turn
from corpus.vocabulary import Vocabulary

__all__ = ["bracketed", "goes_on", "in_the_same_matter", "standalone"]

Step = Callable[[FollowUp], str | None]
STEPS: tuple[Step, ...] = (
    turning.new_topic,
    turning.once_more,
    turning.of_the_text,
    swapping.corrected,
    both.both_matters,
    both.both_names,
    both.how_many_more,
    both.these_two,
    both.only_one_has,
    both.more_than_the_other,
    both.the_other_way,
    both.alike,
    exceptions.exception,
    exceptions.who_does,
    exceptions.others_of_the_set,
    exceptions.of_the_set,
    exceptions.among_the_rest,
    exceptions.others_too,
    exceptions.who_still,
    exceptions.who_of_its_kind,
    doers.who_leads,
    doers.who_else,
    doers.another,
    doers.their_part,
    doers.of_their_task,
    carrying.turned_round,
    carrying.of_its_kind,
    carrying.still_of_it,
    carrying.in_the_same_place,
    swapping.likewise,
    counted.list_them,
    counted.share,
    counted.added,
    counted.which_most,
    counted.which_kind_most,
    pairs.summed,
    superlatives.other_end,
    superlatives.both_ends,
    superlatives.together,
    superlatives.since,
    years.which_year,
    years.beside_a_year,
    years.these_years,
    years.at_that_time,
    years.another_year,
    years.next_stage,
    members.how_many,
    carrying.of_that_kind,
    leaving_out.without,
    narrowing.further,
    narrowing.the_rest,
    narrowing.within,
    narrowing.in_a_place,
    carrying.how_many_in_all,
    carrying.all_of_them,
    carrying.verb_only,
    carrying.in_the_same_frame,
    swapping.another_amount,
    brackets.of_the_bracket,
    phases.of_the_phase,
    swapping.also,
    swapping.does_too,
    swapping.has_it,
    swapping.whether_listed,
    pointing.when,
    pointing.what_it_was_said_to_be,
    pairs.former_and_latter,
    carrying.shared_by_them,
    carrying.of_the_compared,
    carrying.so_many,
    picking.first_few,
    picking.by_section,
    picking.by_number,
    members.besides,
    members.elsewhere,
    picking.the_others,
    picking.by_mark,
    pairs.a_sibling,
    pairs.beside_another,
    pairs.beside_a_sibling,
    members.among,
    members.inside,
    members.missing,
    members.of_the_same_kind,
    members.of_another_kind,
    pairs.beside_the_topic,
    pairs.which_more,
    narrowing.ahead_of_them,
    pairs.which_of_them,
    pairs.the_two,
    swapping.again,
    swapping.named_only,
    swapping.another,
    pointing.where_written,
    pointing.them,
    members.others,
    pointing.it,
    pointing.this_matter,
    pointing.its_topic,
    pointing.left_out,
)


def standalone(
    question: str,
    turns: Sequence[Turn],
    vocabulary: Vocabulary,
    said: Sequence[str] = (),
    milestones: Sequence[str] = (),
    units: Sequence[str] = (),
    qualified: frozenset[str] = frozenset(),
) -> str:
    """The question written out; as it stands when it refers to nothing. `said` and what follows: see `FollowUp`."""
    if not turns:
        return question
    if not LOCATE.search(question):  # 是第几条写的 asks of what was noted
        turns = [t for t in turns if not turning.acknowledges(t.question)] or turns
    if back := turning.to_the_first(question):
        of_the_first = standalone(back, turns[:1], vocabulary, said, milestones, units)
        return of_the_first if of_the_first != back else in_the_same_matter(back, turns[0])
    question = of_the_kind(turning.trimmed(said_together(question, vocabulary), vocabulary), turns, vocabulary)
    asked = FollowUp(question, tuple(turns), vocabulary, tuple(said), tuple(milestones), tuple(units), qualified)
    written = next((written for step in STEPS if (written := step(asked)) is not None), asked.text)
    return counted.with_kind(members.but_for_it(written, asked), asked)
