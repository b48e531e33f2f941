"""What `python ui.py` can be told, read before Gradio is imported: that takes seconds, and --help comes at once."""

import argparse
from collections.abc import Sequence


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """`host`, `open` and `port`, of the command line unless given; it ends the program for --help and for mistakes."""
    parser = argparse.ArgumentParser(prog="python ui.py", description="策问:问答页面,旁边是规划原文")
    parser.add_argument("--host", help="监听的地址(默认 127.0.0.1)")
    parser.add_argument("--open", action="store_true", help="监听本机以外的地址而不设登录时,确认谁都可以问")
    parser.add_argument("--port", type=int, help="端口(默认 7860)")
    return parser.parse_args(given)
