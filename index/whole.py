"""Whether all that was built is as it was written: every build that is pointed to, and the stored vectors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from index.errors import BrokenIndexError, MissingIndexError
from index.snapshot import BUILD_HINT, Layout, Manifest, read_manifest, verify
from index.vectors import file_of, is_whole


@dataclass(frozen=True, slots=True)
class Examined:
    """How many files were looked at, and a line for each build or store that is damaged, which says what to do."""

    files: int
    problems: tuple[str, ...]


def examine(home: Path) -> Examined:
    """Look at the current index, those of older versions, and the vectors. MissingIndexError when there is none."""
    versions = Layout(home).versions
    older = sorted(folder.name for folder in versions.iterdir()) if versions.is_dir() else []
    layouts = (Layout(home), *(Layout(home, name) for name in older))
    files, problems, stores = 0, [], set()
    for layout in layouts:
        try:
            manifest = read_manifest(layout.build(layout.name))
            verify(layout.build(layout.name), manifest)
        except BrokenIndexError as error:
            problems.append(f"旧版本 {layout.of}:{error}" if layout.of else str(error))
            continue
        except MissingIndexError:
            if layout.of:  # a build of it was killed before there was one
                continue
            raise
        files += len(manifest.files) + 2  # the manifest and the pointer
        if _holds_passages(layout, manifest):
            stores.add(file_of(layout.vectors, manifest.fingerprint))
    for store in sorted(stores):
        files += 1
        if not is_whole(store):
            what = "已损坏" if store.exists() else "缺少"
            problems.append(f"向量库文件 {store.name} {what};{BUILD_HINT}(会重新编码)")
    return Examined(files, tuple(problems))


def _holds_passages(layout: Layout, manifest: Manifest) -> bool:
    name = "passages.json"
    return name in manifest.files and bool(json.loads((layout.build(layout.name) / name).read_text(encoding="utf-8")))
