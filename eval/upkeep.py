"""Keeping the gold: what `audit` and `harvest` do on the command line."""

import json
from pathlib import Path

from corpus.atomic import write_text
from corpus.library import default_home
from eval.audit_tables import audit_tables
from eval.console import console
from eval.gold import GOLD_DIR, load_gold
from eval.goldfile import replace_items, write_items
from eval.harvest import accept, candidates, read_feedback, without_known
from eval.mending import audited, require_standing
from eval.subject import library_documents


def audit_gold(paths: tuple[Path, ...], proposals: Path | None, *, coverage: bool = False) -> bool:
    """Audit the gold, print what is found and write the proposals; True where all stands and the sets of dev follow."""
    home = default_home()
    found, problems = audited(home, paths)
    console.print(audit_tables(found, problems, coverage=coverage))
    if found.proposals:
        target = proposals or home / "audit" / "proposals.jsonl"
        write_items(found.proposals, target)
        console.print(
            f"建议的 {len(found.proposals)} 题写在 {target};看过、改过之后:python -m eval audit --accept {target}",
            soft_wrap=True,
        )
    return not found.findings and not problems and not found.to_mend


def accept_proposals(path: Path, paths: tuple[Path, ...]) -> None:
    """Put mended items into the gold files, once they stand in the text."""
    items = load_gold([path])
    require_standing(items, default_home())
    console.print(f"改了 {replace_items(items, paths)} 题")


def harvest_feedback(feedback: Path | None, out: Path | None) -> None:
    """Write candidates from what users marked wrong; those that wait in the file already stay as they are."""
    home = default_home()
    target = out or home / "audit" / "candidates.jsonl"
    found = candidates(read_feedback(feedback or home / "feedback.jsonl"), load_gold())
    new = without_known(found, target)
    before = target.read_text(encoding="utf-8") if target.is_file() else ""
    write_text(target, before + "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in new))
    console.print(
        f"新候选 {len(new)} 题,写在 {target};补上 points、核对 evidence、改掉 note 之后:"
        f"python -m eval harvest --accept {target}",
        soft_wrap=True,
    )


def accept_candidates(path: Path, to: Path | None) -> None:
    """Take edited candidates into a gold file."""
    documents = library_documents(load_gold([path]), default_home())
    items = accept(path, to or GOLD_DIR / "feedback.jsonl", documents)
    console.print(f"收入 {len(items)} 题")
