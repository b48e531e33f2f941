"""Which names of one class belong to none, or to more than one, of another class: 哪个校区哪种模式都没排进去."""

from __future__ import annotations

import re

from assistant.draft import Draft
from assistant.listing import told_item
from assistant.question import Question
from assistant.selecting import claims_about, joined_mostly
from assistant.sets import ClaimBase
from assistant.types import Check, Kind, ListBlock
from corpus.vocabulary import LARGE_CLASS

LEAST = 3  # members of the class that others belong to
_NONE = re.compile(
    r"(?:[一哪][种个类]都|都)(?:没有?|不|找不到)|(?<!有)没有?被?(?:排|归|列|写|划|分|安排)(?:进|到|入|在)?\w{0,8}(?:任何|哪)|找不到名|漏(?:掉|下|了)|落下|没(?:有)?被?(?:点到|点名|提到|列进|排进)"
    r"|(?<!有)没有?(?:对应|相应|明确|归到|归入|指定)|谁也没|(?:都|也)没(?:有)?被?(?:点|提|列|归|排|写|划|分)|不属于任何|没有?归属"
)
_EVERY = re.compile("(?:每[一个]|都|均|全都|全部)[^,，不没]{0,6}(?:有|属于|归|对应|走|列|划|排|分)")
_SEVERAL = re.compile(
    r"(?:两|2|多)[种个类]\w{0,8}(?:都|同时)|(?:[列归排划算挂放]|属)(?:进|到|入|在|于)+了?(?:两|2|多|好几)[种个类]|同时(?:出现|属于|列|归|在|挂|放|进|走|占|沾)\w{0,3}(?:两|2|多|几)|不止一[种个类]|(?:脚踩|横跨|身兼|兼有|兼属|占了?|同属|分属)(?:两|2|多|好几|不止一)[种个类]"
)


def all_related(question: Question, base: ClaimBase) -> Draft | None:
    """每个校区都有对应的学区吗: whether the text joins every member of a class with one of another, and which not."""
    named = [c for c in base.entry.vocabulary.classes if c.suffix and c.label in question.text]
    meant = next((c for c in named if len(c.members) >= LARGE_CLASS), None)
    if question.kind is not Kind.YESNO or question.names or meant is None or not _EVERY.search(question.text):
        return None
    kinds = [c for c in named if c is not meant and len(c.members) >= LEAST]
    kind, rows = next(((k, found) for k in kinds if (found := joined_mostly(meant, k, base))), (None, {}))
    if kind is None:
        return None
    lacking = {m: claims_about(m, base)[:1] for m, own in rows.items() if not own}
    draft = Draft(check=Check(meant.label, len(rows), len(lacking) or len(rows)))
    if not lacking:
        draft.say(f"是:{len(rows)} 个{meant.label}逐一核对,都写到了属于哪种{kind.label}。依据:")
        for claim in dict.fromkeys(claim for own in rows.values() for _, claim in own):
            draft.quote(base.entry, (claim.start, claim.end))
        return draft
    draft.say(
        f"否:{len(rows)} 个{meant.label}逐一核对,没有写到属于哪种{kind.label}的有 {len(lacking)} 个;文中写到它的是:"
    )
    draft.blocks.append(ListBlock(tuple(told_item(m, claims, draft, base) for m, claims in lacking.items())))
    return draft if draft.citations else None


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
    verdict = ("有。" if found else "没有。") if question.kind is Kind.YESNO else ""
    draft.say(f"{verdict}{len(rows)} 个{meant[0].label}逐一核对,{said}")
    draft.blocks.append(ListBlock(tuple(told_item(m, claims, draft, base) for m, claims in found.items())))
    return draft if several or draft.citations else None
