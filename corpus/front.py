"""Front matter: the title, date, issuer, number and edition of a document, each where it stands in the text."""

import re
from collections.abc import Sequence

from corpus.dates import DATE, bare_date
from corpus.headings import Line, read
from corpus.text import key, normalise
from corpus.types import Front, FrontField, Span

_KIND = re.compile(
    r"(规划|纲要|意见|办法|条例|法|通知|方案|规定|细则|报告|决定|决议|公告|通告|计划|标准|规程|规范|准则|章程|批复|函|"
    r"措施|政策|要点|行动|指南|目录|宪法|解释|建议)([(](?:[^()]|[(][^()]{0,30}[)]){1,30}[)])*$"
)
_EDITION = re.compile(
    r"[(（]([^()（）]*(?:简版|简本|草案|征求意见稿|审议稿|送审稿|试行|暂行|修订版?|修正版?|全文|摘要|修改稿|公示稿|报批稿)"
    r"[^()（）]*)[)）]"
)
_NUMBER = re.compile(
    r"[\u3400-\u9fff]{1,12}[〔\[(（【]\s?(?:19|20)\d{2}\s?[〕\])）】]\s?(?:第\s?)?\d{1,5}\s?号|第\s?(?:\d{1,5}|[一二三四五六七八九十百零]{1,6})\s?号"
)
_ISSUER = re.compile(
    r"(委员会|人民政府|国务院|办公[厅室]|部|厅|局|委|院|中央|大会|党委|总局|管委会|中心|协会|公司|银行)$"
)
_HEADED = re.compile(r"\s*(?:文件|公告|令)$")  # of a letterhead: 某市人民政府文件
_ORDER = re.compile(r"(?:令|公告)$")
_TITLED = re.compile(r"《([^《》]+)》")
_NO_TITLE = re.compile(r"\(|第.{1,8}[号条次届]")
_IN_FORCE = re.compile(r" ?起(?:施行|实施|生效|执行)")
_ADOPTED = re.compile(r"(通过|修订|修正|公布|发布|施行)[)）]?$")
MAX_TITLE = 100


def title_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """Give the range of lines that are the title, empty where there is none; furniture is already left out."""
    head = lines[:12]
    if not head:
        return 0, 0
    if (below := _below_order(lines)) is not None:
        return below, below + 1
    top = [line for line in lines if line.depth == 1]
    opening = read(head[0])
    if opening is not None and opening.family == "#1" and (len(top) == 1 or _stands_alone(lines)):
        return 0, 1
    for place, line in enumerate(head):
        found = read(line)
        if len(line.text) > MAX_TITLE or line.text.endswith(("。", "；", ";", "：", ":")):
            break
        if place == 0 and found is not None and found.family == "附件" and found.form == "label":
            continue  # a plan that was itself an attachment: 附件1 / 某市规划
        if found is not None and (line.depth > 1 or not found.family.startswith("#")):
            break
        if _KIND.search(key(line.text)) and not _NO_TITLE.match(key(line.text)):
            first = place - 1 if place and _continues(head[place - 1], line) else place
            return first, place + 1 + _in_brackets(head[place + 1 : place + 2])
    plain = opening is None or opening.family == "#1"
    short = len(head[0].text) <= MAX_TITLE and head[0].text[-1] not in "。；;：:，,"
    return (0, 1) if plain and short else (0, 0)


def front(text: str, title: Span | None, above: Sequence[Line], head: Sequence[Line], tail: Sequence[Line]) -> Front:
    """Read the front matter from the lines above and below the title, up to the first heading.

    That of a signed document stands in its last lines too.
    """
    edition = _edition(text, title, head)
    date, signed = _date(head), None
    if date is None:
        date, signed = _signature(tail)
    issuer = signed or _issuer(head, title) or _issuer_in(text, title) or _issuer(above, title)
    numbers = (
        (line, match) for line in (*above, *head[:6]) if len(line.text) <= 40 and (match := _NUMBER.search(line.text))
    )
    number = next((_within(line, match.start(), match.group()) for line, match in numbers), None)
    named = _field(text, *title) if title else None
    return Front(title=named, date=date, issuer=issuer, edition=edition, number=number)


def _below_order(lines: Sequence[Line]) -> int | None:
    """Find the title of a text that an order or an announcement stands above and names in 《》."""
    if not _ORDER.search(key(lines[0].text)):
        return None
    named = {key(title) for line in lines[:12] for title in _TITLED.findall(line.text)}
    return next((place for place, line in enumerate(lines[:20]) if key(line.text) in named), None)


def _stands_alone(lines: Sequence[Line]) -> bool:
    if len(lines) < 2:
        return False
    return lines[1].depth > 0 or (len(lines[1].text) < 60 and DATE.search(lines[1].text) is not None)


def _in_brackets(following: Sequence[Line]) -> int:
    """Tell (1 or 0) whether a title goes on in a line of its own in brackets: （2021—2035年）, （征求意见稿）."""
    if not following or following[0].depth or len(following[0].text) > 25:
        return 0
    text = key(following[0].text)
    bracketed = text.startswith("(") and text.endswith(")") and not _ADOPTED.search(text)
    return int(bracketed and bare_date(following[0].text) is None and _NUMBER.search(text) is None)


def _continues(first: Line, second: Line) -> bool:
    """Tell whether two lines are one title: 中共中央 国务院 / 关于…的意见."""
    if first.depth or len(first.text) > 50 or DATE.search(first.text) or _NUMBER.search(first.text):
        return False
    if read(first) is not None or first.text.endswith("文件"):
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
    """Find the date: a line of its own first, else the last date of the lines that say when it was adopted."""
    for line in head:
        if (bare := bare_date(line.text)) is not None:
            return _within(line, line.text.index(bare), bare)
    found = None
    for line in head[:8]:
        dates = [d for d in DATE.finditer(line.text) if not _IN_FORCE.match(line.text, d.end())]
        if dates and (line.text.startswith(("(", "（", "—")) or _ADOPTED.search(line.text)):
            found = _within(line, dates[-1].start(), dates[-1].group())
    return found


def _signature(tail: Sequence[Line]) -> tuple[FrontField | None, FrontField | None]:
    for place in range(len(tail) - 1, -1, -1):
        bare = bare_date(tail[place].text)
        if bare is not None and "月" in bare:
            date = _within(tail[place], tail[place].text.index(bare), bare)
            before = tail[place - 1] if place else None
            if before and len(before.text) <= 40 and _ISSUER.search(before.text.strip()):
                return date, _within(before, 0, before.text)
            return date, None
    return None, None


def _within(line: Line, offset: int, text: str) -> FrontField:
    return FrontField(text, line.start + offset, line.start + offset + len(text))


def _issuer_in(text: str, title: Span | None) -> FrontField | None:
    """Find who issued a text in the first of the lines of its title: 某市委 某市人民政府 / 关于…的意见."""
    first, _, rest = text[slice(*title)].partition("\n") if title else ("", "", "")
    found = title is not None and rest and _ISSUER.search(normalise(first).text)
    return _field(text, title[0], title[0] + len(first.rstrip())) if found and title else None


def _issuer(head: Sequence[Line], title: Span | None) -> FrontField | None:
    for line in head[:6]:
        named = _HEADED.sub("", line.text)
        if len(line.text) <= 40 and _ISSUER.search(normalise(named).text) and (title is None or line.start != title[0]):
            return _within(line, 0, named)
    return None
