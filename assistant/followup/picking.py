"""Follow-ups that pick members of an earlier list: 第二个呢, 前两个…, 东边那个…, 另一个呢."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import TEXT
from assistant.followup.swapping import ELLIPSIS, of_another
from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_NAME, class_names, is_clause, matter, one, sibling
from assistant.types import Kind, Turn
from corpus.numerals import number

_UNIT = "[个家种项类条步点款样档级座处片]"
_TEXT = f"(?:{TEXT.pattern})"  # 这个规划 picks nothing
_KINDS = "种类款档级"
_ORDINAL = re.compile(
    rf"(?:排在?)?(?P<back>倒数)?第(?P<n>[一二两三四五六七八九十\d]+)(?:大?(?:{_UNIT}|块)(?!\w*(?:章|节))|位?的|(?=呢))"
    rf"|(?P<first>(?:头|打头的?|开头的?|最前面的?)[一那这]{_UNIT})|(?P<last>最[后末][一那这]{{0,2}}{_UNIT})"
    rf"|(?P<before>前者|(?:前[头面边]?|上)的?[一那这]{_UNIT})|(?P<after>后者|(?<!最)(?:后[头面边]?|(?<![剩余留底])下(?!一步))的?[一那这]{_UNIT})"
)
_SECTION = re.compile("(?:(?P<last>最后)一|(?P<back>倒数)?第(?P<n>[一二两三四五六七八九十\\d]+))(?P<family>[节条])")
_FEW = re.compile(rf"(?P<side>前|头|后|最后)(?P<n>[两二三四五\d]){_UNIT}")
_IT = re.compile("它(?!们)")
_EARLIEST = re.compile("一开始|最开始|最初|最早|开头列|先前列")
_MARKED = re.compile(rf"(?P<mark>[一-鿿A-Za-z\d]{{1,8}}?)[边面头侧]?(?:的?[那这]一?(?:{_UNIT}|块)(?!{_TEXT})|的(?=呢))")
_ONLY_ASKS = re.compile(
    "[一-鿿]{0,2}?(?:呢|具体)?(?:是|指|说|讲|包括|干|做)?的?(?:是|有)?(?:什么|啥|哪些|怎么说)?的?(?:来着|呢|啊)?[?？]?"
)
_LEADING = re.compile("(?:^|(?<=[,，]))(?:那么?)?(?:[靠在搞做干是专主攻管带有偏叫]{1,2})$")
_TOLD = re.compile("(?:的|,|，|一共|总共|共|都|列|有|是|包括|了)+$")
_PLACES = "东西南北中上下前后左右内外新老旧大小"
_OTHERS = re.compile(
    rf"另外?的?(?:[一那]|(?P<some>[两三四五六七八九几]|外))?{_UNIT}|(?:剩下|其余|余下)的?(?:[一那]?{_UNIT}|那?(?P<rest>[两三四五六七八九几]?{_UNIT}?))"
)


def first_few(asked: FollowUp) -> str | None:
    """前两个分别打造什么: the names at one end of the latest list."""
    few = _FEW.search(asked.text)
    if not few:
        return None
    listed, count = _listing(asked.turns), number(few["n"]) or 0
    if not 0 < count < len(listed):
        return None
    names = listed[:count] if few["side"] in "前头" else listed[-count:]
    return asked.text[: few.start()] + "、".join(names) + asked.text[few.end() :]


def by_number(asked: FollowUp) -> str | None:
    """第二个打造什么, 前者呢: the name that the number picks from the latest list."""
    ordinal = _ORDINAL.search(asked.text)
    if ordinal and ordinal["before"] and (name := _spoken_before(asked)):
        return _asked_of(asked, name, ordinal.span())
    noun = _noun_behind(asked.text[ordinal.end() :], asked) if ordinal and ordinal["n"] else ""
    of_that = [t for t in asked.turns if noun and noun in t.standalone]
    listed = _listing(asked.turns[::-1] if _EARLIEST.search(asked.text) else of_that or asked.turns)
    if ordinal and ordinal[0][-1] in _KINDS:
        listed = _gone_through(asked) or listed
    if not ordinal or not listed:
        return None
    alone = asked.last.members if asked.last.kind is Kind.LIST and len(asked.last.members) == 1 else ()
    if alone and not any(len(t.members) > 1 for t in asked.turns):
        return _asked_of(asked, alone[0], ordinal.span())  # a list of one has no second; what this is read as is shown
    at = _position(ordinal, listed, asked.last.standalone)
    if not 0 <= at < len(listed):
        return None
    return _which_it_is(asked, listed, at, ordinal) or _asked_of(
        asked, listed[at], (ordinal.start(), ordinal.end() + (len(noun) if of_that else 0))
    )


def _noun_behind(rest: str, asked: FollowUp) -> str:
    """The class word behind an ordinal, with what tells of it, which says of which list it is: 第一个|主导产业."""
    labels = "|".join(re.escape(c.label) for c in asked.vocabulary.classes if len(c.label) > 1)
    said = re.match(rf"[一-鿿]{{0,2}}?(?:{labels})", rest) if labels else None
    said = said or re.match("[一-鿿]{2,6}(?=[,，的])", rest)
    return said[0] if said else ""


def _which_it_is(asked: FollowUp, listed: Sequence[str], at: int, ordinal: re.Match[str]) -> str | None:
    """第四条是什么 after 战略定位列了几条: the item, with what it is one of; None where it is a name of a class."""
    turn = next((t for t in asked.turns if tuple(listed) in (t.members, t.joined)), None)
    before, behind = asked.text[: ordinal.start()], asked.text[ordinal.end() :]
    once_more = any(asked.last.standalone.endswith(f":{item}") for item in listed)
    asks = _ONLY_ASKS.fullmatch(behind) and not before.strip("那么") and (once_more or re.search("什么|啥", behind))
    if turn is None or not asks or class_names(listed, asked.vocabulary) or _says_something(listed[at], asked):
        return None
    return f"{_TOLD.sub('', matter(turn))}:{listed[at]}"


def _gone_through(asked: FollowUp) -> tuple[str, ...]:
    """The list whose kinds are asked of in turn: 最后一种 after 有哪几种模式 and 甲模式用在哪些校区."""
    earlier = (t.members for t in reversed(asked.turns[:-1]) if len(t.members) > 1)
    return next((names for names in earlier if any(name in asked.last.standalone for name in names)), ())


def by_section(asked: FollowUp) -> str | None:
    """倒数第二节讲什么 after the sections of a chapter were listed: that section of the chapter."""
    said = _SECTION.search(asked.text)
    for turn in reversed(asked.turns) if said else ():
        listed = [m for m in turn.members if re.match(f"第.{{1,4}}{said['family']}", m)] if said else []
        above = re.search("第[^第]{1,4}章", turn.standalone)
        if said and listed:
            back = 1 if said["last"] else (number(said["n"]) or 0)
            at = len(listed) - back if said["last"] or said["back"] else back - 1
            named = above[0] + listed[at].split()[0] if above and 0 <= at < len(listed) else ""
            return asked.text.replace(said[0], named) if named else None
    return None


def by_mark(asked: FollowUp) -> str | None:
    """东边那个打造什么: the only member of an earlier list, or of the kind that was spoken of, that has the word."""
    for marked in _MARKED.finditer(asked.text):
        for at in range(marked.start("mark"), marked.end("mark")):
            mark = asked.text[at : marked.end("mark")]
            if (len(mark) > 1 or mark in _PLACES) and (name := _holder(mark, asked)):
                lead = _LEADING.search(asked.text[:at])
                return _asked_of(asked, name, (lead.start() if lead else at, marked.end()))
    return None


def the_others(asked: FollowUp) -> str | None:
    """另一个呢, 剩下的呢: the members of the latest list not spoken of since; else the other of two subjects."""
    others = _OTHERS.search(asked.text)
    if not others:
        return None
    listed, since = _listing(asked.turns), _since(asked.turns)
    spoken = {n for t in since for n in _told_in(t, listed)}
    left = [n for n in listed if n not in spoken]
    if not left:
        subjects = dict.fromkeys(n for t in asked.turns for n in class_names(t.subjects, asked.vocabulary))
        left = [n for n in list(subjects)[-2:] if n not in asked.last.standalone]
    several = others["some"] or others["rest"] is not None
    if not left or len(left) == len(listed) or (len(left) > 1 and not several):
        return None
    written = _asked_of(asked, "、".join(left), others.span())
    return _IT.sub(one(asked.turns, written, asked.vocabulary) or "它", written, count=1)  # 它跟另一个


def _told_in(turn: Turn, listed: Sequence[str]) -> list[str]:
    """The names of a list that a turn spoke of: those that it says, or the one of them that it was answered with."""
    said = [n for n in listed if n in turn.standalone]
    found = [n for n in turn.members or turn.quoted[:1] if n in listed]
    return found if len(found) == 1 and len(said) in (0, len(listed)) else said


def _listing(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The latest list of two or more; a turn that itself picked (第一个…) leaves the list before it in place."""
    lists = (t.members or t.subjects for t in reversed(turns) if not picks(t.question))
    found = next((names for names in lists if len(names) > 1), ())
    return found or next((t.joined for t in reversed(turns) if t.joined), ())


