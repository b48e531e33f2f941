"""Follow-ups about the members of a set that was answered: how many, who else, among them."""

from __future__ import annotations

import re

from assistant.asking import INTERROGATIVE
from assistant.followup.picking import picks
from assistant.followup.types import FollowUp
from assistant.referents import LONGEST_BARE, LONGEST_NAME, class_names, kinds_of, other_names, topic
from assistant.types import Kind, Turn
from corpus.numerals import number

_HOW_MANY = re.compile(
    r"^(?:那|那么)?[,，]?(?:全部|都)?(?:一共|总共|合计|加起来|拢共|统共)?(?:是|有)?(?:几|多少)[个种类项条样家处](?:来着|呢|啊|呀)?(?:[?？,，。!！].{0,8})?$"
    r"|^(?:那|那么)?[,，]?(?:[这那](?:一?[批拨些]|几[个家]|里[边头面]?|[儿边])|它们|[上前]面(?:[这那]?些)?|帮?我?[数点算](?:一[数下]|数看?|下来)?)(?:(?P<what>[一-鿿]{1,6})的)?(?:都|全部)?(?:一共|总共|合计|加起来)?(?:是|有)?"
    r"(?:几|多少)[个种类项条样家处](?P<noun>[一-鿿]{0,4}?)(?:来着|呢|啊|呀)?[?？]?$"
)
_LISTED = re.compile(r"(?:有|是|包括|分别是)?(?:哪几|哪些|哪)(?P<unit>[个种类项条家处])?")
_WHAT_IT_IS = re.compile("^(?P<what>[^,，哪谁几]{3,20}?)(?:都|分别|具体)?是(?:什么|啥)(?:样的?)?[?？]?$")
_UNIT = re.compile("(?:几|多少)([个种类项条样])")
_LISTED_WHO = re.compile("(?:有|是|包括)谁")
_WHOSE = re.compile("谁家?")
_AMONG = re.compile(
    r"^(?:那|那么)?[,，]?(?:(?:刚才?|刚刚|前面|上面|你)*(?:说|列|提|报|讲)(?:到|出|过)?的)?(?:其中|里[面头边]|当中|(?:[这那]?(?P<n>[两三四五六七八九十\d]+|(?<=[这那])[几些批拨])[个家种类项条座处]?(?P<label>[一-鿿]{0,4}?)|它们|这)(?:里头|里面|里边|当中|之中|中间|里(?![的有是面]?[几多])|中))的?"
)
_CALLED = re.compile(
    "名[字称]?(?:里面?|中|上)?(?:带有?|含有?|有|包含|写着)(?P<part>[^,，的哪几]{1,12})的(?:那?[几些]个)?(?=.{4})"
)
_INSIDE = re.compile("(?<=[是有属在到于归])其中的?(?=哪|谁)")
_INSIDE_OF = re.compile("(?P<place>[^,，哪谁]{2,12}?)(?:里头?|里面|当中|中|内)[,，]?(?=有?哪)")
_ELSEWHERE = re.compile(
    "(?:那么?)?(?:别的|其他|其它|另外的?)(?:片区|地方|区域|地区|板块|几?[个块]?区?)(?:还|也)?有(?:吗|没有?|哪|谁)"
)
_DOING = re.compile("^(?P<what>[^哪谁什几有]{2,16})的(?:有(?:吗|没有?)?)?(?:呢|呀|啊)?[?？]?$")
LONGEST_MORE = 24  # characters of a question for others that points back: 同样布了这一块的校区另外还有哪家
_SAME = re.compile("同样|[这那](?:个|块|一块|方面|领域)")
MOST_NAMED = 12  # names that are written out: of a larger class, its class word
_COUNTS = re.compile("[有是]?(?:几|多少)[个家处种][?？]?$")
_ENDS = re.compile("(?:几个|多少个|哪些|哪几个)[?？]?$")
_SETS = (Kind.LIST, Kind.COUNT)
_BESIDES = re.compile(
    "除了?.{2,12}?[,，]?(?:以外|之外|外)?[,，]?(?:另外?|其余|其他|剩下)的?.{0,3}(?:叫|是)(?:什么|啥|哪)"
)
_DONE = re.compile("[做搞干弄](?P<what>[一-鿿]{2,8}?)的?[吗吧呢啊]?[?？]?$")
_OF_WHOM = re.compile("[这那]个?(?:活儿?|块|事儿?)|具体|落到|落实到")
_WHETHER = re.compile("^(?:有没有|是不是有|是否有|有)")
_WHICH = re.compile(r"哪|谁")
_MORE = re.compile(
    r"除了?(?:那[儿里边]|它|这[个儿里])[,，]?还(?:能|可以)[^,，]{0,4}(?:哪|谁)|还有(?:谁|哪些|哪个|哪几个|哪家|别的|其他)|别的呢|其他的?呢|(?:别(?!人)|其他|其它)的?\w{0,4}(?:还|也)有"
    r"|(?:别(?!人)|其他|其它)的?\w{1,6}(?:也|都|还|有|在)*(?:做|搞|沾|碰|干|弄)|(?:就|只有|独)[它他这此]一?[家个]"
    r"|(?:其他|其它|其余|同列|一起)的?[^,，]{0,8}(?:也|都)(?:写|列|报|念|说)(?:上|出来|一下|一遍)"
)
_WHO_ELSE = re.compile("还有哪[些几]个?(?P<kind>[一-鿿]{1,4})")
_BUT_IT = re.compile("除了?(?:它|[这那]个)(?:以外|之外|外)?[,，]?")
_LACKING = re.compile("^(?:那么?)?[,，]?(?:还|另外)?(?:[差缺]|漏了?|少了?)(?:的?是?)(?:谁|哪)")
_COUNTED = re.compile("(?:几|多少)(?=[种类])")
_UNNAMED = re.compile(r"哪[几些一两二三四五六七八九十]?[种类][?？]?$")  # of what, the last question says


