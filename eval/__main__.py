"""`python -m eval`: run, score, list, compare, gate, audit, update, report, harvest, beir, judge.

Imports inside the commands, so that help is quick; errors become text in `main`.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eval.console import Choice

app = typer.Typer(
    help="用题目评一遍,看每次改动之后哪里好了、哪里差了、是不是真的。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

GoldOption = Annotated[list[Path] | None, typer.Option("--gold", help="题目文件或文件夹(可多次);默认 eval/gold")]
OutOption = Annotated[Path | None, typer.Option("--out", help="记录写到哪个文件夹;默认 var/runs")]
SplitOption = Annotated[str | None, typer.Option("--split", help="只评 dev 或 test")]
TypeOption = Annotated[str | None, typer.Option("--type", help="只评一种问法,如 list、count、value")]
TagOption = Annotated[str | None, typer.Option("--tag", help="只评一个题组,如 paraphrase、absent")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="最多评多少题")]
StaleOption = Annotated[bool, typer.Option("--allow-stale", help="证据与原文不符的题单独记下,不中止")]


@app.command("run", help="把题目问一遍、评分、写下记录,并按 dev / test 列表。")
def run_command(
    gold: GoldOption = None,
    out: OutOption = None,
    split: SplitOption = None,
    kind: TypeOption = None,
    tag: TagOption = None,
    limit: LimitOption = None,
    allow_stale: StaleOption = False,
) -> None:
    """Ask, score, record, show."""
    from eval.console import ask_and_keep
    from eval.subject import open_subject

    ask_and_keep(_choice(gold, split, kind, tag, limit), open_subject(), allow_stale=allow_stale, folder=out)


@app.command("score", help="给写好的答案文件评分:不问,只评。")
def score_command(
    answers: Annotated[Path, typer.Argument(help="`python -m assistant batch` 写的答案,一行一个")],
    gold: GoldOption = None,
    out: OutOption = None,
    split: SplitOption = None,
    kind: TypeOption = None,
    tag: TagOption = None,
    limit: LimitOption = None,
    allow_stale: StaleOption = False,
) -> None:
    """Score answers that are already written."""
    from corpus.library import default_home
    from eval.answers import read_answers
    from eval.console import run_and_keep
    from eval.runner import RunInfo
    from eval.subject import answers_ask, library_documents

    choice = _choice(gold, split, kind, tag, limit)
    items = choice.items()
    info = RunInfo(gold_paths=choice.paths, filters=choice.filters, note=f"答案来自 {answers.name}")
    documents = library_documents(items, default_home())
    run_and_keep(items, documents, answers_ask(read_answers(answers)), info, allow_stale=allow_stale, folder=out)


@app.command("list", help="列出已有的评测记录。")
def list_command(out: OutOption = None) -> None:
    """List the runs, oldest first."""
    from eval.console import console, runs_table

    console.print(runs_table(out))


@app.command("compare", help="比较两轮评测:每项差多少、是不是真的、哪些题变了。")
def compare_command(
    before: Annotated[str, typer.Argument(help="较早的一轮:记录号(或其开头)、文件、last 或 baseline")],
    after: Annotated[str, typer.Argument(help="较晚的一轮")] = "last",
    out: OutOption = None,
    flips: Annotated[int, typer.Option("--flips", min=0, help="最多列出多少道变了的题")] = 20,
) -> None:
    """Compare two runs."""
    from eval.console import named_run, print_comparison

    print_comparison(named_run(before, out), named_run(after, out), flips)


@app.command("gate", help="按 eval/gate.toml 与 eval/baseline.json 判断一轮评测;不过则说明理由,退出码 1。")
def gate_command(
    run: Annotated[str, typer.Argument(help="哪一轮:记录号(或其开头)、文件或 last")] = "last",
    rules: Annotated[Path | None, typer.Option("--rules", help="门槛文件;默认 eval/gate.toml")] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="基线;默认 eval/baseline.json")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="把这一轮写成新的基线,并印出提交说明")] = False,
    out: OutOption = None,
) -> None:
    """Pass or fail a run, or make it the baseline."""
    from eval.console import accept_baseline, named_run, print_gate
    from eval.gate import BASELINE, RULES

    record = named_run(run, out)
    if accept:
        accept_baseline(record, baseline or BASELINE)
    elif not print_gate(record, rules or RULES, baseline or BASELINE):
        raise typer.Exit(1)


@app.command("audit", help="查每道题的证据还在不在原文:移了、改了、没了各给出建议;列出没有题问到的章节。")
def audit_command(
    gold: GoldOption = None,
    proposals: Annotated[
        Path | None, typer.Option("--proposals", help="把建议的题写到哪个文件;默认 var/audit/proposals.jsonl")
    ] = None,
    accept: Annotated[Path | None, typer.Option("--accept", help="把看过、改过的建议收入金标文件(按 id 替换)")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="列出每一节有多少题")] = False,
) -> None:
    """Audit the gold, or take in mended items; exit code 1 where evidence does not stand."""
    from eval.upkeep import accept_proposals, audit_gold

    if accept is not None:
        accept_proposals(accept, tuple(gold or ()))
    elif not audit_gold(tuple(gold or ()), proposals, coverage=coverage):
        raise typer.Exit(1)


@app.command("harvest", help="把用户标为有错的回答变成待编辑的题;编辑后用 --accept 收入。")
def harvest_command(
    feedback: Annotated[Path | None, typer.Option("--feedback", help="反馈文件;默认 var/feedback.jsonl")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="候选题写到哪里;默认 var/audit/candidates.jsonl")] = None,
    accept: Annotated[Path | None, typer.Option("--accept", help="收入编辑好的候选题")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="收入到哪个金标文件;默认 eval/gold/feedback.jsonl")] = None,
) -> None:
    """Make candidates from feedback, or take edited ones in."""
    from eval.upkeep import accept_candidates, harvest_feedback

    if accept is not None:
        accept_candidates(accept, to)
    else:
        harvest_feedback(feedback, out)


@app.command("report", help="把一轮评测写成一页自带图表的 HTML(不联网)。")
def report_command(
    run: Annotated[str, typer.Argument(help="哪一轮:记录号(或其开头)、文件或 last")] = "last",
    out: OutOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="页面写到哪里;默认在记录旁边")] = None,
) -> None:
    """Write the page of a run."""
    from eval.pages import report

    report(run, out, html)


@app.command("figures", help="把一轮评测的数写进 README.md 与 docs/evaluation.md 的标记之间。")
def figures_command(
    run: Annotated[str, typer.Argument(help="哪一轮:记录号(或其开头)、文件或 last")] = "last",
    out: OutOption = None,
) -> None:
    """Write the measured figures into the pages that keep them."""
    from eval.pages import figures

    figures(run, out)


@app.command("update", help="文本更新之后:改了什么、涉及哪些题、哪些回答变了、哪些变差,写成一页。")
def update_command(
    gold: GoldOption = None,
    out: OutOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="页面写到哪里;默认在记录旁边")] = None,
    split: SplitOption = None,
    kind: TypeOption = None,
    tag: TagOption = None,
    limit: LimitOption = None,
) -> None:
    """Diff, audit, run and compare; exit code 1 where an item got worse or its evidence does not stand."""
    from eval.pages import update

    found = update(_choice(gold, split, kind, tag, limit), out, html)
    if found.worse or found.audit.findings:
        raise typer.Exit(1)


@app.command("beir", help="在 BEIR 布局的文件夹上评检索:词面、向量、融合,连同用时与内存。")
def beir_command(
    folder: Annotated[Path, typer.Argument(help="含 corpus.jsonl、queries.jsonl、qrels/ 的文件夹")],
    split: Annotated[str, typer.Option("--split", help="qrels 的哪一部分")] = "test",
    way: Annotated[list[str] | None, typer.Option("--way", help="只评 lexical、dense 或 fused(可多次)")] = None,
    limit: LimitOption = None,
) -> None:
    """Run the project's retrieval on an outside benchmark."""
    from eval.beir.console import beir

    beir(folder, split, tuple(way or ()), limit)


