-- Accounts that were made for people of a directory: by which entry they are known there, and which roles they were given for their groups.
CREATE TABLE directory_account (
    account VARCHAR(200) PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    entry   VARCHAR(1000) NOT NULL,
    roles   TEXT NOT NULL
);

-- Of whose pages a key may be used, one a line.
ALTER TABLE api_key ADD COLUMN origins TEXT;

-- What is noted of keys that are kept in files.
CREATE TABLE api_key_note (
    id          VARCHAR(40) PRIMARY KEY,
    last_used   BIGINT,
    last_ip     VARCHAR(60),
    replaced_by VARCHAR(40)
);
