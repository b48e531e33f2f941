"""Answer sheets, exported and held against the text again."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import SheetError, sheet
from assistant.__main__ import app
from assistant.export import docx
from assistant.types import Answer, Exchange
from assistant.verify import Verified, verify
from corpus import CorpusError, Library
from tests.scripted import RESEARCH, Scripted

SCRIPT = Scripted()
QUESTIONS = (RESEARCH, "哪些组团聚焦无人机?", "它们分别属于什么模式?", "平谷园组团规划面积多少?", "今天天气")
AT = datetime(2035, 1, 31, 8, 30, tzinfo=UTC)
WRONG = "其中研发服务主要在昌平园、怀柔园、大兴园等区域布局"
RIGHT = "其中研发服务主要在海淀园、怀柔园、大兴园等区域布局"
Change = Callable[[str], str]


def exchanges(*questions: str) -> list[Exchange]:
    return [Exchange(SCRIPT.ask(question), number=i, at=AT) for i, question in enumerate(questions, 1)]


def markdown(folder: Path, *questions: str, change: Change = str) -> Path:
    file = folder / "sheet.md"
    file.write_text(change(sheet.conversation("提问", exchanges(*questions))), "utf-8")
    return file


def word(folder: Path, *questions: str, change: Change = str) -> Path:
    """The text first, its footnotes after it, as in Markdown, where a change meets them."""
    file, changed = folder / "sheet.docx", ("word/document.xml", "word/footnotes.xml")
    with (
        zipfile.ZipFile(io.BytesIO(docx(exchanges(*questions), "提问"))) as made,
        zipfile.ZipFile(file, "w") as written,
    ):
        for name in set(made.namelist()) - set(changed):
            written.writestr(name, made.read(name))
        texts = change("\0".join(made.read(name).decode() for name in changed)).split("\0")
        for name, text in zip(changed, texts, strict=True):
            written.writestr(name, text)
    return file


@pytest.fixture(params=[markdown, word])
def export(request: pytest.FixtureRequest) -> Callable[..., Path]:
    made: Callable[..., Path] = request.param
    return made


def checked(file: Path, home: Path) -> Verified:
    return verify(file, Library(home))


def test_what_was_exported_stands_in_the_text(export: Callable[..., Path], tmp_path: Path) -> None:
    assert checked(export(tmp_path, *QUESTIONS), tmp_path) == Verified(6, (), ())


def test_a_sheet_names_version_and_date(tmp_path: Path) -> None:
    said = markdown(tmp_path, RESEARCH).read_text("utf-8")
    assert f"(简版)》版本 {SCRIPT.parsed.document.version};2035年1月31日" in said


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: text.replace(RIGHT, WRONG), "里没有这句"),
        (lambda text: text.replace(RIGHT, WRONG, 1), "不是引文 [1] 里的话"),
        (lambda text: re.sub(r":(\d+)-(\d+)〕", ":10-20〕", text), "不在所写的位置"),
        (lambda text: text.replace("第二章第三节,第1段", "第二章第三节,第2段"), "出处应为 《"),
        (lambda text: text.replace("@", "@0000"), "没有这个版本"),
        (lambda text: text.replace("〔zgc-2020-2035@", "〔nothing@"), "没有文档 nothing"),
        (lambda text: re.sub(r"〔.*?〕", "", text), "格式不完整"),
    ],
)
def test_a_changed_sheet_is_found_out(
    export: Callable[..., Path], tmp_path: Path, change: Change, problem: str
) -> None:
    found = checked(export(tmp_path, RESEARCH, change=change), tmp_path)
    assert len(found.problems) >= 1
    assert problem in found.problems[-1]


@pytest.mark.parametrize(
    ("before", "after"),
    [("窦店组团", "延庆园组团"), ("聚焦高端医疗器械、", "聚焦"), ("聚焦生物农业", "聚焦生物制药")],
)
def test_a_changed_member_is_found_out(export: Callable[..., Path], tmp_path: Path, before: str, after: str) -> None:
    def change(text: str) -> str:
        at = text.index("1. ") if "1. " in text else 0
        return text[:at] + text[at:].replace(before, after, 1)

    found = checked(export(tmp_path, "哪些组团聚焦无人机?", change=change), tmp_path)
    assert len(found.problems) == 1
    assert "里的话" in found.problems[0]


def test_a_changed_cell_is_found_out(export: Callable[..., Path], tmp_path: Path) -> None:
    given = SCRIPT.ask("它们分别属于什么模式?")
    assert given.citations

    def change(text: str) -> str:
        return text.replace("高端产业集群模式", "领军企业模式", 1)

    assert checked(export(tmp_path, "它们分别属于什么模式?", change=change), tmp_path).problems


def test_a_mark_without_a_clause_is_found_out(tmp_path: Path) -> None:
    file = markdown(tmp_path, RESEARCH, change=lambda text: text.replace("布局[1]", "布局[7]"))
    assert "所标的 [7] 没有引文" in checked(file, tmp_path).problems[0]


def test_what_was_asked_is_no_line_that_a_clause_must_hold(tmp_path: Path) -> None:
    file = markdown(tmp_path, f"{RESEARCH}[7]")
    assert verify(file, Library()).problems == ()


def test_a_word_file_damaged_inside_is_named(tmp_path: Path) -> None:
    file = word(tmp_path, RESEARCH)
    data = bytearray(file.read_bytes())
    at = data.index(b"word/styles.xml") + 200
    data[at : at + 40] = b"x" * 40
    file.write_bytes(data)
    with pytest.raises(SheetError, match="完好"):
        verify(file, Library())


def test_half_a_character_does_not_stop_an_export() -> None:
    exchange = exchanges(RESEARCH)[0]
    assert docx([replace(exchange, answer=replace(exchange.answer, question="甲\ud800"))])


def test_a_newer_version_is_told(export: Callable[..., Path], tmp_path: Path) -> None:
    file = export(tmp_path, RESEARCH, "哪些组团聚焦无人机?")
    newer = tmp_path / "newer.txt"
    newer.write_text(SCRIPT.parsed.document.text.replace("海淀园、怀柔园、大兴园等区域布局", "海淀园布局"), "utf-8")
    Library(tmp_path).add(newer, "zgc-2020-2035")
    found = checked(file, tmp_path)
    assert found.problems == ()
    assert "已有新版本" in found.newer[0]
    assert "其中 1 处引文已不在新版本里" in found.newer[0]


@pytest.mark.parametrize("name", ["x.md", "x.docx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe\x00", "没有引文的文字".encode()])
def test_what_is_no_sheet_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises((SheetError, CorpusError), match=r"x\.(md|docx)"):
        checked(tmp_path / name, tmp_path)


def test_the_command_exits_with_one_and_names_each(home: Path, tmp_path: Path) -> None:
    right = CliRunner().invoke(app, ["verify", str(markdown(tmp_path, *QUESTIONS))])
    assert (right.exit_code, right.stdout) == (0, "")
    assert "核对 6 处引文,都在原文" in right.stderr
    changed = markdown(tmp_path, *QUESTIONS, change=lambda text: text.replace("1. ", "1. x").replace(RIGHT, WRONG))
    wrong = CliRunner().invoke(app, ["verify", str(changed)])
    assert wrong.exit_code == 1
    assert "里没有这句" in wrong.stdout


def test_the_year_that_a_clause_leaves_out_stands_by_its_source(tmp_path: Path) -> None:
    (exchange,) = exchanges(RESEARCH)
    file = tmp_path / "it.md"
    file.write_text(sheet.markdown(replace(exchange, years={1: "到2025年"})), "utf-8")
    assert "第1段(说的是到2025年)〔" in file.read_text("utf-8")
    assert checked(file, tmp_path) == Verified(1, (), ())


def test_an_answer_without_clauses_has_no_sources() -> None:
    given: Answer = SCRIPT.ask("今天天气")
    assert "出处" not in sheet.markdown(Exchange(given))
