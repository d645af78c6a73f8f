-- Units and their succession, bans, persons (DOMAIN 3.3: names, levels and parents are data with dates).

CREATE TABLE unit_kind(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    name TEXT NOT NULL, level INTEGER NOT NULL DEFAULT 0,
    sector TEXT CHECK (sector IN ('state', 'non_state')),
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE unit(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    kind_id INTEGER REFERENCES item,
    code TEXT NOT NULL DEFAULT '',
    valid_from TEXT, valid_until TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX unit_kind_ix ON unit(kind_id);

CREATE TABLE unit_name(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES item,
    valid_from TEXT, valid_until TEXT,
    name TEXT NOT NULL, short TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL DEFAULT '',
    symbol_template TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX unit_name_unit ON unit_name(unit_id, valid_from);

CREATE TABLE unit_parent(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES item,
    parent_id INTEGER NOT NULL REFERENCES item,
    purpose TEXT NOT NULL CHECK (purpose IN ('org', 'professional')),
    valid_from TEXT, valid_until TEXT) STRICT;
CREATE INDEX unit_parent_unit ON unit_parent(unit_id);
CREATE INDEX unit_parent_parent ON unit_parent(parent_id, purpose);

CREATE TABLE unit_event(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    kind TEXT NOT NULL CHECK (kind IN ('found', 'rename', 'merge', 'split', 'transfer', 'dissolve')),
    happened_on TEXT NOT NULL, directive_id INTEGER REFERENCES item,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE unit_event_part(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item,
    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
    share_num INTEGER NOT NULL DEFAULT 1, share_den INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE INDEX unit_event_part_event ON unit_event_part(event_id);

CREATE TABLE ban(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item,
    code TEXT NOT NULL, temporary INTEGER NOT NULL DEFAULT 0 CHECK (temporary IN (0, 1)),
    valid_from TEXT, valid_until TEXT, successor_id INTEGER REFERENCES item,
    position INTEGER NOT NULL DEFAULT 0,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE ban_name(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ban_id INTEGER NOT NULL REFERENCES item,
    valid_from TEXT, valid_until TEXT, name TEXT NOT NULL) STRICT;
CREATE INDEX ban_name_ban ON ban_name(ban_id, valid_from);

CREATE TABLE person(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    name TEXT NOT NULL, name_key TEXT NOT NULL DEFAULT '',
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;

CREATE TABLE post_held(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    person_id INTEGER NOT NULL REFERENCES item, unit_id INTEGER NOT NULL REFERENCES item,
    ban_id INTEGER REFERENCES item, post TEXT NOT NULL,
    valid_from TEXT, valid_until TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
CREATE INDEX post_held_person ON post_held(person_id);

CREATE TABLE term(
    id INTEGER PRIMARY KEY REFERENCES item, seat_id INTEGER NOT NULL REFERENCES item,
    unit_id INTEGER NOT NULL REFERENCES item, label TEXT NOT NULL,
    starts TEXT NOT NULL, ends_planned TEXT NOT NULL, ends_real TEXT, close_reason TEXT,
    ver INTEGER NOT NULL DEFAULT 1, gone TEXT) STRICT;
