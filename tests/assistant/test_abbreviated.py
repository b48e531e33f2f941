"""Organisations named in short, as people do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abbreviated import as_defined, written_out

TEXT = "由市发展改革委牵头,市工业和信息化局、青河文旅投资集团、省投资集团配合,办公室设在县农业农村局,农商银行放贷。"


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("发改委管什么", "发展改革委管什么"),
        ("工信局和发改委谁牵头", "工业和信息化局和发展改革委谁牵头"),
        ("文旅投集团要建哪些景区", "文旅投资集团要建哪些景区"),
        ("县农业局做什么", "县农业农村局做什么"),
        ("办公室设在哪", "办公室设在哪"),
        ("教育局管什么", "教育局管什么"),
        ("这事谁来办", "这事谁来办"),
        ("农商银行放贷吗", "农商银行放贷吗"),
    ],
)
def test_a_short_form_is_written_as_the_text_has_it(question: str, written: str) -> None:
    assert written_out(question, TEXT) == written


def test_one_that_fits_two_is_left() -> None:
    assert written_out("文投集团", "文化投资集团和文旅投资集团") == "文投集团"


@given(st.text(alphabet="发改委文旅投集团局办公司院,市 a", max_size=30))
def test_what_the_text_has_is_never_changed(question: str) -> None:
    assert written_out(question, question + TEXT) == question


SHORTENED = "云港数据流通服务中心(以下简称“流通中心”)挂牌。由云港数智集团有限公司（以下简称数智集团）运营。"


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("云港数据流通服务中心归谁管", "流通中心归谁管"),
        ("数据流通服务中心归谁管", "流通中心归谁管"),
        ("云港数智集团有限公司运营什么", "数智集团运营什么"),
        ("流通中心归谁管", "流通中心归谁管"),
        ("服务中心归谁管", "服务中心归谁管"),
    ],
)
def test_a_name_that_the_text_shortens_is_written_as_it_goes_on(question: str, written: str) -> None:
    assert as_defined(question, SHORTENED) == written
