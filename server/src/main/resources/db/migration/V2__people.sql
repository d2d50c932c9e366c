-- What people hold, and by what: roles, profiles, authorization groups. Lists of ids and of ACLs are kept one a line.

ALTER TABLE account ADD COLUMN email VARCHAR(254);
ALTER TABLE account ADD COLUMN mobile VARCHAR(40);
ALTER TABLE account ADD COLUMN language VARCHAR(100);
ALTER TABLE account ADD COLUMN time_zone VARCHAR(100);
ALTER TABLE account ADD COLUMN profiles TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN roles TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN groupacls TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN rate_limit INTEGER;
ALTER TABLE account ADD COLUMN ips TEXT;
ALTER TABLE account ADD COLUMN last_login BIGINT;

-- tables: as JSON, see wire.md section 8
CREATE TABLE role (
    id         VARCHAR(200) PRIMARY KEY,
    name       VARCHAR(500) NOT NULL,
    priority   INTEGER NOT NULL,
    parent     VARCHAR(200),
    acls       TEXT NOT NULL,
    groupacls  TEXT NOT NULL,
    rate_limit INTEGER,
    tables     TEXT NOT NULL
);

CREATE TABLE profile (
    id        VARCHAR(200) PRIMARY KEY,
    name      VARCHAR(500) NOT NULL,
    roles     TEXT NOT NULL,
    acls      TEXT NOT NULL,
    groupacls TEXT NOT NULL
);

CREATE TABLE groupacl (
    id   VARCHAR(200) PRIMARY KEY,
    name VARCHAR(500) NOT NULL,
    acls TEXT NOT NULL
);

CREATE TABLE rolegroupacl (
    id        VARCHAR(200) PRIMARY KEY,
    role      VARCHAR(200) NOT NULL,
    groupacls TEXT NOT NULL
);
