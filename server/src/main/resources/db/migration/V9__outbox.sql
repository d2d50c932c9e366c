-- What came of changes of business databases, on its way here; and calls that count once, however often they are made.

-- letters that have come, until they are gone from where they were left
CREATE TABLE outbox_receipt (
    id         VARCHAR(36) PRIMARY KEY,
    connection VARCHAR(100) NOT NULL,
    received   BIGINT NOT NULL
);
CREATE INDEX outbox_receipt_connection ON outbox_receipt (connection, received);

-- changes under way in databases where no outbox may be made; "line" is who does it, as JSON
CREATE TABLE outbox_intent (
    id      VARCHAR(36) PRIMARY KEY,
    mark    VARCHAR(100),
    started BIGINT NOT NULL,
    line    TEXT NOT NULL
);
CREATE INDEX outbox_intent_mark ON outbox_intent (mark);

-- what they would leave there
CREATE TABLE outbox_draft (
    id      VARCHAR(36) PRIMARY KEY,
    intent  VARCHAR(36) NOT NULL REFERENCES outbox_intent (id) ON DELETE CASCADE,
    payload TEXT NOT NULL
);
CREATE INDEX outbox_draft_intent ON outbox_draft (intent);

-- calls that came with an Idempotency-Key. "mark" is a digest of account and key, "request" one of what was asked; "answer" is sealed, and NULL until
-- there is one; "owner" is the server that makes the call until "lease", or nobody
CREATE TABLE idempotency (
    mark    VARCHAR(64) PRIMARY KEY,
    account VARCHAR(200) NOT NULL,
    request VARCHAR(64) NOT NULL,
    state   VARCHAR(10) NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'UNKNOWN')),
    owner   VARCHAR(36) NOT NULL,
    lease   BIGINT NOT NULL,
    begun   BIGINT NOT NULL,
    answer  TEXT
);
CREATE INDEX idempotency_begun ON idempotency (begun);
CREATE INDEX idempotency_owner ON idempotency (owner);

-- of an action: hundredths done where rows in all are not known; rows that were refused; how far it had come when its change was committed, with
-- the answer on the disk, and NULL until then
ALTER TABLE action ADD COLUMN hundredths INTEGER;
ALTER TABLE action ADD COLUMN refused BIGINT NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN last VARCHAR(100);
