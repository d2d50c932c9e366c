-- Passerelle's own tables. Plain SQL that SQLite and PostgreSQL both take: moments are milliseconds since 1970, flags are 0 or 1,
-- lists of words are kept one a line.

CREATE TABLE revision (
    topic  VARCHAR(20) PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO revision VALUES ('PEOPLE', 0), ('CREDENTIALS', 0), ('CONNECTIONS', 0), ('TABLES', 0), ('SETTINGS', 0);

CREATE TABLE account (
    id         VARCHAR(200) PRIMARY KEY,
    name       VARCHAR(500) NOT NULL,
    kind       VARCHAR(10) NOT NULL CHECK (kind IN ('owner', 'inhouse', 'guest')),
    active     SMALLINT NOT NULL,
    password   VARCHAR(500),
    acls       TEXT NOT NULL,
    created    BIGINT NOT NULL
);

CREATE TABLE api_key (
    id          VARCHAR(40) PRIMARY KEY,
    hash        VARCHAR(64) NOT NULL,
    account     VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_by  VARCHAR(200) NOT NULL,
    name        VARCHAR(500) NOT NULL,
    created     BIGINT NOT NULL,
    expires     BIGINT,
    permissions TEXT NOT NULL,
    last_used   BIGINT,
    last_ip     VARCHAR(60)
);
CREATE INDEX api_key_account ON api_key (account);

CREATE TABLE setup_link (
    hash    VARCHAR(64) PRIMARY KEY,
    created BIGINT NOT NULL
);

CREATE TABLE connection (
    id                VARCHAR(100) PRIMARY KEY,
    name              VARCHAR(500) NOT NULL,
    type              VARCHAR(40) NOT NULL,
    url               VARCHAR(2000) NOT NULL,
    login             VARCHAR(200),
    sealed_password   TEXT,
    roles             TEXT NOT NULL,
    read_only         SMALLINT NOT NULL,
    statement_timeout INTEGER NOT NULL,
    row_cap           INTEGER NOT NULL,
    position          INTEGER NOT NULL
);

CREATE TABLE table_choice (
    connection   VARCHAR(100) NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    schema_name  VARCHAR(200) NOT NULL,
    table_name   VARCHAR(200) NOT NULL,
    public_name  VARCHAR(300),
    is_open      SMALLINT NOT NULL,
    is_sensitive SMALLINT NOT NULL,
    key_column   VARCHAR(200),
    PRIMARY KEY (connection, schema_name, table_name)
);

CREATE TABLE saved_view (
    id           INTEGER PRIMARY KEY,
    view_key     VARCHAR(300) NOT NULL UNIQUE,
    table_name   VARCHAR(300) NOT NULL,
    title        VARCHAR(500) NOT NULL,
    columns      TEXT NOT NULL,
    filter       TEXT,
    sort         TEXT,
    row_per_page INTEGER
);
