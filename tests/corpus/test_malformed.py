"""Malformed files: one clear line and exit code 1, the library unchanged."""

import random

import docx
import pytest
from typer.testing import CliRunner

from corpus.__main__ import app
from tests.corpus.files import as_pdf, saved

DOCX, PDF = saved(docx.Document()), as_pdf(["某市规划", "正文。" * 40])
NOISE = random.Random(7).randbytes(4000)
CASES = {
    **{f"empty{s}": b"" for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"blank{s}": b" \n\t \n" for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"noise{s}": NOISE for s in (".txt", ".md", ".docx", ".pdf", ".html")},
    **{f"nul{s}": "第一章\0甲".encode() for s in (".txt", ".md", ".html")},
    **{f"docx-as{s}": DOCX for s in (".txt", ".md", ".pdf", ".html")},
    **{f"pdf-as{s}": PDF for s in (".txt", ".md", ".docx", ".html")},
    **{f"half{i}.docx": DOCX[: len(DOCX) * i // 8] for i in range(1, 8)},
    **{f"half{i}.pdf": PDF[: len(PDF) * i // 40] for i in range(1, 8)},
    "ole.docx": b"\xd0\xcf\x11\xe0" + NOISE,
    "no-text.html": b"<html><body><script>x</script></body></html>",
    "no-text.docx": DOCX,
    "mixed.txt": "第一章 总则与其他\n".encode() + "第二章\n".encode("gb18030") * 5,
    "deep.html": b"<div>" * 100_000,
    "unknown.xls": b"abc",
    "unknown": b"abc",
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_message(name, tmp_path, monkeypatch):
    monkeypatch.setenv("CEWEN_HOME", str(tmp_path / "home"))
    path = tmp_path / name
    path.write_bytes(CASES[name])
    done = CliRunner().invoke(app, ["add", str(path), "--id", "p"])
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("错误:")
    assert done.stderr.count("\n") == 1
    assert not list((tmp_path / "home").glob("documents/*/*"))


def test_there_are_at_least_forty():
    assert len(CASES) >= 40
