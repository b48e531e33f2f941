"""Words of the general dictionary: what they are, and the first and last ones of a text."""

from __future__ import annotations

from functools import lru_cache

from corpus.dictionary import Tokenizer, dictionary


@lru_cache(maxsize=1)
def base_tokenizer() -> Tokenizer:
    """A tokenizer with the general words only, shared by what needs no others."""
    return Tokenizer()


def last_word(text: str) -> str:
    """The last word of a text, a lone last character joined to the word before it (分|园 → 分园)."""
    words: list[str] = base_tokenizer().lcut(text)
    if not words:
        return ""
    return words[-1] if len(words[-1]) > 1 or len(words) == 1 else words[-2] + words[-1]


def first_word(text: str) -> str:
    """The word that a text opens with, as the general dictionary cuts it."""
    return next(iter(base_tokenizer().lcut(text)), "")


def is_word(text: str) -> bool:
    """Whether the general dictionary has this word."""
    return bool(dictionary().count(text))


def is_proper(word: str) -> bool:
    """Whether a word is a proper noun, or unknown to the general dictionary."""
    return part_of_speech(word).startswith(("ns", "nr", "nt", "nz", "x"))


def is_verbal(word: str) -> bool:
    """Whether a word is a verb or an adverb in the general dictionary."""
    return part_of_speech(word) != "vn" and part_of_speech(word).startswith(("v", "d", "p", "c", "u"))


def is_noun(word: str) -> bool:
    """Whether the general dictionary has a word, as a noun."""
    return part_of_speech(word).startswith("n")


def is_topical(word: str) -> bool:
    """Whether a word can be what a sentence is about: a noun, a verb that stands for one, or unknown; no time word."""
    return part_of_speech(word).startswith(("n", "v", "x", "an", "l", "i", "j"))


def part_of_speech(word: str) -> str:
    """The part of speech of a word as jieba writes it; "x" where the general dictionary has it not."""
    return dictionary().tag(word)
