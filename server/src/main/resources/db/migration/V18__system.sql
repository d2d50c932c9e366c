-- Settings that were said by the API (wire.md section 8); file and environment win over them. A sealed one is a secret.

CREATE TABLE setting (
    name   VARCHAR(200) PRIMARY KEY,
    value  TEXT NOT NULL,
    sealed SMALLINT NOT NULL
);

-- The servers that share this catalogue. Who has not been seen for a while is gone.
CREATE TABLE node (
    id      VARCHAR(100) PRIMARY KEY,
    version VARCHAR(100) NOT NULL,
    started BIGINT NOT NULL,
    seen    BIGINT NOT NULL
);
