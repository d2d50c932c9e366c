-- Whether tasks run and events may be fired; what is done at which time or event, and what came of it.

INSERT INTO revision VALUES ('TASKS', 0);

-- one row; "since": null when it has run from the beginning
CREATE TABLE scheduler (
    running SMALLINT NOT NULL,
    since   BIGINT
);
INSERT INTO scheduler VALUES (1, NULL);

-- "account": whose rights it has; "parameters" is JSON; "upcoming": the next time by cron
CREATE TABLE task (
    id         VARCHAR(200) PRIMARY KEY,
    name       VARCHAR(500) NOT NULL,
    account    VARCHAR(200) NOT NULL,
    kind       VARCHAR(20) NOT NULL,
    cron       VARCHAR(200),
    event      VARCHAR(200),
    parameters TEXT NOT NULL,
    time_zone  VARCHAR(100),
    active     SMALLINT NOT NULL,
    upcoming   BIGINT
);

-- "cause": the moment, the event or the call that it ran for; once each
CREATE TABLE task_run (
    id       VARCHAR(40) PRIMARY KEY,
    task     VARCHAR(200) NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    cause    VARCHAR(120) NOT NULL,
    status   VARCHAR(20) NOT NULL,
    message  TEXT NOT NULL,
    planned  BIGINT NOT NULL,
    started  BIGINT,
    ended    BIGINT,
    UNIQUE (task, cause)
);
CREATE INDEX task_run_planned ON task_run (planned);
