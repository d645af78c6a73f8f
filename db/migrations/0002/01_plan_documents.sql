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
