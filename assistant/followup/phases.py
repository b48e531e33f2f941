"""Follow-ups about what is done with a matter: 产业化放在哪些校区, 以制造为主的呢."""

from __future__ import annotations

import re

from assistant.asking import INTERROGATIVE
from assistant.followup.types import FollowUp
from assistant.referents import other_names
from assistant.types import Kind

PHASES = ("研发", "产业化", "制造", "生产", "转化", "孵化", "应用", "试验", "销售")  # what is done with one matter
_PHASE_ALONE = re.compile(f"(?:以|负责|做|搞|管)?(?P<phase>{'|'.join(PHASES)})(?:为主)?的?")
_OF_PHASE = re.compile(
    f"^(?:那么?)?[,，]?(?P<phase>{'|'.join(PHASES)})(?:环节|这一?块|方面)?的?(?:呢[,，])?(?=[放布落安由在是归靠]|哪|谁|主要)"
)


def another_phase(body: str, last: str) -> str:
    """以制造为主的呢 after 哪些校区以研发为主: the last question of the other phase; "" for others."""
    before, new = next((p for p in PHASES if p in last), ""), _PHASE_ALONE.fullmatch(body)
    return last.replace(before, new["phase"], 1) if new and before and new["phase"] not in last else ""


def of_the_phase(asked: FollowUp) -> str | None:
    """产业化放在哪些校区 after 丙在哪些校区: of 丙, the matter that was spoken of."""
    said = _OF_PHASE.match(asked.text)
    if not said or asked.own or not INTERROGATIVE.search(asked.text):
        return None
    kinds = {c.label for c in asked.vocabulary.classes if c.suffix}
    asking = [t for t in asked.turns if t.kind is Kind.YESNO or INTERROGATIVE.search(t.standalone)]
    for turn in reversed(asking):
        about = [n for n in other_names(turn.standalone, kinds, asked.vocabulary) if said["phase"] not in n]
        if about:
            return f"{about[0]}{asked.text[said.start('phase') :]}" if len(about) == 1 else None
    return None
