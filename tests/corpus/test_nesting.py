"""Which headings stand and how they nest, seen through whole small texts."""

from corpus.parse import parse_text


def tree(text: str) -> list[tuple[int, str]]:
    return [(s.level, s.heading) for s in parse_text(text, "d").sections[1:]]


def test_the_document_says_how_its_families_nest():
    usual = "规划\n一、甲\n（一）乙\n正文。\n（二）丙\n正文。\n二、丁\n（一）戊\n正文。\n（二）己\n正文。"
    assert tree(usual)[:2] == [(1, "一、甲"), (2, "（一）乙")]
    turned = "规划\n（一）甲\n一、乙\n正文。\n二、丙\n正文。\n（二）丁\n一、戊\n正文。\n二、己\n正文。"
    assert tree(turned)[:2] == [(1, "（一）甲"), (2, "一、乙")]


def test_numbers_that_run_on_across_parents():
    text = "规划\n一、甲\n（一）乙\n正文。\n（二）丙\n正文。\n二、丁\n（三）戊\n正文。\n（四）己\n正文。"
    assert tree(text) == [
        (1, "一、甲"),
        (2, "（一）乙"),
        (2, "（二）丙"),
        (1, "二、丁"),
        (2, "（三）戊"),
        (2, "（四）己"),
    ]


def test_equal_numbers_are_two_sections():
    text = "规划\n1.甲\n正文。\n2.乙\n正文。\n2.丙\n正文。\n"
    assert tree(text) == [(1, "1.甲"), (1, "2.乙"), (1, "2.丙")]


def test_lists_are_no_headings():
    assert tree("通知\n一、材料\n1、申请书\n2、执照\n3、证书\n二、时间\n五月。") == [(1, "一、材料"), (1, "二、时间")]
    law = "条例\n第一条 下列属于数据：\n（一）行政数据；\n（二）其他数据。\n第二条 本条例施行。"
    assert tree(law) == [(1, "第一条"), (1, "第二条")]


def test_wrong_markdown_depth_does_not_move_a_chapter():
    text = "# 法\n## 第一章 甲\n### 第一节 乙\n正文。\n### 第二章 丙\n正文。\n## 第三章 丁\n正文。"
    assert tree(text) == [(1, "第一章 甲"), (2, "第一节 乙"), (1, "第二章 丙"), (1, "第三章 丁")]


def test_unnumbered_markdown_beside_numbers():
    text = "# 标准\n## 总则\n### 原则\n正文。\n## 分级\n### 5.1 颅脑\n#### 5.1.1 重伤\n6.19 均含本数\n## 附则\n正文。"
    assert tree(text) == [
        (1, "总则"),
        (2, "原则"),
        (1, "分级"),
        (2, "5.1 颅脑"),
        (3, "5.1.1 重伤"),
        (1, "附则"),
    ]


def test_titled_articles_and_broken_labels():
    text = "纲要\n第一编 总论\n第一章\n总体思路\n第1条 目标\n建成中心。\n第2条 范围\n全市。\n附 则\n解释。"
    assert tree(text) == [
        (1, "第一编 总论"),
        (2, "第一章 总体思路"),
        (3, "第1条 目标"),
        (3, "第2条 范围"),
        (1, "附 则"),
    ]


def test_articles_that_open_with_a_title():
    articles = (
        "支持重大项目。对新引进的给予补助。",
        "培育链主企业。给予奖励。",
        "开拓市场。给予补贴。",
        "本措施自2024年起施行。有效期三年。",
    )
    text = "\n".join(("措施", *(f"第{n}条 {words}" for n, words in zip("一二三四", articles, strict=True))))
    assert tree(text) == [(1, "第一条 支持重大项目"), (1, "第二条 培育链主企业"), (1, "第三条 开拓市场"), (1, "第四条")]
    law = "某法\n第一条 为了规范立法,制定本法。\n第二条 立法适用本法。另有规定的除外。\n第三条 立法应当依法进行。"
    assert tree(law) == [(1, "第一条"), (1, "第二条"), (1, "第三条")]


