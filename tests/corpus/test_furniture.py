from corpus.parse import parse_text


def test_site_furniture_is_dropped_at_both_ends():
    head = "首页 > 政务公开\n某市规划\n发布时间：2023-05-01 来源：市科委\n"
    parsed = parse_text(f"{head}<!-- END -->\n第一章 甲\n正文。\n责任编辑：李四\n- 相关解读:\n- 相关政策:", "d")
    assert [d.text for d in parsed.document.dropped] == [
        "首页 > 政务公开",
        "发布时间：2023-05-01 来源：市科委",
        "<!-- END -->",
        "责任编辑：李四",
        "- 相关解读:",
        "- 相关政策:",
    ]
    assert [p.text for p in parsed.passages] == ["某市规划", "正文。"]


def test_what_only_sounds_like_furniture_stays():
    parsed = parse_text("规划\n第一章 甲\n相关政策由市政府制定。", "d")
    assert parsed.document.dropped == ()


def test_page_numbers_in_a_text_file():
    parsed = parse_text("规划\n第一章 甲\n正文一。\n— 1 —\n正文二。\n第 2 页 共 9 页\n第二章 乙\n正文。", "d")
    assert [(d.kind, d.text) for d in parsed.document.dropped] == [
        ("page_number", "— 1 —"),
        ("page_number", "第 2 页 共 9 页"),
    ]
    assert [p.text for p in parsed.passages][1:3] == ["正文一。", "正文二。"]
