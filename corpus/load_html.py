"""HTML read as text: block by block, headings marked, tables as rows, what frames the page left out.

selectolax (lexbor, a browser's parser) was chosen over lxml: it repairs broken pages as browsers do and never raises.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.assemble import Assembler
from corpus.errors import FormatError
from corpus.load import Loaded, decode
from corpus.tables import expand, rows, span, whole_number

_SKIP = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "object",
}
_BLOCKS = frozenset(
    "address article blockquote body br center dd div dl dt fieldset figure figcaption footer header hr html li main "  # noqa: SIM905
    "ol p pre section table tbody thead tr ul h1 h2 h3 h4 h5 h6".split()
)
_MENUS = frozenset({"ul", "ol"})
_MAIN = "#UCAP-CONTENT, .TRS_Editor, #zoom, .pages_content, article, main, #content, .article-content, .content"
_CLOSED = re.compile(
    r"<(/?)(?:div|span|table|section|article|blockquote|ul|ol|dl|font|b|i|em|strong|a)\b", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CJK = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]"
MAX_DEPTH = 400


def load_html(data: bytes, name: str) -> Loaded:
    """Read an HTML file."""
    return html_text(_decode(data, name), name)


def html_text(source: str, name: str) -> Loaded:
    """Read HTML that is already decoded."""
    if _nesting(source) > 10 * MAX_DEPTH:
        raise FormatError(f"{name} 的标签嵌套太深,不像一篇文章;请另存为 .txt 后再试")
    tree = LexborHTMLParser(source)
    root = tree.body or tree.root
    out = Assembler()
    if root is not None:
        main = _main(root)
        if main is not root and main.css_first("h1") is None:
            title = root.css_first("h1")
            if title is not None:
                out.line(_squeeze(title.text()), 1)
        _note_frame(main, root, out)
        _walk(main, out, name)
    return out.done()


def _nesting(source: str) -> int:
    """Count how deep the tags that must be closed are nested, before a parser is slowed down by it."""
    depth = deepest = 0
    for tag in _CLOSED.finditer(source):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _decode(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and declared.group(1).lower() in (b"big5", b"shift_jis", b"euc-kr"):
        try:
            return data.decode(declared.group(1).decode("ascii")).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _main(root: LexborNode) -> LexborNode:
    whole = len(root.text(deep=True))
    for node in root.css(_MAIN):
        if len(node.text(deep=True)) >= 0.6 * whole:
            return node
    return root


def _note_frame(main: LexborNode, root: LexborNode, out: Assembler) -> None:
    """Note what stands on the page around its main part."""
    node = main
    while node.mem_id != root.mem_id and node.parent is not None:
        for beside in node.parent.iter():
            if beside.mem_id != node.mem_id and beside.tag not in ("script", "style", "noscript", "template", "h1"):
                out.drop("furniture", _squeeze(beside.text(separator=" "))[:200])
        node = node.parent


def _walk(root: LexborNode, out: Assembler, name: str) -> None:
    inline: list[str] = []

    def flush(depth: int = 0) -> None:
        text = _squeeze("".join(inline))
        inline.clear()
        if text:
            out.line(text, depth)

    def visit(node: LexborNode, level: int) -> None:
        if level > MAX_DEPTH:
            raise FormatError(f"{name} 的标签嵌套超过 {MAX_DEPTH} 层,不像一篇文章;请另存为 .txt 后再试")
        tag = node.tag or ""
        if tag == "-text":
            inline.append(node.text_content or "")
            return
        if tag in _SKIP or tag.startswith(("!", "-")):
            return
        if tag == "table" and _is_data(node):
            flush()
            out.rows(rows(_grid(node)))
            return
        block = tag in _BLOCKS
        if block:
            flush()
        if tag in _MENUS and _is_menu(node):
            out.drop("furniture", _squeeze(node.text(separator=" "))[:200])
            return
        if tag == "li" and node.parent is not None and node.parent.tag == "ol":
            inline.append(f"{_ordinal(node)}.")
        child = node.child
        while child is not None:
            visit(child, level + 1)
            child = child.next
        if block:
            flush(int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0)

    try:
        visit(root, 0)
    except RecursionError:
        raise FormatError(f"{name} 的标签嵌套太深,不像一篇文章;请另存为 .txt 后再试") from None
    flush()


def _is_menu(node: LexborNode) -> bool:
    """Tell a list of links to other pages, and of little else, from text; only the outermost list is looked through."""
    parent = node.parent
    while parent is not None:
        if parent.tag in _MENUS:
            return False
        parent = parent.parent
    links = [link for link in node.css("a[href]") if not (link.attributes.get("href") or "").startswith("#")]
    linked = sum(len(_squeeze(link.text())) for link in links)
    return len(links) > 1 and linked >= 0.9 * len(_squeeze(node.text())) and node.css_first("h1,h2,h3,h4,h5,h6") is None


def _is_data(table: LexborNode) -> bool:
    """Tell a table of data from one that only lays out the page."""
    lines = table.css("tr")
    return table.css_first("table table") is None and len(lines) >= 2 and max(len(r.css("td, th")) for r in lines) >= 2


def _grid(table: LexborNode) -> list[list[str]]:
    cells = [
        [
            (
                _squeeze(cell.text(separator=" ")),
                span(cell.attributes.get("colspan")),
                span(cell.attributes.get("rowspan")),
            )
            for cell in row.css("td, th")
        ]
        for row in table.css("tr")
    ]
    return expand(cells)


def _ordinal(item: LexborNode) -> int:
    count = whole_number(item.parent.attributes.get("start") if item.parent is not None else None)
    before = item.prev
    while before is not None:
        count += before.tag == "li"
        before = before.prev
    return count


def _squeeze(text: str) -> str:
    """Take a source's line breaks out of running text: nothing between Chinese characters, else one space."""
    text = re.sub(rf"(?<={_CJK})[ \t]*\n\s*(?={_CJK})", "", text)
    return re.sub(r"[ \t]*\n\s*|[ \t]+", " ", text).strip()
