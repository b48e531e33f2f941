"""Measures of an answer: pure functions of a Case, each with its formula and its source in the docstring."""

from eval.metrics.registry import BY_NAME, MEASURES, Measure, score

__all__ = ["BY_NAME", "MEASURES", "Measure", "score"]
