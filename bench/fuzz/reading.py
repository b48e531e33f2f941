"""Texts and files: the grammar of headings, the whole parse, each loader, the library's own files."""

import json
from random import Random

from bench.fuzz import files, words
from bench.fuzz.checks import faults
from bench.fuzz.types import Case, Fault, Place, claim
from corpus import Library, Parsed, compare, key, normalise, parse_text, references, sentences
from corpus.headings import Line, marked, read
from corpus.load import MAX_BYTES, Loaded, load
from corpus.numbering import chinese
from corpus.numerals import number
from corpus.outline import report
from corpus.parse import parse_loaded
from corpus.store import pack, unpack
from corpus.text import lines


def headings(_: Place) -> Case:
    """One line: its mark, its heading, its folding, its sentences."""

    def case(r: Random) -> None:
        said = words.line(r)
        for start, end in lines(said):
            line = marked(Line(start, end, said[start:end]))
            claim(said[line.start : line.end] == line.text, f"a mark moved the line {said[:60]!r}")
            heading = read(line) if line.text else None
            if heading:
                within = line.start <= heading.start <= heading.end <= heading.body <= line.end
                claim(within, f"a heading leaves its line {said[:60]!r}")
        folded = normalise(said, spaces=True)
        claim(len(folded.text) + 1 == len(folded.offsets), f"folding lost an offset in {said[:60]!r}")
        spans = sentences(said)
        claim("".join(said[a:b] for a, b in spans) == said, f"sentences lost a character of {said[:60]!r}")
        claim(key(said) == key(key(said)), f"folding twice differs for {said[:60]!r}")
        value = r.randrange(10_000)
        claim(number(chinese(value)) == value, f"{value} does not come back from its numeral")
        number(words.numeral(r) + words.digits(r))

    return case


def outline(_: Place) -> Case:
    """A text to its outline, its references, and as JSON and back."""

    def case(r: Random) -> None:
        parsed = whole(parse_text(words.text(r), "d"))
        references(parsed)
        json.dumps(report(parsed))

    return case


def difference(_: Place) -> Case:
    """A text and what an editor made of it."""

    def case(r: Random) -> None:
        before = words.text(r, 20)
        changed = parse_text(words.spoilt(r, before), "d")
        compare(parse_text(before, "d"), changed)

    return case


def plain(place: Place) -> Case:
    """Text files in every encoding, some damaged."""

    def case(r: Random) -> None:
        said, suffix = words.text(r), r.choice((".txt", ".md"))
        data = files.plain(said, r)
        opened(place, suffix, files.damaged(r, data) if r.random() < 0.6 else data)

    return case


def page(place: Place) -> Case:
    """HTML pages: as they are, with tags lost, with bytes damaged."""

    def case(r: Random) -> None:
        said = [words.line(r) for _ in range(r.randrange(12))]
        source = files.html_page(said, r)
        kind = r.random()
        if kind < 0.4:
            source = files.respelt(r, source)
        data = source.encode(r.choice(("utf-8", "gb18030")), "replace")
        opened(place, ".html", files.damaged(r, data) if kind > 0.7 else data)

    return case


def word(place: Place) -> Case:
    """Word files: as they are (then nothing is lost), with parts respelt, with bytes damaged."""
    made = files.Word()

    def case(r: Random) -> None:
        said = [words.line(r) for _ in range(r.randrange(10))]
        body, kind = made.body(said, r), r.random()
        parts = {"word/document.xml": body.encode("utf-8", "replace"), "word/numbering.xml": made.numbering(r)}
        if 0.3 < kind < 0.8:
            name = r.choice(("word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml"))
            whole_part = parts.get(name) or made.parts.get(name, b"")
            parts[name] = files.respelt(r, whole_part.decode("utf-8")).encode("utf-8", "replace")
        data = made.packed(parts)
        loaded = opened(place, ".docx", files.damaged(r, data) if kind > 0.8 else data)
        if loaded and kind <= 0.3:
            left = "".join((loaded.text, *(d.text for d in loaded.dropped)))
            claim(all(c in left for c in "".join(said) if c.isalnum()), "a character of a Word file is lost")

    return case


def pdf(place: Place) -> Case:
    """PDF files, most of them damaged."""

    def case(r: Random) -> None:
        pages = [[words.line(r) for _ in range(r.randrange(6))] for _ in range(r.randrange(1, 4))]
        data = files.pdf([[(70, 780 - 20 * row, said[:38]) for row, said in enumerate(p) if said] for p in pages])
        opened(place, ".pdf", files.damaged(r, data) if r.random() < 0.8 else data)

    return case


def library(place: Place) -> Case:
    """The library's own files, damaged; ids that are none."""
    home = place.folder / "library"
    source = place.folder / "规划.txt"
    source.write_text("规划\n第一章 总则\n正文。\n", "utf-8")
    Library(home).add(source, "d")
    kept = {path: path.read_bytes() for path in (home / "documents" / "d").glob("*.json")}

    def case(r: Random) -> None:
        path, data = r.choice(sorted(kept.items()))
        value = json.loads(data)
        path.write_text(words.json_line(r, value), "utf-8", "replace")
        try:
            its = Library(home, plans=home)
            if r.random() < 0.5:
                its.list()
            its.get(r.choice(("d", words.piece(r))), r.choice((None, words.piece(r))))
        finally:
            path.write_bytes(data)

    return case


def opened(place: Place, suffix: str, data: bytes) -> Loaded | None:
    """Load and parse a file of these bytes; what is read must be whole, and come back from the library's form."""
    path = place.folder / f"某规划{suffix}"
    path.write_bytes(data)
    loaded = load(path)
    claim(len(data) <= MAX_BYTES, "a file that is too large was read")
    claim(unpack(json.loads(json.dumps(pack(loaded)))) == loaded, "what was loaded does not come back")
    whole(parse_loaded(loaded, "d", path.name))
    return loaded


def whole(parsed: Parsed) -> Parsed:
    """A parsed document of which everything holds."""
    for fault in faults(parsed):
        raise Fault(fault)
    return parsed
