"""Files read as texts: the format is chosen by the file's name and checked against its bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EmptyFileError, EncodingError, FormatError, LoadError
from corpus.types import Dropped, Page

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 5_000_000
MAX_LINE = 100_000  # the longest paragraphs of official texts are a few thousand characters
TABLE_ROW = -1
PLAIN = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
IMAGES = (".png", ".jpg", ".jpeg")
HTML = (".html", ".htm", ".xhtml")
_MAGIC = {
    b"%PDF": ".pdf",
    b"PK\x03\x04": ".docx 或其他 zip",
    b"\xd0\xcf\x11\xe0": "旧式 .doc 或加密的 Office",
    b"{\\rtf": ".rtf",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's text and what only its format knows.

    `marks` are (offset of a line, heading depth from 1) where the format itself says that the line is a heading, and
    (offset, TABLE_ROW) where it says that it is the row of a table; `dropped` is what the loader left out of the text
    (start == end == -1). `recognised` are (offset of a line, the reader's confidence in it, 0..1) where the line was
    read from an image.
    """

    text: str
    pages: tuple[Page, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    recognised: tuple[tuple[int, float], ...] = ()


def load(path: Path) -> Loaded:
    """Read a file; raise a LoadError that says what to do where it cannot be read."""
    suffix = path.suffix.lower()
    reader = _reader(suffix)
    if reader is None:
        raise FormatError(
            f"不读 {path.suffix or '没有扩展名的'} 文件:{path.name};请另存为 {'、'.join(supported())} 之一"
        )
    return bounded(reader(read_bytes(path), path.name), path.name)


def supported() -> tuple[str, ...]:
    """Name the file extensions that can be read."""
    return ".txt", ".md", ".docx", ".pdf", ".html", ".png", ".jpg"


def read_bytes(path: Path) -> bytes:
    """Read a file's bytes within the size limit."""
    try:
        if path.is_dir():
            raise FormatError(f"{path} 是文件夹;请给出一个文件")
        if path.exists() and not path.is_file():
            raise FormatError(f"{path} 不是普通文件;请给出一个文件")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FormatError(f"{path.name} 有 {size / 1048576:.0f} MB,超过 {MAX_BYTES // 1048576} MB;请拆成几个文件")
        data = path.read_bytes()
    except FileNotFoundError:
        raise LoadError(f"没有这个文件:{path};请检查路径") from None
    except OSError as error:
        raise LoadError(f"不能读 {path}:{error.strerror or error};请检查路径和权限") from error
    if not data.strip():
        raise EmptyFileError(f"{path.name} 是空文件;请检查导出或下载是否完整")
    return data


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 (with or without BOM), UTF-16 with BOM or GB18030; newlines become \\n."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        for magic, kind in _MAGIC.items():
            if data.startswith(magic):
                raise FormatError(
                    f"{name} 的内容是 {kind} 文件,与扩展名不符;请改正扩展名,或另存为 .docx 或 .txt 后再试"
                )
        if b"\0" in data:
            raise FormatError(f"{name} 含有 NUL 字节,不是文本文件;请用原来的软件另存为 .txt(UTF-8)")
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and (line := _utf8_line(data)):
            raise EncodingError(f"{name} 混用了编码:第 {line} 行是 UTF-8,别处不是;请在编辑器里统一另存为 UTF-8")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise EncodingError(f"{name} 既不是 UTF-8 也不是 GB18030;请在编辑器里另存为 UTF-8")


def load_plain(data: bytes, name: str) -> Loaded:
    """Read .txt: the text is the file's own, but for lines that were broken at a width."""
    from corpus.plain import unbroken

    return Loaded(unbroken(decode(data, name)))


def load_markdown(data: bytes, name: str) -> Loaded:
    """Read .md: the text is the file's own, but for its tables."""
    from corpus.plain import tabled

    return tabled(decode(data, name))


def bounded(loaded: Loaded, name: str) -> Loaded:
    """Refuse a text that is empty or too long, or is not parted into lines."""
    if not any(char.isalnum() for char in loaded.text):
        raise EmptyFileError(f"{name} 里没有文字;请检查导出是否完整")
    if len(loaded.text) > MAX_CHARACTERS:
        raise FormatError(f"{name} 有 {len(loaded.text)} 个字符,超过 {MAX_CHARACTERS};请拆成几个文件")
    for number, line in enumerate(loaded.text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise FormatError(f"{name} 第 {number} 行有 {len(line)} 个字符,不像分段的文本;请检查换行,或重新导出")
    return loaded


def _reader(suffix: str) -> Callable[[bytes, str], Loaded] | None:
    if suffix in PLAIN:
        return load_plain
    if suffix in MARKDOWN:
        return load_markdown
    if suffix == ".docx":
        from corpus.load_docx import load_docx

        return load_docx
    if suffix == ".pdf":
        from corpus.load_pdf import load_pdf

        return load_pdf
    if suffix in HTML:
        from corpus.load_html import load_html

        return load_html
    if suffix in IMAGES:
        from corpus.load_image import load_image

        return load_image
    return None


def _utf8_line(data: bytes) -> int | None:
    """Give the first line that is UTF-8 beyond doubt in a file that as a whole is not."""
    for count, line in enumerate(data.split(b"\n"), 1):
        if sum(byte > 0x7F for byte in line) >= 12:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return count
    return None