def how_many(asked: FollowUp) -> str | None:
    """一共几个: the last question that asked for a set asks for its number; one that picked from it is passed over."""
    if (stated := _joined_by_it(asked)) and _HOW_MANY.match(asked.text):
        return stated
    passed = (t for t in reversed(asked.turns) if t.kind is Kind.LIST or not (picks(t.question) or _confirms(t, asked)))
    listing, said = next(passed, asked.last), _HOW_MANY.match(asked.text)
    several = listing.kind is Kind.LIST or (listing.kind is not Kind.COUNT and len(listing.members) > 1)
    if not said or not several or not _is_class_word(said["noun"] or "", asked):
        return None
    if (said["what"] or "") not in listing.standalone:
        return None
    return counted(listing, asked)


def _joined_by_it(asked: FollowUp) -> str:
    """甲的定位有几条 after 甲的定位是什么, where the answer joins several by 、; "" for others."""
    said = _WHAT_IT_IS.match(asked.last.standalone)
    unit = _UNIT.search(asked.text)
    return f"{said['what']}有几{unit[1]}?" if said and unit and len(asked.last.joined) > 1 else ""


def counted(listing: Turn, asked: FollowUp) -> str | None:
    """A question that asked for a set, asking for its number; None where its form is another."""
    forms = (_LISTED, _LISTED_WHO, _WHOSE)
    pattern = next((form for form in forms if form.search(listing.standalone)), _LISTED)

    def so_many(listed: re.Match[str]) -> str:
        return f"有多少{listed.groupdict().get('unit') or '个'}{_kind_left_out(listing, listed, asked)}"

    counting, found = pattern.subn(so_many, listing.standalone, count=1)
    return counting if found else None


def _confirms(turn: Turn, asked: FollowUp) -> bool:
    """Whether a question only asks of one member of the list before it (甲校区有吧)."""
    listed = [t.members for t in asked.turns if len(t.members) > 1]
    return turn.kind is Kind.YESNO and bool(turn.subjects) and any(set(turn.subjects) <= set(m) for m in listed)


def _is_class_word(noun: str, asked: FollowUp) -> bool:
    """Whether a noun is the word of a class of names, or none at all."""
    return not noun or any(noun in (c.label, c.suffix) for c in asked.vocabulary.classes if c.suffix)


def _kind_left_out(turn: Turn, listed: re.Match[str], asked: FollowUp) -> str:
    """The class word of what an answer listed, where its question ended without one (那片列了哪些)."""
    labels = (c.label for m in turn.members[:1] for c in asked.vocabulary.classes_of(m) if c.suffix)
    label = next(labels, "")
    return "" if turn.standalone[listed.end() :].strip("?？啊呀呢") or label in turn.standalone else label


