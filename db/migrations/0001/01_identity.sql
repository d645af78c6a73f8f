-- Identity (MODEL 1), ownership (MODEL 5) and what an exchange needs from the first day (MODEL 19-23).
-- Every definition carries: seat_id its owner, ver the stream version of its last change, gone null or why it is a stub.
-- Days are ISO text; `until` days are exclusive; instants are milliseconds UTC; `num` values are INTEGER x 10^-decimals.

CREATE TABLE item(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind TEXT NOT NULL) STRICT;

CREATE TABLE setting(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL) STRICT;

CREATE TABLE seat(
    id INTEGER PRIMARY KEY REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item,
    ban_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE node(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    label TEXT NOT NULL,
    sign_key BLOB, age_key TEXT,
    revoked_ms INTEGER,
    own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))) STRICT;

CREATE TABLE seat_node(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item,
    node_id INTEGER NOT NULL REFERENCES node,
    from_ver INTEGER NOT NULL, until_ver INTEGER,
    granted_by INTEGER REFERENCES item) STRICT;
CREATE UNIQUE INDEX seat_node_open ON seat_node(seat_id) WHERE until_ver IS NULL;

CREATE TABLE epoch(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    seat_id INTEGER NOT NULL REFERENCES item,
    ordinal INTEGER NOT NULL,
    from_epoch BLOB, from_ver INTEGER, from_hash TEXT) STRICT;

CREATE TABLE stream(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat_id INTEGER NOT NULL REFERENCES item,
    audience TEXT NOT NULL,
    epoch_id INTEGER NOT NULL REFERENCES epoch,
    ver INTEGER NOT NULL DEFAULT 0,
    state_hash TEXT,
    UNIQUE (seat_id, audience)) STRICT;

CREATE TABLE slice(sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE seal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id INTEGER NOT NULL REFERENCES stream,
    epoch_id INTEGER NOT NULL REFERENCES epoch,
    ver INTEGER NOT NULL,
    prev_hash TEXT, state_hash TEXT NOT NULL,
    manifest BLOB NOT NULL, sig BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('held', 'applied', 'superseded', 'withdrawn')),
    UNIQUE (stream_id, epoch_id, ver)) STRICT;

CREATE TABLE bundle(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    way TEXT NOT NULL CHECK (way IN ('in', 'out')),
    sha256 TEXT NOT NULL,
    node_id INTEGER REFERENCES node,
    to_text TEXT, at_ms INTEGER NOT NULL, path TEXT,
    status TEXT NOT NULL CHECK (status IN ('made', 'exported', 'acknowledged', 'refused', 'withdrawn')),
    receipt_of INTEGER REFERENCES bundle, code TEXT) STRICT;

CREATE TABLE bundle_seal(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle,
    stream_id INTEGER NOT NULL REFERENCES stream,
    epoch_id INTEGER NOT NULL REFERENCES epoch,
    ver INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('own', 'relayed'))) STRICT;

CREATE TABLE receipt(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bundle_id INTEGER NOT NULL REFERENCES bundle,
    stream_id INTEGER NOT NULL REFERENCES stream,
    ver INTEGER NOT NULL, state_hash TEXT, refused TEXT, wants_files TEXT) STRICT;
