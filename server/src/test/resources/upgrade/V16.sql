INSERT INTO directory_account (account, entry, roles) VALUES ('anne', 'uid=anne,ou=people,dc=example,dc=org', 'r');
UPDATE api_key SET origins = 'https://example.org';
INSERT INTO api_key_note (id, last_used, last_ip, replaced_by) VALUES ('k2', 1, '192.0.2.8', 'k1');
