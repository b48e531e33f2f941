"""Several documents, several versions of one, and an index that is built anew while it is open."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import Answer, Assistant, QuestionError, Settings, across
from assistant.guard import violations
from assistant.types import Frame, TableBlock
from index import Layout, Retriever, Source, build
from tests.index.toy import DATA, ToyEncoder, made, source

FILTERED = "哪些水厂聚焦膜过滤?"
OLD = source("water")
NEW = made((DATA / "water.txt").read_text("utf-8").replace("雨水调蓄、膜过滤", "雨水调蓄、活性炭"), "water")
WAS, IS = (s.parsed.document.version for s in (OLD, NEW))


def opened(home: Path) -> Assistant:
    encoder = ToyEncoder()
    return Assistant(Retriever.open(home, encoder), Settings(home=home), encoder)


def built(home: Path, *sources: Source, older: tuple[Source, ...] = ()) -> Assistant:
    build(home, sources, ToyEncoder(), older=older)
    return opened(home)


@pytest.fixture
def both(home: Path) -> Assistant:
    """The new version of the one text with its old one, and another text."""
    return built(home, NEW, source("schools"), older=(OLD,))


def versions(answer: Answer) -> set[str]:
    return {c.version for c in answer.citations}


def test_the_current_version_answers_unless_an_older_one_is_asked(both: Assistant) -> None:
    now, before = (both.ask(FILTERED, doc=doc) for doc in ("water", f"water@{WAS[:4]}"))
    assert (versions(now), versions(before)) == ({IS}, {WAS})
    assert "双桥水厂" not in now.members
    assert "双桥水厂" in before.members
    assert both.ask(FILTERED, doc=f"water@{IS[:4]}").text == now.text
    texts = {"water": OLD.parsed.document.text}
    assert not violations(before.blocks, before.citations, texts)


@pytest.mark.parametrize("doc", ["water@0000", "water@", "nothing", "nothing@0000"])
def test_what_is_not_indexed_is_named(both: Assistant, doc: str) -> None:
    with pytest.raises(QuestionError, match="索引里没有"):
        both.ask(FILTERED, doc=doc)


def test_two_versions_answer_side_by_side(both: Assistant) -> None:
    answer = both.ask(FILTERED, doc=[f"water@{WAS}", "water"])
    assert versions(answer) == {WAS, IS}
    frames = [b.text for b in answer.blocks if isinstance(b, Frame)]
    assert [f for f in frames if f.startswith("版本")] == [f"版本 {WAS}:", f"版本 {IS}:"]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_what_has_changed_between_two_versions(both: Assistant) -> None:
    answer = both.ask("新旧两版有什么不同?", doc=[f"water@{WAS}", "water"])
    (table,) = (b for b in answer.blocks if isinstance(b, TableBlock))
    ((_, old, new),) = table.rows
    assert ("膜过滤" in old.text, "活性炭" in new.text) == (True, True)
    assert [c.version for c in answer.citations] == [WAS, IS]


def test_a_question_that_names_two_texts_is_answered_from_both(both: Assistant) -> None:
    titles = {p.document.doc_id: p.document.title for p in both.documents()}
    answer = both.ask(f"《{titles['water']}》和《{titles['schools']}》第一章分别讲什么?")
    assert {c.doc_id for c in answer.citations} == {"water", "schools"}
    assert f"《{titles['schools']}》:" in answer.text


def test_the_answer_says_which_text_it_quotes(both: Assistant) -> None:
    title = NEW.parsed.document.title
    assert f"出自《{title}》" in both.ask(FILTERED).notices
    assert not both.ask(FILTERED, doc="water").notices


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("《某市供水规划(2021年)》和《某市排水条例》对资金来源的规定有什么不同?", "资金来源有什么规定?"),
        ("某市供水规划与某市排水条例分别由谁负责实施?", "由谁负责实施?"),
        ("比较一下两份文件", ""),
        ("新旧版本有哪些变化?", ""),
        ("规划期限到哪一年?", "规划期限到哪一年?"),
    ],
)
def test_what_is_asked_of_each(question: str, asked: str) -> None:
    assert across.asked_of_each(question, ["某市供水规划(2021年)", "某市排水条例"]) == asked


def test_a_new_build_is_taken_up_by_what_is_open(home: Path) -> None:
    asked = built(home, OLD)
    before = asked.ask(FILTERED)
    build(home, (NEW,), ToyEncoder(), older=(OLD,))
    assert versions(asked.ask(FILTERED)) == {IS}
    assert [p.document.version for p in asked.documents()] == [IS]
    assert asked.ask(FILTERED, doc=f"water@{WAS}").text == before.text


def test_what_is_open_goes_on_where_the_new_build_cannot_be_opened(home: Path) -> None:
    asked = built(home, OLD)
    before = asked.ask(FILTERED)
    layout = Layout(home)
    layout.current.write_text("nowhere", encoding="utf-8")
    assert asked.ask(FILTERED).text == before.text
    layout.current.unlink()
    assert asked.ask("哪些水厂聚焦智能加药?").status == "answered"


def test_threads_ask_while_builds_go_on(home: Path) -> None:
    asked = built(home, OLD)
    texts = {s.parsed.document.version: {"water": s.parsed.document.text} for s in (OLD, NEW)}

    def ask(number: int) -> Answer:
        return asked.ask(f"{FILTERED}{' ' * number}")

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(ask, range(60))
        for source_ in (NEW, OLD, NEW):
            build(home, (source_,), ToyEncoder())
        found = list(answers)
    for answer in found:
        (version,) = versions(answer)
        assert not violations(answer.blocks, answer.citations, texts[version])
    assert versions(asked.ask(FILTERED)) == {IS}
