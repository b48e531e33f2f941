"""A paragraph changed and the index built again, in a process that has the encoder loaded. Prints JSON lines.

`python -m bench.update HOME REPEATS`: HOME has a built index, which is left changed.
"""

import sys
from pathlib import Path

from bench.measure import Took, timed
from bench.types import Line, Number, Unit
from corpus import Library, parse_text
from index import Source, build, load_encoder, sources_of


def main(home: Path, repeats: int) -> None:
    encoder = load_encoder()
    encoder.queries(["载入"])
    sources = sorted(sources_of(Library(home), home), key=lambda s: -len(s.parsed.document.text))  # the longest changes
    passage = sources[0].parsed.passages[len(sources[0].parsed.passages) // 2]
    document = sources[0].parsed.document
    took: list[Took] = []
    encoded: list[float] = []
    for number in range(repeats):
        text = f"{document.text[: passage.start]}第{number}次,{document.text[passage.start :]}"
        new = Source(parse_text(text, document.doc_id))
        report, one = timed(lambda new=new: build(home, (new, *sources[1:]), encoder))  # type: ignore[misc]
        took.append(one)
        encoded.append(report.encoded)
    rows: list[tuple[str, Unit, list[float]]] = [
        ("改一段,模型已载入", "s", [t.wall for t in took]),
        ("改一段,模型已载入 CPU", "s", [t.cpu for t in took]),
        ("改一段,编码条数", "", encoded),
    ]
    for measure, unit, values in rows:
        middle = Number.middle(values)
        print(Line(group="建索引", measure=measure, unit=unit, subject="ours", number=middle).model_dump_json())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
