"""The index behind search: folded text of everything a person may look for (DESIGN § 5, § 11: fold in the program, FTS5 leaves đ).

Documents are numbered so that the index itself answers in the order people want: newest first, and definitions (tasks, units, ...)
apart from what is written every quarter, which outnumbers them a thousandfold.
"""

import json
from collections.abc import Iterable, Iterator

from db.connection import Connection, bulk_cache
from db.folding import fold

# kind -> what to index: ref_id and its text. One document per row; names of a unit stand together.
SOURCES = {
    "programme": "SELECT id AS ref_id, number || ' ' || title AS text FROM programme WHERE gone IS NULL",
    "section": "SELECT id AS ref_id, number || ' ' || title AS text FROM section WHERE gone IS NULL",
    "task": "SELECT id AS ref_id, number || ' ' || text || ' ' || details || ' ' || product AS text FROM task WHERE gone IS NULL",
    "target": "SELECT id AS ref_id, number || ' ' || text AS text FROM target WHERE gone IS NULL",
    "unit": """SELECT unit.id AS ref_id, unit.code || ' ' || group_concat(unit_name.name || ' ' || unit_name.short, ' ') AS text
               FROM unit JOIN unit_name ON unit_name.unit_id = unit.id WHERE unit.gone IS NULL {only} GROUP BY unit.id""",
    "ban": """SELECT ban.id AS ref_id, ban.code || ' ' || group_concat(ban_name.name, ' ') AS text
              FROM ban JOIN ban_name ON ban_name.ban_id = ban.id WHERE ban.gone IS NULL {only} GROUP BY ban.id""",
    "person": "SELECT id AS ref_id, name AS text FROM person WHERE gone IS NULL",
    "directive": "SELECT id AS ref_id, kind || ' ' || as_written || ' ' || abstract AS text FROM directive WHERE gone IS NULL",
    "clause": "SELECT id AS ref_id, label || ' ' || text AS text FROM clause WHERE gone IS NULL",
    "evidence": "SELECT id AS ref_id, name || ' ' || note AS text FROM evidence WHERE gone IS NULL",
    "progress": """SELECT progress_entry.id AS ref_id, result || ' ' || difficulty || ' ' || cause || ' ' || proposal AS text
                   FROM progress_entry JOIN progress_rev ON progress_rev.entry_id = progress_entry.id
                   AND progress_rev.rev = progress_entry.head_rev WHERE 1 {only}""",
}

# table -> (kind, column of that table which names the document)
TABLES = {
    "programme": ("programme", "id"),
    "section": ("section", "id"),
    "task": ("task", "id"),
    "target": ("target", "id"),
    "unit": ("unit", "id"),
    "unit_name": ("unit", "unit_id"),
    "ban": ("ban", "id"),
    "ban_name": ("ban", "ban_id"),
    "person": ("person", "id"),
    "directive": ("directive", "id"),
    "clause": ("clause", "id"),
    "evidence": ("evidence", "id"),
    "progress_entry": ("progress", "id"),
    "progress_rev": ("progress", "entry_id"),
}
WRITTEN_EACH_QUARTER = frozenset({"progress", "evidence"})
FIRST_DEFINITION = 1 << 40
"""Documents of definitions are numbered from here, all others from 1: a range of row ids parts them inside the index."""

_LAST = (1 << 62) - 1
_BANDS = ((FIRST_DEFINITION, _LAST), (1, FIRST_DEFINITION - 1))
_KEY = {"unit": "unit.id", "ban": "ban.id", "progress": "progress_entry.id"}
_CHUNK = 10_000
_REMEMBERED = 50_000
_SPREAD = 2_000
_MOST_DEFINITIONS = 50_000
_HASH_BYTES = {"usual": 1 << 20, "rebuild": 1 << 26}
"""What FTS5 gathers in memory before it writes a segment: a rebuild of a million texts is a third quicker with few segments."""


def refresh(writer: Connection, kind: str, ref_ids: Iterable[int]) -> None:
    """Index the given documents anew; those that are gone leave the index."""
    for ref_id in ref_ids:
        found = writer.execute(_source(kind, one=True), [ref_id]).fetchone()
        folded = fold(found[1]) if found else ""
        known = writer.execute(
            "SELECT id, folded FROM search_doc WHERE kind = ? AND ref_id = ?", [kind, ref_id]
        ).fetchone()
        if known is not None and known[1] == folded:
            continue
        if known is not None:
            _drop(writer, *known)
        if folded:
            _add(writer, kind, ref_id, folded)


