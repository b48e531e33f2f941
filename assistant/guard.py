"""Check an answer against the text: what is shown as the text's stands in the cited span, and counts equal members."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.types import Block, Citation, Frame, ListBlock, Statement, TableBlock, Written
from corpus.grammar import MEASURES

_COUNT = re.compile(rf"(\d+) [{MEASURES}]符合")


def violations(blocks: Sequence[Block], citations: Sequence[Citation], texts: Mapping[str, str]) -> list[str]:
    """What is wrong with an answer; empty when all is well. `texts` maps document ids to their texts."""
    quotes = {c.number: c.quote for c in citations}
    shifted = [c.number for c in citations if texts[c.doc_id][c.start : c.end] != c.quote]
    found = [f"引文 [{number}] 与原文不一致" for number in shifted]
    shown: int | None = None
    for block in blocks:
        match block:
            case Statement():
                if quotes.get(block.citation) != block.text:
                    found.append(f"语句与引文 [{block.citation}] 不一致")
            case Written():
                found.extend(f"语句引了没有的引文 [{n}]" for n in block.citations if n not in quotes)
                if not block.citations:
                    found.append("语句没有引文")
            case ListBlock():
                for item in block.items:
                    cited = "".join(quotes.get(n, "") for n in item.citations)
                    if any(part not in cited for part in re.split("……|;", item.text) if part):
                        found.append(f"“{item.name}”的文字不在引文里")
                if shown is not None and shown != len(block.items):
                    found.append(f"称 {shown} 个,列出 {len(block.items)} 个")
                shown = None
            case TableBlock():
                for row in block.rows:
                    for cell in row[1:]:
                        cited = "".join(quotes.get(n, "") for n in cell.citations)
                        if any(part not in cited for part in re.split("[;、]", cell.text) if part):
                            found.append("表格中的文字不在引文里")
            case Frame():
                count = _COUNT.search(block.text)
                shown = int(count[1]) if count else shown
    return found
