"""What holds of every parsed document, whatever it was made from."""

from collections.abc import Iterator

from corpus import Parsed, key
from corpus.sections import own_text


def faults(parsed: Parsed) -> Iterator[str]:
    """What does not hold of a parsed document, in words: offsets, paths, tiles, and no character lost."""
    document, text = parsed.document, parsed.document.text
    dropped = [(d.start, d.end) for d in document.dropped if d.start >= 0]
    sections = {s.section_id: s for s in parsed.sections}
    if len(sections) < len(parsed.sections):
        yield "two sections have one id"
    if [s.start for s in parsed.sections[1:]] != [s.end for s in parsed.sections[:-1]]:
        yield "own spans do not join"
    if (parsed.sections[0].start, parsed.sections[-1].end) != (0, len(text)):
        yield "own spans do not cover the text"
    if any(d.start >= 0 and text[d.start : d.end] != d.text for d in document.dropped):
        yield "what is dropped does not stand where it says"
    for s in parsed.sections[1:]:
        if not s.start <= s.heading_span[0] < s.heading_span[1] <= s.body_start <= s.end:
            yield f"the heading {s.heading!r} is not within its section"
        if key(text[slice(*s.heading_span)]).replace("**", "") != key(s.heading):
            yield f"the heading {s.heading!r} does not stand where it says"
        if s.path[-1] != s.heading or s.parent_id is None or sections[s.parent_id].path != s.path[:-1]:
            yield f"the path of {s.heading!r} is not its parent's and itself"
    for p in parsed.passages:
        section = sections[p.section_id]
        if not text[p.start : p.end] == p.text == p.text.strip():
            yield f"the passage {p.text[:20]!r} does not stand where it says"
        if not section.body_start <= p.start < p.end <= section.end or p.path != section.path:
            yield f"the passage {p.text[:20]!r} is not within its section"
        if [p.start, *(end for _, end in p.sentences)] != [*(start for start, _ in p.sentences), p.end]:
            yield f"the sentences of {p.text[:20]!r} do not tile it"
    yield from _lost(parsed, dropped)


def _lost(parsed: Parsed, dropped: list[tuple[int, int]]) -> Iterator[str]:
    """Letters, digits and title marks of the body that are in no passage and no heading, or in two of them."""
    text = parsed.document.text
    spans = [(p.start, p.end) for p in parsed.passages]
    for s in parsed.sections[1:]:
        between = text[s.heading_span[1] : s.body_start]
        marks = len(between) - len(
            between.lstrip(" :：、　")
        )  # 第三条、…: what parts a label from its text is of neither
        spans.append((s.heading_span[0], s.heading_span[1] + marks))
    covered = {i for start, end in spans for i in range(start, end)}
    if len(covered) < sum(end - start for start, end in spans):
        yield "two passages overlap"
    body = {i for s in parsed.sections for a, b in own_text(s, dropped) for i in range(a, b)}
    if not covered <= body:
        yield "a passage stands outside the body"
    lost = [text[i] for i in sorted(body - covered) if text[i].isalnum() or text[i] in "，、《》"]
    if lost:
        yield f"lost: {''.join(lost)[:40]!r}"