@app.command("judge", help="可选:请设置好的语言模型另评一遍,记在旁边;不进门槛,也不改记录。")
def judge_command(
    run: Annotated[str, typer.Argument(help="哪一轮:记录号(或其开头)、文件或 last")] = "last",
    out: OutOption = None,
) -> None:
    """Ask a language model for a second opinion on a run."""
    from eval.pages import second_opinion

    second_opinion(run, out)


def _choice(
    gold: list[Path] | None, split: str | None, kind: str | None, tag: str | None, limit: int | None
) -> "Choice":
    from eval.console import Choice

    return Choice(tuple(gold or ()), split, kind, tag, limit)


def main() -> None:
    """Run a command; a problem with what was asked is one line and exit code 2."""
    try:
        app()
    except OSError as error:
        typer.echo(f"策问评测:不能读写 {error.filename}:{error.strerror or error};请检查权限和磁盘空间", err=True)
        sys.exit(2)
    except Exception as error:
        if not _expected(error):
            raise
        typer.echo(f"策问评测:{error}", err=True)
        sys.exit(2)


def _expected(error: Exception) -> bool:
    """Whether a package says what went wrong itself; asks only the packages that the command has loaded."""
    roots = {
        "corpus": "CorpusError",
        "index": "IndexFailure",
        "assistant": "AssistantError",
        "eval": "EvalError",
    }
    loaded = ((sys.modules.get(f"{package}.errors"), name) for package, name in roots.items())
    return any(module is not None and isinstance(error, getattr(module, name)) for module, name in loaded)


if __name__ == "__main__":
    main()
