-- Tokens: the keys that sign them, what was taken back, who uses what; and from where and how often an API key may be used.

ALTER TABLE api_key ADD COLUMN ips TEXT;
ALTER TABLE api_key ADD COLUMN rate_limit INTEGER;
-- the key that a rotation put in place of this one
ALTER TABLE api_key ADD COLUMN replaced_by VARCHAR(40);
CREATE INDEX api_key_created_by ON api_key (created_by);
CREATE INDEX api_key_expires ON api_key (expires);

-- Which warning of a key's end has been given: so many days before this end.
CREATE TABLE api_key_warning (
    id   VARCHAR(40) NOT NULL,
    ends BIGINT NOT NULL,
    days INTEGER NOT NULL,
    PRIMARY KEY (id, ends, days)
);

-- Keys made by rotations, and the public half of those that they follow. "root" is the configured key that they descend from: under
-- another one they are dead. A key without "retired" signs; "covers" is the last moment at which a token signed by it ends.
CREATE TABLE signing_key (
    kid     VARCHAR(100) PRIMARY KEY,
    root    VARCHAR(100) NOT NULL,
    sealed  TEXT NOT NULL,
    created BIGINT NOT NULL,
    covers  BIGINT NOT NULL,
    retired BIGINT,
    ends    BIGINT
);

-- Counts revocations. A token tells how many there had been when it was made; no clock is asked which came first.
CREATE TABLE revocation_count (
    number BIGINT NOT NULL
);
INSERT INTO revocation_count VALUES (0);

-- kind: token (subject: jti), user, client, all. What was made before this number does not hold. "ends": when it need not be known any more.
CREATE TABLE revocation (
    kind    VARCHAR(10) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    number  BIGINT NOT NULL,
    ends    BIGINT,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX revocation_number ON revocation (number);

CREATE TABLE session (
    id         VARCHAR(40) PRIMARY KEY,
    account    VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    actor      VARCHAR(200) NOT NULL,
    credential VARCHAR(10) NOT NULL,
    name       VARCHAR(200) NOT NULL,
    address    VARCHAR(60) NOT NULL,
    user_agent VARCHAR(500) NOT NULL,
    started    BIGINT NOT NULL,
    last_seen  BIGINT NOT NULL,
    ends       BIGINT,
    UNIQUE (account, actor, credential, name)
);
CREATE INDEX session_last_seen ON session (last_seen);
