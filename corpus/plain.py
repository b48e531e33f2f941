"""Plain text as another program laid it out: lines broken at a width are joined, tables of Markdown are rows."""

import re
import unicodedata

from corpus.headings import Line, marked, read
from corpus.load import TABLE_ROW, Loaded
from corpus.tables import rows

WIDTHS = (18, 64)  # letters of a line at which programs break texts
FEWEST = 4  # lines that end inside a sentence; a fifth of all must, too
_STOP = "。！？；：!?;:.|"
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_CELL = re.compile(r"(?<!\\)\|")


def unbroken(text: str) -> str:
    """Join lines that were broken at one width inside a sentence; a text that was not broken is given back as it is."""
    lines = text.split("\n")
    widths = [_width(line.rstrip()) for line in lines]
    widest = max(widths, default=0.0)
    if not WIDTHS[0] <= widest <= WIDTHS[1]:
        return text
    goes_on = [
        width >= widest - 2 and _open(line) and _continues(after)
        for line, after, width in zip(lines, lines[1:], widths, strict=False)
    ]
    if sum(goes_on) < max(FEWEST, sum(map(bool, widths)) / 5):
        return text
    out = lines[:1]
    for line, joins in zip(lines[1:], goes_on, strict=True):
        if joins:
            latin = out[-1][-1:].isascii() and line[:1].isascii()
            out[-1] = f"{out[-1].rstrip()}{' ' if latin else ''}{line.strip()}"
        else:
            out.append(line)
    return "\n".join(out)


def tabled(text: str) -> Loaded:
    """Write the tables of a Markdown text as rows that name their columns, and mark them as such."""
    lines = text.split("\n")
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    at = length = 0
    while at < len(lines):
        grid = _grid(lines, at)
        for row in rows(grid):
            marks.append((length, TABLE_ROW))
            out.append(row)
            length += len(row) + 1
        if not grid:
            out.append(lines[at])
            length += len(lines[at]) + 1
        at += len(grid) + 1  # the rule below the head is no row
    return Loaded("\n".join(out), marks=tuple(marks))


def _grid(lines: list[str], at: int) -> list[list[str]]:
    """The cells of the table that begins at a line; empty where none does."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not _RULE.fullmatch(lines[at + 1]):
        return []
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return [
        [cell.strip() for cell in _CELL.split(line.strip().strip("|"))] for line in (lines[at], *lines[at + 2 : end])
    ]


def _width(line: str) -> float:
    """Count the letters of a line, Latin ones as half; quotes are as wide as in a Chinese font."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line)


def _open(line: str) -> bool:
    """Tell whether a line ends inside a sentence, and is no heading and no row whose columns are set by spaces."""
    body = line.strip()
    heading = read(marked(Line(0, len(body), body)))
    titled = heading is not None and heading.form == "line"
    return bool(body) and not titled and body[-1] not in _STOP and "  " not in body and "\t" not in body


def _continues(line: str) -> bool:
    """Tell whether a line can go on from the one before: no indent, no heading, not blank."""
    heading = read(marked(Line(0, len(line), line)))
    return bool(line) and not line[0].isspace() and (heading is None or heading.form == "item")
