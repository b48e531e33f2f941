"""An optional second opinion: a language model says whether each answer is right, pinned and recorded beside the run.

Never read by the gate, never part of a run's record, off unless an OpenAI-compatible server is set. What it is worth
is said by its agreement with `exact` (share and Cohen's kappa, 1960); verdicts of different models or prompts are not
comparable.
"""

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.atomic import write_text
from eval.errors import RunError
from eval.record import ItemRecord, RunRecord

PROMPT = Path(__file__).parent / "prompts" / "judge.md"
TIMEOUT_SECONDS = 120

Complete = Callable[[str], str]
"""A prompt to the model's words."""


class Verdict(BaseModel):
    """The judge's word on one item; `correct` is None where its words could not be read."""

    model_config = ConfigDict(extra="forbid")
    item_id: str
    correct: bool | None
    reason: str = ""


class JudgeRecord(BaseModel):
    """The verdicts on a run, with what pins them and how far they agree with `exact`."""

    model_config = ConfigDict(extra="forbid")
    run_id: str
    model: str
    prompt_hash: str
    at: str
    verdicts: list[Verdict]
    agreement: float | None
    kappa: float | None


def judge(
    record: RunRecord,
    model: str,
    complete: Complete,
    track: Callable[[Sequence[ItemRecord]], Iterable[ItemRecord]] = iter,
) -> JudgeRecord:
    """Ask the judge about every answer of a run."""
    template = PROMPT.read_text(encoding="utf-8")
    verdicts = [_verdict(item, complete(_prompt(template, item))) for item in track(record.items)]
    pairs = [
        (item.scores["exact"] == 1.0, verdict.correct)
        for item, verdict in zip(record.items, verdicts, strict=True)
        if verdict.correct is not None
    ]
    return JudgeRecord(
        run_id=record.run_id,
        model=model,
        prompt_hash=hashlib.sha256(template.encode()).hexdigest()[:12],
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        verdicts=verdicts,
        agreement=sum(a == b for a, b in pairs) / len(pairs) if pairs else None,
        kappa=kappa(pairs),
    )


def kappa(pairs: Sequence[tuple[bool, bool | None]]) -> float | None:
    """Cohen's kappa: (observed - chance) / (1 - chance); None where chance agreement is whole or nothing is judged."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    one, two = sum(a for a, _ in pairs) / n, sum(bool(b) for _, b in pairs) / n
    chance = one * two + (1 - one) * (1 - two)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def openai_complete(base_url: str, model: str, api_key: str) -> Complete:
    """An OpenAI-compatible server at temperature 0 with a fixed seed."""

    def complete(prompt: str) -> str:
        body = {"model": model, "temperature": 0, "seed": 1, "messages": [{"role": "user", "content": prompt}]}
        request = urllib.request.Request(  # noqa: S310  the address is the user's own setting
            base_url.rstrip("/") + "/chat/completions",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {api_key}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
                return str(json.load(response)["choices"][0]["message"]["content"])
        except (urllib.error.URLError, TimeoutError, KeyError, IndexError, json.JSONDecodeError) as error:
            raise RunError(f"评判模型 {model} 没有给出回答:{error};检查 CEWEN_LLM__BASE_URL 与服务是否可用") from error

    return complete


def save_judgement(found: JudgeRecord, folder: Path) -> Path:
    """Write the verdicts as FOLDER/judge-RUN_ID.json, beside the run and apart from it."""
    path = folder / f"judge-{found.run_id}.json"
    write_text(path, found.model_dump_json(indent=1) + "\n")
    return path


def _prompt(template: str, item: ItemRecord) -> str:
    points = ";".join(" / ".join(forms) for forms in item.gold["points"]) or f"(应拒答:{item.gold['reason']})"
    evidence = "\n".join(piece["quote"] for piece in item.gold["evidence"]) or "(无)"
    return template.format(
        question=item.gold["question"], points=points, evidence=evidence, answer=item.answer.get("text", "")
    )


def _verdict(item: ItemRecord, words: str) -> Verdict:
    start, end = words.find("{"), words.rfind("}")
    try:
        fields = json.loads(words[start : end + 1])
        return Verdict(item_id=item.item_id, correct=bool(fields["correct"]), reason=str(fields.get("reason", "")))
    except (json.JSONDecodeError, KeyError, TypeError):
        return Verdict(item_id=item.item_id, correct=None, reason=words[:200])
