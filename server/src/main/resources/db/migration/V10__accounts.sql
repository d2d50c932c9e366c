-- How people come in, beside their password: links by which one chooses it, second factors, identities in other realms.

-- "made_by" is null where the account's person asked for it; "permissions" is what the maker's credential allowed, one a line; "password"
-- tells which password the account had: with another one the link is dead
CREATE TABLE password_link (
    hash        VARCHAR(64) PRIMARY KEY,
    account     VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    made_by     VARCHAR(200) REFERENCES account (id) ON DELETE CASCADE,
    permissions TEXT NOT NULL,
    password    VARCHAR(64) NOT NULL,
    made        BIGINT NOT NULL,
    ends        BIGINT NOT NULL
);
CREATE INDEX password_link_account ON password_link (account);

-- "since" is null until a first code has shown that the secret arrived; "last_step" is the time step of the last code that was taken
CREATE TABLE second_factor (
    account       VARCHAR(200) PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    sealed_secret TEXT NOT NULL,
    since         BIGINT,
    last_step     BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    hash    VARCHAR(64) PRIMARY KEY,
    account VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX recovery_code_account ON recovery_code (account);

-- who somebody of another realm is here
CREATE TABLE foreign_identity (
    issuer  VARCHAR(500) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    account VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    since   BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX foreign_identity_account ON foreign_identity (account);
