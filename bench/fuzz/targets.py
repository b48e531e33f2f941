"""The doors that are tried, and how many of a thousand cases each gets: what is cheap gets most."""

from assistant import Assistant, load_settings
from bench.fuzz import asking, inputs, patterns, reading
from bench.fuzz.types import Target

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("headings", 430, reading.headings),
        Target("outline", 100, reading.outline),
        Target("difference", 10, reading.difference),
        Target("text", 60, reading.plain),
        Target("html", 50, reading.page),
        Target("docx", 20, reading.word),
        Target("pdf", 10, reading.pdf),
        Target("library", 10, reading.library),
        Target("understanding", 40, asking.understanding),
        Target("follow-up", 50, asking.follow_up),
        Target("written", 60, asking.written),
        Target("ask", 10, asking.ask),
        Target("programs", 10, asking.programs),
        Target("sheets", 30, inputs.sheets),
        Target("kept", 30, inputs.kept),
        Target("batch", 20, inputs.batch),
        Target("gold", 30, inputs.gold),
        Target("settings", 10, inputs.settings),
        Target("patterns", 20, patterns.patterns),
    )
}


def opened() -> Assistant:
    """The assistant of the current index, without a language model."""
    return Assistant.open(load_settings().without_llm())
