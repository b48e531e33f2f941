"""Passages to hits: knows queries, not conversations."""

from index.build import BuildReport, Source, build, is_fresh
from index.content import Content, Entry
from index.encoder import Encoder, load_encoder
from index.errors import (
    BrokenIndexError,
    BusyIndexError,
    IndexFailure,
    LLMFailure,
    MissingIndexError,
    StaleIndexError,
    UnwritableIndexError,
)
from index.llm import LLM, Call, Meter
from index.retriever import Retrieved, Retriever
from index.settings import EncoderSettings, IndexSettings, LLMSettings
from index.snapshot import Layout
from index.sources import build_library, older_sources, sources_of
from index.stores import store_of
from index.types import Hit, Query, SentenceHit

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
    "sources_of",
    "store_of",
]
