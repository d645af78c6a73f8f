-- The text of papers that a person wrote over what the program composed. ``about`` names whom the paper is for where a period has several
-- ("ban:12"), ``key`` the paragraph, ``basis`` what the program had composed there when it was written over.

CREATE TABLE paper_text(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    kind TEXT NOT NULL, period TEXT NOT NULL, about TEXT NOT NULL DEFAULT '', key TEXT NOT NULL,
    basis TEXT NOT NULL DEFAULT '', text TEXT NOT NULL,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT,
    UNIQUE (seat_id, kind, period, about, key)) STRICT;

-- With what a signed paper was made, as JSON, so that its figures can be compared with today's.
ALTER TABLE report ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
