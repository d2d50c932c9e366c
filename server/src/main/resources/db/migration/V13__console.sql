-- Who is signed in to the console. "hash": SHA-256 of the secret in the browser's cookie; "proof": of the password's hash at that time, so that
-- another password ends them all; "acting_for": the account that the person acts for, if any; "seen": to the minute.

CREATE TABLE console_session (
    id         VARCHAR(40) PRIMARY KEY,
    hash       VARCHAR(64) NOT NULL,
    account    VARCHAR(200) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    proof      VARCHAR(64) NOT NULL,
    acting_for VARCHAR(200),
    created    BIGINT NOT NULL,
    seen       BIGINT NOT NULL,
    ends       BIGINT NOT NULL
);
CREATE INDEX console_session_account ON console_session (account);
CREATE INDEX console_session_ends ON console_session (ends);
