-- Lists that are asked for again and again, as a file.

INSERT INTO revision VALUES ('REPORTS', 0);

-- "columns": one a line, none for all
CREATE TABLE report (
    id      VARCHAR(200) PRIMARY KEY,
    account VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name    VARCHAR(500) NOT NULL,
    view    VARCHAR(300) NOT NULL,
    search  TEXT,
    columns TEXT NOT NULL,
    format  VARCHAR(10) NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX report_account ON report (account);
