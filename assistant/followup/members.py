"""Follow-ups about the members of a set that was answered: how many, who else, among them."""

from __future__ import annotations

import re

from assistant.asking import INTERROGATIVE
from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, LONGEST_NAME, kinds_of, names_in
from assistant.types import Kind
from corpus.numerals import number

_HOW_MANY = re.compile(
    r"^(?:那|那么)?[,，]?(?:全部|都)?(?:一共|总共|合计|加起来)?(?:是|有)?(?:几|多少)[个种类项条样家处](?:来着|呢|啊|呀)?(?:[?？,，。!！].{0,8})?$"
)
_LISTED = re.compile(r"(?:有|是|包括|分别是)?(?:哪几|哪些|哪)(?P<unit>[个种类项条家处])?")
_AMONG = re.compile(
    r"^(?:那|那么)?[,，]?(?:其中|里[面头边]|当中|(?:[这那](?P<n>[两三四五六七八九十\d]+|几|些)[个家种类项条座处]?(?P<label>[一-鿿]{0,4}?)|它们|这)(?:里头|里面|里边|当中|之中|中间|里(?![的有是面]?[几多])|中))的?"
)
_DOING = re.compile("^(?P<what>[^哪谁什几有]{2,16})的(?:有(?:吗|没有?)?)?(?:呢|呀|啊)?[?？]?$")
_WHETHER = re.compile("^(?:有没有|是不是有|是否有|有)")
_WHICH = re.compile(r"哪|谁")
_MORE = re.compile(r"还有(?:谁|哪些|哪个|哪几个|别的|其他)|别的呢|其他的?呢|(?:别|其他|其它)的?\w{0,4}(?:还|也)有")


def how_many(asked: FollowUp) -> str | None:
    """一共几个: the last question, which asked for a set, asks for its number."""
    if not _HOW_MANY.match(asked.text) or asked.last.kind is not Kind.LIST:
        return None
    counting, found = _LISTED.subn(
        lambda m: f"有多少{m['unit'] or '个'}{_kind_left_out(asked, m)}", asked.last.standalone, count=1
    )
    return counting if found else None


def _kind_left_out(asked: FollowUp, listed: re.Match[str]) -> str:
    """The class word of what the last answer listed, where its question ended without one (那片列了哪些)."""
    labels = (c.label for m in asked.last.members[:1] for c in asked.vocabulary.classes_of(m) if c.suffix)
    label = next(labels, "")
    return "" if asked.last.standalone[listed.end() :].strip("?？啊呀呢") or label in asked.last.standalone else label


def among(asked: FollowUp) -> str | None:
    """其中哪些…, 这五个里头谁…: among what the last answer listed, or the last list of so many."""
    said = _AMONG.match(asked.text)
    if not said:
        return None
    count = number(said["n"]) if said["n"] and said["n"] not in "几些" else None
    lists = [t.members for t in reversed(asked.turns) if len(t.members) == count] if count else [asked.last.members]
    if not lists or not lists[0]:
        return None
    alike = [n for n in asked.own if kinds_of([n], asked.vocabulary) & kinds_of(lists[0], asked.vocabulary)]
    if any(n not in lists[0] for n in alike):
        return None
    rest = asked.text[said.end() :]
    if any(len(name) > LONGEST_NAME for name in lists[0]):
        holding = [name for name in lists[0] if any(word in name for word in asked.names or asked.said)]
        return holding[0] if len(holding) == 1 and _WHICH.search(rest) else None
    if (doing := _DOING.match(rest)) and not INTERROGATIVE.search(doing["what"]):
        return f"{'、'.join(lists[0])}中哪些{doing['what']}?"
    return f"{'、'.join(lists[0])}中{_WHETHER.sub('哪个', rest) if rest.endswith(('的', '的?')) else rest}"


def others(asked: FollowUp) -> str | None:
    """还有谁也是: the others that share what the last answer found of its subject; else the last question again."""
    if not _MORE.search(asked.text) or asked.own or len(asked.text) > LONGEST_BARE:
        return None
    last, vocabulary = asked.last, asked.vocabulary
    labels = [(c.label, s) for s in last.subjects for c in vocabulary.classes_of(s) if c.suffix]
    if labels and len(last.members) == 1 and last.members[0] not in last.subjects:
        return f"除{labels[0][1]}外,哪些{labels[0][0]}属于{last.members[0]}?"
    kinds = kinds_of([s for _, s in labels[:1]], vocabulary)
    about = [n for n in names_in(last.standalone, vocabulary) if not kinds & kinds_of([n], vocabulary)]
    if labels and about:
        cue = next((c for c in vocabulary.cues if c in last.standalone), "涉及")
        return f"除{labels[0][1]}外,哪些{labels[0][0]}{cue}{about[0]}?"
    return last.standalone
