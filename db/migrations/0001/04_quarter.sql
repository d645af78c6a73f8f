-- Periods, facts and their revisions, review, closing (MODEL 2, 3, 8-12).

CREATE TABLE period(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    first_month TEXT NOT NULL, last_month TEXT NOT NULL) STRICT;

-- A row here says: this seat has opened the period. Dates are this seat's own.
CREATE TABLE calendar(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item,
    period TEXT NOT NULL REFERENCES period(code), label TEXT NOT NULL DEFAULT '',
    starts TEXT NOT NULL, ends TEXT NOT NULL, cutoff TEXT NOT NULL, due TEXT NOT NULL,
    UNIQUE (seat_id, period)) STRICT;

-- Why somebody need not answer this time (a person's decision; expectation copies it).
CREATE TABLE exemption(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    what_id INTEGER NOT NULL REFERENCES item, unit_id INTEGER NOT NULL REFERENCES item,
    period TEXT NOT NULL, reason TEXT NOT NULL,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    UNIQUE (what_id, unit_id, period)) STRICT;

-- Who must answer what: the m of n/m. Kept up to date while the period is open, frozen when it closes.
CREATE TABLE expectation(
    period TEXT NOT NULL, what_id INTEGER NOT NULL, unit_id INTEGER NOT NULL,
    exempt TEXT, frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen IN (0, 1)),
    PRIMARY KEY (period, what_id, unit_id)) STRICT, WITHOUT ROWID;

-- head_rev: newest revision, perhaps a draft. submitted_rev: newest submitted. closed_rev: newest submitted when the period closed.
-- counted: this row is the unit's answer (the unit's own seat before the office's; contributions are 0).
CREATE TABLE progress_entry(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item, task_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item, period TEXT NOT NULL REFERENCES period(code),
    on_behalf_ban INTEGER REFERENCES item,
    head_rev INTEGER NOT NULL, submitted_rev INTEGER, closed_rev INTEGER,
    counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1)),
    UNIQUE (task_id, unit_id, period, seat_id)) STRICT;
-- Covering: the figures of a quarter and the order of the journal come from this index alone.
CREATE INDEX progress_entry_period ON progress_entry(
    period, task_id, unit_id, counted, submitted_rev, closed_rev, head_rev, on_behalf_ban);
-- Taking a definition back deletes its row of `item`, and SQLite then looks for references in every column that may refer to it.
-- Without an index on each of them in the large tables, one undo took five seconds at a million entries.
CREATE INDEX progress_entry_seat ON progress_entry(seat_id);
CREATE INDEX progress_entry_unit ON progress_entry(unit_id);
CREATE INDEX progress_entry_ban ON progress_entry(on_behalf_ban) WHERE on_behalf_ban IS NOT NULL;

-- OR, not IN: SQLite builds a table for an IN of three or more at every row, and inserting revisions takes three times as long.
CREATE TABLE progress_rev(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES progress_entry, rev INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'normal'
        CHECK (kind = 'normal' OR kind = 'answer' OR kind = 'amendment'),
    phase TEXT NOT NULL DEFAULT 'draft' CHECK (phase IN ('draft', 'submitted')),
    state TEXT NOT NULL DEFAULT 'not_started'
        CHECK (state = 'not_started' OR state = 'in_progress' OR state = 'done' OR state = 'paused' OR state = 'cancelled'),
    percent INTEGER CHECK (percent BETWEEN 0 AND 100), done_on TEXT,
    given TEXT NOT NULL DEFAULT 'value'
        CHECK (given = 'value' OR given = 'none_occurred' OR given = 'not_applicable'),
    result TEXT NOT NULL DEFAULT '', difficulty TEXT NOT NULL DEFAULT '', cause TEXT NOT NULL DEFAULT '',
    proposal TEXT NOT NULL DEFAULT '',
    reason TEXT, authority_id INTEGER REFERENCES item, authority_text TEXT, slip_id INTEGER REFERENCES item,
    person_id INTEGER REFERENCES item, person_text TEXT NOT NULL DEFAULT '', at_ms INTEGER NOT NULL, hash TEXT,
    UNIQUE (entry_id, rev)) STRICT;
