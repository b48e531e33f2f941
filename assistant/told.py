"""Errors of a command as one line and exit code 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer


@contextmanager
def told() -> Iterator[None]:
    """Say what went wrong in one line, which names the fix, and exit with 1."""
    from assistant.errors import AssistantError
    from corpus import CorpusError
    from index import IndexFailure

    try:
        yield
    except (AssistantError, CorpusError, IndexFailure, ValueError, OSError) as e:
        typer.echo(f"错误:{e}", err=True)
        raise typer.Exit(1) from e
