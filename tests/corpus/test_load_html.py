import pytest

from corpus.errors import FormatError
from corpus.load_html import load_html


def text(source: str) -> str:
    return load_html(source.encode(), "a.html").text


def test_blocks_are_lines_and_frames_are_left_out():
    page = (
        "<nav>首页</nav><script>x</script><div>甲<b>乙</b><br>丙<p>丁\n  戊</p>己</div><!-- 注 --><footer>脚</footer>"
    )
    assert text(page) == "甲乙\n丙\n丁戊\n己\n脚\n"


def test_a_list_of_links_is_a_menu_and_named():
    menu = "<ul><li><a href='/'>首页</a></li><li><ul><li><a href='/zw'>政务公开</a></li></ul></li></ul>"
    loaded = load_html(f"<div>{menu}</div><h1>某规划</h1><p>正文。</p>".encode(), "a.html")
    assert loaded.text == "某规划\n正文。\n"
    assert [piece.text for piece in loaded.dropped] == ["首页 政务公开"]
    own = "<ul><li><a href='#1'>第一章</a></li><li><a href='#2'>第二章</a></li></ul>"
    assert text(f"{own}<p>甲</p>") == "第一章\n第二章\n甲\n"
    said = "<ul><li><a href='/a'>甲法</a>第一条的规定</li><li><a href='/b'>乙法</a></li></ul>"
    assert text(said) == "甲法第一条的规定\n乙法\n"


def test_the_main_part_is_taken_with_the_page_title():
    page = f"<h1>某规划</h1><p>分享</p><div id='zoom'><p>{'正文。' * 30}</p></div>"
    loaded = load_html(page.encode(), "a.html")
    assert loaded.text == "某规划\n" + "正文。" * 30 + "\n"
    assert loaded.marks == ((0, 1),)


def test_tables_lists_and_charset():
    table = (
        "<table><tr><th>指标</th><th>数</th></tr><tr><td rowspan=2>面积</td><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    assert text(table) == "指标 | 数\n指标:面积;数:1\n指标:面积;数:2\n"
    assert text("<ol start=3><li>甲<li>乙</ol>") == "3.甲\n4.乙\n"
    assert load_html("<meta charset=gbk><p>第一章</p>".encode("gb18030"), "a.html").text == "第一章\n"


def test_deep_nesting_is_refused():
    with pytest.raises(FormatError, match="嵌套"):
        text("<div>" * 5000 + "x")


def test_numbers_of_any_length_in_the_markup_are_read():
    many = "9" * 5000
    page = f"<ol start={many}><li>甲</ol><table><tr><td>乙<td colspan={many}>丙<tr><td rowspan={many}>丁<td>戊</table>"
    assert text(page) == "1.甲\n乙 | 丙\n乙:丁;丙:戊\n"
