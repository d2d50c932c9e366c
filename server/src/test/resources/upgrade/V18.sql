INSERT INTO setting (name, value, sealed) VALUES ('bodyLimit', '4096', 0);
INSERT INTO node (id, version, started, seen) VALUES ('n', '0.1.0', 1, 2);
