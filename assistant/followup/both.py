"""Follow-ups about the two that were spoken of last: 两个都做的, 这两个校区都有的, 只有后者有的, 乙多了哪些."""

from __future__ import annotations

import re

from assistant.followup.types import FollowUp
from assistant.referents import class_names, kinds_called, kinds_of, names_in, other_names
from assistant.types import Kind, Turn

_DOES = "(?:有|做|搞|走|聚焦|布局|涉及|发展|参与|属于|是|在|占|沾边?|带|提到?)"
_BOTH_DONE = re.compile(
    "^(?:那么?)?[,，]?(?:哪些|哪几个|有哪些|谁)?(?P<label>[一-鿿]{0,4}?)[这那]?两(?:[个样种家项]|者|边)(?P<what>产业|领域|方向|行业|业务|科技|服务)?"
    f"(?:里|中)?(?:全|都){_DOES}(?:的(?P<kind>[一-鿿]{{0,4}}?))?(?:(?:是|有)?(?:谁|哪[些几]?个?[一-鿿]{{0,2}}))?[吗呢]?[?？]?$"
)
_THE_TWO = "[这那]?两[个大种类](?:{})"  # 甲和乙,这两个产业
_TWO_OF = re.compile("[这那]两[个种类](?P<label>[一-鿿]{1,4})")
_SHARED_THING = re.compile(f"都(?P<verb>{_DOES})的(?P<thing>[一-鿿]{{2,4}})(?:(?:是|有)(?:哪些|什么))?[?？]?$")
_ONLY_ONE = re.compile(
    "^(?:那么?)?[,，]?(?:只有|唯独|单单|仅)(?P<who>[^,，有]{1,14}?)(?:自己|一家)?(?:才|单独)?有的(?:是|有)?(?:什么|哪些|哪几个)?呢?[?？]?$"
    "|^(?:那么?)?(?:[一-鿿]{2,4}上[,，]?)?(?P<having>[^,，有]{2,14}?)有[、,，]?(?:而|但|可)?[^,，、有]{2,14}?(?:没有?|缺)的(?:[一-鿿]{0,4}?(?:是|有))?(?:什么|哪些|哪几个)?呢?[?？]?$"
    "|^(?:那么?)?[,，]?(?P<own>[^,，有多]{1,14}?)(?:独有|特有|单独有|才有|多出来|多出)的?(?:是|有)?(?:什么|哪些|哪几个|几个)?呢?[?？]?$"
)
_MORE = re.compile(
    "^(?:那么?)?[,，]?(?P<who>[^,，比多少缺]{2,14}?)(?:比(?:它|[^,，多少缺]{2,14}?))?(?P<more>多|少|缺)(?:了|出|的?是)?(?P<what>哪些|什么|几[个项])(?P<thing>领域|方向|产业)?呢?[?？]?$"
)
_COMPARED = re.compile("^(?P<one>[^,，]+?)比(?P<other>[^,，]+?)(?=[多少缺])")
_ONLY_NAME = re.compile("^(?:那么?)?(?:反过来)?[,，]?(?P<who>[^,，]{2,14}?)呢[?？]?$")
_ALIKE = re.compile(
    "^(?:那么?)?[,，]?(?:走|属于|用|做|聚焦|归|在)?的?[一-鿿]{0,4}(?:一样|相同|同一[个种类]?[一-鿿]{0,4})(?:吗|么|吧)[?？]?$|^(?:那么?)?[,，]?(?:走|属于|在|是)(?:的是)?同(?:一[个种类])?[一-鿿]{2,4}[吗么吧][?？]?$"
)
_SHARING = ("聚焦", "有", "布局", "涉及", "参与", "发展", "做")
_BOTH_OF_THEM = re.compile(
    "^(?:那么?)?[,，]?[这那]?两[个种家者边](?:[一-鿿]{1,3})??(?:全|都)(?P<verb>能用|可以用|参与|聚焦|有|布局|涉及|发展|开设|做)的(?P<thing>(?![有是呢])[一-鿿]{1,4}?)(?:(?:是|有)(?:哪些|什么))?[?？]?$"
)
_HOW_MANY_MORE = re.compile("^(?:那么?)?[,，]?(?:多|少|差|相差)(?:了|出)?(?:几|多少)个?[呢]?[?？]?$")
_WHICH_MORE = re.compile("哪一?[个种][^,，]{0,6}[多少]|谁[^,，]{0,4}[多少]")
_THEY = re.compile("^(?:那么?)?[,，]?(?:它们|[这那]?两[个者]|二者|两者)?")
_BUT_FOR = re.compile("^除[^,，]+外,")


