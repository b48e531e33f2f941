"""One question put to several documents, or to several versions of one: each answers with its own clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.draft import Draft, address
from assistant.opened import MOST_HITS, total
from assistant.render import markdown
from assistant.types import Answer, Cell, Kind, TableBlock, Understood
from corpus import compare, key
from index import Entry

MOST_CHANGES = 20
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_BOTH = re.compile(
    r"(?:这|那)?(?:新旧|前后|两|二|几)(?:[个份部版]?(?:文本|文件|文档|版本|规划|版)|[个份部版])?(?:之间|中|里)?|分别|各自"
    r"|(?:请|试)?(?:比较|对比)(?:一下)?|相比|相较"
)
_DIFFER = re.compile(
    r"(?:有|存在)?(?:什么|何|哪些|啥)?(?:不同|不一样|区别|差异|差别|异同|变化|改动|改变)(?:之处|的?地方)?(?:在哪里?|是什么|有哪些)?"
    r"|(?:改|变)了(?:什么|哪些)|一(?:致|样)吗|是否(?:一致|相同|不同)"
)
_LINKS = re.compile(
    r"^(?:[和与跟同及对就在、,，:：的]|关于|对于|以及|方面|规定)+|(?:[的上中里和与,，。?？]|方面|规定|要求|表述|内容){1,20}$"
)
_ASKS = re.compile(r"多少|几|哪|什么|谁|何|怎|吗|是否|有没有")


def named(question: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The documents whose titles a question names, where it names several; `titles` maps their ids."""
    asked = key(question)
    found = [doc_id for doc_id, title in titles.items() if any(key(form) in asked for form in _forms(title))]
    return tuple(found) if len(found) > 1 else ()


def asked_of_each(question: str, titles: Sequence[str]) -> str:
    """What a question asks of each document, without titles and words of comparing; "" where that is nothing."""
    left = question
    for form in sorted({f for title in titles for f in _forms(title)}, key=len, reverse=True):
        left = re.sub(rf"《?{re.escape(form)}》?", "", left)
    left = _DIFFER.sub("", _BOTH.sub("", left))
    if left == question:
        return question
    left = _LINKS.sub("", left)
    if len(left) < 2:
        return ""
    return f"{left}?" if _ASKS.search(left) else f"{left}有什么规定?"


def joined(question: str, asked: str, parts: Sequence[tuple[Entry, Answer]]) -> Answer:
    """The documents' own answers one after the other, each under its title; refused where every one refuses."""
    whole = Draft()
    for entry, answer in parts:
        whole.say(f"{_label(entry, [e for e, _ in parts])}:")
        whole.extend(Draft(list(answer.blocks), list(answer.citations), members=answer.members))
    first = parts[0][1]
    answered = [a for _, a in parts if a.status != "refused"]
    quotes = {tuple(key(c.quote) for c in a.citations) for a in answered}
    if len(answered) == len(parts) and len(quotes) == 1:
        whole.say("有关条文的文字相同。")
    ranked = sorted((h for _, a in parts for h in a.hits), key=lambda hit: hit.rank)[:MOST_HITS]
    return replace(
        first,
        question=question,
        standalone=question if asked == question else f"{asked.rstrip('?？')}?(逐份回答)",
        status="answered" if answered else "refused",
        reason=None if answered else first.reason,
        blocks=tuple(whole.blocks),
        text=markdown(whole.blocks),
        citations=tuple(whole.citations),
        hits=tuple(replace(h, rank=n) for n, h in enumerate(ranked, 1)),
        check=None,
        engine=next((a.engine for _, a in parts if a.engine != "extractive"), "extractive"),
        usage=total([call for _, a in parts if a.usage for call in a.usage.calls]),
        nearest=() if answered else first.nearest,
        notices=tuple(dict.fromkeys(n for _, a in parts for n in a.notices)),
        members=whole.members,
    )


def changes(question: str, entries: Sequence[Entry]) -> Answer:
    """What is not the same in two documents, sentence beside sentence (the first two, where there are more)."""
    old, new = entries[:2]
    rows = [
        (change.new_path or change.old_path or (), pair)
        for change in compare(old.parsed, new.parsed).sections
        for pair in change.sentences
    ]
    draft = Draft()
    titles = [_label(entry, entries) for entry in (old, new)]
    if rows:
        draft.say(f"{titles[0]}与{titles[1]}有 {len(rows)} 句不同:")
        cells = [
            (
                Cell(address(path, 0)),
                _cell(draft, old, pair.old_span),
                _cell(draft, new, pair.new_span),
            )
            for path, pair in rows[:MOST_CHANGES]
        ]
        draft.blocks.append(TableBlock(("所在", *titles), tuple(cells)))
        if len(rows) > MOST_CHANGES:
            draft.say(f"以上是前 {MOST_CHANGES} 句;全部见 `python -m corpus diff`。")
    else:
        draft.say(f"{titles[0]}与{titles[1]}的正文相同。")
    return Answer(
        question=question,
        standalone=question,
        understood=Understood(Kind.COMPARE),
        status="answered",
        reason=None,
        blocks=draft.shown(),
        text=markdown(draft.shown()),
        citations=tuple(draft.citations),
        hits=(),
    )


def _cell(draft: Draft, entry: Entry, span: tuple[int, int] | None) -> Cell:
    if span is None:
        return Cell("")
    number = draft.cite(entry, span)
    return Cell(draft.citations[number - 1].quote, (number,))


def _forms(title: str) -> tuple[str, ...]:
    """A title and the title without its last brackets: 某规划(2020年-2035年)(简版), 某规划."""
    bare = title
    while (shorter := _BRACKETS.sub("", bare).strip()) != bare:
        bare = shorter
    return tuple(dict.fromkeys(form for form in (title, bare) if len(form) > 3))


def _label(entry: Entry, among: Sequence[Entry]) -> str:
    """《title》, or the version where another of them has the title too."""
    document = entry.parsed.document
    same = sum(e.parsed.document.title == document.title for e in among) > 1
    return f"版本 {document.version}" if same else f"《{document.title}》"
