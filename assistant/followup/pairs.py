"""Follow-ups that set two things side by side: 和乙园比呢, 两者有什么不同, 哪个更大."""

from __future__ import annotations

import re

from assistant.followup.swapping import of_another
from assistant.followup.types import FollowUp
from assistant.referents import class_names, kinds_of, names_in, one, several, sibling, topic
from assistant.types import Kind
from corpus.words import base_tokenizer

_TWO = re.compile(
    r"(?:[它他她]们|[这那它他])[俩两](?:[个家样边者块]|种人?)?(?!年|位)|两者|二者|前者和后者|两[个家种边样]?(?=的|有|各|分别|都|是|走)|两边(?=[一-鿿]{0,4}(?:有|各|不同|不一样|区别|差))"
)
_WHICH_MORE = re.compile(
    r"^(?:那|那么)?[,，]?(?:[这它]们?[两俩]个?|两[个者])?(?:当中|里头?)?(?:哪个|哪一个|谁|哪边)\w{0,6}更|^(?:那|那么)?[,，]?两(?:个|者)?相?比"
    r"|^(?:那|那么)?[,，]?(?:[这它]们?[两俩]个?|两[个者边]|俩)?(?:当中|里头?|的?数量|的?个数)?(?:比一?[下比][,，])?(?:哪一?[个边种]|谁)\w{0,2}(?<![减缺多至了])[多少大小长短高低](?:一?[些点])?(?=[,，?？]|$)"
)
_WHICH_ONE = re.compile("^(?:那么?)?[,，]?(?:哪一?个|谁)(?=[有做搞聚布跟和与是也在走属])")
_APART = re.compile("差|不同|不一样|区别|一样|相同")
_LISTED = re.compile("又?(?:有|是|包括)?哪[些几]个?")
_SUMMED = re.compile(
    "^(?:那么?)?[,，]?(?:两者|这两个|它们|这些)?(?:一共|总共)?(?:加起来|合计|合起来|相加|加一块儿?|总共|一共)(?:一共|总共)?(?:是|有)?(?:多少|几)?个?[^,，]{0,3}[?？]?$"
)
_EACH = re.compile("(?:各自?|分别)(?:有|是)")
_COMPARABLE = (Kind.VALUE, Kind.COUNT)
_COMPARED = re.compile(
    r"(?:比|相比|比较|对比|比起来)(?:呢|一下)?[?？]?$|(?:有(?:什么|啥|何)|哪里)(?:不同|区别|差别|不一样)[?？]?$"
)
_SET_BESIDE = re.compile(
    "[跟和与同].{2,8}相?比|.{2,8}比(?:它|[这那]个)|(?:它|[这那]个)比.{2,8}|[跟和与同](?:它|[这那]个).{0,4}(?:差|不同|不一样|区别)"
)
_FORMER = re.compile("前者|前[头面边](?:的?[一那这]?个|(?=没|有|缺|少|是))|先[说问]的?(?:那个)?")
_LATTER = re.compile("后者|后[头面边](?:的?[一那这]?个|(?=没|有|缺|少|是))|后[说问]的?(?:那个)?")
_THEN = re.compile("^那么?")
_SIDE = re.compile("([东南西北])[边面头侧](?:[那这](?:个|家|块|边|片))?")
_HOW_MUCH = re.compile("(?:一共|总共|大概|要|能|会)*[是有为到达]*(?:多[少大高长]|几|啥|什么).*$")
_WITH_IT = re.compile(
    "^(?:那么?)?(?:和|与|跟|同)[^,，有]{2,16}?(?P<rest>有(?:没有)?(?:什么|啥|哪些|何)?(?:共同|相同|重合|重叠|不同|区别|差别|一样).*)$"
)
_WITH = re.compile(r"^(?:那|那么)?(?:和|与|跟|同)(?P<other>.{2,16}?)(?:相?比(?:起来|较|呢)?|对比)")


