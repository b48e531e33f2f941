"""The picture of a text: the names of one class against the names of another, a mark where a clause joins them."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from assistant.draft import citation
from assistant.types import Citation
from corpus import Claim, Parsed
from corpus.claims import claims_of
from corpus.terms import mine
from corpus.vocabulary import TermClass

FEWEST = 8  # marks of a matrix that is worth looking at
CLASSES = 8  # the largest classes are paired


@dataclass(frozen=True, slots=True)
class Mark:
    """A row and a column (as indices) that clauses join, with the clauses."""

    row: int
    column: int
    clauses: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the text's order, columns by how many rows they join; `checked` counts the names of the row class."""

    rows_are: str
    columns_are: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[Mark, ...]
    checked: int


def matrices(parsed: Parsed) -> tuple[Matrix, ...]:
    """Every pair of classes that enough clauses join, most marks first; rows are what the clauses are about."""
    vocabulary = mine(parsed)
    claims = claims_of(parsed, vocabulary)
    made = [matrix(parsed, claims, a, b) for a, b in permutations(vocabulary.classes[:CLASSES], 2)]
    return tuple(sorted((m for m in made if len(m.marks) >= FEWEST), key=lambda m: -len(m.marks)))


def matrix(parsed: Parsed, claims: tuple[Claim, ...], rows: TermClass, columns: TermClass) -> Matrix:
    """Names of `rows` as subjects against names of `columns` as objects of the same clause."""
    joined: dict[tuple[str, str], dict[tuple[int, int], Citation]] = defaultdict(dict)
    first: dict[str, int] = {}
    for claim in claims:
        for subject in claim.subject:
            row = rows.member(subject.term)
            for mention in claim.objects if row else ():
                column = columns.member(mention.term)
                if row and column and not rows.member(mention.term):
                    joined[row, column][claim.start, claim.end] = citation(parsed, (claim.start, claim.end), 1)
                    first.setdefault(row, claim.start)
    wide = Counter(column for _, column in joined)
    names = tuple(sorted(first, key=lambda row: first[row]))
    tops = tuple(sorted(wide, key=lambda column: (-wide[column], column)))
    marks = tuple(Mark(names.index(r), tops.index(c), tuple(found.values())) for (r, c), found in joined.items())
    return Matrix(rows.label, columns.label, names, tops, marks, len(rows.members))


def as_csv(it: Matrix) -> str:
    """The matrix as a table for a spreadsheet: a cell holds the clauses that join its row and column."""
    clauses = {(m.row, m.column): " / ".join(c.quote for c in m.clauses) for m in it.marks}
    rows = ([name, *(clauses.get((r, c), "") for c in range(len(it.columns)))] for r, name in enumerate(it.rows))
    return table_csv([[f"{it.rows_are} × {it.columns_are}", *it.columns], *rows])


def table_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a table for a spreadsheet."""
    file = io.StringIO()
    csv.writer(file).writerows([_plain(words) for words in row] for row in rows)
    return file.getvalue()


def _plain(words: str) -> str:
    """Words that a spreadsheet takes for words, never for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t")) else words
