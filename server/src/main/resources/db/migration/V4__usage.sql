-- How often the API was used: a line for each day (UTC), key, user and operation; empty for no key, for nobody.

CREATE TABLE usage_count (
    day       VARCHAR(10) NOT NULL,
    api_key   VARCHAR(40) NOT NULL,
    account   VARCHAR(200) NOT NULL,
    operation VARCHAR(100) NOT NULL,
    requests  BIGINT NOT NULL,
    refusals  BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    PRIMARY KEY (day, api_key, account, operation)
);
