-- The demo database, as a careful owner would have declared it (SQLite, foreign keys on).
-- Run once on an empty file, statement by statement. No triggers.
-- The rows: data.sql, then regions.csv, departements.csv, communes.csv, where an empty field is NULL.
-- SQLite keeps the declared type names: the server reads lengths, scales, dates and booleans from them.

-- Customers, with a key of their own beside the number (wire.md §4).
CREATE TABLE clients (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  cle              TEXT NOT NULL UNIQUE,
  nom              VARCHAR(120) NOT NULL,
  forme_juridique  VARCHAR(12),
  siren            VARCHAR(9),
  secteur          VARCHAR(60),
  adresse          VARCHAR(120),
  cp               VARCHAR(5),
  ville            VARCHAR(60),
  telephone        VARCHAR(20),
  email            VARCHAR(120),
  effectif         INTEGER CHECK (effectif >= 0),
  chiffre_affaires DECIMAL(14,2),
  date_creation    DATE,
  commercial       VARCHAR(60),
  actif            BOOLEAN NOT NULL DEFAULT 1 CHECK (actif IN (0, 1)),
  marge            DECIMAL(5,2),
  remarque         TEXT
);
CREATE INDEX clients_nom ON clients (nom);
CREATE INDEX clients_cp ON clients (cp);

-- Their orders: only the number and the key are required. Neither number nor invoice is unique, as the documents' examples need.
CREATE TABLE commandes (
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,
  cle                    TEXT NOT NULL UNIQUE,
  num_commande           TEXT NOT NULL,
  client                 INTEGER REFERENCES clients (id),
  objet                  VARCHAR(120),
  date_commande          DATE,
  date_billed            DATE,
  actual_billable_amount DECIMAL(12,2),
  num_invoice            TEXT,
  date_closed            DATE,
  statut                 VARCHAR(12) NOT NULL DEFAULT 'En cours'
                         CHECK (statut IN ('En cours', 'Facturée', 'Soldée', 'Annulée')),
  remarque               TEXT
);
CREATE INDEX commandes_client ON commandes (client);
CREATE INDEX commandes_num_commande ON commandes (num_commande);
CREATE INDEX commandes_date_billed ON commandes (date_billed);

-- Servers of a hosting company.
CREATE TABLE instances (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT NOT NULL UNIQUE,
  type        VARCHAR(10) NOT NULL DEFAULT 'LINUX' CHECK (type IN ('LINUX', 'WINDOWS', 'AIX')),
  environment VARCHAR(16) NOT NULL DEFAULT 'DEVELOPMENT'
              CHECK (environment IN ('PRODUCTION', 'PREPRODUCTION', 'QUALIFICATION', 'INTEGRATION', 'TEST', 'DEVELOPMENT')),
  status      VARCHAR(10) NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'INACTIVE')),
  family      VARCHAR(40),
  service     VARCHAR(60),
  cpu         INTEGER CHECK (cpu > 0),
  memory_gb   INTEGER CHECK (memory_gb > 0),
  ip          VARCHAR(45),
  backup      BOOLEAN NOT NULL DEFAULT 0 CHECK (backup IN (0, 1)),
  created_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '+00:00')
);
CREATE INDEX instances_environment ON instances (environment);

-- Building sites and what is to be mended there.
CREATE TABLE projects (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        VARCHAR(100) NOT NULL UNIQUE,
  description TEXT,
  client      INTEGER REFERENCES clients (id),
  city        VARCHAR(60),
  manager     VARCHAR(60),
  start_date  DATE,
  end_date    DATE,
  budget      DECIMAL(14,2),
  status      VARCHAR(10) NOT NULL DEFAULT 'Active' CHECK (status IN ('Active', 'Archived')),
  created_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '+00:00')
);
CREATE INDEX projects_client ON projects (client);

CREATE TABLE tickets (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  subject     VARCHAR(200) NOT NULL,
  description TEXT,
  status      VARCHAR(12) NOT NULL DEFAULT 'Open'
              CHECK (status IN ('Open', 'In-Progress', 'Resolved', 'Feedback', 'Closed', 'Rejected')),
  priority    VARCHAR(8) NOT NULL DEFAULT 'Normal' CHECK (priority IN ('Low', 'Normal', 'High')),
  project     INTEGER REFERENCES projects (id),
  due_date    DATE,
  progress    INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  assignee    VARCHAR(60),
  created_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '+00:00'),
  closed_at   TIMESTAMP WITH TIME ZONE
);
CREATE INDEX tickets_project ON tickets (project);
CREATE INDEX tickets_status ON tickets (status);

-- Public data (wire.md §9). P public, D draft, PA archived in public, AA archived for the administration alone.
CREATE TABLE level (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     VARCHAR(100) NOT NULL,
  parent   INTEGER REFERENCES level (id),
  position INTEGER NOT NULL DEFAULT 0,
  status   VARCHAR(2) NOT NULL DEFAULT 'D' CHECK (status IN ('P', 'D', 'PA', 'AA'))
);
CREATE INDEX level_parent ON level (parent);

-- The column responsible is the administration's own: not to be published.
CREATE TABLE indicator (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        VARCHAR(150) NOT NULL,
  description TEXT,
  unit        VARCHAR(30),
  status      VARCHAR(2) NOT NULL DEFAULT 'D' CHECK (status IN ('P', 'D', 'PA', 'AA')),
  level       INTEGER REFERENCES level (id),
  periodicity VARCHAR(20),
  source      VARCHAR(200),
  comment     TEXT,
  responsible VARCHAR(60),
  target      DECIMAL(16,2)
);
CREATE INDEX indicator_level ON indicator (level);
CREATE INDEX indicator_status ON indicator (status);

CREATE TABLE indicator_values (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator INTEGER NOT NULL REFERENCES indicator (id),
  date      DATE NOT NULL,
  value     DECIMAL(16,2) NOT NULL,
  comment   VARCHAR(200),
  UNIQUE (indicator, date)
);

-- France in 2026 (SOURCES.md). chef_lieu is the code of a commune, but no foreign key: communes point here already, and a circle could not be loaded in order.
CREATE TABLE regions (
  code      TEXT NOT NULL PRIMARY KEY,
  nom       VARCHAR(60) NOT NULL,
  chef_lieu VARCHAR(5),
  zone      VARCHAR(5) NOT NULL CHECK (zone IN ('metro', 'drom', 'com'))
);

CREATE TABLE departements (
  code      TEXT NOT NULL PRIMARY KEY,
  nom       VARCHAR(60) NOT NULL,
  region    TEXT NOT NULL REFERENCES regions (code),
  chef_lieu VARCHAR(5),
  zone      VARCHAR(5) NOT NULL CHECK (zone IN ('metro', 'drom', 'com'))
);
CREATE INDEX departements_region ON departements (region);

CREATE TABLE communes (
  code          TEXT NOT NULL PRIMARY KEY,
  nom           VARCHAR(60) NOT NULL,
  departement   TEXT NOT NULL REFERENCES departements (code),
  region        TEXT NOT NULL REFERENCES regions (code),
  cp            VARCHAR(5),
  codes_postaux VARCHAR(200),
  siren         VARCHAR(9),
  population    INTEGER CHECK (population >= 0),
  zone          VARCHAR(5) NOT NULL CHECK (zone IN ('metro', 'drom', 'com'))
);
CREATE INDEX communes_nom ON communes (nom);
CREATE INDEX communes_departement ON communes (departement);
CREATE INDEX communes_region ON communes (region);
CREATE INDEX communes_cp ON communes (cp);
