-- What happened, who is told of it, and what came of each telling.

INSERT INTO revision VALUES ('EVENTS', 0), ('WEBHOOKS', 0);

-- events that may be fired by name
CREATE TABLE event_type (
    name        VARCHAR(200) PRIMARY KEY,
    description VARCHAR(2000) NOT NULL,
    active      SMALLINT NOT NULL
);

-- the number of the last event; who counts on holds the row until it commits, so that numbers grow in the order of the commits
CREATE TABLE event_count (
    number BIGINT NOT NULL
);
INSERT INTO event_count VALUES (0);

-- "batch": the number of the first event of one and the same call; "data" is JSON
CREATE TABLE event (
    number     BIGINT PRIMARY KEY,
    batch      BIGINT NOT NULL,
    id         VARCHAR(100) NOT NULL UNIQUE,
    name       VARCHAR(200) NOT NULL,
    happened   BIGINT NOT NULL,
    table_name VARCHAR(300),
    record     VARCHAR(1000),
    data       TEXT NOT NULL
);
CREATE INDEX event_happened ON event (happened);

-- how far those that hear events have come
CREATE TABLE event_position (
    name   VARCHAR(20) PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO event_position VALUES ('dispatch', 0);

-- "basic" and the values of hidden headers are sealed, secrets too; "headers" is JSON
CREATE TABLE webhook (
    id            VARCHAR(200) PRIMARY KEY,
    account       VARCHAR(200) NOT NULL,
    url           VARCHAR(2000) NOT NULL,
    description   VARCHAR(2000) NOT NULL,
    events        TEXT NOT NULL,
    tables        TEXT NOT NULL,
    basic_user    VARCHAR(500),
    basic_sealed  TEXT,
    headers       TEXT NOT NULL,
    secret        TEXT NOT NULL,
    old_secret    TEXT,
    old_ends      BIGINT,
    in_order      SMALLINT NOT NULL,
    bulk          VARCHAR(10) NOT NULL,
    active        SMALLINT NOT NULL,
    sequence      BIGINT NOT NULL,
    failing_since BIGINT,
    created       BIGINT NOT NULL
);

-- what a webhook is to be told: the events from the first to the last; "subject" is the record, for those who want order
CREATE TABLE webhook_message (
    webhook     VARCHAR(200) NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    sequence    BIGINT NOT NULL,
    first_event BIGINT NOT NULL,
    last_event  BIGINT NOT NULL,
    subject     VARCHAR(1400),
    status      VARCHAR(20) NOT NULL,
    attempts    INTEGER NOT NULL,
    due         BIGINT,
    created     BIGINT NOT NULL,
    PRIMARY KEY (webhook, sequence)
);
CREATE INDEX webhook_message_due ON webhook_message (webhook, due);
CREATE INDEX webhook_message_created ON webhook_message (created);

-- one attempt to tell it; ids grow with time
CREATE TABLE webhook_delivery (
    id       VARCHAR(40) PRIMARY KEY,
    webhook  VARCHAR(200) NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    sequence BIGINT NOT NULL,
    attempt  INTEGER NOT NULL,
    at       BIGINT NOT NULL,
    millis   INTEGER NOT NULL,
    code     INTEGER,
    answer   TEXT NOT NULL,
    error    TEXT
);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook, id);
CREATE INDEX webhook_delivery_at ON webhook_delivery (at);

-- db-scheduler's table once more: work that many do side by side, and of which something is always left to do
CREATE TABLE lane (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(200) NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE,
    picked               BOOLEAN NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT NOT NULL,
    priority             SMALLINT,
    state                VARCHAR(50),
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX lane_execution_time ON lane (execution_time);
CREATE INDEX lane_last_heartbeat ON lane (last_heartbeat);
