"""Front matter: the title, date, issuer, number and edition of a document, each where it stands in the text."""

import re
from collections.abc import Sequence

from corpus.headings import Line, read
from corpus.text import key, normalise
from corpus.types import Front, FrontField, Span

_KIND = re.compile(
    r"(规划|纲要|意见|办法|条例|法|通知|方案|规定|细则|报告|决定|决议|公告|通告|计划|标准|规程|规范|准则|章程|批复|函|措施|政策|要点|行动|指南|目录|宪法|解释|建议)"
    r"([(].{1,30}[)])*$"
)
_EDITION = re.compile(
    r"[((]([^()()]*(?:简版|简本|草案|征求意见稿|审议稿|送审稿|试行|暂行|修订版?|修正版?|全文|摘要|修改稿|公示稿|报批稿)[^()()]*)[))]"
)
_Y = r"(?:[12]\s?\d{3}|[〇零○一二三四五六七八九]{4})\s?年"
_DATE = re.compile(rf"{_Y}(?:\s?[\d一二三四五六七八九十]{{1,3}}\s?月(?:\s?[\d一二三四五六七八九十]{{1,3}}\s?日)?)?")
_NUMBER = re.compile(
    r"[\u3400-\u9fff]{1,12}[〔\[((【]\s?(?:19|20)\d{2}\s?[〕\]))】]\s?(?:第\s?)?\d{1,5}\s?号|第\s?\d{1,5}\s?号"
)
_ISSUER = re.compile(
    r"(委员会|人民政府|国务院|办公[厅室]|部|厅|局|委|院|中央|大会|党委|总局|管委会|中心|协会|公司|银行)$"
)
MAX_TITLE = 100


def title_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """Give the range of lines that are the title (empty where there is none); the lines are marked and not furniture."""
    head = lines[:12]
    if not head:
        return 0, 0
    top = [line for line in lines if line.depth == 1]
    if head[0].depth == 1 and read(head[0]) is not None and (len(top) == 1 or _stands_alone(lines)):
        return 0, 1
    for place, line in enumerate(head):
        found = read(line)
        if len(line.text) > MAX_TITLE or line.text.endswith(("。", "；", ";", "：", ":")):
            break
        if found is not None and (line.depth > 1 or not found.family.startswith("#")):
            break
        if _KIND.search(key(line.text)) and not key(line.text).startswith(("(", "第")):
            first = place - 1 if place and _continues(head[place - 1], line) else place
            return first, place + 1
    if len(head[0].text) <= MAX_TITLE and head[0].text[-1] not in "。；;：:，,":
        found = read(head[0])
        if found is None or found.family.startswith("#1"):
            return 0, 1
    return 0, 0


def front(text: str, title: Span | None, head: Sequence[Line], tail: Sequence[Line]) -> Front:
    """Read the front matter from the lines before the first heading and, for a signed document, from its last lines."""
    edition = _edition(text, title, head)
    date, signed = _date(head), None
    if date is None:
        date, signed = _signature(tail)
    issuer = signed or _issuer(head, title)
    number = next(
        (
            _field(text, m.start() + line.start, m.end() + line.start)
            for line in head[:6]
            if (m := _NUMBER.search(line.text)) and len(line.text) <= 40
        ),
        None,
    )
    named = _field(text, *title) if title else None
    return Front(title=named, date=date, issuer=issuer, edition=edition, number=number)


def _stands_alone(lines: Sequence[Line]) -> bool:
    following = lines[1] if len(lines) > 1 else None
    return following is not None and (
        following.depth > 0 or bool(_DATE.search(following.text)) and len(following.text) < 60
    )


def _continues(first: Line, second: Line) -> bool:
    """Tell whether two lines are one title: 中共中央 国务院 / 关于…的意见."""
    if first.depth or len(first.text) > 50 or _DATE.search(first.text) or _NUMBER.search(first.text):
        return False
    if read(first) is not None:
        return False
    return key(second.text).startswith("关于") or not (_ISSUER.search(first.text) or _KIND.search(key(first.text)))


def _field(text: str, start: int, end: int) -> FrontField:
    return FrontField(text[start:end], start, end)


def _edition(text: str, title: Span | None, head: Sequence[Line]) -> FrontField | None:
    spans = ([title] if title else []) + [(line.start, line.end) for line in head[:4] if len(line.text) <= 30]
    for start, end in spans:
        match = _EDITION.search(text[start:end])
        if match:
            return _field(text, start + match.start(1), start + match.end(1))
    return None


def _date(head: Sequence[Line]) -> FrontField | None:
    """Find the date: a line of its own first, else the last date of a bracketed line of adoptions."""
    for line in head:
        bare = line.text.strip("()() （）")
        if _DATE.fullmatch(bare):
            start = line.start + line.text.index(bare)
            return FrontField(bare, start, start + len(bare))
    for line in head[:8]:
        found = list(_DATE.finditer(line.text))
        adopted = line.text.startswith(("(", "（")) or re.search(r"(通过|修订|修正|公布|发布|施行)[)）]?$", line.text)
        if found and adopted:
            last = found[-1]
            return FrontField(last.group(), line.start + last.start(), line.start + last.end())
    return None


def _signature(tail: Sequence[Line]) -> tuple[FrontField | None, FrontField | None]:
    for place in range(len(tail) - 1, -1, -1):
        bare = tail[place].text.strip("()() （）")
        if _DATE.fullmatch(bare) and "月" in bare:
            start = tail[place].start + tail[place].text.index(bare)
            date = FrontField(bare, start, start + len(bare))
            before = tail[place - 1] if place else None
            if before and len(before.text) <= 40 and _ISSUER.search(before.text.strip()):
                return date, FrontField(before.text, before.start, before.end)
            return date, None
    return None, None


def _issuer(head: Sequence[Line], title: Span | None) -> FrontField | None:
    for line in head[:6]:
        if (
            len(line.text) <= 40
            and _ISSUER.search(normalise(line.text).text)
            and (title is None or line.start != title[0])
        ):
            return FrontField(line.text, line.start, line.end)
    return None
