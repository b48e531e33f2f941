"""Every regular expression of corpus/ and assistant/ on long strings that are made to keep it busy."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.fuzz.types import Case, Place
from bench.types import ROOT

op: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")  # how re itself reads an expression; it has no public name

LENGTH = 20_000
PACKAGES = ("corpus", "assistant")
# Where the code cuts a string short before an expression sees it: file, or file and name -> characters.
_CUT = {
    "corpus/headings.py": 200,
    "corpus/contents.py _PAGE": 80,
    "corpus/contents.py _LEADERS": 80,
    "corpus/contents.py:": 80,
    "corpus/furniture.py": 200,
    "corpus/front.py": 100,
    "corpus/references.py _LINK": 60,
    "assistant/sheet_reader.py _PLACE": 1000,
}
_USES = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")
_BEYOND = ("\0", "x", "。", "\n", "")


@dataclass(frozen=True, slots=True)
class Used:
    """An expression with the methods that it is called by."""

    pattern: re.Pattern[str]
    uses: frozenset[str]
    where: str


def patterns(_: Place) -> Case:
    """One expression on one string, by the method that the code uses."""
    found = sorted(expressions(), key=lambda used: (used.where, used.pattern.pattern))

    def case(r: Random) -> None:
        used = r.choice(found)
        try:
            length = next((cut for place, cut in _CUT.items() if used.where.startswith(place)), LENGTH)
            _run(used, attack(r, used.pattern, length))
        except BaseException as error:
            error.add_note(f"{used.where}: {used.pattern.pattern[:200]}")
            raise

    return case


def expressions() -> Iterator[Used]:
    """The expressions that stand in modules by name, and those that functions hold as constants."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    paths = [path for path in paths if path.stem != "__main__"]
    sources = {path: path.read_text("utf-8") for path in paths}
    everything = "\n".join(sources.values())
    seen: set[str] = set()
    for path, source in sources.items():
        for name, pattern in _named(path):
            seen.add(pattern.pattern)
            calls = frozenset(
                re.findall(rf"\b{name}\.({'|'.join(_USES)})\b", source if name.startswith("_") else everything)
            )
            yield Used(pattern, calls or frozenset(("search",)), f"{path.relative_to(ROOT)} {name}")
        for node in ast.walk(ast.parse(source)):
            if (used := _inline(node, path)) and used.pattern.pattern not in seen:
                yield used


def attack(r: Random, pattern: re.Pattern[str], length: int = LENGTH) -> str:
    """A string that begins as the expression wants, goes on for long with a piece of it, and ends otherwise."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    unit = _sample(r, tree) if r.random() < 0.6 else ""
    if not unit or r.random() < 0.5:
        letters = sorted(set(_sample(r, tree) + _sample(r, tree))) or ["a"]
        unit = "".join(r.choice(letters) for _ in range(r.choice((1, 1, 2, 3))))
    head = _sample(r, tree) if r.random() < 0.3 else ""
    return (head + unit * (length // len(unit) + 1))[:length] + r.choice(_BEYOND)


def _run(used: Used, text: str) -> None:
    pattern = used.pattern
    if used.uses & {"finditer", "findall", "sub", "split"}:
        for _ in pattern.finditer(text):
            pass
    elif "search" in used.uses:
        pattern.search(text)
    if "fullmatch" in used.uses:
        pattern.fullmatch(text)
    if "match" in used.uses:
        pattern.match(text)


def _named(path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The expressions among a module's own globals, those inside tuples and dictionaries too."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for key, value in vars(importlib.import_module(name)).items():
        yield from ((key, pattern) for pattern in _within(value))


def _within(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, tuple | list | dict):
        inner: Iterable[Any] = value.values() if isinstance(value, dict) else value
        for each in inner:
            yield from _within(each, depth - 1)


def _inline(node: ast.AST, path: Path) -> Used | None:
    """A call of re.search("…", …) and its like with a constant."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _USES):
        return None
    of, given = node.func.value, node.args[0] if node.args else None
    if not (isinstance(of, ast.Name) and of.id == "re" and isinstance(given, ast.Constant)):
        return None
    if not isinstance(given.value, str):
        return None
    return Used(re.compile(given.value), frozenset((node.func.attr,)), f"{path.relative_to(ROOT)}:{node.lineno}")


def _sample(r: Random, tree: Any) -> str:
    """Words that an expression matches, look-arounds left aside; every repetition is short."""
    return "".join(_piece(r, code, value) for code, value in tree)


def _piece(r: Random, code: Any, value: Any) -> str:
    if code is op.LITERAL:
        return chr(value)
    if code in (op.NOT_LITERAL, op.ANY):
        return "园"
    if code is op.IN:
        return _member(r, value)
    if code is op.BRANCH:
        return _sample(r, r.choice(value[1]))
    if code is op.SUBPATTERN:
        return _sample(r, value[3])
    if code is op.ATOMIC_GROUP:
        return _sample(r, value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        return "".join(_sample(r, inner) for _ in range(r.randint(least, max(least, min(int(most), least + 3)))))
    return ""


def _member(r: Random, members: Any) -> str:
    kinds = {op.CATEGORY_DIGIT: "7", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "园", op.CATEGORY_NOT_SPACE: "园"}
    code, value = r.choice(members)
    if code is op.LITERAL:
        return chr(value)
    if code is op.RANGE:
        return chr(r.randint(*value))
    return kinds.get(value, "，") if code is op.CATEGORY else "甲"
