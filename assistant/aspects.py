"""Which of the clauses about a name tell what is asked of it: by the verbs of the question, or what it is to become."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.sets import ClaimBase
from corpus.types import Claim

_AIM = re.compile("(?:建设|发展|主要)?(?:目标|定位)|打造(?=[成什啥哪])|(?:建设?|办|做|发展|变)成")
_AIMS_AT = re.compile("^(?:努力|加快|着力)?(?:打造|建成|建设|构建|形成|成为|定位[为于])")


def told_of(claims: Sequence[Claim], asked: str, base: ClaimBase) -> list[Claim]:
    """The clauses that tell it; [] where none does. 目标 and 定位 are told by those that say what is to be made."""
    verbs = [cue for cue in base.entry.vocabulary.cues if cue in _AIM.sub("", asked)]
    aims = _AIM.search(asked) is not None
    return [c for c in claims if any(v in base.text(c) for v in verbs) or (aims and _AIMS_AT.match(base.text(c)))]
