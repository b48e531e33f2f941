"""Fit what is learned on the dev split and keep it as data: `python -m eval.fit` (never looks at test).

The two models of assistant/refuse.json are logistic regressions over the signals of assistant/refuse.py: whether the
text answers a question, and whether it speaks of its matter at all.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from assistant import load_settings, refuse
from assistant.answering import Answering
from assistant.instructions import set_aside
from assistant.slips import tidy
from eval.gold import load_gold
from index import Retriever, load_encoder


def main() -> None:
    """Fit on every dev item that stands alone, print the leave-one-out accuracy, write the weights."""
    settings = load_settings()
    retriever = Retriever.open(settings.home, load_encoder(settings.encoder.model))
    rows, answered, in_scope = [], [], []
    answering = Answering(retriever)
    for item in load_gold():
        question, instructed = set_aside(tidy(item.question))
        if item.split != "dev" or item.history or not question or item.group in ("premise", "compound"):
            continue
        found = answering.signals(question, item.doc)
        rows.append(list(asdict(found).values()))
        answered.append(item.answerable or item.reason == "unquantified")
        in_scope.append(item.answerable or item.reason != "out_of_scope")
        del instructed
    names = [f.name for f in fields(refuse.Signals)]
    fitted = {"answer": _fit(rows, answered, names), "scope": _fit(rows, in_scope, names)}
    Path(refuse.WEIGHTS).write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")


def _fit(rows: list[list[float]], labels: list[bool], names: list[str]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import LeaveOneOut, cross_val_predict

    x, y = np.array(rows), np.array(labels)
    model: Any = LogisticRegression(C=3.0, class_weight="balanced", max_iter=1000)
    guessed = cross_val_predict(model, x, y, cv=LeaveOneOut())
    print(f"n={len(y)} 正类 {y.sum()};留一法:正确 {np.mean(guessed == y):.3f},负类召回 {np.mean(~guessed[~y]):.3f}")
    model.fit(x, y)
    return {"bias": round(float(model.intercept_[0]), 4)} | {
        n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)
    }


if __name__ == "__main__":
    main()
