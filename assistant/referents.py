"""What a follow-up can refer to in earlier turns: a name, a pair, several names, or the matter of the last question."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.asking import ACTORS, INTERROGATIVE
from assistant.question import find_names
from assistant.types import Turn
from corpus.vocabulary import TermClass, Vocabulary
from corpus.words import base_tokenizer, is_noun, is_topical, is_verbal

LONGEST_BARE = 16  # characters of a question that may leave out what it is about
LONGEST_NAME = 16  # characters of what can be written into a question: no whole clauses
_BESIDE = re.compile("[跟和与同](?:它|[这那](?:里|儿|边|个))|(?:它|[这那](?:里|儿|边))[跟和与同]")
_SAYING = re.compile(
    f"(?:{INTERROGATIVE.pattern})|怎么办|怎么样|由|要|应当?|须|必须|可以|可|能|能够|会|在|从|归|给|向|对|被|把|是|有|分|分为|包括|包含|为|"
    "都|主要|分别|具体|一共|总共|打算|准备|该|需要|不|没有?|到|按|以|跟|和谁|属于|重点|到底|究竟|指|叫"
)
_NO_TOPIC = re.compile("[,，这那哪什谁几]|[的和与跟及]$")
_JOINING = "的地得之和与或及"
_ASPECT = "了过着"
_PERSON = re.compile(f"{ACTORS.pattern}|[员者师人]$")
_WHICH = re.compile("哪一?[个家座所]|谁")
_IT = re.compile("它(?!们)|^其(?![中他余实次])")
_BESIDE_ANOTHER = re.compile("[和与跟同、及比]|还是|vs|VS|对比")
LONGEST_PIECE = 6  # characters of a name that stands beside its sibling
LABEL = re.compile(r"(?:这|那(?!这)|该|此)[个家种类条项些]?([一-鿿]{1,4})")
_ASKING = re.compile(
    r"[要会能可是有]不[要会能可是]以?|有没有|什么时候|什么|哪[些个种几家里年]+|多少|多久|几[个种类项条]|谁|如何|怎么办|怎[么样]+|"
    r"为什么|为何|啥|[吗呢吧啊呀]|[?？,，。]"
)

_LOOKED_IN = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节条编]|文件|规划|文中|文本|条例|方案)(?:里|中|当中)?(?:有没有|有无|是否|有)(?:说|讲|写|提|规定)(?:到|过|明)?"
)


def class_names(names: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Those of the names that are members of a class of names."""
    return [n for n in names if any(c.suffix for c in vocabulary.classes_of(n))]


