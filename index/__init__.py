"""Passages to hits: knows queries, not conversations."""

from index.build import BuildReport, Source, build, is_fresh
from index.content import Content, Entry
from index.encoder import Encoder, load_encoder
from index.errors import BrokenIndexError, BusyIndexError, IndexFailure, MissingIndexError, StaleIndexError
from index.retriever import Retrieved, Retriever
from index.settings import EncoderSettings, IndexSettings
from index.sources import sources_of
from index.stores import store_of
from index.types import Hit, Query, SentenceHit

__all__ = [
    "BrokenIndexError",
    "BuildReport",
    "BusyIndexError",
    "Content",
    "Encoder",
    "EncoderSettings",
    "Entry",
    "Hit",
    "IndexFailure",
    "IndexSettings",
    "MissingIndexError",
    "Query",
    "Retrieved",
    "Retriever",
    "SentenceHit",
    "Source",
    "StaleIndexError",
    "build",
    "is_fresh",
    "load_encoder",
    "sources_of",
    "store_of",
]
