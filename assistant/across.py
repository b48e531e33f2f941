"""One question put to several documents, or to several versions of one: each answers with its own clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.apart import Side, told
from assistant.draft import Draft, address
from assistant.opened import MOST_HITS, total
from assistant.render import markdown
from assistant.types import Answer, Block, Cell, Frame, Kind, TableBlock, Understood
from corpus import Document, compare, key
from index import Entry

MOST_CHANGES = 20
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_TEXTS = r"[个份部]?(?:文本|文件|文档|版本|规划|版)"
_BOTH = re.compile(
    r"(?:新版|现行版本?|旧版|以前的?版本?)(?:里|中)?[和与跟同](?:新版|现行版本?|旧版|以前的?版本?)"
    rf"|在?(?:这|那)?(?:(?:新旧|前后)(?:{_TEXTS}|[个份部])?|几{_TEXTS}|[两二](?:{_TEXTS}|[份部者市地省区县]|家(?=[各的都有在对])))"
    r"(?:之间|中|里)?|[与和跟同](?:上|前|旧)一?版本?(?=相比|相较|比)|哪一?[份部版市家](?:的|文本|文件|规划)?|谁的?(?=.{0,10}更)|分别|各自|各(?=[有建设为是要])|(?:请|试)?(?:比较|对比)(?:一下)?|相比|相较"
)
_VERSIONS = re.compile(
    r"(?:新旧|前后|这两|两)个?(?:两个?)?(?:版本|版)|新版[和与跟同]旧版|旧版[和与跟同]新版|[与和跟比](?:上|前|旧)一?版本?(?:相比|比)"
)
_TWO_TEXTS = re.compile(r"[两二][个份部](?:文本|文件|文档)")
_DIFFER = re.compile(
    r"(?:有|存在)?(?:什么|何|哪些|啥)?(?:不同|不一样|区别|差异|差别|异同|变化|改动|改变)(?:之处|的?地方)?(?:在哪里?|是什么|有哪些)?[吗呢]?"
    r"|更(?:[高低多少大小严宽早晚快慢长短]|严格)(?:一?些)?"
    r"|(?:改|变)了(?:什么|哪些)|一(?:致|样)吗|是否(?:一致|相同|不同)"
)
_LINKS = re.compile(
    r"^(?:[和与跟同及对就在、,，:：的]|关于|对于|以及|方面|规定)+|(?:[的上中里,，。?？]|方面|规定|要求|表述|内容){1,20}$"
)
_COMPARES = re.compile(rf"{_DIFFER.pattern}|比较|对比|相比|相较")
_AMOUNT = re.compile(r"(?:数量|总数|总量|个数|人数|面积|比例|占比|规模|金额|目标值|数额)$")
_CAUTION = re.compile(r"(?:\[\d+\])*识别文本,.*请核对原件。$")
_OUTLINE = re.compile(r"(?:章节|目录|结构|框架|提纲)(?:结构|安排|设置)?")
_OF = re.compile(r"的\w{2,6}$")
_NEAREST = "最接近的条文(不是答案)列在下面。"
_ASKS = re.compile(r"多[少久大长远高]|几|哪|什么|谁|何|怎|吗|是否|有没有")


def named(question: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The documents whose titles a question names, where it names several; `titles` maps their ids."""
    asked = key(question)
    found = [doc_id for doc_id, title in titles.items() if any(key(form) in asked for form in _forms(title))]
    return tuple(found) if len(found) > 1 else ()


def of_versions(question: str) -> bool:
    """Whether a question is put to two versions of one text: 新旧两版的组团数量一样吗."""
    return bool(_VERSIONS.search(question))


def of_texts(question: str) -> bool:
    """Whether a question is put to two texts without naming them: 两部文本对人才的要求有什么不同."""
    return bool(_TWO_TEXTS.search(question))


