from corpus import parse_text, references

LAW = """某条例
第一章 总则
第一条 依照本法第三条、第五条和《劳动法》第三条、第四条办理，见第二章第一节。
第二条 按照立法法第一条执行；具体见附件2和附件9。
第二章 分则
第一节 甲
第三条 违反第一条规定的，见本章第二节；第八条另定。
第二节 乙
第四条 正文。
第三章 丙
第一节 丁
第五条之一 正文见第五条之一。
第五条 见第一节。
附件2
任务表
内容。
"""


def test_references_resolve_to_the_sections_meant():
    parsed = parse_text(LAW, "d")
    paths = {s.section_id: s.path for s in parsed.sections}
    found = [(r.text, " ".join(paths[r.targets[0]][-2:]) if r.targets else None) for r in references(parsed)]
    assert found == [
        ("第三条", "第一节 甲 第三条"),
        ("第五条", "第一节 丁 第五条"),
        ("第二章第一节", "第二章 分则 第一节 甲"),
        ("附件2", "附件2 任务表"),
        ("附件9", None),
        ("第一条", "第一章 总则 第一条"),
        ("第二节", "第二章 分则 第二节 乙"),
        ("第八条", None),
        ("第五条之一", "第一节 丁 第五条之一"),
        ("第一节", "第三章 丙 第一节 丁"),
    ]
    for r in references(parsed):
        assert parsed.document.text[r.start : r.end] == r.text


def test_a_part_is_a_section_of_the_first_level():
    parsed = parse_text("意见\n一、甲\n见第二部分。\n二、乙\n正文。", "d")
    (found,) = references(parsed)
    assert found.targets == (parsed.sections[2].section_id,)


def test_a_long_run_of_items_between_two_references_takes_no_time():
    parsed = parse_text(f"条例\n第一条 甲。\n第二条 依照第一条{'项' * 58}和第二条。\n", "d")
    assert len(references(parsed)) == 2
