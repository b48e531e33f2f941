"""What can go wrong with a text.

CorpusError
├── LoadError            the file cannot be read as a text
│   ├── EmptyFileError       there is nothing in it
│   ├── EncodingError        neither UTF-8 nor GB18030
│   └── FormatError          not of a format that is read here, damaged, encrypted or too large
└── LibraryError         the library of documents has no such document or version
"""


class CorpusError(Exception):
    """A problem with a text; its message names the fix."""


class LoadError(CorpusError):
    """The file cannot be read as a text."""


class EmptyFileError(LoadError):
    """The file holds no text."""


class EncodingError(LoadError):
    """The bytes are neither UTF-8 nor GB18030."""


class FormatError(LoadError):
    """The file's format is unknown, damaged, encrypted or too large."""


class LibraryError(CorpusError):
    """The library has no such document or version."""
