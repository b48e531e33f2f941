"""What is asked of a class of names: its set by a constraint, what its members have, a verdict over them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import asking, compose, listing, whether
from assistant.draft import Draft
from assistant.extremes import superlative, unmeasured
from assistant.headings import class_headings, joined_heading
from assistant.items import listed_as
from assistant.placed import stands_under
from assistant.playing import only_does
from assistant.playing import verdict as role_verdict
from assistant.question import Question
from assistant.roles import with_roles
from assistant.selecting import (
    CALLED,
    called_after,
    called_so,
    joined_mostly,
    label_in,
    only_groups,
    properties_of,
    said_short,
    select_set,
)
from assistant.sets import ClaimBase, Found, Test
from assistant.slips import SMALL_CLASS
from assistant.totals import total_told
from assistant.types import Check, Frame, Kind, ListBlock
from corpus.grammar import NUMERALS
from corpus.numerals import number
from corpus.vocabulary import LARGE_CLASS, TermClass
from index import Retrieved

NAMING = (Kind.LIST, Kind.COUNT, Kind.FACT, Kind.DEFINITION)  # kinds that names answer
MOST_MEMBERS = 12  # of which each is told
_TOGETHER = re.compile(r"都(?!\w{1,2}(?:什么|啥|哪))|同时|共同|均")
_OF_EACH = re.compile("(?:都|均|全)[是做搞走在属布聚有打含涉][^谁哪什]*[吗么]")
_PLACING = re.compile("(?P<verb>布局|分布)[在于到](?:哪|什么|何)")
_SO_MANY = re.compile("(?P<n>[一两二三四五六七八九])[个项种]|单一")  # 只做一个领域的
_DIVIDED = re.compile("(?:怎么|如何|咋)(?:划?分|归|排|安排)|分别|各自?(?!种|类|项)|对应|归[哪什到]|属[于哪]|走[哪什]")


def set_asked(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """The set that a question asks for: a complete list, a count, who is ahead, properties; or where something is."""
    if made := _of_both_kinds(question, base, retrieved):
        return made
    if question.target and unmeasured(question, question.target, base):
        return compose.refusal_answer(question, "unquantified", base, retrieved)
    if question.target and not question.target.suffix and question.kind is Kind.COUNT:
        about = (*question.names, *question.rest)
        if made := listed_as(question.target.label, about, retrieved.sentences, base):
            return made
    if question.target and not question.target.suffix and question.excluded and not question.names:
        return None  # 除了座谈会,还有哪些方式: of one sentence, not of all that the text calls a way
    if question.target and (called := called_so(question, question.target, base)) and called[1].matches:
        made = listing.set_answer(called[1], base, counted=True)
        made.notices.append(f"按名称列出:名称里有“{called[0]}”的{question.target.label}。")
        return made
    if question.target and question.most:
        return superlative(question, question.target, base)
    if question.target and (many := _so_many(question)):
        return listing.so_many_answer(question, question.target, many, base)
    if question.unknown and not question.names and not _is_written(question, base):
        return None
    if question.target:
        if made := _qualified(question, question.target, base):
            return made
        if made := _properties(question, question.target, base, retrieved):
            return made
        spoken_of = (*question.names, *said_short(question, base))
        several = question.each and len(spoken_of) > 1 and not (question.excluded or question.any_of)
        if several and (made := listing.each_term(question, question.target, base)):
            return made
        found = select_set(question, question.target, base)
        found = with_roles(found, question, base) if found else None
        none = _none_of_those(question, question.target, found, base) or _none_but(question, found, base)
        if none:
            return none
        if (found is None or not found.matches) and (called := called_after(question, question.target, base)):
            made = listing.set_answer(called[1], base, question.kind is Kind.COUNT)
            made.notices.append(f"按名称列出:名称里有“{called[0]}”的{question.target.label}。")
            return made
        if found and not found.matches and (apart := _none_of_both(question, found, base)):
            return apart
        whole = found is None or len(found.matches) == found.checked
        every = whole or _under_its_heading(question, question.target, base)
        if every and question.kind is Kind.COUNT and not (question.unknown or _narrower(question, base)):
            return counted_class(question.target, base, retrieved)
        if found and found.matches:
            asks_more = question.each and question.kind in (Kind.LIST, Kind.FACT, Kind.OVERVIEW)
            if asks_more and (made := listing.second_hop(found, question, base)):
                return made
            made = listing.set_answer(found, base, question.kind is Kind.COUNT)
            if heading := joined_heading(question.names, found, base):
                made.notices.append(f"按标题“{heading}”列出;文本没有把标题里的几处分开写。")
            return made
        return _of_others(question, found, base) if found else None
    return _of_places(question, base)


def _of_both_kinds(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """做甲的校区和学区都列出来: the set of each kind, one behind the other; None for one kind or where one has none."""
    kinds = sorted((c for c in base.places if c.label in question.text), key=lambda c: question.text.find(c.label))
    labels = [re.escape(c.label) for c in kinds]
    joined = len(kinds) == 2 and re.search(
        f"{labels[0]}(?:和|与|及|以及|、)[^,，。?？]{{0,10}}?{labels[1]}", question.text
    )
    if not joined or not question.names or any(kind.member(s) for kind in kinds for s in question.subjects):
        return None
    whole = Draft()
    for kind in kinds:
        other = next(c.label for c in kinds if c is not kind)
        rest = tuple(w for w in question.rest if w not in (kind.label, other))
        alone = replace(question, target=kind, text=question.text.replace(other, ""), rest=rest)
        made = set_asked(alone, base, retrieved)
        if made is None or not made.members:
            return None
        whole.extend(made)
    return whole


def _is_written(question: Question, base: ClaimBase) -> bool:
    """Whether a text writes otherwise what a question has that it does not say; not of a part of what is asked for.

    量子信息技术 is not asked for where the text has 信息技术 alone.
    """
    parts = any(f"{w}{other}" in question.text for w in question.unknown for other in question.rest if other != w)
    return not parts and any(v in base.postings for v in question.variants)


def _qualified(question: Question, target: TermClass, base: ClaimBase) -> Draft | None:
    """甲药(研制)和甲药(生产)分别在哪些校区: a set for each term with what stands in brackets behind it in the text."""
    text = base.entry.parsed.document.text
    said = [
        m.group()
        for name in question.terms
        for m in re.finditer(rf"{re.escape(name)}[(（][^()（）]{{1,8}}[)）]", question.text)
    ]
    if not said or not all(words in text for words in said) or len(question.names) != 1 or question.excluded:
        return None
    whole = Draft()
    for words in said:
        found = base.select(target, [_writes(words, base)], [], any_of=False)
        if not found.matches:
            return None
        if len(said) > 1:
            whole.say(f"{words}:")
        whole.extend(listing.set_answer(found, base, counted=True))
        whole.check = Check(target.label, found.checked, len(found.matches)) if len(said) == 1 else None
    return whole


def _writes(words: str, base: ClaimBase) -> Test:
    """Whether some words stand in a clause as they are."""
    return lambda claim: words in base.text(claim)


def _narrower(question: Question, base: ClaimBase) -> bool:
    """Whether a question asks for less than a small class that the text calls so: 高新技术|企业, of all 企业."""
    title, target = base.entry.parsed.document.title, question.target
    said = any(not w.isdecimal() and w not in title for w in question.rest)
    return said and target is not None and bool(target.suffix) and target not in base.places


def _so_many(question: Question) -> int:
    """How many things alone a member is to have (只做一个领域的校区); 0 where it is not said."""
    said = _SO_MANY.search(question.text) if question.only else None
    return number(said["n"] or "一") or 0 if said else 0


def _none_of_those(question: Question, target: TermClass, found: Found | None, base: ClaimBase) -> Draft | None:
    """甲、乙、丙中哪个有丁, where none of them has: that, and those of the class that have it."""
    among = tuple(s for s in question.subjects if target.member(s))
    if found is None or found.matches or len(among) < 2:
        return None
    rest = tuple(s for s in question.subjects if s not in among)
    whole = select_set(replace(question, subjects=rest), target, base)
    if whole is None or not whole.matches or len(whole.matches) == whole.checked:
        return None
    made = listing.set_answer(whole, base, counted=False)
    made.blocks.insert(0, Frame(f"所问的 {len(among)} 个{target.label}里没有符合的;文中写到的是:"))
    made.members = ()
    return made


def _none_but(question: Question, found: Found | None, base: ClaimBase) -> Draft | None:
    """除甲、乙外哪些做丙, where no others do: that, and the clauses of these."""
    gone = tuple(x for x in question.excluded if found and found.target.member(x))
    if found is None or found.matches or not gone:
        return None
    left = tuple(x for x in question.excluded if x not in gone)
    whole = select_set(replace(question, excluded=left), found.target, base)
    if whole is None or not whole.matches or not set(whole.names) <= set(gone):
        return None
    made = listing.set_answer(whole, base, counted=False)
    said = f"{whole.checked} 个{whole.target.label}逐一核对,除{'、'.join(gone)}外没有符合的;写到的是:"
    made.blocks = [Frame(said), *(b for b in made.blocks if not isinstance(b, Frame))]
    made.members, made.check = (), None
    return made


def _none_of_both(question: Question, found: Found, base: ClaimBase) -> Draft | None:
    """既开编程又开陶艺的校区, where none does both: that, and those that do the one or the other."""
    if question.any_of:
        return None
    terms = [n for n in question.terms if not found.target.member(n)]
    made = listing.each_term(question, found.target, base) if len(terms) > 1 and not question.excluded else None
    if made is None or len([b for b in made.blocks if isinstance(b, ListBlock)]) < len(terms):
        return None
    made.blocks.insert(0, Frame(f"{found.checked} 个{found.target.label}逐一核对,没有同时写到两者的;分别是:"))
    made.members = ()
    return made


def _under_its_heading(question: Question, target: TermClass, base: ClaimBase) -> bool:
    """Whether the names of a question only say what the heading over the whole class does: 差异化的路子有几种模式."""
    own = class_headings(target, base) if question.names else ()
    return bool(own) and all(name in "".join(own[0].path[:-1]) for name in question.names)


def _properties(question: Question, target: TermClass, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """What of the target class belongs to the subjects: directly, or by a class between.

    That is one that the question names, or most of whose members the text joins with the target.
    """
    if not question.subjects and len(question.terms) == 1 and not target.suffix and question.kind is not Kind.COUNT:
        return listing.properties_answer(question, target, base)
    subjects = [s for s in question.subjects if not target.member(s)]
    if question.kind is Kind.COUNT or len(subjects) != len(question.subjects) or not subjects:
        return None
    own = max(
        (c for s in subjects for c in base.entry.vocabulary.classes_of(s) if c.suffix), key=lambda c: len(c.members)
    )
    larger = target.suffix and len(target.members) > len(own.members)
    if (
        question.terms
        or question.excluded
        or question.any_of
        or larger
        or (len(subjects) > 1 and _TOGETHER.search(question.text))
    ):
        return None
    if made := listing.properties_answer(question, target, base):
        told = len(subjects) > 1 or joined_mostly(own, target, base)
        return made if told else listing.mentions_answer(subjects[0], base) or made
    for between in base.entry.vocabulary.classes if all(map(own.member, subjects)) else ():
        if not between.suffix or between is target or between is own:
            continue
        if between.label in question.text or joined_mostly(between, target, base):
            each = [properties_of(subject, between, base) for subject in subjects]
            steps = list({name: (name, claim) for found in each for name, claim in found}.values())
            if not all(each):
                continue
            untold = question.each or any(not properties_of(name, target, base) for name, _ in steps)
            one_by_one = listing.each_step(steps, question, base) if untold else None
            if made := one_by_one or listing.two_steps(steps, target, base):
                return made
    if len(subjects) > 1 or not target.suffix:
        return None
    if joined_mostly(own, target, base):
        return compose.refusal_answer(question, "absent", base, retrieved)
    return None


def set_properties(question: Question, base: ClaimBase) -> Draft | None:
    """开设某课程的校区属于哪些学区: a set by constraint, then what of the asked class each member belongs to."""
    target = question.target
    if target is None and _DIVIDED.search(question.text):
        target = label_in(question.text, question.names, base)
    if target is None or not target.suffix or question.kind is Kind.COUNT:
        return None
    if not question.names or any(target.member(name) for name in question.names):
        return None
    label = label_in(question.text, question.names, base, but=target)
    joined = label and any(f"{n}{w}" in question.text for n in question.names for w in (label.label, label.suffix))
    if label is None or joined or len(label.members) < LARGE_CLASS or any(label.member(s) for s in question.subjects):
        return None
    chosen = re.sub(f"[一-鿿]{{2}}{re.escape(target.label)}", "", question.text)  # not by 发展, of 哪种发展模式
    rest = tuple(w for w in question.rest if w in chosen and w != label.label)
    found = select_set(replace(question, target=label, text=chosen, rest=rest), label, base)
    return listing.set_properties(found, target, base) if found and found.matches else None


def each_of_a_set(question: Question, base: ClaimBase) -> Draft | None:
    """开设某课程的校区各自要办成什么样: a set by a constraint, and what the text says of each member."""
    label = label_in(question.text, question.names, base)
    asked = question.kind in NAMING and question.each and not question.target and not question.unknown
    if not asked or label is None or len(label.members) < LARGE_CLASS:
        return None
    they = "(?:[^,，]{0,8}(?:[它他]们|这些)[^,，]{0,2})?"
    behind = f"{label.label}[^,，]{{0,4}}[,，]?{they}(?:{asking.EACH.pattern})"
    if not re.search(f"{behind}|(?:各|每[一个]?)个?{label.label}", question.text):
        return None
    narrower = replace(question, rest=tuple(w for w in question.rest if w != label.label))
    found = None if any(label.member(s) for s in question.subjects) else select_set(narrower, label, base)
    few = found is not None and 2 <= len(found.matches) <= len(label.members) // 2
    return listing.second_hop(found, question, base) if found and few else None


def each_of_all(question: Question, base: ClaimBase) -> Draft | None:
    """六个园区各自发展什么: what the text says of each of a class, where so many are asked of or 各 says all."""
    label = label_in(question.text, question.names, base)
    if label is None or question.names or question.excluded or question.kind not in NAMING or not question.each:
        return None
    kind = re.escape(label.suffix)
    said = re.search(
        rf"(?P<many>[{NUMERALS}\d]+)(?:[个大座家]?|[种类项][^,，]{{0,4}}?){kind}|[各每]个?{kind}", question.text
    )
    count = number(said["many"]) if said and said["many"] else len(label.members)
    if not said or count != len(label.members) or len(label.members) > MOST_MEMBERS:
        return None
    first = {m: min((c.start for c in base.postings.get(m, ())), default=0) for m in label.members}
    return listing.each_subject(replace(question, subjects=tuple(sorted(first, key=lambda m: first[m]))), base)


def verdict(question: Question, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """Yes or no over a set (有没有…的校区, …的校区都属于…吗), or of names that stand in one clause."""
    label = label_in(question.text, question.names, base)
    if label and not question.names and (many := _so_many(question)):
        return listing.so_many_answer(replace(question, target=label), label, many, base)
    if label and question.names and not any(label.member(s) for s in question.subjects):
        asked = replace(question, target=label)
        every = re.search(r"(?:是不是|是否)?(?:全都|全部|都|均|全(?=[在是属归走]))", question.text)
        if every:
            thing = next((s for s in reversed(question.subjects) if question.text.find(s) > every.start()), "")
            kinds = [c for c in base.entry.vocabulary.classes_of(thing) if c.suffix]
            rest = tuple(s for s in question.subjects if s != thing)
            if made := _all_below(asked, label, every.start(), base):
                return made
            if (
                kinds
                and (found := select_set(replace(asked, subjects=rest, excluded=()), label, base))
                and found.matches
            ):
                return whether.all_answer(found, thing, kinds[0], base)
            if made := _all_do(question, label, every.start(), base):
                return made
        if re.search("有没有|有无|是否有|有.{0,12}吗", question.text) and (found := select_set(asked, label, base)):
            if not found.matches and not all(_joined_with(s, label, base) for s in question.subjects):
                return compose.refusal_answer(question, "absent", base, retrieved)  # not said, which is no 没有
            return whether.exists_answer(found, base)
    if made := only_does(question, base):
        return made
    alone = whether.ALONE.search(question.text) or "唯一" in question.text  # whether there are others is asked, too
    if not alone and (made := role_verdict(question, base) or whether.by_step(question, base)):
        return made
    if made := stands_under(question, base) or _of_all_named(question, base):
        return made
    if question.unknown:
        return None
    return whether.yesno_answer(question, base)


def _all_below(question: Question, label: TermClass, every: int, base: ClaimBase) -> Draft | None:
    """开编程的校区都在某片区吗: whether what is asked of stands below a heading that groups the class."""
    heading = next((t for t in question.terms if question.text.find(t) > every and only_groups(t, label, base)), "")
    behind = question.text[every:] if heading else ""
    if not re.fullmatch(rf"[^,，]{{0,8}}{re.escape(heading)}[^,，]{{0,3}}[吗么]?[?？]?", behind) or not heading:
        return None
    rest = tuple(t for t in question.terms if t != heading)
    narrower = replace(question, terms=rest, rest=(), text=question.text[:every], kind=Kind.LIST)
    narrowed = rest or question.subjects
    found = select_set(narrower, label, base) if narrowed else base.select(label, [], [], any_of=False)
    return whether.all_below(found, heading, base) if found and found.matches else None


def _all_do(question: Question, label: TermClass, every: int, base: ClaimBase) -> Draft | None:
    """某片区的校区都开编程吗: whether all that stand below a heading do it; those that do, counted."""
    group = next((t for t in question.terms if question.text.find(t) < every and only_groups(t, label, base)), "")
    things = [n for n in question.names if question.text.find(n) > every]
    if not group or len(things) != 1 or question.unknown or question.excluded:
        return None
    below = base.select(label, [lambda c: base.under(c, group)], [], any_of=False)
    doing = base.select(label, [lambda c: base.says(c, things[0])], [], any_of=False)
    kept = tuple(m for m in doing.matches if m.member in below.names)
    if not kept:
        return None
    draft, count = Draft(), len(below.matches)
    verdict = "是" if len(kept) == count else "否"
    draft.say(f"{verdict}:{group}的 {count} 个{label.label}逐一核对,写到{things[0]}的有 {len(kept)} 个。")
    draft.extend(listing.set_answer(Found(label, kept, count), base, counted=False))
    draft.check = Check(label.label, count, len(kept))
    return draft


def _of_all_named(question: Question, base: ClaimBase) -> Draft | None:
    """Whether something holds of each of several names: 甲校区、乙校区都开设丙吗."""
    kinds = base.entry.vocabulary.classes_of(question.subjects[0]) if len(question.subjects) > 1 else ()
    kind = next((c for c in kinds if c.suffix and all(map(c.member, question.subjects))), None)
    if kind is None or not question.terms or question.unknown or not _OF_EACH.search(question.text):
        return None
    found = select_set(replace(question, target=kind), kind, base)
    return whether.each_answer(found, question.subjects, base) if found else None


def _joined_with(name: str, label: TermClass, base: ClaimBase) -> bool:
    """Whether a text says of members of a class how they stand to a name, or to others of the name's kind."""
    kin = {m for c in base.entry.vocabulary.classes_of(name) if c.suffix for m in c.members} | {name}
    return any(base.having(m, label) or base.heads(m) for m in kin)