CREATE INDEX progress_rev_draft ON progress_rev(entry_id) WHERE phase = 'draft';
CREATE INDEX progress_rev_authority ON progress_rev(authority_id) WHERE authority_id IS NOT NULL;
CREATE INDEX progress_rev_slip ON progress_rev(slip_id) WHERE slip_id IS NOT NULL;
CREATE INDEX progress_rev_person ON progress_rev(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE target_value(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item, measure_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item, period TEXT NOT NULL REFERENCES period(code),
    on_behalf_ban INTEGER REFERENCES item,
    head_rev INTEGER NOT NULL, submitted_rev INTEGER, closed_rev INTEGER,
    counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1)),
    UNIQUE (measure_id, unit_id, period, seat_id)) STRICT;
CREATE INDEX target_value_period ON target_value(period, measure_id, unit_id, counted, submitted_rev, closed_rev, head_rev);
CREATE INDEX target_value_seat ON target_value(seat_id);
CREATE INDEX target_value_unit ON target_value(unit_id);
CREATE INDEX target_value_ban ON target_value(on_behalf_ban) WHERE on_behalf_ban IS NOT NULL;

CREATE TABLE value_rev(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    value_id INTEGER NOT NULL REFERENCES target_value, rev INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'normal'
        CHECK (kind = 'normal' OR kind = 'answer' OR kind = 'amendment'),
    phase TEXT NOT NULL DEFAULT 'draft' CHECK (phase IN ('draft', 'submitted')),
    given TEXT NOT NULL DEFAULT 'value'
        CHECK (given = 'value' OR given = 'none_occurred' OR given = 'not_applicable'),
    num INTEGER, den INTEGER, val INTEGER, note TEXT NOT NULL DEFAULT '',
    reason TEXT, authority_id INTEGER REFERENCES item, authority_text TEXT, slip_id INTEGER REFERENCES item,
    person_id INTEGER REFERENCES item, person_text TEXT NOT NULL DEFAULT '', at_ms INTEGER NOT NULL, hash TEXT,
    UNIQUE (value_id, rev),
    CHECK (given = 'value' OR (num IS NULL AND den IS NULL AND val IS NULL))) STRICT;
CREATE INDEX value_rev_draft ON value_rev(value_id) WHERE phase = 'draft';
CREATE INDEX value_rev_authority ON value_rev(authority_id) WHERE authority_id IS NOT NULL;
CREATE INDEX value_rev_slip ON value_rev(slip_id) WHERE slip_id IS NOT NULL;
CREATE INDEX value_rev_person ON value_rev(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE slip(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    no INTEGER NOT NULL, period TEXT NOT NULL, to_seat_id INTEGER REFERENCES item, to_unit_id INTEGER REFERENCES item,
    reason TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT, UNIQUE (seat_id, no)) STRICT;

-- on_kind 'progress' -> progress_entry.id, 'value' -> target_value.id, in on_id.
CREATE TABLE review(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    on_kind TEXT NOT NULL CHECK (on_kind IN ('progress', 'value')), on_id INTEGER NOT NULL,
    rev INTEGER NOT NULL, rev_hash TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('received', 'approved', 'returned')),
    reason TEXT, cells TEXT NOT NULL DEFAULT '', slip_id INTEGER REFERENCES item,
    person_id INTEGER REFERENCES item, person_text TEXT NOT NULL DEFAULT '', at_ms INTEGER NOT NULL,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX review_on ON review(on_kind, on_id, rev);
CREATE INDEX review_returned ON review(on_kind, on_id) WHERE verdict = 'returned';
CREATE INDEX review_slip ON review(slip_id) WHERE slip_id IS NOT NULL;
CREATE INDEX review_seat ON review(seat_id);
CREATE INDEX review_person ON review(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE period_close(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item, period TEXT NOT NULL REFERENCES period(code),
    at_ms INTEGER NOT NULL, person_id INTEGER REFERENCES item, person_text TEXT NOT NULL, stream_vers TEXT NOT NULL DEFAULT '{}',
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT, UNIQUE (unit_id, period)) STRICT;

CREATE TABLE feedback(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    on_kind TEXT NOT NULL, on_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('proposal', 'extension', 'not_our_duty', 'error')),
    text TEXT NOT NULL, new_due TEXT, answer_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

-- on_kind 'progress' | 'value' | 'directive' | 'task'
CREATE TABLE evidence(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    on_kind TEXT NOT NULL CHECK (on_kind IN ('progress', 'value', 'directive', 'task', 'report')), on_id INTEGER NOT NULL, rev INTEGER,
    sha256 TEXT NOT NULL REFERENCES file(sha256), name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX evidence_on ON evidence(on_kind, on_id);
