-- Exchange between levels (MODEL 19-26). The tables for it stood empty until now; they are made anew as the exchange came to need them.

DROP TABLE receipt;
DROP TABLE bundle_seal;
DROP TABLE bundle;
DROP TABLE seal;
DROP TABLE slice;

-- Whom files are exchanged with. unit_id is the unit of ours that the seat is; ban_id the ban of ours whose workstation it is.
-- via_id: the seat that vouched for it, where nobody here compared its fingerprint. known_as is the uid by which the peer knows our unit.
CREATE TABLE peer(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL UNIQUE REFERENCES item,
    role TEXT NOT NULL CHECK (role IN ('parent', 'child', 'ban', 'office')),
    unit_id INTEGER REFERENCES item,
    ban_id INTEGER REFERENCES item,
    via_id INTEGER REFERENCES item,
    known_as BLOB CHECK (known_as IS NULL OR length(known_as) = 16),
    name TEXT NOT NULL DEFAULT '',
    confirmed_ms INTEGER, ended_ms INTEGER, end_reason TEXT) STRICT;
CREATE INDEX peer_unit ON peer(unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX peer_ban ON peer(ban_id) WHERE ban_id IS NOT NULL;
CREATE INDEX peer_via ON peer(via_id) WHERE via_id IS NOT NULL;

-- Another workspace's name for a unit of this one.
CREATE TABLE alias(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    item_id INTEGER NOT NULL REFERENCES item) STRICT;
CREATE INDEX alias_item ON alias(item_id);

-- Why a grant ended, and by which key a seat's streams may be signed in which versions (seat_node.from_ver, until_ver).
ALTER TABLE seat_node ADD COLUMN end_reason TEXT;
CREATE INDEX seat_node_node ON seat_node(node_id);

-- Up to where the signatures of a grant that ended still count, stream by stream; nothing of a stream that is not named here.
CREATE TABLE grant_cut(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    grant_id INTEGER NOT NULL REFERENCES seat_node,
    audience TEXT NOT NULL, ordinal INTEGER NOT NULL, ver INTEGER NOT NULL,
    UNIQUE (grant_id, audience)) STRICT;

-- The bytes of slices as they are stored and carried (zstd); plain_sha256 is that of the JSON lines inside.
CREATE TABLE slice(
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    plain_sha256 TEXT NOT NULL, bytes BLOB NOT NULL, plain_size INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT;

-- own: a state this workspace sealed. applied: the one that counts of a received stream. superseded: it counted before.
CREATE TABLE seal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id INTEGER NOT NULL REFERENCES stream,
    epoch_uid BLOB NOT NULL CHECK (length(epoch_uid) = 16), ordinal INTEGER NOT NULL, ver INTEGER NOT NULL,
    hash TEXT NOT NULL UNIQUE, state_hash TEXT NOT NULL,
    manifest BLOB NOT NULL, sig BLOB NOT NULL, node_id INTEGER NOT NULL REFERENCES node,
    status TEXT NOT NULL CHECK (status IN ('own', 'applied', 'held', 'superseded', 'refused', 'withdrawn')),
    code TEXT, at_ms INTEGER NOT NULL) STRICT;
CREATE INDEX seal_stream ON seal(stream_id, status);
CREATE UNIQUE INDEX seal_applied ON seal(stream_id) WHERE status = 'applied';

CREATE TABLE seal_slice(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seal_id INTEGER NOT NULL REFERENCES seal, position INTEGER NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES slice,
    UNIQUE (seal_id, position)) STRICT;
CREATE INDEX seal_slice_slice ON seal_slice(sha256);

-- The hand-over book: every file made and received. seat_id is the other side, null while nobody knows whose it is; content a hash of what a
-- made file says, whenever it was made, so that nothing new is not a new file.
CREATE TABLE bundle(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    sha256 TEXT NOT NULL,
    seat_id INTEGER REFERENCES item, node_id INTEGER REFERENCES node,
    period TEXT, at_ms INTEGER NOT NULL, made_ms INTEGER,
    file_name TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL CHECK (status IN ('made', 'exported', 'acknowledged', 'read', 'applied', 'held', 'refused', 'withdrawn')),
    code TEXT, reason TEXT, content TEXT, person_text TEXT NOT NULL DEFAULT '',
    UNIQUE (way, sha256, seat_id)) STRICT;
CREATE INDEX bundle_seat ON bundle(seat_id);
CREATE INDEX bundle_node ON bundle(node_id);

-- What a file held. before_id: the state of the stream that counted before this file was applied, for taking it back.
CREATE TABLE bundle_seal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle,
    seal_id INTEGER NOT NULL REFERENCES seal,
    role TEXT NOT NULL CHECK (role IN ('own', 'relayed')),
    verdict TEXT NOT NULL, code TEXT, before_id INTEGER REFERENCES seal,
    UNIQUE (bundle_id, seal_id)) STRICT;
