-- The licence as it was activated, and who has a seat in it.
INSERT INTO revision VALUES ('LICENCE', 0);

CREATE TABLE licence (
    content   TEXT NOT NULL,
    activated BIGINT NOT NULL
);

CREATE TABLE licence_seat (
    account VARCHAR(200) PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    type    VARCHAR(10) NOT NULL,
    since   BIGINT NOT NULL
);
