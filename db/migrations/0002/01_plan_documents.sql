-- What a plan document says of itself beside its programmes: where and by whom it was signed, to whom it goes, and which of its clauses
-- carries out which clause of a document above. A duty is a task as well.

ALTER TABLE directive ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN signer_text TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN recipients TEXT NOT NULL DEFAULT '';
-- When the document was last read into the plan, in milliseconds UTC: what the changes that wrote it left is what the document said, and
-- what differs from that by now was written by people.
ALTER TABLE directive ADD COLUMN read_ms INTEGER;
-- Whether the task itself states a figure: such a task is its own measure.
ALTER TABLE task ADD COLUMN measurable INTEGER NOT NULL DEFAULT 0 CHECK (measurable IN (0, 1));
ALTER TABLE duty ADD COLUMN task_id INTEGER REFERENCES item;

CREATE TABLE clause_link(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_id INTEGER NOT NULL REFERENCES item, to_id INTEGER NOT NULL REFERENCES item,
    UNIQUE (from_id, to_id)) STRICT;
CREATE INDEX clause_link_to ON clause_link(to_id);

-- A plan that is taken over by mistake is undone as a whole: some thousand rows. For each of them SQLite asks every column that may refer to
-- it, and without these indexes reads whole tables each time (1,200 tasks: 10 s instead of 3).
CREATE INDEX task_directive ON task(directive_id) WHERE directive_id IS NOT NULL;
CREATE INDEX task_clause ON task(clause_id) WHERE clause_id IS NOT NULL;
CREATE INDEX task_section ON task(section_id) WHERE section_id IS NOT NULL;
CREATE INDEX task_continues ON task(continues_id) WHERE continues_id IS NOT NULL;
CREATE INDEX task_same_as ON task(same_as_id) WHERE same_as_id IS NOT NULL;
CREATE INDEX target_clause ON target(clause_id) WHERE clause_id IS NOT NULL;
CREATE INDEX measure_scope_kind ON measure(scope_kind_id) WHERE scope_kind_id IS NOT NULL;
CREATE INDEX assignment_unit ON assignment(unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX assignment_unit_kind ON assignment(unit_kind_id) WHERE unit_kind_id IS NOT NULL;
CREATE INDEX assignment_person ON assignment(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX duty_directive ON duty(directive_id);
CREATE INDEX task_seat ON task(seat_id);
CREATE INDEX clause_seat ON clause(seat_id);
CREATE INDEX section_seat ON section(seat_id);
CREATE INDEX measure_seat ON measure(seat_id);
CREATE INDEX target_seat ON target(seat_id);
CREATE INDEX assignment_seat ON assignment(seat_id);
-- As for the facts: nearly every row has the one seat of this office, so these are no way to find rows.
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES
    ('task', 'task_seat', '1048576 1048576'), ('clause', 'clause_seat', '1048576 1048576'),
    ('section', 'section_seat', '1048576 1048576'), ('measure', 'measure_seat', '1048576 1048576'),
    ('target', 'target_seat', '1048576 1048576'), ('assignment', 'assignment_seat', '1048576 1048576');
ANALYZE sqlite_schema;
