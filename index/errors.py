"""What can go wrong with an index, or with a language model that is asked.

IndexFailure
├── MissingIndexError    there is none at this place
├── StaleIndexError      it was built by another encoder, format or set of documents
├── BrokenIndexError     a file is missing or its checksum does not match
├── BusyIndexError       another build is at work
├── UnwritableIndexError its folder cannot be written
├── LLMFailure           the language model gave no usable words
├── RerankerError        the cross-encoder that the settings name cannot be used
└── UnreachableStoreError  the server that keeps it does not answer
"""


class IndexFailure(Exception):  # noqa: N818 (IndexError is a builtin, and IndexingError would be too narrow)
    """A problem with the index; its message names the fix."""


class MissingIndexError(IndexFailure):
    """There is no index at this place."""


class StaleIndexError(IndexFailure):
    """The index was built by another encoder, format or from other texts."""


class BrokenIndexError(IndexFailure):
    """A file of the index is missing or damaged."""


class BusyIndexError(IndexFailure):
    """Another build holds the lock."""


class UnwritableIndexError(IndexFailure):
    """The folder of the index cannot be written, or its disk is full; the index that was there still is."""


class LLMFailure(IndexFailure):
    """The language model gave no usable words; the message never holds the key or the server's own words.

    `outcome` is one word for the log; `temporary` says whether to try again, `retry_after` after how many seconds.
    """

    def __init__(self, outcome: str, message: str, *, temporary: bool = False, retry_after: float = 0) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.temporary = temporary
        self.retry_after = retry_after


class RerankerError(IndexFailure):
    """The cross-encoder that the settings name is not there, or is none."""


class UnreachableStoreError(IndexFailure):
    """The server that keeps the index, or its client, is not to be had."""
