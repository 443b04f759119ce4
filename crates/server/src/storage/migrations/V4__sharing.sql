-- Notes shared with named readers: ciphertext, whose it is, on what, and for whom. One row a note, its newest state;
-- without readers, sealed text and keys it was taken back.
CREATE TABLE shared_note (
    annotation TEXT NOT NULL PRIMARY KEY,
    author     TEXT NOT NULL,
    document   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    readers    TEXT NOT NULL,
    operation  TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    sealed     TEXT NOT NULL,
    wrapped    TEXT NOT NULL
) STRICT;

-- The public key to which notes for a person are sealed, with the proof that the log holds it.
CREATE TABLE sharing_key (
    person     TEXT NOT NULL PRIMARY KEY,
    key        TEXT NOT NULL,
    device_key TEXT NOT NULL,
    signature  TEXT NOT NULL,
    at         INTEGER NOT NULL,
    receipt    TEXT NOT NULL
) STRICT;
