"""What can go wrong with an evaluation.

EvalError
├── GoldError     a gold file cannot be read, or an item does not stand in the text it is about
├── AnswerError   an answer to be scored is not of the form that docs/design.md §4 gives
├── RunError      a run's record is missing, damaged or not comparable with another
├── GateError     the gate's floors or its baseline cannot be read
└── BeirError     a folder is not of BEIR layout
"""


class EvalError(Exception):
    """A problem with an evaluation; its message names the fix."""


class GoldError(EvalError):
    """A gold file is unreadable or an item does not stand in its text."""


class AnswerError(EvalError):
    """An answer to be scored lacks what docs/design.md §4 promises."""


class RunError(EvalError):
    """A run's record is missing, damaged or unlike the one it is compared with."""


class GateError(EvalError):
    """The gate's floors or its baseline cannot be read."""


class BeirError(EvalError):
    """A folder is not of BEIR layout (corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv)."""
