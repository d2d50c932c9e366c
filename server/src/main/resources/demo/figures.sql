-- What communes.csv tells of each région and département: an indicator each, whose figure of 2026 is the sum of its communes. The years
-- before are made up from it, and marked so. Those that data.sql has already (11, 44; 77) are left out.
INSERT INTO level (id, name, parent, position, status) VALUES
(14, 'Régions', 5, 1, 'P'),
(15, 'Départements', 5, 2, 'P');

CREATE TEMPORARY TABLE figure AS
SELECT 1000 + ROW_NUMBER() OVER (ORDER BY r.code) AS id, 14 AS level, r.nom AS nom, 'de la région ' || r.code AS place, SUM(c.population) AS total
FROM regions r JOIN communes c ON c.region = r.code
WHERE r.code NOT IN ('11', '44')
GROUP BY r.code, r.nom
HAVING SUM(c.population) > 0
UNION ALL
SELECT 2000 + ROW_NUMBER() OVER (ORDER BY d.code), 15, d.nom, 'du département ' || d.code, SUM(c.population)
FROM departements d JOIN communes c ON c.departement = d.code
WHERE d.code <> '77'
GROUP BY d.code, d.nom
HAVING SUM(c.population) > 0;

INSERT INTO indicator (id, name, description, unit, status, level, periodicity, source, comment, responsible, target)
SELECT id, 'Population : ' || nom, 'Habitants des communes ' || place, 'habitants', 'P', level, 'annuelle',
       'Découpage administratif 2026 (INSEE, La Poste), Licence Ouverte 2.0', 'Somme des populations communales ' || place, 'Service statistique', NULL
FROM figure;

INSERT INTO indicator_values (indicator, date, value, comment)
SELECT id, '2026-01-01', total, 'calculé depuis communes.csv (découpage 2026)' FROM figure;

INSERT INTO indicator_values (indicator, date, value, comment)
WITH RECURSIVE year (n) AS (SELECT 2021 UNION ALL SELECT n + 1 FROM year WHERE n < 2025)
SELECT f.id, y.n || '-01-01', ROUND(f.total * (1000 - 3 * (2026 - y.n)) / 100000.0) * 100, 'valeur de démonstration'
FROM figure f CROSS JOIN year y;

DROP TABLE figure;
