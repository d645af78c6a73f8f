"""Units with their dated names and parents, their succession, bans, persons and posts.

``on`` is always a day (ISO); None means the newest. ``valid_until`` is the first day on which something no longer holds.
"""

from fractions import Fraction

from db.connection import Connection, Row

_NAME = """(SELECT name FROM unit_name WHERE unit_id = {unit} AND coalesce(valid_from, '') <= coalesce({on}, '9999')
            ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1)"""


def unit_name_row(reader: Connection, unit_id: int, on: str | None = None) -> Row | None:
    """The name (name, short, symbol_template, place) a unit has on a day; before its first dated name that first one."""
    found: Row | None = reader.execute(
        """SELECT * FROM unit_name WHERE unit_id = :unit
           ORDER BY coalesce(valid_from, '') > coalesce(:on, '9999'),
                    CASE WHEN coalesce(valid_from, '') <= coalesce(:on, '9999') THEN coalesce(valid_from, '') END DESC,
                    valid_from, id DESC LIMIT 1""",
        {"unit": unit_id, "on": on},
    ).fetchone()
    return found


def unit_name(reader: Connection, unit_id: int, on: str | None = None) -> str:
    """The name of a unit as a document of that day prints it; empty for a unit that is only mentioned."""
    row = unit_name_row(reader, unit_id, on)
    return "" if row is None else str(row["name"])


def unit(reader: Connection, unit_id: int) -> Row | None:
    """A unit with its newest name, kind, sector and present parent."""
    found: Row | None = reader.execute(
        """SELECT unit.*, unit_name.id AS name_row, unit_name.name, unit_name.short, unit_name.symbol_template,
                  unit_name.place, unit_name.valid_from AS named_from, unit_kind.name AS kind, unit_kind.sector,
                  (SELECT parent_id FROM unit_parent WHERE unit_id = unit.id AND purpose = 'org'
                   ORDER BY valid_until IS NULL DESC, coalesce(valid_from, '') DESC LIMIT 1) AS parent_id
           FROM unit
           LEFT JOIN unit_name ON unit_name.id = (SELECT id FROM unit_name WHERE unit_id = unit.id
                                                  ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1)
           LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id
           WHERE unit.id = ?""",
        [unit_id],
    ).fetchone()
    return found


def units(reader: Connection, parent_id: int, on: str | None, *, ended: bool = False) -> list[Row]:
    """The units below one, in Vietnamese order, with kind and sector: those that exist on a day, or all that ever did."""
    alive = """AND coalesce(unit.valid_from, '') <= coalesce(:on, '9999') AND coalesce(unit.valid_until, '9999') > coalesce(:on, '0')
               AND coalesce(unit_parent.valid_from, '') <= coalesce(:on, '9999')
               AND coalesce(unit_parent.valid_until, '9999') > coalesce(:on, '0')"""
    return reader.execute(
        f"""SELECT unit.id, unit.code, unit.kind_id, unit.valid_from, unit.valid_until, unit_kind.name AS kind,
                   unit_kind.sector, unit_name.name, unit_name.short, unit_name.name_key
            FROM unit_parent JOIN unit ON unit.id = unit_parent.unit_id AND unit.gone IS NULL
            LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id
            LEFT JOIN unit_name ON unit_name.id = (
                SELECT id FROM unit_name AS dated WHERE dated.unit_id = unit.id
                ORDER BY coalesce(dated.valid_from, '') > coalesce(:on, '9999'), coalesce(dated.valid_from, '') DESC, dated.id DESC LIMIT 1)
            WHERE unit_parent.parent_id = :parent AND unit_parent.purpose = 'org' {"" if ended else alive}
            GROUP BY unit.id ORDER BY unit_name.name_key, unit.id""",
        {"parent": parent_id, "on": on},
    ).fetchall()


def unit_called(reader: Connection, parent_id: int, name: str) -> int | None:
    """A living unit below ``parent_id`` whose newest name is this, or None."""
    row = reader.execute(
        f"""SELECT unit.id FROM unit_name JOIN unit ON unit.id = unit_name.unit_id
            JOIN unit_parent ON unit_parent.unit_id = unit.id AND unit_parent.parent_id = :parent AND unit_parent.valid_until IS NULL
            WHERE unit_name.name = :name AND unit.gone IS NULL AND unit.valid_until IS NULL
              AND {_NAME.format(unit="unit.id", on="NULL")} = :name LIMIT 1""",
        {"parent": parent_id, "name": name},
    ).fetchone()
    return None if row is None else int(row[0])


def unit_coded(reader: Connection, code: str) -> int | None:
    """A living unit with this code, or None."""
    row = reader.execute(
        "SELECT id FROM unit WHERE code = ? AND gone IS NULL AND valid_until IS NULL LIMIT 1", [code]
    ).fetchone()
    return None if row is None else int(row[0])


