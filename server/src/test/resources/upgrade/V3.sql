INSERT INTO api_key_warning (id, ends, days) VALUES ('k1', 5, 3);
INSERT INTO signing_key (kid, root, sealed, created, covers, retired, ends) VALUES ('kid', 'root', 'sealed', 1, 2, NULL, NULL);
INSERT INTO revocation (kind, subject, number, ends) VALUES ('token', 'jti', 1, 9);
UPDATE revocation_count SET number = 41;
INSERT INTO session (id, account, actor, credential, name, address, user_agent, started, last_seen, ends) VALUES ('s1', 'anne', '', 'apikey', 'k1', '192.0.2.7', 'curl', 1, 2, NULL);
