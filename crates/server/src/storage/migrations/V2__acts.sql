-- What the secretariat, the chair and administrators did. Rows are only added.
CREATE TABLE trail (
    seq      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    person   TEXT NOT NULL,
    device   TEXT,
    verb     TEXT NOT NULL,
    subjects TEXT NOT NULL,
    detail   TEXT NOT NULL
) STRICT;

CREATE INDEX trail_by_person ON trail (person);

-- Files on their way in: who sends what, and whether all of it is here and its digest was checked.
CREATE TABLE upload (
    digest   TEXT NOT NULL,
    person   TEXT NOT NULL,
    length   INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    done_at  INTEGER,
    PRIMARY KEY (digest, person)
) STRICT;
