CREATE TABLE "types" (
  "id"                  INTEGER PRIMARY KEY,
  "c_tinyint"           TINYINT,
  "c_smallint"          SMALLINT,
  "c_integer"           INTEGER,
  "c_bigint"            BIGINT,
  "c_decimal"           DECIMAL(20,4),
  "c_numeric_wide"      NUMERIC(100,40),
  "c_decfloat"          DECFLOAT(34),
  "c_real"              REAL,
  "c_double"            DOUBLE PRECISION,
  "c_double_inf"        DOUBLE PRECISION,          -- may be Infinity: no JSON number
  "c_boolean"           BOOLEAN,
  "c_char"              CHARACTER(10),             -- padded with spaces
  "c_varchar"           VARCHAR(50),
  "c_varchar_nocase"    VARCHAR_IGNORECASE(50),
  "c_text"              CLOB,
  "c_enum"              ENUM('sad', 'ok', 'très content 🦊'),
  "c_date"              DATE,
  "c_date_far"          DATE,                      -- a year of ten digits
  "c_time"              TIME(9),
  "c_timetz"            TIME(9) WITH TIME ZONE,
  "c_timestamp"         TIMESTAMP(9),
  "c_timestamptz"       TIMESTAMP(9) WITH TIME ZONE,
  "c_interval_months"   INTERVAL YEAR TO MONTH,
  "c_interval_seconds"  INTERVAL DAY TO SECOND(9),
  "c_uuid"              UUID,
  "c_json"              JSON,
  "c_binary"            BINARY(4),
  "c_bytes"             VARBINARY(50),
  "c_blob"              BLOB,
  "c_int_array"         INTEGER ARRAY,
  "c_text_array"        VARCHAR(50) ARRAY,
  "c_geometry"          GEOMETRY(POINT)
);

INSERT INTO "types" VALUES (
  1,
  127,
  32767,
  2147483647,
  9223372036854775807,
  9999999999999999.9999,
  123456789012345678901234567890123456789012345678901234567890.1234567890123456789012345678901234567890,
  9.999999999999999999999999999999999E6144,
  3.4028235E38,
  1.7976931348623157E308,
  'Infinity',
  TRUE,
  'é🦊',
  'Crème brûlée 🦊',
  'Crème Brûlée 🦊',
  'Crème brûlée à l''œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, "quoted", back\slash, 100 %_',
  'très content 🦊',
  DATE '9999-12-31',
  DATE '1000000000-12-31',
  TIME '23:59:59.999999999',
  TIME WITH TIME ZONE '23:59:59.999999999-12:00',
  TIMESTAMP '9999-12-31 23:59:59.999999999',
  TIMESTAMP WITH TIME ZONE '9999-12-31 23:59:59.999999999+00:00',
  INTERVAL '99-11' YEAR TO MONTH,
  INTERVAL '99 23:59:59.999999999' DAY TO SECOND,
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  JSON '{"n": 12345678901234567890.123456789, "é": "🦊", "none": null}',
  X'00ff0a5c',
  X'00ff0a5c27',
  X'00ff0a5c27',
  ARRAY[2147483647, NULL, -2147483648],
  ARRAY['a,b', 'with "quotes"', '', 'NULL', NULL, '🦊'],
  'POINT (180.5 -90.25)'
);

INSERT INTO "types" VALUES (
  2, 12, 1234, 12345678, 123456789012, 437.5000, 3.14, 2.72, 1.5, 2.25, 0.5, FALSE,
  'abc', 'plain', 'plain', 'ordinary text', 'ok',
  DATE '2026-02-28', DATE '2026-02-28', TIME '13:37:00', TIME WITH TIME ZONE '13:37:00+02:00',
  TIMESTAMP '2026-02-28 13:37:00', TIMESTAMP WITH TIME ZONE '2026-02-28 13:37:00.25+02:00',
  INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:00:00' DAY TO SECOND,
  '0190163d-8694-739b-aea5-966c26f8ad91', JSON '{"a": [1, 2, 3]}', X'61626364', X'616263', X'616263',
  ARRAY[1, 2, 3], ARRAY['a', 'b'], 'POINT (2.35 48.85)'
);

INSERT INTO "types" ("id") VALUES (3);
