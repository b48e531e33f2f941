"""Which headings stand in a document and how their families nest, found from the document itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.dates import is_date
from corpus.headings import MAX_STOPPED, SENTENCE_WORDS, STRONG, Heading, Line

# The usual order, used where a document gives no evidence of its own.
_USUAL = (
    "部分",
    "编",
    "分编",
    "篇",
    "章",
    "节",
    "条",
    "1",
    "一、",
    "(一)",
    "1、",
    "1.",
    "1.1",
    "1.1.1",
    "1.1.1.1",
    "1.1.1.1.1",
    "(1)",
    "第一,",
)
_TOP = ("附件", "序言")
_OPENS = re.compile(rf"(?P<title>(?!本)[^,，。;；:：?？!！]{{2,{MAX_STOPPED}}})。\s*(?=\S)")
_LISTED = re.compile(r"\s*(?:[\d１-９]|[一二三四五六七八九十]+、|《)")


def stand(candidates: Sequence[Heading], lines: Sequence[Line]) -> tuple[tuple[Heading, int], ...]:
    """Choose the headings of a document and give each its rank (the lower the rank, the higher in the tree)."""
    kept = _appendices(_families(candidates), lines)
    ranks = rank(kept)
    kept = _articles(_sequence(kept), lines)
    for family in sorted({h.family for h in kept}, key=lambda name: ranks[name]):
        kept = _titled_runs(kept, family, ranks, lines)
    for family in sorted({h.family for h in kept}, key=lambda name: -ranks[name]):
        kept = _without_lists(kept, family, ranks, lines)
    return tuple((heading, ranks[heading.family]) for heading in kept)


def rank(candidates: Sequence[Heading]) -> dict[str, int]:
    """Order the families of a document from the outermost to the innermost.

    A family b is inside a family a where b starts with its first number between two successive headings of a. The
    usual order breaks ties and always holds between 编 篇 章 节. Families of the same Markdown depth are of one rank.
    """
    families = list(dict.fromkeys(h.family for h in candidates))
    numbered = [f for f in families if f in _USUAL]
    votes = _votes([h for h in candidates if h.form != "item" and h.numbers])

    def above(a: str, b: str) -> bool:
        usual = _USUAL.index(a) < _USUAL.index(b)
        if a in STRONG or b in STRONG or (a[0] == b[0] == "1" and "." in a[1:] + b[1:] and "、" not in a + b):
            return usual
        return usual if votes[a, b] == votes[b, a] else votes[a, b] > votes[b, a]

    wins = {f: sum(above(f, other) for other in numbered if other != f) for f in numbered}
    numbered = sorted(numbered, key=lambda f: (-wins[f], _USUAL.index(f)))
    ranks = {family: 100 * (place + 1) for place, family in enumerate(numbered)}
    depths = {f: _depth(candidates, f) for f in numbered}
    depths = {f: depth for f, depth in depths.items() if depth}
    for family in (f for f in families if f.startswith("#")):
        depth = int(family[1:])
        same = [ranks[f] for f, d in depths.items() if d == depth]
        below = [ranks[f] for f, d in depths.items() if d > depth]
        higher = [ranks[f] for f, d in depths.items() if d < depth]
        ranks[family] = min(same, default=0) or (min(below) - 50 if below else max(higher, default=0)) + depth
    top = min(ranks.values(), default=100)
    return ranks | {"附件": -100, "序言": top}


def _votes(headings: Sequence[Heading]) -> Counter[tuple[str, str]]:
    """Count, for each pair of families, how often the second starts between two successive headings of the first."""
    votes: Counter[tuple[str, str]] = Counter()
    places: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(headings):
        places[heading.family].append(place)
    for family, where in places.items():
        for first, second in pairwise(where):
            if headings[second].numbers[-1] != headings[first].numbers[-1] + 1:
                continue
            starts = {h.family: h.numbers[-1] for h in reversed(headings[first + 1 : second]) if h.family != family}
            votes.update((family, inner) for inner, value in starts.items() if value == 1)
    return votes


def _depth(candidates: Sequence[Heading], family: str) -> int:
    depths = Counter(h.depth for h in candidates if h.family == family and h.depth)
    return depths.most_common(1)[0][0] if depths else 0


def _families(candidates: Sequence[Heading]) -> list[Heading]:
    """Drop families that cannot stand: unmarked ones where their fellows are marked, a lone 1 without 1.1.

    The fellows of 2.1 are those under 2: where some of them are marked, an unmarked one is no heading.
    """
    marked = {h.family for h in candidates if h.depth} - set(STRONG) - set(_TOP) - {"条"}
    decimal = any(h.family.startswith("1.1") and h.numbers[1] == 1 for h in candidates)
    under = {h.numbers[:-1] for h in candidates if h.depth and h.family.startswith("1.1")}
    alone = [h.family.startswith("1.1") and h.numbers[:-1] not in under for h in candidates]
    kept = [h for h, other in zip(candidates, alone, strict=True) if h.depth or other or h.family not in marked]
    return [h for h in kept if h.depth or h.family != "1" or decimal]


def _appendices(candidates: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Drop 附件 lines that only name what is attached: before a signature, or with nothing after them."""
    kept = []
    for heading in candidates:
        if heading.family == "附件" and not heading.depth:
            following = [line.text for line in lines[heading.line + 1 : heading.line + 5]]
            text = lines[heading.line].text
            named = heading.form == "line" and any(mark in text for mark in ":：")
            listed = text.endswith((":", "：")) and _LISTED.match(following[0]) if following else True
            if listed or (named and any(map(is_date, following))):
                continue
        kept.append(heading)
    return kept