def parent_row(reader: Connection, unit_id: int, purpose: str = "org") -> Row | None:
    """The parent line that stands: id, parent_id, valid_from."""
    found: Row | None = reader.execute(
        """SELECT id, parent_id, valid_from FROM unit_parent WHERE unit_id = ? AND purpose = ? AND valid_until IS NULL
           ORDER BY id DESC LIMIT 1""",
        [unit_id, purpose],
    ).fetchone()
    return found


def ancestors(reader: Connection, unit_id: int) -> list[int]:
    """The units above one by the lines that stand, nearest first."""
    rows = reader.execute(
        """WITH RECURSIVE above(id, depth) AS (
               SELECT parent_id, 1 FROM unit_parent WHERE unit_id = ? AND purpose = 'org' AND valid_until IS NULL
               UNION SELECT unit_parent.parent_id, depth + 1 FROM above JOIN unit_parent ON unit_parent.unit_id = above.id
               WHERE purpose = 'org' AND valid_until IS NULL AND depth < 20)
           SELECT id FROM above ORDER BY depth""",
        [unit_id],
    )
    return [row[0] for row in rows]


def names_of_unit(reader: Connection, unit_id: int) -> list[Row]:
    """All names of a unit, oldest first."""
    return reader.execute(
        "SELECT * FROM unit_name WHERE unit_id = ? ORDER BY coalesce(valid_from, ''), id", [unit_id]
    ).fetchall()


def unit_kinds(reader: Connection) -> list[Row]:
    """The kinds of unit from the highest level down, with how many living units each has."""
    return reader.execute(
        """SELECT unit_kind.*, (SELECT count(*) FROM unit WHERE kind_id = unit_kind.id AND gone IS NULL AND valid_until IS NULL) AS units
           FROM unit_kind WHERE gone IS NULL ORDER BY level, id"""
    ).fetchall()


def unit_kind(reader: Connection, kind_id: int) -> Row | None:
    """A kind of unit."""
    found: Row | None = reader.execute("SELECT * FROM unit_kind WHERE id = ? AND gone IS NULL", [kind_id]).fetchone()
    return found


def successors(reader: Connection) -> dict[int, list[tuple[int, Fraction]]]:
    """Each unit that was merged or split -> the units it lives on in today and its share in each (MODEL 25).

    Followed to the end: where the successor was merged in turn, its successor stands here. Shares of one unit sum to 1.
    """
    direct: dict[int, list[tuple[int, Fraction]]] = {}
    rows = reader.execute(
        """SELECT old.unit_id, new.unit_id, old.share_num * new.share_num, old.share_den * new.share_den
           FROM unit_event JOIN unit_event_part AS old ON old.event_id = unit_event.id AND old.side = 'before'
           JOIN unit_event_part AS new ON new.event_id = unit_event.id AND new.side = 'after'
           WHERE unit_event.kind IN ('merge', 'split') AND unit_event.gone IS NULL AND old.unit_id <> new.unit_id
           ORDER BY unit_event.happened_on, unit_event.id, new.id"""
    )
    for old, new, num, den in rows:
        direct.setdefault(old, []).append((new, Fraction(num, den)))
    return {old: _followed(direct, old) for old in direct}


def _followed(direct: dict[int, list[tuple[int, Fraction]]], old: int) -> list[tuple[int, Fraction]]:
    ends: dict[int, Fraction] = {}
    waiting = [(old, Fraction(1), frozenset({old}))]
    while waiting:
        unit_id, share, seen = waiting.pop(0)
        for new, part in direct.get(unit_id, ()):
            if new in direct and new not in seen:
                waiting.append((new, share * part, seen | {new}))
            else:
                ends[new] = ends.get(new, Fraction(0)) + share * part
    return list(ends.items())


def unit_events(reader: Connection, unit_id: int) -> list[Row]:
    """What happened to a unit, oldest first: kind, happened_on, directive_id."""
    return reader.execute(
        """SELECT DISTINCT unit_event.id, kind, happened_on, directive_id FROM unit_event_part
           JOIN unit_event ON unit_event.id = unit_event_part.event_id AND unit_event.gone IS NULL
           WHERE unit_event_part.unit_id = ? ORDER BY happened_on, unit_event.id""",
        [unit_id],
    ).fetchall()


_BAN_NAME = """(SELECT name FROM ban_name WHERE ban_id = ban.id
                ORDER BY coalesce(valid_from, '') > coalesce(:on, '9999'), coalesce(valid_from, '') DESC, id DESC LIMIT 1)"""


def ban(reader: Connection, ban_id: int, on: str | None = None) -> Row | None:
    """A ban with its name on a day, the row of its newest name and since when that holds."""
    found: Row | None = reader.execute(
        f"""SELECT ban.*, {_BAN_NAME} AS name, newest.id AS name_row, newest.valid_from AS named_from
            FROM ban LEFT JOIN ban_name AS newest ON newest.id = (
                SELECT id FROM ban_name WHERE ban_id = ban.id ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1)
            WHERE ban.id = :ban""",
        {"ban": ban_id, "on": on},
    ).fetchone()
    return found