def of_each(question: Question) -> bool:
    """Whether something is asked of each of several names: 甲校区、乙校区分别打造什么, 甲校区和乙校区都做什么."""
    if len(question.subjects) < 2 or (question.target and question.target.suffix):
        return False
    plain = not (question.target or question.terms or question.unknown or len(question.rest) > 1)
    return question.each or (plain and question.kind in (Kind.FACT, Kind.LIST) and "都" in question.text)


def all_asked(question: Question) -> bool:
    """Whether a question asks for the names of a class and says no more: 校区名单, 一共有哪些校区."""
    target = question.target
    named = target is not None and bool(target.suffix) and len(target.members) >= SMALL_CLASS
    said = [w for w in question.rest if not w.isdecimal()]
    narrowed = said or question.names or question.years or question.excluded or question.reverse or question.only
    by_name = CALLED.search(question.text) or question.most or asking.quoted(question.text)
    return named and question.kind is Kind.LIST and not (narrowed or by_name)


def whole_class(target: TermClass, base: ClaimBase, counted: bool = True) -> Draft | None:
    """All members of a class with the clause that names each: 一共几种模式."""
    found = base.select(target, [], [], any_of=False)
    return listing.set_answer(found, base, counted) if found.matches else None


def counted_class(target: TermClass, base: ClaimBase, retrieved: Retrieved) -> Draft | None:
    """The number of a class that the text itself states, or all its members counted."""
    return listing.stated_count(target, base, retrieved) or total_told(target, base) or whole_class(target, base)


