INSERT INTO account (id, name, kind, active, password, acls, created) VALUES ('olga', 'Olga Œuvré', 'owner', 1, 'hash', '', 1000000000000);
INSERT INTO account (id, name, kind, active, password, acls, created) VALUES ('anne', 'Anne', 'inhouse', 0, NULL, 'api.access', 1000000000001);
INSERT INTO api_key (id, hash, account, created_by, name, created, expires, permissions, last_used, last_ip) VALUES ('k1', 'h', 'anne', 'olga', 'key', 1, NULL, 'data:r', 2, '192.0.2.7');
INSERT INTO setup_link (hash, created) VALUES ('s', 3);
INSERT INTO connection (id, name, type, url, login, sealed_password, roles, read_only, statement_timeout, row_cap, position) VALUES ('c', 'C', 'sqlite', 'jdbc:sqlite::memory:', NULL, 'sealed', '', 1, 30, 1000, 0);
INSERT INTO table_choice (connection, schema_name, table_name, public_name, is_open, is_sensitive, key_column) VALUES ('c', '', 't', 'public', 1, 1, 'k');
INSERT INTO saved_view (id, view_key, table_name, title, columns, filter, sort, row_per_page) VALUES (7, 'v', 't', 'V', '[]', NULL, NULL, 50);
