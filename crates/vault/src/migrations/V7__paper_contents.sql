-- What a paper says of itself (sizes of pages, outline, labels), so that opening it again needs not visit all its pages.
-- It goes with the paper.
CREATE TABLE paper_contents (
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (document, version)
) STRICT;