def _sequence(candidates: Sequence[Heading]) -> list[Heading]:
    """Drop what is out of its family's order of numbers: a cross-reference or a sentence that begins with one."""
    last: dict[str, tuple[int, ...]] = {}
    coming: dict[str, list[int]] = defaultdict(list)
    for heading in reversed(candidates):
        coming[heading.family].append(heading.numbers[0] if heading.numbers else 0)
    kept = []
    for heading in candidates:
        family, numbers = heading.family, heading.numbers
        coming[family].pop()
        if heading.depth or not numbers or family == "附件":
            fits = True
        elif family.startswith("1.1"):
            fits = _decimal_fits(numbers, last.get(family), last.get("1.1" if family == "1.1.1" else family[:-2]))
        else:
            before = last.get(family)
            fits = _follows(heading, before[0] if before else None, coming[family][-1] if coming[family] else None)
        if fits:
            last[family] = numbers
            kept.append(heading)
    return kept


def _follows(heading: Heading, before: int | None, coming: int | None) -> bool:
    """Tell whether a number follows; a large jump is one only where the next heading goes on from it."""
    value = heading.numbers[0]
    if value == 1 or (before is not None and before <= value <= before + 2):
        return True
    if heading.family == "条" and before is None:
        return coming in (value, value + 1)  # one alone is 第三条线路 more often than an article
    if heading.family in STRONG or heading.family == "条":
        near = before is None or before < value <= before + 20
        return near or (before is not None and value > before and (coming is None or coming >= value))
    return False


def _decimal_fits(numbers: tuple[int, ...], before: tuple[int, ...] | None, parent: tuple[int, ...] | None) -> bool:
    if numbers[-1] == 1:
        return before is None or before[:-1] != numbers[:-1]
    if before is not None and before[:-1] == numbers[:-1]:
        return before[-1] <= numbers[-1] <= before[-1] + 2
    return parent is not None and len(parent) == len(numbers) - 1 and parent == numbers[:-1] and numbers[-1] <= 2


