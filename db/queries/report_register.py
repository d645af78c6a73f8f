"""The register of document numbers with the papers that bear them."""

from db.connection import Connection, Row


def lines(reader: Connection, seat_id: int, year: int | None, doc_kind: str | None) -> list[Row]:
    """Every number of a year and kind (null for all), newest first, with its paper (nulls for none) and how many scans hang on that."""
    return reader.execute(
        """SELECT number_register.*, report.id AS report_id, report.kind, report.period, report.signed_on, report.signer_text,
                  EXISTS (SELECT 1 FROM report AS newer WHERE newer.replaces_id = report.id AND newer.gone IS NULL) AS replaced,
                  (SELECT count(*) FROM evidence WHERE on_kind = 'report' AND on_id = report.id AND evidence.gone IS NULL) AS scans
           FROM number_register LEFT JOIN report ON report.register_id = number_register.id AND report.gone IS NULL
           WHERE number_register.seat_id = ?1 AND (?2 IS NULL OR year = ?2) AND (?3 IS NULL OR doc_kind = ?3)
           ORDER BY year DESC, doc_kind, number DESC""",
        [seat_id, year, doc_kind],
    ).fetchall()
