-- The first schema. Plain types only, so that the same statements run on PostgreSQL:
-- identities are 36-letter UUID text, times are INTEGER microseconds, documents are JSON text.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- The newest state of every record of the cabinet, as it travels.
CREATE TABLE record (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    rev  INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Sealed changes to private annotations: ciphertext, and whose it is.
CREATE TABLE note (
    id     TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    sealed TEXT NOT NULL
) STRICT;

-- What changed, in order. audience NULL: everybody who may see the thing; removed 1: gone for the audience.
CREATE TABLE change (
    seq      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    audience TEXT,
    removed  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Answers to operations, so that the same operation gets the same answer.
CREATE TABLE operation (
    id       TEXT NOT NULL PRIMARY KEY,
    device   TEXT NOT NULL,
    digest   TEXT NOT NULL,
    response TEXT NOT NULL
) STRICT;

-- The public log: leaves are never changed and never removed.
CREATE TABLE log_leaf (
    position INTEGER NOT NULL PRIMARY KEY,
    hash     BLOB NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;

CREATE TABLE device (
    id            TEXT NOT NULL PRIMARY KEY,
    person        TEXT NOT NULL,
    name          TEXT NOT NULL,
    signing_key   TEXT NOT NULL UNIQUE,
    agreement_key TEXT NOT NULL,
    token_hash    TEXT NOT NULL UNIQUE,
    enrolled_at   INTEGER NOT NULL,
    revoked_at    INTEGER,
    has_note_key  INTEGER NOT NULL DEFAULT 0,
    sealed_key    TEXT,
    approved_by   TEXT
) STRICT;

CREATE INDEX device_by_person ON device (person);

CREATE TABLE enrolment (
    code_hash  TEXT NOT NULL PRIMARY KEY,
    person     TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

-- The identifier of each member's note key; never the key.
CREATE TABLE note_key (
    person TEXT NOT NULL PRIMARY KEY,
    key_id TEXT NOT NULL
) STRICT;