def refresh_many(writer: Connection, kind: str, ref_ids: Iterable[int]) -> None:
    """Like ``refresh`` for thousands of documents, in portions: a statement for each would take five seconds for 70,000."""
    wanted = list(ref_ids)
    for start in range(0, len(wanted), _CHUNK):
        _refresh_portion(writer, kind, wanted[start : start + _CHUNK])


def _refresh_portion(writer: Connection, kind: str, ref_ids: list[int]) -> None:
    chosen = json.dumps(ref_ids)
    sql = "SELECT ref_id, id, folded FROM search_doc WHERE kind = ? AND ref_id IN (SELECT value FROM json_each(?))"
    known = {row[0]: (row[1], row[2]) for row in writer.execute(sql, [kind, chosen])}
    now: dict[int, str] = {}
    for chunk in _chunks(writer.execute(_some(kind), [chosen])):
        now.update(chunk)
    for ref_id, (doc_id, folded) in known.items():
        if now.get(ref_id) != folded:
            _drop(writer, doc_id, folded)
    fresh = [(ref_id, folded) for ref_id, folded in now.items() if known.get(ref_id, (0, ""))[1] != folded]
    first = _next_id(writer, kind)
    rows = [(first + place, kind, ref_id, folded) for place, (ref_id, folded) in enumerate(fresh)]
    writer.executemany("INSERT INTO search_doc(id, kind, ref_id, folded) VALUES (?, ?, ?, ?)", rows)
    writer.executemany("INSERT INTO search_index(rowid, folded) VALUES (?, ?)", [(row[0], row[3]) for row in rows])


def rebuild(writer: Connection) -> None:
    """Index everything anew. Half a million texts take about ten seconds."""
    writer.execute("DELETE FROM search_doc")
    with bulk_cache(writer):
        for kind in SOURCES:
            numbers = iter(range(_next_id(writer, kind), _LAST))
            for chunk in _chunks(writer.execute(_source(kind, one=False))):
                rows = [(next(numbers), kind, ref_id, folded) for ref_id, folded in chunk]
                writer.executemany("INSERT INTO search_doc(id, kind, ref_id, folded) VALUES (?, ?, ?, ?)", rows)
        _gather(writer, "rebuild")
        writer.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        _gather(writer, "usual")


