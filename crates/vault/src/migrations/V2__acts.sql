-- A position may carry words and how much they ask.
ALTER TABLE own_position ADD COLUMN comment TEXT NOT NULL DEFAULT '';
ALTER TABLE own_position ADD COLUMN grade TEXT;

-- The version that was last opened, so that a newer one can be announced; 0 where it is not known.
ALTER TABLE reading ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- An accepted act stays until the mirror shows what it did, so that a screen never falls back in between.
ALTER TABLE outbox ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;

-- Files to be lodged: sealed here until the server has every byte. Each has a key of its own.
CREATE TABLE outgoing_file (
    id      TEXT NOT NULL PRIMARY KEY,
    digest  TEXT,
    length  INTEGER NOT NULL,
    name    TEXT NOT NULL UNIQUE,
    key     BLOB NOT NULL,
    sent    INTEGER NOT NULL DEFAULT 0,
    done    INTEGER NOT NULL DEFAULT 0,
    made_at INTEGER NOT NULL
) STRICT;
