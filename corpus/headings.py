"""The grammar of headings: what one line could be, before the document decides which of them stand."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from corpus.numerals import CHINESE, number
from corpus.text import normalise

Form = Literal["line", "run_in", "label", "article", "item"]
MAX_TITLE = 60
MAX_RUN_IN = 45
MAX_STOPPED = 20  # a title that has a line of its own and yet a full stop: （一）发展现状。
STRONG = ("部分", "编", "分编", "篇", "章", "节")

_S = " *"
_CN = f"[{CHINESE}](?:{_S}[{CHINESE}])*"
_NUM = rf"(?:\d{{1,4}}|{_CN})"
_ORDINAL = re.compile(rf"第{_S}({_NUM}){_S}(部分|分编|编|篇|章|节|条)(?:{_S}之{_S}({_CN}))?")
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("(一)", re.compile(rf"\({_S}({_CN}){_S}\)")),
    ("(1)", re.compile(rf"\({_S}(\d{{1,3}}){_S}\)")),
    ("1.", re.compile(r"(\d{1,3})\.(?!\d{1,3}(?!\d))")),
    ("1、", re.compile(r"(\d{1,3})、")),
    ("一、", re.compile(rf"({_CN}){_S}(?:、|\.(?!\d))")),
    ("第一,", re.compile(rf"第({_CN})[,、:]")),
)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,4})(?:\.(?!\d)|(?!\d))(?![%‰])")
_BARE = re.compile(rf"({_CN}|\d{{1,2}})(?= |$)")
_APPENDIX = re.compile(
    rf"附(件|录|表|图)(?:{_S}({_CN}|\d{{1,3}}|[a-z])(?![a-z]))?(?= |:|\.|$|[^\w、,。;)])(?:{_S}[:.])?"
)
_ENGLISH = re.compile(r"(part|chapter|section|article|annex|appendix) +(\d{1,3}|[ivxlc]{1,6})(?![\w-])[.:]? *")
_FAMILIES = {"part": "部分", "chapter": "章", "section": "节", "article": "条", "annex": "附件", "appendix": "附件"}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_OPENINGS = frozenset("第附序前引导绪总结后名术(0123456789pcsaPCSA" + CHINESE)
_UNNUMBERED = re.compile(
    r"(序|序言|前言|引言|导言|导语|绪论|绪言|总则|附则|结语|结束语|后记|(?:名词|术语|名词术语)(?:解释|释义))"
)
_TITLED = re.compile(r"(?:附则|附录|附表)\s+[^\s,，。;；:：]{2,12}")  # 附则 名词解释
_REFERS = re.compile(
    r"[的、,。;至到和与及或以第)]|所(?![有在得需属])|款(?!项)|项(?!目)|条(?![件例])|章(?!程)|节(?![能约假水日])"
    r"|规定|中(?![小国部心央关])|内容|已经|是"
)
SENTENCE_WORDS = re.compile(r"应当|不得|是指|必须|可以|^本[法条规办]")
_UNIT = re.compile(r"[万亿元年月日个倍米公平吨家人项种次台%‰℃°度\d\-~/*×+=]")
_COLON = re.compile(r"( ?[^:,。;]{2,12}): ?(?=.*。)")
_ENDS = ("。", ";", ",", "、")
_EMPHASIS = re.compile(r"^(?:\*{1,3}|_{1,3})(.+?)(?:\*{1,3}|_{1,3})$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, with the depth (from 1) of the heading mark that its format gives it, 0 for none."""

    start: int
    end: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line could be as a heading.

    [start, end) is the heading as it stands, `body` where the text after it begins on the line (the line's end for
    most). `form` says how sure its shape is: a line of its own, run in before the text, a bare label whose title may
    be on the next line, an article, or an item (numbered, yet a sentence). `line` is the index of its line.
    """

    family: str
    numbers: tuple[int, ...]
    start: int
    end: int
    body: int
    form: Form
    depth: int = 0
    line: int = -1


def marked(line: Line) -> Line:
    """Take a Markdown mark (#, ##, ** around the line) off a line and keep it as its depth."""
    text, start, depth = line.text, line.start, line.depth
    hashes = re.match(r"(#{1,6})(?:\s+|(?=[^\s#\d\w]|[\u3400-\u9fff]))", text)
    if hashes:
        depth = len(hashes.group(1))
        start += hashes.end()
        text = text[hashes.end() :]
        bare = text.rstrip("#")
        text = bare.rstrip() if bare[-1:].isspace() else text
    emphasis = _EMPHASIS.match(text)
    if emphasis and "*" not in emphasis.group(1):
        start += emphasis.start(1)
        text = emphasis.group(1)
    elif re.match(r"\*\*[^*\s][^*]*\*\*", text):
        start += 2
        text = text[2:]
    inner = text.strip()
    start += len(text) - len(text.lstrip())
    return Line(start, start + len(inner), inner, depth)


def read(line: Line) -> Heading | None:
    """Give what a line could be as a heading, None where it is plainly text; `line` has been through `marked`."""
    if not line.depth and unicodedata.normalize("NFKC", line.text[:1])[:1] not in _OPENINGS:
        return None
    folded = normalise(line.text[:200], spaces=True)
    text = folded.text
    found = (
        _ordinal(line, text)
        or _english(line, text)
        or _appendix(line, text)
        or _unnumbered(line, text)
        or _labelled(line, text)
    )
    if found is None and line.depth > 0 and text:
        found = Heading(f"#{line.depth}", (), 0, len(text), len(text), "line")
    if found is None:
        return None
    whole = found.end >= len(text)
    end = line.end if whole else line.start + folded.span(found.start, found.end)[1]
    body = line.end if found.body >= len(text) else line.start + folded.offsets[found.body]
    if line.depth and found.form == "item":
        found, end, body = replace(found, form="line"), line.end, line.end
    return replace(found, start=line.start, end=end, body=body, depth=line.depth)


def _ordinal(line: Line, text: str) -> Heading | None:
    match = _ORDINAL.match(text)
    if not match:
        return None
    value = number(match.group(1))
    if value is None:
        return None
    extra = number(match.group(3)) if match.group(3) else None
    numbers = (value,) if extra is None else (value, extra)
    family, rest = match.group(2), text[match.end() :]
    spaced = re.match(r"[ :]|、(?!第)", rest) is not None
    title = rest.strip(" :、")
    if family == "条":
        if not spaced and _REFERS.match(rest):
            return None
        named = re.match(r" ?(【[^】]{1,30}】|\[[^\]]{1,30}\])", rest)
        end = match.end() + (named.end() if named else 0)
        body = end + len(text[end:]) - len(text[end:].lstrip(" :、"))
        return Heading("条", numbers, 0, end, body, "article" if title else "label")
    if not title:
        return Heading(family, numbers, 0, match.end(), len(text), "label")
    if not line.depth and ((not spaced and _REFERS.match(rest)) or _is_sentence(line, title, MAX_TITLE)):
        return None
    return Heading(family, numbers, 0, len(text), len(text), "line")


def _english(line: Line, text: str) -> Heading | None:
    """Read Chapter 1 General Provisions, Annex II: a title begins with a capital letter and has no full stop."""
    match = _ENGLISH.match(text)
    if not match or not line.text[: match.end()].isascii():
        return None
    said, title = match.group(2), text[match.end() :].strip()
    value = int(said) if said.isdecimal() else _roman(said)
    family = _FAMILIES[match.group(1)]
    if not title:
        return Heading(family, (value,), 0, len(match.group().rstrip()), len(text), "label")
    if not line.depth and line.text[match.end() : match.end() + 1].islower():
        return None
    if family == "条":
        return Heading(family, (value,), 0, len(match.group().rstrip()), match.end(), "article")
    if not line.depth and (title.endswith(".") or _is_sentence(line, title, 2 * MAX_TITLE)):
        return None
    return Heading(family, (value,), 0, len(text), len(text), "line")


def _roman(said: str) -> int:
    values = [_ROMAN[letter] for letter in said]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _appendix(line: Line, text: str) -> Heading | None:
    match = _APPENDIX.match(text)
    if not match:
        return None
    title = text[match.end() :].strip()
    label = match.group(2)
    value = (number(label) or ord(label[0]) - 96) if label else 0
    if re.match(rf"{_NUM}[.、]|\({_NUM}\)", title) or _is_sentence(line, title, MAX_TITLE):
        return None
    return Heading("附件", (value,), 0, len(text), len(text), "line" if title else "label")


def _unnumbered(line: Line, text: str) -> Heading | None:
    if (len(text) <= 12 and _UNNUMBERED.fullmatch(text.replace(" ", ""))) or _TITLED.fullmatch(text):
        family = f"#{line.depth}" if line.depth else "序言"
        return Heading(family, (), 0, len(text), len(text), "line")
    return None


def _labelled(line: Line, text: str) -> Heading | None:
    decimal = _DECIMAL.match(text)
    if decimal and not _UNIT.match(text[decimal.end() :].lstrip(".")):
        numbers = tuple(int(part) for part in decimal.group(1).split("."))
        return _titled(line, text, decimal.end(), "1" + ".1" * (len(numbers) - 1), numbers)
    for family, pattern in _LABELS:
        match = pattern.match(text)
        if match and (value := number(match.group(1))) is not None:
            rest = text[match.end() :].lstrip()
            follows = re.match(_CN, rest)
            if family == "一、" and follows and number(follows.group()) == value + 1:
                return None
            return _titled(line, text, match.end(), family, (value,))
    bare = _BARE.match(text)
    if bare and (value := number(bare.group(1))) is not None:
        if bare.group(1).isdecimal() and bare.end() < len(text):
            return _titled(line, text, bare.end(), "1", (value,))
        if line.depth:
            return Heading("一、", (value,), 0, len(text), len(text), "line")
    return None


def _titled(line: Line, text: str, label: int, family: str, numbers: tuple[int, ...]) -> Heading:
    """Read what follows a numeral: a title, a title with text run in behind it, or a sentence."""
    rest = text[label:]
    title = rest.strip()
    if not title:
        return Heading(family, numbers, 0, label, len(text), "label")
    if not line.depth:
        head, stop, tail = _first_stop(rest)
        inner = len(line.text) > len(text) or bool(tail.strip())
        if stop and inner and _short(head.strip(), MAX_RUN_IN) and not SENTENCE_WORDS.search(head):
            end = label + len(head.rstrip())
            body = label + len(head) + len(stop)
            return Heading(family, numbers, 0, end, body + len(tail) - len(tail.lstrip(' "*')), "run_in")
        named = _COLON.match(rest)
        if named and family in ("一、", "(一)", "第一,") and len(line.text) >= 40:
            return Heading(family, numbers, 0, label + named.end(1), label + named.end(), "run_in")
        if stop and not inner and _short(head, MAX_STOPPED) and "," not in head and not SENTENCE_WORDS.search(head):
            return Heading(family, numbers, 0, label + len(head), len(text), "line")
        if _is_sentence(line, title, MAX_TITLE) or SENTENCE_WORDS.search(title) or title.count(",") > 3:
            return Heading(family, numbers, 0, label, label + len(rest) - len(rest.lstrip()), "item")
        if title.endswith(":") and len(title) > 14:
            return Heading(family, numbers, 0, label, label + len(rest) - len(rest.lstrip()), "item")
    return Heading(family, numbers, 0, len(text), len(text), "line")


def _first_stop(rest: str) -> tuple[str, str, str]:
    """Part a text at its first full stop, or where the bold type that it begins with ends."""
    title = len(rest) - len(rest.lstrip(" *"))
    places = [(place, mark) for mark in ("。", "**") if (place := rest.find(mark, title)) >= 0]
    if not places:
        return rest, "", ""
    place, mark = min(places)
    return rest[:place], mark, rest[place + len(mark) :]


def _short(title: str, limit: int) -> bool:
    return 0 < len(title) <= limit and title.count(",") <= 3 and ";" not in title and ":" not in title


def _is_sentence(line: Line, title: str, limit: int) -> bool:
    return len(line.text) > limit + 20 or len(title) > limit or title.endswith(_ENDS) or "。" in title or ";" in title
