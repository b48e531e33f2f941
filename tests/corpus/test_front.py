from corpus.parse import parse_text

BODY = "第一章 总则\n正文。\n第二章 布局\n正文。"


def front(text: str):
    parsed = parse_text(text, "d")
    document = parsed.document
    for field in (document.front.title, document.front.date, document.front.issuer, document.front.edition):
        assert field is None or document.text[field.start : field.end] == field.text
    return document, document.front


def test_plan_with_date_and_edition():
    document, found = front(f"某市发展规划(2020年-2035年)(简版)\n二〇二〇年九月\n{BODY}")
    assert document.title == "某市发展规划(2020年-2035年)(简版)"
    assert found.date is not None
    assert found.date.text == "二〇二〇年九月"
    assert found.edition is not None
    assert found.edition.text == "简版"


def test_title_over_two_lines_and_number():
    document, found = front("中共某市委 某市人民政府\n关于实施意见的通知\n某政发〔2021〕5号\n各区：\n一、甲\n正文。")
    assert document.title == "中共某市委 某市人民政府 关于实施意见的通知"
    assert found.number is not None
    assert found.number.text == "某政发〔2021〕5号"


def test_signed_notice():
    _, found = front("关于申报工作的通知\n各单位：\n一、甲\n正文。\n某市科学技术委员会\n2023年5月1日")
    assert found.date is not None
    assert found.issuer is not None
    assert (found.issuer.text, found.date.text) == ("某市科学技术委员会", "2023年5月1日")


def test_law_takes_its_last_amendment():
    _, found = front("某条例\n（2000年3月15日会议通过 根据2015年3月15日决定修正）\n" + BODY)
    assert found.date is not None
    assert found.date.text == "2015年3月15日"


def test_no_title():
    document, found = front("第一章 甲\n正文。")
    assert found.title is None
    assert document.title == "d"


def test_titles_after_a_masthead_an_attachment_label_and_with_a_line_in_brackets():
    document, found = front(f"某市人民政府文件\n某政发〔2021〕5号\n关于印发规划的通知\n各区：\n{BODY}")
    assert document.title == "关于印发规划的通知"
    document, found = front(f"附件1\n某市国土空间规划\n（征求意见稿）\n2022年5月\n{BODY}")
    assert document.title == "某市国土空间规划 （征求意见稿）"
    assert found.edition is not None
    assert found.edition.text == "征求意见稿"
    document, _ = front(f"某市国土空间规划\n（2021年5月1日）\n{BODY}")
    assert document.title == "某市国土空间规划"


def test_a_letterhead_above_the_title_and_an_issuer_in_it():
    _, found = front(f"某市人民政府办公室文件\n某政办发〔2024〕18号\n关于印发某市若干措施的通知\n各区：\n{BODY}")
    assert found.number is not None
    assert found.issuer is not None
    assert (found.issuer.text, found.number.text) == ("某市人民政府办公室", "某政办发〔2024〕18号")
    document, found = front(f"中共某市委 某市人民政府\n关于某事的实施意见\n{BODY}")
    assert document.title == "中共某市委 某市人民政府 关于某事的实施意见"
    assert found.issuer is not None
    assert found.issuer.text == "中共某市委 某市人民政府"


def test_a_law_below_the_order_that_makes_it_public():
    order = "某国主席令\n第四十五号\n《某国河湖保护法》已由会议于2024年6月28日通过,现予公布。\n某国主席 某某"
    document, found = front(f"{order}\n２０２４年６月２８日\n某国河湖保护法\n{BODY}")
    assert document.title == "某国河湖保护法"
    assert found.number is not None
    assert found.number.text == "第四十五号"
    _, found = front("关于某事的意见\n各区：\n一、甲\n正文。\n某市人民政府\n２０２４年８月１日")
    assert found.date is not None
    assert found.date.text == "２０２４年８月１日"
