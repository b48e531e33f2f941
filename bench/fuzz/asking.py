"""Questions, follow-ups, a model's words, and the doors that programs ask by."""

import json
import logging
from collections.abc import Callable
from random import Random
from typing import Any

from assistant.conversation import history
from assistant.followup import standalone
from assistant.instructions import set_aside
from assistant.llm.sentences import sentences
from assistant.parts import split
from assistant.question import read
from assistant.slips import tidy
from assistant.types import Answer, Exchange, Kind, Turn
from bench.fuzz import words
from bench.fuzz.types import Case, Place, claim
from bench.types import ROOT
from corpus import parse_file
from corpus.terms import mine
from corpus.vocabulary import Vocabulary
from index.tokens import Tokens

PLAN = ROOT / "corpus" / "plans" / "zgc-2020-2035.txt"


def understanding(_place: Place) -> Case:
    """A question tidied, divided and read against a plan's vocabulary."""
    vocabulary, tokens, names = _known()

    def case(r: Random) -> None:
        asked, _ = set_aside(tidy(words.question(r, names)))
        for part in split(asked):
            claim(part in asked or len(part) <= len(asked), f"a part is none of {asked[:60]!r}")
            read(part[:2000], vocabulary, tokens).understood()

    return case


def follow_up(_place: Place) -> Case:
    """A follow-up written out after turns of every kind."""
    vocabulary, _, names = _known()

    def case(r: Random) -> None:
        turns = tuple(_turn(r, names) for _ in range(r.randrange(4)))
        said = [r.choice(names)] if r.random() < 0.5 else []
        written = standalone(tidy(words.question(r, names))[:2000], turns, vocabulary, said)
        claim(isinstance(written, str), "a follow-up is no text")

    return case


def written(_: Place) -> Case:
    """A model's words to sentences, in pieces that break anywhere."""

    def case(r: Random) -> None:
        marks = ("[1]", "[2][3]", "【1,2】", "[", "]", "<think>", "</think>", "**", "- ", "1. ", "。", "\n", "`")
        text = "".join(r.choice(marks) if r.random() < 0.5 else words.piece(r) for _ in range(r.randrange(40)))
        cuts = sorted(r.randrange(len(text) + 1) for _ in range(r.randrange(6)))
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        for sentence in sentences(pieces):
            claim(bool(sentence.text.strip()), f"an empty sentence from {text[:60]!r}")

    return case


def ask(place: Place) -> Case:
    """`Assistant.ask` on odd questions with odd histories: an answer without violations, or an error in words."""
    assistant = place.assistant()
    _, _, names = _known()
    texts = {p.document.doc_id: p.document.text for p in assistant.documents()}
    documents = (None, None, None, *texts, "无", "@", "..", "a@b@c")

    def case(r: Random) -> None:
        earlier = [words.question(r, names) for _ in range(r.choice((0, 0, 0, 1, 2)))]
        answer = assistant.ask(words.question(r, names), earlier, r.choice(documents))
        _sound(answer, texts)

    return case


def programs(place: Place) -> Case:
    """The endpoints of the API and the tools of the MCP server, with arguments of any type."""
    import gradio as gr

    offered = _endpoints(place)
    logging.getLogger("httpx").setLevel(logging.WARNING)

    def case(r: Random) -> None:
        name, arguments = r.choice(list(_ARGUMENTS.items()))
        given = [words.value(r, 2) if r.random() < 0.4 else make(r) for make in arguments]
        try:
            json.dumps(offered[name](*given))
        except gr.Error as error:
            claim(bool(str(error).strip()), f"{name} fails without words")

    return case


def _sound(answer: Answer, texts: dict[str, str]) -> None:
    """Every citation is the text between its offsets, and the guard has found nothing."""
    for c in (*answer.citations, *answer.nearest):
        claim(texts[c.doc_id][c.start : c.end] == c.quote, f"a citation is not its span: {answer.question[:60]!r}")
    told = [notice for notice in answer.notices if "核对" in notice and "不" in notice]
    claim(not told, f"a violation on {answer.question[:60]!r}: {told}")
    claim(answer.status in ("answered", "corrected", "refused"), f"{answer.status}: {answer.error}")
    history([Exchange(answer)])


def _turn(r: Random, names: list[str]) -> Turn:
    some = [tuple(r.choice(names) for _ in range(r.choice((0, 1, 2, 9)))) for _ in range(2)]
    asked = words.question(r, names)
    return Turn(asked, tidy(asked), r.choice(list(Kind)), some[0], some[1], "d")


def _known() -> tuple[Vocabulary, Tokens, list[str]]:
    vocabulary = mine(parse_file(PLAN))
    return vocabulary, Tokens(vocabulary.terms), sorted(vocabulary.terms)[::7]


def _endpoints(place: Place) -> dict[str, Callable[..., Any]]:
    import gradio as gr

    from window import programs

    with gr.Blocks(analytics_enabled=False) as page:
        programs.add(place.assistant())
    return {str(fn.api_name): fn.fn for fn in page.fns.values() if fn.fn}


def _history(r: Random) -> list[str]:
    return [words.question(r) for _ in range(r.randrange(3))]


def _document(r: Random) -> str:
    return r.choice(("", PLAN.stem, "无", "../etc", "."))


_ARGUMENTS: dict[str, tuple[Callable[[Random], Any], ...]] = {
    "ask": (words.question, _history),
    "search": (words.question, lambda r: r.randrange(-5, 50)),
    "outline": (_document,),
    "diff": (_document, words.piece),
}
