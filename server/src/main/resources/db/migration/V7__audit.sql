-- The audit log: numbered lines without gaps, each with a hash over itself and the hash before (see audit/Chain).

CREATE TABLE audit_line (
    number    BIGINT PRIMARY KEY,
    time      BIGINT NOT NULL,
    account   VARCHAR(200) NOT NULL,
    actor     VARCHAR(200) NOT NULL,
    address   VARCHAR(60) NOT NULL,
    operation VARCHAR(100) NOT NULL,
    target    VARCHAR(1000) NOT NULL,
    result    VARCHAR(60) NOT NULL,
    dry_run   SMALLINT NOT NULL,
    request   VARCHAR(60) NOT NULL,
    hash      VARCHAR(64) NOT NULL
);
CREATE INDEX audit_line_time ON audit_line (time);
CREATE INDEX audit_line_account ON audit_line (account, number);
CREATE INDEX audit_line_operation ON audit_line (operation, number);
CREATE INDEX audit_line_target ON audit_line (target, number);

-- One row: the last line, and whether lines are written, since when. "seal" is a code over all of it, under a key outside the catalogue;
-- it is empty until the log is opened for the first time.
CREATE TABLE audit_head (
    id      SMALLINT PRIMARY KEY CHECK (id = 1),
    number  BIGINT NOT NULL,
    hash    VARCHAR(64) NOT NULL,
    running SMALLINT NOT NULL,
    since   BIGINT NOT NULL,
    seal    VARCHAR(64) NOT NULL
);
INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0, 0, '');

-- One row: the pair of keys that signs, sealed; the public half stands beside it for those who only verify.
CREATE TABLE audit_key (
    id     SMALLINT PRIMARY KEY CHECK (id = 1),
    sealed TEXT NOT NULL
);

CREATE TABLE audit_checkpoint (
    number    BIGINT PRIMARY KEY,
    hash      VARCHAR(64) NOT NULL,
    time      BIGINT NOT NULL,
    signature VARCHAR(100) NOT NULL
);

-- Lines that were taken out into a signed file; the chain goes on from the hash of the last of them.
CREATE TABLE audit_segment (
    last      BIGINT PRIMARY KEY,
    first     BIGINT NOT NULL,
    hash      VARCHAR(64) NOT NULL,
    time      BIGINT NOT NULL,
    file      VARCHAR(200) NOT NULL,
    digest    VARCHAR(64) NOT NULL,
    signature VARCHAR(100) NOT NULL
);

INSERT INTO revision VALUES ('AUDIT', 0);
