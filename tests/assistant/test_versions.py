"""Several documents, several versions of one, and an index that is built anew while it is open."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import Answer, Assistant, QuestionError, Settings, across
from assistant.draft import Draft
from assistant.guard import violations
from assistant.types import Frame, Kind, TableBlock, Understood
from index import Entry, Layout, Retriever, Source, build
from index.content import enter
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
    assert [f for f in frames if "版本" in f] == [f"以前的版本 {WAS}:", f"现行版本 {IS}:"]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def quoted(place: Source, *words: str) -> tuple[str, Entry, Answer]:
    """An answer that cites these words of a text, with the text and its label."""
    entry, draft = enter(place.parsed), Draft()
    for each in words:
        start = place.parsed.document.text.index(each)
        draft.quote(entry, (start, start + len(each)))
    answer = Answer("", "", Understood(Kind.FACT), "answered", None, draft.shown(), "", tuple(draft.citations), ())
    return f"《{place.parsed.document.title}》", entry, answer


ONE = made(
    "青江市供水规划\n第一章 目标\n到2025年,供水能力达到120万吨,漏损率降到8%以下。\n第二章 工艺\n"
    "重点推广膜过滤、臭氧消毒、智能加药的工艺。\n第三章 检查\n每两年检查一次,检查结果向社会公布。",
    "one",
)
OTHER = made(
    "白河市供水规划\n第一章 目标\n到2025年,供水能力达到86万吨,漏损率降到8%以下。\n第二章 工艺\n"
    "重点推广膜过滤、智能加药、紫外消毒的工艺。\n第三章 公开\n检查结果向社会公布。每年检查一次。",
    "other",
)


@pytest.mark.parametrize(
    ("one", "other", "rows", "shared"),
    [
        (
            "到2025年,供水能力达到120万吨,漏损率降到8%以下。",
            "到2025年,供水能力达到86万吨,漏损率降到8%以下。",
            [("数字", "供水能力达到120万吨", "供水能力达到86万吨")],
            "到2025年;漏损率降到8%以下",
        ),
        (
            "重点推广膜过滤、臭氧消毒、智能加药的工艺。",
            "重点推广膜过滤、智能加药、紫外消毒的工艺。",
            [("各自另列", "臭氧消毒", "紫外消毒")],
            "重点推广膜过滤;智能加药",
        ),
        (  # the other answer cites one sentence, its text has the other clause in the next
            "每两年检查一次,检查结果向社会公布。",
            "检查结果向社会公布。",
            [("表述", "每两年检查一次", "每年检查一次")],
            "检查结果向社会公布",
        ),
        ("每两年检查一次", "检查结果向社会公布。", [("表述", "每两年检查一次", "每年检查一次")], "检查结果向社会公布"),
    ],
)
def test_a_comparison_says_what_differs_and_what_is_shared(
    one: str, other: str, rows: list[tuple[str, ...]], shared: str
) -> None:
    answer = across.joined("有什么不同?", "", [quoted(ONE, one), quoted(OTHER, other)])
    tables = [block for block in answer.blocks if isinstance(block, TableBlock)]
    assert [tuple(cell.text for cell in row) for block in tables for row in block.rows] == rows
    assert f"相同的是:{shared}。" in answer.text
    assert answer.text.index("不同的是:") < answer.text.index("《青江市供水规划》:")
    assert not violations(
        answer.blocks, answer.citations, {s.parsed.document.doc_id: s.parsed.document.text for s in (ONE, OTHER)}
    )
    answer = across.joined("是什么?", "", [quoted(ONE, one), quoted(OTHER, other)])
    assert "不同的是" not in answer.text, "nobody asked for a difference"


def test_a_refusal_beside_an_answer_promises_no_nearest_clauses(both: Assistant) -> None:
    answer = both.ask("哪些水厂聚焦膜过滤,有什么不同?", doc=["water", "schools"])
    assert answer.status == "answered"
    assert "列在下面" not in answer.text


def test_texts_that_have_nothing_in_common_are_not_held_against_each_other() -> None:
    answer = across.joined("有什么不同?", "", [quoted(ONE, "每两年检查一次"), quoted(source("schools"), "第一章")])
    assert "不同的是" not in answer.text


def test_a_set_beside_no_set_is_not_taken_apart(both: Assistant) -> None:
    """What the one lists and the other does not is no difference between clauses."""
    listed = both.ask(FILTERED, doc="water")
    entry = enter(NEW.parsed)
    parts = [("甲", entry, listed), quoted(NEW, "白石水厂聚焦发展污泥处置、深度净化、沼气发电等工艺")]
    assert "不同的是" not in across.joined("有什么不同?", "", parts).text


def test_what_two_sets_share_and_say_differently(both: Assistant) -> None:
    answer = both.ask("新旧两版哪些水厂聚焦雨水调蓄,有什么不同?", doc=[f"water@{WAS}", "water"])
    assert answer.text.startswith("两者都有的 2 项:双桥水厂、柳湾水厂。")
    (table,) = (b for b in answer.blocks if isinstance(b, TableBlock))
    assert [tuple(cell.text for cell in row) for row in table.rows] == [("双桥水厂", "膜过滤", "活性炭")]


@pytest.mark.parametrize("doc", [None, "water"])
def test_a_question_of_two_versions_is_put_to_both(both: Assistant, doc: str | None) -> None:
    assert versions(both.ask("新旧两版哪些水厂聚焦膜过滤,有什么不同?", doc=doc)) == {WAS, IS}
    assert versions(both.ask(FILTERED, doc=doc)) == {IS}
    assert versions(both.ask("新旧两版哪些水厂聚焦膜过滤,有什么不同?", doc=f"water@{WAS}")) == {WAS}, "one was chosen"


def test_a_question_of_two_texts_is_put_to_both(both: Assistant) -> None:
    assert {c.doc_id for c in both.ask("两部文本第一章分别讲什么?").citations} == {"water", "schools"}
    assert len({c.doc_id for c in both.ask("第一章讲什么?").citations}) == 1


def test_a_text_without_an_older_version_is_asked_alone(home: Path) -> None:
    assert versions(built(home, NEW).ask("新旧两版哪些水厂聚焦膜过滤?")) == {IS}


def test_two_sets_are_held_against_each_other(both: Assistant) -> None:
    answer = both.ask("新旧两版哪些水厂聚焦膜过滤,有什么不同?", doc=[f"water@{WAS}", "water"])
    assert f"两者都有的 2 项:东岭水厂、南塘水厂;只在以前的版本 {WAS}的 1 项:双桥水厂。" in answer.text


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
        ("两市的供水总量一样吗?", "供水总量是多少?"),
        ("两部文本对水厂的要求有什么不同?", "水厂有什么要求?"),
        ("新版和旧版评估多久一次,有什么不同?", "评估多久一次?"),
        ("双桥水厂的工艺在新旧两版里有什么变化?", "双桥水厂的工艺有哪些?"),
        ("两份文件对公众参与的规定有什么区别?", "公众参与有什么规定?"),
        ("新版和旧版的章节一样吗?", "全文有哪些章?"),
        ("两家各有几座水厂?", "有几座水厂?"),
        ("哪一份的供水总量更高?", "供水总量是多少?"),
        ("两市相比,谁的供水总量更多?", "供水总量是多少?"),
        ("两份规划每年检查多少次,有区别吗?", "每年检查多少次?"),
        ("与上一版相比,人才公寓有什么变化?", "人才公寓有什么规定?"),
        ("两年后要做到什么?", "两年后要做到什么?"),
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
