-- The first schema of the store on the laptop. The file is SQLCipher; nothing in it is readable without the keys.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- The mirror: records as the server sent them.
CREATE TABLE record (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Records this program could not read; kept until a newer one can.
CREATE TABLE quarantine (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    body    TEXT NOT NULL,
    reason  TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Changes to the member's own annotations, from this and their other devices, opened.
CREATE TABLE note_op (
    id         TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL,
    document   TEXT,
    body       BLOB NOT NULL
) STRICT;

CREATE INDEX note_op_by_annotation ON note_op (annotation);
CREATE INDEX note_op_by_document ON note_op (document);

-- What waits to be sent, and what was refused. An accepted operation leaves the table.
CREATE TABLE outbox (
    place   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    refusal TEXT
) STRICT;

-- The member's own ballots, every one of them.
CREATE TABLE own_ballot (
    id        TEXT NOT NULL PRIMARY KEY,
    poll      TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    operation TEXT NOT NULL UNIQUE,
    sealed    TEXT NOT NULL,
    choice    TEXT NOT NULL,
    opinion   TEXT,
    cast_at   INTEGER NOT NULL,
    state     TEXT NOT NULL,
    receipt   TEXT,
    log_index INTEGER,
    refusal   TEXT
) STRICT;

CREATE INDEX own_ballot_by_poll ON own_ballot (poll);

CREATE TABLE own_position (
    item      TEXT NOT NULL PRIMARY KEY,
    value     TEXT NOT NULL,
    operation TEXT NOT NULL,
    received  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One key for each dossier: to recall a dossier is to destroy its row.
CREATE TABLE dossier_key (
    dossier TEXT NOT NULL PRIMARY KEY,
    key     BLOB NOT NULL
) STRICT;

CREATE TABLE file (
    document TEXT NOT NULL PRIMARY KEY,
    dossier  TEXT NOT NULL,
    version  INTEGER NOT NULL,
    digest   TEXT NOT NULL,
    length   INTEGER NOT NULL,
    name     TEXT NOT NULL UNIQUE,
    state    TEXT NOT NULL,
    n_pages  INTEGER,
    problem  TEXT
) STRICT;

CREATE TABLE reading (
    document TEXT NOT NULL PRIMARY KEY,
    page     INTEGER NOT NULL
) STRICT;
