"""The longest phrases of a text that a trie knows, each written as the trie has it."""

from collections.abc import Iterator

from marisa_trie import BytesTrie


def written(text: str, table: BytesTrie, longest: int) -> Iterator[str]:
    """The text phrase by phrase as `table` writes each; a character that begins none stands as it is.

    `longest` is how many characters of a phrase are looked at.
    """
    at = 0
    while at < len(text):
        known = table.prefixes(text[at : at + longest].partition("\0")[0])  # a trie ends its keys by this sign
        phrase = max(known, key=len, default="")
        yield table[phrase][0].decode("utf-8") if phrase else text[at]
        at += len(phrase) or 1
