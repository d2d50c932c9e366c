INSERT INTO licence (content, activated) VALUES ('-----BEGIN PASSERELLE LICENCE-----', 1);
INSERT INTO licence_seat (account, type, since) VALUES ('olga', 'ADMIN', 2);