def both_matters(asked: FollowUp) -> str | None:
    """两个都做的 after 做丙的校区有哪些 and then 做丁的呢: the names that do both."""
    said, two = _BOTH_DONE.match(asked.text), [_BUT_FOR.sub("", t.standalone) for t in asked.turns[-2:]]
    if not said or asked.own or len(two) < 2:
        return None
    called = said["label"] or said["kind"] or ""
    kinds = {c.label for c in kinds_called(called, asked.vocabulary)} if called else set()
    if not called:
        named = [class_names(t.members[:1], asked.vocabulary) for t in asked.turns[-2:]]
        kinds = kinds_of(named[0], asked.vocabulary) & kinds_of(named[1], asked.vocabulary)
    if not kinds or any(kinds & kinds_of(names_in(question, asked.vocabulary), asked.vocabulary) for question in two):
        return None
    called_so = next((m for t in reversed(asked.turns) if (m := _called(t, said["what"] or "", kinds, asked))), [])
    matters = [[m] for m in called_so] or [other_names(question, kinds, asked.vocabulary)[-1:] for question in two]
    if not all(matters) or matters[0] == matters[1]:
        return None
    said_of = [] if called_so else list(zip(two, matters, strict=True))
    verb = next(
        (
            v
            for v in ("聚焦", "布局", "走", "做")
            if said_of and all(f"{v}{m[0]}" in question for question, m in said_of)
        ),
        "涉及",
    )
    return f"哪些{min(kinds)}既{verb}{matters[0][0]}又{verb}{matters[1][0]}?"


def _called(turn: Turn, what: str, kinds: set[str], asked: FollowUp) -> list[str]:
    """The two names before 这两个产业 in an earlier question, which a later 那两个产业 means; else []."""
    two = re.search(_THE_TWO.format(re.escape(what)), turn.standalone) if what else None
    names = other_names(turn.standalone[: two.start()], kinds, asked.vocabulary)[-2:] if two else []
    return names if len(names) > 1 else []


def these_two(asked: FollowUp) -> str | None:
    """这两个校区都做的课: the two names of that kind that were spoken of last, whatever else was."""
    said = _TWO_OF.search(asked.text)
    labels = [c.label for c in asked.vocabulary.classes if c.suffix and said and said["label"].startswith(c.label)]
    two = _last_two(asked, labels[0]) if labels else ()
    if not said or not two or asked.own:
        return None
    behind = asked.text[said.start("label") + len(labels[0]) :]
    if thing := _SHARED_THING.match(behind):
        return f"{'和'.join(two)}共同{thing['verb'].replace('是', '有')}的{thing['thing']}有哪些?"
    return f"{asked.text[: said.start()]}{'和'.join(two)}{behind}"


def both_names(asked: FollowUp) -> str | None:
    """两个都开设的课 after 甲校区 and 乙校区 were asked of in turn: of both."""
    said = _BOTH_OF_THEM.match(asked.text)
    names = [n for t in asked.turns[-2:] for n in class_names(t.subjects[:1], asked.vocabulary)]
    alike = len(set(names)) > 1 and kinds_of(names[:1], asked.vocabulary) & kinds_of(names[1:], asked.vocabulary)
    if not said or not alike or asked.own:
        return None
    shared = "共同" if said["verb"] in _SHARING else "都"
    return f"{'和'.join(names)}{shared}{said['verb']}的{said['thing']}有哪些?"


