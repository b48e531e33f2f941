"""Opening a build: every fault is named with the file it is in and the command that mends it."""

import json
from pathlib import Path

import pytest

from index import BrokenIndexError, MissingIndexError, Query, Retriever, Source, StaleIndexError, build
from index.snapshot import Layout
from tests.index.toy import ToyEncoder

HINT = "python -m index build"


def current(home: Path) -> Path:
    layout = Layout(home)
    return layout.build(layout.name)


def names(home: Path) -> list[str]:
    listed: dict[str, str] = json.loads((current(home) / "manifest.json").read_text("utf-8"))["files"]
    return sorted(listed)


def test_a_missing_index_names_the_command(home: Path, encoder: ToyEncoder) -> None:
    with pytest.raises(MissingIndexError, match=HINT):
        Retriever.open(home, encoder)


def test_another_encoder_is_said_with_both_names(built: Path) -> None:
    with pytest.raises(StaleIndexError, match=rf"toy/64.*other/32.*{HINT}"):
        Retriever.open(built, ToyEncoder("other/32"))


def test_another_format_is_said(built: Path, encoder: ToyEncoder) -> None:
    manifest = current(built) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), "utf-8")
    with pytest.raises(StaleIndexError, match=rf"99.*{HINT}"):
        Retriever.open(built, encoder)


def test_every_file_stands_in_the_manifest(built: Path) -> None:
    there = {str(f.relative_to(current(built))) for f in current(built).rglob("*") if f.is_file()}
    assert there == {*names(built), "manifest.json"}


def test_every_damaged_file_is_named(built: Path, sources: tuple[Source, ...], encoder: ToyEncoder) -> None:
    for name in names(built):
        file = current(built) / name
        whole = file.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 0x01
        for content in (bytes(flipped), whole[: len(whole) // 2], whole + b"\0"):
            file.write_bytes(content)
            with pytest.raises(BrokenIndexError, match=rf"{name} 已损坏.*{HINT}"):
                Retriever.open(built, encoder)
        file.unlink()
        with pytest.raises(BrokenIndexError, match=rf"缺少文件 {name}.*{HINT}"):
            Retriever.open(built, encoder)
        file.write_bytes(whole)
    Retriever.open(built, encoder)


def test_a_damaged_manifest_is_named_and_the_command_mends_it(
    built: Path, sources: tuple[Source, ...], encoder: ToyEncoder
) -> None:
    manifest = current(built) / "manifest.json"
    whole = manifest.read_bytes()
    for content in (b"", whole[:40], b"[]", b"{}", b"\xff" + whole):
        manifest.write_bytes(content)
        with pytest.raises(BrokenIndexError, match=rf"manifest.json.*{HINT}"):
            Retriever.open(built, encoder)
    manifest.unlink()
    with pytest.raises(BrokenIndexError, match=rf"manifest.json.*{HINT}"):
        Retriever.open(built, encoder)
    assert build(built, sources, encoder).encoded == 0
    assert Retriever.open(built, encoder).retrieve(Query("膜过滤")).hits


@pytest.mark.parametrize("pointer", ["", "nothing-there", "\n"])
def test_a_pointer_to_nothing_is_broken_and_the_command_mends_it(
    built: Path, sources: tuple[Source, ...], encoder: ToyEncoder, pointer: str
) -> None:
    Layout(built).current.write_text(pointer, "utf-8")
    with pytest.raises(BrokenIndexError, match=HINT):
        Retriever.open(built, encoder)
    build(built, sources, encoder)
    assert Retriever.open(built, encoder).passages
