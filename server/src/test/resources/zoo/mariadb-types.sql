CREATE TABLE types (
  id                    int PRIMARY KEY,
  c_tinyint             tinyint,
  c_tinyint_unsigned    tinyint unsigned,
  c_smallint            smallint,
  c_smallint_unsigned   smallint unsigned,
  c_mediumint           mediumint,
  c_mediumint_unsigned  mediumint unsigned,
  c_integer             int,
  c_integer_unsigned    int unsigned,
  c_bigint              bigint,
  c_bigint_unsigned     bigint unsigned,    -- beyond a Java long
  c_decimal             decimal(20,4),
  c_decimal_wide        decimal(65,30),
  c_float               float,
  c_double              double,
  c_boolean             boolean,            -- a tinyint(1)
  c_bit1                bit(1),
  c_bit64               bit(64),
  c_char                char(10),
  c_varchar             varchar(50),
  c_nvarchar            nvarchar(50),       -- utf8mb3: no emoji
  c_tinytext            tinytext,
  c_text                text,
  c_mediumtext          mediumtext,
  c_longtext            longtext,
  c_bin_text            varchar(50) COLLATE utf8mb4_bin,
  c_enum                enum('sad', 'ok', 'très content 🦊'),
  c_set                 set('a', 'b', 'ç'),
  c_date                date,
  c_date_zero           date,               -- may be 0000-00-00
  c_time                time(6),            -- up to 838 hours
  c_datetime            datetime,
  c_datetime6           datetime(6),
  c_timestamp           timestamp(6) NULL,  -- an instant, up to 2038
  c_year                year,
  c_uuid                uuid,
  c_json                json,               -- a longtext with a check
  c_binary              binary(4),
  c_bytes               varbinary(50),
  c_blob                blob,
  c_longblob            longblob,
  c_inet4               inet4,
  c_inet6               inet6,
  c_point               point
);

INSERT INTO types VALUES (
  1,
  127,
  255,
  32767,
  65535,
  8388607,
  16777215,
  2147483647,
  4294967295,
  9223372036854775807,
  18446744073709551615,
  9999999999999999.9999,
  99999999999999999999999999999999999.999999999999999999999999999999,
  3.40282e38,
  1.7976931348623157e308,
  true,
  b'1',
  b'1111111111111111111111111111111111111111111111111111111111111111',
  'é🦊',
  'Crème brûlée 🦊',
  'Crème brûlée',
  'Crème brûlée 🦊',
  'Crème brûlée à l''œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, "quoted", back\slash, 100 %_',
  'Crème brûlée 🦊',
  'Crème brûlée 🦊',
  'Crème brûlée 🦊',
  'très content 🦊',
  'a,b,ç',
  '9999-12-31',
  '0000-00-00',
  '838:59:59.999999',
  '9999-12-31 23:59:59',
  '9999-12-31 23:59:59.999999',
  '2038-01-19 03:14:07.999999',
  2155,
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{"n": 12345678901234567890.123456789, "é": "🦊", "none": null}',
  x'00ff0a5c',
  x'00ff0a5c27',
  x'00ff0a5c27',
  x'00ff0a5c27',
  '255.255.255.255',
  'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  ST_GeomFromText('POINT(180.5 -90.25)')
);

INSERT INTO types VALUES (
  2, 12, 12, 1234, 1234, 123456, 123456, 12345678, 12345678, 123456789012, 123456789012,
  437.5000, 3.14, 1.5, 2.25, false, b'0', b'101',
  'abc', 'plain', 'plain', 'plain', 'ordinary text', 'plain', 'plain', 'plain', 'ok', 'a',
  '2026-02-28', '2026-02-28', '13:37:00', '2026-02-28 13:37:00', '2026-02-28 13:37:00.25', '2026-02-28 13:37:00.25',
  2026, '0190163d-8694-739b-aea5-966c26f8ad91', '{"a": [1, 2, 3]}', 'abcd', 'abc', 'abc', 'abc',
  '192.168.0.1', '2001:db8::1', ST_GeomFromText('POINT(2.35 48.85)')
);

INSERT INTO types (id) VALUES (3);