def of_the_kind(question: str, turns: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """A question with a short name written out as the name of the kind that was spoken of last (甲 → 甲园组团)."""
    named = (n for t in reversed(turns) for n in class_names((*t.subjects, *t.members), vocabulary))
    kinds = [c for n in itertools.islice(named, 1) for c in vocabulary.classes_of(n) if c.suffix]
    for read in (n for n in names_in(question, vocabulary) if n not in question):
        short = next((read[:size] for size in range(len(read) - 1, 1, -1) if read[:size] in question), "")
        meant = [m for c in kinds for m in c.members if short and m.startswith(short)]
        placed = (
            short and question[question.index(short) - 1] in "在于"
        )  # 其中在甲的: the place, not what is called by it
        if len(meant) == 1 and not placed and not kinds_of([read], vocabulary) & {c.label for c in kinds}:
            question = question.replace(short, meant[0], 1)
    return question


def kinds_of(names: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    """The class words of what names are."""
    return {c.label for n in names for c in vocabulary.classes_of(n)}


def label_of(name: str, vocabulary: Vocabulary) -> str:
    """What names of a name's kind are called; "" for none."""
    return next((c.label for c in vocabulary.classes_of(name) if c.suffix), "")


def kinds_called(word: str, vocabulary: Vocabulary) -> list[TermClass]:
    """The classes of names that a word is for, in full or as their names end: 校区."""
    return [c for c in vocabulary.classes if c.suffix and word in (c.label, c.suffix)]


def other_names(text: str, kinds: set[str], vocabulary: Vocabulary) -> list[str]:
    """The names and terms in a text that are of none of some kinds."""
    return [n for n in names_in(text, vocabulary) if not kinds & kinds_of([n], vocabulary)]


def names_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """The names and terms in a text, short forms written out."""
    return list(dict.fromkeys(m.term for m in find_names(text, vocabulary)[1]))


def one(turns: Sequence[Turn], question: str, vocabulary: Vocabulary) -> str:
    """What 它 refers to: the only member of the last answer, or the last subject; "" when there is none.

    A name of a class, or one spoken of before, that the last question began with stays what is spoken of (甲走哪种模式?
    它…). A class word (这个模式) chooses among all that was named; a name of the kind that the question itself names
    or asks for is not meant.
    """
    own = class_names(names_in(question, vocabulary), vocabulary)
    kinds = set() if _BESIDE.search(question) else kinds_of(own, vocabulary)
    label = LABEL.search(question)
    for turn in reversed(turns):
        single = turn.members if len(turn.members) == 1 else ()
        kept = (*class_names(turn.subjects, vocabulary), *(n for t in turns[:-1] for n in (*t.subjects, *t.members)))
        began = tuple(n for n in turn.subjects if n in kept and turn.standalone.startswith(n))
        began = () if set(single) & set(turn.subjects) else began  # 甲、乙中哪个…: the one that was found
        spoken: list[str] = list(
            dict.fromkeys((*began, *single, *turn.subjects, *names_in(turn.standalone, vocabulary)))
        )
        if label:
            pieces = [label[1][:n] for n in range(len(label[1]), 1, -1)]
            if len(turn.members) == 1 and any(re.search(f"(?:什么|哪[些几]?个?){p}", turn.standalone) for p in pieces):
                return turn.members[0]
            fitting = [n for n in (*spoken, *turn.members) if any(n.endswith(p) for p in pieces)]
            quoted = {n for n in turn.quoted if any(n.endswith(p) for p in pieces)}
            fitting = fitting or (list(quoted) if len(quoted) == 1 else [])
            if fitting:
                return fitting[0]
        if _is_the_one(turn, vocabulary, spoken):
            spoken.insert(0, turn.quoted[0])
        if turn is turns[-1] and _IT.search(question) and (same := _still(turn, vocabulary)):
            spoken.insert(0, same)
        if not spoken and turn is turns[-1] and _IT.search(question) and (said := topic(turn)):
            spoken = [said]
        others = [n for n in spoken if n not in own and not kinds & kinds_of([n], vocabulary)]
        if others:
            return others[0]
    return ""


def _is_the_one(turn: Turn, vocabulary: Vocabulary, spoken: Sequence[str]) -> bool:
    """Whether the name that an answer quoted first is the one that its question asked for: …的是哪个校区."""
    if not turn.quoted or len(turn.members) > 1 or not _WHICH.search(turn.standalone):
        return False
    kinds = kinds_of(turn.quoted[:1], vocabulary)
    asked_for = any(re.search(f"哪一?[个家座所]{re.escape(label)}", turn.standalone) for label in kinds)
    new = turn.quoted[0] not in turn.standalone and not turn.members
    return not class_names(spoken, vocabulary) or (asked_for and new)


def _still(turn: Turn, vocabulary: Vocabulary) -> str:
    """What 它 of the last question was written out as, which 它 goes on to mean; "" where it had none."""
    if not _IT.search(turn.question):
        return ""
    return next((n for n in names_in(turn.standalone, vocabulary) if n not in turn.question), "")


def several(turns: Sequence[Turn], vocabulary: Vocabulary, two: bool = False, label: str = "") -> tuple[str, ...]:
    """What 它们 refers to: the last list, or the subjects of the last turns, one a turn; `two`: at most two of them.

    With a class word (那几个校区) the names of that class that the last answer quoted, where it listed none.
    """
    gathered: list[str] = []
    for turn in reversed(turns):
        quoted = tuple(n for n in turn.quoted if label and n.endswith(label))
        if len(quoted) > 1 and not any(m.endswith(label) for m in turn.members):
            return quoted
        listed = turn.members if len(turn.members) > 1 else turn.subjects
        listed = _of_one_kind(listed, vocabulary)
        if len(listed) == 2 or (len(listed) > 2 and not two):
            return listed
        spoken = (
            _found_beside(turn, vocabulary)
            or class_names(_of_one_kind(turn.subjects, vocabulary), vocabulary)
            or [t for t in (topic(turn), *turn.subjects[:1]) if t][:1]
        )
        gathered = [n for n in spoken if n not in gathered] + gathered
        if len(gathered) > 1:
            return tuple(gathered[-2:])
    return turns[-1].members or turns[-1].subjects


def _of_one_kind(names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names without those of another kind, where some say their class (甲园 and 丙, which it does)."""
    called = [n for n in names if any(c.suffix and n.endswith(c.label) for c in vocabulary.classes_of(n))]
    kinds = kinds_of(called[:1], vocabulary)
    alike = tuple(n for n in names if kinds & kinds_of([n], vocabulary))
    return alike if kinds else names


def _found_beside(turn: Turn, vocabulary: Vocabulary) -> list[str]:
    """The only member that was found, behind those of its kind in the question (除甲外,哪些…: 甲, it); else []."""
    found = class_names(turn.members, vocabulary) if len(turn.members) == 1 else []
    kinds = kinds_of(found, vocabulary)
    asked = [n for n in names_in(turn.standalone, vocabulary) if kinds & kinds_of([n], vocabulary)]
    return list(dict.fromkeys((*asked, *found)))


def sibling(body: str, old: str, vocabulary: Vocabulary) -> str:
    """The member of a name's class that a piece of it means, "" when unclear.

    Of 甲港东作业区, 西区 → 甲港西作业区, 乙港 → 乙港作业区; of 甲型模式, 总部 → 新型总部模式.
    """
    members = {m for c in vocabulary.classes_of(old) for m in c.members if m != old and body in m}
    close = [m for m in members if m[:2] == old[:2]]
    for fitting in (close, [m for m in members if m.startswith(body)], list(members) if not close else []):
        if len(fitting) == 1:
            return fitting[0]
    return ""


def with_siblings(question: str, vocabulary: Vocabulary) -> str:
    """甲城西区作业区和东区有何不同: a piece of a name beside one of the same place, written out: 甲城东区作业区."""
    mentions = [m for m in vocabulary.mentions(question) if class_names([m.term], vocabulary)]
    for beside in _BESIDE_ANOTHER.finditer(question):
        at = beside.end()
        if any(m.start <= at < m.end for m in mentions):
            continue
        for mention in (m for m in mentions if m.end <= at):
            for size in range(min(LONGEST_PIECE, len(question) - at), 1, -1):
                meant = sibling(question[at : at + size], mention.term, vocabulary)
                if meant[:2] == mention.term[:2]:
                    return question[:at] + meant + question[at + size :]
    return question


def predicate(question: str) -> int:
    """Where what a question says of its topic begins: at the first function word or lone verb behind a word; else 0."""
    at, before = 0, 0
    for token in base_tokenizer().lcut(question):
        if before and token in _ASPECT:
            return before
        if at and (_SAYING.fullmatch(token) or (len(token) == 1 and token not in _JOINING and is_verbal(token))):
            return at
        at, before = at + len(token), at
    return 0


def topic(turn: Turn) -> str:
    """What the last question spoke of: its name, or the words before a verb; "" for none."""
    if began := next((n for n in turn.subjects if turn.standalone.startswith(n)), ""):
        return began
    words: list[str] = base_tokenizer().lcut(turn.standalone[: predicate(turn.standalone)])
    verbs = (i for i, word in enumerate(words[:-1]) if i and len(word) > 1 and is_verbal(word))
    words = words[: next((i for i in verbs if is_noun(words[i - 1]) or words[i - 1] == "自己"), len(words))]
    said = "".join(words).removesuffix("自己")
    if not 1 < len(said) <= LONGEST_NAME or _NO_TOPIC.search(said):
        return ""
    return said if is_topical(words[-1]) else ""


def actor(turns: Sequence[Turn]) -> str:
    """Who was spoken of last (他们): the latest noun of a person or a body, with the nouns before it; "" for none."""
    for turn in reversed(turns):
        words: list[str] = base_tokenizer().lcut(turn.standalone)
        at = next((i for i in reversed(range(len(words))) if _PERSON.search(words[i]) and is_noun(words[i])), -1)
        begins = at
        while begins > 0 and is_noun(words[begins - 1]):
            begins -= 1
        if at >= 0 and (who := "".join(words[begins : at + 1])) != "人":
            return who
    return ""


def is_clause(words: str) -> bool:
    """Whether words say something of their first word: a verb stands behind it."""
    tokens: list[str] = base_tokenizer().lcut(words)
    return any(len(t) > 1 and is_verbal(t) for t in tokens[1:])


def matter(turn: Turn) -> str:
    """What the last question was about: its words without those that ask and without where to look (第二章有没有说)."""
    return _ASKING.sub("", _LOOKED_IN.sub("", turn.standalone))