def search(reader: Connection, match: str, kinds: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """The newest ``limit`` documents that match an FTS5 expression: (kind, ref_id), definitions before what is written each quarter.

    Where both overflow, each has half the places. Recency costs 0.05 ms where bm25 costs 0.2-0.6 s.
    """
    wanted = sorted(set(kinds) or SOURCES.keys())
    definitions, written = (
        _in_band(reader, match, band, chosen, limit) if chosen else []
        for band, chosen in zip(
            _BANDS,
            (
                [kind for kind in wanted if kind not in WRITTEN_EACH_QUARTER],
                [kind for kind in wanted if kind in WRITTEN_EACH_QUARTER],
            ),
            strict=True,
        )
    )
    first = definitions[: max(limit - limit // 2, limit - len(written))]
    return [*first, *written[: limit - len(first)]]


def search_each(reader: Connection, match: str, kinds: Iterable[str], each: int) -> list[tuple[str, int]]:
    """The newest ``each`` definitions of each kind that match, newest first, so that a thousand units do not hide the one task.

    Looked for among the newest ``_SPREAD`` that match: 3 ms, where a province's every unit matches.
    """
    wanted = sorted(set(kinds) - WRITTEN_EACH_QUARTER)
    marks = ",".join("?" * len(wanted))
    rows = reader.execute(
        f"""SELECT kind, ref_id FROM (
                SELECT kind, ref_id, id, row_number() OVER (PARTITION BY kind ORDER BY id DESC) AS place FROM (
                    SELECT search_doc.kind, search_doc.ref_id, search_doc.id
                    FROM search_index JOIN search_doc ON search_doc.id = search_index.rowid
                    WHERE search_index MATCH ? AND search_index.rowid BETWEEN ? AND ? AND search_doc.kind IN ({marks})
                    ORDER BY search_index.rowid DESC LIMIT {_SPREAD}))
            WHERE place <= ? ORDER BY id DESC""",
        [match, *_BANDS[0], *wanted, each],
    )
    return [(row[0], row[1]) for row in rows]


def present(reader: Connection, things: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of these documents (kind, ref_id) those that are there still, in the order given."""
    sql = "SELECT 1 FROM search_doc WHERE kind = ? AND ref_id = ?"
    return [thing for thing in things if reader.execute(sql, thing).fetchone()]


def definitions(reader: Connection, kinds: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Every definition of some kinds: kind, ref_id and folded text, newest first."""
    wanted = sorted(set(kinds) - WRITTEN_EACH_QUARTER)
    marks = ",".join("?" * len(wanted))
    rows = reader.execute(
        f"""SELECT kind, ref_id, folded FROM search_doc WHERE id BETWEEN ? AND ? AND kind IN ({marks})
            ORDER BY id DESC LIMIT {_MOST_DEFINITIONS}""",
        [*_BANDS[0], *wanted],
    )
    return ((row[0], row[1], row[2]) for row in rows)


def _in_band(
    reader: Connection, match: str, band: tuple[int, int], kinds: list[str], limit: int
) -> list[tuple[str, int]]:
    marks = ",".join("?" * len(kinds))
    rows = reader.execute(
        f"""SELECT search_doc.kind, search_doc.ref_id FROM search_index JOIN search_doc ON search_doc.id = search_index.rowid
            WHERE search_index MATCH ? AND search_index.rowid BETWEEN ? AND ? AND search_doc.kind IN ({marks})
            ORDER BY search_index.rowid DESC LIMIT ?""",
        [match, *band, *kinds, limit],
    )
    return [(row[0], row[1]) for row in rows]


def _source(kind: str, *, one: bool) -> str:
    sql = SOURCES[kind]
    only = f"AND {_KEY.get(kind, 'id')} = ?" if one else ""
    return sql.format(only=only) if "{only}" in sql else f"{sql} {only}"


def _some(kind: str) -> str:
    sql = SOURCES[kind]
    only = f"AND {_KEY.get(kind, 'id')} IN (SELECT value FROM json_each(?))"
    return sql.format(only=only) if "{only}" in sql else f"{sql} {only}"


def _drop(writer: Connection, doc_id: int, folded: str) -> None:
    writer.execute("INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', ?, ?)", [doc_id, folded])
    writer.execute("DELETE FROM search_doc WHERE id = ?", [doc_id])


def _add(writer: Connection, kind: str, ref_id: int, folded: str) -> None:
    doc_id = _next_id(writer, kind)
    writer.execute(
        "INSERT INTO search_doc(id, kind, ref_id, folded) VALUES (?, ?, ?, ?)", [doc_id, kind, ref_id, folded]
    )
    writer.execute("INSERT INTO search_index(rowid, folded) VALUES (?, ?)", [doc_id, folded])


def _next_id(writer: Connection, kind: str) -> int:
    first, last = _BANDS[kind in WRITTEN_EACH_QUARTER]
    newest = writer.execute("SELECT max(id) FROM search_doc WHERE id BETWEEN ? AND ?", [first, last]).fetchone()[0]
    return first if newest is None else int(newest) + 1


def _gather(writer: Connection, way: str) -> None:
    writer.execute("INSERT INTO search_index(search_index, rank) VALUES ('hashsize', ?)", [_HASH_BYTES[way]])


def _chunks(rows: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Folded documents in portions; blank ones are left out. Much of what units write is the same, so folding is remembered."""
    remembered: dict[str, str] = {}
    chunk: list[tuple[int, str]] = []
    for ref_id, text in rows:
        folded = remembered.get(text)
        if folded is None:
            if len(remembered) >= _REMEMBERED:
                remembered.clear()
            folded = remembered[text] = fold(text)
        if folded:
            chunk.append((ref_id, folded))
            if len(chunk) == _CHUNK:
                yield chunk
                chunk = []
    yield chunk
