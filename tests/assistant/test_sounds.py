"""Words typed by their sound are written as the text writes them; what is a word already stays."""

import pytest

from assistant.sounds import Sounds
from index.tokens import Tokens

TEXT = "校车规模不得超过四十平方公里,各校区食堂留样。园区是校区的一部分。"
TOKENS = Tokens(("校区", "食堂"))
SOUNDS = Sounds(TOKENS.words(TEXT), TEXT)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("校车规摸是多少平方公理?", "校车规模是多少平方公里?"),
        ("食糖留样吗", "食糖留样吗"),  # 食糖 is a word of its own
        ("各校区是哪些", "各校区是哪些"),
        ("ABC 规摸", "ABC 规模"),
    ],
)
def test_only_what_is_no_word_is_mended(typed: str, meant: str) -> None:
    assert SOUNDS.mend(typed, TOKENS) == meant