def how_many_more(asked: FollowUp) -> str | None:
    """多几个 after 丙方式和丁方式哪个校区多: of which there are how many more."""
    said = _HOW_MANY_MORE.match(asked.text)
    names = class_names(asked.last.subjects, asked.vocabulary)
    kinds = [c.label for c in asked.vocabulary.classes if c.suffix and c.label in asked.last.standalone]
    kinds = [k for k in kinds if k not in kinds_of(names, asked.vocabulary)]
    if not said or len(names) != 2 or not kinds or not _WHICH_MORE.search(asked.last.standalone):
        return None
    return f"{names[0]}的{kinds[0]}比{names[1]}的多几个?"


def only_one_has(asked: FollowUp) -> str | None:
    """只有后者有的, 乙有、甲没有的 after 甲 and 乙 were compared, or asked of in turn: what 乙 has beyond 甲."""
    said = _ONLY_ONE.match(asked.text)
    pair = _meant(asked, said["who"] or said["own"] or said["having"]) if said else None
    return f"{pair[0]}比{pair[1]}多了哪些?" if pair else None


def more_than_the_other(asked: FollowUp) -> str | None:
    """乙多了哪些 after 甲 and 乙: what it has beyond the other; 乙比甲多几个: how many each has."""
    said = _MORE.match(asked.text)
    pair = _meant(asked, said["who"]) if said else None
    if not said or pair is None:
        return None
    if said["what"][0] != "几":
        return f"{pair[0]}比{pair[1]}{said['more']}了哪些?"
    counted = next(
        (t for t in reversed(asked.turns) if t.kind is Kind.COUNT and any(n in t.standalone for n in pair)), None
    )
    name = next((n for n in pair if counted and n in counted.standalone), "")
    return "".join(f"{counted.standalone.replace(name, each, 1).rstrip('?？')}?" for each in pair) if counted else None


def the_other_way(asked: FollowUp) -> str | None:
    """甲呢 after 乙比甲多了哪些: what 甲 has beyond 乙."""
    said, compared = _ONLY_NAME.match(asked.text), _COMPARED.match(asked.last.standalone)
    pair = _meant(asked, said["who"]) if said and compared else None
    if not compared or pair is None or pair[0] != compared["other"]:
        return None
    return f"{pair[0]}比{pair[1]}{asked.last.standalone[compared.end() :]}"


def alike(asked: FollowUp) -> str | None:
    """走的方式一样吗 after 甲 and 乙 were compared: of both."""
    names, text = class_names(asked.last.subjects, asked.vocabulary), _THEY.sub("", asked.text)
    if not _ALIKE.match(text) or asked.own or len(names) != 2 or asked.last.kind is Kind.YESNO:
        return None
    return f"{'、'.join(names) if text[0] == '的' else '和'.join(names)}{text}"


def _last_two(asked: FollowUp, label: str) -> tuple[str, ...]:
    """The two names of a kind that were spoken of last: both of a turn that names two, else one of each; else ()."""
    found: list[str] = []
    for turn in reversed(asked.turns):
        for spoken in (turn.subjects, turn.members):
            named = [n for n in spoken if label in kinds_of([n], asked.vocabulary)]
            new = [n for n in named if n not in found]
            if len(named) == 2 or (len(named) < 2 and new):
                found = [*new, *found]
                break
        if len(found) > 1:
            return tuple(found[-2:])
    return ()


def _meant(asked: FollowUp, who: str) -> tuple[str, str] | None:
    """Which of the last two names of one kind is meant (乙, 后者, a piece of it), and the other one."""
    names = [n for t in asked.turns for n in class_names(t.subjects, asked.vocabulary)]
    kinds = {c.label for n in names[-1:] for c in asked.vocabulary.classes_of(n) if c.suffix}
    two = next((t for label in kinds if (t := _last_two(asked, label))), ())
    if len(two) != 2:
        return None
    if who in ("前者", "前面那个", "前一个"):
        return two[0], two[1]
    if who in ("后者", "后面那个", "后一个"):
        return two[1], two[0]
    holding = [n for n in two if who in n or n in who]
    return (holding[0], next(n for n in two if n != holding[0])) if len(holding) == 1 else None
