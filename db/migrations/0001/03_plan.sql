-- Documents, programmes, tasks, measures, targets: definitions (MODEL 6, 7, 13, 14).

CREATE TABLE file(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL, mime TEXT NOT NULL,
    presence TEXT NOT NULL CHECK (presence IN ('here', 'later', 'lost'))) STRICT;

CREATE TABLE directive(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    kind TEXT NOT NULL, number TEXT NOT NULL DEFAULT '', symbol TEXT NOT NULL DEFAULT '',
    as_written TEXT NOT NULL DEFAULT '', issued TEXT,
    issuer_id INTEGER REFERENCES item, issuer_text TEXT NOT NULL DEFAULT '', abstract TEXT NOT NULL DEFAULT '',
    sha256 TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE directive_link(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_id INTEGER NOT NULL REFERENCES item, to_id INTEGER NOT NULL REFERENCES item,
    kind TEXT NOT NULL CHECK (kind IN ('implements', 'issued_under', 'replaces', 'cites'))) STRICT;

CREATE TABLE clause(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    directive_id INTEGER NOT NULL REFERENCES item,
    label TEXT NOT NULL, path TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    line1 INTEGER, line2 INTEGER,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX clause_directive ON clause(directive_id);

CREATE TABLE programme(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    directive_id INTEGER REFERENCES item, term_id INTEGER REFERENCES item,
    number TEXT NOT NULL DEFAULT '', title TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    starts TEXT, ends TEXT,
    frequency TEXT NOT NULL DEFAULT 'quarter' CHECK (frequency IN ('month', 'quarter', 'semester', 'year', 'once')),
    continues_id INTEGER REFERENCES item,
    closed TEXT, close_reason TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE section(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    programme_id INTEGER NOT NULL REFERENCES item,
    number TEXT NOT NULL DEFAULT '', title TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX section_programme ON section(programme_id);

CREATE TABLE milestone(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    programme_id INTEGER NOT NULL REFERENCES item,
    starts TEXT NOT NULL, ends TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('launch', 'mid', 'final', 'other')), text TEXT NOT NULL, reached TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE duty(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    directive_id INTEGER NOT NULL REFERENCES item, body TEXT NOT NULL,
    ban_id INTEGER REFERENCES item, unit_kind_id INTEGER REFERENCES item,
    text TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE task(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    programme_id INTEGER REFERENCES item, section_id INTEGER REFERENCES item, parent_id INTEGER REFERENCES item,
    directive_id INTEGER REFERENCES item, clause_id INTEGER REFERENCES item,
    number TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL, details TEXT NOT NULL DEFAULT '', product TEXT NOT NULL DEFAULT '',
    starts TEXT, due TEXT, continuous INTEGER NOT NULL DEFAULT 0 CHECK (continuous IN (0, 1)),
    scope TEXT NOT NULL DEFAULT 'own' CHECK (scope IN ('own', 'passed_down')),
    priority INTEGER NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
    frequency TEXT NOT NULL DEFAULT 'quarter' CHECK (frequency IN ('month', 'quarter', 'semester', 'year', 'once')),
    needs_evidence INTEGER NOT NULL DEFAULT 0 CHECK (needs_evidence IN (0, 1)),
    lifecycle TEXT NOT NULL DEFAULT 'open' CHECK (lifecycle IN ('open', 'paused', 'cancelled', 'ended')),
    lifecycle_reason TEXT, lifecycle_on TEXT,
    continues_id INTEGER REFERENCES item, same_as_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    CHECK (NOT (continuous = 1 AND due IS NOT NULL))) STRICT;
CREATE INDEX task_programme ON task(programme_id, position);
CREATE INDEX task_parent ON task(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX task_due ON task(due);

CREATE TABLE due_change(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    task_id INTEGER NOT NULL REFERENCES item, unit_id INTEGER REFERENCES item,
    old_due TEXT, new_due TEXT, reason TEXT NOT NULL, request_id INTEGER REFERENCES item, at_ms INTEGER NOT NULL,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX due_change_task ON due_change(task_id);

-- what_id: a task, a programme (default lead of its tasks) or a target. A passed-down task is given to a unit, a kind or a sector.
CREATE TABLE assignment(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    what_id INTEGER NOT NULL REFERENCES item,
    role TEXT NOT NULL CHECK (role IN ('lead', 'collaborate', 'watch', 'leader')),
    unit_id INTEGER REFERENCES item, unit_kind_id INTEGER REFERENCES item,
    sector TEXT CHECK (sector IN ('state', 'non_state')),
    ban_id INTEGER REFERENCES item, person_id INTEGER REFERENCES item,
    due TEXT, valid_from TEXT, valid_until TEXT, reason TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    CHECK (coalesce(unit_id, unit_kind_id, sector, ban_id, person_id) IS NOT NULL)) STRICT;
CREATE INDEX assignment_what ON assignment(what_id, role);
CREATE INDEX assignment_ban ON assignment(ban_id) WHERE ban_id IS NOT NULL;

CREATE TABLE measure(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    programme_id INTEGER REFERENCES item, position INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('ratio', 'count', 'money', 'yesno', 'words')),
    unit_text TEXT NOT NULL DEFAULT '', decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 6),
    num_label TEXT NOT NULL DEFAULT '', den_label TEXT NOT NULL DEFAULT '',
    frequency TEXT NOT NULL DEFAULT 'quarter' CHECK (frequency IN ('month', 'quarter', 'semester', 'year', 'once')),
    entry TEXT NOT NULL CHECK (entry IN ('increment', 'to_date_year', 'to_date_span', 'snapshot')),
    over_time TEXT NOT NULL CHECK (over_time IN ('sum', 'latest', 'average', 'none')),
    over_units TEXT NOT NULL CHECK (over_units IN ('ratio_of_sums', 'sum', 'count_meeting', 'none')),
    reported_by TEXT NOT NULL DEFAULT 'units' CHECK (reported_by IN ('units', 'office')),
    scope_sector TEXT CHECK (scope_sector IN ('state', 'non_state')), scope_kind_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX measure_programme ON measure(programme_id);

CREATE TABLE target(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    measure_id INTEGER NOT NULL REFERENCES item, clause_id INTEGER REFERENCES item,
    number TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL,
    comparator TEXT NOT NULL CHECK (comparator IN ('ge', 'gt', 'eq', 'le', 'lt', 'yes', 'words')),
    value INTEGER,
    horizon TEXT NOT NULL CHECK (horizon IN ('yearly', 'by', 'span', 'school_year', 'term', 'none')),
    h_from INTEGER, h_to INTEGER,
    scope TEXT NOT NULL DEFAULT '', base_text TEXT NOT NULL DEFAULT '', baseline INTEGER,
    lifecycle TEXT NOT NULL DEFAULT 'open' CHECK (lifecycle IN ('open', 'ended', 'cancelled')), lifecycle_reason TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX target_measure ON target(measure_id);

CREATE TABLE allotment(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    target_id INTEGER NOT NULL REFERENCES item, unit_id INTEGER NOT NULL REFERENCES item,
    period TEXT NOT NULL, value INTEGER NOT NULL,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    UNIQUE (target_id, unit_id, period)) STRICT;
