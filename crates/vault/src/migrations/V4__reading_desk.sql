-- Of a paper that was replaced, the version this member opened or wrote on stays readable beside the new one.
CREATE TABLE versioned_file (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    dossier  TEXT NOT NULL,
    digest   TEXT NOT NULL,
    length   INTEGER NOT NULL,
    name     TEXT NOT NULL UNIQUE,
    state    TEXT NOT NULL,
    n_pages  INTEGER,
    problem  TEXT,
    secret   BLOB,
    kept     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, version)
) STRICT;

INSERT INTO versioned_file (document, version, dossier, digest, length, name, state, n_pages, problem, secret)
SELECT document, version, dossier, digest, length, name, state, n_pages, problem, secret FROM file;

DROP TABLE file;
ALTER TABLE versioned_file RENAME TO file;

-- Every version that was opened, for what has changed since.
CREATE TABLE opened (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    PRIMARY KEY (document, version)
) STRICT;

INSERT INTO opened (document, version) SELECT document, version FROM reading WHERE version > 0;

-- The text of each page with its boxes, so that searching and carrying notes over need no second look at the file.
CREATE TABLE page_text (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    page     INTEGER NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (document, version, page)
) STRICT;

-- Papers whose text is whole, and how many of their pages have none.
CREATE TABLE text_read (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    textless INTEGER NOT NULL,
    indexed  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, version)
) STRICT;

-- What can be undone in a paper, and done again: the newest steps only.
CREATE TABLE mark_step (
    place    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0,
    body     BLOB NOT NULL
) STRICT;

CREATE INDEX mark_step_by_document ON mark_step (document);

-- Passwords of protected papers, asked for once.
CREATE TABLE password (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    password TEXT NOT NULL,
    PRIMARY KEY (document, version)
) STRICT;
