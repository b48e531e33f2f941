"""Which names of one class belong to none, or to more than one, of another class: 哪个校区哪种模式都没排进去."""

from __future__ import annotations

import re

from assistant.draft import Draft
from assistant.listing import told_item
from assistant.question import Question
from assistant.selecting import claims_about, joined_mostly
from assistant.sets import ClaimBase
from assistant.types import Check, ListBlock
from corpus.vocabulary import LARGE_CLASS

LEAST = 3  # members of the class that others belong to
_NONE = re.compile(
    r"(?:[一哪][种个类]都|都)(?:没有?|不|找不到)|(?<!有)没有?被?(?:排|归|列|写|划|分|安排)(?:进|到|入|在)?\w{0,8}(?:任何|哪)|找不到名|漏(?:掉|下|了)|落下|没(?:有)?被?(?:点到|点名|提到|列进|排进)"
    r"|谁也没|(?:都|也)没(?:有)?被?(?:点|提|列|归|排|写|划|分)|不属于任何|没有?归属"
)
_SEVERAL = re.compile(
    r"(?:两|2|多)[种个类]\w{0,8}(?:都|同时)|(?:[列归排划算挂放]|属)(?:进|到|入|在|于)+了?(?:两|2|多|好几)[种个类]|同时(?:出现|属于|列|归|在|挂|放|进|走|占|沾)\w{0,3}(?:两|2|多|几)|不止一[种个类]|(?:脚踩|横跨|身兼|兼有|兼属|占了?|同属|分属)(?:两|2|多|好几|不止一)[种个类]"
)


def related(question: Question, base: ClaimBase) -> Draft | None:
    """The members that belong to none or to several of a class, where the text joins most of them with one."""
    none, several = _NONE.search(question.text), _SEVERAL.search(question.text)
    if not (none or several) or question.subjects:
        return None
    named = [c for c in base.entry.vocabulary.classes if c.suffix]  # the largest first
    large = [c for c in named if len(c.members) >= LARGE_CLASS]
    meant = [c for c in large if c.label in question.text] or (large if several else [])  # 谁 is of the largest class
    kinds = [c for c in named if c.label in question.text and c not in meant[:1] and len(c.members) >= LEAST]
    joined = ((kind, joined_mostly(meant[0], kind, base)) for kind in kinds) if meant else iter(())
    kind, rows = next((found for found in joined if found[1]), (None, {}))
    if kind is None:
        return None
    if several:
        found = {m: [c for _, c in own] for m, own in rows.items() if len({name for name, _ in own}) > 1}
        said = f"属于两种或更多{kind.label}的有 {len(found)} 个:"
    else:
        found = {m: claims_about(m, base)[:1] for m, own in rows.items() if not own}
        said = f"没有写到属于哪种{kind.label}的有 {len(found)} 个;文中写到它的是:"
    draft = Draft(members=tuple(found), check=Check(meant[0].label, len(rows), len(found)))
    draft.say(f"{len(rows)} 个{meant[0].label}逐一核对,{said}")
    draft.blocks.append(ListBlock(tuple(told_item(m, claims, draft, base) for m, claims in found.items())))
    return draft if several or draft.citations else None
