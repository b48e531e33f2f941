"""Passages to hits: knows queries, not conversations.

The names are imported when they are first asked for, so that no command waits for what it does not use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.building import BuildReport, Source, build, is_fresh
    from index.content import Content, Entry
    from index.encoder import Encoder, load_encoder
    from index.errors import (
        BrokenIndexError,
        BusyIndexError,
        IndexFailure,
        LLMFailure,
        MissingIndexError,
        RerankerError,
        StaleIndexError,
        UnwritableIndexError,
    )
    from index.llm import LLM
    from index.meter import Call, Meter
    from index.reranker import Reranker, reranker_of
    from index.retriever import Retrieved, Retriever
    from index.settings import EncoderSettings, IndexSettings, LLMSettings
    from index.snapshot import Layout
    from index.sources import build_library, older_sources, sources_of
    from index.stores import store_of
    from index.types import Hit, Query, SentenceHit

_ROOMS = {
    "LLM": "llm",
    "BrokenIndexError": "errors",
    "BuildReport": "building",
    "BusyIndexError": "errors",
    "Call": "meter",
    "Content": "content",
    "Encoder": "encoder",
    "EncoderSettings": "settings",
    "Entry": "content",
    "Hit": "types",
    "IndexFailure": "errors",
    "IndexSettings": "settings",
    "LLMFailure": "errors",
    "LLMSettings": "settings",
    "Layout": "snapshot",
    "Meter": "meter",
    "MissingIndexError": "errors",
    "Query": "types",
    "Reranker": "reranker",
    "RerankerError": "errors",
    "Retrieved": "retriever",
    "Retriever": "retriever",
    "SentenceHit": "types",
    "Source": "building",
    "StaleIndexError": "errors",
    "UnwritableIndexError": "errors",
    "build": "building",
    "build_library": "sources",
    "is_fresh": "building",
    "load_encoder": "encoder",
    "older_sources": "sources",
    "reranker_of": "reranker",
    "sources_of": "sources",
    "store_of": "stores",
}

__all__ = [
    "LLM",
    "BrokenIndexError",
    "BuildReport",
    "BusyIndexError",
    "Call",
    "Content",
    "Encoder",
    "EncoderSettings",
    "Entry",
    "Hit",
    "IndexFailure",
    "IndexSettings",
    "LLMFailure",
    "LLMSettings",
    "Layout",
    "Meter",
    "MissingIndexError",
    "Query",
    "Reranker",
    "RerankerError",
    "Retrieved",
    "Retriever",
    "SentenceHit",
    "Source",
    "StaleIndexError",
    "UnwritableIndexError",
    "build",
    "build_library",
    "is_fresh",
    "load_encoder",
    "older_sources",
    "reranker_of",
    "sources_of",
    "store_of",
]


def __getattr__(name: str) -> object:
    """Import a public name from its room."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    value = getattr(import_module(f"index.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value