def ban_name(reader: Connection, ban_id: int, on: str | None = None) -> str:
    """The name of a ban as a document of that day prints it."""
    row = ban(reader, ban_id, on)
    return "" if row is None else str(row["name"] or row["code"])


def bans(reader: Connection, unit_id: int, on: str | None, *, ended: bool = False) -> list[Row]:
    """The bans of a unit in their order, with how many programmes and open tasks each leads, joins in, and its people."""
    alive = "" if ended else "AND coalesce(ban.valid_until, '9999') > coalesce(:on, '0')"
    return reader.execute(
        f"""WITH given AS (
                SELECT assignment.ban_id,
                       count(DISTINCT CASE WHEN role = 'lead' THEN programme.id END) AS programmes,
                       count(DISTINCT CASE WHEN role = 'lead' THEN task.id END) AS leads,
                       count(DISTINCT CASE WHEN role = 'collaborate' THEN what_id END) AS joins
                FROM assignment
                LEFT JOIN programme ON programme.id = what_id AND programme.closed IS NULL AND programme.gone IS NULL
                LEFT JOIN task ON task.id = what_id AND task.lifecycle = 'open' AND task.gone IS NULL
                WHERE assignment.ban_id IS NOT NULL AND assignment.valid_until IS NULL AND assignment.gone IS NULL
                GROUP BY assignment.ban_id),
            staff AS (
                SELECT ban_id, count(DISTINCT person_id) AS people FROM post_held
                WHERE ban_id IS NOT NULL AND valid_until IS NULL AND gone IS NULL GROUP BY ban_id)
            SELECT ban.id, ban.code, {_BAN_NAME} AS name, ban.temporary, ban.valid_from, ban.valid_until, ban.successor_id,
                   coalesce(programmes, 0) AS programmes, coalesce(leads, 0) AS leads, coalesce(joins, 0) AS joins,
                   coalesce(people, 0) AS people
            FROM ban LEFT JOIN given ON given.ban_id = ban.id LEFT JOIN staff ON staff.ban_id = ban.id
            WHERE ban.unit_id = :unit AND ban.gone IS NULL {alive} ORDER BY ban.position, ban.id""",
        {"unit": unit_id, "on": on},
    ).fetchall()


def ban_coded(reader: Connection, unit_id: int, code: str) -> int | None:
    """A living ban of the unit with this code, or None."""
    row = reader.execute(
        "SELECT id FROM ban WHERE unit_id = ? AND code = ? AND gone IS NULL AND valid_until IS NULL", [unit_id, code]
    ).fetchone()
    return None if row is None else int(row[0])


def last_position(reader: Connection, unit_id: int) -> int:
    """The position of the unit's last ban, 0 when there is none."""
    return int(reader.execute("SELECT coalesce(max(position), 0) FROM ban WHERE unit_id = ?", [unit_id]).fetchone()[0])


def person(reader: Connection, person_id: int) -> Row | None:
    """A person."""
    found: Row | None = reader.execute("SELECT * FROM person WHERE id = ? AND gone IS NULL", [person_id]).fetchone()
    return found


def persons(reader: Connection) -> list[Row]:
    """The people by given name."""
    return reader.execute("SELECT id, name, seat_id FROM person WHERE gone IS NULL ORDER BY name_key, id").fetchall()


def post(reader: Connection, post_id: int) -> Row | None:
    """A post somebody holds or held, with the person's name."""
    found: Row | None = reader.execute(
        """SELECT post_held.*, person.name FROM post_held JOIN person ON person.id = post_held.person_id
           WHERE post_held.id = ? AND post_held.gone IS NULL""",
        [post_id],
    ).fetchone()
    return found


def posts(reader: Connection, *, person_id: int | None = None, ended: bool = False) -> list[Row]:
    """Posts with the ban's code and the unit, newest first within a person: of all, or of one person."""
    return reader.execute(
        f"""SELECT post_held.id, post_held.person_id, post_held.unit_id, post_held.ban_id, post_held.post,
                   post_held.valid_from, post_held.valid_until, ban.code AS ban_code,
                   {_NAME.format(unit="post_held.unit_id", on="NULL")} AS unit
            FROM post_held LEFT JOIN ban ON ban.id = post_held.ban_id
            WHERE post_held.gone IS NULL AND (:person IS NULL OR post_held.person_id = :person)
                  {"" if ended else "AND post_held.valid_until IS NULL"}
            ORDER BY post_held.person_id, coalesce(post_held.valid_from, '') DESC, post_held.id""",
        {"person": person_id},
    ).fetchall()


def term(reader: Connection, term_id: int) -> Row | None:
    """A term of office."""
    found: Row | None = reader.execute("SELECT * FROM term WHERE id = ? AND gone IS NULL", [term_id]).fetchone()
    return found


def terms(reader: Connection, unit_id: int) -> list[Row]:
    """The terms of a unit, newest first."""
    return reader.execute(
        "SELECT * FROM term WHERE unit_id = ? AND gone IS NULL ORDER BY starts DESC, id DESC", [unit_id]
    ).fetchall()
