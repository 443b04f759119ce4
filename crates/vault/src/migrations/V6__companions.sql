-- What the server made beside papers, fetched: which bytes each page needs, the words of scanned pages. It goes with the
-- paper.
CREATE TABLE companion (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    part     TEXT NOT NULL,
    digest   TEXT NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (document, version, part)
) STRICT;
