"""Evaluation: gold questions scored against answers, runs compared, and a gate that says what got worse.

Looks at corpus, index and assistant from the side. Import from the rooms: `from eval.runner import run`.
"""
