"""The numbers that Word generates in front of paragraphs: (一), 1.1, 第三章 are not in the text of a .docx."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from corpus.tables import whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_ROMAN = 4999
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanDigital2",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: its format, its pattern (第%1章) and where it starts."""

    form: str
    pattern: str
    start: int = 1


@dataclass
class Numbering:
    """The numberings of a document and where each of them stands."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> "Numbering":
        """Read word/numbering.xml (its root element, or None)."""
        made = cls()
        if root is None:
            return made
        for abstract in root.iter(f"{W}abstractNum"):
            found = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")}
            made.levels[abstract.get(f"{W}abstractNumId")] = found
        for number in root.iter(f"{W}num"):
            target = number.find(f"{W}abstractNumId")
            if target is not None:
                made.lists[number.get(f"{W}numId")] = target.get(f"{W}val")
        return made

    def label(self, list_id: str, level: int) -> str:
        """Count the next paragraph of a list and give its label, "" for a bullet or an unknown list."""
        abstract = self.lists.get(list_id, "")
        levels = self.levels.get(abstract, {})
        if level not in levels or list_id == "0":
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        if levels[level].form in ("bullet", "none"):
            return ""
        label = levels[level].pattern
        for place in range(9):
            if f"%{place + 1}" in label and place in levels:
                value = counts.get(place, levels[place].start)
                label = label.replace(f"%{place + 1}", _format(value, levels[place].form))
        return label


def chinese(value: int) -> str:
    """Write a number from 0 to 9999 as headings do: 10 → 十, 32 → 三十二, 105 → 一百零五."""
    if value < 10:
        return _DIGITS[value]
    if value >= 10000:
        return str(value)
    digits = str(value)
    out = ""
    for place, digit in enumerate(digits):
        unit = ("", "十", "百", "千")[len(digits) - 1 - place]
        if digit != "0":
            out += ("" if digit == "1" and unit == "十" and not out else _DIGITS[int(digit)]) + unit
        elif out and not out.endswith("零") and any(d != "0" for d in digits[place:]):
            out += "零"
    return out


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return default if child is None else str(child.get(f"{W}val", default))

    return Level(value("numFmt", "decimal"), value("lvlText", ""), whole_number(value("start", "1")))


def _format(value: int, form: str) -> str:
    writers: dict[str, Callable[[int], str]] = {
        "lowerLetter": lambda n: chr(96 + (n - 1) % 26 + 1),
        "upperLetter": lambda n: chr(64 + (n - 1) % 26 + 1),
        "lowerRoman": lambda n: _roman(n).lower(),
        "upperRoman": _roman,
        "decimalZero": lambda n: f"{n:02d}",
        "decimalEnclosedCircle": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    }
    if form in _CHINESE:
        return chinese(value)
    return writers.get(form, str)(value)


def _roman(value: int) -> str:
    if value > MOST_ROMAN:
        return str(value)
    out = ""
    for number, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= number:
            out, value = out + sign, value - number
    return out
