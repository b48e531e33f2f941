"""What a file would become, without a page: every word escaped, what went out and what came in told apart."""

import re
from html import unescape

from assistant import html_source, html_texts
from corpus import DocumentInfo, compare, parse_text
from tests.scripted import XSS

OLD = parse_text("规划\n第一章 总则\n到2025年建成三个园区。\n第二章 任务\n推进建设。\n", "plan")
NEW = parse_text(f"规划\n第一章 总则\n到2030年建成三个园区。\n第三章 保障\n{XSS}。\n", "plan")
INFO = DocumentInfo("plan", "规划", "plan.txt", "v2", ("v2", "v1"), 30, shipped=False)


def test_a_review_shows_the_outline_and_the_difference_escaped() -> None:
    page = html_texts.review(NEW, "新版.txt", "plan", (INFO,), compare(OLD, NEW))
    assert "<img" not in page
    assert "到20<del>25</del><ins>30</ins>年建成三个园区。" in page
    assert "日期:2025年→2030年" in page
    assert "第三章 保障" in page
    assert 'value="plan" selected>《规划》的新版本' in page


def test_a_new_text_is_offered_by_its_name() -> None:
    page = html_texts.review(NEW, "另.txt", "另", (INFO,), None)
    assert 'value="另" selected>新的文本,编号 另' in page
    assert 'class="changes"' not in page


def test_a_version_is_read_with_what_changed_in_its_place() -> None:
    page = html_source.document(NEW, newest=True, versions=("v2", "v1"), since=compare(OLD, NEW))
    start = NEW.document.text.index("到2030年")
    assert (
        f'<span class="s" data-a="{start}" data-b="{start + 3}">到20</span><del>25</del>'
        f'<span class="s new" data-a="{start + 3}" data-b="{start + 5}">30</span>'
    ) in page
    spans = re.findall(r'<span class="s[^"]*" data-a="(\d+)" data-b="(\d+)">([^<]*)</span>', page)
    assert all(unescape(words) == NEW.document.text[int(a) : int(b)] for a, b, words in spans)
    assert '<p class="gone"><del>推进建设。</del></p>' in page
    assert '<option value="v1">v1</option>' in page
    assert page.count("<section") == page.count("</section>") == len(NEW.sections)
    assert "<del>" not in html_source.document(NEW)


def test_the_library_says_what_can_be_asked() -> None:
    old = html_texts.desk((INFO,), {"plan": "v1"})
    assert "是旧版本" in old
    assert 'data-back="v1"' in old
    assert 'class="chief" data-make>建索引' in old
    assert "data-score" not in old
    new = html_texts.desk((INFO,), {"plan": "v2"}, said="好了", trouble="<b>")
    assert "data-score" in new
    assert "&lt;b&gt;" in new
