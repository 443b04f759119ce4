-- Notes shared by and with this member, opened. Of each annotation there is at most one state that stands on the
-- server, and those this device has made since and not heard back about. An empty body: taken back, or out of reach.
CREATE TABLE shared_note (
    operation  TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL,
    author     TEXT NOT NULL,
    document   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    revision   INTEGER NOT NULL,
    readers    TEXT NOT NULL,
    body       BLOB NOT NULL,
    waiting    INTEGER NOT NULL
) STRICT;

CREATE INDEX shared_note_by_annotation ON shared_note (annotation);
CREATE INDEX shared_note_by_document ON shared_note (document);

-- The keys notes are sealed to: the one this device holds a person to, and another one the server has offered since.
CREATE TABLE sharing_key (
    person    TEXT NOT NULL PRIMARY KEY,
    pinned    BLOB NOT NULL,
    offered   BLOB,
    confirmed INTEGER NOT NULL DEFAULT 0
) STRICT;
