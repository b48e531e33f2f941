"""Vectors and BM25 in Milvus: a server, a cluster, or milvus-lite in this process (a uri that ends in .db).

Documents are split over `collections` groups; each group has one collection for passages (vectors, and BM25 over their
words) and one each for sentences, questions and open questions. A collection is named by a hash of what it holds, so
that a build that was killed resumes where it stopped, and a group that did not change is not sent again.

Words go in as our tokenizer cut them, each written as letters and digits that every analyzer leaves whole: BM25 there
is over the same tokens as BM25 here. Which passage holds which word stays in files: it is exact at every size.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from corpus.atomic import write_json
from index.dense import cosine
from index.encoder import Vectors
from index.errors import BrokenIndexError, UnreachableStoreError
from index.lexical import K1, B, Lexical
from index.stores.local import load_owners, save_owners
from index.stores.types import DENSE, LEXICAL, POSTINGS, Fields, Found, RowIds, Rows, Scores

if TYPE_CHECKING:
    from pymilvus import MilvusClient

MOST = 16_384  # rows that Milvus gives back at most
EXACT = 50_000  # rows of a collection that are searched without an approximate index
BATCH = 500
LONGEST = 65_535  # bytes of a VARCHAR
GRAPH = {"M": 32, "efConstruction": 200}


@dataclass(frozen=True, slots=True)
class Shard:
    """A collection and the row numbers, ascending, of what it holds; there a row is known by its place among them."""

    name: str
    rows: RowIds


class MilvusStore:
    """The store that `index.store = "milvus"` names."""

    name = "milvus"

    def __init__(self, uri: str, token: str = "", prefix: str = "cewen", groups: int = 1) -> None:
        if not uri:
            raise UnreachableStoreError("没有给出 Milvus 的地址;请设 CEWEN_INDEX__URI,例如 http://localhost:19530")
        self._uri, self._token, self._prefix, self._groups = uri, token, prefix, groups

    def save(self, rows: Rows, folder: Path) -> None:
        """Send what the server does not hold yet, and drop what no build of this home names any more."""
        client = self._connect()
        shards = self._shards(rows)
        names = [shard.name for field in shards.values() for shard in field]
        made = folder.parent.parent / "milvus.json"
        before = json.loads(made.read_text(encoding="utf-8")) if made.exists() else []
        write_json(made, sorted({*before, *names}))
        with _told(self._uri):
            for field, parts in shards.items():
                for shard in parts:
                    _send(client, shard, field, rows)
        save_owners(rows.owners, folder)
        for name in POSTINGS:
            Lexical.build(rows.words[name]).save(folder / name)
        (folder / "milvus.json").write_text(
            json.dumps({field: [shard.name for shard in parts] for field, parts in shards.items()}), encoding="utf-8"
        )
        for field, parts in shards.items():
            np.savez(folder / f"{field}.rows.npz", *[shard.rows for shard in parts])
        named = {
            name
            for file in folder.parent.glob("*/milvus.json")
            for parts in json.loads(file.read_text(encoding="utf-8")).values()
            for name in parts
        }
        with _told(self._uri):
            for name in {*before} - named:
                client.drop_collection(name)
        write_json(made, sorted(named))

    def open(self, folder: Path) -> Fields:
        """Connect to the collections of a build; BrokenIndexError when one is gone."""
        client = self._connect()
        named = json.loads((folder / "milvus.json").read_text(encoding="utf-8"))
        shards: dict[str, list[Shard]] = {}
        for field, names in named.items():
            with np.load(folder / f"{field}.rows.npz", allow_pickle=False) as stored:
                shards[field] = [Shard(n, stored[f"arr_{i}"]) for i, n in enumerate(names)]
        with _told(self._uri):
            for name in (shard.name for parts in shards.values() for shard in parts):
                if not client.has_collection(name):
                    raise BrokenIndexError(f"Milvus({self._uri})里没有集合 {name};请运行 python -m index build")
                client.load_collection(name)
        words = {name: Lexical.load(folder / name) for name in POSTINGS}
        return Fields(
            {field: MilvusVectors(client, self._uri, shards[field]) for field in DENSE},
            load_owners(folder),
            {name: MilvusWords(client, self._uri, shards["passages"], name) for name in LEXICAL},
            {name: words[name] for name in POSTINGS},
        )

    def _connect(self) -> MilvusClient:
        try:
            from pymilvus import MilvusClient
        except ModuleNotFoundError as e:
            raise UnreachableStoreError(
                '没有装 Milvus 的客户端;请运行 pip install -c constraints.txt ".[milvus]"'
            ) from e
        with _told(self._uri):
            return MilvusClient(uri=self._uri, token=self._token)

    def _shards(self, rows: Rows) -> dict[str, list[Shard]]:
        """The collections of each vector field; a document is wholly in one group."""
        group = np.array([crc32(p.doc_id.encode()) % self._groups for p in rows.passages], dtype=np.int64)
        shards: dict[str, list[Shard]] = {}
        for field in DENSE:
            groups = group[rows.owners[field]]
            parts = (np.flatnonzero(groups == g) for g in range(self._groups))
            shards[field] = [Shard(self._name(field, part, rows), part) for part in parts if part.size]
        return shards

    def _name(self, field: str, part: RowIds, rows: Rows) -> str:
        digest = hashlib.sha256(np.ascontiguousarray(rows.vectors[field][part]).tobytes())
        if field == "passages":
            for name in LEXICAL:
                for row in part:
                    digest.update(" ".join((*rows.words[name][row], "\n")).encode())
        return f"{self._prefix}_{field}_{digest.hexdigest()[:24]}"


class MilvusVectors:
    """A vector field in one or more collections."""

    def __init__(self, client: MilvusClient, uri: str, shards: Sequence[Shard]) -> None:
        self._client, self._uri, self._shards = client, uri, shards
        self.total = sum(len(shard.rows) for shard in shards)
        self.complete = self.total <= MOST

    def search(self, query: Vectors, k: int) -> Found:
        """The k rows nearest to a unit vector of shape (1, dim)."""
        found = []
        for shard in self._shards:
            limit = min(k, len(shard.rows), MOST)
            params = {} if len(shard.rows) <= EXACT else {"ef": max(64, 4 * limit)}
            with _told(self._uri):
                hits = self._client.search(
                    shard.name,
                    data=[query[0].tolist()],
                    anns_field="vector",
                    limit=limit,
                    output_fields=["id"],
                    search_params={"params": params},
                )
            found.append(_found(hits[0], shard))
        return _best(found, k)

    def scores(self, query: Vectors, rows: RowIds | None = None) -> Scores:
        """Cosine with some rows (or all), in their order."""
        if rows is not None:
            return cosine(self.take(rows), query[0])
        found = self.search(query, self.total)
        scores = np.zeros(self.total, dtype=np.float32)
        scores[found.rows] = found.scores
        return scores

    def take(self, rows: RowIds) -> Vectors:
        """The vectors of some rows, shape (len(rows), dim)."""
        taken: dict[int, Any] = {}
        for shard in self._shards:
            own = rows[np.isin(rows, shard.rows)]
            for begin in range(0, len(own), BATCH):
                part = own[begin : begin + BATCH]
                with _told(self._uri):
                    got = self._client.get(
                        shard.name, ids=np.searchsorted(shard.rows, part).tolist(), output_fields=["id", "vector"]
                    )
                taken |= {int(shard.rows[row["id"]]): row["vector"] for row in got}
        return np.array([taken[int(row)] for row in rows], dtype=np.float32).reshape(len(rows), -1)


class MilvusWords:
    """BM25 over one field of words, in the collections of the passages."""

    def __init__(self, client: MilvusClient, uri: str, shards: Sequence[Shard], field: str) -> None:
        self._client, self._uri, self._shards, self._field = client, uri, shards, field
        self._total = sum(len(shard.rows) for shard in shards)

    def search(self, query: list[str], k: int) -> Found:
        """The k rows of the highest BM25 that share a word with the query."""
        return _best([self._ask(shard, query, k, "") for shard in self._shards], k)

    def scores(self, query: list[str], rows: RowIds | None = None) -> Scores:
        """BM25 of some rows (or all), in their order."""
        scores = np.zeros(self._total, dtype=np.float32)
        for shard in self._shards:
            own = shard.rows if rows is None else shard.rows[np.isin(shard.rows, rows)]
            if own.size:
                wanted = "" if rows is None else f"id in {np.searchsorted(shard.rows, own).tolist()}"
                found = self._ask(shard, query, len(own), wanted)
                scores[found.rows] = found.scores
        return scores if rows is None else scores[rows]

    def _ask(self, shard: Shard, query: list[str], k: int, wanted: str) -> Found:
        if not query:
            return _found([], shard)
        with _told(self._uri):
            hits = self._client.search(
                shard.name,
                data=[written(query)],
                anns_field=f"{self._field}_bm25",
                limit=min(k, len(shard.rows), MOST),
                filter=wanted,
                output_fields=["id"],
                search_params={"metric_type": "BM25"},
            )
        found = _found([hit for hit in hits[0] if hit["distance"]], shard)
        # A server gives BM25 as a score, milvus-lite as a distance below zero; both keep the factor (k1 + 1) of the
        # formula, which Lucene's variant leaves out.
        return Found(found.rows, (np.abs(found.scores) / (K1 + 1)).astype(np.float32))


def written(tokens: Sequence[str]) -> str:
    """Tokens as words of letters and digits only, so that no analyzer cuts or folds them."""
    return " ".join(f"w{token.encode().hex()}" for token in tokens)


def _send(client: MilvusClient, shard: Shard, field: str, rows: Rows) -> None:
    """Create a collection if it is not there, and insert from where an earlier build stopped."""
    if not client.has_collection(shard.name):
        _create(client, shard, field, rows.vectors[field].shape[1])
    client.load_collection(shard.name)
    counted = client.query(shard.name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    done = int(counted[0]["count(*)"])
    for begin in range(done, len(shard.rows), BATCH):
        client.insert(shard.name, list(_entities(shard, field, rows, begin, begin + BATCH)))
    if done < len(shard.rows):
        client.flush(shard.name)


def _entities(shard: Shard, field: str, rows: Rows, begin: int, end: int) -> Iterator[dict[str, object]]:
    for place, row in enumerate(shard.rows[begin:end].tolist(), start=begin):
        entity: dict[str, object] = {"id": place, "vector": rows.vectors[field][row].tolist()}
        if field == "passages":
            entity |= {name: _cut(written(rows.words[name][row])) for name in LEXICAL}
        yield entity


def _cut(text: str) -> str:
    """A text as long as a VARCHAR holds, cut between words."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