def among(asked: FollowUp) -> str | None:
    """其中哪些…, 这五个里头谁…: among what the last answer listed, or the last list of so many."""
    said = _AMONG.match(asked.text)
    if not said:
        return None
    count = number(said["n"]) if said["n"] and said["n"] not in "几些批拨" else None
    lists = [t.members for t in reversed(asked.turns) if len(t.members) == count] if count else [_last_list(asked)]
    if not lists or not lists[0]:
        return None
    alike = [n for n in asked.own if kinds_of([n], asked.vocabulary) & kinds_of(lists[0], asked.vocabulary)]
    if any(n not in lists[0] for n in alike):
        return None
    rest = asked.text[said.end() :]
    if (called := _CALLED.match(rest)) and (alike := [n for n in lists[0] if called["part"] in n]):
        return f"{'、'.join(alike)}{rest[called.end() :].lstrip(',，')}"
    if any(len(name) > LONGEST_NAME for name in lists[0]):
        holding = [name for name in lists[0] if any(word in name for word in asked.names or asked.said)]
        return holding[0] if len(holding) == 1 and _WHICH.search(rest) else None
    whole = next((c for c in asked.vocabulary.classes if c.suffix and set(c.members) == set(lists[0])), None)
    if whole and (len(whole.members) > MOST_NAMED or _COUNTS.search(rest)):
        return f"{rest.rstrip('?？')}{whole.label}?" if _ENDS.search(rest) else f"{whole.label}中{rest}"
    if (doing := _DOING.match(rest)) and not INTERROGATIVE.search(doing["what"]):
        return f"{'、'.join(lists[0])}中哪些{doing['what']}?"
    return f"{'、'.join(lists[0])}中{_WHETHER.sub('哪个', rest) if rest.endswith(('的', '的?')) else rest}"


def _last_list(asked: FollowUp) -> tuple[str, ...]:
    """What was listed last; that which was only asked to be confirmed (名单里有甲吧) leaves it in place."""
    turns = (t for t in reversed(asked.turns) if t.members or t.kind is not Kind.YESNO)
    return next((t.members for t in turns), ())


def inside(asked: FollowUp) -> str | None:
    """打某牌子的是其中哪个: 其中 written out as what the last answer listed, or the last question named."""
    listed = asked.last.members if len(asked.last.members) > 1 else asked.last.subjects
    if len(listed) < 2 or len(listed) > MOST_NAMED or not _INSIDE.search(asked.text):
        return None
    return _INSIDE.sub(f"{'、'.join(listed)}中", asked.text, count=1)


def _holders(asked: FollowUp) -> list[tuple[str, str]]:
    """The kinds and names of what was spoken of last, or an answer began with; that of the largest class first."""
    subjects = [n for t in reversed(asked.turns) for n in t.subjects]
    opening = [n for t in reversed(asked.turns) for n in t.quoted[:1]]
    names = dict.fromkeys((*subjects, *opening))
    kinds = [(c, n) for n in names for c in asked.vocabulary.classes_of(n) if c.suffix]
    return [(c.label, n) for c, n in sorted(kinds, key=lambda kind: -len(kind[0].members))]


def _about(asked: FollowUp, labels: list[tuple[str, str]]) -> list[str]:
    """What the last question said of names of a kind: the other names in it, or else what stands behind its verb."""
    last = asked.last.standalone
    names = other_names(last, {label for label, _ in labels[:1]}, asked.vocabulary)
    done = _DONE.search(last) if labels and not names else None
    return [done["what"]] if done else names


def of_the_same_kind(asked: FollowUp) -> str | None:
    """乙模式能用哪几类 after 载体分哪几类: the kinds of what the last question spoke of."""
    said = _UNNAMED.search(asked.text)
    spoken = topic(asked.last)
    if not said or not spoken or spoken in asked.text or asked.last.kind not in _SETS:
        return None
    if asked.last.kind is Kind.COUNT and not asked.names and (counted := _COUNTED.search(asked.last.standalone)):
        return f"{asked.last.standalone[: counted.start()]}哪几{asked.last.standalone[counted.end() :]}"
    bare = re.sub("^[一两二三四五六七八九十\\d]+[个种类项条]", "", spoken)  # 四类设施: 哪几类设施
    return f"{re.sub('其中的?', '', asked.text).rstrip('?？')}{bare}?"


