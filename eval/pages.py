"""What `report`, `update` and `judge` do on the command line: write a file and say where it is."""

from pathlib import Path

from rich.progress import Progress

from corpus.atomic import write_text
from corpus.library import default_home
from eval.compare_tables import comparison_tables
from eval.console import Choice, ask_and_keep, console, named_run
from eval.errors import RunError
from eval.figures import brief, put, whole
from eval.judge import JudgeRecord, judge, openai_complete, save_judgement
from eval.record import last_run, list_runs, runs_dir
from eval.report import run_page, update_page
from eval.subject import open_subject
from eval.texts import recorded_documents
from eval.update import Update, examine_update


def report(name: str, folder: Path | None, target: Path | None) -> Path:
    """Write the page of a run beside its record, or where told."""
    record = named_run(name, folder)
    runs = folder or runs_dir(default_home())
    history = [each for each in list_runs(runs) if each.run_id <= record.run_id]
    path = target or runs / f"{record.run_id}.html"
    write_text(path, run_page(record, history, recorded_documents(record, runs, default_home())))
    console.print(f"报告:{path}", soft_wrap=True)
    return path


def update(choice: Choice, folder: Path | None, target: Path | None) -> Update:
    """Run over the texts as they are now and write what changed since the last run, on one page."""
    runs = folder or runs_dir(default_home())
    last = last_run(runs)
    subject = open_subject()
    items = choice.items()
    record = ask_and_keep(choice, subject, allow_stale=True, folder=folder)
    before = recorded_documents(last, runs, default_home()) if last is not None else {}
    found = examine_update(items, before, subject.about(items), record, last)
    path = target or runs / f"{record.run_id}.update.html"
    write_text(path, update_page(found, subject.documents))
    _print(found)
    console.print(f"页面:{path}", soft_wrap=True)
    return found


def figures(name: str, folder: Path | None) -> None:
    """Write the figures of a run into the pages that keep them."""
    record = named_run(name, folder)
    for page, tables in (("README.md", brief(record)), ("docs/evaluation.md", whole(record))):
        put(Path(page), tables)
        console.print(f"已写入 {page}")


def second_opinion(name: str, folder: Path | None) -> JudgeRecord:
    """Ask the language model that is set about every answer of a run."""
    from assistant import load_settings

    llm = load_settings().llm
    if not llm.base_url or not llm.model:
        raise RunError("没有设置语言模型;设 CEWEN_LLM__BASE_URL 与 CEWEN_LLM__MODEL(评判是可选的,门槛不用它)")
    record = named_run(name, folder)
    complete = openai_complete(llm.base_url, llm.model, llm.api_key.get_secret_value())
    with Progress(console=console, transient=True) as progress:
        found = judge(record, llm.model, complete, lambda items: progress.track(items, description="评判"))
    path = save_judgement(found, folder or runs_dir(default_home()))
    unread = sum(verdict.correct is None for verdict in found.verdicts)
    said = "—" if found.agreement is None else f"{found.agreement:.3f}"
    agreed = "—" if found.kappa is None else f"{found.kappa:.3f}"
    console.print(f"{found.model} 与“全对”一致 {said},kappa {agreed},读不懂 {unread} 题:{path}", soft_wrap=True)
    return found


def _print(found: Update) -> None:
    if found.comparison is not None:
        console.print(comparison_tables(found.comparison))
    console.print(f"文本改动 {found.sections} 节,涉及 {len(found.touched)} 题")
    for finding in found.audit.findings[:10]:
        words = finding.difference or finding.evidence.quote
        console.print(f"  {finding.item.item_id} {finding.word}:{words}", markup=False)
