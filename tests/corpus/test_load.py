import os

import pytest

from corpus.errors import EmptyFileError, EncodingError, FormatError, LoadError
from corpus.load import MAX_LINE, load
from corpus.parse import parse_file

TEXT = "某市规划\r\n第一章 总则\r\n建设国家中心。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_one_text(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert load(path).text == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("name", "data", "error", "word"),
    [
        ("a.txt", b"", EmptyFileError, "空文件"),
        ("a.txt", b" \n\t\n", EmptyFileError, "空文件"),
        ("a.txt", "\ufeff".encode(), EmptyFileError, "没有文字"),
        ("a.txt", b"a\0b", FormatError, "NUL"),
        ("a.txt", b"%PDF-1.7 ...", FormatError, "扩展名"),
        ("a.md", b"PK\x03\x04....", FormatError, "扩展名"),
        ("a.txt", b"\xff\xff\xff\x81", EncodingError, "UTF-8"),
        ("a.txt", "第一行说的是甲乙丙丁\n".encode() + "第二行\n".encode("gb18030") * 9, EncodingError, "第 1 行"),
        ("a.xyz", b"abc", FormatError, ".docx"),
        ("a", b"abc", FormatError, "扩展名"),
    ],
)
def test_errors_name_the_fix(tmp_path, name, data, error, word):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=word) as caught:
        load(path)
    assert "请" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_folder(tmp_path):
    with pytest.raises(LoadError, match="没有这个文件"):
        load(tmp_path / "no.txt")
    (tmp_path / "d.txt").mkdir()
    with pytest.raises(LoadError, match="文件夹"):
        load(tmp_path / "d.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(LoadError, match="普通文件"):
        load(tmp_path / "pipe.txt")


def test_the_longest_line(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("长" * MAX_LINE, encoding="utf-8")
    parsed = parse_file(path)
    assert "".join(p.text for p in parsed.passages) == "长" * MAX_LINE
    assert max(len(p.text) for p in parsed.passages) <= 1000
