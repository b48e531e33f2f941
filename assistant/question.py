"""Read a question: its kind, the names and terms of the text in it, the class it asks for, and how its terms combine.

Only general Chinese question grammar and the document's own mined vocabulary are used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import asking
from assistant.lexicon import frame_words, widen
from assistant.slips import LONG_SHORT, PLACE, SMALL_CLASS, mend_names, short_names, tidy
from assistant.types import Kind, Understood
from corpus.types import Mention
from corpus.vocabulary import LARGE_CLASS, TermClass, Vocabulary
from corpus.words import first_word, is_verbal, is_word
from index.tokens import STOPWORDS, Tokens

# What may stand between a class word and its interrogative: 校区|主要有|哪些, 校区|里聚焦编程的有|哪些.
LOOKED_BACK = 40  # characters before an interrogative, for the class word that it asks of
_NEGATED = re.compile("(?:没有?|未|不(?!足|良|同|利))(?=.)")  # 哪几个没提丙 asks of the noun before it
_LEADS_TO_ASK = re.compile(
    r"^(?:名单|数量|总数)?(?:一共|总共|总的|都|主要|分别|具体|共|又|可选|可|大概|到底|究竟|各)*"
    r"(?:有|是|包括|包含|分为|为|叫|分|涉及|在)?[^,，。]{0,2}$|^[^,，。]{0,3}(?:里|中|内|当中|里面|之中|里头)|的(?:都?有|都?是|分别是|共?有)?$"
)

# 概括一下都有哪些情况 wants them all, 概括一下 alone an overview.
_EVERY_CASE = re.compile(r"有哪些(?:情[况形]|情景|例外|条件|处罚|要求|措施|任务|种类|类型)")

NEAR_NEGATION = 12  # characters behind a negation in which names are left out
# What is said in the place of a class word: 特色小镇|路子.
_OF_A_KIND = re.compile("(?:[这那][一]?[个种条])?(?:路子|道路|之路|路线|类型|打法|套路|[这那]种)")
_DENYING = re.compile("不也?(?=是[^,，]{2,}[吗么][?？]?$)是")  # 它不是走甲模式的吗 asks whether it does
_THERE = re.compile("(?:[这那]?[边里儿])+的?|的")
_ANYTHING = ("方面", "情况", "内容")  # class words that say nothing of what is asked for
_ARE_THERE = "(?:还|别处|另外|其他)有没有(?:别的|其他|[^,，。?？]{0,6}的)?"  # 还有没有合适的|校区
_BEFORE_A_KIND = "(?:(?<!重合)(?<!重叠)(?<!相同)(?<!共同)(?<!一样)的|核心|布局|重点|主要)"  # 以生产为主的|园|有哪些
_THEN_ASKS = "(?:都|一共|总共|共|分别|各|具体)*(?:有|是|包括)?(?:哪|几|多少)"
_GROUND = re.compile("(?:能|可以|允许)[^,，]{1,10}的(?:理由|原因)")  # 能退件的理由 is a condition
_DEGREES = "更最较能可会要想该"  # 哪个更适合做新材料 asks for no material

_BEHIND_A_PLACE = re.compile("[的有在和与跟、,，?？呢吗里那是要哪几]|$")  # 云川|有哪些: no longer name
_TOWARDS, _GOING = ("往", "向", "按", "朝"), ("走", "发展", "引导", "靠")  # 往特色小镇走
_APART_IN = re.compile("[差别同]在哪(?:里|儿|些?地方)?")  # 提法差在哪儿 asks for no place
KEYWORDS = 12  # characters of a question that is but a few words

# Whether two share a kind: 甲和乙|走的是同一种模式吗, 甲和乙|是不是一个模式.
_ALIKE = re.compile(
    r"(?:(?:走|属于|用|采用)的?|的|[,，])(?P<noun>[一-鿿]{2,6}?)(?:是不是|是否|都|是)?(?:一样|相同|一致)(?:的|不一样)?[吗么不没]?[?？]?$"
)
_SAME = re.compile(
    r"(?:是不是|是否|都|也)*(?:走|属于|用|采用)?的?(?:是不是|是否|都)?是?(?:同一?|一)(?P<unit>[个种类套])的?(?P<noun>[一-鿿]{2,8}?)[吗呢吧么]?[?？]?$"
)

# A class word that only sums up the names before it: 甲和乙|两个校区|各开设什么.
_HOLDS = re.compile("[一-鿿]{2}(?:里面?|中|当中)(?:都|也|明确)?(?:写|包含|提|出现|含|列|带)")  # 领域里写了丙的有哪几个
_APPOSED = re.compile(
    r"(?<=□)[这那]?[两二三四五六七八九十\d]{1,2}(?:[个家种座类][^□,，。是有各都分哪什怎]{1,4})?"
    r"(?=[各都分是有的哪什怎在,，。?？]|$)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read against one document.

    `subjects` are members of classes, `terms` other terms of the text, `excluded` terms after a negation; `target` is
    the class asked for; `rest` the other content words and `unknown` those that stand nowhere in the text; `any_of`
    whether one of the terms is enough; `alike` whether it asks whether names share what is written out as asked for.
    """

    text: str
    kind: Kind
    subjects: tuple[str, ...]
    terms: tuple[str, ...]
    excluded: tuple[str, ...]
    target: TermClass | None
    rest: tuple[str, ...]
    widened: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[str, ...]
    years: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    any_of: bool = False
    each: bool = False
    reverse: bool = False
    only: bool = False
    most: bool = False
    alike: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Subjects and terms, in the order of the question."""
        return tuple(sorted({*self.subjects, *self.terms}, key=lambda n: self.text.find(n)))

    @property
    def variants(self) -> tuple[str, ...]:
        """Words that plans write for what was asked."""
        return tuple(w for _, words in self.widened for w in words)

    def understood(self) -> Understood:
        """What an Answer says of the reading."""
        parts = [*self.terms, *(f"不含{t}" for t in self.excluded), *(w for w in self.rest if w not in frame_words())]
        return Understood(self.kind, self.subjects, "、".join(dict.fromkeys(parts)))


def read(question: str, vocabulary: Vocabulary, tokens: Tokens) -> Question:
    """Read a question against a document's vocabulary."""
    text = mend_names(_DENYING.sub("是", tidy(question)), vocabulary)
    text, mentions = find_names(text, vocabulary)
    if each := _each(text, mentions, vocabulary):
        text, mentions = find_names(each, vocabulary)
    excluded_from = asking.NOT.search(text)
    excluded_to = _end_of_exception(text, excluded_from, mentions)
    target = _target(text, mentions, vocabulary)
    subjects, terms, excluded = [], [], []
    for m in mentions:
        if _only_place(m, mentions, text, vocabulary):
            continue
        if (
            excluded_from
            and m.start >= excluded_from.end() - 1
            and (len(mentions) > 1 or target)
            and m.start < excluded_to
        ) or (asking.OUTSIDE.match(text, m.end) and target):
            excluded.append(m.term)
        elif any(c.suffix for c in vocabulary.classes_of(m.term)):
            subjects.append(m.term)
        else:
            terms.append(m.term)
    rest = _rest(text, mentions, target, tokens)
    reverse = bool(asking.FIRST_PERSON.search(text) and asking.REVERSE.search(text))
    kind = _kind(asking.EITHER.sub("", text), target, subjects)
    widened = widen(text)
    if excluded_from:
        unwritten = (words for said, words in widened if excluded_from.end() <= text.find(said) < excluded_to)
        excluded += [w for words in unwritten for w in words if w in vocabulary.terms and w not in terms]
    return Question(
        text=text,
        kind=Kind.LIST if reverse else kind,
        subjects=tuple(dict.fromkeys(subjects)),
        terms=tuple(
            dict.fromkeys(t for t in terms if not (target and t.endswith(target.label) and not target.member(t)))
        ),
        excluded=tuple(dict.fromkeys(excluded)),
        target=target,
        rest=rest,
        widened=widened,
        sections=tuple(m.group() for m in asking.SECTION.finditer(text)),
        years=tuple(m.group().rstrip("年") for m in asking.YEAR.finditer(text)),
        unknown=(),
        any_of=bool(asking.ANY.search(text) or asking.EITHER.search(text)),
        each=bool(asking.EACH.search(text)),
        reverse=reverse,
        only=bool(asking.ONLY.search(text)),
        most=bool(asking.MOST.search(text)),
        alike=bool(each),
    )


