-- The authorization server: its clients, what was authorized, and what came of it.

CREATE TABLE oauth_client (
    id               VARCHAR(100) PRIMARY KEY,
    name             VARCHAR(500) NOT NULL,
    organisation     VARCHAR(500),
    purpose          TEXT,
    -- lists: one word a line
    grants           TEXT NOT NULL,
    redirect_uris    TEXT NOT NULL,
    scopes           TEXT NOT NULL,
    permissions      TEXT NOT NULL,
    account          VARCHAR(200) REFERENCES account (id) ON DELETE CASCADE,
    created_by       VARCHAR(200) NOT NULL,
    confidential     INTEGER NOT NULL,
    ips              TEXT,
    rate_limit       INTEGER,
    -- milliseconds
    access_lifetime  BIGINT NOT NULL,
    refresh_lifetime BIGINT NOT NULL,
    active           INTEGER NOT NULL,
    created          BIGINT NOT NULL
);
CREATE INDEX oauth_client_account ON oauth_client (account);

-- SHA-256 of secrets. One without "ends" is the client's present one; a rotation lets it end.
CREATE TABLE oauth_client_secret (
    client  VARCHAR(100) NOT NULL REFERENCES oauth_client (id) ON DELETE CASCADE,
    hash    VARCHAR(64) NOT NULL,
    created BIGINT NOT NULL,
    ends    BIGINT,
    PRIMARY KEY (client, hash)
);

-- An authorization that was given, and the family of refresh tokens that came of it. "revocations": how many there had been when it was
-- given. "turn" counts what was asked of it: whoever raises it goes first, the others after him. "access_ends": when its last access token
-- ends by itself; "ends": when all of it has.
CREATE TABLE oauth_grant (
    id          VARCHAR(40) PRIMARY KEY,
    client      VARCHAR(100) NOT NULL,
    account     VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    actor       VARCHAR(200),
    scope       TEXT NOT NULL,
    revocations BIGINT NOT NULL,
    turn        BIGINT NOT NULL,
    access_ends BIGINT NOT NULL,
    ends        BIGINT NOT NULL
);
CREATE INDEX oauth_grant_client ON oauth_grant (client);
CREATE INDEX oauth_grant_ends ON oauth_grant (ends);

-- SHA-256 of refresh tokens. A used one is kept until it would have ended, so that its replay is noticed.
CREATE TABLE oauth_refresh_token (
    hash     VARCHAR(64) PRIMARY KEY,
    grant_id VARCHAR(40) NOT NULL REFERENCES oauth_grant (id) ON DELETE CASCADE,
    ends     BIGINT NOT NULL,
    used     BIGINT,
    next     VARCHAR(64)
);
CREATE INDEX oauth_refresh_token_grant ON oauth_refresh_token (grant_id);

-- SHA-256 of authorization codes. A used one is kept as long as what it gave.
CREATE TABLE oauth_code (
    hash         VARCHAR(64) PRIMARY KEY,
    client       VARCHAR(100) NOT NULL,
    account      VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    scope        TEXT NOT NULL,
    redirect_uri TEXT,
    challenge    VARCHAR(100) NOT NULL,
    nonce        TEXT,
    signed_in    BIGINT NOT NULL,
    revocations  BIGINT NOT NULL,
    grant_id     VARCHAR(40) NOT NULL,
    used         BIGINT,
    ends         BIGINT NOT NULL
);
CREATE INDEX oauth_code_ends ON oauth_code (ends);

-- Requests for an API account. "told": whether the secret of the client that came of it has been told.
CREATE TABLE oauth_client_request (
    id           VARCHAR(40) PRIMARY KEY,
    account      VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name         VARCHAR(500) NOT NULL,
    organisation VARCHAR(500) NOT NULL,
    purpose      TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    permissions  TEXT NOT NULL,
    ips          TEXT,
    created      BIGINT NOT NULL,
    status       VARCHAR(10) NOT NULL,
    decided      BIGINT,
    decided_by   VARCHAR(200),
    reason       TEXT,
    client       VARCHAR(100),
    told         INTEGER NOT NULL
);
CREATE INDEX oauth_client_request_account ON oauth_client_request (account);
