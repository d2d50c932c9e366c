-- A type here is a word that gives the column an affinity; what is stored has a class of its own.
CREATE TABLE types (
  id               INTEGER PRIMARY KEY,
  c_tinyint        TINYINT,
  c_smallint       SMALLINT,
  c_integer        INTEGER,
  c_bigint         BIGINT,
  c_unsigned       UNSIGNED BIG INT,   -- 2^64-1 is no integer of SQLite: kept as a double
  c_decimal        DECIMAL(20,4),      -- numeric affinity: beyond 15 digits the value itself is lost
  c_decimal_text   DECIMALTEXT,        -- text affinity: exact
  c_numeric        NUMERIC,
  c_real           REAL,
  c_double         DOUBLE,
  c_float          FLOAT,
  c_boolean        BOOLEAN,            -- 1 and 0
  c_char           CHAR(10),           -- neither padded nor measured
  c_varchar        VARCHAR(50),
  c_nvarchar       NVARCHAR(50),
  c_nocase         TEXT COLLATE NOCASE,
  c_text           TEXT,
  c_clob           CLOB,
  c_date           DATE,               -- numeric affinity, here with text in it
  c_time           TIME,
  c_datetime       DATETIME,
  c_timestamp      TIMESTAMP,
  c_timestamp_ms   TIMESTAMP,          -- milliseconds since 1970, as its JDBC driver writes
  c_julian         REAL,
  c_uuid           UUID,
  c_json           JSON,
  c_bytes          BLOB,
  c_mixed          INTEGER,            -- text in an integer column
  c_untyped
);

INSERT INTO types VALUES (
  1,
  127,
  32767,
  9223372036854775807,
  9223372036854775807,
  18446744073709551615,
  9999999999999999.9999,
  '9999999999999999.9999',
  123456789012345678901234567890,
  3.4028235e38,
  1.7976931348623157e308,
  1.7976931348623157e308,
  1,
  'longer than ten 🦊',
  'Crème brûlée 🦊',
  'Crème brûlée 🦊',
  'Crème Brûlée 🦊',
  'Crème brûlée à l''œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, "quoted", back\slash, 100 %_',
  'Crème brûlée 🦊',
  '9999-12-31',
  '23:59:59.999999999',
  '9999-12-31 23:59:59.999',
  '9999-12-31T23:59:59.999Z',
  253402300799999,
  5373484.499999,
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{"n": 12345678901234567890.123456789, "é": "🦊", "none": null}',
  x'00ff0a5c27',
  'not a number 🦊',
  x'00ff'
);

INSERT INTO types VALUES (
  2, 12, 1234, 12345678, 123456789012, 123456789012, 437.50, '437.5000', 3.14, 1.5, 2.25, 2.25, 0,
  'abc', 'plain', 'plain', 'plain', 'ordinary text', 'plain',
  '2026-02-28', '13:37:00', '2026-02-28 13:37:00', '2026-02-28 13:37:00', 1772285820000, 2461100.067361,
  '0190163d-8694-739b-aea5-966c26f8ad91', '{"a": [1, 2, 3]}', x'616263', 42, 'anything'
);

INSERT INTO types (id) VALUES (3);
