-- Letters to be sent: a queue that survives restarts. `cause` names what a letter is about, so that nothing is sent
-- twice; `letter` is the whole letter as JSON.
CREATE TABLE letter (
    id       TEXT NOT NULL PRIMARY KEY,
    cause    TEXT NOT NULL UNIQUE,
    person   TEXT NOT NULL,
    letter   TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    next_at  INTEGER,
    n_tries  INTEGER NOT NULL DEFAULT 0,
    sent_at  INTEGER,
    problem  TEXT
) STRICT;

CREATE INDEX letter_by_next ON letter (next_at) WHERE next_at IS NOT NULL;
