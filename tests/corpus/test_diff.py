import json

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Difference, compare, diff_report, parse_text
from corpus.details import details, members
from tests.corpus.generate import plans

OLD = """某市规划
第一章 总则
到2025年,建设31个组团。总规模不变。
第二章 产业
重点布局在甲园、乙园和丙园等区域。
第三章 空间
空间布局的正文内容在这里,说明怎样安排。
第四章 保障
组织保障的正文内容在这里,说明怎样落实。
"""


def diff(new: str) -> Difference:
    return compare(parse_text(OLD, "old"), parse_text(new, "new"))


def kinds(difference: Difference) -> list[tuple[tuple[str, ...], str]]:
    return [(c.kinds, " / ".join(c.new_path or c.old_path or ())) for c in difference.sections]


def test_nothing_changed():
    assert diff(OLD).sections == ()
    assert diff(OLD).unchanged == 5


def test_numbers_dates_and_members_are_called_out():
    found = diff(OLD.replace("31", "32").replace("2025", "2030").replace("乙园和", "丁园、乙园和"))
    assert kinds(found) == [(("changed",), "第一章 总则"), (("changed",), "第二章 产业")]
    assert [(d.kind, d.old, d.new) for c in found.sections for s in c.sentences for d in s.details] == [
        ("date", "2025年", "2030年"),
        ("number", "31个组团", "32个组团"),
        ("member", "", "丁园"),
    ]


def test_an_inserted_chapter_renames_the_later_ones():
    new = OLD.replace("第四章", "第五章").replace("第三章 空间", "第三章 交通\n新写的交通一章。\n第四章 空间")
    assert kinds(diff(new)) == [
        (("added",), "第三章 交通"),
        (("renamed",), "第四章 空间"),
        (("renamed",), "第五章 保障"),
    ]


def test_renamed_removed_and_moved():
    assert kinds(diff(OLD.replace("第三章 空间", "第三章 统筹布局"))) == [(("renamed",), "第三章 统筹布局")]
    gone = OLD.replace("第四章 保障\n组织保障的正文内容在这里,说明怎样落实。\n", "")
    assert kinds(diff(gone)) == [(("removed",), "第四章 保障")]
    old = parse_text(
        "规划\n一、甲\n（一）乙\n乙的正文,说明怎样安排。\n（二）丙\n丙的正文,说明怎样落实。\n二、丁\n（一）戊\n戊的正文。",
        "o",
    )
    new = parse_text(
        "规划\n一、甲\n（一）乙\n乙的正文,说明怎样安排。\n二、丁\n（一）戊\n戊的正文。\n（二）丙\n丙的正文,说明怎样落实。",
        "n",
    )
    assert kinds(compare(old, new)) == [(("moved",), "二、丁 / （二）丙")]


def test_an_inserted_article_does_not_change_the_others():
    old = "条例\n" + "".join(f"第{n}条 这是关于{t}的规定,应当遵守。\n" for n, t in zip("一二三", "甲乙丙", strict=True))
    new = "条例\n" + "".join(
        f"第{n}条 这是关于{t}的规定,应当遵守。\n" for n, t in zip("一二三四", "甲丁乙丙", strict=True)
    )
    found = compare(parse_text(old, "o"), parse_text(new, "n"))
    assert [c.kinds for c in found.sections] == [("added",), ("renamed",), ("renamed",)]


def test_sentences_stand_side_by_side():
    found = diff(OLD.replace("总规模不变。", "总规模保持不变。新增一句。"))
    (change,) = found.sections
    assert [(s.old, s.new) for s in change.sentences] == [("总规模不变。", "总规模保持不变。"), (None, "新增一句。")]


def test_reports():
    found = diff(OLD.replace("31", "32").replace("第三章 空间", "第三章 <布局>"))
    assert "数字:31个组团→32个组团" in diff_report.text(found)
    page = diff_report.page(found)
    assert "<ins>2</ins>" in page
    assert "&lt;布局&gt;" in page
    data = json.loads(json.dumps(diff_report.data(found)))
    assert data["summary"] == {"added": 0, "removed": 0, "renamed": 1, "moved": 0, "changed": 1, "unchanged": 3}


def test_members():
    assert members("重点聚焦甲、乙和丙等领域,以及丁、戊。") == ["重点聚焦甲", "乙", "丙", "以及丁", "戊"]
    assert [(d.old, d.new) for d in details("聚焦甲、乙。", "聚焦丙、甲、乙。")] == [("", "丙")]


@given(plans(), plans(), st.booleans())
@settings(max_examples=25, deadline=None)
def test_every_sentence_is_accounted_for(one, other, same):
    old, new = parse_text(one.text, "d"), parse_text((one if same else other).text, "d")
    found = compare(old, new)
    assert not (same and found.sections)
    for parsed, side in ((old, "old_span"), (new, "new_span")):
        spans = [getattr(s, side) for c in found.sections for s in c.sentences if getattr(s, side) is not None]
        assert len(spans) == len(set(spans))
        assert set(spans) <= {span for p in parsed.passages for span in p.sentences}
    removed = sum("removed" in c.kinds for c in found.sections)
    added = sum("added" in c.kinds for c in found.sections)
    assert len(old.sections) - removed == len(new.sections) - added
