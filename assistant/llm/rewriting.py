"""A model writes a follow-up out as a question that stands alone; what it adds must come from the conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.figures import figures
from assistant.instructions import set_aside
from assistant.llm.sentences import THOUGHT
from assistant.types import Turn
from corpus.vocabulary import Vocabulary

if TYPE_CHECKING:
    from index import LLM, Meter

PROMPT = Path(__file__).parent / "prompts" / "rewrite.md"
MORE_CHARS = 60  # that a question may gain, beside the names it can refer to


def rewritten(question: str, turns: Sequence[Turn], vocabulary: Vocabulary, llm: LLM, meter: Meter) -> str:
    """The question written out by the model; "" when it writes what is no such question; LLMFailure when it fails."""
    asked = {
        "history": [{"question": t.standalone, "members": list(t.members)} for t in turns],
        "question": question,
    }
    given = json.dumps(asked, ensure_ascii=False, indent=1)
    words = llm.complete(PROMPT.read_text(encoding="utf-8"), given, "rewrite", meter, question)
    words = THOUGHT.sub("", words).strip()
    return words if _is_rewriting(words, question, turns, vocabulary) else ""


def _is_rewriting(words: str, question: str, turns: Sequence[Turn], vocabulary: Vocabulary) -> bool:
    """One line of bounded length, no order to the program, and no name or number that was not spoken of."""
    referred = max((sum(map(len, t.members)) for t in turns), default=0)
    longest = len(question) + max(len(t.standalone) for t in turns) + referred + MORE_CHARS
    if len(words) < 2 or len(words) > longest or any(c in words for c in "\n<>{}[]`|") or set_aside(words)[1]:
        return False
    spoken = "\n".join((question, *(w for t in turns for w in (t.question, t.standalone, *t.subjects, *t.members))))
    known = {figure for figure, _ in figures(spoken)}
    names_known = all(m.term in spoken for m in vocabulary.mentions(words))
    return names_known and all(figure in known for figure, _ in figures(words))
