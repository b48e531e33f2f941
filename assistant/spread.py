"""Under which headings a text speaks of each name of a class: 哪个园参与的产业最多, 各片区分别有哪些校区."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.asking import EACH
from assistant.draft import Draft
from assistant.placed import groups_of
from assistant.question import Question
from assistant.selecting import says_kind
from assistant.sets import ClaimBase
from assistant.types import Check, Kind, ListBlock, ListItem
from corpus.grammar import NUMERALS
from corpus.names import heading_name
from corpus.numerals import number
from corpus.types import Claim
from corpus.vocabulary import TermClass

LEAST = 2  # headings that names can be spread over
_MATTER = "产业|行业"
_REGION = re.compile("(?:片区|区域|大区|地区|板块|区块|片)(?!性|协同|合作)")
_IN = "(?:参与|涉及|出现|承担|覆盖|跨|进入|布局|写|提到?|点到?|列|做|有|沾)"
_NUMBER = rf"(?P<n>[{NUMERALS}\d]{{1,2}})"
_ONLY = re.compile(rf"(?:只|仅|单单)[^,，]{{0,6}}?{_NUMBER}个(?:重点|主导)?(?:{_MATTER})")
_AT_LEAST = re.compile(
    rf"(?P<sign>至少|不少于|超过|多于)?[^,，]{{0,4}}?{_NUMBER}个(?P<more>及?以上|或以上|或更多)?的?(?:重点|主导)?(?:{_MATTER})"
)
_KIND_OF_MATTER = re.compile(rf"(?P<which>[一-鿿]{{2}})(?:{_MATTER})")
_WHAT = re.compile("哪|几|多少|什么|啥|名单|列")
_OTHERWISE = (Kind.WHY, Kind.HOW, Kind.DEFINITION, Kind.LOCATE, Kind.COMPARE, Kind.YESNO)

Path = tuple[str, ...]
Groups = Mapping[Path, Mapping[str, list[Claim]]]


def spread(question: Question, base: ClaimBase) -> Draft | None:
    """What is asked of the headings over the names of a class; None where a question asks for no such thing."""
    kind = next((c for c in base.places if says_kind(question, c)), None)
    if kind is None or question.subjects or question.excluded or question.kind in _OTHERWISE:
        return None
    if (_REGION.search(question.text) and EACH.search(question.text)) and (made := _of_regions(question, kind, base)):
        return made
    if not re.search(_MATTER, question.text) or not _WHAT.search(question.text) or not re.search(_IN, question.text):
        return None
    groups = _by_matter(question, kind, base)
    if len(groups) < LEAST:
        return None
    own: dict[str, dict[Path, list[Claim]]] = {}
    for path, members in groups.items():
        for member, claims in members.items():
            own.setdefault(member, {})[path] = claims
    if question.most:
        few = "最少" in question.text
        extreme = (min if few else max)(map(len, own.values()))
        found = {m: rows for m, rows in own.items() if len(rows) == extreme}
        said = f"{'最少' if few else '最多'}的是{'、'.join(found)},{'各 ' if len(found) > 1 else ''}{extreme} 个:"
        return _told(said, found, kind, groups, base)
    if said_only := _ONLY.search(question.text):
        found = {m: rows for m, rows in own.items() if len(rows) == number(said_only["n"])}
        return _told(f"只写在 {number(said_only['n'])} 个标题下的有 {len(found)} 个:", found, kind, groups, base)
    least = _AT_LEAST.search(question.text)
    if least and (least["sign"] or least["more"]):
        bound = (number(least["n"]) or 0) + (least["sign"] in ("超过", "多于"))
        found = {m: rows for m, rows in own.items() if len(rows) >= bound}
        return _told(f"写在 {bound} 个或更多标题下的有 {len(found)} 个:", found, kind, groups, base)
    if re.search(rf"各(?:个|大)?(?:{_MATTER})|每[个一]个?(?:{_MATTER})|(?:{_MATTER})(?:分别|各自?)", question.text):
        return _grouped(kind, groups, base)
    return None


def _by_matter(question: Question, kind: TermClass, base: ClaimBase) -> Groups:
    """The names of a class by the sections that a heading above calls 产业, or one that the question names."""
    said = {m.group() for m in _KIND_OF_MATTER.finditer(question.text)}
    paths = [p.path for p in base.entry.parsed.passages]
    narrower = [word for word in said if any(word in heading for path in paths for heading in path)]
    groups: dict[Path, dict[str, list[Claim]]] = {}
    for claim in base.entry.claims:
        path = base.passages[claim.passage_id].path
        wanted = narrower or _MATTER.split("|")
        if not any(word in heading for word in wanted for heading in path):
            continue
        for mention in (*claim.subject, *claim.objects):
            member = kind.member(mention.term)
            if member and claim.start <= mention.start < claim.end:
                claims = groups.setdefault(path, {}).setdefault(member, [])
                if claim not in claims:
                    claims.append(claim)
    return groups


def _told(
    said: str, found: Mapping[str, Mapping[Path, list[Claim]]], kind: TermClass, groups: Groups, base: ClaimBase
) -> Draft:
    """Names with the headings under which each is spoken of, and the clauses."""
    draft = Draft(members=tuple(found), check=Check(kind.label, len(kind.members), len(found)))
    heads = "、".join(heading_name(path[-1]) for path in groups)
    draft.say(f"{len(kind.members)} 个{kind.label}逐一核对,写到它们的标题有 {len(groups)} 个({heads})。{said}")
    items = []
    for member, rows in found.items():
        openings = {s.path: s.opening for s in base.entry.parsed.sections if s.path in rows}
        spans = dict.fromkeys([*openings.values(), *((c.start, c.end) for claims in rows.values() for c in claims)])
        told = "……".join(heading_name(path[-1]) for path in rows)
        items.append(ListItem(member, told, tuple(draft.cite(base.entry, span) for span in spans)))
    draft.blocks.append(ListBlock(tuple(items)))
    return draft


def _grouped(kind: TermClass, groups: Groups, base: ClaimBase) -> Draft:
    """The names of a class under each heading, counted where that is asked."""
    draft = Draft(members=tuple(heading_name(path[-1]) for path in groups))
    every = {member for members in groups.values() for member in members}
    draft.check = Check(kind.label, len(kind.members), len(every))
    draft.say(f"{len(kind.members)} 个{kind.label}逐一核对,按标题分:")
    for path, members in groups.items():
        draft.say(f"{heading_name(path[-1])}:{len(members)} 个")
        cited = {m: tuple(draft.cite(base.entry, (c.start, c.end)) for c in claims) for m, claims in members.items()}
        draft.blocks.append(ListBlock(tuple(ListItem(member, "", numbers) for member, numbers in cited.items())))
    return draft


def _of_regions(question: Question, kind: TermClass, base: ClaimBase) -> Draft | None:
    """各片区分别有哪些校区: by the headings side by side that group them; None where their number is another."""
    groups: dict[Path, dict[str, list[Claim]]] = {}
    for member, (claim, path) in sorted(groups_of(kind, base).items(), key=lambda row: row[1][0].start):
        groups.setdefault(path, {})[member] = [claim]
    said = re.search(rf"{_NUMBER}[个大块]{{1,2}}(?:{_REGION.pattern})", question.text)
    if len(groups) < LEAST or (said and number(said["n"]) != len(groups)) or question.names:
        return None
    return _grouped(kind, groups, base)
