INSERT INTO password_link (hash, account, made_by, permissions, password, made, ends) VALUES ('h', 'anne', 'olga', 'data:r', 'p', 1, 2);
INSERT INTO second_factor (account, sealed_secret, since, last_step) VALUES ('olga', 'sealed', 3, 4);
INSERT INTO recovery_code (hash, account) VALUES ('h', 'olga');
INSERT INTO foreign_identity (issuer, subject, account, since) VALUES ('https://realm.example.org', 's-1', 'anne', 5);
