from corpus.parse import parse_text
from corpus.passages import MAX_PASSAGE


def test_long_paragraphs_are_cut_at_sentence_ends_and_keep_their_number():
    sentence = "加强统筹协同" * 10 + "。"
    parsed = parse_text("规划\n第一章 甲\n" + sentence * 20 + "\n第二段。", "d")
    parts = [p for p in parsed.passages if p.path and p.paragraph == 1]
    assert len(parts) > 1
    assert "".join(p.text for p in parts) == sentence * 20
    assert all(len(p.text) <= MAX_PASSAGE and p.text.endswith("。") for p in parts)
    assert parsed.passages[-1].paragraph == 2


def test_equal_passages_have_different_ids():
    parsed = parse_text("规划\n第一章 甲\n正文。\n正文。", "d")
    ids = [p.passage_id for p in parsed.passages]
    assert len(set(ids)) == len(ids)


def test_ids_do_not_move_with_the_text_before():
    one = parse_text("规划\n第一章 甲\n正文。\n第二章 乙\n别的。", "d")
    other = parse_text("规划\n第一章 甲\n改了的正文,更长。\n第二章 乙\n别的。", "d")
    assert one.passages[-1].passage_id == other.passages[-1].passage_id
    assert one.passages[-2].passage_id != other.passages[-2].passage_id


def test_front_lines_are_passages_of_the_root():
    parsed = parse_text("# 规划\n2020年9月\n## 第一章 甲\n- 正文。", "d")
    assert [(p.path, p.paragraph, p.text) for p in parsed.passages] == [
        ((), 1, "规划"),
        ((), 2, "2020年9月"),
        (("第一章 甲",), 1, "正文。"),
    ]


def test_no_passage_is_white_space_or_ends_in_it():
    parsed = parse_text("规划\n第一章 甲\n统筹" + "\t" * 3000 + "协同" + "\u2028" * 700 + "发展。", "d")
    assert "".join("".join(p.text.split()) for p in parsed.passages if p.path) == "统筹协同发展。"
    assert all(p.text == p.text.strip() == parsed.document.text[p.start : p.end] for p in parsed.passages)
