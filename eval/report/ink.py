"""How plots are drawn: matplotlib figures to inline SVG whose colours are the page's CSS variables, so dark mode works.

The only file that imports matplotlib's machinery.
"""

import io
import os
import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corpus.library import default_home

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Colours that mean nothing to matplotlib and are exchanged for the page's own.
INK, MUTED, LINE, PAPER = "#010101", "#020202", "#030303", "#060606"
SERIES = ("#040404", "#050505", "#080808")
HEAT = ("#0a0001", "#0a0002", "#0a0003", "#0a0004", "#0a0005", "#0a0006")
VARIABLES = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    LINE: "var(--line)",
    PAPER: "var(--paper)",
    **{colour: f"var(--series-{number})" for number, colour in enumerate(SERIES)},
    **{colour: f"var(--heat-{number})" for number, colour in enumerate(HEAT)},
}
FONTS = ["Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "DejaVu Sans"]


def draw(width: float, height: float, paint: Callable[["Figure"], None], label: str) -> str:
    """A figure of width × height inches as an <svg> element that scales with its box and says what it shows."""
    os.environ.setdefault("MPLCONFIGDIR", str(default_home() / "cache" / "matplotlib"))
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.font_manager import fontManager

    known = {font.name for font in fontManager.ttflist}
    style: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "cewen",
        "font.family": [name for name in FONTS if name in known] or ["sans-serif"],
        "font.size": 9.5,
        "text.color": INK,
        "axes.facecolor": "none",
        "axes.edgecolor": LINE,
        "axes.labelcolor": MUTED,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": MUTED,
        "ytick.color": INK,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "grid.color": LINE,
        "grid.linewidth": 0.6,
    }
    with matplotlib.rc_context(style), warnings.catch_warnings():
        # Text is drawn by the browser; a font that matplotlib lacks only changes what it thinks the text's width is.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width, height))
        FigureCanvasSVG(figure)
        figure.patch.set_alpha(0)
        paint(figure)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inline(out.getvalue(), width, label)


def _inline(svg: str, width: float, label: str) -> str:
    """The <svg> element alone, sized by its box, in the page's colours and fonts."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    head, rest = svg.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    head += f' role="img" aria-label="{label}" style="min-width:{width * 52:.0f}px"'
    rest = re.sub(r"font: ([^;\"']*?px) [^;\"]*", r"font-size: \1", rest)
    for colour, variable in VARIABLES.items():
        rest = rest.replace(colour, variable)
    return f"{head}>{rest}"
