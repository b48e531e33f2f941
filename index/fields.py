"""What is searched of a content: passages, sentences, questions as vectors; passages, headings, questions as words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from corpus.types import Passage
from index.adapter import Adapter
from index.content import Content, passages_of, sentence_texts
from index.cuts import CutCache
from index.encoder import Encoder
from index.stores.types import ADAPTED, DENSE, Rows
from index.tokens import Tokens
from index.vectors import VectorCache

Progress = Callable[[str, int, int], None]
STAGES = {
    "passages": "段落",
    "sentences": "句子",
    "questions": "问法",
    "open": "没有答案的问法",
}  # of a build, in words


def tokens_for(content: Content) -> Tokens:
    """The tokenizer of a build: the terms of all its documents are words."""
    return Tokens(terms_of(content))


def terms_of(content: Content) -> Iterator[str]:
    """The terms of all documents, which are words to the tokenizer of a build."""
    return (t for entry in content for t in entry.vocabulary.terms)


def build_rows(
    content: Content,
    encoder: Encoder,
    vectors: VectorCache,
    cuts: CutCache,
    progress: Progress,
    adapter: Adapter | None = None,
) -> Rows:
    """Cut into words and embed; only texts that the stores have not seen are cut and encoded."""
    passages = passages_of(content)
    numbers = {p.passage_id: i for i, p in enumerate(passages)}
    asked = [(numbers[q.passage_id], text) for e in content for q in e.questions for text in q.questions]
    left = [(numbers[q.passage_id], text) for e in content for q in e.questions for text in q.open]
    texts = {
        "passages": [(i, p.text) for i, p in enumerate(passages)],
        "sentences": [(i, text) for i, p in enumerate(passages) for text in sentence_texts(p)],
        "questions": sorted(asked, key=lambda row: row[0]),
        "open": sorted(left, key=lambda row: row[0]),
    }
    embedded, owners = {}, {}
    with ThreadPoolExecutor(1) as beside:
        # The encoder works outside of Python's lock: words are cut meanwhile.
        words = beside.submit(_words, passages, asked, cuts)
        for name in DENSE:
            embedded[name] = vectors.documents([text for _, text in texts[name]], partial(progress, name))
            if adapter is not None and name in ADAPTED:
                embedded[name] = adapter(embedded[name])
            owners[name] = np.array([owner for owner, _ in texts[name]], dtype=np.int32)
    return Rows(passages, words.result(), embedded, owners)


def _words(passages: Sequence[Passage], asked: Iterable[tuple[int, str]], cuts: CutCache) -> dict[str, list[list[str]]]:
    """The bags of words of passages, by field."""
    questions: list[list[str]] = [[] for _ in passages]
    for owner, text in asked:
        questions[owner].extend(cuts.search(text))
    return {
        "text": [cuts.search(f"{p.text}\n{' '.join(p.path)}") for p in passages],
        "asked": questions,
        "heading": [cuts.search(" ".join(p.path)) for p in passages],
    }
