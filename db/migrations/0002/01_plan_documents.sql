-- What a plan document says of itself beside its programmes: where and by whom it was signed, to whom it goes, and which of its clauses
-- carries out which clause of a document above. A duty that is passed down is a task as well.

ALTER TABLE directive ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN signer_text TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN recipients TEXT NOT NULL DEFAULT '';
ALTER TABLE duty ADD COLUMN task_id INTEGER REFERENCES item;

CREATE TABLE clause_link(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_id INTEGER NOT NULL REFERENCES item, to_id INTEGER NOT NULL REFERENCES item,
    UNIQUE (from_id, to_id)) STRICT;
CREATE INDEX clause_link_to ON clause_link(to_id);
