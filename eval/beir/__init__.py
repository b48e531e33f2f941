"""Outside benchmarks: the project's own retrieval on any folder of BEIR layout (Thakur et al. 2021)."""

from eval.beir.dataset import Dataset, load_dataset
from eval.beir.run import Outcome, run_beir

__all__ = ["Dataset", "Outcome", "load_dataset", "run_beir"]
