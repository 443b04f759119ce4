-- What was made beside papers: one row a paper and part. Without an object there is nothing to have; a problem says why
-- where that is a failure. Bytes lie among the other files, by their digest.
CREATE TABLE companion (
    file    TEXT NOT NULL,
    part    TEXT NOT NULL,
    object  TEXT,
    length  INTEGER NOT NULL,
    problem TEXT,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (file, part)
) STRICT;