def _create(client: MilvusClient, shard: Shard, field: str, dim: int) -> None:
    from pymilvus import DataType, Function, FunctionType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params()
    kind, params = ("FLAT", {}) if len(shard.rows) <= EXACT else ("HNSW", GRAPH)
    index.add_index("vector", index_type=kind, metric_type="IP", params=params)
    for name in LEXICAL if field == "passages" else ():
        analyzer = {"tokenizer": "standard"}
        schema.add_field(name, DataType.VARCHAR, max_length=LONGEST, enable_analyzer=True, analyzer_params=analyzer)
        schema.add_field(f"{name}_bm25", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(f"{name}_of", FunctionType.BM25, [name], [f"{name}_bm25"]))
        scoring = {"bm25_k1": K1, "bm25_b": B}
        index.add_index(f"{name}_bm25", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=scoring)
    client.create_collection(shard.name, schema=schema, index_params=index, consistency_level="Strong")


def _found(hits: Any, shard: Shard) -> Found:
    places = np.array([hit["id"] for hit in hits], dtype=np.int64)
    return Found(shard.rows[places], np.array([hit["distance"] for hit in hits], dtype=np.float32))


def _best(found: Sequence[Found], k: int) -> Found:
    if not found:
        return Found(np.zeros(0, np.int64), np.zeros(0, np.float32))
    rows, scores = np.concatenate([f.rows for f in found]), np.concatenate([f.scores for f in found])
    best = np.argsort(-scores, kind="stable")[:k]
    return Found(rows[best], scores[best])


class _told:  # noqa: N801 (used as a function is)
    """What the client raises becomes an UnreachableStoreError that names the address."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def __enter__(self) -> None:
        """Nothing to set up."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from pymilvus.exceptions import MilvusException

        if isinstance(error, MilvusException):
            raise UnreachableStoreError(
                f"Milvus({self._uri})没有答应:{error.message};"
                "请核对 CEWEN_INDEX__URI 与 CEWEN_INDEX__TOKEN,并确认服务在运行"
            ) from error