def test_appendices_hold_their_own_parts_and_mentions_do_not_stand():
    text = (
        "通知\n一、甲\n正文。\n附件：任务表\n市政府\n2021年5月1日\n附件1\n任务表\n一、乙\n正文。\n附件2\n指标表\n正文。"
    )
    assert tree(text) == [(1, "一、甲"), (1, "附件1 任务表"), (2, "一、乙"), (1, "附件2 指标表")]


def test_a_reference_out_of_order_is_no_heading():
    text = "规划\n第一章 甲\n正文引用\n第九十章 另行规定\n正文。\n第二章 乙\n正文。"
    assert [h for _, h in tree(text)] == ["第一章 甲", "第二章 乙"]


def test_an_emergency_plan_is_numbered_by_decimals():
    text = "应急预案\n1 总则\n1.1 目的\n正文。\n10 人以上的，属于重大。\n2 体系"
    text += "\n2.1 机构\n2.1.1 应急委\n正文。\n3 机制\n3.5万平方米的场所。"
    assert tree(text) == [
        (1, "1 总则"),
        (2, "1.1 目的"),
        (1, "2 体系"),
        (2, "2.1 机构"),
        (3, "2.1.1 应急委"),
        (1, "3 机制"),
    ]


def test_headings_in_bold_type_with_text_run_in():
    text = "# 意见\n\n**一、甲**\n\n**（一）乙。**正文。\n\n**（二）丙** 正文。"
    text += "\n\n1. **丁。** 正文。\n\n2. **戊。** 正文。"
    parsed = parse_text(text, "d")
    assert [(s.level, s.heading) for s in parsed.sections[1:]] == [
        (1, "一、甲"),
        (2, "（一）乙"),
        (2, "（二）丙"),
        (3, "1. 丁"),
        (3, "2. 戊"),
    ]
    assert [p.text for p in parsed.passages] == ["意见", *["正文。"] * 4]


def test_parts_and_marks_after_the_number():
    text = (
        "纲要\n第一部分：甲\n第一章、乙\n正文。\n第二章、丙\n正文。\n第二部分：丁\n第二部分第二章所列另行安排。\n正文。"
    )
    assert tree(text) == [(1, "第一部分：甲"), (2, "第一章、乙"), (2, "第二章、丙"), (1, "第二部分：丁")]


def test_a_signed_list_of_attachments_is_none():
    text = "意见\n一、甲\n正文。\n二、乙\n正文。\n附件：\n1. 任务清单\n2. 责任分工\n某市人民政府\n2021年3月5日"
    assert tree(text) == [(1, "一、甲"), (1, "二、乙")]


def test_articles_that_are_left_out_do_not_lose_the_rest():
    text = "摘编\n第一条 甲。\n第二条 乙。\n第九十条 丙。\n第九十一条 丁。\n第九条 戊。"
    assert [h for _, h in tree(text)] == ["第一条", "第二条", "第九十条", "第九十一条"]


def test_an_appendix_with_a_colon():
    text = "通知\n一、甲\n正文。\n二、乙\n正文。\n附件1：\n项目表\n序号 项目"
    assert tree(text)[-1] == (1, "附件1： 项目表")


def test_items_of_an_article_are_no_headings():
    text = "条例\n第一条 有下列行为的，处罚款：\n（一）未登记。逾期的，处一万元。"
    text += "\n（二）未报告。逾期不改的，处二万元。\n第二条 施行。"
    assert tree(text) == [(1, "第一条"), (1, "第二条")]


def test_a_short_run_stands_where_its_family_has_titles_elsewhere():
    long = (
        "到2025年，建成若干个有影响的产业集群，到2030年，建成有全球影响力的产业集群，形成完整的创新链条和产业链条体系。"
    )
    text = f"意见\n一、甲\n（一）乙。正文。\n（二）丙。正文。\n（三）丁。正文。\n二、戊\n（一）{long}\n（二）己。正文。"
    assert [h for _, h in tree(text)][-3:] == ["二、戊", "（一）", "（二）己"]