def _since(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The turns behind the one whose list is the latest."""
    at = next((i for i, t in reversed(list(enumerate(turns))) if not picks(t.question) and len(t.members) > 1), -1)
    return turns[at + 1 :]


def picks(question: str) -> bool:
    """Whether a question picks from a list: 第一个…, 东边那个…, 另一个…."""
    return any(form.search(question) for form in (_ORDINAL, _MARKED, _OTHERS))


def _position(ordinal: re.Match[str], listed: Sequence[str], spoken: str) -> int:
    """Where in a list an ordinal points; 前者 and 后者 from the name that was spoken of, or else its ends."""
    if ordinal["last"]:
        return len(listed) - 1
    if ordinal["first"]:
        return 0
    if ordinal["n"]:
        count = number(ordinal["n"]) or 0
        return len(listed) - count if ordinal["back"] else count - 1
    here = [i for i, name in enumerate(listed) if name in spoken]
    if len(here) != 1 or "者" in ordinal[0]:
        return 0 if ordinal["before"] else len(listed) - 1
    return here[0] - 1 if ordinal["before"] else here[0] + 1


def _spoken_before(asked: FollowUp) -> str:
    """Of two subjects asked of in turn the former (前一个), where no list holds the latter; "" for none."""
    subjects = [n for t in asked.turns for n in class_names(t.subjects[:1], asked.vocabulary)]
    former, latter = subjects[-2:] if len(set(subjects[-2:])) > 1 else ("", "")
    return "" if any(latter in t.members for t in asked.turns) else former


def _holder(mark: str, asked: FollowUp) -> str:
    """The one name with a word in it: in the latest list that has one, else beside the last subject; "" for none."""
    for turn in reversed(asked.turns):
        holding = [name for name in turn.members if mark in name]
        if len(turn.members) > 1 and holding:
            return holding[0] if len(holding) == 1 else ""
    quoted = [name for name in asked.last.quoted if len(mark) > 1 and mark in name]
    if len(quoted) == 1:
        return quoted[0]
    subjects = class_names(asked.last.subjects, asked.vocabulary)
    return sibling(mark, subjects[0], asked.vocabulary) if len(subjects) == 1 else ""


def _says_something(member: str, asked: FollowUp) -> bool:
    """Whether a member of a list is a clause, and no name that something could be asked of."""
    return len(member) > LONGEST_NAME or (member not in asked.vocabulary.terms and is_clause(member))


def _asked_of(asked: FollowUp, name: str, place: tuple[int, int]) -> str:
    """A name written in the place of the words that pick it; the last question asked of it where no other is asked."""
    if any(_says_something(each, asked) for each in _listing(asked.turns)):
        return f"{name}{'' if _ONLY_ASKS.fullmatch(asked.text[place[1] :]) else asked.text[place[1] :]}"
    labels = [c.label for c in asked.vocabulary.classes_of(name) if name.endswith(c.label)]
    before = asked.text[: place[0]].removesuffix("其中")
    rest = asked.text[place[1] :]
    rest = next((rest.removeprefix(label) for label in labels if rest.startswith(label)), rest)
    written = before + name + rest
    bare = (body := ELLIPSIS.match(written)) and body["body"] in name
    return (of_another(asked, name) if bare else None) or written
