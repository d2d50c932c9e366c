INSERT INTO role (id, name, priority, parent, acls, groupacls, rate_limit, tables) VALUES ('r', 'R', 1, NULL, 'data:r', '', 60, '{}');
INSERT INTO profile (id, name, roles, acls, groupacls) VALUES ('p', 'P', 'r', '', '');
INSERT INTO groupacl (id, name, acls) VALUES ('g', 'G', 'users:r');
INSERT INTO rolegroupacl (id, role, groupacls) VALUES ('rg', 'r', 'g');
UPDATE account SET email = 'anne@example.org', ips = '192.0.2.0/24', profiles = 'p' WHERE id = 'anne';
