"""Files to documents, sections, passages and claims: knows text, not search."""

from corpus.diff import compare
from corpus.errors import CorpusError, EmptyFileError, EncodingError, FormatError, LibraryError, LoadError
from corpus.library import Library, default_home
from corpus.ocr import caution
from corpus.parse import parse_file, parse_text
from corpus.references import references
from corpus.text import Folded, key, normalise, sentences, short_hash
from corpus.types import (
    Claim,
    Detail,
    Difference,
    Document,
    DocumentInfo,
    Dropped,
    Front,
    FrontField,
    Mention,
    Page,
    Parsed,
    Passage,
    Reference,
    Section,
    SectionChange,
    SentenceChange,
    Span,
)

__all__ = [
    "Claim",
    "CorpusError",
    "Detail",
    "Difference",
    "Document",
    "DocumentInfo",
    "Dropped",
    "EmptyFileError",
    "EncodingError",
    "Folded",
    "FormatError",
    "Front",
    "FrontField",
    "Library",
    "LibraryError",
    "LoadError",
    "Mention",
    "Page",
    "Parsed",
    "Passage",
    "Reference",
    "Section",
    "SectionChange",
    "SentenceChange",
    "Span",
    "caution",
    "compare",
    "default_home",
    "key",
    "normalise",
    "parse_file",
    "parse_text",
    "references",
    "sentences",
    "short_hash",
]
