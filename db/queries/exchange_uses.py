"""What rests on received states and what was written since a restore: asked before something is taken back."""

from db.connection import Connection, Row


def lines_of_seal(reader: Connection, seal_id: int) -> list[Row]:
    """Which received files held a seal."""
    return reader.execute(
        """SELECT bundle_seal.* FROM bundle_seal JOIN bundle ON bundle.id = bundle_seal.bundle_id
           WHERE bundle_seal.seal_id = ? AND bundle.way = 'in' ORDER BY bundle_seal.id""",
        [seal_id],
    ).fetchall()


def carries(reader: Connection, bundle_id: int, seal_id: int) -> bool:
    """Whether the book says already that a file held a seal."""
    sql = "SELECT 1 FROM bundle_seal WHERE bundle_id = ? AND seal_id = ?"
    return reader.execute(sql, [bundle_id, seal_id]).fetchone() is not None


def orphaned_reviews(reader: Connection, seat_id: int) -> int:
    """How many of a seat's reviews are about a revision that is not there."""
    parts = [
        f"""SELECT count(*) AS n FROM review WHERE seat_id = :seat AND on_kind = '{kind}' AND gone IS NULL
            AND NOT EXISTS (SELECT 1 FROM {revs} AS rev WHERE rev.{owner} = review.on_id AND rev.rev = review.rev
                            AND rev.hash = review.rev_hash)"""
        for kind, revs, owner in (("progress", "progress_rev", "entry_id"), ("value", "value_rev", "value_id"))
    ]
    rows = reader.execute(f"SELECT sum(n) FROM ({' UNION ALL '.join(parts)})", {"seat": seat_id}).fetchone()
    return int(rows[0] or 0)


def last_branch(reader: Connection, seat_id: int) -> int:
    """The change that began the newest epoch of a seat of ours: what was written after it was written after the restore."""
    row = reader.execute(
        """SELECT max(change_id) FROM change_row JOIN epoch ON epoch.id = change_row.row_id
           WHERE tbl = 'epoch' AND before IS NULL AND epoch.seat_id = ?""",
        [seat_id],
    ).fetchone()
    return int(row[0] or 0)


def touched_since(reader: Connection, table: str, row_id: int, change_id: int, at_ms: int) -> bool:
    """Whether people wrote a row after a change or an instant. What came back in an import is not theirs."""
    sql = """SELECT 1 FROM change_row JOIN change ON change.id = change_row.change_id
             WHERE tbl = ? AND row_id = ? AND (change_id > ? OR change.at_ms > ?) AND change.kind <> 'import' LIMIT 1"""
    return reader.execute(sql, [table, row_id, change_id, at_ms]).fetchone() is not None