def of_another_kind(asked: FollowUp) -> str | None:
    """具体是哪几个校区在弄 after 甲园做什么是吧: the names of that kind of what the last question was about."""
    labels = [c.label for c in asked.vocabulary.classes if c.suffix and c.label in asked.text]
    about = _about(asked, _holders(asked))
    pointed = any(re.search(f"[这那]个{re.escape(label)}", asked.text) for label in labels)
    if (
        not labels
        or pointed
        or not about
        or asked.names
        or not _OF_WHOM.search(asked.text)
        or len(asked.text) > LONGEST_BARE
    ):
        return None
    return f"哪些{max(labels, key=len)}涉及{about[0]}?"


def besides(asked: FollowUp) -> str | None:
    """除了甲,另外两类叫什么 after 分成几类: the question that told of them all."""
    told = (*asked.last.members, *asked.last.joined)
    return asked.last.standalone if _BESIDES.search(asked.text) and any(n in told for n in asked.names) else None


def elsewhere(asked: FollowUp) -> str | None:
    """别的片区还有吗 after 城北里头哪些校区…: the same question, of all but those."""
    inside = _INSIDE_OF.match(asked.last.standalone)
    if not inside or not _ELSEWHERE.match(asked.text):
        return None
    return f"除{inside['place']}外,{asked.last.standalone[inside.end() :]}"


def but_for_it(written: str, asked: FollowUp) -> str:
    """丙还有哪些园布局 after 甲园布局丙吗, 除了它还有哪些: of others than the name of that kind that was asked of."""
    own = class_names(asked.last.subjects, asked.vocabulary)
    if own and (but := _BUT_IT.search(written)):
        same = own[0] in written  # 除了这个,甲园和乙园各自还做什么: what they were asked of
        about = (
            other_names(asked.last.standalone, kinds_of(own[:1], asked.vocabulary), asked.vocabulary) if same else []
        )
        gone = f"除{(about or own)[0]}外," if about or not same else ""
        return f"{written[: but.start()]}{gone}{written[but.end() :]}"
    wanted = _WHO_ELSE.search(written)
    named = asked.last.subjects if wanted and asked.last.kind is Kind.YESNO and "除" not in written else ()
    for name in (n for n in named if n not in written):
        if wanted and any(c.suffix and c.suffix in wanted["kind"] for c in asked.vocabulary.classes_of(name)):
            return f"除{name}外,{written}"
    return written


def missing(asked: FollowUp) -> str | None:
    """还差谁 after 这两个都算上了?: the members of the latest list that the last question did not name."""
    listing = next((t for t in reversed(asked.turns[:-1]) if len(t.members) > 1), None)
    named = [n for n in asked.last.subjects if listing and n in listing.members]
    if not listing or not named or not _LACKING.match(asked.text):
        return None
    return f"除{'、'.join(named)}外,{listing.standalone}"


def others(asked: FollowUp) -> str | None:
    """还有谁也是: the others that share what the last answer found of its subject; else the last question again."""
    last, vocabulary, labels = asked.last, asked.vocabulary, _holders(asked)
    asks, remark = (*re.split("[?？]", asked.text, maxsplit=1), "")[:2]
    asks = asks if remark and not INTERROGATIVE.search(remark) else asked.text
    points = len(asks) <= LONGEST_BARE or (len(asks) <= LONGEST_MORE and _SAME.search(asks))
    alike = {label for label, _ in labels[:1]} & kinds_of(asked.own, vocabulary)
    if not _MORE.search(asks) or alike or not points:
        return None
    said = [name for name in asked.names if not re.search(f"除了?{re.escape(name)}", asked.text)]
    if labels and not said and len(last.members) == 1 and last.members[0] not in last.subjects:
        return f"除{labels[0][1]}外,哪些{labels[0][0]}属于{last.members[0]}?"
    about = said[:1] or _about(asked, labels)  # 除了它还有谁做无人机 says of what
    if labels and about:
        verb = re.search(f"(?:聚焦|布局|走|做){re.escape(about[0])}", last.standalone)
        cue = verb[0][: -len(about[0])] if verb else next((c for c in vocabulary.cues if c in last.standalone), "涉及")
        kin = [n for n in last.subjects if labels[0][1] in last.subjects and labels[0][0] in kinds_of([n], vocabulary)]
        return f"除{'、'.join(kin) or labels[0][1]}外,哪些{labels[0][0]}{cue}{about[0]}?"
    spoken = topic(last)
    if not labels and spoken and "谁" in asked.text and not re.search("哪|谁|什么|多少", last.standalone):
        return f"{re.sub('[吗么吧不没]?[?？]?$', '', last.standalone.replace(spoken, '还有谁', 1))}?"
    return last.standalone
