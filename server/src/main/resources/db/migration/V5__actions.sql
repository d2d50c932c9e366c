-- Work that is done later, and the actions that tell of it.

-- db-scheduler's own table, as it documents it; types that both engines take
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(100) NOT NULL,
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
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

INSERT INTO revision VALUES ('ACTIONS', 0);

-- "call" is what is done, as JSON; "done" and "total" count rows; a total that nobody knows is -1
CREATE TABLE action (
    id        BIGINT PRIMARY KEY,
    status    VARCHAR(20) NOT NULL,
    message   TEXT NOT NULL,
    call      TEXT NOT NULL,
    account   VARCHAR(200) NOT NULL,
    process   VARCHAR(100) NOT NULL,
    resource  VARCHAR(300) NOT NULL,
    done      BIGINT NOT NULL,
    total     BIGINT NOT NULL,
    cancelled SMALLINT NOT NULL,
    submitted BIGINT NOT NULL,
    updated   BIGINT NOT NULL,
    completed BIGINT
);
CREATE INDEX action_account ON action (account);
CREATE INDEX action_completed ON action (completed);
