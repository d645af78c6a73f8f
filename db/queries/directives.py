"""Documents, their clauses, links and duties."""

from db.connection import Connection, Row


def directive(reader: Connection, directive_id: int) -> Row | None:
    """A document."""
    found: Row | None = reader.execute(
        "SELECT * FROM directive WHERE id = ? AND gone IS NULL", [directive_id]
    ).fetchone()
    return found


def clause(reader: Connection, clause_id: int) -> Row | None:
    """A clause of a document."""
    found: Row | None = reader.execute("SELECT * FROM clause WHERE id = ? AND gone IS NULL", [clause_id]).fetchone()
    return found


def duty(reader: Connection, duty_id: int) -> Row | None:
    """Who a document tells to do what."""
    found: Row | None = reader.execute("SELECT * FROM duty WHERE id = ? AND gone IS NULL", [duty_id]).fetchone()
    return found


def directives(reader: Connection) -> list[Row]:
    """The documents, newest first, with how many clauses, programmes and tasks rest on each."""
    return reader.execute(
        """WITH clauses AS (SELECT directive_id AS id, count(*) AS n FROM clause WHERE gone IS NULL GROUP BY directive_id),
                programmes AS (SELECT directive_id AS id, count(*) AS n FROM programme WHERE gone IS NULL GROUP BY directive_id),
                tasks AS (SELECT directive_id AS id, count(*) AS n FROM task WHERE gone IS NULL GROUP BY directive_id)
           SELECT directive.*, coalesce(clauses.n, 0) AS clauses, coalesce(programmes.n, 0) AS programmes,
                  coalesce(tasks.n, 0) AS tasks
           FROM directive LEFT JOIN clauses USING (id) LEFT JOIN programmes USING (id) LEFT JOIN tasks USING (id)
           WHERE directive.gone IS NULL ORDER BY issued IS NULL, issued DESC, directive.id DESC"""
    ).fetchall()


def file_hashes(reader: Connection) -> dict[str, set[int]]:
    """The documents by the SHA-256 of the files that hang on them."""
    found: dict[str, set[int]] = {}
    for sha256, directive_id in reader.execute(
        "SELECT sha256, on_id FROM evidence WHERE on_kind = 'directive' AND gone IS NULL"
    ):
        found.setdefault(sha256, set()).add(directive_id)
    return found


def clauses(reader: Connection, directive_id: int) -> list[Row]:
    """The clauses of a document as they stand in it."""
    return reader.execute(
        "SELECT * FROM clause WHERE directive_id = ? AND gone IS NULL ORDER BY line1 IS NULL, line1, id", [directive_id]
    ).fetchall()


def links(reader: Connection, directive_id: int) -> list[Row]:
    """What a document rests on or replaces, and what rests on it: kind, the other document, whether this one points to it."""
    return reader.execute(
        """SELECT directive_link.id, directive_link.kind, directive_link.from_id = :id AS outward,
                  other.id AS other_id, other.as_written, other.kind AS other_kind, other.abstract, other.issued
           FROM directive_link
           JOIN directive AS other ON other.id = CASE directive_link.from_id WHEN :id THEN to_id ELSE from_id END
           WHERE :id IN (from_id, to_id) ORDER BY directive_link.id""",
        {"id": directive_id},
    ).fetchall()


def link_row(reader: Connection, from_id: int, to_id: int, kind: str) -> int | None:
    """The row of a link, or None."""
    row = reader.execute(
        "SELECT id FROM directive_link WHERE from_id = ? AND to_id = ? AND kind = ?", [from_id, to_id, kind]
    ).fetchone()
    return None if row is None else int(row[0])


def clause_link_row(reader: Connection, from_id: int, to_id: int) -> int | None:
    """The row that says that a clause carries out another, or None."""
    row = reader.execute("SELECT id FROM clause_link WHERE from_id = ? AND to_id = ?", [from_id, to_id]).fetchone()
    return None if row is None else int(row[0])


def duties(reader: Connection, directive_id: int) -> list[Row]:
    """The duties a document gives, in order, with the ban's code where one is named."""
    return reader.execute(
        """SELECT duty.*, ban.code AS ban_code FROM duty LEFT JOIN ban ON ban.id = duty.ban_id
           WHERE directive_id = ? AND duty.gone IS NULL ORDER BY duty.position, duty.id""",
        [directive_id],
    ).fetchall()


def last_duty_position(reader: Connection, directive_id: int) -> int:
    """The highest position of a duty of the document; 0 when there is none."""
    row = reader.execute(
        "SELECT coalesce(max(position), 0) FROM duty WHERE directive_id = ?", [directive_id]
    ).fetchone()
    return int(row[0])
