-- The change log (MODEL 16, 17) and what is derived from the rest and can be rebuilt.

CREATE TABLE change(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL, person_id INTEGER, person_text TEXT NOT NULL DEFAULT '',
    node_id INTEGER, epoch_id INTEGER,
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'import', 'withdraw', 'close', 'submit', 'sign', 'bulk', 'migrate')),
    counter_action TEXT,            -- set: undo stops here and names this instead (MODEL 17)
    undoes INTEGER REFERENCES change, undone_by INTEGER REFERENCES change,
    schema INTEGER NOT NULL, program TEXT NOT NULL,
    prev_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT;

CREATE TABLE change_row(
    change_id INTEGER NOT NULL REFERENCES change, seq INTEGER NOT NULL,
    tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
    before TEXT, after TEXT, before_digest TEXT, after_digest TEXT,
    PRIMARY KEY (change_id, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX change_row_row ON change_row(tbl, row_id);

CREATE TABLE change_bulk(
    change_id INTEGER NOT NULL REFERENCES change, tbl TEXT NOT NULL,
    rows INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (change_id, tbl)) STRICT, WITHOUT ROWID;

-- what_id a measure: num, den, val sums, n units with an answer (none_n of them "nothing occurred"), m units expected.
-- what_id a passed-down task: num units done, n units with an answer, m units expected.
-- what_id a programme (0: none): num own tasks on schedule (not overdue at the cut-off), val own tasks overdue, those done in an
-- earlier quarter included; n logged of the m own tasks expected in this one.
CREATE TABLE rollup(
    what_id INTEGER NOT NULL, period TEXT NOT NULL, group_unit INTEGER NOT NULL,
    as_of TEXT NOT NULL CHECK (as_of IN ('current', 'closed')),
    num INTEGER, den INTEGER, val INTEGER,
    n INTEGER NOT NULL, m INTEGER NOT NULL, none_n INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (what_id, period, group_unit, as_of)) STRICT, WITHOUT ROWID;

-- How far each unit has answered in a quarter: tasks and figures expected and reported, tasks done, the newest report.
CREATE TABLE unit_rollup(
    period TEXT NOT NULL, as_of TEXT NOT NULL CHECK (as_of IN ('current', 'closed')), unit_id INTEGER NOT NULL,
    tasks INTEGER NOT NULL, tasks_reported INTEGER NOT NULL, tasks_done INTEGER NOT NULL,
    figures INTEGER NOT NULL, figures_reported INTEGER NOT NULL, reported_ms INTEGER,
    PRIMARY KEY (period, as_of, unit_id)) STRICT, WITHOUT ROWID;

CREATE TABLE search_doc(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, ref_id INTEGER NOT NULL, folded TEXT NOT NULL,
    UNIQUE (kind, ref_id)) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(folded, content='search_doc', content_rowid='id', detail='full',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');
