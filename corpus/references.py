"""Cross-references in the text (见第三章, 依照本法第二十条, 附件2), resolved to the sections they mean."""

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.headings import Line, read
from corpus.numerals import CHINESE, number
from corpus.types import Parsed, Reference, Section

_NUM = rf"(?:\d{{1,4}}|[{CHINESE}]{{1,7}})"
_PART = re.compile(rf"第\s?({_NUM})\s?(编|分编|篇|章|节|条|部分)(?:之([{CHINESE}]{{1,2}}))?")
_REFERENCE = re.compile(
    rf"第\s?{_NUM}\s?(?:编|分编|篇|章|节|条(?![线路河街沟渠])|部分)(?:之[{CHINESE}]{{1,2}}(?![{CHINESE}]))?"
    rf"(?:的?第\s?{_NUM}\s?(?:编|分编|篇|章|节|条)(?:之[{CHINESE}]{{1,2}})?)*|附(?:件|录|表)\s?{_NUM}"
)
MAX_LINK = 60  # characters between two references that can be one list
_LINK = re.compile(
    rf"(?:第{_NUM}[款项目]|\([{CHINESE}]+\)项?|[^《》。;；项款]{{0,2}}[项款])*+(?:[、,，至到和与及或]|以及|或者|直至)+"
)
_OTHERS = re.compile(r"(?:》|(?<!本)(?:法典?|宪法|条例)|(?<![本该])(?:办法|规则|规定|细则|公约|协定))(?:的|中的|中)?$")


def references(parsed: Parsed) -> tuple[Reference, ...]:
    """Find the references to parts of the document itself, in reading order.

    What follows the name of another text (《劳动法》第五十一条、第五十二条) is not ours and left out.
    """
    places = _Places(parsed.sections)
    text = parsed.document.text
    found: list[Reference] = []
    for passage in parsed.passages:
        last_end, foreign = -1, False
        for match in _REFERENCE.finditer(passage.text):
            start, end = passage.start + match.start(), passage.start + match.end()
            linked = 0 <= last_end >= start - MAX_LINK and _LINK.fullmatch(text[last_end:start]) is not None
            if not linked:
                foreign = _OTHERS.search(text[max(passage.start, start - 8) : start]) is not None
            last_end = end
            if not foreign:
                targets = places.find(match.group(), passage.section_id)
                found.append(Reference(passage.doc_id, passage.section_id, start, end, match.group(), targets))
    return tuple(found)


class _Places:
    """The sections by family and number, and the way from a section to the one meant by a reference in it."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = {s.section_id: s for s in sections}
        self.by_number: dict[tuple[str, tuple[int, ...]], list[Section]] = defaultdict(list)
        for section in sections[1:]:
            heading = read(Line(0, len(section.heading), section.heading))
            if heading is not None and heading.numbers:
                self.by_number[section.family, heading.numbers].append(section)
                if section.level == 1:
                    self.by_number["部分", heading.numbers].append(section)

    def find(self, text: str, section_id: str) -> tuple[str, ...]:
        """Give the section that a reference names, the nearest to where it is made where several could be meant."""
        here: Section | None = self.sections[section_id]
        if text.startswith("附"):
            value = number(text[2:])
            wanted: list[tuple[str, tuple[int, ...]]] = [("附件", (value,))] if value is not None else []
        else:
            wanted = [(m.group(2), _numbers(m)) for m in _PART.finditer(text)]
        inside: Section | None = None
        for family, numbers in wanted:
            choices = self.by_number[family, numbers]
            if inside is not None:
                choices = [s for s in choices if s.path[: inside.level] == inside.path]
            if not choices:
                return ()
            inside = max(choices, key=lambda s: _shared(s.path, here.path if here else ()))
            here = inside
        return (inside.section_id,) if inside is not None else ()


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    values = [number(match.group(1)) or 0]
    if match.group(3):
        values.append(number(match.group(3)) or 0)
    return tuple(values)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