def _of_others(question: Question, found: Found, base: ClaimBase) -> Draft | None:
    """None of the class that is asked for, but of another: no 校区 has it, these 学区 do."""
    if not question.names or found.target not in base.places:
        return None
    made = _of_places(replace(question, target=None), base)
    if made:
        label = found.target.label
        made.blocks.insert(0, Frame(f"{found.checked} 个{label}逐一核对,文中没有这样写的{label};写到的是:"))
    return made


def _of_places(question: Question, base: ClaimBase) -> Draft | None:
    """The members of the largest classes that meet a constraint: where something is placed, or who does it."""
    if len(question.subjects) > 1 and not (question.terms or question.each):
        return None  # 甲校区、乙校区,该去哪个: one of them is asked for
    sets = []
    for target in base.places:
        if len(question.names) == 1 and target.member(question.names[0]):
            continue  # where 甲校区 is: not which 校区 stand beside it
        found = select_set(question, target, base)
        if found and found.matches and len(found.matches) <= max(12, found.checked // 2):
            sets.append(found)
    verb = _PLACING.search(question.text)
    placed = [f for f in sets if verb and any(verb["verb"] in base.text(c) for m in f.matches for c in m.claims)]
    drafts = [listing.set_answer(found, base, counted=False) for found in placed or sets]
    if not drafts or question.kind not in (Kind.LIST, Kind.FACT, Kind.WHO, Kind.HOW):
        return None
    whole = drafts[0]
    for other in drafts[1:]:
        whole.extend(other)
    return whole