CREATE INDEX bundle_seal_seal ON bundle_seal(seal_id);
CREATE INDEX bundle_seal_before ON bundle_seal(before_id) WHERE before_id IS NOT NULL;

-- What the other side said it holds of one of our streams, newest per peer and stream; bundle_id the file that said so.
CREATE TABLE receipt(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item, stream_id INTEGER NOT NULL REFERENCES stream,
    bundle_id INTEGER REFERENCES bundle,
    epoch_uid BLOB NOT NULL, ver INTEGER NOT NULL, hash TEXT NOT NULL,
    verdict TEXT NOT NULL, code TEXT, at_ms INTEGER NOT NULL,
    UNIQUE (seat_id, stream_id)) STRICT;
CREATE INDEX receipt_stream ON receipt(stream_id);
CREATE INDEX receipt_bundle ON receipt(bundle_id) WHERE bundle_id IS NOT NULL;

-- Attachments: what a peer lacks (it asked for it), what it is known to hold.
CREATE TABLE file_at(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item, sha256 TEXT NOT NULL,
    has INTEGER NOT NULL CHECK (has IN (0, 1)),
    UNIQUE (seat_id, sha256)) STRICT;

-- Feedback of a unit about what it was given, and what the issuer answers (its own row).
ALTER TABLE feedback ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN person_text TEXT NOT NULL DEFAULT '';
CREATE INDEX feedback_on ON feedback(on_kind, on_id);
CREATE INDEX feedback_seat ON feedback(seat_id);
-- Read seat by seat when files of hundreds of units come in; for everything else the planner is told to leave it alone, as in 0001.
CREATE INDEX evidence_seat ON evidence(seat_id);
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES ('evidence', 'evidence_seat', '1048576 1048576');
ANALYZE sqlite_schema;
CREATE TABLE feedback_answer(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    feedback_id INTEGER NOT NULL REFERENCES item,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'declined', 'noted')),
    text TEXT NOT NULL DEFAULT '', new_due TEXT, at_ms INTEGER NOT NULL, person_text TEXT NOT NULL DEFAULT '',
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX feedback_answer_on ON feedback_answer(feedback_id);

-- A received revision is a projection of what its author sealed, and may be projected anew; our own never changes once submitted.
-- What counted when a period was closed here never changes, whoever wrote it.
DROP TRIGGER progress_rev_stays;
CREATE TRIGGER progress_rev_stays BEFORE DELETE ON progress_rev WHEN OLD.phase = 'submitted'
    AND (OLD.rev <= (SELECT coalesce(closed_rev, 0) FROM progress_entry WHERE id = OLD.entry_id)
         OR (SELECT seat_id FROM progress_entry WHERE id = OLD.entry_id)
            IS (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'))
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be deleted'); END;
DROP TRIGGER progress_rev_as_submitted;
CREATE TRIGGER progress_rev_as_submitted BEFORE UPDATE OF id, entry_id, rev, kind, state, percent, done_on, given, result, difficulty,
    cause, proposal, reason, authority_id, authority_text, slip_id, person_id, person_text, at_ms ON progress_rev
    WHEN OLD.phase = 'submitted'
    AND (OLD.rev <= (SELECT coalesce(closed_rev, 0) FROM progress_entry WHERE id = OLD.entry_id)
         OR (SELECT seat_id FROM progress_entry WHERE id = OLD.entry_id)
            IS (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'))
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be changed'); END;
DROP TRIGGER value_rev_stays;
CREATE TRIGGER value_rev_stays BEFORE DELETE ON value_rev WHEN OLD.phase = 'submitted'
    AND (OLD.rev <= (SELECT coalesce(closed_rev, 0) FROM target_value WHERE id = OLD.value_id)
         OR (SELECT seat_id FROM target_value WHERE id = OLD.value_id)
            IS (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'))
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be deleted'); END;
DROP TRIGGER value_rev_as_submitted;
CREATE TRIGGER value_rev_as_submitted BEFORE UPDATE OF id, value_id, rev, kind, given, num, den, val, note, reason, authority_id,
    authority_text, slip_id, person_id, person_text, at_ms ON value_rev WHEN OLD.phase = 'submitted'
    AND (OLD.rev <= (SELECT coalesce(closed_rev, 0) FROM target_value WHERE id = OLD.value_id)
         OR (SELECT seat_id FROM target_value WHERE id = OLD.value_id)
            IS (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'))
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be changed'); END;
