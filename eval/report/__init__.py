"""Pages a person wants to look at: one self-contained HTML file a run or an update, no network."""

from eval.report.run_page import run_page
from eval.report.update_page import update_page

__all__ = ["run_page", "update_page"]
