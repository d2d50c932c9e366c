-- Files on records. A record is told by its table's own names and its key; bytes lie in files.

CREATE TABLE attachment (
    id          VARCHAR(60) PRIMARY KEY,
    connection  VARCHAR(100) NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    schema_name VARCHAR(200) NOT NULL,
    table_name  VARCHAR(200) NOT NULL,
    record      VARCHAR(1000) NOT NULL,
    name        VARCHAR(300) NOT NULL,
    type        VARCHAR(200) NOT NULL,
    size        BIGINT NOT NULL,
    created     BIGINT NOT NULL,
    created_by  VARCHAR(200) NOT NULL
);
CREATE INDEX attachment_record ON attachment (connection, schema_name, table_name, record);