def asked_of_each(question: str, titles: Sequence[str]) -> str:
    """What a question asks of each document, without titles and words of comparing; "" where that is nothing."""
    left = question
    for form in sorted({f for title in titles for f in _forms(title)}, key=len, reverse=True):
        left = re.sub(rf"《?{re.escape(form)}》?", "", left)
    left = _DIFFER.sub("", _BOTH.sub("", left))
    if left == question:
        return question
    wanted = re.search(r"(要求|目标|措施|安排)[^\w]*$", left)
    left = _LINKS.sub("", left)
    if len(left) < 2:
        return ""
    if _ASKS.search(left):
        return f"{left}?"
    if _OUTLINE.fullmatch(left):
        return "全文有哪些章?"
    if _OF.search(left) and not _AMOUNT.search(left):
        return f"{left}有哪些?"
    noun = wanted[1] if wanted and not left.endswith(wanted[1]) else "规定"
    return f"{left}是多少?" if _AMOUNT.search(left) else f"{left}有什么{noun}?"


def joined(question: str, asked: str, parts: Sequence[Side]) -> Answer:
    """The documents' own answers one after the other, each under its label; refused where every one refuses.

    Where it is asked in what two differ, that stands before them.
    """
    whole = Draft()
    answers = [answer for _, _, answer in parts]
    first = answers[0]
    answered = [a for a in answers if a.status != "refused"]
    for label, _, answer in parts:
        whole.say(f"{label}:")
        blocks = [_without_nearest(b) if answered else b for b in answer.blocks if not _is_caution(b)]
        whole.extend(Draft(blocks, list(answer.citations), members=answer.members))
    if len(parts) == len(answered) == 2 and _COMPARES.search(question):
        whole.blocks[:0] = told(parts[0], parts[1], whole)
    quotes = {tuple(key(c.quote) for c in a.citations) for a in answered}
    if len(answered) == len(parts) and len(quotes) == 1:
        whole.say("有关条文的文字相同。")
    ranked = sorted((h for a in answers for h in a.hits), key=lambda hit: hit.rank)[:MOST_HITS]
    return replace(
        first,
        question=question,
        standalone=question if asked == question else f"{asked.rstrip('?？')}?(逐份回答)",
        status="answered" if answered else "refused",
        reason=None if answered else first.reason,
        blocks=whole.shown(),
        text=markdown(whole.shown()),
        citations=tuple(whole.citations),
        hits=tuple(replace(h, rank=n) for n, h in enumerate(ranked, 1)),
        check=None,
        engine=next((a.engine for a in answers if a.engine != "extractive"), "extractive"),
        usage=total([call for a in answers if a.usage for call in a.usage.calls]),
        nearest=() if answered else first.nearest,
        notices=tuple(dict.fromkeys(n for a in answers for n in a.notices)),
        members=whole.members,
    )


def changes(question: str, entries: Sequence[Entry], labels: Sequence[str]) -> Answer:
    """What is not the same in two documents, sentence beside sentence (the first two, where there are more)."""
    (old, new), titles = entries[:2], labels[:2]
    rows = [
        (change.new_path or change.old_path or (), pair)
        for change in compare(old.parsed, new.parsed).sections
        for pair in change.sentences
    ]
    draft = Draft()
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


def labels(documents: Sequence[Document], current: Collection[str]) -> tuple[str, ...]:
    """What each document is called among them: 《title》, or its version where another has the title too.

    `current` are the versions that are in force.
    """
    titles = Counter(document.title for document in documents)
    return tuple(
        f"《{document.title}》"
        if titles[document.title] == 1
        else f"{'现行版本' if document.version in current else '以前的版本'} {document.version}"
        for document in documents
    )


def _is_caution(block: Block) -> bool:
    """Whether a block says that citations are of recognised text, which is said anew of the whole answer."""
    return isinstance(block, Frame) and _CAUTION.match(block.text) is not None


def _without_nearest(block: Block) -> Block:
    """A refusal without the words that the nearest clauses follow, where those of another document do."""
    return Frame(block.text.replace(_NEAREST, "")) if isinstance(block, Frame) else block
