"""A clause that lists more than the members that are known is quoted, and no list that lacks one is made of it."""

import pytest

from assistant.types import ListBlock
from tests.assistant.toy import over

TEXT = """手工规划
第一章 总则
学生可以选剪纸、陶艺、木刻、布艺等领域。
第二章 分布
东校区聚焦陶艺、剪纸、木刻等领域,建成手工基地。
西校区聚焦编织和陶艺、剪纸等领域,建成展览中心。
南校区聚焦木刻、剪纸等领域,建成手工作坊。
北校区聚焦布艺、木刻等领域,建成创作中心。
中校区聚焦剪纸、陶艺等领域,建成研究中心。
"""


def test_no_list_begins_midway(tmp_path_factory: pytest.TempPathFactory) -> None:
    assistant = over(TEXT, "crafts", tmp_path_factory)
    whole, more = assistant.ask("东校区聚焦哪些领域?"), assistant.ask("西校区聚焦哪些领域?")
    assert [item.name for b in whole.blocks if isinstance(b, ListBlock) for item in b.items] == [
        "陶艺",
        "剪纸",
        "木刻",
    ]
    assert not [b for b in more.blocks if isinstance(b, ListBlock)]
    assert "编织和陶艺、剪纸" in more.text
    assert "逐一核对" not in more.text
