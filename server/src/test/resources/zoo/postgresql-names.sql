CREATE TABLE "order details" (
  "select"      integer PRIMARY KEY,
  "Prénom"      varchar(100),
  "UPPER"       varchar(100),
  "with space"  varchar(100),
  "a""b"        varchar(100)
);
INSERT INTO "order details" VALUES
  (1, 'Crème brûlée à l''œuf, Ελλάδα, 漢字, 🦊👩‍👩‍👧, "quoted", back\slash, 100 %_', 'U', 'two words', 'quote'),
  (2, NULL, NULL, NULL, NULL);

CREATE TABLE "no_key" (
  "a"  integer,
  "b"  varchar(20)
);
INSERT INTO "no_key" VALUES (1, 'twice'), (1, 'twice'), (NULL, NULL);

CREATE TABLE "parts" (
  "plant"         varchar(10) NOT NULL,
  "code"          integer NOT NULL,
  "title"         varchar(50) NOT NULL,
  "parent_plant"  varchar(10),
  "parent_code"   integer,
  PRIMARY KEY ("plant", "code"),
  FOREIGN KEY ("parent_plant", "parent_code") REFERENCES "parts" ("plant", "code")
);
INSERT INTO "parts" VALUES
  ('Lyon', 1, 'bicycle', NULL, NULL),
  ('Lyon', 2, 'wheel', 'Lyon', 1),
  ('Évry', 1, 'spoke', 'Lyon', 2);

CREATE VIEW "part_names" AS
  SELECT p."plant", p."code", p."title", q."title" AS "parent_title"
  FROM "parts" p LEFT JOIN "parts" q ON q."plant" = p."parent_plant" AND q."code" = p."parent_code";

CREATE SCHEMA "north";
CREATE TABLE "north"."orders" (
  "id"    integer PRIMARY KEY,
  "note"  varchar(50)
);
INSERT INTO "north"."orders" VALUES (1, 'from the north');

CREATE SCHEMA "south";
CREATE TABLE "south"."orders" (
  "number"  varchar(20) PRIMARY KEY,
  "amount"  decimal(10,2) NOT NULL
);
INSERT INTO "south"."orders" VALUES ('S-1', 12.50);