def beside_another(asked: FollowUp) -> str | None:
    """和乙园比分工有何不同: the name of its kind that was spoken of, and this one."""
    if len(asked.own) != 1:
        return None
    name, vocabulary = asked.own[0], asked.vocabulary
    earlier = [n for t in reversed(asked.turns) for n in class_names([*t.subjects, *t.members[:1]], vocabulary)]
    alike = [n for n in earlier if n != name and kinds_of([name], vocabulary) & kinds_of([n], vocabulary)]
    if not alike:
        return None
    if (shared := _WITH_IT.match(asked.text)) and kinds_of(asked.own, vocabulary):
        return f"{alike[0]}和{name}{shared['rest']}"
    if beside := _WITH.match(asked.text):
        rest = re.sub("^它", "", asked.text[beside.end() :].strip(",，?？呢")) or "有什么不同"
        topic = [n for n in names_in(asked.last.standalone, vocabulary) if n not in (name, alike[0])][:1]
        about = f"在{topic[0]}上" if topic and topic[0] not in rest else ""
        if not topic and asked.last.kind is Kind.VALUE and alike[0] in asked.last.standalone:
            about = _HOW_MUCH.sub("", asked.last.standalone.replace(alike[0], "", 1)).strip("的,，?？")
        return f"{alike[0]}和{name}{about}{rest}?"
    matters = [n for n in names_in(asked.last.standalone, vocabulary) if not class_names([n], vocabulary)][:1]
    about = f"在{matters[0]}上" if matters else ""
    return f"{alike[0]}和{name}{about}有什么不同?" if _COMPARED.search(asked.text) else None


def a_sibling(asked: FollowUp) -> str | None:
    """西区打造什么 after 甲城东区校区: a piece that a question begins with, of a name of the same place."""
    text = _THEN.sub("", asked.text)
    side = _SIDE.match(text)
    word = side[0] if side else next(iter(base_tokenizer().lcut(text)), "")
    if asked.own or len(word) < 2 or _SET_BESIDE.search(asked.text):
        return None
    piece = side[1] if side else word
    spoken = class_names(asked.last.subjects, asked.vocabulary)
    meant = (name for old in spoken if (name := sibling(piece, old, asked.vocabulary))[:2] == old[:2])
    quoted = [name for name in asked.last.quoted if piece in name and name[:2] in {old[:2] for old in spoken}]
    name = next(meant, quoted[0] if len(quoted) == 1 else "")
    bare = name and re.fullmatch(f"{re.escape(word)}呢[?？]?", text)
    return (of_another(asked, name) if bare else None) or (asked.text.replace(word, name, 1) if name else None)


def beside_a_sibling(asked: FollowUp) -> str | None:
    """北区比它多了什么, 跟南区比,它有什么: a piece of a name of the kind that was spoken of, written out; then 它."""
    if asked.own or not _SET_BESIDE.search(asked.text):
        return None
    spoken = one(asked.turns, asked.text, asked.vocabulary)
    said = [(word, word) for word in base_tokenizer().lcut(asked.text) if len(word) > 1]
    said += [(side[0], side[1]) for side in _SIDE.finditer(asked.text)]
    found = next(((word, name) for word, piece in said if (name := sibling(piece, spoken, asked.vocabulary))), None)
    if not spoken or not found:
        return None
    written = asked.text.replace(*found)
    return (
        re.sub("它|[这那]个", spoken, written)
        if re.search("它|[这那]个", written)
        else f"{spoken}和{written.lstrip('和跟与同')}"
    )


def beside_the_topic(asked: FollowUp) -> str | None:
    """跟乙的相比,有何不同, where neither is a name: what the last question spoke of, and this."""
    spoken = topic(asked.last)
    beside = _WITH.match(asked.text)
    if not spoken or "它" in asked.text or not beside:
        return None
    if asked.last.kind in _COMPARABLE and beside["other"] not in spoken:
        other = asked.last.standalone.replace(spoken, beside["other"], 1)
        return f"{asked.last.standalone.rstrip('?？')}?{other}"
    if asked.names:
        return None
    return f"{spoken}{asked.text.removeprefix('那么').removeprefix('那')}"