def _articles(candidates: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Decide whether 第X条 lines are titles (an outline's), open with them (a policy's) or are text (a law's)."""
    articles = [h for h in candidates if h.family == "条"]
    whole = {h: replace(h, end=lines[h.line].end, body=lines[h.line].end, form="line") for h in articles}
    titled = {h: whole[h] for h in articles if _line_is_title(h, lines)}
    opened = {h: title for h in articles if (title := _run_in_title(h, lines))}
    for named in (titled, opened):
        if 2 * len(named) > len(articles):
            return [named.get(h, h) for h in candidates]
    return list(candidates)


def _run_in_title(heading: Heading, lines: Sequence[Line]) -> Heading | None:
    """The article with the title that its text opens with: 第六条 支持重大项目落地。对新引进的……"""
    line = lines[heading.line]
    found = _OPENS.match(line.text, heading.body - line.start)
    if heading.form != "article" or found is None or SENTENCE_WORDS.search(found["title"]):
        return None
    return replace(heading, end=line.start + found.end("title"), body=line.start + found.end())


def _line_is_title(heading: Heading, lines: Sequence[Line]) -> bool:
    line = lines[heading.line]
    following = lines[heading.line + 1].text if heading.line + 1 < len(lines) else ""
    short = len(line.text) <= 40 and line.text[-1] not in "。;；,，:：、.!！?？"
    return short and bool(following) and not following.lstrip().startswith("第")


def _titled_runs(kept: Sequence[Heading], family: str, ranks: dict[str, int], lines: Sequence[Line]) -> list[Heading]:
    """Keep a run of siblings where most have titles; its sentences then stand by their numerals alone.

    What is numbered inside an article with a text of its own (a law's) are its items and no headings.
    """
    drop: set[int] = set()
    swap: dict[int, Heading] = {}
    members = [h for h in kept if h.family == family]
    usual = 10 * sum(h.form == "item" for h in members) <= 3 * len(members)
    for run in _runs(kept, family, ranks):
        items = [i for i in run if kept[i].form == "item"]
        listed = any(lines[kept[i].line].text.endswith((";", "；")) for i in items)
        few = 2 * len(items) < len(run) or (usual and 2 * len(items) == len(run))
        if listed or not few or _in_article(kept, run[0], ranks):
            drop.update(i for i in run if not kept[i].depth)
        elif items and family == "第一,":
            drop.update(items)
        else:
            swap.update({i: replace(kept[i], form="article") for i in items})
    return [swap.get(i, h) for i, h in enumerate(kept) if i not in drop]


def _in_article(kept: Sequence[Heading], place: int, ranks: dict[str, int]) -> bool:
    """Tell whether the nearest higher heading is an article; one looks back over a page of headings at most."""
    own = ranks[kept[place].family]
    for before in reversed(kept[max(0, place - 60) : place]):
        if ranks[before.family] < own and before.form != "item":
            return before.family == "条" and before.form in ("article", "label")
    return False


def _without_lists(kept: Sequence[Heading], family: str, ranks: dict[str, int], lines: Sequence[Line]) -> list[Heading]:
    """Drop runs of numbered lines with nothing under most of them: the members of a list, not headings."""
    if family in STRONG or family in ("条", *_TOP) or family.startswith("#"):
        return list(kept)
    drop: set[int] = set()
    for run in _runs(kept, family, ranks):
        filled = [i for i in run if _has_text(kept, i, lines)]
        if 2 * len(filled) <= len(run) and not (len(filled) == len(run) == 1):
            drop.update(i for i in run if not kept[i].depth)
    return [h for i, h in enumerate(kept) if i not in drop]


def _has_text(kept: Sequence[Heading], place: int, lines: Sequence[Line]) -> bool:
    heading = kept[place]
    if heading.body < lines[heading.line].end:
        return True
    following = heading.line + 1
    if following >= len(lines):
        return False
    return place + 1 >= len(kept) or kept[place + 1].line != following or kept[place + 1].family != heading.family


def _runs(kept: Sequence[Heading], family: str, ranks: dict[str, int]) -> list[list[int]]:
    """Give the runs of a family's headings, each broken where a higher heading stands or the count starts again."""
    runs: list[list[int]] = []
    open_run = False
    for place, heading in enumerate(kept):
        if heading.family == family:
            if not open_run or (heading.numbers and heading.numbers[-1] == 1):
                runs.append([])
            runs[-1].append(place)
            open_run = True
        elif ranks[heading.family] < ranks[family] and heading.form != "item":
            open_run = False
    return runs
