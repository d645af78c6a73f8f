"""What a search shows of its hits: title and surroundings, all hits of a kind in one query."""

from collections.abc import Sequence

from db.connection import Connection, Row

# kind -> SELECT of id, title, where_text, also, at. Texts are those of the newest names and revisions; {ids} are the hits.
_HITS = {
    "programme": """SELECT id, trim(number || '. ' || title, '. ') AS title, '' AS where_text, '' AS also, starts AS at
                    FROM programme WHERE id IN ({ids})""",
    "section": """SELECT section.id, trim(section.number || '. ' || section.title, '. ') AS title,
                         programme.title AS where_text, programme.number AS also, NULL AS at
                  FROM section JOIN programme ON programme.id = section.programme_id WHERE section.id IN ({ids})""",
    "task": """SELECT task.id, trim(task.number || ' ' || task.text) AS title, programme.title AS where_text,
                      programme.number AS also, task.due AS at
               FROM task LEFT JOIN programme ON programme.id = task.programme_id WHERE task.id IN ({ids})""",
    "target": """SELECT target.id, trim(target.number || ' ' || target.text) AS title, programme.title AS where_text,
                        programme.number AS also, NULL AS at
                 FROM target JOIN measure ON measure.id = target.measure_id
                 LEFT JOIN programme ON programme.id = measure.programme_id WHERE target.id IN ({ids})""",
    "unit": """SELECT unit.id, (SELECT name FROM unit_name WHERE unit_id = unit.id ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1)
                      AS title, unit_kind.name AS where_text, unit.code AS also, unit.valid_until AS at
               FROM unit LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id WHERE unit.id IN ({ids})""",
    "ban": """SELECT ban.id, (SELECT name FROM ban_name WHERE ban_id = ban.id ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1)
                     AS title, '' AS where_text, ban.code AS also, ban.valid_until AS at
              FROM ban WHERE ban.id IN ({ids})""",
    "person": """SELECT person.id, person.name AS title, coalesce(group_concat(post_held.post, ', '), '') AS where_text, '' AS also,
                        NULL AS at
                 FROM person LEFT JOIN post_held ON post_held.person_id = person.id AND post_held.valid_until IS NULL
                      AND post_held.gone IS NULL
                 WHERE person.id IN ({ids}) GROUP BY person.id""",
    "directive": """SELECT id, trim(kind || ' ' || as_written) AS title, abstract AS where_text, '' AS also, issued AS at
                    FROM directive WHERE id IN ({ids})""",
    "clause": """SELECT clause.id, trim(clause.label || ' ' || clause.text) AS title,
                        trim(directive.kind || ' ' || directive.as_written) AS where_text, '' AS also, directive.issued AS at
                 FROM clause JOIN directive ON directive.id = clause.directive_id WHERE clause.id IN ({ids})""",
    "evidence": """SELECT id, name AS title, note AS where_text, on_kind AS also, NULL AS at
                   FROM evidence WHERE id IN ({ids})""",
    "progress": """SELECT progress_entry.id,
                          result || char(10) || difficulty || char(10) || cause || char(10) || proposal AS title,
                          trim(task.number || ' ' || task.text) AS where_text,
                          (SELECT coalesce(nullif(short, ''), name) FROM unit_name WHERE unit_id = progress_entry.unit_id
                           ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS also, progress_entry.period AS at
                   FROM progress_entry
                   JOIN progress_rev ON progress_rev.entry_id = progress_entry.id AND progress_rev.rev = progress_entry.head_rev
                   JOIN task ON task.id = progress_entry.task_id WHERE progress_entry.id IN ({ids})""",
}
KINDS = tuple(_HITS)


def hits(reader: Connection, kind: str, ids: Sequence[int]) -> dict[int, Row]:
    """The hits of one kind by id: title, where_text and also (its surroundings), at (a day or period, or NULL)."""
    marks = ",".join(str(int(found)) for found in ids)
    return {row["id"]: row for row in reader.execute(_HITS[kind].format(ids=marks))}


def signed_papers(reader: Connection, seat_id: int, limit: int) -> list[Row]:
    """The newest signed papers of an office: id, kind, period, signed_on, signer_text, and symbol (null without a number)."""
    return reader.execute(
        """SELECT report.id, report.kind, report.period, report.signed_on, report.signer_text, number_register.symbol
           FROM report LEFT JOIN number_register ON number_register.id = report.register_id
           WHERE report.seat_id = ? AND report.gone IS NULL ORDER BY report.signed_on DESC, report.id DESC LIMIT ?""",
        [seat_id, limit],
    ).fetchall()
