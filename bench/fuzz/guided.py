"""`python -m bench.fuzz.guided TARGET`: the same cases, led by atheris to code that no case has reached.

Needs the extra `fuzz` (Linux). A target draws its chances from the bytes that atheris makes, so that a byte changed is
one choice changed. libFuzzer ends the process itself, with 0 where nothing was found.
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


class Bytes(Random):
    """Chances that are read off some bytes; zeros once they are used up."""

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte."""
        super().__init__(0)
        self._data, self._at = data, 0

    def getrandbits(self, k: int, /) -> int:
        """The next k bits."""
        size = -(-k // 8)
        piece = self._data[self._at : self._at + size].ljust(size, b"\0")
        self._at += size
        return int.from_bytes(piece) >> (size * 8 - k)

    def random(self) -> float:
        """The next 53 bits as a number from 0 to 1."""
        return self.getrandbits(53) / 2**53


@app.command()
def main(
    target: Annotated[str, typer.Argument(help="哪个门,见 python -m bench.fuzz --help")],
    cases: Annotated[int, typer.Option(help="多少例")] = 10_000,
    seed: Annotated[int, typer.Option(help="种子")] = 1,
) -> None:
    """按覆盖率引导地试一个入口。"""
    import atheris

    with atheris.instrument_imports(include=["corpus", "assistant", "eval", "window"]):
        from bench.fuzz.run import watched
        from bench.fuzz.targets import TARGETS, opened
        from bench.fuzz.types import OWN, Place
    if target not in TARGETS:
        raise typer.BadParameter(f"没有这个门;现有:{'、'.join(TARGETS)}")
    case = TARGETS[target].prepare(Place(Path(tempfile.mkdtemp(prefix="cewen-fuzz-")), opened))

    def once(data: bytes) -> None:
        try:
            with watched():
                case(Bytes(data))
        except OWN:
            return

    atheris.Setup([sys.argv[0], f"-runs={cases}", f"-seed={seed}", "-max_len=4096", "-print_final_stats=1"], once)
    atheris.Fuzz()


if __name__ == "__main__":
    app()
