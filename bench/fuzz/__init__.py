"""Odd input by the hundred thousand: `python -m bench.fuzz` (docs/reliability.md)."""
