"""What differs between two versions as HTML: by itself, and in its place on the page of one of them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from assistant.places import place
from corpus import Difference, Section, SectionChange, SentenceChange
from corpus.diff_report import KINDS, called_out, counts

MOST_SHOWN = 60  # sections of a difference, and sentences of a section
ANCHORED = re.compile(r'<span class="s" data-a="(\d+)" data-b="\d+">[^<]*</span>')
END = "</section>"


def changes(difference: Difference) -> str:
    """What differs from the version before: sections by kind of change, sentences with their words marked."""
    counted = "、".join(f"{KINDS[kind]} {count}" for kind, count in counts(difference).items() if count)
    head = f"与版本 {difference.old.version} 相比:{counted or '没有差异'};未变 {difference.unchanged} 节"
    shown = difference.sections[:MOST_SHOWN]
    more = len(difference.sections) - len(shown)
    rest = f'<p class="how">还有 {more} 节有改动,没有列出。</p>' if more else ""
    body = f"{''.join(map(_change, shown))}{rest}"
    return f'<details class="changes" open><summary>{escape(head)}</summary>{body}</details>'


def _change(change: SectionChange) -> str:
    kinds = "、".join(KINDS[kind] for kind in change.kinds)
    paths = dict.fromkeys(place(path) for path in (change.old_path, change.new_path) if path is not None)
    sentences = "".join(_sentence(each) for each in change.sentences[:MOST_SHOWN])
    return f"<h4><b>{kinds}</b> {escape(' → '.join(paths))}</h4>{sentences}"


def _sentence(each: SentenceChange) -> str:
    details = ";".join(called_out(each))
    note = f'<p class="how">{escape(details)}</p>' if details else ""
    return f'<p class="said">{marked(each.old or "", each.new or "")}</p>{note}'


def marked(old: str, new: str) -> str:
    """Two wordings as one, what went out struck through and what came in underlined."""
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(escape(old[a:b]))
            continue
        parts += [f"<del>{escape(old[a:b])}</del>"] if b > a else []
        parts += [f"<ins>{escape(new[c:d])}</ins>"] if d > c else []
    return "".join(parts)


# --------------------------------------------------------------------------------------------------- in their place


def switch(version: str, versions: Sequence[str], since: Difference | None) -> str:
    """The choice of a version, and of another to compare it with; nothing where there is only one."""
    if len(versions) < 2:
        return ""
    names = {v: f"{v[:6]}{'(现在的)' if v == versions[0] else ''}" for v in versions}
    compared = since.old.version if since else ""
    others = {"": "不对照", **{v: f"对照 {name}" for v, name in names.items() if v != version}}
    return _select("version", "版本", names, version) + _select("since", "对照的版本", others, compared)


def _select(name: str, label: str, choices: dict[str, str], chosen: str) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in choices.items()
    )
    return f'<select class="{name}" aria-label="{label}">{options}</select>'


def in_place(sections: Sequence[Section], parts: Sequence[str], since: Difference) -> str:
    """The sections of a page with what they replace struck out before it, and what has gone at their end."""
    changed: dict[int, SentenceChange] = {}
    gone: defaultdict[tuple[str, ...] | None, list[str]] = defaultdict(list)
    for change in since.sections:
        for each in change.sentences:
            if each.new_span is not None:
                changed[each.new_span[0]] = each
            elif each.old:
                gone[change.new_path].append(each.old)

    def anchored(found: re.Match[str]) -> str:
        start = int(found[1])
        return _sentence_in_place(changed[start], start) if start in changed else found[0]

    shown = []
    for section, part in zip(sections, parts, strict=True):
        ended = "".join(f'<p class="gone">{_struck(words)}</p>' for words in gone.pop(section.path, ()))
        shown.append(f"{ANCHORED.sub(anchored, part).removesuffix(END)}{ended}{END}")
    left = "".join(f'<p class="gone">{_struck(words)}</p>' for words in gone.get(None, ()))
    head = f'<p class="dropped">与版本 {escape(since.old.version)} 对照:删去的划去,新的加下划线。</p>'
    return head + "".join(shown) + (f'<p class="dropped">这一版没有了的节:</p>{left}' if left else "")


def _sentence_in_place(each: SentenceChange, start: int) -> str:
    """A sentence in spans anchored as the page anchors them, what went out struck through between them."""
    old, new = each.old or "", each.new or ""
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        parts.append(_struck(old[a:b]) if tag != "equal" else "")
        if d > c:
            kind = "s" if tag == "equal" else "s new"
            words = escape(new[c:d])
            parts.append(f'<span class="{kind}" data-a="{start + c}" data-b="{start + d}">{words}</span>')
    return "".join(parts)


def _struck(words: str) -> str:
    return f"<del>{escape(words)}</del>" if words else ""
