CREATE TYPE mood AS ENUM ('sad', 'ok', 'très content 🦊');
CREATE DOMAIN postcode AS varchar(10) CHECK (value ~ '^[0-9A-Z -]+$');

CREATE TABLE types (
  id               integer PRIMARY KEY,
  c_smallint       smallint,
  c_integer        integer,
  c_bigint         bigint,
  c_decimal        decimal(20,4),
  c_numeric        numeric,             -- any precision
  c_numeric_nan    numeric,             -- may be NaN
  c_real           real,
  c_double         double precision,
  c_double_inf     double precision,    -- may be Infinity: no JSON number
  c_money          money,
  c_boolean        boolean,
  c_char           char(10),            -- padded with spaces
  c_varchar        varchar(50),
  c_text           text,
  c_domain         postcode,
  c_enum           mood,
  c_date           date,
  c_date_far       date,                -- a year of seven digits
  c_date_inf       date,                -- may be infinity
  c_time           time,
  c_time_24        time,                -- may be 24:00:00
  c_timetz         timetz,
  c_timestamp      timestamp,
  c_timestamp_far  timestamp,           -- a year of six digits
  c_timestamptz    timestamptz,
  c_interval       interval,
  c_uuid           uuid,
  c_json           json,                -- as written: spaces, order, double keys
  c_jsonb          jsonb,
  c_bytes          bytea,
  c_xml            xml,
  c_int_array      integer[],
  c_int_matrix     integer[][],
  c_text_array     text[],
  c_enum_array     mood[],
  c_inet           inet,
  c_cidr           cidr,
  c_macaddr        macaddr,
  c_bit            bit(8),
  c_varbit         bit varying(64),
  c_point          point,
  c_int4range      int4range,
  c_tstzrange      tstzrange,
  c_tsvector       tsvector
);

INSERT INTO types VALUES (
  1,
  32767,
  2147483647,
  9223372036854775807,
  9999999999999999.9999,
  123456789012345678901234567890123456789012345678901234567890.123456789012345678901234567890,
  'NaN',
  3.4028235e38,
  1.7976931348623157e308,
  'Infinity',
  '92233720368547758.07',
  true,
  'é🦊',
  'Crème brûlée 🦊',
  'Crème brûlée à l''œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, "quoted", back\slash, 100 %_',
  'SW1A 1AA',
  'très content 🦊',
  '9999-12-31',
  '5874897-12-31',
  'infinity',
  '23:59:59.999999',
  '24:00:00',
  '23:59:59.999999-12:00',
  '9999-12-31 23:59:59.999999',
  '294276-12-31 23:59:59.999999',
  '9999-12-31 23:59:59.999999+00',
  '9999 years 11 months 30 days 23:59:59.999999',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{"n": 12345678901234567890.123456789,  "é": "🦊", "twice": 1, "twice": 2, "none": null}',
  '{"n": 12345678901234567890.123456789, "é": "🦊", "deep": [[1], {"none": null}]}',
  '\x00ff0a5c27',
  '<thé sucre="non">🦊 &amp; l''eau</thé>',
  '{2147483647, NULL, -2147483648}',
  '{{1,2},{3,NULL}}',
  ARRAY['a,b', 'with "quotes"', '{braces}', 'back\slash', '', 'NULL', NULL, '🦊'],
  '{sad,"très content 🦊"}',
  '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff/64',
  '2001:db8::/32',
  'ff:ff:ff:ff:ff:ff',
  B'11111111',
  B'1111111111111111111111111111111111111111111111111111111111111111',
  '(180.5,-90.25)',
  '[1,2147483647)',
  '["2026-01-01 00:00:00+00",infinity)',
  to_tsvector('simple', 'the quick brown fox')
);

INSERT INTO types VALUES (
  2, 12, 1234, 123456789012, 437.5000, 3.14, 2.72, 1.5, 2.25, 0.5, '12.50', false,
  'abc', 'plain', 'ordinary text', '75001', 'ok',
  '2026-02-28', '2026-02-28', '2026-02-28', '13:37:00', '13:37:00', '13:37:00+02:00',
  '2026-02-28 13:37:00', '2026-02-28 13:37:00', '2026-02-28 13:37:00.25+02', '1 day 02:00:00',
  '0190163d-8694-739b-aea5-966c26f8ad91', '{"a": 1}', '{"a": [1, 2, 3]}', '\x616263', '<a/>',
  '{1,2,3}', '{{1,2},{3,4}}', '{a,b}', '{ok}', '192.168.0.1', '10.0.0.0/8', '08:00:2b:01:02:03',
  B'00000101', B'101', '(2.35,48.85)', '[1,10)', '[2026-01-01,2026-02-01)', to_tsvector('simple', 'fox')
);

INSERT INTO types (id) VALUES (3);
