INSERT INTO console_session (id, hash, account, proof, acting_for, created, seen, ends) VALUES ('cs', 'h', 'olga', 'p', 'anne', 1, 2, 3);
