"""A question as it was understood, and an answer as it is shown, kept, exported and scored (docs/design.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from corpus import caution
from index import Call

Status = Literal["answered", "corrected", "refused", "error"]
Reason = Literal["absent", "unquantified", "out_of_scope", "invalid"]


class Kind(StrEnum):
    """What a question wants."""

    FACT = "fact"
    VALUE = "value"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    LOCATE = "locate"
    DEFINITION = "definition"
    YESNO = "yesno"
    HOW = "how"
    WHY = "why"
    WHO = "who"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a question: its kind, the corpus's names in it, and the rest as a readable constraint."""

    kind: Kind
    subjects: tuple[str, ...] = ()
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question, what a later one can refer to in it, and the document that answered it.

    `members` were listed, `quoted` are the names of classes that stand in what was quoted, `places` the headings above;
    `joined` is what the only sentence that was quoted joins by 、.
    """

    question: str
    standalone: str
    kind: Kind
    subjects: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    doc_id: str = ""
    quoted: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Verbatim words of a document: document.text[start:end] == quote. `page` is None where the format has none.

    `confidence` is the reader's (0..1) where the words were recognised from an image, `path_confidence` the least in
    the headings of the path. `paragraph` is 0 where the words are a heading, the last of the path.
    """

    number: int
    doc_id: str
    version: str
    title: str
    path: tuple[str, ...]
    paragraph: int
    page: int | None
    quote: str
    start: int
    end: int
    confidence: float | None = None
    path_confidence: float | None = None

    @property
    def caution(self) -> str:
        """识别文本,请核对原件 where the words were recognised from an image, else ""."""
        return caution(self.confidence, self.path_confidence)

    @property
    def original(self) -> str:
        """Where to look in the original, in brackets: its page, and the caution; "" where there is neither."""
        parts = [f"原件第{self.page}页" if self.page else "", self.caution]
        return f"({','.join(filter(None, parts))})" if any(parts) else ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A verbatim quotation; `citation` is the number of the Citation whose quote it is.

    `about` is the name it stands under where it does not say it itself ("" elsewhere).
    """

    text: str
    citation: int
    about: str = ""
    type: Literal["statement"] = "statement"


@dataclass(frozen=True, slots=True)
class ListItem:
    """A member of a list, the clause that gives it the property, and the citations of that clause."""

    name: str
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `label` (ours) says what the items are, for example 相关 beside exact matches."""

    items: tuple[ListItem, ...]
    label: str = ""
    ordered: bool = True
    type: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: verbatim words with their citations; "" and () where the text says nothing."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: `header` and each row's first cell are labels; the other cells are cited."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence in a language model's words, checked against the citations of these numbers."""

    text: str
    citations: tuple[int, ...]
    type: Literal["written"] = "written"


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of ours, uncited: the verdict, the completeness line, the restated premise, the refusal."""

    text: str
    type: Literal["frame"] = "frame"


Block = Statement | ListBlock | TableBlock | Written | Frame


@dataclass(frozen=True, slots=True)
class Check:
    """A completeness check: how many members of `name` were gone through and how many matched."""

    name: str
    checked: int
    matched: int


@dataclass(frozen=True, slots=True)
class AnswerHit:
    """A retrieved passage as an Answer lists it."""

    rank: int
    passage_id: str
    path: tuple[str, ...]
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What the language model cost for one answer: each call, and the sums; None where no server told the tokens."""

    prompt_tokens: int | None
    completion_tokens: int | None
    seconds: float
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. `text` is Markdown rendered from `blocks` with [n] markers; `nearest` are never an answer.

    `engine` is "llm:NAME" where a language model wrote a part of it; `usage` also counts calls that came to nothing.
    `follow_ups` are questions that the corpus can answer next; `members` are the names a follow-up may refer to.
    `partial`: a model is still writing it (`Assistant.stream`); such an answer is shown, but neither kept nor sent on.
    """

    question: str
    standalone: str
    understood: Understood
    status: Status
    reason: Reason | None
    blocks: tuple[Block, ...]
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[AnswerHit, ...]
    check: Check | None = None
    nearest: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    engine: str = "extractive"
    usage: Usage | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    error: str | None = None
    members: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation with its answer, as it is kept and shown.

    `number` counts from 1 in its session, 0 where it is not kept; `at` is when it was answered; `verdict` is "" until
    the reader gives one; `years` are the years that clauses speak of without saying so (citation number -> 到2025年);
    `aged` where a text that it cites has a newer version by now.
    """

    answer: Answer
    verdict: str = ""
    number: int = 0
    at: datetime | None = None
    years: Mapping[int, str] = field(default_factory=dict)
    aged: bool = False
