-- Signed papers (MODEL 12).

CREATE TABLE number_register(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    year INTEGER NOT NULL, doc_kind TEXT NOT NULL, number INTEGER NOT NULL, symbol TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('issued', 'void')), reason TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    UNIQUE (seat_id, year, doc_kind, number)) STRICT;

CREATE TABLE report(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    kind TEXT NOT NULL, period TEXT NOT NULL, as_of TEXT NOT NULL CHECK (as_of IN ('closed', 'current')),
    register_id INTEGER REFERENCES item, signed_on TEXT NOT NULL, signer_text TEXT NOT NULL,
    content_sha256 TEXT NOT NULL, pdf_sha256 TEXT NOT NULL, replaces_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE frozen_figure(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES item, key TEXT NOT NULL,
    num INTEGER, den INTEGER, val INTEGER, base_n INTEGER, base_m INTEGER, rule TEXT NOT NULL DEFAULT '',
    UNIQUE (report_id, key)) STRICT;

CREATE TABLE frozen_input(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES item, key TEXT NOT NULL,
    seat_id INTEGER NOT NULL REFERENCES item, unit_id INTEGER NOT NULL REFERENCES item, period TEXT NOT NULL,
    rev INTEGER, rev_hash TEXT, given TEXT, num INTEGER, den INTEGER, val INTEGER) STRICT;
CREATE INDEX frozen_input_report ON frozen_input(report_id, key);
CREATE INDEX frozen_input_seat ON frozen_input(seat_id);
CREATE INDEX frozen_input_unit ON frozen_input(unit_id);