def _only_place(mention: Mention, mentions: tuple[Mention, ...], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name only says where the one behind it is: 甲园那边|乙校区, 甲园的|乙校区."""
    behind = next((m for m in mentions if m.start > mention.start), None)
    if behind is None or not _THERE.fullmatch(text[mention.end : behind.start]):
        return False
    kinds = [{c.label for c in vocabulary.classes_of(m.term) if c.suffix} for m in (mention, behind)]
    return all(kinds) and not kinds[0] & kinds[1]


def _end_of_exception(text: str, negation: re.Match[str] | None, mentions: tuple[Mention, ...]) -> int:
    """Where what a negation leaves out ends: 除了甲校区,|还有哪些; a list of names (除了甲、乙、丙,) to its end."""
    if negation is None:
        return 0
    near = negation.end() + NEAR_NEGATION
    outside = (
        re.compile("[,，]|以外|之外|外|还有").search(text, negation.end()) if negation.group()[0] == "除" else None
    )
    if outside is None:
        starts = {m.start for m in mentions}
        said = (
            p
            for p in re.finditer("[,，、]|但|却|同时|并且|而且", text[: near + 1])
            if p.start() >= negation.end() and (p.end() not in starts or p.group() not in ",，、")
        )
        return next((p.start() for p in said), near)  # 不在甲、|聚焦乙的; 没有聚焦甲|但属于乙的
    listed = {i for m in mentions for i in range(m.start, m.end)}
    only_names = all(i in listed or text[i] in "、和与跟及" for i in range(negation.end(), outside.start()))
    return outside.start() if only_names else min(near, outside.start())


def find_names(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Mention, ...]]:
    """Names and terms in a question, short forms written out where one reading is clear: 甲 → 甲校区.

    Returns the question with short forms written out, and the mentions in it.
    """
    suffixed = [c for c in vocabulary.classes if c.suffix]
    shorts = short_names(vocabulary)
    previous = ""
    out, at = "", 0
    pattern = _any_of((*shorts, *vocabulary.terms))
    otherwise = {other: member for c in suffixed for other, member in c.aliases}
    mentions: list[Mention] = []
    while at < len(text):
        tail = _elliptic(text, at, previous, suffixed)
        match = pattern.match(text, at)
        if match and _inside_a_longer(text, at, match.end(), vocabulary):
            match = None
        if tail and (not match or len(match.group()) < len(tail[0]) + 2):
            name, used = tail[1], len(tail[0])
        elif match:
            name, used = _resolve(match.group(), text, at, shorts, vocabulary), len(match.group())
            name = otherwise.get(name, name)
        else:
            out, at = out + text[at], at + 1
            continue
        mentions.append(Mention(name, len(out), len(out) + len(name)))
        out, at, previous = out + name, at + used, name
    return out, tuple(m for m in mentions if m.term in vocabulary.terms and not asking.TEXT.fullmatch(m.term))


def _inside_a_longer(text: str, at: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a term and the word before it stand in a longer term: 工业|互联网 of 工业互联网与物联网."""
    longer = text[at - 2 : end] if at >= 2 else ""
    return len(longer) > LONG_SHORT - 1 and any(longer in t for t in _long_terms(vocabulary.terms))


@lru_cache(maxsize=64)
def _long_terms(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(t for t in terms if len(t) > LONG_SHORT)


def _each(text: str, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    """甲和乙走的是同一种模式吗 as what answers it: 甲和乙分别属于哪种模式; "" where no class word is behind 同一."""
    same = _SAME.search(text) or _ALIKE.search(text)
    label = next((c.label for c in vocabulary.classes if c.suffix and same and same["noun"].endswith(c.label)), "")
    two = len({m.term for m in mentions if label and any(c.suffix for c in vocabulary.classes_of(m.term))}) > 1
    large = [c.label for c in vocabulary.classes if c.suffix and c.label != label and len(c.members) >= LARGE_CLASS]
    a_set = bool(label and same and mentions and any(word in text[: same.start()] for word in large))
    unit = same.groupdict().get("unit", "种") if same else ""
    return f"{text[: same.start()]}分别属于哪{unit}{label}?" if same and (two or a_set) else ""


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of some words, the longest that fits."""
    longest = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))) if longest else re.compile(r"(?!)")


def _resolve(piece: str, text: str, at: int, shorts: dict[str, list[str]], vocabulary: Vocabulary) -> str:
    """A short name written out when only one member fits, else as it stands."""
    end = at + len(piece)
    if piece in vocabulary.terms or (end < len(text) and is_word(text[at : end + 1])):
        return piece
    fitting = shorts.get(piece, [])
    after = text[end : end + 12]
    labelled = [
        m
        for m in fitting
        for c in vocabulary.classes_of(m)
        if c.suffix and (c.label in after[:8] or c.suffix in after[:3])
    ]
    fitting = (
        labelled
        or [
            m
            for m in fitting
            if len(piece) >= LONG_SHORT
            or _OF_A_KIND.match(after)
            or text[at - 1 : at] == "走"  # 走特色小镇吗
            or (text[at - 1 : at] in _TOWARDS and after.startswith(_GOING))
            or any(c.suffix and len(c.members) >= LARGE_CLASS for c in vocabulary.classes_of(m))
            or (PLACE.fullmatch(m) and _BEHIND_A_PLACE.match(after))
        ]
    )
    return fitting[0] if len(set(fitting)) == 1 else piece


def _elliptic(text: str, at: int, previous: str, classes: list[TermClass]) -> tuple[str, str] | None:
    """The second name of a pair that leaves out what both share: 甲港东作业区和|西作业区."""
    if not previous or at == 0 or text[at - 1] not in "和跟与同、及跟":
        return None
    best: tuple[int, str, str] | None = None
    for c in classes:
        if previous not in c.members:
            continue
        for member in c.members:
            for tail in (member, member.removesuffix(c.suffix)):
                for size in range(len(tail) - 1, 1, -1):
                    piece = tail[-size:]
                    shared = len(_common_prefix(member, previous))
                    fits = shared >= 2 and text.startswith(piece, at) and member != previous and piece != c.suffix
                    if fits and (best is None or (shared, len(piece)) > (best[0], len(best[1]))):
                        best = (shared, piece, member)
    return (best[1], best[2]) if best else None


def _common_prefix(a: str, b: str) -> str:
    size = 0
    while size < min(len(a), len(b)) and a[size] == b[size]:
        size += 1
    return a[:size]


def _has_object(label: str, kind: TermClass, begins: int, mentions: tuple[Mention, ...]) -> bool:
    """Whether what is called like a kind is the verb of a name behind it: 哪些布局丙 of places that are called 布局."""
    return not kind.suffix and any(m.start == begins + len(label) for m in mentions)


def _target(text: str, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> TermClass | None:
    """The class that is asked for: the noun of the interrogative (哪些校区), or the one before it (校区有哪些)."""
    named = {i for m in mentions if any(c.suffix for c in vocabulary.classes_of(m.term)) for i in range(m.start, m.end)}
    inside = {m.end: m for m in mentions}
    bare = "".join("□" if i in named else char for i, char in enumerate(text))
    for form in (_APPOSED, _HOLDS):
        bare = form.sub(lambda m: "□" * len(m.group()), bare)
    kinds = [c for c in vocabulary.classes if c.label not in _ANYTHING and not _only_gathers(c, vocabulary)]
    labels = sorted({(la, c) for c in kinds for la in (c.label, c.suffix) if la}, key=lambda x: _rank(*x))
    for ask in asking.ASKS.finditer(bare):
        noun = re.split(
            r"[,，。?？!！;；:：□(（]|(?:是|的|有|在|把|要|会|能|可以|来|被|作为)",
            bare[ask.end() : ask.end() + 14].removeprefix("的"),
        )[0].strip("啊呀呢吗吧嘛哦里中")
        before = bare[max(0, ask.start() - LOOKED_BACK) : ask.start()]
        exact = any(noun.startswith(label) for label, _ in labels if len(label) > 1 or noun == label)
        if (
            asking.MOST.search(bare)
            and not exact
            and (said := [c for label, c in labels if len(label) > 1 and label in before])
        ):
            direct = [c for c in said if re.search(f"{re.escape(c.label)}(?:是|为|有)$", before)]  # 做得最多的课是|哪门
            return direct[0] if direct else said[0]
        said = [
            c for label, c in labels if noun.startswith(label) and not _has_object(label, c, ask.end(), mentions)
        ] or [
            c
            for label, c in labels
            if len(label) > 1
            and (ask.group() != "谁" or not asking.TEXT.fullmatch(label))  # 谁来落实这个规划
            and _names_kind(noun, noun.find(label))
        ]
        if said:
            return said[0]
        if noun and not _NEGATED.match(noun) and not is_verbal(first_word(noun)):
            continue
        begins = max(0, ask.start() - LOOKED_BACK)
        found = [
            (before.rfind(label) + len(label), -_rank(label, c)[0], c)
            for label, c in labels
            if len(label) > 1
            and label in before
            and not asking.TEXT.fullmatch(label)
            and not (is_verbal(label) and before.endswith(label))  # 论证|哪些 asks what is to be reasoned
            and not (not c.suffix and re.search(f"{label}[在到于]$", before))  # 布局在|哪 asks for places
            and not (not c.suffix and re.search(f"[□还也又都]{re.escape(label)}$", before))  # 甲园还布局|什么
            and ((_is_large(c) and ask.group() != "谁") or _leads_to_ask(before, label))
            and not _in_a_name(begins + before.rfind(label) + len(label), label, inside, before)
            and not _does(begins + before.rfind(label) + len(label), c, inside, before, vocabulary.cues)
        ]
        if found:
            within = [f for f in found if re.match("(?:里头?|中间?|当中|之中|里面)[,，]", before[f[0] :])]
            return max(within or found, key=lambda f: f[:2])[2]
    for label, c in labels:
        if len(label) == 1 and _is_large(c) and re.search(f"{_BEFORE_A_KIND}{label}{_THEN_ASKS}", bare):
            return c
        if c.suffix and re.search(f"{_ARE_THERE}{re.escape(label)}", bare):
            return c
    if mentions and not asking.INTERROGATIVE.search(text):  # 既不在城北、又开足球课的校区
        of_those = [c for label, c in labels if c.suffix and re.search(f"的{re.escape(label)}[。!！?？]?$", bare)]
        if of_those and _is_large(of_those[0]):
            return of_those[0]
    whole = any(m.end - m.start >= len(text.strip("?？。")) for m in mentions)  # 新材料 is a name, and no kind
    if mentions and not whole and len(text) <= KEYWORDS and not asking.INTERROGATIVE.search(text):  # 校区 足球
        ends = [c for label, c in labels if c.suffix and (bare.startswith(label) or bare.endswith(label))]
        if ends and len(ends[0].members) >= SMALL_CLASS:
            return ends[0]
    if re.search("数量|总数|个数|名单|清单|列出|列举|[列找]全|罗列", bare):
        listed = [(label, kind) for label, kind in labels if len(label) > 1 and label in bare]
        behind = "的?(?:数量|总数|个数|名单|清单)"
        close = [kind for label, kind in listed if kind.suffix and re.search(re.escape(label) + behind, bare)]
        return next(iter(close or [kind for _, kind in listed if _is_large(kind)]), None)
    return None


def _only_gathers(c: TermClass, vocabulary: Vocabulary) -> bool:
    """Whether a class by role has but names of a class of their own: 甲园、乙园 that are called 布局."""
    own = {m for kind in vocabulary.classes if kind.suffix for m in kind.members}
    return not c.suffix and bool(c.members) and own.issuperset(c.members)


def _names_kind(noun: str, at: int) -> bool:
    """Whether what stands before a class word in a noun only tells of it: 主导|产业, not 更适合做新|材料."""
    return at > 0 and noun[0] not in _DEGREES and not is_verbal(noun[:at])


def _in_a_name(end: int, label: str, inside: dict[int, Mention], before: str) -> bool:
    """Whether a class word is but the end of a name that something is asked about: 在新|材料|上怎么分工."""
    within = inside.get(end)
    return within is not None and len(within.term) > len(label) and not _leads_to_ask(before, label)


def _does(end: int, c: TermClass, inside: dict[int, Mention], before: str, cues: Sequence[str]) -> bool:
    """Whether a class word is but the end of a name, which does something: 新材料|聚焦哪三类."""
    within = inside.get(end)
    behind = before[before.rfind(c.label) + len(c.label) :]
    return within is not None and within.term not in (c.label, *c.members) and behind in cues


def _is_large(c: TermClass) -> bool:
    return bool(c.suffix) and len(c.members) > SMALL_CLASS


def _leads_to_ask(before: str, label: str) -> bool:
    """Whether a class word leads up to its interrogative, as that of a small class must: it is a general word."""
    return bool(_LEADS_TO_ASK.search(before[before.rfind(label) + len(label) :]))


def _rank(label: str, c: TermClass) -> tuple[int, int, str]:
    """Longer labels first, classes of names before classes by role, larger ones first."""
    return (-len(label), -len(c.members) if c.suffix else 0, c.label)


def _rest(text: str, mentions: tuple[Mention, ...], target: TermClass | None, tokens: Tokens) -> tuple[str, ...]:
    """Content words outside names, interrogatives and the class word."""
    bare = list(text)
    for m in mentions:
        bare[m.start : m.end] = [" "] * (m.end - m.start)
    remaining = "".join(bare)
    if target:
        remaining = remaining.replace(target.label, " ")
    words = tokens.words(asking.ASKS.sub(" ", remaining))
    if target and target.suffix:  # 多少个园区 asks for the class of 园
        words = [w for w in words if not (w.startswith(target.suffix) and len(w) <= len(target.suffix) + 1)]
    return tuple(dict.fromkeys(w for w in words if w not in STOPWORDS and len(w) > 1 and w not in frame_words()))


def _kind(text: str, target: TermClass | None, subjects: list[str]) -> Kind:
    if asking.LOCATE.search(_APART_IN.sub("", text)) and (
        not asking.COUNT.search(text) or re.search("第几[章节条编篇]|哪一?[章节]", text)
    ):
        return Kind.LOCATE
    other = asking.WHY.search(text) or asking.WHETHER_MAY.search(text)
    if target and asking.COUNT.search(text) and not other and not re.search("区别|差异(?!化)|比较|对比", text):
        return Kind.COUNT
    if asking.TOLD.search(text) and not asking.COMPARE.search(text) and not _EVERY_CASE.search(text):
        return Kind.OVERVIEW
    if asking.COMPARE.search(text) and not re.search(r"(?:不同|差异)化", text):
        return Kind.COMPARE
    if asking.WHY.search(text) and not _GROUND.search(text):
        return Kind.WHY
    if asking.YESNO.search(text):
        return Kind.YESNO
    if asking.DEFINITION.search(text):
        return Kind.DEFINITION
    if asking.COUNT.search(text):
        return Kind.COUNT
    if asking.WHO.search(text) and not asking.LIST_WHO.search(text):
        return Kind.WHO
    if target and asking.SINGULAR.search(text):
        return Kind.FACT
    if target and (re.search(r"哪|几|什么|谁|啥", text) or not asking.INTERROGATIVE.search(text)):
        return Kind.LIST
    if asking.VALUE.search(text):
        return Kind.VALUE
    if asking.OVERVIEW.search(text):
        return Kind.OVERVIEW
    if asking.LIST.search(text):
        return Kind.LIST
    if asking.HOW.search(text):
        return Kind.HOW
    return Kind.FACT