def the_two(asked: FollowUp) -> str | None:
    """两者有什么不同: the two that were spoken of, or else the last two questions."""
    if asked.own or not _TWO.search(asked.text):
        return None
    two = several(asked.turns, asked.vocabulary, two=True)
    if len(two) == 2:
        return _TWO.sub("和".join(two), asked.text, count=1)
    return _both_asked(asked) if len(asked.turns) > 1 and _APART.search(asked.text) else None


def former_and_latter(asked: FollowUp) -> str | None:
    """后面这个比前面那个少了什么: the two names that were asked of in turn."""
    if asked.own or not (_FORMER.search(asked.text) and _LATTER.search(asked.text)):
        return None
    spoken = list(dict.fromkeys(n for t in asked.turns for n in class_names(t.subjects[:1], asked.vocabulary)))[-2:]
    if len(spoken) < 2:
        return None
    return _LATTER.sub(spoken[1], _FORMER.sub(spoken[0], asked.text, count=1), count=1)


def which_of_them(asked: FollowUp) -> str | None:
    """哪个有丙 after 甲和乙做什么, or after 甲 and then 乙: of those two."""
    if not _WHICH_ONE.match(asked.text) or len(class_names(asked.own, asked.vocabulary)) > 1:
        return None
    spoken = class_names(asked.last.subjects, asked.vocabulary)
    if len(spoken) != 2 and len(asked.turns) > 1:
        spoken = [n for t in asked.turns[-2:] for n in class_names(t.subjects, asked.vocabulary)]
    kinds = kinds_of(spoken[:1], asked.vocabulary)
    alike = len(dict.fromkeys(spoken)) == 2 and kinds & kinds_of(spoken[1:], asked.vocabulary)
    if not alike or kinds & kinds_of(asked.own, asked.vocabulary) or len(asked.last.members) > len(spoken):
        return None
    return f"{'、'.join(dict.fromkeys(spoken))}中{_THEN.sub('', asked.text)}"


def which_more(asked: FollowUp) -> str | None:
    """哪个更大: the two figures that were asked for last; 哪个多 after 甲和乙各有几个: of each of those."""
    if asked.own or not _WHICH_MORE.search(asked.text):
        return None
    if each := _each_counted(asked):
        return each
    if len(asked.turns) < 2:
        return None
    if all(t.kind is Kind.LIST for t in asked.turns[-2:]) and re.search("[多少]", asked.text):
        counted = [_LISTED.sub("有多少个", t.standalone, count=1) for t in asked.turns[-2:]]
        return "".join(f"{c.rstrip('?？')}?" for c in counted)
    if asked.turns[-2].kind not in _COMPARABLE:
        return None
    return _both_asked(asked)


def summed(asked: FollowUp) -> str | None:
    """加起来多少 after two sets were counted: both again, which are then counted together."""
    if asked.own or not _SUMMED.match(asked.text):
        return None
    if each := _each_counted(asked):
        return each
    counted = [t for t in asked.turns[-2:] if t.kind is Kind.COUNT and t.members]
    return _both_asked(asked) if len(counted) > 1 else None


def _each_counted(asked: FollowUp) -> str:
    """A count of each of several names (甲、乙各有几个丙) as a question a name; "" for others."""
    last, names = asked.last.standalone, class_names(asked.last.subjects, asked.vocabulary)
    each = _EACH.search(last)
    if asked.last.kind is not Kind.COUNT or len(names) != 2 or not each:
        return ""
    return "".join(f"{name}有{last[each.end() :].rstrip('?？')}?" for name in names)


def _both_asked(asked: FollowUp) -> str:
    """The last two questions again, one behind the other: what they ask of is no name."""
    return "".join(f"{re.sub('呢[,，]', '', t.standalone).rstrip('?？')}?" for t in asked.turns[-2:])
